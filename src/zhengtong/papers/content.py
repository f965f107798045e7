"""What each kind of paper says: one dataclass per kind, checked when the paper is issued, frozen with it.

Every field carries its Chinese name, so that a refusal can say what is missing. A field with a default may be left out.
Dates are `date`, everything else is text; a day count is text with its unit (“5个工作日”).
"""

# ruff: noqa: RUF009 — `said` is `dataclasses.field` with a Chinese name

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_text

from . import disclosure
from .choices import PaperKind
from .fields import said

MOST_CHARACTERS = 50_000
"""Some forty pages. Setting a paper takes the time of its length, and readers wait for one another."""
LICENSING_LAW = "《中华人民共和国行政许可法》"


@dataclass(frozen=True)
class MaterialLine:
    """One material of a list."""

    name: str = said("材料名称")
    form: str = said("材料形式", default="")
    copies: str = said("份数", default="1")
    note: str = said("备注", default="")


@dataclass(frozen=True)
class Defect:
    """One thing to correct: the whole list is told at once (行政许可法 第三十二条第一款第四项)."""

    material: str = said("材料名称")
    problem: str = said("存在的问题")
    remedy: str = said("补正要求")


@dataclass(frozen=True)
class Line:
    """A labelled value of a certificate."""

    label: str = said("项目")
    value: str = said("内容")


@dataclass(frozen=True)
class Matter:
    """What every paper of a case names."""

    applicant: str = said("申请人")
    item: str = said("事项名称")
    case_ref: str = said("办件编号")
    contact: str = said("联系方式", default="")


@dataclass(frozen=True)
class Remedies:
    """Whom a person may turn to who disagrees; the county's own are filled in when left out."""

    reconsideration_organ: str = said("行政复议机关")
    court: str = said("人民法院")


@dataclass(frozen=True)
class Receipt(Matter):
    received_on: date = said("收件日期")
    receiver: str = said("收件人")
    materials: tuple[MaterialLine, ...] = said("材料清单")
    query_code: str = said("查询密码", default="")
    reply_within: str = said("受理审查期限", default="五个工作日")


@dataclass(frozen=True)
class CorrectionNotice(Matter):
    applied_on: date = said("申请日期")
    defects: tuple[Defect, ...] = said("需要补正的全部内容")
    reply_by: date = said("补正期限")
    submit_to: str = said("补正材料提交方式")
    basis: str = said("依据", default=f"{LICENSING_LAW}第三十二条第一款第四项")


@dataclass(frozen=True)
class CorrectionReceipt(Matter):
    notice_number: str = said("补正告知书文号")
    received_on: date = said("收件日期")
    receiver: str = said("收件人")
    materials: tuple[MaterialLine, ...] = said("补正材料清单")


@dataclass(frozen=True)
class Acceptance(Matter):
    applied_on: date = said("申请日期")
    accepted_on: date = said("受理日期")
    statutory_limit: str = said("法定办结时限")
    statutory_due: date | None = said("法定办结日期", default=None)
    promised_limit: str = said("承诺办结时限")
    promised_due: date = said("承诺办结日期")
    due_note: str = said("期限说明", default="")
    query_code: str = said("查询密码", default="")
    basis: str = said("依据", default=f"{LICENSING_LAW}第三十二条第一款第五项")


@dataclass(frozen=True)
class NonAcceptance(Remedies, Matter):
    applied_on: date = said("申请日期")
    reasons: str = said("不予受理的理由")
    basis: str = said("依据")
    competent_organ: str = said("有权办理的机关", default="")


@dataclass(frozen=True)
class SpecialProcedure(Matter):
    accepted_on: date = said("受理日期")
    procedure: str = said("特别程序种类")
    reason: str = said("启动理由")
    limit: str = said("所需时间")
    starts_on: date = said("开始日期")
    basis: str = said("依据", default=f"{LICENSING_LAW}第四十五条")


@dataclass(frozen=True)
class Extension(Matter):
    accepted_on: date = said("受理日期")
    original_due: date = said("原办结日期")
    limit: str = said("延长期限")
    new_due: date = said("延期后的办结日期")
    reason: str = said("延期理由")
    approved_by: str = said("批准人")
    basis: str = said("依据", default=f"{LICENSING_LAW}第四十二条")


