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
