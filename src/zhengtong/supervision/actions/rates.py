"""比率 — rules on rates, measured per unit and finished month or quarter: one card a unit and period, ever.

Counts come from the read model in one grouped statement a period; the unit is who is responsible, the period end the
moment of the card. What was told late is counted when the last period is measured again, until the next one has ended.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.timezone import localtime

from .. import places, rulebooks
from ..choices import CardState, Issue
from ..models import Card, Follower, Undetermined
from ..rules.expression import Unknown
from ..rules.periods import Counts, Period, day_before, finished_since, measured
from ..rules.rule import VersionedRule
from ..rules.track import CHINA
from ..rules.vocabulary import PLACEHOLDERS, label_of
from . import judging

MEASURER = "rates"
AFTER = time(3, 0)
"""Deliveries of the night are in by then."""
BUSINESSES = ("case", "outside")
"""办件 alone, unless the rule says otherwise: letters and guides are not received at a counter."""


@dataclass(frozen=True, slots=True)
class _Broken:
    rule: VersionedRule
    unit: int
    value: Decimal


def measure(at: datetime) -> int:
    """Measure what has ended since the last time, once a day after three o'clock; how many cards were issued."""
    local = localtime(at, CHINA)
    if local.time() < AFTER:
        return 0
    with transaction.atomic():
        Follower.objects.bulk_create([Follower(name=MEASURER)], ignore_conflicts=True)
        row = Follower.objects.select_for_update().get(name=MEASURER)
        if row.beat_at is not None and localtime(row.beat_at, CHINA).date() >= local.date():
            return 0
        issued = measure_since(row.beat_at, at)
        row.beat_at = at
        row.save(update_fields=["beat_at"])
    return issued


@transaction.atomic
def measure_since(since: datetime | None, at: datetime) -> int:
    """Measure every period that ended after `since` and, always, the last; repeated, it changes nothing."""
    rules = [rule for rule in rulebooks.rulebook().rules if rule.spec.measure.kind == "rate"]
    issued = 0
    for kind in sorted({rule.spec.measure.period for rule in rules}):
        of_kind = [rule for rule in rules if rule.spec.measure.period == kind]
        for period in finished_since(kind, since, at):
            day = day_before(period).date()
            issued += _measure(period, [rule for rule in of_kind if rule.is_in_force(day)], at)
    return issued


def _measure(period: Period, rules: Sequence[VersionedRule], at: datetime) -> int:
    broken: list[_Broken] = []
    unknown: dict[tuple[int, str], tuple[VersionedRule, Unknown]] = {}
    counted: dict[tuple[Any, ...], dict[int, Counts]] = {}
    for rule in rules:
        wanted = _wanted(rule)
        counts = counted.setdefault(tuple(map(repr, wanted)), {})
        if not counts:
            counts.update(count(period, *wanted))
        for unit in counts:
            if not _covers(rule, unit):
                continue
            found = measured(rule.spec, unit, counts)
            if isinstance(found, Unknown):
                unknown[(unit, rule.code)] = (rule, found)
            elif found is not None:
                broken.append(_Broken(rule, unit, found))
    _write_unknown(period, {rule.code for rule in rules}, unknown, at)
    return _reconcile(period, rules, broken, at)


def _covers(rule: VersionedRule, unit: int) -> bool:
    scope = rule.spec.scope
    code = places.unit_names().get(unit, ("", ""))[0]
    region = places.region_of_unit(unit)
    path = places.paths().get(region, "") if region is not None else ""
    of_place = scope.regions is None or any(f"{each}/" in f"{path}/" for each in scope.regions)
    return bool(code) and of_place and (scope.units is None or code in scope.units)


# --- cards ---


