"""What other rooms read of time: the calendar in force, the law's limits, the explanation of a due day."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from legalclock import Budget, Calendar, DayKind, Explanation, OfficeHours, SpecialDay
from legalclock import Clock as Ledger
from legalclock.hours import Season, parse_month_day, parse_sessions
from legalclock.moments import day_start
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.holding import held

from . import rules
from .models import CalendarDay, CalendarVersion, Clock, HolidayNotice, LegalLimit, OfficeSeason
from .rules import DayRow, MovedClock

# How long a process may go on with a calendar that another process has just replaced, in seconds. Clocks started in that
# gap are found by their version and re-derived (`actions.catch_up`).
_FRESH = 5.0
_held: tuple[float, int, Calendar] | None = None


def calendar() -> Calendar:
    """The county's working-day calendar in force; raises Refusal if none was ever entered."""
    global _held
    now = time.monotonic()
    if _held is not None and now - _held[0] < _FRESH:
        return _held[2]
    version = _newest_version()
    if _held is None or _held[1] != version.number:
        _held = (now, version.number, _read(version))
    else:
        _held = (now, version.number, _held[2])
    return _held[2]


def promised_due(column: str = "clock") -> Subquery:
    """For rows that repeat the due moment of the clock in a column: that moment as the clock has it now."""
    return Subquery(Clock.objects.filter(pk=OuterRef(f"{column}_id")).values("promised_due"))


def newest_calendar() -> Calendar:
    """The calendar as this transaction sees it, never the held one: what it is about to change may still be undone."""
    return _read(_newest_version())


def _newest_version() -> CalendarVersion:
    version = CalendarVersion.objects.order_by("-number").first()
    if version is None:
        raise Refusal("no-calendar", "尚未录入工作日历，无法计算期限，请系统管理员先载入放假安排。")
    return version


def forget_calendar() -> None:
    """Read the calendar afresh at the next question; called by whoever changes it."""
    global _held
    _held = None


def calendar_number(held: Calendar) -> int:
    """The number of the version a calendar was read as."""
    return int(held.version)


def _read(version: CalendarVersion) -> Calendar:
    notices = list(HolidayNotice.objects.order_by("year"))
    days = [SpecialDay(day.on, DayKind(day.kind), day.name, day.source) for day in CalendarDay.objects.order_by("on")]
    return Calendar(
        days,
        covered_from=date(notices[0].year, 1, 1),
        covered_until=_covered_until(notices),
        version=str(version.number),
        office_hours=office_hours(),
    )


def _covered_until(notices: list[HolidayNotice]) -> date:
    """The end of the unbroken run of years: a gap ends what is known."""
    last = notices[0]
    for notice in notices[1:]:
        if notice.year != last.year + 1:
            break
        last = notice
    return last.covered_until


def office_hours() -> OfficeHours | None:
    """The seasons as entered; None where there are none, which makes every limit in working hours a refusal."""
    seasons = list(OfficeSeason.objects.order_by("code"))
    if not seasons:
        return None
    return OfficeHours(
        parse_sessions(seasons[0].sessions),
        tuple(Season(parse_month_day(s.first), parse_month_day(s.last), parse_sessions(s.sessions)) for s in seasons),
    )


@held(seconds=5)
def limit(key: str) -> Budget:
    """A statutory limit as the county has it on record, e.g. `license.correction_notice` → 5 working days."""
    row = LegalLimit.objects.filter(key=key).first()
    if row is None:
        raise Refusal("no-limit", f"法定期限参数“{key}”没有登记，无法计时，请系统管理员补录。")
    return Budget.parse(f"{row.amount}{row.unit}")


def ledger(clock: Clock) -> Ledger:
    """The stored clock as the library's value."""
    return Ledger.from_json(clock.ledger)


def explanation(clock: Clock, which: str) -> Explanation:
    """Every day from start to due with why it counted, under the calendar in force."""
    return ledger(clock).explain(which, calendar())  # type: ignore[arg-type]


def stale_clocks(number: int) -> QuerySet[Clock]:
    """Open clocks that were derived by another version of the calendar than `number`."""
    return Clock.objects.filter(is_open=True).exclude(calendar_version=number)


def has_stale_clocks() -> bool:
    """Whether a clock still goes by a calendar that was replaced; without any calendar no clock was ever started."""
    newest = CalendarVersion.objects.order_by("-number").first()
    return newest is not None and stale_clocks(newest.number).exists()


def clocks_of(subject: str) -> list[Clock]:
    """All clocks that ever ran for a subject, oldest first."""
    return list(Clock.objects.filter(subject=subject).order_by("id"))


