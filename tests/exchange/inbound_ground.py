"""Outside systems of the tests, events as they tell them, and logs written by hand."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.cast import NOON
from zhengtong.exchange.actions import receive, register_system
from zhengtong.exchange.intake import Outcome
from zhengtong.exchange.models import OutsideSystem
from zhengtong.journal.models import Entry

LATER = NOON + timedelta(hours=1)


def a_system(code: str = "LAND", **told: Any) -> OutsideSystem:
    return register_system(code, name="国土业务系统", by=None, at=NOON, **told)


def event(milestone: str = "accepted", ref: str = "A1", **told: Any) -> dict[str, Any]:
    """An event of 9 o'clock on the cast's Monday."""
    return {
        "milestone": milestone,
        "ref": ref,
        "event_id": f"{ref}-{milestone}",
        "at": "2026-11-23T09:00:00+08:00",
        "revision": 1,
        **told,
    }


def tell(*events: Any, system: str = "LAND", source: str = "delivery") -> Outcome:
    return receive(system, list(events), at=LATER, source=source)


def entries(subject: str) -> list[Entry]:
    return list(Entry.objects.filter(subject=subject).order_by("id"))


def a_log(folder: Path, body: str, name: str = "log.xes", head: str = "") -> Path:
    path = folder / name
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<log xes.version="1849.2016">\n{body}\n</log>\n', "utf-8"
    )
    return path


def a_trace(ref: str = "A1", attributes: str = "", *labels: str, day: str = "2026-11-20") -> str:
    """A trace with a step at 9, 10, … o'clock of `day`, China time, for each label."""
    steps = "".join(
        f'<event><string key="concept:name" value="{label}"/>'
        f'<date key="time:timestamp" value="{day}T{9 + number:02d}:00:00.000+08:00"/></event>\n'
        for number, label in enumerate(labels)
    )
    return f'<trace><string key="concept:name" value="{ref}"/>{attributes}\n{steps}</trace>'


def moment(key: str, value: str) -> str:
    return f'<date key="{key}" value="{value}"/>'
