"""How the rule studio names codes, versions and states."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from zhengtong.org.queries import current_regions, unit_names
from zhengtong.supervision import rulebooks
from zhengtong.supervision.choices import Level, VersionState
from zhengtong.supervision.models import Rule, RuleVersion
from zhengtong.supervision.rules.rule import Change, changes
from zhengtong.supervision.rules.rule.description import NameOf, plain_name

from ..wording import actor_labels


def namer(*versions: RuleVersion) -> NameOf:
    """Names of the units and regions in the scopes of these versions, read at once."""
    scopes = [rulebooks.spec_of(version).scope for version in versions]
    units = unit_names({code for scope in scopes for code in scope.units or ()})
    wanted = {code for scope in scopes for code in scope.regions or ()}
    regions = dict(current_regions().filter(code__in=wanted).values_list("code", "name")) if wanted else {}
    known = {"units": units, "regions": regions}
    return lambda scope, code: known.get(scope, {}).get(code) or plain_name(scope, code)


@dataclass(frozen=True, slots=True)
class Row:
    """One rule in the list: what is in force on the day, and what is under way."""

    rule: Rule
    version: RuleVersion
    sentence: str
    state: str
    tone: str


def row_of(rule: Rule, seen: list[RuleVersion], today: date) -> Row | None:
    """The row of a rule by the versions one may see (newest first); None where there is nothing to show."""
    if not seen:
        return None
    in_force = rulebooks.version_in_force(seen, today)
    shown = in_force or seen[0]
    state, tone = _state(in_force, seen, today)
    return Row(rule, shown, rulebooks.spec_of(shown).say(), state, tone)


def _state(in_force: RuleVersion | None, seen: list[RuleVersion], today: date) -> tuple[str, str]:
    change = next((version for version in seen if version.state in rulebooks.OPEN), None)
    if change is not None:
        base = "" if in_force is None else "施行中，" if in_force.is_enabled else "已停用，"
        return f"{base}有{VersionState(change.state).label}", "warn"
    if in_force is None:
        is_coming = any(version.state == VersionState.APPROVED for version in seen)
        return ("尚未生效", "info") if is_coming else ("草稿已放弃", "")
    return ("施行中", "success") if in_force.is_enabled else ("已停用", "")


def course(versions: list[RuleVersion]) -> list[tuple[RuleVersion, list[Change], str, str]]:
    """Each version (newest first), what it changed against the approved one before it, who drafted and who approved."""
    people = actor_labels({version.drafted_by for version in versions} | {each.approved_by for each in versions})
    name_of = namer(*versions)
    rows = []
    for place, version in enumerate(versions):
        before = next((each for each in versions[place + 1 :] if each.state == VersionState.APPROVED), None)
        told = changes(rulebooks.content_of(before), rulebooks.content_of(version), name_of) if before else []
        rows.append((version, told, people[version.drafted_by], people[version.approved_by]))
    return rows


LEVELS = (*Level.values, "undetermined")


def replay_of(version: RuleVersion | None) -> dict[str, Any] | None:
    """What the kept replay of a draft counted, by level, for the draft and for the version in force."""
    kept = version.replay if version else None
    if not kept:
        return None
    counts = kept.get("counts", {})
    return {
        "first": parse_date(kept["first"]),
        "last": parse_date(kept["last"]),
        **{side: [counts.get(side, {}).get(level, 0) for level in LEVELS] for side in ("candidate", "current")},
        "kept": len(kept.get("found", [])),
        "is_cut": kept.get("is_cut", False),
    }
