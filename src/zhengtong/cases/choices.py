from collections.abc import Mapping

from django.db.models import TextChoices


class State(TextChoices):
    """办件状态 — the canonical machine of domain facts §2.6; national codes in NATIONAL_* below."""

    DRAFT = "draft", "暂存"
    SUBMITTED = "submitted", "网上提交（待预审）"
    PRE_REJECTED = "pre_rejected", "预审不通过"
    RECEIVED = "received", "收件"
    CORRECTING = "correcting", "待补正"
    ACCEPTED = "accepted", "已受理"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    REVIEWING = "reviewing", "审查中"
    SUSPENDED = "suspended", "特别程序（挂起）"
    DECIDING = "deciding", "待决定"
    GRANTED = "granted", "准予"
    DENIED = "denied", "不予许可"
    CERTIFYING = "certifying", "制证"
    FINISHED = "finished", "办结"
    DELIVERED = "delivered", "送达"
    ARCHIVED = "archived", "归档"
    WITHDRAWN = "withdrawn", "申请人撤回"
    VOIDED = "voided", "作废"
    RETURNED = "returned", "退件"
    CORRECTION_EXPIRED = "correction_expired", "补正逾期"
    TRANSFERRED = "transferred", "转报办结"


OPEN_STATES = frozenset(
    {
        "submitted",
        "received",
        "correcting",
        "accepted",
        "reviewing",
        "suspended",
        "deciding",
        "granted",
        "denied",
        "certifying",
        "finished",
    }
)
ENDED_STATES = frozenset(
    {
        "delivered",
        "archived",
        "pre_rejected",
        "not_accepted",
        "withdrawn",
        "voided",
        "returned",
        "correction_expired",
        "transferred",
    }
)

# 办结结果代码 BJJGDM (domain facts §2.5).
NATIONAL_RESULT = {
    "granted": "0",
    "denied": "1",
    "returned": "1",
    "voided": "2",
    "transferred": "4",
    "correction_expired": "5",
    "finished": "6",
}


class Channel(TextChoices):
    """申请来源 (提交渠道)."""

    ONLINE = "online", "网上申请"
    WINDOW = "window", "窗口申请"
    TOWNSHIP = "township", "乡镇代收"
    VILLAGE = "village", "村级代办"


class RefusalGround(TextChoices):
    """行政许可法 第三十二条: why an application is not accepted."""

    NOT_REQUIRED = "not_required", "依法不需要取得许可"
    NOT_COMPETENT = "not_competent", "不属于本机关职权范围"
    NOT_ELIGIBLE = "not_eligible", "不符合法定受理条件"


class MaterialState(TextChoices):
    MISSING = "missing", "未提交"
    SUPPLIED = "supplied", "已提交"
    CHECKED = "checked", "已核验"
    REJECTED = "rejected", "需补正"
    DEFERRED = "deferred", "容缺后补"


class TakenAs(TextChoices):
    """收取方式 (domain facts §2.3)."""

    PAPER = "1", "纸质收取"
    UPLOAD = "2", "上传电子文件"
    LICENCE = "3", "证照库引用"
    SHARED = "4", "数据共享"
    OTHER = "9", "其他"


class StepState(TextChoices):
    WAITING = "waiting", "未开始"
    OPEN = "open", "办理中"
    DONE = "done", "已完成"
    RETURNED = "returned", "已退回"
    CANCELLED = "cancelled", "已取消"


class StepResult(TextChoices):
    APPROVED = "approved", "同意"
    DISAPPROVED = "disapproved", "不同意"
    RETURNED = "returned", "退回"


class DecisionKind(TextChoices):
    GRANTED = "granted", "准予"
    DENIED = "denied", "不予"


class ExtensionState(TextChoices):
    REQUESTED = "requested", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"


class DeliveryMethod(TextChoices):
    """送达方式."""

    DIRECT = "direct", "直接送达"
    WINDOW = "window", "窗口领取"
    MAIL = "mail", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    LEFT = "left", "留置送达"
    ENTRUSTED = "entrusted", "委托送达"
    FORWARDED = "forwarded", "转交送达"
    ANNOUNCED = "announced", "公告送达"


class ClockName(TextChoices):
    """What each clock of a case measures."""

    PREREVIEW = "prereview", "网上预审"
    INTAKE = "intake", "受理审查（五个工作日内受理或一次告知补正）"
    CORRECTION = "correction", "申请人补正"
    HANDLING = "handling", "办理"
    STEP = "step", "环节"
    DEFERRAL = "deferral", "容缺补交"
    DELIVERY = "delivery", "送达"
    SPECIAL = "special", "特别程序"
    HANDOVER = "handover", "代收移交"


LIMIT_FACTS: Mapping[str, tuple[str, str]] = {
    ClockName.INTAKE: ("", "intake_due"),
    ClockName.CORRECTION: ("reply_due", ""),
    ClockName.HANDLING: ("promised_due", "legal_due"),
    ClockName.STEP: ("step_due", ""),
    ClockName.DEFERRAL: ("reply_due", ""),
    ClockName.DELIVERY: ("", "delivery_due"),
    ClockName.SPECIAL: ("special_due", ""),
    ClockName.HANDOVER: ("handover_due", ""),
}
"""Which facts of an entry tell a clock's promised and its statutory limit; "" is told nowhere."""


class Satisfaction(TextChoices):
    """好差评 levels (国办发〔2019〕51号); the score is kept apart from the label because two standards number them
    in opposite directions."""

    VERY_SATISFIED = "very_satisfied", "非常满意"
    SATISFIED = "satisfied", "满意"
    FAIR = "fair", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意"


SATISFACTION_SCORE = {"very_satisfied": 5, "satisfied": 4, "fair": 3, "dissatisfied": 2, "very_dissatisfied": 1}
