from django.db import models

from zhengtong.files.models import Attachment

from ..choices import MaterialState, TakenAs
from .case import Case


class CaseMaterial(models.Model):
    """申请材料 — one material of the item's list as this applicant supplied it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="materials")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    need = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=MaterialState, default=MaterialState.MISSING)
    taken_as = models.CharField(max_length=1, choices=TakenAs, blank=True)
    copies = models.PositiveSmallIntegerField(default=0)
    remark = models.CharField(max_length=300, blank=True)
    attachments = models.ManyToManyField(Attachment, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="material_once")]

    def __str__(self) -> str:
        return self.name
