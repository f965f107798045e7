from django.db.models import TextChoices


class PaperKind(TextChoices):
    """文书种类 (domain facts §2.7; 行政许可法 第三十二条: written, sealed, dated)."""

    RECEIPT = "receipt", "申请材料接收凭证"
    CORRECTION_NOTICE = "correction_notice", "申请材料补正告知书"
    CORRECTION_RECEIPT = "correction_receipt", "补正材料接收凭证"
    ACCEPTANCE = "acceptance", "受理通知书"
    NON_ACCEPTANCE = "non_acceptance", "不予受理通知书"
    SPECIAL_PROCEDURE = "special_procedure", "特别程序告知书"
    EXTENSION = "extension", "延期办理告知书"
    GRANT = "grant", "准予行政许可决定书"
    DENIAL = "denial", "不予行政许可决定书"
    COMPLETION = "completion", "办结通知书"
    RETURN = "return", "退件通知书"
    HANDOVER = "handover", "办理结果交接单"
    SERVICE_RETURN = "service_return", "送达回证"
    DEFERRAL_PROMISE = "deferral_promise", "容缺受理承诺书"
    COMMITMENT = "commitment", "告知承诺书"
    HEARING_NOTICE = "hearing_notice", "听证告知书"
    DELEGATION = "delegation", "代办委托单"
    CERTIFICATE = "certificate", "办理结果证照"
    SUPERVISION_ORDER = "supervision_order", "督办通知单"
    SUPERVISION_ADVICE = "supervision_advice", "监察建议书"
    DISCLOSURE_CORRECTION = "disclosure_correction", "政府信息公开申请补正告知书"
    DISCLOSURE_CONSULTATION = "disclosure_consultation", "政府信息公开征求意见书"
    DISCLOSURE_EXTENSION = "disclosure_extension", "政府信息公开延长答复期限告知书"
    DISCLOSURE_FEE = "disclosure_fee", "政府信息公开信息处理费收费通知"
    DISCLOSURE_REPLY = "disclosure_reply", "政府信息公开申请答复书"


LETTERS: dict[PaperKind, str] = {
    PaperKind.RECEIPT: "收",
    PaperKind.CORRECTION_NOTICE: "补",
    PaperKind.CORRECTION_RECEIPT: "补收",
    PaperKind.ACCEPTANCE: "受",
    PaperKind.NON_ACCEPTANCE: "不受",
    PaperKind.SPECIAL_PROCEDURE: "特",
    PaperKind.EXTENSION: "延",
    PaperKind.GRANT: "准",
    PaperKind.DENIAL: "不准",
    PaperKind.COMPLETION: "结",
    PaperKind.RETURN: "退",
    PaperKind.HANDOVER: "交",
    PaperKind.SERVICE_RETURN: "达",
    PaperKind.DEFERRAL_PROMISE: "容",
    PaperKind.COMMITMENT: "承",
    PaperKind.HEARING_NOTICE: "听",
    PaperKind.DELEGATION: "托",
    PaperKind.CERTIFICATE: "证",
    PaperKind.SUPERVISION_ORDER: "督",
    PaperKind.SUPERVISION_ADVICE: "建",
    PaperKind.DISCLOSURE_CORRECTION: "公开补",
    PaperKind.DISCLOSURE_CONSULTATION: "公开征",
    PaperKind.DISCLOSURE_EXTENSION: "公开延",
    PaperKind.DISCLOSURE_FEE: "公开费",
    PaperKind.DISCLOSURE_REPLY: "公开答",
}
"""What stands in a number between the organ's word and the year: 安民受〔2026〕12号."""

ORGAN_WORDS: dict[str, str] = {
    "政府办": "府办",
    "公安": "公",
    "民政": "民",
    "司法": "司",
    "财政": "财",
    "自然资源": "自然资",
    "生态环境": "环",
    "交通运输": "交",
    "水利": "水",
    "农业农村": "农",
    "林业": "林",
    "商务": "商",
    "审计": "审",
    "统计": "统",
    "应急": "应急",
    "行政审批": "行审",
    "税务": "税",
}
"""机关代字 in customary use, by the stem of the unit's short name; a stem that is not here stands for itself."""