def _reconcile(period: Period, rules: Sequence[VersionedRule], broken: Sequence[_Broken], at: datetime) -> int:
    there: dict[str, dict[tuple[str, str], list[judging.Standing]]] = {}
    codes = [rule.code for rule in rules]
    rows = Card.objects.select_for_update().filter(matter=None, rule_code__in=codes, moment=period.end).order_by("pk")
    for card in rows:
        key = (card.rule_code, card.key.partition(judging.AGAIN)[0])
        there.setdefault(card.subject, {}).setdefault(key, []).append(
            judging.Standing(card.ref, card.state, card.settled_by)
        )
    found: dict[str, dict[tuple[str, str], _Broken]] = {}
    for each in broken:
        found.setdefault(_subject(each.unit), {})[(each.rule.code, period.key)] = each
    cards: list[Card] = []
    gone: list[str] = []
    for subject in sorted({*there, *found}):
        here = found.get(subject, {})
        fresh, unborne = judging.compare_one(list(here), there.get(subject, {}))
        cards += [_card(here[name], key, period, at) for name, key in fresh.items()]
        gone += unborne
    if cards:
        judging.issue(cards, at)
        Card.objects.filter(pk__in=[c.pk for c in cards], state=CardState.ISSUED).update(is_highest=True)
    judging.take_back(gone, at)
    return len(cards)


def _subject(unit: int) -> str:
    return f"unit:{places.unit_names()[unit][0]}"


def _card(each: _Broken, key: str, period: Period, at: datetime) -> Card:
    rule, spec = each.rule, each.rule.spec
    name = places.unit_names()[each.unit][1]
    is_certain = spec.issue == Issue.AUTOMATIC
    values = dict.fromkeys(PLACEHOLDERS, "") | {
        "unit_name": name, "period": period.label, "value": f"{each.value.normalize():f}",
        "threshold": str(spec.threshold), "level": spec.level.label, "rule": rule.name,
    }  # fmt: skip
    return Card(
        matter_id=None, key=key, system="county", subject=_subject(each.unit), unit_id=each.unit,
        region_id=places.region_of_unit(each.unit), rule_code=rule.code, rule_version=rule.version, family=rule.family,
        level=spec.level, state=CardState.ISSUED if is_certain else CardState.PENDING, moment=period.end,
        issued_at=at if is_certain else None, issued_by="", title=f"{name}{period.label}：{rule.name}"[:120],
        text=spec.template.format_map(values)[:600], basis=spec.basis, duty_step="", duty_actor="", duty_name="",
        due_at=None, overdue_days=None, split=None, is_highest=False,
    )  # fmt: skip


# --- what cannot be determined ---


def _write_unknown(
    period: Period, codes: Iterable[str], unknown: Mapping[tuple[int, str], tuple[VersionedRule, Unknown]], at: datetime
) -> None:
    """One row a unit, rule and period; cleared when the counts have been told."""
    rows = Undetermined.objects.filter(matter=None, rule_code__in=list(codes), since=period.end, cleared_at=None)
    known = {(row.unit_id, row.rule_code): row.pk for row in rows}
    cleared = [pk for name, pk in known.items() if name not in unknown]
    Undetermined.objects.filter(pk__in=cleared).update(cleared_at=at)
    fresh = []
    for (unit, code), (rule, value) in unknown.items():
        if (unit, code) not in known:
            names = "、".join(label_of(name) for name in value.missing)
            owner = places.unit_names()[unit][1]
            reason = f"规则“{rule.name}”无法判定：{owner}{period.label}的{names}不能完整统计。"
            fresh.append(
                Undetermined(matter=None, unit_id=unit, system="county", rule_code=code, reason=reason[:300],
                             missing=list(value.missing), since=period.end)
            )  # fmt: skip
    Undetermined.objects.bulk_create(fresh)
    if fresh or cleared:
        judging.tell_undetermined(len(fresh), len(cleared), at)


# --- counting ---

_HAPPENED = """EXISTS (SELECT FROM jsonb_array_elements(m.track) AS e
    WHERE e->>1 = '{}' AND (e->>3)::bigint >= %(first)s AND (e->>3)::bigint < %(last)s)"""
