from django.db import models
from django.db.models import Q

from zhengtong.org.models import Staff, Unit
from zhengtong.timers.models import Clock

from ..choices import ExtensionState, StepResult, StepState
from .case import Case


class CaseStep(models.Model):
    """环节 — one step of the case's own review chain, made from the frozen item version at acceptance."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(help_text="steps of one order run side by side (并联会签)")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=40, help_text="role code that may act here")
    limit = models.CharField(max_length=10, blank=True, help_text="legalclock budget, e.g. 5wd")
    clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=StepState, default=StepState.WAITING)
    assignee = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="steps")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=12, choices=StepResult, blank=True)
    opinion = models.CharField(max_length=2000, blank=True)
    round = models.PositiveSmallIntegerField(default=1, help_text="raised each time the file comes back here")

    class Meta:
        ordering = ["order", "id"]
        indexes = [
            models.Index(fields=["unit", "post"], name="step_open_unit", condition=Q(state="open")),
            models.Index(fields=["assignee"], name="step_open_assignee", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.name}"


class Correction(models.Model):
    """补正 — the one notice of everything that is missing (行政许可法 第三十二条第一款第四项)."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="correction")
    items = models.JSONField(help_text='[{"material": …, "problem": …}], complete: there is no second notice')
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.case} 补正"


class SpecialProcedure(models.Model):
    """特别程序 — time that is not counted: one of the eight kinds of 行政许可法 第四十五条."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="special_procedures")
    ground = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    days = models.PositiveSmallIntegerField(help_text="working days told to the applicant in writing")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at__isnull=True), name="one_procedure_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.name}"


class ExtensionRequest(models.Model):
    """延期申请 — asked for by the reviewer, approved by the head of the organ (行政许可法 第四十二条)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="extensions")
    budget = models.CharField(max_length=10, help_text="legalclock budget, e.g. 10wd")
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=ExtensionState, default=ExtensionState.REQUESTED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=~Q(state="refused"), name="one_extension_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.case} 延期{self.budget}"
