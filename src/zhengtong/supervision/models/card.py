from django.db import models
from django.db.models import Q

from zhengtong.org.models import Region, Unit

from ..choices import AppealState, CardState, Level
from .matter import Matter


class Card(models.Model):
    """监察信息（预警、黄牌、红牌） — domain facts §3.4; never deleted: a withdrawn card stays in view as withdrawn.

    `key` names the occurrence within the matter (the limit and its opening, or the entry), so that one occurrence can
    have one card. `moment` is when the rule was broken, `issued_at` when the card was written.
    """

    ref = models.CharField(max_length=24, unique=True)
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="cards")
    key = models.CharField(max_length=120)
    system = models.CharField(max_length=20)
    subject = models.CharField(max_length=80, help_text="of the matter; for a rate: the unit and the period")
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, help_text="责任单位"
    )
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    rule_code = models.CharField(max_length=20)
    rule_version = models.PositiveIntegerField()
    family = models.CharField(max_length=20)
    level = models.CharField(max_length=10, choices=Level)
    state = models.CharField(max_length=10, choices=CardState)
    moment = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(
        max_length=60, blank=True, db_default="", help_text="who issued it by hand; empty: a rule did"
    )
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=600, help_text="the rule's message, filled in")
    basis = models.CharField(max_length=200)
    duty_step = models.CharField(max_length=60, blank=True, help_text="责任环节: what held the matter at the moment")
    duty_actor = models.CharField(max_length=60, blank=True, help_text="staff:<code> or as the outside system names it")
    duty_name = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField(null=True)
    overdue_days = models.PositiveIntegerField(null=True, help_text="working days past due when issued")
    split = models.JSONField(null=True, help_text="seconds by holder up to the moment")
    appeal_until = models.DateTimeField(null=True)
    is_highest = models.BooleanField(
        default=True, help_text="the highest standing card of its matter: statistics count it"
    )
    settled_at = models.DateTimeField(null=True, help_text="cancelled, withdrawn or closed")
    settled_by = models.CharField(max_length=60, blank=True)
    settled_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "rule_code", "key"], name="card_once")]
        indexes = [
            models.Index(fields=["-id"], name="card_newest", condition=Q(state__in=["pending", "issued"])),
            models.Index(
                fields=["-issued_at", "-id"], name="card_issued_here", condition=Q(state="issued", system="county")
            ),
            models.Index(
                fields=["-issued_at", "-id"],
                name="card_issued_outside",
                condition=Q(state="issued") & ~Q(system="county"),
            ),
            models.Index(fields=["issued_at"], name="card_issued"),
            models.Index(fields=["unit"], name="card_pending", condition=Q(state="pending")),
            models.Index(fields=["unit", "-moment"], name="card_unit"),
            models.Index(fields=["moment"], name="card_moment"),
            models.Index(fields=["rule_code", "moment"], name="card_rule"),
        ]

    def __str__(self) -> str:
        return self.ref


class Appeal(models.Model):
    """申诉 — the watched unit's objection to a card, with evidence, and what was decided."""

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="appeals")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AppealState, default=AppealState.FILED)
    text = models.CharField(max_length=2000)
    evidence = models.JSONField(default=list, help_text='[{"token": …, "name": …}] of stored files')
    filed_by = models.CharField(max_length=60)
    filed_at = models.DateTimeField()
    decide_due = models.DateTimeField()
    supplement_due = models.DateTimeField(null=True, help_text="until when what was asked for may be handed in")
    answer = models.CharField(max_length=1000, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["card"], condition=Q(state__in=["filed", "returned"]), name="appeal_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.card.ref} 申诉"
