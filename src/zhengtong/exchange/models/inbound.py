from django.db import models

from zhengtong.foundation.fields import EncryptedTextField
from zhengtong.org.models import Region, Unit

from ..choices import Business, ImportState, LineState


class OutsideSystem(models.Model):
    """外部系统 — a system beside ours whose matters are watched; it tells them through the interface or as files."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    unit = models.ForeignKey(
        Unit,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="answers for the data; null: not yet told",
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    business = models.CharField(max_length=20, choices=Business, default=Business.OTHER)
    contact = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    expected_every_minutes = models.PositiveIntegerField(null=True, help_text="null: comes when it comes (files)")
    last_event_at = models.DateTimeField(null=True, help_text="when it last told something new")
    registered_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class SystemKey(models.Model):
    """接入密钥 — with which a system proves who it is (OAuth2 client credentials) and signs what it sends (HMAC)."""

    system = models.ForeignKey(OutsideSystem, on_delete=models.PROTECT, related_name="keys")
    client_id = models.CharField(max_length=40, unique=True)
    secret_hash = models.CharField(max_length=64, help_text="keyed hash; the secret itself is shown once and not kept")
    signing_key = EncryptedTextField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=60)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.client_id


class ColumnMapping(models.Model):
    """字段映射 — how the files of a system are to be read; a saved version is never changed."""

    system = models.ForeignKey(OutsideSystem, on_delete=models.PROTECT, related_name="mappings")
    name = models.CharField(max_length=20, help_text="the format it is for: xes, csv …")
    version = models.PositiveIntegerField()
    spec = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "name", "version"], name="mapping_version")]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class Import(models.Model):
    """文件导入 — one file of a system: what was taken in, what was set aside."""

    ref = models.CharField(max_length=40, unique=True)
    system = models.ForeignKey(OutsideSystem, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(help_text="bytes as handed in")
    algorithm = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, help_text="of the file as handed in, in hex")
    mapping = models.ForeignKey(ColumnMapping, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.RUNNING)
    matters = models.PositiveIntegerField(default=0)
    events = models.PositiveIntegerField(default=0, help_text="activities told in the file (XES events, or lines)")
    accepted = models.PositiveIntegerField(default=0, help_text="entries written")
    duplicates = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True, help_text="why the file is not complete")
    by = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["system", "-started_at"], name="import_system")]

    def __str__(self) -> str:
        return self.ref


class QuarantinedLine(models.Model):
    """隔离数据 — something told that could not be taken in: as it came, why, and what became of it."""

    system = models.ForeignKey(OutsideSystem, on_delete=models.PROTECT, related_name="quarantine")
    file = models.ForeignKey(Import, null=True, on_delete=models.PROTECT, related_name="quarantine")
    source = models.CharField(max_length=80, help_text="import ref, or the delivery's number at the interface")
    position = models.PositiveIntegerField(help_text="line of the file, or place in the delivery, from 1")
    raw = models.JSONField()
    digest = models.BinaryField(help_text="BLAKE2b, 16 bytes, over what was told: the same flaw is set aside once")
    code = models.CharField(max_length=40, help_text="the refusal's stable code")
    sentence = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=LineState, default=LineState.OPEN)
    mended = models.JSONField(null=True)
    quarantined_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    changed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "digest"], name="quarantined_once")]
        indexes = [models.Index(fields=["system", "state", "-id"], name="quarantine_system")]

    def __str__(self) -> str:
        return f"{self.source} #{self.position}"


class ReceivedEvent(models.Model):
    """已收事件 — which revision of which event was taken in, so that nothing counts twice."""

    system = models.ForeignKey(
        OutsideSystem, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    event_id = models.CharField(max_length=100)
    revision = models.PositiveIntegerField()
    digest = models.BinaryField(help_text="BLAKE2b, 16 bytes, over what was told")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "event_id", "revision"], name="received_once")]

    def __str__(self) -> str:
        return f"{self.event_id} r{self.revision}"
