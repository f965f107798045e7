from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhengtong.org.models import Region, Unit

from ..choices import Light

RECORD = "noted"
"""`ended_by` of what is watched without being business that somebody waits for: a published guide."""


class Matter(models.Model):
    """监察事项 — one piece of business as the journal tells it: a read model, rebuilt from entries at any time.

    `track` holds the entries that count, oldest first (see rules/track/); every other column repeats what follows
    from it, so that lists, statistics and the waking query need not open it. `next_moment` is the next moment at which
    time alone could change what is found; None where only an entry can.
    """

    system = models.CharField(max_length=20, help_text="county: our own rooms; else the outside system's code")
    subject = models.CharField(max_length=80, help_text="the journal's subject")
    ref = models.CharField(max_length=80, help_text="the number in its own system; equals subject for the county's own")
    business = models.CharField(max_length=20, help_text="noun of its entries: case, letter, order, outside …")
    # Found by the index of units and days; every index is paid for whenever a matter is judged.
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    item = models.CharField(max_length=60, blank=True)
    item_name = models.CharField(max_length=200, blank=True)
    item_kind = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    is_instant = models.BooleanField(null=True, help_text="即办件; null: not told")
    opened_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=20, blank=True, help_text="the milestone that ended it")
    promised_due = models.DateTimeField(null=True)
    legal_due = models.DateTimeField(null=True)
    is_on_time = models.BooleanField(null=True, help_text="finished against its limits; null: open, or cannot be told")
    office_seconds = models.BigIntegerField(null=True, help_text="working time the office held it, in seconds")
    allowed_seconds = models.BigIntegerField(null=True, help_text="working time from acceptance to the statutory due")
    corrections = models.PositiveSmallIntegerField(default=0)
    suspensions = models.PositiveSmallIntegerField(default=0)
    rating = models.PositiveSmallIntegerField(null=True, help_text="好差评 1–5")
    step = models.CharField(max_length=60, blank=True, help_text="the step that holds it now")
    holder = models.CharField(max_length=20, blank=True, help_text="office, applicant, third_party or special")
    light = models.CharField(max_length=12, choices=Light, default=Light.GREEN)
    is_undetermined = models.BooleanField(default=False)
    track = models.JSONField(default=list)
    next_moment = models.DateTimeField(null=True)
    rulebook = models.PositiveIntegerField(help_text="the state of the rules it was last judged by")
    calendar_version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            # Serves what begins with a few signs as well as the whole subject.
            models.UniqueConstraint(fields=["subject"], opclasses=["varchar_pattern_ops"], name="matter_once")
        ]
        indexes = [
            models.Index(fields=["next_moment"], name="matter_next", condition=Q(next_moment__isnull=False)),
            models.Index(fields=["system", "ref"], name="matter_ref"),
            models.Index(fields=["unit", "-opened_at"], name="matter_unit"),
            models.Index(fields=["light", "-opened_at"], name="matter_light", condition=~Q(light="green")),
            models.Index(
                fields=["rulebook", "calendar_version"],
                name="matter_judged",
                condition=Q(ended_at=None) | Q(next_moment__isnull=False),
            ),
            models.Index(fields=["opened_at"], name="matter_opened"),
            models.Index(fields=["ended_at"], name="matter_ended", condition=Q(ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.ref


class Undetermined(models.Model):
    """无法判定 — a rule that could not be decided because something was not told: a finding against the owner of the data."""

    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="undetermined")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    system = models.CharField(max_length=20)
    rule_code = models.CharField(max_length=20)
    reason = models.CharField(
        max_length=300, help_text="a Chinese sentence: what is missing, and who ought to have told it"
    )
    missing = ArrayField(models.CharField(max_length=60), default=list)
    since = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "rule_code"], condition=Q(cleared_at=None), name="undetermined_once"
            )
        ]
        indexes = [models.Index(fields=["system", "since"], name="undetermined_open", condition=Q(cleared_at=None))]

    def __str__(self) -> str:
        return self.reason


class Follower(models.Model):
    """监察游标 — where a follower of the journal stands, and when it last looked; the row is its lock."""

    name = models.CharField(max_length=40, primary_key=True)
    epoch = models.IntegerField(default=0)
    xid = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    entry_at = models.DateTimeField(null=True, help_text="recorded_at of the last entry it has read")
    fault = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name
