from django.db import models
from django.db.models import Q

from zhengtong.org.models import Region, Unit

from .choices import AppraisalState, Cause, MarkSource, ObjectionState, SubjectKind, VersionState


class Version(models.Model):
    """版本 — one version of a rule of appraisal: drafted by one person, approved by another, in force until the next."""

    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState)
    note = models.CharField(max_length=300, blank=True)
    drafted_by = models.CharField(max_length=60)
    drafted_at = models.DateTimeField()
    approved_by = models.CharField(max_length=60, blank=True, help_text="the second person; never who drafted it")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} 第{self.number}版"


class Indicator(Version):
    """评估指标 — one version of a number with its definition sentence, its formula and its worked example."""

    name = models.CharField(max_length=30)
    definition = models.CharField(max_length=300)
    formula = models.JSONField()
    unit = models.CharField(max_length=10)
    direction = models.CharField(max_length=10)
    minimum = models.PositiveIntegerField(help_text="the least 经办件 for its value to be compared")
    example = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="indicator_number"),
            models.UniqueConstraint(fields=["code"], condition=Q(state="draft"), name="indicator_one_draft"),
        ]


class Scheme(Version):
    """评估方案 — one version of categories, lines, weights and parameters; `spec` is read by rules/scheme.py."""

    name = models.CharField(max_length=40)
    spec = models.JSONField()
    is_chosen = models.BooleanField(
        default=False, help_text="the scheme months are appraised by until another is chosen"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="scheme_number"),
            models.UniqueConstraint(fields=["code"], condition=Q(state="draft"), name="scheme_one_draft"),
            models.UniqueConstraint(fields=["is_chosen"], condition=Q(is_chosen=True), name="scheme_one_chosen"),
        ]


class Appraisal(models.Model):
    """绩效评估 — one month of the county, scored by one version of a scheme and of the indicators."""

    period = models.CharField(max_length=7, unique=True, help_text="2026-10")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="appraisals")
    indicators = models.ManyToManyField(Indicator, related_name="appraisals")
    state = models.CharField(max_length=10, choices=AppraisalState, default=AppraisalState.COMPUTED)
    computed_by = models.CharField(max_length=60)
    computed_at = models.DateTimeField()
    appeal_until = models.DateTimeField()
    published_by = models.CharField(max_length=60, blank=True, help_text="the second person; never who computed it")
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.period


class Score(models.Model):
    """绩效得分 — one unit, township or person in one month; what it amounts to stands in its newest revision."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="scores")
    kind = models.CharField(max_length=10, choices=SubjectKind)
    code = models.CharField(max_length=60, help_text="of the unit, the region or the person")
    name = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", help_text="null: a township")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appraisal", "kind", "code"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.appraisal.period} {self.name}"


class ScoreRevision(models.Model):
    """得分修订 — one computation of a score, the first included; the database refuses to change or delete it.

    `tally` holds the totals with the numbers of everything counted, and the cards singly, so that the month can be
    replayed without one of them.
    """

    score = models.ForeignKey(Score, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True, help_text="null: nothing was handled")
    grade = models.CharField(max_length=10, blank=True)
    handled = models.PositiveIntegerField()
    is_small = models.BooleanField(help_text="fewer matters than the scheme's least: ranked apart")
    categories = models.JSONField()
    tally = models.JSONField()
    cause = models.CharField(max_length=10, choices=Cause)
    cause_ref = models.CharField(max_length=24, blank=True, help_text="the card that was withdrawn")
    reason = models.CharField(max_length=300, blank=True)
    is_after_publication = models.BooleanField(default=False)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["score", "number"], name="score_revision_number")]

    def __str__(self) -> str:
        return f"{self.score} 第{self.number}次"


class ScoreLine(models.Model):
    """得分明细 — one line of a revision: what was measured, what it brings or costs, why, and what it rests on."""

    revision = models.ForeignKey(ScoreRevision, on_delete=models.PROTECT, related_name="lines")
    category = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    how = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True, help_text="null: 无数据")
    points = models.DecimalField(max_digits=7, decimal_places=2, null=True, help_text="null: does not count")
    deduction = models.DecimalField(max_digits=7, decimal_places=2, help_text="扣分, positive")
    most = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    reason = models.CharField(max_length=1000, blank=True)
    words = models.CharField(max_length=500)
    totals = models.JSONField(help_text="[[name, families], …] to drill by")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["revision", "code"], name="score_line_once")]

    def __str__(self) -> str:
        return f"{self.revision} {self.name}"


class ScoreMark(models.Model):
    """人工评分 — points given or taken on a line, with reason and evidence: an inspection, a bonus, an appeal."""

    score = models.ForeignKey(Score, on_delete=models.PROTECT, related_name="marks")
    ref = models.CharField(max_length=24, unique=True)
    line = models.CharField(max_length=40)
    source = models.CharField(max_length=10, choices=MarkSource)
    points = models.DecimalField(max_digits=5, decimal_places=2)
    reason = models.CharField(max_length=300)
    evidence = models.JSONField(default=list, help_text='[{"token": …, "name": …}] of stored files')
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ref


class ScoreObjection(models.Model):
    """得分申诉 — a unit's objection to one line of its score, with evidence, and what was decided."""

    score = models.ForeignKey(Score, on_delete=models.PROTECT, related_name="objections")
    ref = models.CharField(max_length=24, unique=True)
    line = models.CharField(max_length=40)
    text = models.CharField(max_length=1000)
    evidence = models.JSONField(default=list, help_text='[{"token": …, "name": …}] of stored files')
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.FILED)
    filed_by = models.CharField(max_length=60)
    filed_at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)
    points = models.DecimalField(max_digits=5, decimal_places=2, null=True, help_text="given back when accepted")
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["score", "line"], condition=Q(state="filed"), name="objection_one_open")
        ]

    def __str__(self) -> str:
        return self.ref
