from collections.abc import Mapping

from django.db.models import TextChoices


class Level(TextChoices):
    """监察结果 (domain facts §3.1), mildest first; the national numbers stand in NATIONAL_LEVEL."""

    WARNING = "warning", "预警"
    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"


NATIONAL_LEVEL: Mapping[str, str] = {"": "0", "warning": "1", "yellow": "2", "red": "3"}
SEVERITY: Mapping[str, int] = {"": 0, "warning": 1, "yellow": 2, "red": 3}


class Light(TextChoices):
    """亮灯 — what a matter shows: the highest card that stands, or that it cannot be judged."""

    GREEN = "green", "正常"
    WARNING = "warning", "预警"
    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"
    UNDETERMINED = "undetermined", "无法判定"


class Family(TextChoices):
    """规则类别 (domain facts §3.3)."""

    TIME = "time", "时限"
    PROCEDURE = "procedure", "程序"
    MATERIALS = "materials", "材料"
    SUSPENSION = "suspension", "特别程序"
    FEES = "fees", "收费"
    DISCRETION = "discretion", "裁量"
    RATES = "rates", "比率"
    SATISFACTION = "satisfaction", "群众评价"
    DISCLOSURE = "disclosure", "信息公开"
    VILLAGE = "village", "村级代办"
    GUIDE = "guide", "办事指南"


class Authority(TextChoices):
    """规则层级 — who may change a rule (分级授权)."""

    PROVINCE = "province", "省级规则"
    COUNTY = "county", "县级规则"


class VersionState(TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审批"
    APPROVED = "approved", "已批准"
    DISCARDED = "discarded", "已放弃"


class Issue(TextChoices):
    """发牌方式."""

    AUTOMATIC = "automatic", "自动发牌"
    CONFIRM = "confirm", "人工确认后发牌"


class CardState(TextChoices):
    """发牌状态 (domain facts §3.1: 已发Y 待发D 撤销C 取消Q 督办B); nothing is ever deleted."""

    PENDING = "pending", "待发"
    ISSUED = "issued", "已发"
    CANCELLED = "cancelled", "取消"
    WITHDRAWN = "withdrawn", "撤销"
    CLOSED = "closed", "销号"


STANDING = ("issued", "closed")
"""Cards that count: issued, and settled ones; a withdrawn card stays in view and counts for nothing."""


class AppealState(TextChoices):
    FILED = "filed", "待审查"
    RETURNED = "returned", "退回补充"
    UPHELD = "upheld", "维持"
    GRANTED = "granted", "撤销发牌"


class OrderState(TextChoices):
    """督办单状态 (domain facts §3.5)."""

    ISSUED = "issued", "待签收"
    SIGNED = "signed", "办理中"
    ANSWERED = "answered", "待审核"
    RETURNED = "returned", "退回重办"
    CLOSED = "closed", "已办结"
    CANCELLED = "cancelled", "已撤销"


class OrderSource(TextChoices):
    """督办来源."""

    CARD = "card", "监察预警"
    COMPLAINT = "complaint", "群众投诉"
    INSTRUCTION = "instruction", "领导批示"
    PETITION = "petition", "信访"
    WEBSITE = "website", "网站检查"
    MANUAL = "manual", "人工立项"


class OrderLevel(TextChoices):
    """督办级别, mildest first."""

    GENERAL = "general", "一般督办"
    KEY = "key", "重点督办"
    LISTED = "listed", "挂牌督办"
