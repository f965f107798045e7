"""What the pages of 依申请公开 say besides the words all pages share."""

from datetime import date, datetime

from django import template

from legalclock.moments import last_day

register = template.Library()


@register.filter
def is_number(cell: object) -> bool:
    """Whether a cell of a data table is a number."""
    return isinstance(cell, int | float)


@register.filter
def due_day(moment: datetime | None) -> date | None:
    """The last day of a limit that ends at 24:00."""
    return last_day(moment)
