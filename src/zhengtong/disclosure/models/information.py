from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhengtong.org.models import Unit
from zhengtong.timers.models import Clock

from ..catalogue import Audience, Duty, Genre, InformationForm, InformationState, Mode, Theme, Validity


class IndexSerial(models.Model):
    """索引号流水 — the last number an organ gave out for a year; it only ever goes up."""

    organ = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="index_serial_once")]

    def __str__(self) -> str:
        return f"{self.organ} {self.year}-{self.last:05d}"


class Information(models.Model):
    """政府信息 — one document, table or page of an organ in the catalogue, under a number it keeps for ever (条例 第二条、第十二条)."""

    index_number = models.CharField(max_length=40, unique=True, help_text="a trigger keeps it as it is, and the row")
    organ = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="information")
    department = models.CharField(max_length=60, blank=True, help_text="责任部门 within the organ")
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=2, choices=Theme)
    genre = models.CharField(max_length=20, choices=Genre)
    audience = ArrayField(models.CharField(max_length=12, choices=Audience), default=list)
    document_number = models.CharField(max_length=60, blank=True, db_index=True)
    is_normative = models.BooleanField(
        default=False, help_text="行政规范性文件: counted in table 2 of the annual report"
    )
    form = models.CharField(max_length=12, choices=InformationForm)
    keywords = ArrayField(models.CharField(max_length=40), default=list)
    summary = models.TextField(max_length=1000, blank=True)
    text = models.TextField(blank=True)
    table = models.JSONField(null=True, help_text='{"head": [名称…], "lines": [[值…]…]}')
    url = models.CharField(max_length=300, blank=True, help_text="where it is shown, if not on its own page")

    mode = models.CharField(max_length=12, choices=Mode)
    mode_reason = models.TextField(max_length=500, blank=True)
    mode_article = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=InformationState)
    duty = models.CharField(max_length=24, choices=Duty, default=Duty.GENERAL)
    signed_on = models.DateField(help_text="成文日期")
    signed_at = models.DateTimeField(help_text="when it was entered here")
    clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    publish_due = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=60, blank=True, help_text="who reviewed it for secrets (第十七条)")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=200, blank=True)

    effective_on = models.DateField(null=True)
    expires_on = models.DateField(null=True, help_text="the last day it holds")
    validity = models.CharField(max_length=10, choices=Validity, default=Validity.VALID)
    validity_basis = models.CharField(max_length=200, blank=True)
    validity_on = models.DateField(null=True, help_text="when its validity changed last")
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaces")

    explains = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="interpretations")
    needs_interpretation = models.BooleanField(default=False)
    interpretation_clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    interpretation_due = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organ", "-signed_on"], name="information_organ"),
            models.Index(fields=["-published_at"], name="information_public", condition=Q(state="published")),
            models.Index(fields=["publish_due"], name="information_due", condition=Q(state="signed")),
            models.Index(
                fields=["expires_on"], name="information_expires", condition=Q(validity__in=["valid", "amended"])
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(mode="proactive") | (~Q(mode_reason="") & Q(state="kept")),
                name="information_withheld_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="information_published_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return self.url or f"/information/{self.index_number}/"

    @property
    def organ_part(self) -> str:
        """The first part of the index number, for addresses."""
        return self.index_number.partition("/")[0]

    @property
    def number_part(self) -> str:
        """The second part: year and serial."""
        return self.index_number.partition("/")[2]
