"""Start, suspend, resume, extend and stop clocks — each as part of the caller's act — and change the calendar."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from legalclock import Budget, Calendar, Ceiling, Extension, SpecialDay
from legalclock import Clock as Ledger
from legalclock.suspension import read_ground
from zhengtong.foundation import rows
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.holding import forget
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import Fresh, action, record, record_many

from . import queries, rules
from .models import CalendarDay, CalendarVersion, Clock, HolidayNotice, LegalLimit, OfficeSeason
from .rules import DayRow, MovedClock, lawful

__all__ = [
    "FOLLOWERS",
    "LIMIT_FACTS",
    "MovedClock",
    "catch_up",
    "change_limit",
    "change_office_hours",
    "enter_notice",
    "extend",
    "hand_over",
    "load_laws",
    "restart",
    "resume",
    "seed_calendar",
    "start",
    "stop",
    "suspend",
]

BATCH = 1000
_DERIVED = [
    "ledger", "is_open", "promised_due", "statutory_due", "is_suspended", "is_provisional", "next_moment",
    "calendar_version",
]  # fmt: skip


# --- clocks: every function here is part of the caller's act and records nothing of its own ---


def start(
    subject: str,
    name: str,
    *,
    unit: str,
    at: datetime,
    promised: Budget | None = None,
    statutory: Budget | None = None,
    sequence: int = 1,
) -> Clock:
    """Begin counting; the day of `at` does not count (民法典 第二百零一条)."""
    with lawful():
        ledger = Ledger.start(at, promised=promised, statutory=statutory)
        clock = Clock(subject=subject, name=name, sequence=sequence, unit=unit)
        _derive(clock, ledger, queries.calendar())
    return rows.insert(clock)


def suspend(clock: Clock, *, ground: str, document: str, at: datetime) -> Clock:
    """特别程序开始 (行政许可法 第四十五条): the day of `at` is the first that does not count."""
    return _change(clock, lambda ledger, _: ledger.suspend(_day(at), read_ground(ground), document))


def resume(clock: Clock, *, at: datetime) -> Clock:
    """特别程序结束: the day of `at` counts again."""
    return _change(clock, lambda ledger, _: ledger.resume(_day(at)))


def extend(clock: Clock, *, budget: Budget, approver: str, reason: str, ceiling: Ceiling, at: datetime) -> Clock:
    """延期 (行政许可法 第四十二条); refused above the ceiling, a second time, without approver, or too late."""
    extension = Extension(budget, approver, _day(at), reason)
    return _change(clock, lambda ledger, calendar: ledger.extend(extension, ceiling, calendar))


def restart(clock: Clock, *, at: datetime, reason: str) -> Clock:
    """重新计算 (政府信息公开条例 第三十条): the whole limit afresh from the day of `at`, which does not count itself."""
    return _change(clock, lambda ledger, _: ledger.restart(at, reason))


def stop(clock: Clock, *, at: datetime) -> Clock:
    """The matter is done; from now on this clock never ages."""
    return _change(clock, lambda ledger, _: ledger.stop(at))


def hand_over(clock: Clock, *, unit: str) -> Clock:
    """The matter is another unit's from now on; its limit runs on as it stands."""
    clock.unit = unit
    clock.save(update_fields=["unit"])
    return clock


def _change(clock: Clock, change: Callable[[Ledger, Calendar], Ledger]) -> Clock:
    calendar = queries.calendar()
    with lawful():
        _derive(clock, change(queries.ledger(clock), calendar), calendar)
    rows.update(clock, *_DERIVED)
    return clock


def _day(at: datetime) -> date:
    return localdate(at)


def _derive(clock: Clock, ledger: Ledger, calendar: Calendar) -> None:
    """Everything the row repeats of its ledger."""
    dues = {which: ledger.due(which, calendar) for which in ledger.limits()}
    promised, statutory = dues.get("promised"), dues.get("statutory")
    clock.ledger = ledger.to_json()
    clock.promised_due = promised.at if promised else None
    clock.statutory_due = statutory.at if statutory else None
    clock.is_open = ledger.stopped_on is None
    clock.is_suspended = clock.is_open and any(s.until_on is None for s in ledger.suspensions)
    clock.is_provisional = any(due.provisional for due in dues.values())
    moments = [due.at for due in dues.values() if due.at is not None]
    clock.next_moment = min(moments) if clock.is_open and moments else None
    clock.calendar_version = queries.calendar_number(calendar)


# --- the calendar ---


FOLLOWERS: list[Callable[[Sequence[Clock]], None]] = []
"""Rooms above that repeat a clock's due moment add a function here; it is called with every clock that was re-derived."""


