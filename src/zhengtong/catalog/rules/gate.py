"""完整性检查: what an item still lacks before it may be published."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..elements import label_of
from ..guide import Guide, Limit


@dataclass(frozen=True, slots=True)
class Missing:
    """An element that is absent or breaks a rule: its path, its Chinese name, and why it is needed."""

    path: str
    label: str
    why: str

    def __str__(self) -> str:
        return f"{self.label}：{self.why}"


Finding = tuple[str, str]
_Rule = Callable[[Guide], Iterator[Finding]]

# 兜底条款: a list of materials must be closed (国发〔2022〕5号; 行政许可法 第三十条).
_CATCH_ALL = re.compile(
    r"(其他|其它)(有关|相关|需要|应当|必要|要求|应|规定)*(提交|提供|补充)?的?(证明)?(材料|文件|资料)|^(有关|相关)(证明)?(材料|文件|资料)"
)
# What every item publishes: the eight 重点要素 of the national inspection (国办秘函〔2019〕19号), 行政许可法 第三十条.
_ALWAYS = {
    "code": "没有编码，办件无法编号",
    "name": "国家检查的八项重点要素之一",
    "unit": "没有写明由谁实施",
    "audience": "没有写明谁可以办",
    "conditions": "国家检查的八项重点要素之一，行政许可法第三十条要求公示",
    "summary": "没有一句话说明，群众在列表里看不懂这个事项",
    "address": "国家检查的八项重点要素之一",
    "hours": "国家检查的八项重点要素之一",
    "phone": "国家检查的八项重点要素之一",
    "supervise_phone": "群众不知道向哪里投诉",
    "remedy.rights": "没有告知依法享有的权利",
    "remedy.review.organ": "没有告知向哪个机关申请行政复议",
    "remedy.litigation.organ": "没有告知向哪个法院提起行政诉讼",
}
# Calendar days that one unit comes to, to compare limits of different units.
_NOMINAL_DAYS = {"wd": 1.4, "d": 1.0, "m": 30.0, "wh": 0.2}


def missing_elements(content: Mapping[str, Any], *, is_open: bool = True) -> list[Missing]:
    """Everything that keeps the content from being published; empty when it may be.

    An item that is no longer open (cancelled) need not say how to apply. Raises Refusal (from `Guide.of`) when the
    content cannot be read at all.
    """
    guide = Guide.of(content)
    rules = _RULES if is_open else tuple(rule for rule in _RULES if rule is not _ways)
    return [Missing(path, label_of(path), why) for rule in rules for path, why in rule(guide)]


def nominal_days(limit: Limit) -> float:
    """A limit in calendar days, five working days to the week; for comparing limits, never for a due date."""
    return limit.amount * _NOMINAL_DAYS[limit.unit]


def is_longer(one: Limit, other: Limit) -> bool:
    """Whether one limit is longer than another, of whatever units."""
    if one.unit == other.unit:
        return one.amount > other.amount
    return nominal_days(one) > nominal_days(other) + 0.5


def _always(guide: Guide) -> Iterator[Finding]:
    for path, why in _ALWAYS.items():
        value: Any = guide
        for key in path.split("."):
            value = getattr(value, key)
        if not value:
            yield path, f"没有填写。{why}"


def _bases(guide: Guide) -> Iterator[Finding]:
    if not guide.bases:
        yield "bases", "没有设定依据。每个事项至少要有一条法律、法规、规章或文件依据"
    for index, basis in enumerate(guide.bases):
        if not basis.law:
            yield f"bases[{index}].law", "没有写明法律法规名称"
        if not basis.article and not basis.gist:
            yield f"bases[{index}].article", "条款号和条款内容至少填写一项"


def _limits(guide: Guide) -> Iterator[Finding]:
    promised, statutory, extension = guide.limits.promised, guide.limits.statutory, guide.limits.extension
    if promised is None:
        yield "limits.promised.amount", "没有承诺时限。没有时限就无法计时、无法监察"
    if statutory is not None and not statutory.basis:
        yield "limits.statutory.basis", "写了法定时限，没有写是哪一条规定的"
    if promised and statutory and is_longer(promised, statutory):
        yield "limits.promised.amount", f"承诺时限{promised}长于法定时限{statutory}"
    if promised and guide.is_instant and (promised.unit not in ("wd", "wh") or nominal_days(promised) > 1.4):
        yield "limits.promised.amount", f"即办件应当场或当天办结，承诺时限不能是{promised}"
    if extension is not None:
        if not extension.approver:
            yield "limits.extension.approver", "写了可以延长，没有写由谁批准（行政许可法第四十二条）"
        if not extension.basis:
            yield "limits.extension.basis", "写了可以延长，没有写依据"


def _materials(guide: Guide) -> Iterator[Finding]:
    if guide.can_be_applied_for and not guide.materials:
        yield "materials", "没有申请材料。办理材料是国家检查的八项重点要素之一"
    names: set[str] = set()
    for material in guide.materials:
        place = f"materials[{material.order - 1}]"
        if not material.name:
            yield f"{place}.name", "没有写材料名称"
        if _CATCH_ALL.search(material.name):
            yield f"{place}.name", f"“{material.name}”是兜底条款，请逐项列明要提交的材料（国发〔2022〕5号）"
        if material.name and material.name in names:
            yield f"{place}.name", f"“{material.name}”重复，请合并或写明区别"
        names.add(material.name)
        if material.is_deferrable and guide.deferral is None:
            yield "deferral.amount", f"材料“{material.name}”可以容缺后补，但没有写明补交时限"


def _fees(guide: Guide) -> Iterator[Finding]:
    for index, fee in enumerate(guide.fees):
        if not fee.standard:
            yield f"fees[{index}].standard", "没有写收费标准"
        if not fee.basis:
            yield f"fees[{index}].basis", "没有收费依据，不得收费（行政许可法第五十八条）"
        if fee.reducible and not fee.reduce_basis:
            yield f"fees[{index}].reduce_basis", "写了允许减免，没有写减免的情形和依据"


def _steps(guide: Guide) -> Iterator[Finding]:
    if not guide.steps:
        yield "steps", "没有办理环节。办理流程是国家检查的八项重点要素之一"
        return
    for step in guide.steps:
        for key, value in (("name", step.name), ("unit", step.unit), ("post", step.post)):
            if not value:
                yield f"steps[{step.order - 1}].{key}", "没有填写"
        if step.kind == "decide" and step.order != len(guide.steps):
            yield f"steps[{step.order - 1}].kind", "决定应是最后一个环节"
    if guide.steps[-1].kind != "decide":
        yield f"steps[{len(guide.steps) - 1}].kind", "最后一个环节应是决定"
    promised = guide.limits.promised
    taken = [max((_step_days(step.limit) for step in stage), default=0.0) for stage in guide.stages]
    if promised and sum(taken) > nominal_days(promised) + 0.01:
        units = {step.limit.lstrip("0123456789") for step in guide.steps if step.limit}
        whole = sum(max((_amount(step.limit) for step in stage), default=0) for stage in guide.stages)
        total = Limit(whole, promised.unit) if units == {promised.unit} else f"约{sum(taken):.0f}天"
        yield "steps", f"各环节时限合计{total}，超过承诺时限{promised}（并行的环节按最长的一个计算）"


def _amount(limit: str) -> int:
    return int(re.sub(r"\D", "", limit) or 0)


def _step_days(limit: str) -> float:
    return _amount(limit) * _NOMINAL_DAYS[limit.lstrip("0123456789")] if limit else 0.0


def _special(guide: Guide) -> Iterator[Finding]:
    for index, special in enumerate(guide.special_procedures):
        if not special.basis:
            yield f"special_procedures[{index}].basis", "特别程序不计入时限，须写明依据（行政许可法第四十五条）"
        if special.limit is None:
            yield f"special_procedures[{index}].amount", "没有写所需时间，申请人应当被告知（行政许可法第四十五条）"


def _ways(guide: Guide) -> Iterator[Finding]:
    apply = guide.apply
    if apply.visits and not apply.visits_reason:
        yield "apply.visits_reason", f"要求到现场{apply.visits}次，没有写必须到现场的原因"
    if not guide.can_be_applied_for:
        return
    if not apply.online and not apply.window:
        yield "apply.window", "网上办理和窗口办理至少开通一项"
    if apply.online and guide.form is None:
        yield "form", "开通了网上办理，没有指定电子表单"
    if apply.window and not guide.places.stations and not guide.places.township:
        yield "places.stations", "开通了窗口办理，没有写受理场所"


def _results(guide: Guide) -> Iterator[Finding]:
    if not guide.results:
        yield "results", "没有写办理结果，群众不知道办下来拿到什么"
    for index, result in enumerate(guide.results):
        if not result.name:
            yield f"results[{index}].name", "没有写结果名称"


def _by_kind(guide: Guide) -> Iterator[Finding]:
    if guide.kind == "license" and not guide.quantity_limit:
        yield "quantity_limit", "没有填写。行政许可法第三十条要求公示数量，没有限制的填“无”"
    if guide.kind == "penalty":
        if not guide.penalty:
            yield "penalty.acts", "行政处罚事项应写明处罚的行为、种类、幅度"
        if guide.materials:
            yield "materials", "行政处罚依职权实施，不应要求申请材料"
        if guide.apply.online or guide.apply.window:
            yield "apply.online", "行政处罚依职权实施，不接受申请"
    elif guide.penalty:
        yield "penalty.acts", "只有行政处罚事项才填写处罚的行为、种类、幅度"


_RULES: tuple[_Rule, ...] = (
    _always,
    _bases,
    _limits,
    _materials,
    _fees,
    _steps,
    _special,
    _ways,
    _results,
    _by_kind,
)
