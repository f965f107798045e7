"""What the editor offers: elements, measured values and conditions from lists, each an expression tree behind a label."""

from collections.abc import Mapping
from typing import Any

from zhengtong.journal.milestones import Milestone
from zhengtong.supervision.rules.rule import PERIODS, UNITS
from zhengtong.supervision.rules.vocabulary import ANY_LIMIT, FACTS, ITEM_KINDS, LIMITS, MATTER, TOTALS, Kind

Tree = Any
KEPT = "kept"
"""Chosen where a draft says something the lists do not offer: it stays as it is."""

OWN = "own"
MILESTONES = [(milestone.value, milestone.label) for milestone in Milestone]
_BOTH = [{"at": "accepted"}, {"at": "finished"}]

VALUES: Mapping[str, tuple[str, Tree]] = {
    "minutes": ("受理到办结的分钟数", {"minutes": _BOTH}),
    "workdays": ("受理到办结的工作日数", {"workdays": _BOTH}),
    "office": ("行政机关占用时间的百分比", {"share": "office"}),
    "special": ("特别程序占用时间的百分比", {"share": "special"}),
    "corrections": ("要求补正的次数", {"count": "correction_requested"}),
    "suspensions": ("启动特别程序的次数", {"count": "suspended"}),
    "returns": ("退回环节的次数", {"count": "step_returned"}),
    "extensions": ("批准延期的次数", {"count": "extended"}),
    "extended_days": ("本次延长的天数", {"fact": "extended_days"}),
    "special_days": ("特别程序申报天数", {"fact": "days"}),
    "outside_guide": ("要求指南之外材料的项数", {"size": {"fact": "outside_guide"}}),
    "missing_required": ("缺少必要材料的项数", {"size": {"fact": "missing_required"}}),
    "missing_elements": ("指南缺少要素的项数", {"size": {"fact": "missing_elements"}}),
    "repealed": ("已废止依据的项数", {"size": {"fact": "basis_repealed"}}),
    "fee": ("收费与应收的差额（元）", {"sub": [{"fact": "amount"}, {"fact": "expected"}]}),
    "penalty": ("处罚金额（元）", {"fact": "penalty"}),
    "score": ("评价等级（1至5）", {"fact": "score"}),
    "same_person": ("受理与决定为同一人（是否）", {"eq": [{"actor": "accepted"}, {"actor": "decided"}]}),
    "within_hours": ("办结在作息时间内（是否）", {"within_hours": {"at": "finished"}}),
    "no_basis": ("没有登记依据（是否）", {"eq": [{"fact": "basis"}, {"const": ""}]}),
    "no_reason": ("没有说明理由（是否）", {"eq": [{"fact": "reason"}, {"const": ""}]}),
    "no_approver": ("没有登记批准人（是否）", {"eq": [{"fact": "approver"}, {"const": ""}]}),
    "result_matches": ("办理结果与事项相符（是否）", {"fact": "result_matches"}),
    "substantiated": ("投诉属实或者部分属实（是否）", {"in": [{"fact": "finding"}, ["substantiated", "partly"]]}),
}

LIMIT_ELEMENTS = [
    ("overdue", "超过期限", [(f"overdue:{name}", f"{label}的超期时间") for name, label in LIMITS.items()]),
    ("remaining", "临近期限", [(f"remaining:{name}", f"{label}的剩余时间") for name, label in LIMITS.items()]),
]


def elements(*, with_kept: bool) -> list[tuple[str, Any]]:
    """The select of elements, grouped as the select component takes groups."""
    limits: list[tuple[str, Any]] = [(label, list(options)) for _, label, options in LIMIT_ELEMENTS]
    limits[0][1].append((f"overdue:{ANY_LIMIT}", "其他书面期限的超期时间"))
    return [
        *([("草稿原有的要素", [(KEPT, "保留原有要素")])] if with_kept else []),
        *limits,
        (
            "规则自定的期限（另填下面的起止）",
            [("overdue:own", "自定期限的超期时间"), ("remaining:own", "自定期限的剩余时间")],
        ),
        ("节点发生时测量（另选下面的节点）", [(f"event:{key}", label) for key, (label, _) in VALUES.items()]),
        ("按单位统计的比率（另选下面的统计数）", [("rate", "比率或者件数")]),
    ]


UNIT_CHOICES = [
    ("wd", UNITS["wd"]), ("wh", UNITS["wh"]), ("d", UNITS["d"]), ("min", "分钟"), ("times", "次、项、件"),
    ("percent", "%"), ("yuan", "元"), ("yes", "是或否（1是，0否）"),
]  # fmt: skip
WITHIN_UNITS = [("wd", "个工作日"), ("d", "日（自然日）"), ("m", "个月"), ("wh", "个工作小时")]
PERIOD_CHOICES = list(PERIODS.items())
TOTAL_CHOICES = list(TOTALS.items())
ITEM_KIND_CHOICES = list(ITEM_KINDS.items())

CONDITION_ROWS = (1, 2, 3)
OPERATORS = [
    ("eq", "等于"), ("ne", "不等于"), ("gt", "大于"), ("ge", "不小于"), ("lt", "小于"), ("le", "不大于"),
    ("known", "已登记"), ("unknown", "未登记"),
]  # fmt: skip


def subjects() -> list[tuple[str, Any]]:
    """What a row of the condition may speak of; lists are measured by their number of items."""
    return [
        ("事项", [(f"matter:{name}", label) for name, (label, _) in MATTER.items()]),
        (
            "登记内容",
            [
                (f"fact:{name}", f"{label}的项数" if kind is Kind.LIST else label)
                for name, (label, kind) in sorted(FACTS.items(), key=lambda row: row[1][0])
                if kind is not Kind.MOMENT
            ],
        ),
        ("次数", [(f"count:{milestone.value}", f"{milestone.label}次数") for milestone in Milestone]),
    ]


def leaf(subject: str) -> tuple[Tree, Kind] | None:
    """The tree of a subject and its kind; None where there is no such subject."""
    what, _, name = subject.partition(":")
    if what == "count" and name in frozenset(Milestone):
        return {"count": name}, Kind.NUMBER
    table = {"fact": FACTS, "matter": MATTER}.get(what, {})
    if name not in table:
        return None
    kind = table[name][1]
    return ({"size": {what: name}}, Kind.NUMBER) if kind is Kind.LIST else ({what: name}, kind)
