"""One event of an outside system: the one shape in which the interface and every file tell it, checked field by field."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import orjson

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.milestones import Milestone

RETRACTED = "retracted"
KINDS: Mapping[str, str] = {name: f"outside.{name}" for name in (*Milestone, RETRACTED)}
"""Milestone → journal kind; `retracted` takes an event back and is no milestone."""
STARTS = frozenset({"submitted", "received", "accepted"})
AHEAD = timedelta(minutes=5)
"""How far two clocks may differ before a moment counts as from the future."""
EARLIEST_YEAR = 1949

MOST_REF = 59  # with the system's code and a colon it is the journal's subject, which has 80 characters
_LENGTHS = {
    "ref": MOST_REF, "event_id": 100, "label": 200, "by": 120, "department": 200, "unit": 20, "item": 60, "item_name": 200, "item_kind": 20,
    "region": 12, "channel": 20,
}  # fmt: skip
_NAMES = {
    "milestone": "节点", "ref": "办件编号", "at": "发生时间", "event_id": "事件编号", "revision": "修订号", "label": "活动名称",
    "by": "经办人", "department": "部门", "unit": "单位编码", "item": "事项编码", "item_name": "事项名称",
    "item_kind": "事项类型", "region": "区划代码", "instant": "即办件", "channel": "渠道", "limits": "时限", "facts": "其他信息",
}  # fmt: skip
FIELDS = frozenset(_NAMES)
_RESERVED = FIELDS | {"system", "contradiction"}
_FACT = re.compile(r"\w[\w:. \-]{0,59}")
_LIMIT = re.compile(r"(?:[a-z][a-z_]{0,30}_)?due")
_MOST_FACTS, _MOST_FACT, _MOST_NUMBER = 60, 1000, 2**53


@dataclass(slots=True)  # not frozen: a million of them are made in one import, and freezing doubles what one costs
class OutsideEvent:
    """外部事件. `revision` None: the source numbers nothing, so it says how things are now (a file).

    `limits` holds ISO moments by journal fact name (`legal_due` …), None for a limit that stands still; `facts` only
    what a journal entry can hold.
    """

    milestone: str
    ref: str
    at: datetime
    event_id: str
    revision: int | None
    unit: str
    texts: dict[str, str]
    instant: bool | None
    limits: dict[str, str | None]
    facts: dict[str, Any]

    def told(self, system: str, revision: int) -> dict[str, Any]:
        """The facts of its journal entry."""
        facts = {**self.facts, **self.texts, **self.limits, "system": system, "ref": self.ref}
        facts["event_id"], facts["revision"] = self.event_id, revision
        if self.instant is not None:
            facts["instant"] = self.instant
        return facts


def digest_of(told: Mapping[str, Any]) -> bytes:
    """16 bytes over an event as it was told (and found good), so that it is known when it is told again."""
    return hashlib.blake2b(orjson.dumps(told, option=orjson.OPT_SORT_KEYS), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Known:
    """The codes an event may name; what is not here is not taken in."""

    units: Collection[str]
    regions: Collection[str]
    items: Collection[str]


def read_event(told: Mapping[str, Any], known: Known, latest: datetime) -> OutsideEvent:
    """The event that `told` (decoded JSON) is, or Refusal with a stable code, a sentence and the field.

    `latest` is the last moment that is not from the future.
    """
    milestone = told.get("milestone")
    if type(milestone) is not str or milestone not in KINDS:
        if milestone in (None, ""):
            raise Refusal("milestone-missing", "没有写明节点（milestone）。", "milestone")
        raise Refusal("milestone-unknown", f"不认识的节点“{str(milestone)[:40]}”。", "milestone")
    texts = _texts(told)
    ref, event_id = texts.pop("ref", ""), texts.pop("event_id", "")
    if not ref or not event_id:
        field = "event_id" if ref else "ref"
        raise Refusal(f"{field.replace('_', '-')}-missing", f"没有写明{_NAMES[field]}（{field}）。", field)
    at = _moment(told.get("at"), "at", "发生时间")
    if at > latest:
        raise Refusal("future", f"发生时间 {at.isoformat()} 晚于收到的时间，事件还没有发生。", "at")
    unit = texts.pop("unit", "")
    if unit and unit not in known.units:
        raise Refusal("unit-unknown", f"本县没有编码为“{unit}”的单位。", "unit")
    if "item" in texts and texts["item"] not in known.items:
        raise Refusal("item-unknown", f"事项库中没有编码为“{texts['item']}”的事项。", "item")
    if "region" in texts and texts["region"] not in known.regions:
        raise Refusal("region-unknown", f"没有代码为“{texts['region']}”的区划。", "region")
    instant = told.get("instant")
    if instant is not None and type(instant) is not bool:
        raise Refusal("instant", "即办件（instant）应为 true 或 false。", "instant")
    limits, facts = told.get("limits"), told.get("facts")
    return OutsideEvent(
        milestone, ref, at, event_id, _revision(told.get("revision")), unit, texts, instant,
        _limits(limits) if limits else {}, _facts(facts) if facts else {},
    )  # fmt: skip


def _texts(told: Mapping[str, Any]) -> dict[str, str]:
    """The fields that are text and say something; refuses a field nobody knows."""
    texts = {}
    for name, text in told.items():
        most = _LENGTHS.get(name)
        if most is None:
            if name not in FIELDS:
                raise Refusal("event-field", f"不认识的字段“{str(name)[:40]}”。", "event")
        elif text:
            if type(text) is not str:
                raise Refusal("not-text", f"{_NAMES[name]}（{name}）应为文字。", name)
            if not text.isprintable() or text[0] == " " or text[-1] == " ":
                text = _clean(text, _NAMES[name], name)
            if len(text) > most:
                raise Refusal("too-long", f"{_NAMES[name]}（{name}）超过{most}个字符。", name)
            if text:
                texts[name] = text
    return texts


def _clean(text: str, what: str, field: str) -> str:
    tidied = tidy_line(text)
    try:
        tidied.encode()
    except UnicodeEncodeError as error:
        raise Refusal("not-text", f"{what}含有不成字的字符。", field) from error
    return tidied


def _moment(value: Any, field: str, what: str) -> datetime:
    if value is None or value == "":
        raise Refusal("moment-missing", f"没有写明{what}（{field}）。", field)
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Refusal("moment-unreadable", f"{what}“{str(value)[:40]}”不是可识别的时间。", field) from error
    if moment.tzinfo is None:
        raise Refusal("moment-zone", f"{what}“{value}”没有时区，例如应写成 2026-11-23T09:00:00+08:00。", field)
    if not EARLIEST_YEAR <= moment.year < 9999:
        raise Refusal("moment-implausible", f"{what}“{value}”的年份不合理。", field)
    return moment


def _revision(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 1 <= value < 2**31:
        raise Refusal("revision", "修订号（revision）应为从 1 起的整数。", "revision")
    return value


def _limits(limits: Any) -> dict[str, str | None]:
    if not isinstance(limits, Mapping):
        raise Refusal("limits", "时限（limits）应为名称与时间的对照。", "limits")
    read: dict[str, str | None] = {}
    for name, value in limits.items():
        if not _LIMIT.fullmatch(str(name)):
            raise Refusal("limit-name", f"时限名称“{str(name)[:40]}”应以 _due 结尾，例如 legal_due。", "limits")
        read[name] = None if value is None else _moment(value, "limits", f"时限 {name}").isoformat()
    return read


def _facts(facts: Any) -> dict[str, Any]:
    if not isinstance(facts, Mapping) or len(facts) > _MOST_FACTS:
        raise Refusal("facts", f"其他信息（facts）应为名称与内容的对照，不超过{_MOST_FACTS}项。", "facts")
    read: dict[str, Any] = {}
    for name, value in facts.items():
        if (
            type(name) is not str
            or not _FACT.fullmatch(name)
            or name in _RESERVED
            or name == "due"
            or name.endswith("_due")
        ):
            raise Refusal("fact-name", f"其他信息不能用“{str(name)[:40]}”作名称。", "facts")
        if type(value) is str:
            read[name] = _fact_text(name, value)
        elif value is None or type(value) is bool or (type(value) is int and abs(value) < _MOST_NUMBER):
            read[name] = value
        elif type(value) in (int, float):
            number = Decimal(repr(value))
            if not number.is_finite():
                raise Refusal("fact-value", f"其他信息“{name}”不是可用的数字。", "facts")
            read[name] = format(number, "f")
        elif type(value) is list and len(value) <= 100 and all(type(one) is str for one in value):
            read[name] = [_fact_text(name, one) for one in value]
        else:
            raise Refusal("fact-value", f"其他信息“{name}”应为文字、数字、是否或文字清单。", "facts")
    return read


def _fact_text(name: str, text: str) -> str:
    if not text.isprintable():
        text = _clean(text, f"其他信息“{name}”", "facts")
    if len(text) > _MOST_FACT:
        raise Refusal("too-long", f"其他信息“{name}”超过{_MOST_FACT}个字符。", "facts")
    return text
