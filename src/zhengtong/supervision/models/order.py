from django.db import models
from django.db.models import Q

from zhengtong.org.models import Region, Unit
from zhengtong.timers.models import Clock

from ..choices import OrderLevel, OrderSource, OrderState
from .card import Card


class SupervisionOrder(models.Model):
    """督办单 — domain facts §3.5: issued, signed for, handled, answered, verified or returned, closed; its own clock."""

    ref = models.CharField(max_length=24, unique=True)
    source = models.CharField(max_length=12, choices=OrderSource)
    source_ref = models.CharField(max_length=80, blank=True, help_text="complaint or document it comes from")
    cards = models.ManyToManyField(Card, related_name="orders")
    subject = models.CharField(max_length=80, blank=True, help_text="the matter, where there is one")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", help_text="被督办单位")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=OrderLevel)
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.ISSUED)
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=2000)
    basis = models.CharField(max_length=200)
    responsible = models.CharField(max_length=60, blank=True, help_text="责任人")
    issued_by = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    sign_clock = models.ForeignKey(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    answer_clock = models.ForeignKey(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    sign_due = models.DateTimeField()
    signed_by = models.CharField(max_length=60, blank=True)
    signed_at = models.DateTimeField(null=True)
    answer_due = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    asked_days = models.PositiveSmallIntegerField(null=True, help_text="working days of an extension not yet answered")
    asked_reason = models.CharField(max_length=300, blank=True)
    asked_by = models.CharField(max_length=60, blank=True)
    extended_days = models.PositiveSmallIntegerField(default=0)
    returned_times = models.PositiveSmallIntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    escalated_due = models.DateTimeField(null=True, help_text="the missed limit for which the level was last raised")
    closed_by = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=1000, blank=True)
    is_accountable = models.BooleanField(null=True, help_text="是否追责")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-issued_at"], name="order_unit"),
            models.Index(fields=["answer_due"], name="order_open", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return self.ref


class OrderStep(models.Model):
    """督办过程 — what was done on an order: text, evidence, who and when."""

    order = models.ForeignKey(SupervisionOrder, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=20)
    text = models.CharField(max_length=2000, blank=True)
    evidence = models.JSONField(default=list)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.order.ref} {self.verb}"