@dataclass(frozen=True)
class Grant(Matter):
    accepted_on: date = said("受理日期")
    decision: str = said("许可内容")
    basis: str = said("依据")
    certificate: str = said("证照名称", default="")
    valid: str = said("有效期限", default="")
    conditions: str = said("附加要求", default="")


@dataclass(frozen=True)
class Denial(Remedies, Matter):
    accepted_on: date = said("受理日期")
    reasons: str = said("不予许可的理由")
    basis: str = said("依据")


@dataclass(frozen=True)
class Completion(Matter):
    accepted_on: date = said("受理日期")
    finished_on: date = said("办结日期")
    result: str = said("办理结果")
    results: tuple[MaterialLine, ...] = said("结果文件", default=())
    collect: str = said("领取方式")


@dataclass(frozen=True)
class Return(Matter):
    received_on: date = said("收件日期")
    reasons: str = said("退件理由")
    basis: str = said("依据", default="")
    materials: tuple[MaterialLine, ...] = said("退回材料清单", default=())
    advice: str = said("后续办理建议", default="")


@dataclass(frozen=True)
class Handover(Matter):
    documents: tuple[MaterialLine, ...] = said("交付的文件和证照")
    method: str = said("交付方式")
    receiver: str = said("领取人")
    receiver_number: str = said("领取人证件号码（脱敏）", default="")
    handed_by: str = said("交付人")
    handed_on: date = said("交付日期")


@dataclass(frozen=True)
class ServiceReturn(Matter):
    document: str = said("送达文书名称")
    document_number: str = said("送达文书编号")
    method: str = said("送达方式")
    place: str = said("送达地点")
    servers: str = said("送达人")


@dataclass(frozen=True)
class DeferralPromise(Matter):
    missing: tuple[MaterialLine, ...] = said("容缺材料")
    due_on: date = said("补交期限")


@dataclass(frozen=True)
class Commitment(Matter):
    requirements: str = said("办理条件")
    promises: str = said("承诺内容")
    supervision: str = said("核查方式")
    consequences: str = said("不实承诺的责任")
    basis: str = said("依据")


@dataclass(frozen=True)
class HearingNotice(Matter):
    subject: str = said("听证事由")
    basis: str = said("依据", default=f"{LICENSING_LAW}第四十七条")
    request_within: str = said("提出听证申请的期限", default="五个工作日")
    apply_to: str = said("提出听证申请的方式")


@dataclass(frozen=True)
class Delegation:
    principal: str = said("委托人")
    principal_number: str = said("委托人证件号码（脱敏）")
    principal_address: str = said("委托人住址", default="")
    agent: str = said("代办员")
    station: str = said("代办站点")
    item: str = said("委托事项")
    powers: str = said("代办权限")
    materials: tuple[MaterialLine, ...] = said("随交材料", default=())
    valid_until: date = said("委托期限")
    consented_on: date = said("委托日期")
    contact: str = said("联系方式", default="")


@dataclass(frozen=True)
class Certificate:
    name: str = said("证照名称")
    certificate_number: str = said("证照编号")
    holder: str = said("持证人")
    lines: tuple[Line, ...] = said("证照内容")
    valid_from: date = said("有效期开始日期")
    valid_to: str = said("有效期截止", default="长期")
    case_ref: str = said("办件编号")


@dataclass(frozen=True)
class CardLine:
    """One card that an order follows from."""

    ref: str = said("监察编号")
    level: str = said("监察结果")
    title: str = said("事项")
    moment: str = said("发生时间")


@dataclass(frozen=True)
class SupervisionOrder:
    """督办通知单 (domain facts §3.5): to one unit, with both limits."""

    addressee: str = said("被督办单位")
    order_ref: str = said("督办编号")
    level: str = said("督办级别")
    source: str = said("督办来源")
    title: str = said("督办事项")
    text: str = said("督办内容和要求")
    basis: str = said("依据")
    responsible: str = said("责任人", default="")
    cards: tuple[CardLine, ...] = said("监察信息", default=())
    sign_by: str = said("签收期限")
    answer_by: str = said("反馈期限")


