"""How the files of a system are read: a mapping as data, checked when it is given and when it meets a file."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from zhengtong.foundation.errors import Refusal

from .event import KINDS, STARTS
from .moments import zone

XES, TABLE = "xes", "table"
COUNTY_ZONE = "Asia/Shanghai"
_LABELS = {"xes": "XES 日志", "table": "表格（CSV、xlsx）"}

# Trace attributes by what they mean, the first one found counts; written without case, blanks and punctuation.
_START = (
    "startdate", "start", "starttime", "starttimestamp", "startedat", "regdate", "registrationdate", "accepteddate",
    "acceptdate", "acceptedat", "receiveddate", "receiptdate", "applicationdate", "submitdate",
    "datestart", "受理时间", "受理日期", "收件时间",
)  # fmt: skip
_FINISH = (
    "enddate", "end", "endtime", "endtimestamp", "finishdate", "finisheddate", "finishedat", "datefinished",
    "completiondate", "completedate", "completedat", "closedate", "closeddate", "dateend", "办结时间", "办结日期",
)  # fmt: skip
_LIMIT = (
    "deadline", "duedate", "due", "dueat", "legaldeadline", "legaldue", "legalduedate", "statutorydeadline",
    "statutorydue", "datedue", "法定期限", "办结期限", "期限", "截止日期",
)  # fmt: skip
_PLANNED = (
    "enddateplanned", "plannedenddate", "plannedend", "endplanned", "finishplanned", "plannedfinish",
    "plannedfinishdate", "plannedcompletion", "expectedenddate", "expectedend", "计划办结时间",
)  # fmt: skip
_DEPARTMENT, _BY, _CHANNEL = ("department", "部门"), ("responsible", "经办人"), ("channel", "渠道")

COLUMNS = (
    "ref", "milestone", "at", "event_id", "revision", "label", "by", "department", "unit", "item", "item_name",
    "item_kind", "region", "instant", "channel",
)  # fmt: skip
# Headings that say for themselves what a column is.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "ref": ("办件编号", "受理编号", "业务编号", "编号", "caseid"), "milestone": ("节点", "环节类型"),
    "at": ("时间", "发生时间", "timestamp"), "event_id": ("事件编号",), "revision": ("修订号", "版本号"),
    "label": ("活动", "环节", "环节名称", "activity"), "by": ("经办人", "resource"), "department": ("部门", "科室"),
    "unit": ("单位编码",), "item": ("事项编码",), "item_name": ("事项名称",), "item_kind": ("事项类型",),
    "region": ("区划代码",), "instant": ("即办件",), "channel": ("渠道",),
}  # fmt: skip
_MOMENT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "submitted": ("提交时间", "申请时间", "submittedat"), "received": ("收件时间", "receivedat"),
    "accepted": ("受理时间", "acceptedat"), "finished": ("办结时间", "finishedat"), "delivered": ("送达时间", "deliveredat"),
}  # fmt: skip
_LIMIT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "legal_due": ("法定期限", "法定办结期限", "办理期限", "期限", "deadline", "duedate"),
    "promised_due": ("承诺期限", "承诺办结期限"),
}  # fmt: skip

_SPEC: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    XES: {
        "format": str, "zone": str, "automatic": bool, "start": str, "start_milestone": str, "finish": str,
        "finish_activities": list, "limits": dict, "activities": dict, "department": str, "by": str, "channel": str,
        "item": str, "item_name": str, "unit_from": str, "units": dict, "label": str, "at": str, "event_by": str,
    },
    TABLE: {
        "format": str, "zone": str, "automatic": bool, "columns": dict, "moments": dict, "milestones": dict,
        "milestone": str, "limits": dict, "facts": dict, "unit_from": str, "units": dict, "encoding": str,
        "delimiter": str, "sheet": str,
    },
}  # fmt: skip


def folded(name: str) -> str:
    """A name without case, blanks and punctuation: `endDate`, `end_date` and `case:end date` are one."""
    return "".join(char for char in name.lower().removeprefix("case:") if char.isalnum())


def check_mapping(spec: Any) -> dict[str, Any]:
    """The mapping, if it is one; Refusal naming what is wrong. Whether a file has its columns is asked of the file."""
    if not isinstance(spec, dict) or spec.get("format") not in _SPEC:
        raise Refusal("mapping-format", "映射应写明 format，取 xes 或 table。", "format")
    allowed = _SPEC[spec["format"]]
    for name, value in spec.items():
        if name not in allowed:
            raise Refusal(
                "mapping-field", f"{_LABELS[spec['format']]}的映射里没有“{str(name)[:40]}”这一项。", str(name)
            )
        if value is not None and not isinstance(value, allowed[name]):
            raise Refusal("mapping-field", f"映射里“{name}”的内容不对。", name)
    for name in ("limits", "units", "facts", "columns", "moments", "milestones", "activities"):
        if not all(isinstance(key, str) and isinstance(value, str) for key, value in (spec.get(name) or {}).items()):
            raise Refusal("mapping-field", f"映射里“{name}”应为文字与文字的对照。", name)
    if not all(isinstance(one, str) for one in spec.get("finish_activities") or ()):
        raise Refusal("mapping-field", "映射里“finish_activities”应为活动名称的清单。", "finish_activities")
    named = [
        *(spec.get("moments") or {}),
        *(spec.get("milestones") or {}).values(),
        *(spec.get("activities") or {}).values(),
    ]
    for milestone in [*named, spec.get("milestone") or "step"]:
        if milestone not in KINDS:
            raise Refusal("mapping-milestone", f"映射里的节点“{milestone}”不存在。", "milestones")
    if (spec.get("start_milestone") or "accepted") not in STARTS:
        raise Refusal("mapping-milestone", "start_milestone 应为 submitted、received 或 accepted。", "start_milestone")
    for limit in spec.get("limits") or {}:
        if not limit.endswith("_due"):
            raise Refusal("mapping-limit", f"映射里的时限“{limit}”应以 _due 结尾，例如 legal_due。", "limits")
    zone(spec.get("zone") or COUNTY_ZONE)
    if spec["format"] == TABLE:
        _check_table(spec)
    return dict(spec)


def _check_table(spec: Mapping[str, Any]) -> None:
    columns = spec.get("columns") or {}
    for name in columns:
        if name not in COLUMNS:
            raise Refusal("mapping-field", f"映射的 columns 里没有“{name}”这一项。", "columns")
    required = ["ref"]
    if not spec.get("moments"):
        required += ["at"] if spec.get("milestone") else ["milestone", "at"]
    for name in required:
        if not columns.get(name):
            raise Refusal("mapping-column", f"映射缺少必需的列“{name}”（columns.{name}）。", name)
    if spec.get("delimiter") and len(spec["delimiter"]) != 1:
        raise Refusal("mapping-field", "映射里的分隔符应为一个字符。", "delimiter")


def named_columns(spec: Mapping[str, Any]) -> list[str]:
    """The headings of a table that the mapping names."""
    parts = [(spec.get(name) or {}).values() for name in ("columns", "moments", "limits", "facts")]
    return [*dict.fromkeys(heading for part in parts for heading in part), *filter(None, [spec.get("unit_from")])]


def check_columns(spec: Mapping[str, Any], headings: Collection[str]) -> None:
    """Refuse a mapping that names a column the file does not have, naming it."""
    for heading in named_columns(spec):
        if heading not in headings:
            raise Refusal("mapping-column", f"映射里的列“{heading}”在文件中不存在。", heading)


def named_attributes(spec: Mapping[str, Any]) -> list[str]:
    """The trace attributes without which an XES log cannot be read as the mapping says."""
    return [*filter(None, [spec.get("start"), spec.get("finish")]), *(spec.get("limits") or {}).values()]


def check_attributes(spec: Mapping[str, Any], found: Iterable[str]) -> None:
    """Refuse a mapping that names a trace attribute the log does not have, naming it."""
    have = {folded(name) for name in found}
    for name in named_attributes(spec):
        if folded(name) not in have:
            raise Refusal("mapping-column", f"映射里的属性“{name}”在日志的任何一件中都不存在。", name)


def choose_xes(moments: Iterable[str], texts: Iterable[str]) -> dict[str, Any]:
    """The mapping for a log, from the names of its trace attributes: those that hold moments, and the others.

    A planned end is a limit only where the log has nothing that says deadline; otherwise it is a plain fact.
    """
    moments, texts = sorted(moments), sorted(texts)
    limit = _first(_LIMIT, moments) or _first(_PLANNED, moments)
    chosen = {
        "format": XES, "zone": COUNTY_ZONE, "automatic": True, "start": _first(_START, moments),
        "start_milestone": "accepted", "finish": _first(_FINISH, moments), "finish_activities": [],
        "limits": {"legal_due": limit} if limit else {}, "department": _first(_DEPARTMENT, texts),
        "by": _first(_BY, texts), "channel": _first(_CHANNEL, texts), "unit_from": None, "units": {},
    }  # fmt: skip
    return chosen


def choose_again(saved: Mapping[str, Any], moments: Collection[str], texts: Collection[str]) -> dict[str, Any]:
    """The mapping for a further log of a system, where the one before was chosen by us as well.

    What it named stays; what it did not find then and is here now is taken up. A log in which it finds nothing is of
    another kind and gets a mapping of its own. A planned end never takes the place of a deadline that was once told.
    """
    chosen = choose_xes(moments, texts)
    have = {folded(name) for name in (*moments, *texts)}
    if not any(folded(name) in have for name in named_attributes(saved)):
        return chosen
    kept = {**chosen, **{name: value for name, value in saved.items() if value and name != "limits"}}
    before, now = saved["limits"].get("legal_due"), chosen["limits"].get("legal_due")
    is_better = now is not None and (before is None or (_is_planned(before) and not _is_planned(now)))
    is_moved = before is not None and now is not None and folded(before) not in have and not _is_planned(now)
    kept["limits"] = chosen["limits"] if is_better or is_moved else saved["limits"]
    return kept


def _is_planned(name: str) -> bool:
    return folded(name) in _PLANNED


def choose_table(headings: Collection[str]) -> dict[str, Any]:
    """The mapping for a table whose headings speak for themselves; Refusal naming the column that none of them is."""
    columns = {name: found for name in COLUMNS if (found := _first((folded(name), *_HEADINGS[name]), headings))}
    limits = {
        name: found for name, known in _LIMIT_HEADINGS.items() if (found := _first((folded(name), *known), headings))
    }
    moments = {} if "at" in columns else {
        name: found for name, known in _MOMENT_HEADINGS.items() if (found := _first((name, *known), headings))
    }  # fmt: skip
    named = {*columns.values(), *limits.values(), *moments.values()}
    facts = {heading: heading for heading in headings if heading and heading not in named}
    return {
        "format": TABLE, "zone": COUNTY_ZONE, "automatic": True, "columns": columns, "moments": moments,
        "milestones": {}, "limits": limits, "facts": facts, "unit_from": None, "units": {},
    }  # fmt: skip


def _first(known: Iterable[str], names: Collection[str]) -> str | None:
    by_folded = {folded(name): name for name in reversed(list(names))}
    return next((by_folded[name] for name in known if name in by_folded), None)
