"""工作日历: which days are worked, on whose word, and how far anybody knows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import overload

from legalclock import provisional
from legalclock.days import WEEKEND_SOURCE, Day, DayKind, SpecialDay
from legalclock.errors import ClockError
from legalclock.hours import OfficeHours
from legalclock.moments import ONE_DAY, chinese_day, parse_day, read, read_rows

_BULK_TABLES_KEPT = 16


class Calendar:
    """Working days from `covered_from` on. Immutable: an edit is a new calendar with a new version.

    Days up to `covered_until` are certain. Later ones are provisional: weekends and statutory holidays are known,
    调休 is not, unless `days` says so; they reach to the end of the festival table. Outside these bounds every question
    is a `ClockError("outside-calendar")`. In all counting the first day itself never counts (民法典 第二百零一条).
    """

    def __init__(
        self,
        days: Iterable[SpecialDay],
        *,
        covered_from: date,
        covered_until: date,
        version: str,
        office_hours: OfficeHours | None = None,
    ) -> None:
        self.covered_from = covered_from
        self.covered_until = covered_until
        self.version = version
        self.office_hours = office_hours
        self.horizon = provisional.last_known_day()
        if not version.strip():
            raise ClockError("no-version", "工作日历须有版本号，以便说明期限是按哪一版算出的。")
        if not covered_from <= covered_until <= self.horizon:
            raise ClockError("bad-coverage", "工作日历的覆盖起止日期不正确。")
        self._special: dict[date, SpecialDay] = {}
        for day in sorted(days, key=lambda special: special.on):
            if day.on in self._special and self._special[day.on] != day:
                raise ClockError("day-twice", f"{chinese_day(day.on)}被重复登记，且内容不一致。")
            if not covered_from <= day.on <= self.horizon:
                raise ClockError("outside-calendar", f"{chinese_day(day.on)}不在工作日历的范围内，不能登记。")
            self._special[day.on] = day
        self._statutory = {
            day.on: day
            for day in provisional.statutory_between(covered_until, self.horizon)
            if day.on > covered_until and day.on not in self._special
        }
        # The two tables every answer comes from, both small: for each day how many working days there are up to it, and
        # the n-th working day at place n (place 0 is never a working day). Bulk tables are derived from them.
        self._first = covered_from.toordinal()
        self._count = array("I")
        self._ranked: list[date] = [date.min]
        self._tabulate()
        self._bulk: dict[tuple[int, bool], dict[int, int] | dict[date, date]] = {}

    def _tabulate(self) -> None:
        ranked, count = self._ranked, self._count
        off = {day for day, special in self._special.items() if special.kind is DayKind.HOLIDAY}
        off |= self._statutory.keys()
        makeup = {day for day, special in self._special.items() if special.kind is DayKind.MAKEUP}
        for ordinal in range(self._first, self.horizon.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if day not in off if (ordinal + 6) % 7 < 5 else day in makeup:  # ordinal 1 is a Monday
                ranked.append(day)
            count.append(len(ranked) - 1)

    # --- one day ---

    def day(self, on: date) -> Day:
        """What the day is and why."""
        self._at(on)
        later = on > self.covered_until
        special = self._special.get(on) or self._statutory.get(on)
        if special is not None:
            return Day(on, special.kind, special.kind.works, special.name, special.source, later)
        if on.weekday() >= 5:
            return Day(on, DayKind.WEEKEND, False, "", WEEKEND_SOURCE, later)
        return Day(on, DayKind.WORKDAY, True, "", "", later)

    def is_workday(self, on: date) -> bool:
        return self._ranked[self._count[self._at(on)]] == on

    # --- counting ---

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day` (n ≥ 1); `day` itself never counts, worked or not."""
        at = day.toordinal() - self._first
        if n > 0 and at >= 0:
            try:
                return self._ranked[self._count[at] + n]
            except IndexError:
                pass
        raise self._refusal(day, n)

    def subtract_workdays(self, day: date, n: int) -> date:
        """The n-th working day before `day` (n ≥ 1), for limits that run back from an event (行政许可法 第五十条)."""
        before = self._count[self._at(day)] - self.is_workday(day)
        if n < 1 or before < n:
            raise self._refusal(day, n)
        return self._ranked[before - n + 1]

    @overload
    def add_workdays_bulk(self, days: Iterable[int], n: int) -> list[int]: ...
    @overload
    def add_workdays_bulk(self, days: Iterable[date], n: int) -> list[date]: ...
    def add_workdays_bulk(self, days: Iterable[int] | Iterable[date], n: int) -> list[int] | list[date]:
        """`add_workdays` for many at once: proleptic ordinals in, ordinals out; or dates in, dates out.

        All of one type. One table per n is built on first use and kept, so a million days is a million look-ups.
        """
        if n < 1:
            raise self._refusal(self.covered_from, n)
        asked: Sequence[int] | Sequence[date] = days if isinstance(days, Sequence) else list(days)  # type: ignore[assignment]
        if not asked:
            return []
        table = self._bulk_table(n, ordinals=isinstance(asked[0], int))
        try:
            return list(map(table.__getitem__, asked))  # type: ignore[arg-type, return-value]
        except KeyError as missing:
            wrong = missing.args[0]
            raise self._refusal(date.fromordinal(wrong) if isinstance(wrong, int) and wrong > 0 else wrong, n) from None

    def _bulk_table(self, n: int, *, ordinals: bool) -> dict[int, int] | dict[date, date]:
        table = self._bulk.get((n, ordinals))
        if table is None:
            ranked, last = self._ranked, len(self._ranked) - n
            ends = [ranked[count + n] for count in self._count if count < last]
            if ordinals:
                table = {self._first + at: end.toordinal() for at, end in enumerate(ends)}
            else:
                table = {date.fromordinal(self._first + at): end for at, end in enumerate(ends)}
            if len(self._bulk) >= _BULK_TABLES_KEPT:
                self._bulk.pop(next(iter(self._bulk)))
            self._bulk[n, ordinals] = table
        return table

    def workdays_between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]: `after` does not count, `until` does. Needs after ≤ until."""
        if until < after:
            raise ClockError("backwards", f"{chinese_day(until)}早于{chinese_day(after)}，不能计算其间的工作日。")
        return self._count[self._at(until)] - self._count[self._at(after)]

    # --- what the calendar rests on ---

    @property
    def days(self) -> tuple[SpecialDay, ...]:
        """The special days, in order."""
        return tuple(self._special.values())

    @property
    def sources(self) -> tuple[str, ...]:
        """Every notice the calendar rests on, in the order of the days they rule."""
        return tuple(dict.fromkeys(day.source for day in self._special.values()))

    def is_provisional(self, on: date) -> bool:
        return on > self.covered_until

    @cached_property
    def earliest_reading(self) -> Calendar:
        """This calendar if the coming arrangements worked every weekend they could: no limit can end before it says."""
        weekends, _ = provisional.may_move(self.covered_until + ONE_DAY, self.horizon)
        return self._reading(weekends, DayKind.MAKEUP, "最早")

    @cached_property
    def latest_reading(self) -> Calendar:
        """This calendar if the coming arrangements freed every weekday they could: no limit can end after it says."""
        _, weekdays = provisional.may_move(self.covered_until + ONE_DAY, self.horizon)
        return self._reading(weekdays, DayKind.HOLIDAY, "最迟")

    def _reading(self, moved: list[date], kind: DayKind, name: str) -> Calendar:
        return self._replaced(
            [SpecialDay(day, kind, name, "调休安排未公布时的推算") for day in moved if day not in self._special],
            version=f"{self.version}（{name}）",
        )

    # --- editing ---

    def with_days(
        self,
        days: Iterable[SpecialDay] = (),
        *,
        version: str,
        without: Iterable[date] = (),
        covered_until: date | None = None,
    ) -> Calendar:
        """A new calendar with days entered or replaced, others taken back, and perhaps the coverage moved on.

        This is how a county enters the November notice: its days, and `covered_until` the last day of that year.
        """
        return self._replaced(days, version=version, without=without, covered_until=covered_until)

    def with_office_hours(self, office_hours: OfficeHours, *, version: str | None = None) -> Calendar:
        return self._replaced((), version=version or self.version, office_hours=office_hours)

    def _replaced(
        self,
        days: Iterable[SpecialDay],
        *,
        version: str,
        without: Iterable[date] = (),
        covered_until: date | None = None,
        office_hours: OfficeHours | None = None,
    ) -> Calendar:
        kept = dict(self._special)
        for gone in without:
            if kept.pop(gone, None) is None:
                raise ClockError("no-such-day", f"日历中没有登记{chinese_day(gone)}，无法撤销。")
        entered: dict[date, SpecialDay] = {}
        for day in days:
            if entered.setdefault(day.on, day) != day:
                raise ClockError("day-twice", f"{chinese_day(day.on)}被重复登记，且内容不一致。")
        return Calendar(
            (kept | entered).values(),
            covered_from=self.covered_from,
            covered_until=covered_until or self.covered_until,
            version=version,
            office_hours=office_hours or self.office_hours,
        )

    # --- storing ---

    def to_json(self) -> dict[str, object]:
        """Plain values, ready for JSON; `from_json` gives an equal calendar back."""
        return {
            "version": self.version,
            "covered_from": self.covered_from.isoformat(),
            "covered_until": self.covered_until.isoformat(),
            "days": [
                {"on": day.on.isoformat(), "kind": day.kind.value, "name": day.name, "source": day.source}
                for day in self._special.values()
            ],
            "office_hours": self.office_hours.to_json() if self.office_hours else None,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, object]) -> Calendar:
        """Raises `ClockError("bad-record")` for anything `to_json` would not have written."""
        hours = record.get("office_hours")
        if hours is not None and not isinstance(hours, Mapping):
            raise ClockError("bad-record", "保存的记录中作息时间的类型不正确，无法还原。")
        days = []
        for row in read_rows(record, "days"):
            kind = read(row, "kind")
            if kind not in {known.value for known in DayKind}:
                raise ClockError("bad-record", f"保存的记录中日期性质“{kind}”无法识别。")
            days.append(SpecialDay(parse_day(read(row, "on")), DayKind(kind), read(row, "name"), read(row, "source")))
        return cls(
            days,
            covered_from=parse_day(read(record, "covered_from")),
            covered_until=parse_day(read(record, "covered_until")),
            version=read(record, "version"),
            office_hours=OfficeHours.from_json(hours) if hours is not None else None,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash((self.version, self.covered_from, self.covered_until, len(self._special)))

    def __repr__(self) -> str:
        return f"Calendar({self.version!r}, {self.covered_from}…{self.covered_until}, {len(self._special)} days)"

    def _identity(self) -> tuple[object, ...]:
        return self.version, self.covered_from, self.covered_until, self.office_hours, self.days

    # --- refusing ---

    def _at(self, day: date) -> int:
        """The day's place in the table; refused outside it."""
        at = day.toordinal() - self._first
        if not 0 <= at < len(self._count):
            raise self._refusal(day, 1)
        return at

    def _refusal(self, day: date, n: int) -> ClockError:
        if n < 1:
            return ClockError("limit-not-positive", f"期限不能是{n}个工作日，须为大于零的整数。")
        if not self.covered_from <= day <= self.horizon:
            return ClockError(
                "outside-calendar",
                f"{chinese_day(day)}不在工作日历的范围内（{chinese_day(self.covered_from)}至{chinese_day(self.horizon)}）。",
            )
        return ClockError(
            "outside-calendar",
            f"自{chinese_day(day)}起{n}个工作日，超出了工作日历能够推算的范围（至{chinese_day(self.horizon)}）。",
        )
