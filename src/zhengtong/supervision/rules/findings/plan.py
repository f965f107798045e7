"""The rules for one kind of matter, laid out by what sets them off."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..rule import VersionedRule
from ..vocabulary import ANY_LIMIT, APPLICANTS_LIMIT


@dataclass(slots=True)
class Plan:
    """The rules for one kind of matter, laid out by what sets them off."""

    on_limit: dict[str, list[VersionedRule]] = field(default_factory=dict)
    on_any: list[VersionedRule] = field(default_factory=list)
    of_limits: dict[str, list[VersionedRule]] = field(default_factory=dict)
    from_start: dict[str, list[VersionedRule]] = field(default_factory=dict)
    on_event: dict[str, list[VersionedRule]] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Sequence[VersionedRule]) -> "Plan":
        plan = cls()
        for rule in rules:
            measure = rule.spec.measure
            if measure.kind == "event":
                for milestone in measure.on:
                    plan.on_event.setdefault(milestone, []).append(rule)
            elif measure.kind == "rate":
                continue
            elif measure.start:
                plan.from_start.setdefault(measure.start, []).append(rule)
            elif measure.limit == ANY_LIMIT:
                plan.on_any.append(rule)
            else:
                plan.on_limit.setdefault(measure.limit, []).append(rule)
        return plan

    def of_limit(self, name: str) -> list[VersionedRule]:
        if name == APPLICANTS_LIMIT:
            return []
        found = self.of_limits.get(name)
        if found is None:
            named = self.on_limit.get(name, [])
            # A warning before a limit runs out does not take the place of the card when it has.
            kinds = {rule.spec.measure.kind for rule in named}
            found = [*named, *(rule for rule in self.on_any if rule.spec.measure.kind not in kinds)]
            self.of_limits[name] = found
        return found
