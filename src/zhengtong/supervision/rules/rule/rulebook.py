"""规则库: every rule through its versions, as a frozen value; replay and the live watch read the same one."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from .spec import RuleSpec


@dataclass(frozen=True, slots=True, eq=False)
class VersionedRule:
    """One approved version of a rule and the days it is in force: from `effective_on` until the day before `until`."""

    code: str
    family: str
    authority: str
    version: int
    name: str
    spec: RuleSpec
    effective_on: date
    until: date | None = None
    is_enabled: bool = True

    def is_in_force(self, day: date) -> bool:
        return self.is_enabled and self.effective_on <= day and (self.until is None or day < self.until)


_Key = tuple[str, str, str, str, str, str, bool | None]


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """All approved versions. `number` grows with every approval, so that it names the state of the rules."""

    number: int
    rules: tuple[VersionedRule, ...]
    _held: dict[_Key, tuple[tuple[VersionedRule, ...], tuple[VersionedRule, ...]]] = field(
        default_factory=dict, repr=False
    )
    _by_code: dict[str, tuple[VersionedRule, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, number: int, versions: Iterable[VersionedRule]) -> "Rulebook":
        """Lay the versions of each rule end to end: each is in force until the next one that takes effect.

        Of two that take effect on one day the later version holds. A switched-off version ends its predecessor.
        """
        by_code: dict[str, list[VersionedRule]] = {}
        for each in versions:
            by_code.setdefault(each.code, []).append(each)
        laid: list[VersionedRule] = []
        for code in sorted(by_code):
            last_first: list[VersionedRule] = []
            for each in sorted(by_code[code], key=lambda v: v.version, reverse=True):
                end = last_first[-1].effective_on if last_first else None
                # A later version that takes effect no later than this one leaves it no day.
                if end is None or each.effective_on < end:
                    last_first.append(replace(each, until=end))
            laid.extend(reversed(last_first))
        book = cls(number, tuple(laid))
        for each in laid:
            book._by_code[each.code] = (*book._by_code.get(each.code, ()), each)
        return book

    def with_candidate(self, candidate: VersionedRule) -> "Rulebook":
        """The book as if `candidate` had been in force instead of every version of its rule: what a replay compares."""
        others = [each for each in self.rules if each.code != candidate.code]
        return Rulebook.of(self.number, [*others, replace(candidate, effective_on=date.min, until=None)])

    def only(self, codes: Iterable[str]) -> "Rulebook":
        """The rules named, through all their versions."""
        wanted = frozenset(codes)
        return Rulebook.of(self.number, [each for each in self.rules if each.code in wanted])

    def version_at(self, code: str, day: date) -> VersionedRule | None:
        """The version of the rule in force on the day; None before it began and while it is switched off."""
        for each in self._by_code.get(code, ()):
            if each.is_in_force(day):
                return each
        return None

    def for_matter(
        self, system: str, business: str, region_path: str, unit: str, item: str, item_kind: str, instant: bool | None
    ) -> tuple[VersionedRule, ...]:
        """Every version, of whatever day, whose scope covers such a matter. Held: matters alike are asked once."""
        return self._split((system, business, region_path, unit, item, item_kind, instant))[0]

    def undecided_for(
        self, system: str, business: str, region_path: str, unit: str, item: str, item_kind: str, instant: bool | None
    ) -> tuple[VersionedRule, ...]:
        """Versions of which nobody can tell whether they cover such a matter, because it does not say what it is."""
        return self._split((system, business, region_path, unit, item, item_kind, instant))[1]

    def _split(self, key: _Key) -> tuple[tuple[VersionedRule, ...], tuple[VersionedRule, ...]]:
        found = self._held.get(key)
        if found is None:
            answers = [(each, each.spec.in_scope(*key)) for each in self.rules if each.is_enabled]
            found = (
                tuple(each for each, answer in answers if answer),
                tuple(each for each, answer in answers if answer is None),
            )
            if len(self._held) >= HELD_MATTERS:
                self._held.clear()
            self._held[key] = found
        return found


HELD_MATTERS = 20_000
"""Kinds of matter of which the covering rules are remembered: units × items of a county, and room."""
