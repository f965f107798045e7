"""Random clocks on real years."""

from datetime import date, timedelta

from hypothesis import strategies as st

from legalclock import Budget, Clock, Extension, Suspension, SuspensionGround, Unit

STARTS = st.dates(date(2013, 1, 1), date(2027, 6, 30))
AMOUNTS = {Unit.WORKDAYS: st.integers(1, 60), Unit.DAYS: st.integers(1, 120), Unit.MONTHS: st.integers(1, 8)}
GROUNDS = st.sampled_from(SuspensionGround)


def budgets(units: tuple[Unit, ...] = (Unit.WORKDAYS, Unit.DAYS, Unit.MONTHS)) -> st.SearchStrategy[Budget]:
    return st.sampled_from(units).flatmap(lambda unit: AMOUNTS[unit].map(lambda amount: Budget(amount, unit)))


@st.composite
def suspensions(draw: st.DrawFn, start: date, ended: bool = True) -> Suspension:
    first = start + timedelta(days=draw(st.integers(0, 90)))
    length = timedelta(days=draw(st.integers(0, 40)))
    until = first + length if ended or draw(st.booleans()) else None
    return Suspension(first, until, draw(GROUNDS), "告知书")


@st.composite
def clocks(draw: st.DrawFn, ended: bool = True, units: tuple[Unit, ...] = tuple(AMOUNTS)) -> Clock:
    start = draw(STARTS)
    extra = draw(st.lists(budgets(units), max_size=1))
    return Clock(
        start,
        statutory=draw(budgets(units)),
        suspensions=tuple(draw(st.lists(suspensions(start, ended), max_size=4))),
        extensions=tuple(Extension(budget, "局长", start, "案情复杂") for budget in extra),
    )
