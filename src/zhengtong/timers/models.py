from django.db import models
from django.db.models import Q


class HolidayNotice(models.Model):
    """放假通知 — one year's arrangement of days off and makeup days, with the document it comes from."""

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=160, help_text="文号 or title of the State Council's notice")
    covered_until = models.DateField(help_text="the last day the notice speaks for")
    entered_by = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.year} {self.source}"


class CalendarDay(models.Model):
    """工作日历 — a day that differs from its week: off on a weekday, or on duty at a weekend."""

    on = models.DateField(unique=True)
    kind = models.CharField(max_length=10, choices={"holiday": "放假", "makeup": "调休上班"})
    name = models.CharField(max_length=40)
    source = models.CharField(
        max_length=160, help_text="the notice this very day rests on; later ones amend earlier ones"
    )
    notice = models.ForeignKey(HolidayNotice, on_delete=models.CASCADE, related_name="days")

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class OfficeSeason(models.Model):
    """作息时间 — office hours of a season; limits in working hours run in them and nowhere else."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    first = models.CharField(max_length=5, help_text="month-day, inclusive, e.g. 10-01; a season may run over new year")
    last = models.CharField(max_length=5)
    sessions = models.CharField(max_length=60, help_text="08:30-12:00,14:30-17:30")

    def __str__(self) -> str:
        return f"{self.name} {self.sessions}"


class CalendarVersion(models.Model):
    """日历版本 — one row that names the calendar in force; every stored due moment says by which version it was derived."""

    number = models.PositiveIntegerField(primary_key=True)
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"第{self.number}版"


class LegalLimit(models.Model):
    """法定期限参数 — a limit of a statute as a row: amount, unit, when it starts, the article, how sure we are."""

    key = models.CharField(max_length=60, unique=True)
    amount = models.CharField(max_length=20)
    unit = models.CharField(max_length=10)
    start = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=120)
    confidence = models.CharField(max_length=5)

    def __str__(self) -> str:
        return f"{self.key} = {self.amount}{self.unit}"


class Clock(models.Model):
    """时钟 — a budget and a ledger running for one subject; due moments are derived from them and stored with the
    calendar version they were derived by. Nobody sets "overdue".
    """

    subject = models.CharField(max_length=80)
    name = models.CharField(max_length=40)
    sequence = models.PositiveSmallIntegerField(default=1)
    unit = models.CharField(max_length=20)
    ledger = models.JSONField(help_text="legalclock.Clock as JSON: budgets, start, suspensions, extensions, stop")
    is_open = models.BooleanField(default=True)
    is_suspended = models.BooleanField(default=False)
    promised_due = models.DateTimeField(null=True)
    statutory_due = models.DateTimeField(null=True)
    is_provisional = models.BooleanField(default=False)
    next_moment = models.DateTimeField(null=True)
    calendar_version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "name", "sequence"], name="clock_once")]
        indexes = [
            models.Index(fields=["name", "next_moment"], name="clock_next", condition=Q(is_open=True)),
            models.Index(fields=["calendar_version"], name="clock_calendar", condition=Q(is_open=True)),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.name}"
