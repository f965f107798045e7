from django.db import models
from django.db.models import Q

from ..choices import Authority, Family, VersionState


class Rule(models.Model):
    """监察规则 — one rule through its versions."""

    code = models.CharField(max_length=20, unique=True, help_text="T01, P04 …; the county's own begin with X")
    family = models.CharField(max_length=20, choices=Family)
    authority = models.CharField(max_length=10, choices=Authority)

    def __str__(self) -> str:
        return self.code


class RuleVersion(models.Model):
    """规则版本 — what a rule says from a day on; frozen once approved. `spec` is read by rules/rule.py."""

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    spec = models.JSONField()
    state = models.CharField(max_length=10, choices=VersionState)
    effective_on = models.DateField(null=True)
    is_enabled = models.BooleanField(default=True, help_text="an approved version may also switch the rule off")
    note = models.CharField(max_length=300, blank=True, help_text="why it was changed")
    drafted_by = models.CharField(max_length=60)
    drafted_at = models.DateTimeField()
    returned_for = models.CharField(
        max_length=300, blank=True, db_default="", help_text="what the second person asked to be changed"
    )
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=60, blank=True, help_text="the second person; never who drafted it")
    approved_at = models.DateTimeField(null=True)
    replay = models.JSONField(null=True, help_text="what the replay before submission counted")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="rule_version_number"),
            models.UniqueConstraint(
                fields=["rule"], condition=Q(state__in=["draft", "submitted"]), name="rule_one_change_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule.code} 第{self.number}版"
