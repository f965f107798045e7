import uuid

from django.db import models
from django.db.models import F, Q

from zhengtong.org.models import Unit

from .choices import Audience, EntryState, ResultMode, SurveyKind, SurveyState


class Survey(models.Model):
    """调查征集 — a survey or an e-form of a unit: its questions, its period, who may answer, what is made public of it."""

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=SurveyKind)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=80)
    introduction = models.TextField(max_length=1000, blank=True)
    definition = models.JSONField(
        help_text="title, note, sections → fields; never changes once open (a trigger refuses)"
    )
    state = models.CharField(max_length=10, choices=SurveyState, default=SurveyState.DRAFT)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True, help_text="the last day on which answers are taken")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.ANYBODY)
    units = models.JSONField(default=list, help_text="codes of the units whose staff may answer")
    results = models.CharField(max_length=10, choices=ResultMode, default=ResultMode.AFTER)
    places = models.PositiveIntegerField(
        null=True, help_text="of an e-form: how many entries are taken; none: any number"
    )
    consent = models.CharField(max_length=500, blank=True, help_text="of an e-form: what whoever fills it in agrees to")
    keep_days = models.PositiveIntegerField(null=True, help_text="of an e-form: days after its end until contents go")
    is_demo = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(
        default=1, help_text="grows with every change of the draft: nobody overwrites"
    )
    edited_by = models.CharField(max_length=60)
    edited_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=60, blank=True)
    opened_by = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    returned_for = models.CharField(max_length=200, blank=True)
    summary = models.TextField(max_length=4000, blank=True)
    summary_by = models.CharField(max_length=60, blank=True)
    published_by = models.CharField(max_length=60, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")), name="survey_period"
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="survey_by_state")]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """参与记录 — that somebody took part, under a keyed hash, on a day; it names no answer, and no answer names it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="participations")
    person_key = models.CharField(max_length=64)
    on = models.DateField()
    is_mixed = models.BooleanField(default=False, help_text="written anew together with others since it came")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "person_key"], name="participation_once")]

    def __str__(self) -> str:
        return f"{self.survey} {self.on}"


class Envelope(models.Model):
    """待入箱答卷 — an answer on its way to the box: it waits until enough others can be mixed in with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="envelopes")
    values = models.JSONField()

    def __str__(self) -> str:
        return str(self.survey)


class SurveyAnswer(models.Model):
    """答卷 — what was answered, and nothing else: no person, no address, no moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    values = models.JSONField()

    def __str__(self) -> str:
        return str(self.survey)


class AddressTally(models.Model):
    """来访计数 — how many answers came from one address on one day, under a keyed hash; forgotten when the day is over."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=1)
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.on} {self.count}"


class Excerpt(models.Model):
    """选登意见 — words from an answer that an editor chose for publication, numbers masked."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="excerpts")
    question = models.CharField(max_length=40)
    text = models.TextField(max_length=500)

    def __str__(self) -> str:
        return self.text[:40]


class FormEntry(models.Model):
    """表单登记 — what somebody sent in on an e-form, with how to reach them; read by the owner alone, kept for a time."""

    ref = models.CharField(max_length=40, unique=True)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="entries")
    values = models.JSONField(help_text="personal numbers sealed; empty once the time is over")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=EntryState, default=EntryState.NEW)
    note = models.CharField(max_length=200, blank=True)
    handled_by = models.CharField(max_length=60, blank=True)
    handled_at = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["survey", "-sent_at"], name="form_entry_list")]

    def __str__(self) -> str:
        return self.ref
