"""国家交换字段 — journal entries under the names and codes of the national exchange (domain facts §2.3–2.5, §3.4–3.7).

The one place that knows them. Only what stands in these tables leaves the house, and only codes, moments and office
words stand in them: a fact that is not named here is not sent, a fact that was not told is left out and never guessed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from zhengtong.journal.milestones import ENDINGS, Milestone

from .choices import ObjectType, Operation

CHINA = timezone(timedelta(hours=8))
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unit:
    """责任单位, as the province knows it: by its 统一社会信用代码."""

    code: str = ""
    name: str = ""
    credit_code: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A journal entry with what its kind and its unit are called."""

    kind: str
    label: str
    milestone: Milestone | None
    subject: str
    at: datetime
    actor: str
    unit: Unit
    facts: Facts


@dataclass(frozen=True, slots=True)
class Told:
    """What the province is told of an entry. `is_withdrawal`: it takes the object back."""

    object_type: ObjectType
    subject: str
    title: str
    payload: dict[str, Any]
    is_withdrawal: bool = False
    reason: str = ""

    @property
    def wish(self) -> str:
        return Operation.DELETE if self.is_withdrawal else Operation.UPDATE


# --- values ---


def moment(value: Any) -> str:
    """YYYY-MM-DD HH:MM:SS in China. Limits keep 24:00 of a day as 00:00 of the next, as everywhere in this house."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"


def _yes(value: Any) -> str:
    return "1" if value else "0"


def _as_told(value: Any) -> Any:
    return value


LEVEL = {"warning": "1", "yellow": "2", "red": "3"}
CARD_STATE = {
    "card.proposed": "D", "card.issued": "Y", "card.confirmed": "Y", "card.cancelled": "Q", "card.withdrawn": "C",
    "card.closed": "Y", "card.corrected": "Y",
}  # fmt: skip
CHANNEL = {"window": "0", "online": "1", "township": "4", "village": "4"}

# 2011 message codes (facts §2.5) and 山东 node results (facts §2.4).
MESSAGE_CODE = {
    Milestone.SUBMITTED: "WSYSL", Milestone.RECEIVED: "SB", Milestone.ACCEPTED: "SL", Milestone.NOT_ACCEPTED: "SL",
    Milestone.STEP: "SPCL", Milestone.STEP_RETURNED: "SPCL", Milestone.DECIDED: "SPCL",
    Milestone.CORRECTION_REQUESTED: "BZGZ", Milestone.CORRECTION_SUPPLIED: "BZSL", Milestone.SUSPENDED: "TBCXSQ",
    Milestone.EXTENSION_REQUESTED: "TBCXSQ", Milestone.EXTENDED: "TBCXJG", Milestone.RESUMED: "TBCXJG",
    Milestone.FINISHED: "BJ", Milestone.DELIVERED: "LQDJ", Milestone.PRE_REJECTED: "WSYSL", Milestone.RETURNED: "BJ",
    Milestone.LAPSED: "BJ", Milestone.WITHDRAWN: "BJ", Milestone.VOIDED: "BJ", Milestone.TRANSFERRED: "BJ",
}  # fmt: skip
NODE = {
    Milestone.ACCEPTED: ("1", "4"), Milestone.NOT_ACCEPTED: ("4", "3"), Milestone.STEP: ("2", "1"),
    Milestone.STEP_RETURNED: ("2", "7"), Milestone.CORRECTION_SUPPLIED: ("2", "5"), Milestone.SUSPENDED: ("2", "6"),
    Milestone.EXTENDED: ("2", "6"), Milestone.DECIDED: ("3", "1"),
}  # fmt: skip
# 办结结果代码 BJJGDM where the entry does not say it itself.
ENDING_CODE = {
    Milestone.RETURNED: "1", Milestone.VOIDED: "2", Milestone.TRANSFERRED: "4", Milestone.LAPSED: "5",
}  # fmt: skip

# --- fields: national name ← fact, and how the value is written ---

Field = tuple[str, str, Callable[[Any], Any]]

_MATTER: tuple[Field, ...] = (
    ("local_task_code", "item", _as_told),
    ("task_name", "item_name", _as_told),
    ("task_version", "version", _as_told),
    ("task_type", "item_kind", _as_told),
    ("project_type", "instant", lambda instant: "1" if instant else "2"),
    ("apply_type", "channel", lambda channel: CHANNEL.get(channel, "9")),
    ("area_code", "region", _as_told),
    ("promise_date", "promised_due", moment),
    ("legal_date", "legal_due", moment),
    ("reply_date", "due", moment),
    ("process_name", "step", _as_told),
    ("handle_post", "post", _as_told),
    ("handle_explain", "reason", _as_told),
    ("satisfaction", "score", str),
    ("fee_amount", "amount", str),
    ("source_system", "system", _as_told),
    ("source_event_id", "event_id", _as_told),
    ("source_revision", "revision", _as_told),
    ("result_cetr_name", "certificate", _as_told),
)
_CARD: tuple[Field, ...] = (
    ("rule_id", "rule", _as_told),
    ("rule_version", "version", _as_told),
    ("supervise_type", "family", _as_told),
    ("level", "level", lambda level: LEVEL.get(level, level)),
    ("business_type", "business", _as_told),
    ("business_id", "matter", _as_told),
    ("project_no", "ref", _as_told),
    ("item_code", "item", _as_told),
    ("item_name", "item_name", _as_told),
    ("supervise_time", "moment", moment),
    ("descript", "title", _as_told),
    ("descript", "text", _as_told),
    ("descript", "after", _as_told),
    ("gist", "basis", _as_told),
    ("duty_node", "duty_step", _as_told),
    ("duty_user", "duty_name", _as_told),
    ("expire_date", "due_at", moment),
    ("out_days", "overdue_days", _as_told),
    ("feedback_deadline", "appeal_until", moment),
    ("revoke_reason", "reason", _as_told),
)
_APPEAL: tuple[Field, ...] = (
    ("supervise_no", "card", _as_told),
    ("rule_id", "rule", _as_told),
    ("level", "level", lambda level: LEVEL.get(level, level)),
    ("appeal_content", "text", _as_told),
    ("reply_deadline", "decide_by", moment),
    ("reply_content", "answer", _as_told),
    ("handle_explain", "reason", _as_told),
)
_ORDER: tuple[Field, ...] = (
    ("source", "source", _as_told),
    ("urge_level", "level", _as_told),
    ("urge_title", "item_name", _as_told),
    ("business_id", "matter", _as_told),
    ("supervise_no", "cards", _as_told),
    ("gist", "basis", _as_told),
    ("sign_deadline", "sign_due", moment),
    ("feedback_deadline", "answer_due", moment),
    ("extend_days", "days", _as_told),
    ("handle_explain", "reason", _as_told),
    ("result", "result", _as_told),
    ("is_accountable", "is_accountable", _yes),
)
_SCORE: tuple[Field, ...] = (
    ("scheme_code", "scheme", _as_told),
    ("scheme_version", "version", _as_told),
    ("period", "period", _as_told),
    ("scores", "scores", _as_told),
    ("supervise_no", "card", _as_told),
    ("revise_cause", "cause", _as_told),
    ("handle_explain", "reason", _as_told),
)
_RULE: tuple[Field, ...] = (
    ("rule_version", "number", _as_told),
    ("rule_name", "name", _as_told),
    ("supervise_type", "family", _as_told),
    ("level", "level", lambda level: LEVEL.get(level, level)),
    ("gist", "basis", _as_told),
    ("effective_on", "effective_on", _as_told),
    ("is_enabled", "is_enabled", _yes),
    ("is_public", "authority", lambda authority: "Y" if authority == "province" else "N"),
    ("rule_spec", "spec", _as_told),
)

LABELS = {
    "project_no": "办件编号", "business_type": "业务类型", "business_id": "业务编号", "message_code": "交换表代码",
    "local_task_code": "事项编码", "task_name": "事项名称", "task_version": "事项版本", "task_type": "事项类型",
    "project_type": "办理类型", "apply_type": "申请来源", "area_code": "行政区划", "promise_date": "承诺办结时间",
    "legal_date": "法定办结时间", "reply_date": "答复期限", "process_name": "环节名称", "handle_post": "办理岗位",
    "handle_explain": "办理意见", "satisfaction": "满意度", "fee_amount": "收费金额", "source_system": "来源系统",
    "source_event_id": "来源事件编号", "source_revision": "来源版次", "result_cetr_name": "结果证照名称",
    "event_name": "业务动作", "event_code": "业务动作代码", "event_start_time": "动作时间", "org_code": "单位统一社会信用代码",
    "org_name": "单位名称", "handle_user_code": "办理人员工号", "nodetype": "环节类别", "noderesult": "环节结果",
    "accept_date": "受理时间", "result_date": "办结时间", "result_type": "办结结果代码", "special_type": "特别程序种类",
    "special_name": "特别程序名称", "special_time": "特别程序开始时间", "end_time": "特别程序结束时间",
    "special_limit": "特别程序期限", "supervise_no": "监察编号", "rule_id": "监察规则编号", "rule_version": "监察规则版本",
    "rule_name": "规则名称", "rule_spec": "规则内容", "supervise_type": "监察类型", "level": "监察结果", "state": "状态",
    "item_code": "事项编码", "item_name": "事项名称", "supervise_time": "监察时间", "descript": "监察描述", "gist": "监察依据",
    "duty_node": "责任环节", "duty_user": "责任人", "expire_date": "到期时间", "out_days": "超期天数",
    "feedback_deadline": "反馈终止时间", "revoke_reason": "撤销原因", "appeal_state": "申诉状态", "appeal_content": "申诉内容",
    "reply_deadline": "答复期限", "reply_content": "答复内容", "urge_no": "督办编号", "urge_level": "督办级别",
    "urge_title": "督办事项", "source": "督办来源", "sign_deadline": "签收期限", "extend_days": "延期天数", "result": "结果",
    "is_accountable": "是否追责", "score_no": "考核编号", "scheme_code": "考核方案", "scheme_version": "方案版本",
    "period": "考核期间", "scores": "得分", "revise_cause": "修订原因", "is_revision": "是否修订", "effective_on": "生效日期", "is_enabled": "是否启用",
    "is_public": "是否省级规则",
}  # fmt: skip
"""What the fields are called on a page and in docs/province-docking.md."""

MATTERS = ("case", "letter", "outside", "complaint")
_CARD_KINDS = frozenset(CARD_STATE) - {"card.proposed"}
_WITHDRAWN = frozenset({"card.withdrawn", "card.cancelled", "order.cancelled"})
_SCORES = frozenset({"appraisal.published", "appraisal.revised"})


def tell(event: Event) -> Told | None:
    """What the province is to know of an entry; None: nothing."""
    noun = event.kind.partition(".")[0]
    if noun in MATTERS:
        return _matter(event, noun)
    if event.kind == "card.corrected" and event.facts.get("state") != "issued":
        return None  # of a card that waits for its confirmation the province has not heard yet
    if event.kind in _CARD_KINDS:
        title = _words(event, "item_name", event.subject)
        return _told(event, ObjectType.CARD, title, "supervise_no", _CARD, {"state": CARD_STATE[event.kind]})
    if noun == "appeal":
        facts = {"appeal_state": event.kind.partition(".")[2]}
        return _told(event, ObjectType.APPEAL, f"{event.subject} 申诉", "supervise_no", _APPEAL, facts)
    if noun == "order":
        title = _words(event, "item_name", event.subject)
        return _told(event, ObjectType.ORDER, title, "urge_no", _ORDER, {"state": event.kind.partition(".")[2]})
    if event.kind in _SCORES:
        if event.facts.get("is_published") is False:
            return None  # what is not published yet may still be objected to
        facts = {"is_revision": _yes(event.kind == "appraisal.revised")}
        title = f"绩效得分 {event.facts['period']}" if event.facts.get("period") else event.subject
        return _told(event, ObjectType.SCORE, title, "score_no", _SCORE, facts)
    if event.kind in ("rule.approved", "rules.loaded"):
        return _told(event, ObjectType.RULE, _words(event, "name", event.subject), "rule_id", _RULE, {})
    return None


def _matter(event: Event, noun: str) -> Told | None:
    facts, milestone = event.facts, event.milestone
    is_retraction = event.kind == "outside.retracted"
    if not is_retraction and milestone in (None, Milestone.NOTED):
        return None
    more: dict[str, Any] = {"business_type": noun}
    if milestone in MESSAGE_CODE:
        more["message_code"] = MESSAGE_CODE[milestone]
    if milestone in NODE:
        more["nodetype"], more["noderesult"] = NODE[milestone]
    if milestone == Milestone.ACCEPTED:
        more["accept_date"] = moment(event.at)
    elif milestone in ENDINGS:
        more["result_date"] = moment(event.at)
        code = facts.get("result_code") or ENDING_CODE.get(milestone)
        more |= {"result_type": code} if code else {}
    elif milestone in (Milestone.SUSPENDED, Milestone.RESUMED, Milestone.EXTENDED):
        more |= _special(event)
    told = _told(event, ObjectType.MATTER, _words(event, "item_name", event.label), "project_no", _MATTER, more)
    told.payload["project_no"] = facts.get("ref") or event.subject
    return replace(told, reason=_correction(facts, is_retraction)) if not told.is_withdrawal else told


def _correction(facts: Facts, is_retraction: bool) -> str:
    """What the source mended in a matter that stands: one of its events taken back, or told anew."""
    if is_retraction:
        return str(facts.get("reason") or "来源系统撤回一个办理节点")[:300]
    revision = facts.get("revision")
    return f"来源系统更正：第{revision}版" if isinstance(revision, int) and revision > 1 else ""


def _special(event: Event) -> dict[str, Any]:
    """特别程序 TBCXZL: A prolongs the time to decide, B is every other (facts §2.5)."""
    facts = event.facts
    if event.milestone == Milestone.EXTENDED:
        return {"special_type": "A", "special_name": "延长审批", "special_time": moment(event.at)}
    named = {"special_type": "B"} | ({"special_name": facts["name"]} if facts.get("name") else {})
    if event.milestone == Milestone.SUSPENDED:
        declared = {"special_limit": moment(facts["special_due"])} if facts.get("special_due") else {}
        return named | declared | {"special_time": moment(event.at)}
    return named | {"end_time": moment(event.at)}


def _told(
    event: Event, object_type: ObjectType, title: str, key: str, fields: tuple[Field, ...], more: dict[str, Any]
) -> Told:
    payload: dict[str, Any] = {
        key: event.subject,
        "event_name": event.milestone.label if event.milestone and event.kind.startswith("outside.") else event.label,
        "event_code": str(event.milestone or event.kind),
        "event_start_time": moment(event.at),
        "org_code": event.unit.credit_code,
        "org_name": event.unit.name or event.facts.get("unit_name") or "",
    }
    if event.actor.startswith("staff:"):
        payload["handle_user_code"] = event.actor.removeprefix("staff:")
    for name, fact, written in fields:
        if event.facts.get(fact) not in (None, ""):
            payload[name] = written(event.facts[fact])
    reason = str(event.facts.get("reason") or "")[:300]
    # An outside system takes back one of its events, or, naming none, the matter as a whole.
    is_whole = event.kind == "outside.retracted" and not event.facts.get("event_id")
    is_withdrawal = event.kind in _WITHDRAWN or is_whole
    if is_withdrawal and not reason:
        reason = event.label
    return Told(object_type, event.subject, title[:120], payload | more, is_withdrawal, reason if is_withdrawal else "")


def _words(event: Event, fact: str, otherwise: str) -> str:
    return str(event.facts.get(fact) or otherwise)