LIMIT_FACTS: dict[str, tuple[str, str]] = {}
"""By the name of a clock: the facts under which its room's entries tell the promised and the statutory limit ("" tells
none). Rooms above add theirs; the limit of a clock whose room named nothing is told as `<name>_due`.
"""


@action("calendar.caught_up", bulk=["clock.moved"])
def catch_up(*, at: datetime) -> list[MovedClock]:
    """补算期限 — clocks that were started by a calendar just replaced; returns those that moved."""
    moved = _rederive_stale(at=at, by="system")
    record("calendar.caught_up", "calendar", actor="system", at=at, moved_count=len(moved))
    return moved


def _rederive_stale(*, at: datetime, by: str) -> list[MovedClock]:
    """Bring every open clock to the calendar in force; returns those whose due moment moved or became certain.

    Each matter of which a limit moved gets an entry that tells the limit as it now is: whoever follows the journal need
    not know of calendars. Part of an act that names `clock.moved` as bulk.
    """
    calendar = queries.newest_calendar()
    number = queries.calendar_number(calendar)
    moved: list[MovedClock] = []
    before_of: dict[str, dict[int, rules.Dues]] = {}
    while True:
        stale = list(queries.stale_clocks(number).select_for_update(skip_locked=True).order_by("id")[:BATCH])
        if not stale:
            record_many(list(_told_of(before_of, number, at=at, by=by)))  # nothing is asked while the COPY runs
            return moved
        for clock in stale:
            before, was_provisional = (clock.promised_due, clock.statutory_due), clock.is_provisional
            with lawful():
                _derive(clock, queries.ledger(clock), calendar)
            became_certain = was_provisional and not clock.is_provisional
            after = (clock.promised_due, clock.statutory_due)
            move = rules.moved_clock(clock.subject, clock.name, before, after, became_certain=became_certain)
            if move is not None:
                moved.append(move)
                before_of.setdefault(clock.subject, {})[clock.pk] = before
        Clock.objects.bulk_update(stale, _DERIVED)
        for follow in FOLLOWERS:
            follow(stale)


def _told_of(
    before_of: Mapping[str, Mapping[int, rules.Dues]], calendar: int, *, at: datetime, by: str
) -> Iterator[Fresh]:
    """期限随日历变动 — an entry for every matter of which a clock moved: its limits as they are now, and as they were."""
    told_of = sorted(before_of)
    for subjects in (told_of[first : first + BATCH] for first in range(0, len(told_of), BATCH)):
        clocks: dict[str, list[Clock]] = {subject: [] for subject in subjects}
        for clock in Clock.objects.filter(subject__in=subjects, is_open=True).order_by("id"):
            clocks[clock.subject].append(clock)
        for subject, running in clocks.items():
            before = before_of[subject]
            moved = [clock for clock in running if clock.pk in before]
            told = [clock for clock in running if clock.name in {one.name for one in moved}]
            now = _limits_of((clock, (clock.promised_due, clock.statutory_due)) for clock in told)
            was = _limits_of((clock, before.get(clock.pk, (clock.promised_due, clock.statutory_due))) for clock in told)
            if now:
                provisional = any(clock.is_provisional for clock in told)
                facts = {"before": was, "provisional": provisional, "calendar": calendar, **now}
                yield Fresh("clock.moved", subject, moved[0].unit, by, at, facts)


def _limits_of(clocks: Iterable[tuple[Clock, rules.Dues]]) -> dict[str, datetime | None]:
    """The limits by the names of their facts; of several clocks of one name that run side by side, the first due."""
    limits: dict[str, datetime | None] = {}
    for clock, dues in clocks:
        names = LIMIT_FACTS.get(clock.name, (f"{clock.name}_due",) * 2)
        for name, due in zip(names, dues, strict=True):
            if name and (due is not None or name not in limits):
                there = limits.get(name)
                limits[name] = due if there is None or due is None else min(due, there)
    return limits


