"""Courses written by hand, and the rules of the county that judge them: no database."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from legalclock import anfu_office_hours, china_calendar
from zhengtong.supervision.rules.findings import Blank, Finding, Judge
from zhengtong.supervision.rules.rule import Rulebook, VersionedRule, parse
from zhengtong.supervision.rules.track import Course, Event, Matter, fold

CHINA = timezone(timedelta(hours=8))
RULES = Path(__file__).resolve().parents[2] / "data" / "rules"
KEYS = ("measure", "compare", "threshold", "condition", "level", "issue", "scope", "template", "basis")
CALENDAR = china_calendar(anfu_office_hours())
MATTER = Matter(
    "county", "S1", "S1", "case", unit="MZ", unit_name="民政局", item="I", item_kind="license", instant=False
)


def rule(code: str, *, version: int = 1, since: date = date(2004, 7, 1), **change: Any) -> VersionedRule:
    row = rows()[code]
    spec = {key: row[key] for key in KEYS if key in row} | change
    return VersionedRule(code, row["family"], "county", version, row["name"], parse(spec), since)


@lru_cache
def rows() -> dict[str, Any]:
    return {
        row["code"]: row
        for name in ("province", "county")
        for row in yaml.safe_load((RULES / f"{name}.yaml").read_text("utf-8"))["rules"]
    }


@lru_cache
def judge(*codes: str) -> Judge:
    """The rules named, or the whole catalogue."""
    return of(*[rule(code) for code in codes or rows()])


def of(*rules: VersionedRule) -> Judge:
    return Judge(Rulebook.of(1, list(rules)), CALENDAR)


def at(text: str) -> datetime:
    """ "2018-10-15 10:00" of China time; the day alone is its first moment."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def due(text: str | None) -> str | None:
    return at(text).isoformat() if text is not None else None


_numbers = iter(range(1, 10_000_000))


def event(milestone: str, when: str | datetime, **facts: Any) -> Event:
    """An entry; facts ending in `_due` are written as moments of China time."""
    told = {name: due(value) if name.endswith("due") and value not in (None, "nonsense") else value
            for name, value in facts.items()}  # fmt: skip
    moment = when if isinstance(when, datetime) else at(when)
    return Event(next(_numbers), milestone, f"case.{milestone}", moment, "staff:MZ001", "MZ", told)


def course(*events: Event, matter: Matter = MATTER) -> Course:
    found = fold(matter, list(events))
    assert found is not None
    return found


Seen = list[tuple[str, str]]


def seen(findings: Sequence[Finding]) -> Seen:
    """Rule and moment of China time of each, in order of time."""
    return sorted(
        ((f.rule.code, f"{f.moment.astimezone(CHINA):%Y-%m-%d %H:%M:%S}") for f in findings), key=lambda s: s[::-1]
    )


def judged(by: Judge, until: str, *events: Event, matter: Matter = MATTER) -> Seen:
    return seen(by.judge(course(*events, matter=matter), at(until))[0])


def blanks(by: Judge, until: str, *events: Event, matter: Matter = MATTER) -> list[Blank]:
    return by.judge(course(*events, matter=matter), at(until))[1]
