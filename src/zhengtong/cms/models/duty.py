from django.db import models

from .column import ColumnPage


class ColumnDuty(models.Model):
    """栏目更新期限 — by when a column must next be updated, as the journal was last told."""

    ref = models.CharField(max_length=20, unique=True)
    column = models.OneToOneField(ColumnPage, on_delete=models.CASCADE, related_name="duty")
    updated_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ref
