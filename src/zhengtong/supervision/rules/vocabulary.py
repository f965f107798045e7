"""What a rule may speak of: facts of entries, fields of a matter, limits, holders and counts, each with its Chinese name."""

from collections.abc import Mapping
from enum import StrEnum

from zhengtong.journal.milestones import Milestone


class Kind(StrEnum):
    """值的类型."""

    NUMBER = "number"
    TEXT = "text"
    MOMENT = "moment"
    BOOLEAN = "boolean"
    LIST = "list"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.NUMBER: "数字", Kind.TEXT: "文字", Kind.MOMENT: "时间", Kind.BOOLEAN: "是或否", Kind.LIST: "清单",
}  # fmt: skip

N, T, M, B, L = Kind.NUMBER, Kind.TEXT, Kind.MOMENT, Kind.BOOLEAN, Kind.LIST

FACTS: Mapping[str, tuple[str, Kind]] = {
    "accepted_at": ("填报的受理时间", M), "amount": ("收费金额", N), "approver": ("批准人", T), "basis": ("依据", T),
    "basis_repealed": ("已废止的依据", L), "by": ("外部系统的经办人", T), "by_agent": ("代办", B), "channel": ("渠道", T),
    "collected_by": ("代收单位", T), "days": ("申报天数", N), "decided_at": ("填报的决定时间", M), "decision": ("决定", T),
    "deferred": ("容缺受理的材料", L), "department": ("外部系统的部门", T), "discretion_max": ("裁量基准上限", N),
    "discretion_min": ("裁量基准下限", N), "document": ("文书", T), "effective_on": ("施行日期", T),
    "entitled_to_reduction": ("应予减免", B), "expected": ("应收金额", N), "extended_days": ("本次延长天数", N),
    "extensions": ("延期次数", N), "finding": ("核查结论", T), "finished_at": ("填报的办结时间", M), "ground": ("事由", T),
    "is_on_time": ("按期", B), "is_promise_longer": ("承诺时限长于法定时限", B), "is_within_statute": ("在法定延长幅度内", B),
    "item": ("事项", T), "item_kind": ("事项类型", T), "label": ("外部系统的活动名称", T), "level": ("级别", T),
    "materials_asked": ("要求补正的材料", L), "method": ("方式", T), "missing_elements": ("缺少的指南要素", L),
    "missing_required": ("缺少的必要材料", L), "name": ("名称", T), "next_order": ("下一环节序号", N),
    "next_post": ("下一环节岗位", T), "next_step": ("下一环节", T), "next_unit": ("下一环节单位", T), "outcome": ("办理结果", T),
    "outside_guide": ("办事指南之外要求的材料", L), "owner_unit": ("主办单位", T), "penalty": ("处罚金额", N),
    "penalty_typical": ("同类案件平均处罚金额", N), "post": ("经办岗位", T), "promised": ("承诺时限", T), "reason": ("理由", T),
    "reasons": ("理由", T), "reduced": ("已减免", B), "result_code": ("结果代码", T), "result_matches": ("结果与事项相符", B),
    "round": ("轮次", N), "satisfaction": ("满意度", T), "score": ("评价等级", N), "stage": ("阶段", T), "standard": ("收费标准", T),
    "statutory": ("法定时限", T), "step": ("环节", T), "step_kind": ("环节类型", T), "step_order": ("环节序号", N),
    "suspended_days": ("特别程序天数", N), "times": ("退回次数", N), "unit_name": ("单位", T), "until": ("截止", T),
    "written": ("书面告知", B),
}  # fmt: skip
"""Facts of the entry that a rule is measured at. A fact that is not told, or is not of its type, is unknown."""

MATTER: Mapping[str, tuple[str, Kind]] = {
    "system": ("来源系统", T), "business": ("业务类型", T), "unit": ("责任单位", T), "region": ("所在区划", T),
    "item": ("事项编码", T), "item_kind": ("事项类型", T), "channel": ("受理渠道", T), "instant": ("即办件", B),
    "step": ("当前环节", T), "corrections": ("补正次数", N), "suspensions": ("特别程序次数", N), "rating": ("评价等级", N),
}  # fmt: skip

YES_NO: Mapping[str, tuple[str, str]] = {
    "by_agent": ("是代办", "不是代办"), "entitled_to_reduction": ("应予减免", "不应减免"), "instant": ("是即办件", "不是即办件"),
    "is_on_time": ("按期", "未按期"), "is_promise_longer": ("承诺时限长于法定时限", "承诺时限不长于法定时限"),
    "is_within_statute": ("在法定延长幅度内", "超出法定延长幅度"), "reduced": ("已减免", "未减免"),
    "result_matches": ("办理结果与事项相符", "办理结果与事项不符"), "written": ("已书面告知", "未书面告知"),
}  # fmt: skip
"""How what is yes or no reads in a sentence: that it holds, that it does not."""

