"""回放 — what rules would have found in the past: the watch's own judgement over kept tracks, writing nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import connection
from django.db.models import Q, QuerySet

from zhengtong.timers.queries import calendar

from .. import places, rulebooks
from ..models import Matter, RuleVersion
from ..rules import track
from ..rules.findings import Judge
from ..rules.rule import Rulebook

MOST_LISTED = 20_000
CHUNK = 5_000
_COLUMNS = (
    "system", "subject", "ref", "business", "unit_id", "region_id", "item", "item_name", "item_kind", "channel",
    "is_instant",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Affected:
    """One card that a rule would have issued."""

    subject: str
    ref: str
    item_name: str
    unit: str
    rule: str
    level: str
    moment: datetime


@dataclass(slots=True)
class Outcome:
    """What one rulebook finds: cards by rule and level, matters that could not be judged, and the cards themselves."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    undetermined: Counter[str] = field(default_factory=Counter)
    affected: list[Affected] = field(default_factory=list)

    def level(self, level: str, rule: str = "") -> int:
        return sum(n for (code, its), n in self.counts.items() if its == level and rule in ("", code))

    def as_dict(self) -> dict[str, Any]:
        rules: dict[str, dict[str, int]] = {}
        for (code, level), count in sorted(self.counts.items()):
            rules.setdefault(code, {"warning": 0, "yellow": 0, "red": 0})[level] = count
        return {
            "warning": self.level("warning"),
            "yellow": self.level("yellow"),
            "red": self.level("red"),
            "undetermined": dict(sorted(self.undetermined.items())),
            "rules": rules,
        }


@dataclass(slots=True)
class Replay:
    """回放结果 — `now` by the rules in force then, `candidate` as if the candidate had been in force throughout."""

    first: datetime
    last: datetime
    matters: int
    now: Outcome
    candidate: Outcome | None = None


def replay(
    first: datetime,
    last: datetime,
    *,
    rules: Iterable[str] = (),
    candidate: RuleVersion | None = None,
    among: QuerySet[Matter] | None = None,
) -> Replay:
    """What would have been found from `first` up to and including `last`.

    `rules`: codes to look at (none: all). `candidate`: a draft to set beside the version in force; then only its rule
    is looked at. `among` narrows the matters, e.g. to those a person may see.
    """
    book = rulebooks.rulebook()
    codes = [candidate.rule.code] if candidate is not None else list(rules)
    now = Judge(book.only(codes) if codes else book, calendar())
    other = None
    if candidate is not None:
        draft = Rulebook.of(book.number, []).with_candidate(rulebooks.versioned(candidate))
        other = Judge(draft, now.calendar)
    result = Replay(first, last, 0, Outcome(), Outcome() if other is not None else None)
    for matter, events in tracks(among, began_by=last, not_ended_before=first):
        told = track.standing(events)
        if told and told[-1].at > last:
            told = [each for each in told if each.at <= last or "contradiction" in each.facts]
        course = track.course_of(matter, told)
        if course is None:
            continue
        result.matters += 1
        _count(result.now, now, course, first, last)
        if other is not None and result.candidate is not None:
            _count(result.candidate, other, course, first, last)
    return result


def _count(outcome: Outcome, judge: Judge, course: track.Course, first: datetime, last: datetime) -> None:
    findings, blanks = judge.judge(course, last)
    for finding in findings:
        if finding.moment < first:
            continue
        outcome.counts[(finding.rule.code, str(finding.rule.spec.level.value))] += 1
        if len(outcome.affected) < MOST_LISTED:
            matter = course.matter
            outcome.affected.append(
                Affected(
                    matter.subject, matter.ref, matter.item_name, matter.unit, finding.rule.code,
                    str(finding.rule.spec.level.value), finding.moment,
                )
            )  # fmt: skip
    outcome.undetermined.update({blank.rule.code for blank in blanks if blank.since >= first})


def tracks(
    among: QuerySet[Matter] | None = None,
    *,
    system: str = "",
    began_by: datetime | None = None,
    not_ended_before: datetime | None = None,
) -> Iterator[tuple[track.Matter, list[track.Event]]]:
    """Every matter with its entries, read by a server-side cursor: a million entries never stand in memory at once."""
    rows = among if among is not None else Matter.objects.all()
    if system:
        rows = rows.filter(system=system)
    if began_by is not None:
        rows = rows.filter(opened_at__lte=began_by)
    if not_ended_before is not None:
        # What ended earlier may still owe its delivery or its answer; a year is longer than any of those limits.
        rows = rows.filter(Q(ended_at=None) | Q(ended_at__gte=not_ended_before - timedelta(days=366)))
    sql, params = rows.order_by().values_list(*_COLUMNS, "track").query.sql_with_params()
    sql = sql.replace('"supervision_matter"."track"', '"supervision_matter"."track"::text')
    units, regions, codes = places.unit_names(), places.paths(), places.region_codes()
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while found := cursor.fetchmany(CHUNK):
            for system_, subject, ref, business, unit, region, item, item_name, kind, channel, instant, kept in found:
                code, name = units.get(unit, ("", ""))
                matter = track.Matter(
                    system_, subject, ref, business, code, name, codes.get(region, ""), regions.get(region, ""),
                    item, item_name, kind, channel, instant,
                )  # fmt: skip
                yield matter, [track.read_back(row) for row in orjson.loads(kept)]
