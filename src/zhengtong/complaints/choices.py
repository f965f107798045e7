from django.db.models import TextChoices


class ComplaintKind(TextChoices):
    CONDUCT = "conduct", "违规操作"
    ATTITUDE = "attitude", "服务态度"
    FEES = "fees", "乱收费"
    DELAY = "delay", "拖延超期"
    DISCIPLINE = "discipline", "违纪违法"


class ComplaintChannel(TextChoices):
    WINDOW = "window", "窗口"
    WEB = "web", "网上"
    PHONE = "phone", "电话"
    SMS = "sms", "短信"


class ComplaintState(TextChoices):
    FILED = "filed", "待受理"
    ACCEPTED = "accepted", "已受理"
    ASSIGNED = "assigned", "办理中"
    VERIFYING = "verifying", "待审核"
    CLOSED = "closed", "已办结"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"


OPEN_STATES = frozenset(
    {ComplaintState.FILED, ComplaintState.ACCEPTED, ComplaintState.ASSIGNED, ComplaintState.VERIFYING}
)


class Finding(TextChoices):
    """核查结论."""

    SUBSTANTIATED = "substantiated", "属实"
    PARTLY = "partly", "部分属实"
    UNSUBSTANTIATED = "unsubstantiated", "不属实"
    UNDETERMINED = "undetermined", "无法查实"


class RefusalGround(TextChoices):
    """不予受理的情形."""

    NO_LEADS = "no_leads", "没有具体事实或者线索，无法核查"
    NOT_OURS = "not_ours", "不属于政务服务投诉范围"
    OTHER_REMEDY = "other_remedy", "已经或者应当通过行政复议、诉讼、仲裁解决"
    REPEATED = "repeated", "同一事项已经受理或者办结，没有新的事实"
