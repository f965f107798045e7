"""The seeded indicators and schemes, read from the files the county loads; and small facts to appraise."""

from datetime import datetime, timedelta
from pathlib import Path

import yaml

from zhengtong.appraisal.rules import Book, CardFact, Draft, MatterFact, Scheme, parse_scheme, read_period

DATA = Path(__file__).resolve().parents[2] / "data" / "appraisal"
OCTOBER = read_period("2026-10")
FIRST, LAST = OCTOBER.first, OCTOBER.last


def drafts() -> list[Draft]:
    return [Draft(**row) for row in yaml.safe_load((DATA / "indicators.yaml").read_text(encoding="utf-8"))]


def book() -> Book:
    return Book.of(drafts())


def spec(code: str) -> dict:
    whole = yaml.safe_load((DATA / "schemes" / f"{code}.yaml").read_text(encoding="utf-8"))
    return {key: value for key, value in whole.items() if key not in ("name", "note")}


def scheme(code: str = "efficiency", **changes: object) -> Scheme:
    return parse_scheme(code, code, spec(code) | changes, book())


def day(n: int, hour: int = 10) -> datetime:
    """The n-th of October 2026, in Anfu."""
    return FIRST + timedelta(days=n - 1, hours=hour)


def finished(subject: str, on: int = 10, **changes: object) -> MatterFact:
    """Accepted on the 2nd, promised by the 20th, finished `on`."""
    facts = {
        "subject": subject, "opened_at": day(1), "accepted_at": day(2), "finished_at": day(on), "ended_at": day(on),
        "ended_by": "finished", "promised_due": day(21, 0), "is_on_time": on <= 20, "office_seconds": 3600 * 8,
        "allowed_seconds": 3600 * 80, "channel": "window",
    }  # fmt: skip
    return MatterFact(**facts | changes)


def card(ref: str, subject: str, level: str, family: str = "time", on: int = 12, **changes: object) -> CardFact:
    return CardFact(ref, subject, level, family, day(on), **changes)
