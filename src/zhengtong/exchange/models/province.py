from django.db import models
from django.db.models import Q

from ..province.choices import DifferenceKind, MessageState, ObjectType, Operation


class ProvinceCursor(models.Model):
    """报送游标 — where the outbox stands in the journal's commit order; the row is the collector's lock."""

    name = models.CharField(max_length=20, primary_key=True)
    epoch = models.IntegerField(default=0)
    xid = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)
    collected_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class ProvinceLink(models.Model):
    """省级链路 — how the link is: the pause after failures, the last success, the last connection test."""

    name = models.CharField(max_length=20, primary_key=True)
    failures = models.PositiveIntegerField(default=0, help_text="in a row; 0 while the link works")
    next_try_at = models.DateTimeField(null=True, help_text="nothing is sent before; null: at once")
    last_success_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True, help_text="a Chinese sentence; empty while the link works")
    fault_at = models.DateTimeField(null=True)
    tested_at = models.DateTimeField(null=True)
    platform = models.CharField(max_length=100, blank=True, help_text="what the platform calls itself")
    is_simulator = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.platform or self.name


class ProvinceMessage(models.Model):
    """报送报文 — one revision of one object on its way to the province; the outbox, written with the cursor in one transaction.

    `guid` belongs to the object, `guid` + `revision` to the message; `previous` is the revision the province must hold
    when it takes this one. `next_try_at` of a sent message is the end of its sender's lease.
    """

    entry = models.BigIntegerField(null=True, help_text="the journal entry it tells of; null: made by a reconciliation")
    object_type = models.CharField(max_length=10, choices=ObjectType)
    object_id = models.CharField(max_length=100)
    guid = models.UUIDField()
    revision = models.PositiveIntegerField()
    previous = models.PositiveIntegerField()
    operation = models.CharField(max_length=1, choices=Operation)
    unit = models.CharField(max_length=20, blank=True)
    day = models.DateField(help_text="in China, of created_at: what it is reconciled under")
    subject = models.CharField(max_length=80, help_text="the journal's subject")
    title = models.CharField(max_length=120, help_text="what a person calls it on the page")
    payload = models.JSONField()
    payload_hash = models.CharField(max_length=80)
    reason = models.CharField(max_length=300, blank=True, help_text="of a withdrawal or a correction")
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.QUEUED)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    batch_no = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True, help_text="acknowledged, rejected or given up")
    code = models.CharField(max_length=20, blank=True, help_text="of the last answer")
    note = models.CharField(max_length=300, blank=True, help_text="the last answer's words, or why it was given up")
    settled_by = models.CharField(max_length=60, blank=True, help_text="who gave it up")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guid", "revision"], name="province_message_once"),
            models.UniqueConstraint(
                fields=["entry", "guid"], condition=Q(entry__isnull=False), name="province_entry_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], name="province_queue", condition=Q(state__in=["queued", "sent"])
            ),
            models.Index(
                fields=["guid", "revision"],
                name="province_unsettled",
                condition=Q(state__in=["queued", "sent", "rejected"]),
            ),
            models.Index(fields=["created_at"], name="province_oldest", condition=Q(state__in=["queued", "sent"])),
            models.Index(fields=["settled_at"], name="province_rejected", condition=Q(state="rejected")),
            models.Index(fields=["day", "unit", "object_type"], name="province_day"),
            models.Index(fields=["object_id"], name="province_object"),
        ]

    def __str__(self) -> str:
        return f"{self.object_id} 第{self.revision}版"


class ProvinceReceipt(models.Model):
    """回执 — what the province answered to one message; every answer is kept."""

    message = models.ForeignKey(ProvinceMessage, on_delete=models.PROTECT, related_name="receipts")
    at = models.DateTimeField()
    code = models.CharField(max_length=20)
    number = models.CharField(max_length=60, blank=True, help_text="回执编号")
    text = models.CharField(max_length=300, blank=True)
    raw = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="province_receipt_at")]

    def __str__(self) -> str:
        return self.number or self.code


class Reconciliation(models.Model):
    """对账 — one comparison of a day's messages with what the province holds of them."""

    day = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    fault = models.CharField(max_length=300, blank=True, help_text="why it could not be made; empty: it was")
    sums = models.JSONField(
        default=list, help_text="by unit and type: both counts and hashes, how many are still under way"
    )
    ours = models.PositiveIntegerField(default=0)
    theirs = models.PositiveIntegerField(default=0)
    under_way = models.PositiveIntegerField(default=0)
    different = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["day", "-at"], name="reconciliation_day")]

    def __str__(self) -> str:
        return f"{self.day} 对账"


class ReconciliationDifference(models.Model):
    """对账差异 — one object on which the two sides do not agree, and when it was sent again."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.PROTECT, related_name="differences")
    kind = models.CharField(max_length=10, choices=DifferenceKind)
    object_type = models.CharField(max_length=10, choices=ObjectType)
    object_id = models.CharField(max_length=100)
    unit = models.CharField(max_length=20, blank=True)
    ours_revision = models.PositiveIntegerField(null=True)
    theirs_revision = models.PositiveIntegerField(null=True)
    held_revision = models.PositiveIntegerField(help_text="the newest the province holds of it, of any day; 0: none")
    held_hash = models.CharField(max_length=80, blank=True)
    repaired_at = models.DateTimeField(null=True)
    repaired_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "object_type", "object_id"], name="difference_once")
        ]
        indexes = [models.Index(fields=["-id"], name="difference_open", condition=Q(repaired_at=None))]

    def __str__(self) -> str:
        return f"{self.object_id} {self.get_kind_display()}"
