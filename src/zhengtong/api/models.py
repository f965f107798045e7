from django.db import models

from zhengtong.exchange.models import OutsideSystem


class RememberedAnswer(models.Model):
    """接口应答 — what a delivery was answered, told again word for word when the delivery is repeated."""

    system = models.ForeignKey(OutsideSystem, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=100, help_text="the delivery's Idempotency-Key")
    digest = models.BinaryField(help_text="BLAKE2b, 16 bytes, over the body")
    answer = models.TextField(help_text="JSON; empty only within the transaction that works on it")
    answered_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="answered_once")]

    def __str__(self) -> str:
        return self.key
