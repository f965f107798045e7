from django.db import models
from django.db.models import F, Q

from zhengtong.foundation.fields import EncryptedTextField

from .choices import PaperKind


class PaperNumber(models.Model):
    """文号流水 — the last number a unit gave out for one kind of paper in one year."""

    unit = models.CharField(max_length=20)
    kind = models.CharField(max_length=40, choices=PaperKind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year"], name="paper_number_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.kind} {self.year}-{self.last}"


class Paper(models.Model):
    """文书 — a numbered document issued in a matter. Its words are frozen here; the PDF is made from them when first needed."""

    number = models.CharField(max_length=60, unique=True, help_text="文书编号, e.g. 安民受〔2026〕12号")
    kind = models.CharField(max_length=40, choices=PaperKind)
    subject = models.CharField(max_length=80, db_index=True)
    unit = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    content = EncryptedTextField(help_text="canonical JSON of everything the template prints")
    template = models.CharField(max_length=40, help_text="template name and version")
    verification_code = models.CharField(max_length=20, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=60)
    pdf_digest = models.CharField(max_length=64, blank=True, help_text="files.StoredFile once it was rendered")
    signed_for_by = models.CharField(max_length=40, blank=True)
    signed_for_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_for_at__isnull=True) | Q(signed_for_at__gte=F("issued_at")),
                name="signed_after_issue",
            )
        ]

    def __str__(self) -> str:
        return self.number
