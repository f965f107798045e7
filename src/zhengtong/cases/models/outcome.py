from django.db import models

from zhengtong.org.models import Staff

from ..choices import DecisionKind, DeliveryMethod, Satisfaction
from .case import Case


class Decision(models.Model):
    """办理结果 — granted or denied; a denial states reasons, basis and remedies (行政许可法 第三十八条)."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="decision")
    kind = models.CharField(max_length=10, choices=DecisionKind)
    reasons = models.CharField(max_length=2000, blank=True)
    basis = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case} {self.get_kind_display()}"


class Certificate(models.Model):
    """证照 — the result a citizen takes home."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="certificate")
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=60, unique=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="empty: 长期")

    def __str__(self) -> str:
        return self.number


class Delivery(models.Model):
    """送达 — how, when and into whose hands the result went (行政许可法 第四十四条: ten working days)."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="delivery")
    method = models.CharField(max_length=12, choices=DeliveryMethod)
    receiver = models.CharField(max_length=40)
    tracking = models.CharField(max_length=40, blank=True, help_text="邮寄单号")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.case} {self.get_method_display()}"


class FeeReceipt(models.Model):
    """缴费记录 — a fee of the item's list, what was paid and by which receipt; yuan."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="fees")
    name = models.CharField(max_length=60)
    standard = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    reduced_reason = models.CharField(max_length=200, blank=True)
    receipt_number = models.CharField(max_length=40, unique=True)
    paid_at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.receipt_number


class Rating(models.Model):
    """好差评 — one rating a case, given by the applicant; unrated is never counted as praise."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="rating")
    satisfaction = models.CharField(max_length=20, choices=Satisfaction)
    score = models.PositiveSmallIntegerField(help_text="5 best … 1 worst")
    text = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case} {self.score}"
