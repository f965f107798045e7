"""What other rooms read of time: the calendar in force, the law's limits, the explanation of a due day."""

import time
from datetime import date

from django.db import transaction

from legalclock import Budget, Calendar, DayKind, Explanation, OfficeHours, SpecialDay
from legalclock import Clock as Ledger
from legalclock.hours import Season, parse_month_day, parse_sessions
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.holding import held

from .models import CalendarDay, CalendarVersion, Clock, HolidayNotice, LegalLimit, OfficeSeason

# How long a process may go on with a calendar that another process has just replaced, in seconds. Clocks started in that
# gap are found by their version and re-derived (`actions.rederive_stale`).
_FRESH = 5.0
_held: tuple[float, int, Calendar] | None = None


def calendar() -> Calendar:
    """The county's working-day calendar in force; raises Refusal if none was ever entered."""
    global _held
    now = time.monotonic()
    if _held is not None and now - _held[0] < _FRESH:
        return _held[2]
    version = CalendarVersion.objects.order_by("-number").first()
    if version is None:
        raise Refusal("no-calendar", "尚未录入工作日历，无法计算期限，请系统管理员先载入放假安排。")
    if _held is None or _held[1] != version.number:
        _held = (now, version.number, _read(version))
    else:
        _held = (now, version.number, _held[2])
    return _held[2]


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
