"""The traces of a XES log as events of the interface: how a matter starts, goes on, and ends, as the mapping says."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from zhengtong.foundation.errors import Refusal

from ..rules.event import FIELDS
from ..rules.mapping import COUNTY_ZONE, folded
from ..rules.moments import in_iso, is_moment, zone
from .lines import Line
from .xes import Attributes, Log, LogEvent, Trace

_RENAMED = "source_"
_MOST_CHANNEL = 20
_MOST_FACTS, _MOST_FACT = 50, 1000
_UNFIT = re.compile(r"[^\w:. \-]")


def attribute_names(path: Path) -> tuple[set[str], set[str]]:
    """The names of the traces' attributes: those that hold moments, and the others. Reads the log once.

    Text holds moments if at least half of what it says is one: a few that nobody can read are flaws, to be set aside with their
    lines, and do not take the limit from all the others.
    """
    dates: set[str] = set()
    readable: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for trace in Log(path).traces():
        for key, (kind, value) in trace.attributes.items():
            if kind == "date":
                dates.add(key)
            elif is_moment(value):
                readable[key] += 1
            else:
                other[key] += bool(value.strip())
    moments = dates | {key for key in readable if readable[key] >= other[key]}
    return moments, {*readable, *other} - moments


class LogReading:
    """A `Reading` of a XES log."""

    def __init__(self, path: Path, spec: Mapping[str, Any]) -> None:
        self.matters = self.events = 0
        self.broken = ""
        self._path = path
        self._spec = spec
        self._zone = zone(spec.get("zone") or COUNTY_ZONE)
        self._limits = {name: folded(key) for name, key in (spec.get("limits") or {}).items()}
        self._named = {name: folded(spec[name]) for name in _TRACE_FIELDS if spec.get(name)}
        self._seen: set[str] = set()

    def lines(self) -> Iterator[Line]:
        log = Log(self._path)
        for trace in log.traces():
            self.matters += 1
            self.events += len(trace.events)
            yield from self._matter(trace)
        for stray in log.strays:
            self.events += 1
            problem = Refusal("event-without-trace", "事件不在任何一件之内，不知属于哪一件。", "ref")
            yield Line(stray.line, self._step("", stray, Counter()), problem)
        if log.broken and not self.matters:
            raise Refusal("file-broken", f"{log.broken}没有一件可以导入。", "file")
        if log.broken:
            self.broken = log.broken
            yield Line(log.broken_line, {}, Refusal("file-cut", log.broken, "file"))

    def _matter(self, trace: Trace) -> Iterator[Line]:
        named = {folded(key): value for key, (_, value) in trace.attributes.items()}
        ref = named.get("conceptname") or named.get("identityid") or f"第{trace.number}件"
        problem = None
        if ref in self._seen:
            problem = Refusal("ref-twice", f"同一文件里有两件的编号都是“{ref[:60]}”，后一件未导入。", "ref")
        self._seen.add(ref)

        def attribute(name: str) -> str:
            return named.get(self._named.get(name, ""), "")

        counter: Counter[str] = Counter()
        steps = [(event.line, self._step(ref, event, counter)) for event in trace.events]
        starts = in_iso(attribute("start"), self._zone) or min(_moments(steps), default="", key=_instant)
        start = self._start(ref, starts, trace, named)
        finish = in_iso(attribute("finish"), self._zone) or self._finishing_activity(steps)
        common = self._common(attribute)
        if starts or not steps:
            yield Line(trace.line, start | common, problem)
        for line, told in steps:
            yield Line(line, told | common, problem)
        if finish:
            told = {"milestone": "finished", "ref": ref, "event_id": f"{ref[:80]}#finished", "at": finish}
            yield Line(trace.line, told | common, problem)

    def _start(self, ref: str, at: str, trace: Trace, named: Mapping[str, str]) -> dict[str, Any]:
        milestone = self._spec.get("start_milestone") or "accepted"
        told: dict[str, Any] = {"milestone": milestone, "ref": ref, "event_id": f"{ref[:80]}#{milestone}", "at": at}
        limits = {
            name: in_iso(named[key], self._zone, is_limit=True) for name, key in self._limits.items() if named.get(key)
        }
        facts: dict[str, Any] = {}
        spoken = {*self._limits.values(), self._named.get("start"), self._named.get("finish"), "conceptname"}
        taken = {self._named.get(name): name for name in ("department", "by", "channel") if name in self._named}
        for key, (kind, value) in trace.attributes.items():
            name = folded(key)
            if name in spoken or not value:
                continue
            field = taken.get(name)
            if field is not None and (field != "channel" or len(value) <= _MOST_CHANNEL):
                told[field] = value
            elif len(facts) < _MOST_FACTS:
                facts[_fact_name(key)] = in_iso(value, self._zone) if kind == "date" else value[:_MOST_FACT]
        return told | ({"limits": limits} if limits else {}) | ({"facts": facts} if facts else {})

    def _common(self, attribute: Any) -> dict[str, str]:
        """What is said with every event of the matter."""
        unit = (self._spec.get("units") or {}).get(attribute("unit_from"), "")
        told = {"unit": unit, "item": attribute("item"), "item_name": attribute("item_name")}
        return {name: value for name, value in told.items() if value}

    def _step(self, ref: str, event: LogEvent, counter: Counter[str]) -> dict[str, Any]:
        spec, have = self._spec, event.attributes
        label = _value(have, spec.get("label") or "concept:name")
        at = in_iso(_value(have, spec.get("at") or "time:timestamp"), self._zone)
        # The same event in a later export of the log has the same number, however many stand before it.
        told_again = "\x1f".join((label, at, *(_value(have, key) for key in _IDENTITY)))
        counter[told_again] += 1
        mark = hashlib.blake2b(f"{told_again}\x1f{counter[told_again]}".encode(), digest_size=9).hexdigest()
        milestone = (spec.get("activities") or {}).get(label, "step")
        told = {"milestone": milestone, "ref": ref, "event_id": f"{ref[:80]}#{mark}", "at": at, "label": label}
        for field, key in (("by", spec.get("event_by") or "org:resource"), ("department", "org:group")):
            if value := _value(have, key):
                told[field] = value
        facts = {name: value for name, key in _EVENT_FACTS if (value := _value(have, key))}
        return told | ({"facts": facts} if facts else {})

    def _finishing_activity(self, steps: list[tuple[int, dict[str, Any]]]) -> str:
        names = self._spec.get("finish_activities") or ()
        return max(_moments([step for step in steps if step[1]["label"] in names]), default="", key=_instant)


_TRACE_FIELDS = ("start", "finish", "department", "by", "channel", "item", "item_name", "unit_from")
_IDENTITY = ("lifecycle:transition", "org:resource", "concept:instance", "identity:id")
_EVENT_FACTS = (("transition", "lifecycle:transition"), ("instance", "concept:instance"), ("role", "org:role"))


def _moments(steps: list[tuple[int, dict[str, Any]]]) -> list[str]:
    return [told["at"] for _, told in steps if is_moment(told["at"])]


def _instant(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _value(attributes: Attributes, key: str) -> str:
    return attributes[key][1] if key in attributes else ""


def _fact_name(key: str) -> str:
    name = _UNFIT.sub("_", key)[:50].lstrip(":. -") or "unnamed"
    if name == "due" or name.endswith("_due"):  # so our own limits are called, and no fact may be
        return f"{_RENAMED}{name}_as_told"[-60:]
    return f"{_RENAMED}{name}" if name in FIELDS or name in ("system", "contradiction") else name
