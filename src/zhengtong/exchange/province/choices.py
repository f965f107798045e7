from django.db.models import TextChoices


class ObjectType(TextChoices):
    """报送内容 — what the province is told of."""

    MATTER = "matter", "办件"
    CARD = "card", "监察信息"
    APPEAL = "appeal", "申诉"
    ORDER = "order", "督办单"
    SCORE = "score", "绩效得分"
    RULE = "rule", "监察规则"


class Operation(TextChoices):
    """cd_operation (domain facts §3.7)."""

    INSERT = "I", "新增"
    UPDATE = "U", "修改"
    DELETE = "D", "撤销"


class MessageState(TextChoices):
    """报文状态. A message is never deleted: what a person gave up stays in view as given up."""

    QUEUED = "queued", "待发送"
    SENT = "sent", "待回执"
    ACKNOWLEDGED = "acknowledged", "已确认"
    REJECTED = "rejected", "被退回"
    DEAD = "dead", "已放弃"


class DifferenceKind(TextChoices):
    """对账差异."""

    MISSING = "missing", "省平台缺少"
    EXTRA = "extra", "省平台多出"
    DIFFERS = "differs", "版本或内容不一致"