LIMITS: Mapping[str, str] = {
    "promised": "承诺办结期限", "legal": "法定办结期限", "intake": "收件审查期限", "step": "环节期限",
    "delivery": "送达期限", "certificate": "出证期限", "special": "特别程序申报期限", "handover": "代收移交期限",
    "publish": "信息公开期限", "interpretation": "解读发布期限", "column": "栏目更新期限", "mend": "网页整改期限",
    "transcript": "访谈实录发布期限", "answer": "答复期限", "sign": "督办签收期限", "accept": "投诉受理决定期限", "extension": "延期审批期限", "rectify": "整改期限",
}  # fmt: skip
APPLICANTS_LIMIT = "reply"
"""申请人的补正期限: it binds the applicant, and no office is carded for it."""
ANY_LIMIT = "*"

HOLDERS: Mapping[str, str] = {
    "office": "行政机关", "applicant": "申请人", "third_party": "第三方", "special": "特别程序",
}  # fmt: skip

TOTALS: Mapping[str, str] = {
    "received": "收件数", "accepted": "受理数", "finished": "办结数", "on_time": "按时办结数", "not_accepted": "不予受理数",
    "returned": "退件数", "corrected": "补正件数", "suspended": "启动特别程序件数", "extended": "延期件数",
    "rated": "评价数", "satisfied": "满意和基本满意数", "dissatisfied": "差评数", "complained": "投诉数",
    "voided": "作废数", "withdrawn": "撤回数", "online": "网上办理数", "early": "提前办结数",
}  # fmt: skip
"""What is counted of a unit in a period."""

SYSTEMS: Mapping[str, str] = {"county": "县政务服务平台"}
BUSINESSES: Mapping[str, str] = {
    "case": "办件", "letter": "咨询", "question": "访谈提问", "interview": "访谈实录", "order": "督办单", "complaint": "投诉", "item": "事项指南",
    "request": "依申请公开", "information": "主动公开", "interpretation": "政策解读", "annual_report": "信息公开年报",
    "article": "稿件审核", "column": "公开栏目", "defect": "网页问题",
    "site_report": "政府网站年度报表", "delegation": "代收代办", "outside": "外部系统业务",
}  # fmt: skip

ITEM_KINDS: Mapping[str, str] = {
    "license": "行政许可", "penalty": "行政处罚", "coercion": "行政强制", "levy": "行政征收", "payment": "行政给付",
    "inspection": "行政检查", "confirmation": "行政确认", "reward": "行政奖励", "adjudication": "行政裁决",
    "other_power": "其他行政权力", "public_service": "公共服务",
}  # fmt: skip

CODES: Mapping[str, str] = {
    **ITEM_KINDS, "granted": "准予", "denied": "不予", "substantiated": "属实", "partly": "部分属实",
    "unsubstantiated": "不属实", "window": "窗口", "online": "网上", "township": "乡镇代收", "village": "村级代收",
}  # fmt: skip
"""What codes that rules compare with are called."""

PLACEHOLDERS: Mapping[str, str] = {
    "ref": "编号", "item_name": "事项名称", "unit_name": "责任单位", "limit": "时限名称", "due": "到期时间", "days": "超期工作日",
    "step": "责任环节", "actor": "责任人", "moment": "发生时间", "value": "测得的数值", "threshold": "规则的阈值",
    "period": "统计期间", "level": "级别", "rule": "规则名称",
}  # fmt: skip
"""What a message template may name; facts of the triggering entry may be named too."""


LIMITS_OF: Mapping[tuple[str, str], str] = {
    ("answer", "letter"): "咨询答复期限", ("answer", "question"): "访谈提问答复期限",
    ("answer", "complaint"): "投诉办理期限", ("answer", "order"): "督办反馈期限",
    ("legal", "request"): "依申请公开答复期限",
}  # fmt: skip
"""The limits that different business calls by different names."""


def limit_label(name: str, business: str = "") -> str:
    """What a limit is called, in the words of the business where one is given."""
    return "其他书面期限" if name == ANY_LIMIT else LIMITS_OF.get((name, business)) or LIMITS.get(name, name)


def label_of(missing: str) -> str:
    """The Chinese name of something an `Unknown` misses: `amount`, `at:accepted`, `actor:decided`, `matter:unit` …"""
    what, _, name = missing.partition(":")
    if not name:
        return FACTS[what][0] if what in FACTS else _OTHERS.get(what, what)
    if what == "before":
        return f"此前登记的{FACTS[name][0]}"
    if what in ("at", "actor"):
        return f"{Milestone(name).label}的{'时间' if what == 'at' else '经办人'}"
    if what == "matter":
        return MATTER[name][0]
    if what == "seconds":
        return f"{HOLDERS[name]}占用的时间"
    return TOTALS.get(name, name)


_OTHERS = {
    "calendar": "工作日历", "hours": "作息时间", "divisor": "不为零的除数", "elapsed": "已用的时间", "peers": "同类单位平均值",
}  # fmt: skip
