"""What the papers of 依申请公开 say (政府信息公开条例 第三十条 to 第四十二条)."""

# ruff: noqa: RUF009 — `said` is `dataclasses.field` with a Chinese name

from dataclasses import dataclass
from datetime import date

from .choices import PaperKind
from .fields import said

LAW = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True)
class Request:
    """What every paper of a request names."""

    applicant: str = said("收文人")
    wanted: str = said("所需信息")
    case_ref: str = said("申请编号")
    received_on: date = said("收到申请日期")
    contact: str = said("联系方式", default="")


@dataclass(frozen=True)
class RequestCorrection(Request):
    problems: str = said("需要补正的内容")
    guidance: str = said("补正的办法")
    reply_by: date = said("补正期限")
    submit_to: str = said("补正方式")
    basis: str = said("依据", default=f"{LAW}第三十条")


@dataclass(frozen=True)
class RequestConsultation(Request):
    question: str = said("征求意见的内容")
    silence: str = said("逾期不提出意见的后果")
    answer_to: str = said("意见送交方式")
    basis: str = said("依据")


@dataclass(frozen=True)
class RequestExtension(Request):
    original_due: date = said("原答复期限")
    limit: str = said("延长期限")
    new_due: date = said("延长后的答复期限")
    reason: str = said("延长理由")
    approved_by: str = said("批准人")
    basis: str = said("依据", default=f"{LAW}第三十三条")


@dataclass(frozen=True)
class RequestFee(Request):
    method: str = said("计收方式")
    amount: str = said("应缴金额")
    reckoning: str = said("计算过程")
    pay_by: date = said("缴费期限")
    pay_to: str = said("缴费方式")
    basis: str = said(
        "依据",
        default=f"{LAW}第四十二条和《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）",
    )


@dataclass(frozen=True)
class RequestReply(Request):
    decision: str = said("处理决定")
    reasons: str = said("答复内容和理由")
    basis: str = said("依据")
    provided: str = said("提供的信息", default="")
    withheld: str = said("不予公开的部分", default="")
    remedy: str = said("救济途径")


SCHEMAS: dict[PaperKind, type] = {
    PaperKind.DISCLOSURE_CORRECTION: RequestCorrection,
    PaperKind.DISCLOSURE_CONSULTATION: RequestConsultation,
    PaperKind.DISCLOSURE_EXTENSION: RequestExtension,
    PaperKind.DISCLOSURE_FEE: RequestFee,
    PaperKind.DISCLOSURE_REPLY: RequestReply,
}
