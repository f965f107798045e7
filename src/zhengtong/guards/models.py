from django.db import models
from django.db.models import Q

from zhengtong.org.models import Staff, Unit

from .choices import FindingLevel, FindingState, Level, Way, WordKind


class Word(models.Model):
    """词语 — one entry of the list: what must not, should not or may better stand in a text, or where it leads."""

    kind = models.CharField(max_length=10, choices=WordKind)
    text = models.CharField(max_length=60)
    folded = models.CharField(max_length=120, help_text="as it is compared: half-width, simplified, without symbols")
    right = models.CharField(max_length=120, blank=True, help_text="what should stand there")
    url = models.CharField(max_length=300, blank=True, help_text="of a hot word")
    level = models.CharField(max_length=10, choices=Level, blank=True, help_text="empty for hot words and exceptions")
    note = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="the document or dictionary it comes from")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True, help_text="the last day, included")
    added_by = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # As it is written: 藉口 and 借口 are compared alike and may be two entries.
            models.UniqueConstraint(fields=["kind", "text"], condition=Q(retired_at=None), name="word_once")
        ]
        indexes = [models.Index(fields=["kind", "-changed_at"], name="word_list", condition=Q(retired_at=None))]

    def __str__(self) -> str:
        return self.text


class WordListVersion(models.Model):
    """词表版本 — one row that moves with every change: its number for people, its mark for what was made ready by it."""

    number = models.PositiveIntegerField(default=0)
    mark = models.CharField(max_length=32, help_text="new with every change, unlike the number also after a restore")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="word_list_has_one_version")]

    def __str__(self) -> str:
        return f"第{self.number}版"


class Finding(models.Model):
    """内容问题 — one place of one text where the check found something; it stays until mended or signed for."""

    kind = models.CharField(max_length=30, help_text="what the text is, as its door calls it")
    ref = models.CharField(max_length=120)
    key = models.CharField(max_length=64, help_text="digest of what was found and the words around it")
    url = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey(Word, null=True, on_delete=models.PROTECT, related_name="findings")
    what = models.CharField(max_length=120)
    right = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=10, choices=FindingLevel)
    way = models.CharField(max_length=10, choices=Way)
    place = models.CharField(max_length=200, blank=True, help_text="the name of the attachment; empty: the text itself")
    excerpt = models.CharField(
        max_length=300, blank=True, help_text="numbers masked; empty where nobody else may read it"
    )
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.OPEN)
    found_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    rescan = models.ForeignKey(
        "Rescan", null=True, on_delete=models.SET_NULL, related_name="+", help_text="seen last by"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref", "key"], name="finding_once")]
        indexes = [models.Index(fields=["state", "-found_at"], name="finding_work_list")]

    def __str__(self) -> str:
        return f"{self.title} {self.get_level_display()}"


class Override(models.Model):
    """放行 — who let a finding stand, why and when, under the platform's signature."""

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="override")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    algorithm = models.CharField(max_length=10)
    signature = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.staff} {self.finding}"


class Rescan(models.Model):
    """复查 — one pass over everything public with one version of the list; goes on where it was broken off."""

    list_version = models.PositiveIntegerField()
    list_mark = models.CharField(max_length=32)
    day = models.DateField()
    kind = models.CharField(max_length=30, blank=True, help_text="the source it stands in")
    after = models.CharField(max_length=120, blank=True, help_text="the last ref looked at")
    texts = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finished_at"], condition=Q(finished_at=None), nulls_distinct=False, name="one_rescan_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"第{self.list_version}版 {self.day}"


class DocumentText(models.Model):
    """附件文字 — what was read out of a public attachment, so that a re-scan need not read it again."""

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()
    gap = models.CharField(max_length=60, blank=True, help_text="why it may not be all; empty if it is")
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:12]
