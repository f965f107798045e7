from django.db import models

from zhengtong.org.models import Unit

from ..catalogue import RemedyKind, RemedyResult, ReportState


class AnnualReport(models.Model):
    """政府信息公开年报 — what an organ tells of its disclosure in a year (条例 第四十九条、第五十条; 国办公开办函〔2021〕30号)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    sections = models.JSONField(default=dict, help_text="by the key of the section: the words written for it")
    entered = models.JSONField(default=dict, help_text="figures of table 2 that no room of the platform counts")
    tables = models.JSONField(null=True, help_text="tables 2 to 4 as they were when the report was approved")
    publish_due = models.DateTimeField()
    opened_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=60, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_report_a_year")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"NB-{self.unit.code}-{self.year}"

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return f"/disclosure-reports/{self.year}/{self.unit.code}/"


class RemedyRecord(models.Model):
    """公开复议诉讼 — a review or a lawsuit over disclosure by an organ, and how it ended: table 4 counts these."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="disclosure_remedies")
    kind = models.CharField(max_length=20, choices=RemedyKind)
    number = models.CharField(max_length=60, help_text="案号 or 复议文号")
    request_ref = models.CharField(max_length=40, blank=True, help_text="the request it is about, if there is one")
    filed_on = models.DateField()
    closed_on = models.DateField(null=True)
    result = models.CharField(max_length=10, choices=RemedyResult, default=RemedyResult.PENDING)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="one_record_a_remedy"),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True, result="pending")
                | (models.Q(closed_on__isnull=False) & ~models.Q(result="pending")),
                name="remedy_ends_with_a_result",
            ),
        ]

    def __str__(self) -> str:
        return self.number
