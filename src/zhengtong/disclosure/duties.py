"""What the passing of days does: documents run out, and a new year asks for the report of the last."""

from datetime import date, datetime

from django.utils.timezone import localdate

from .actions import information, report
from .queries.information import due_to_expire
from .queries.report import units_without_report


def expire(at: datetime) -> int:
    """Mark as 失效 what says of itself that it holds no more, document by document; how many."""
    numbers = due_to_expire(at)
    for number in numbers:
        information.expire(number, at=at)
    return len(numbers)


def open_reports(at: datetime) -> int:
    """From 1 January to 31 March: open the report of the last year of every organ that owes one; how many.

    Later in the year nothing is opened: a county that begins to use the platform then owes its next report first.
    """
    today = localdate(at)
    if today > date(today.year, 3, 31):
        return 0
    units = list(units_without_report(today.year - 1))
    for unit in units:
        report.open_report(unit, today.year - 1, by=report.SYSTEM, at=at)
    return len(units)