def due_clocks(name: str, at: object, limit: int) -> list[Clock]:
    """Open clocks of one kind whose next moment has come, locked for whoever asks first; call inside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("due_clocks locks rows and needs a transaction")
    return list(
        Clock.objects.select_for_update(skip_locked=True)
        .filter(name=name, is_open=True, next_moment__lte=at)
        .order_by("next_moment")[:limit]
    )


# --- the calendar's own pages ---


def notices() -> QuerySet[HolidayNotice]:
    """放假安排通知, newest year first, with how many days off and days on duty each has."""
    return HolidayNotice.objects.annotate(
        off=Count("days", filter=Q(days__kind=DayKind.HOLIDAY)),
        on_duty=Count("days", filter=Q(days__kind=DayKind.MAKEUP)),
    ).order_by("-year")


def notice_of(year: int) -> HolidayNotice | None:
    """The notice of a year, if it was entered."""
    return HolidayNotice.objects.filter(year=year).first()


def provisional_clocks() -> int:
    """How many running clocks end on a day that is only provisional (暂定)."""
    return Clock.objects.filter(is_open=True, is_provisional=True).count()


def seasons() -> QuerySet[OfficeSeason]:
    return OfficeSeason.objects.order_by("code")


def season_of(code: str) -> OfficeSeason | None:
    return OfficeSeason.objects.filter(code=code).first()


def limits() -> QuerySet[LegalLimit]:
    """法定期限参数, in the order of their keys."""
    return LegalLimit.objects.order_by("id")


def limit_row(key: str) -> LegalLimit | None:
    return LegalLimit.objects.filter(key=key).first()


def days_of_notice(year: int, source: str, days: Sequence[DayRow]) -> dict[date, SpecialDay]:
    """The days of a notice, checked against the years on record; raises Refusal.

    A day that stays what it was keeps the notice it already rested on, where that was another than the year's own:
    2020-01-31 rests on the extension of the Spring Festival whoever corrects the year.
    """
    known = list(HolidayNotice.objects.order_by("year").values_list("year", flat=True))
    entered = rules.check_notice(year, source, days, known=known)
    own = notice_of(year)
    if own is not None:
        for row in CalendarDay.objects.filter(on__in=list(entered)).exclude(source=own.source):
            day = entered[row.on]
            if (row.kind, row.name) == (day.kind.value, day.name):
                entered[row.on] = SpecialDay(day.on, day.kind, day.name, row.source)
    return entered


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """What entering a notice would do: days that change their nature, and clocks that would move."""

    added: tuple[SpecialDay, ...]
    removed: tuple[SpecialDay, ...]
    moved: tuple[MovedClock, ...]


def preview_of_notice(year: int, source: str, days: Sequence[DayRow]) -> NoticePreview:
    """录入前预览 — the same checks and the same reckoning as `actions.enter_notice`, without writing anything."""
    entered = days_of_notice(year, source, days)
    now = newest_calendar()
    there = {day.on: day for day in now.days}
    own = set(CalendarDay.objects.filter(notice__year=year).values_list("on", flat=True))
    same = {on for on, day in entered.items() if on in there and _nature(there[on]) == _nature(day)}
    added = tuple(day for on, day in sorted(entered.items()) if on not in same)
    removed = tuple(there[on] for on in sorted(own - entered.keys()))
    with rules.lawful():
        coming = now.with_days(
            entered.values(),
            version=f"{now.version}（预览）",
            without=sorted(own - entered.keys()),
            covered_until=max(now.covered_until, date(year, 12, 31)),
        )
    return NoticePreview(added, removed, tuple(_would_move(coming, year)))


def _nature(day: SpecialDay) -> tuple[DayKind, str]:
    return day.kind, day.name


def _would_move(coming: Calendar, year: int) -> list[MovedClock]:
    """Only clocks that end after the first day the notice may touch can move: December of the year before."""
    edge = day_start(date(year - 1, 12, 1))
    later = Q(promised_due__gte=edge) | Q(statutory_due__gte=edge) | Q(is_provisional=True)
    moved = []
    for clock in Clock.objects.filter(later, is_open=True).order_by("id").iterator(chunk_size=1000):
        kept = ledger(clock)
        dues = {which: kept.due(which, coming) for which in kept.limits()}
        promised, statutory = (dues[which].at if which in dues else None for which in ("promised", "statutory"))
        became_certain = clock.is_provisional and not any(due.provisional for due in dues.values())
        before = (clock.promised_due, clock.statutory_due)
        move = rules.moved_clock(
            clock.subject, clock.name, before, (promised, statutory), became_certain=became_certain
        )
        if move is not None:
            moved.append(move)
    return moved
