"""legalclock — statutory time: working-day calendars, budgets, suspensions, extensions, explained dates."""

from legalclock.budget import Budget, Unit
from legalclock.calendar import Calendar
from legalclock.china import china_calendar
from legalclock.clock import Clock, Restart, check_extension
from legalclock.correction import Receipt, correction_deadline
from legalclock.days import Day, DayKind, SpecialDay
from legalclock.due import Due, Verdict
from legalclock.errors import ClockError
from legalclock.explain import DayLine, Explanation
from legalclock.extension import Ceiling, Extension, Which
from legalclock.hours import OfficeHours, Season, anfu_office_hours, parse_sessions
from legalclock.laws import Law, ceiling, law, load_laws
from legalclock.moments import SHANGHAI
from legalclock.position import Position, Standing, State
from legalclock.rederive import Moved, rederive
from legalclock.suspension import DisclosureGround, Suspension, SuspensionGround

__all__ = [
    "SHANGHAI", "Budget", "Calendar", "Ceiling", "Clock", "ClockError", "Day", "DayKind", "DayLine",
    "DisclosureGround", "Due", "Explanation", "Extension", "Law", "Moved", "OfficeHours", "Position", "Receipt",
    "Restart", "Season", "SpecialDay", "Standing", "State", "Suspension", "SuspensionGround", "Unit", "Verdict", "Which", "anfu_office_hours", "ceiling",
    "check_extension", "china_calendar", "correction_deadline", "law", "load_laws", "parse_sessions", "rederive",
]  # fmt: skip