def _next_version(reason: str, at: datetime) -> None:
    """One calendar change at a time: the version row is the lock."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE timers_calendarversion IN SHARE ROW EXCLUSIVE MODE")
    last = CalendarVersion.objects.aggregate(last=Max("number"))["last"] or 0
    CalendarVersion.objects.create(number=last + 1, reason=reason, at=at)
    queries.forget_calendar()
    transaction.on_commit(queries.forget_calendar)


@action("calendar.seeded")
def seed_calendar(source: Calendar, hours: Sequence[Mapping[str, str]], *, by: str, at: datetime) -> int:
    """Fill an empty calendar from the library's and the county's office hours; returns the number of special days.

    A calendar that is already there is never overwritten: the county edits its own.
    """
    if CalendarVersion.objects.exists():
        raise Refusal("calendar-exists", "工作日历已经载入，请在工作日历页面逐年维护。")
    by_year: dict[int, list[SpecialDay]] = {}
    for day in source.days:
        by_year.setdefault(day.on.year, []).append(day)
    for year in range(source.covered_from.year, source.covered_until.year + 1):
        days = by_year.get(year, [])
        notice = HolidayNotice.objects.create(
            year=year,
            source=days[0].source if days else f"{year}年按国家规定",
            covered_until=date(year, 12, 31),
            entered_by=by,
            entered_at=at,
        )
        CalendarDay.objects.bulk_create(
            CalendarDay(on=day.on, kind=day.kind.value, name=day.name, source=day.source, notice=notice) for day in days
        )
    for season in hours:
        OfficeSeason.objects.create(**season)
    _next_version("首次载入", at)
    record("calendar.seeded", "calendar", actor=by, at=at, days=len(source.days), until=source.covered_until)
    return len(source.days)


@action("calendar.noticed", bulk=["clock.moved"])
def enter_notice(year: int, source: str, days: Sequence[DayRow], *, by: str, at: datetime) -> list[MovedClock]:
    """录入放假安排通知 — one year's days (day, "holiday" | "makeup", name) with the 文号; replaces that year's rows.

    Re-derives every open clock and returns those that moved. Raises Refusal if a day is not of the year, a makeup day is
    no weekend, a day is given twice, the source is missing, or the year would leave a gap.
    """
    source = source.strip()
    entered = queries.days_of_notice(year, source, days)
    notice, _ = HolidayNotice.objects.update_or_create(
        year=year,
        defaults={"source": source, "covered_until": date(year, 12, 31), "entered_by": by, "entered_at": at},
    )
    notice.days.all().delete()
    CalendarDay.objects.filter(on__in=list(entered)).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(on=day.on, kind=day.kind.value, name=day.name, source=day.source, notice=notice)
        for day in entered.values()
    )
    _next_version(f"录入{year}年放假安排", at)
    moved = _rederive_stale(at=at, by=by)
    record(
        "calendar.noticed",
        "calendar",
        actor=by,
        at=at,
        year=year,
        source=source,
        days=len(entered),
        moved=[
            {
                "subject": m.subject,
                "clock": m.name,
                "limit": m.limit,
                "before": m.before,
                "after": m.after,
                "certain": m.became_certain,
            }
            for m in moved[:200]
        ],
        moved_count=len(moved),
    )
    return moved


@action("calendar.hours_changed", bulk=["clock.moved"])
def change_office_hours(code: str, *, first: str, last: str, sessions: str, by: str, at: datetime) -> list[MovedClock]:
    """调整作息时间 — a season's bounds and sessions; clocks in working hours are re-derived."""
    season = OfficeSeason.objects.filter(code=code).first()
    if season is None:
        raise Refusal("no-season", "没有这个作息季节。")
    season.first, season.last, season.sessions = rules.check_season(first, last, sessions)
    season.save()
    _next_version(f"调整{season.name}", at)
    moved = _rederive_stale(at=at, by=by)
    record(
        "calendar.hours_changed",
        "calendar",
        actor=by,
        at=at,
        season=code,
        first=season.first,
        last=season.last,
        sessions=season.sessions,
        moved_count=len(moved),
    )
    return moved


@action("limit.changed")
def change_limit(key: str, *, amount: str, unit: str, basis: str, by: str, at: datetime) -> LegalLimit:
    """调整法定期限参数 — for clocks that start from now on; running clocks keep the budget they were given."""
    row = LegalLimit.objects.filter(key=key).first()
    if row is None:
        raise Refusal("no-limit", "没有这个期限参数。")
    written = tidy_line(basis)
    if not written:
        raise Refusal("no-basis", "请填写依据的法律条文。", "basis")
    if len(written) > 120:
        raise Refusal("long-basis", "依据不能超过120字。", "basis")
    with lawful("amount"):
        budget = Budget.parse(f"{amount.strip()}{unit}")
    before = f"{row.amount}{row.unit}"
    row.amount, row.unit, row.basis = str(budget.amount), budget.unit.value, written
    row.save()
    forget()
    transaction.on_commit(forget)
    record("limit.changed", key, actor=by, at=at, before=before, after=budget.code, basis=row.basis)
    return row


def load_laws(rows: Sequence[Any]) -> int:
    """Add the limits of the library's table that are not on record yet; part of loading the county, and of every new version."""
    there = set(LegalLimit.objects.values_list("key", flat=True))
    fresh = [
        LegalLimit(
            key=law.key,
            amount=str(law.amount),
            unit=law.unit,
            start=law.start,
            basis=law.basis,
            confidence=law.confidence,
        )
        for law in rows
        if law.key not in there
    ]
    LegalLimit.objects.bulk_create(fresh)
    return len(fresh)