_IN = "m.{0} >= %(start)s AND m.{0} < %(end)s"
_OPENED, _ACCEPTED, _FINISHED, _ENDED = (
    _IN.format(f"{name}_at") for name in ("opened", "accepted", "finished", "ended")
)
_RATED = f"m.rating IS NOT NULL AND {_HAPPENED.format('rated')}"
_COUNTS: Mapping[str, str] = {
    "received": _OPENED,
    "accepted": _ACCEPTED,
    "finished": _FINISHED,
    "on_time": f"{_FINISHED} AND m.is_on_time",
    "not_accepted": f"{_ENDED} AND m.ended_by = 'not_accepted'",
    "returned": f"{_ENDED} AND m.ended_by IN ('returned', 'pre_rejected')",
    "corrected": f"{_OPENED} AND m.corrections > 0",
    "suspended": f"{_ACCEPTED} AND m.suspensions > 0",
    "extended": _HAPPENED.format("extended"),
    "rated": _RATED,
    "satisfied": f"{_RATED} AND m.rating >= 3",
    "dissatisfied": f"{_RATED} AND m.rating <= 2",
    "complained": _HAPPENED.format("complained"),
    "voided": f"{_ENDED} AND m.ended_by = 'voided'",
    "withdrawn": f"{_ENDED} AND m.ended_by = 'withdrawn'",
    "online": f"{_OPENED} AND m.channel = 'online'",
    "early": f"{_FINISHED} AND m.finished_at < m.promised_due - interval '1 day'",
}
# A count of which some matters do not say whether they belong to it cannot be told.
_UNTOLD: Mapping[str, str] = {
    "on_time": f"{_FINISHED} AND m.is_on_time IS NULL",
    "online": f"{_OPENED} AND m.channel = ''",
    "early": f"{_FINISHED} AND m.promised_due IS NULL",
}


def _wanted(rule: VersionedRule) -> tuple[Any, ...]:
    scope = rule.spec.scope
    plain = (scope.systems, scope.businesses or frozenset(BUSINESSES), scope.items, scope.item_kinds)
    return (*[sorted(each) if each is not None else None for each in plain], scope.instant)


def count(
    period: Period, systems: list[str] | None = None, businesses: Sequence[str] = BUSINESSES,
    items: list[str] | None = None, kinds: list[str] | None = None, instant: bool | None = None,
) -> dict[int, Counts]:  # fmt: skip
    """What each unit that had any matter before the period's end did in it, by the names of vocabulary.TOTALS."""
    columns = [f"count(*) FILTER (WHERE {said})" for said in (*_COUNTS.values(), *_UNTOLD.values())]
    sql = f"""SELECT m.unit_id, {", ".join(columns)} FROM supervision_matter AS m
        WHERE m.unit_id IS NOT NULL AND m.opened_at < %(end)s AND m.business = ANY(%(businesses)s)
          AND (%(systems)s::text[] IS NULL OR m.system = ANY(%(systems)s))
          AND (%(items)s::text[] IS NULL OR m.item = ANY(%(items)s))
          AND (%(kinds)s::text[] IS NULL OR m.item_kind = ANY(%(kinds)s))
          AND (%(instant)s::boolean IS NULL OR m.is_instant = %(instant)s)
        GROUP BY m.unit_id"""  # noqa: S608 — the room's own words
    told = {
        "start": period.start, "end": period.end, "first": _micros(period.start), "last": _micros(period.end),
        "systems": systems, "businesses": list(businesses), "items": items, "kinds": kinds, "instant": instant,
    }  # fmt: skip
    found: dict[int, Counts] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        for unit, *numbers in cursor.fetchall():
            counts: dict[str, int | None] = dict(zip(_COUNTS, numbers, strict=False))
            untold = dict(zip(_UNTOLD, numbers[len(_COUNTS) :], strict=True))
            found[unit] = counts | {name: None for name, number in untold.items() if number}
    return found


def _micros(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000
