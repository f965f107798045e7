from django.db import models
from django.db.models import Q

from zhengtong.capture.choices import RuleKind, RunState, SourceKind, SourceState
from zhengtong.org.models import Staff, Unit


class AllowedHost(models.Model):
    """采集白名单 — a host that may be asked; nothing outside the list ever is."""

    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(null=True, help_text="none: the usual ones, 80 and 443")
    with_subdomains = models.BooleanField(default=False)
    is_internal = models.BooleanField(default=False, help_text="may lead to private addresses")
    note = models.CharField(max_length=100, help_text="whose site it is")
    added_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["host", "port"], nulls_distinct=False, name="capture_host_once")]

    def __str__(self) -> str:
        return f"{self.host}:{self.port}" if self.port else self.host


class Courtesy(models.Model):
    """访问约定 — what one site asks of its visitors: its robots.txt, and the moment from which it may be asked again."""

    origin = models.CharField(max_length=280, unique=True)
    robots = models.TextField(blank=True)
    is_open = models.BooleanField(default=True, help_text="False: the rules could not be read, so nothing is asked")
    robots_at = models.DateTimeField(null=True)
    free_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.origin


class CaptureSource(models.Model):
    """采集来源 — where new articles of others are looked for, and the column their drafts go to."""

    name = models.CharField(max_length=60, help_text="names the source in the drafts")
    kind = models.CharField(max_length=10, choices=SourceKind)
    address = models.CharField(max_length=1000)
    rule_kind = models.CharField(max_length=10, choices=RuleKind, default=RuleKind.PATTERN)
    rule = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.BigIntegerField(help_text="the key of the column, which the editors' door knows")
    since = models.DateField(help_text="nothing published before this day is taken")
    minutes = models.PositiveIntegerField(help_text="between two rounds")
    most = models.PositiveSmallIntegerField(help_text="new articles in one round")
    takes_pictures = models.BooleanField(default=False)
    keeper = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SourceState, default=SourceState.ACTIVE)
    next_at = models.DateTimeField(help_text="when it may be taken up next; a lease while somebody works on it")
    failures = models.PositiveSmallIntegerField(default=0, help_text="in a row")
    trouble = models.CharField(max_length=300, blank=True)
    trouble_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    last_links = models.PositiveIntegerField(default=0, help_text="how many links the list held when it last answered")
    last_run_at = models.DateTimeField(null=True)
    last_new_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], name="capture_due", condition=~Q(state=SourceState.PAUSED)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """来源编号, as the journal names it."""
        return f"CJ{self.pk:06d}"


class CaptureRun(models.Model):
    """采集记录 — one round of one source: what was found, new, known, a duplicate, refused and why."""

    source = models.ForeignKey(CaptureSource, on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=RunState, default=RunState.RUNNING)
    found = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    refusals = models.JSONField(default=list, help_text="[address, title, sentence] of what was not taken")

    class Meta:
        indexes = [models.Index(fields=["source", "-started_at"], name="capture_run_history")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.started_at:%F %R}"
