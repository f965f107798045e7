from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now


class Xid8Field(models.Field):
    """PostgreSQL's 64-bit transaction id."""

    def db_type(self, connection):
        return "xid8"

    def from_db_value(self, value, expression, connection):
        return None if value is None else int(value)


class CurrentTransaction(Func):
    function = "pg_current_xact_id"
    template = "%(function)s()"
    output_field = Xid8Field()


class CurrentEpoch(Func):
    """The database's epoch: raised by a restore, because a new cluster counts its transactions from the start again."""

    function = "journal_epoch"
    template = "%(function)s()"
    output_field = models.IntegerField()


class Entry(models.Model):
    """流水 — one thing that happened, written once; the database refuses UPDATE and DELETE.

    Plain codes instead of foreign keys: an entry outlives what it speaks of. `digest` seals the entry itself when it is
    written; `Link` chains settled entries afterwards, so that writers never queue behind one another.
    """

    epoch = models.IntegerField(db_default=CurrentEpoch())
    xid = Xid8Field(db_default=CurrentTransaction())
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, help_text="what a citizen quotes: 办件编号, 事项编码 …")
    unit = models.CharField(max_length=20, blank=True)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField(help_text="when it happened, as the acting door saw it")
    recorded_at = models.DateTimeField(db_default=Now())
    data = models.JSONField(default=dict)
    algorithm = models.CharField(max_length=10)
    digest = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="entry_subject"),
            models.Index(fields=["epoch", "xid", "id"], name="entry_commit_order"),
            models.Index(fields=["kind", "at"], name="entry_kind_at"),
            models.Index(fields=["actor", "id"], name="entry_actor"),
            BrinIndex(fields=["at"], name="entry_at", autosummarize=True),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Link(models.Model):
    """流水链 — the place of a settled entry in the chain, written by the sealer alone."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="link", db_constraint=False)
    previous = models.BinaryField()
    hash = models.BinaryField()
    algorithm = models.CharField(max_length=10)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.position}"


class Checkpoint(models.Model):
    """流水签封 — the signed head of the chain at the end of a day."""

    day = models.DateField(primary_key=True)
    position = models.BigIntegerField()
    head = models.BinaryField()
    entries = models.BigIntegerField()
    algorithm = models.CharField(max_length=10, default="ed25519")
    signature = models.BinaryField()
    public_key = models.BinaryField()
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day} #{self.position}"


class Look(models.Model):
    """查阅记录 — who looked at whose full personal data, when, and why; kept apart from what happened."""

    at = models.DateTimeField(db_default=Now())
    actor = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    what = models.CharField(max_length=60)
    reason = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "-at"], name="look_subject")]

    def __str__(self) -> str:
        return f"{self.actor} → {self.subject}"