@dataclass(frozen=True)
class SupervisionAdvice:
    """监察建议书: what a unit should mend, and by when it tells."""

    addressee: str = said("被建议单位")
    order_ref: str = said("督办编号")
    title: str = said("所涉事项")
    facts: str = said("查明的情况")
    advice: str = said("监察建议")
    basis: str = said("依据")
    answer_by: str = said("反馈期限", default="")


SCHEMAS: dict[PaperKind, type] = {
    PaperKind.RECEIPT: Receipt,
    PaperKind.CORRECTION_NOTICE: CorrectionNotice,
    PaperKind.CORRECTION_RECEIPT: CorrectionReceipt,
    PaperKind.ACCEPTANCE: Acceptance,
    PaperKind.NON_ACCEPTANCE: NonAcceptance,
    PaperKind.SPECIAL_PROCEDURE: SpecialProcedure,
    PaperKind.EXTENSION: Extension,
    PaperKind.GRANT: Grant,
    PaperKind.DENIAL: Denial,
    PaperKind.COMPLETION: Completion,
    PaperKind.RETURN: Return,
    PaperKind.HANDOVER: Handover,
    PaperKind.SERVICE_RETURN: ServiceReturn,
    PaperKind.DEFERRAL_PROMISE: DeferralPromise,
    PaperKind.COMMITMENT: Commitment,
    PaperKind.HEARING_NOTICE: HearingNotice,
    PaperKind.DELEGATION: Delegation,
    PaperKind.CERTIFICATE: Certificate,
    PaperKind.SUPERVISION_ORDER: SupervisionOrder,
    PaperKind.SUPERVISION_ADVICE: SupervisionAdvice,
    **disclosure.SCHEMAS,
}


def complete(kind: PaperKind, content: Mapping[str, Any], *, county: str) -> dict[str, Any]:
    """The content as it will be frozen; raises Refusal: paper-incomplete naming every missing field at once, paper-too-long.

    A key the kind does not know, or a value of another type, is a programming error: ValueError, TypeError.
    """
    schema = SCHEMAS[kind]
    given = dict(content)
    if issubclass(schema, Remedies):
        given.setdefault("reconsideration_organ", f"{county}人民政府")
        given.setdefault("court", f"{county}人民法院")
    missing: list[str] = []
    built = _build(schema, given, missing)
    if missing:
        raise Refusal("paper-incomplete", f"《{kind.label}》还缺少：{'、'.join(missing)}。请补充后再出具。")
    said = asdict(built)
    if sum(map(len, _texts(said))) > MOST_CHARACTERS:
        raise Refusal("paper-too-long", f"《{kind.label}》的内容太长，最多{MOST_CHARACTERS}字，请写得简明些。")
    return said


def _texts(said: Any) -> Iterator[str]:
    """Every text of a content, however deep."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for value in said.values():
            yield from _texts(value)
    elif isinstance(said, tuple):
        for value in said:
            yield from _texts(value)


@cache
def _shape(schema: type) -> tuple[tuple[str, str, Any, Any], ...]:
    hints = get_type_hints(schema)
    return tuple((f.name, f.metadata["label"], hints[f.name], f.default) for f in fields(schema))


def _build(schema: type, given: Mapping[str, Any], missing: list[str]) -> Any:
    shape = _shape(schema)
    if strange := set(given) - {name for name, *_ in shape}:
        raise ValueError(f"{schema.__name__} has no {', '.join(sorted(strange))}")
    values: dict[str, Any] = {}
    for name, label, hint, default in shape:
        value = _value(hint, given.get(name), f"{schema.__name__}.{name}", missing)
        if value in (None, "", ()):
            if default is MISSING:
                missing.append(label)
            value = None if default is MISSING else default
        values[name] = value
    return schema(**values)


def _value(hint: Any, value: Any, where: str, missing: list[str]) -> Any:
    if value is None:
        return None
    if get_origin(hint) is tuple:
        row = get_args(hint)[0]
        return tuple(_build(row, line, missing) for line in value)
    if not isinstance(value, hint) or isinstance(value, datetime):
        raise TypeError(f"{where} is {type(value).__name__}, not {hint}")
    return tidy_text(value) if isinstance(value, str) else value
