from django.db.models import TextChoices


class InterviewKind(TextChoices):
    INTERVIEW = "interview", "在线访谈"
    PRESS = "press", "网络新闻发言"


class InterviewState(TextChoices):
    DRAFT = "draft", "筹备中"
    ANNOUNCED = "announced", "已预告"
    LIVE = "live", "正在直播"
    ENDED = "ended", "已结束"
    PUBLISHED = "published", "实录已发布"
    ARCHIVED = "archived", "已归档"
    CANCELLED = "cancelled", "已取消"


class PersonRole(TextChoices):
    GUEST = "guest", "嘉宾"
    HOST = "host", "主持人"
    RECORDER = "recorder", "速录"
    MODERATOR = "moderator", "审核"
    DIRECTOR = "director", "导播"


class QuestionState(TextChoices):
    WAITING = "waiting", "待审核"
    SHOWN = "shown", "已展示"
    REFUSED = "refused", "未通过"
    PUT = "put", "正在回答"
    ANSWERED = "answered", "已回答"
    LEFT = "left", "待答复"


class RefusalReason(TextChoices):
    """Why a question is not shown; the moderator chooses one, whoever asked reads it."""

    OFF_TOPIC = "off_topic", "与本期主题无关"
    REPEATED = "repeated", "与已有提问重复"
    PRIVATE = "private", "含有个人信息或他人隐私"
    UNLAWFUL = "unlawful", "含有违法违规内容"
    ABUSIVE = "abusive", "含有辱骂、攻击性语言"
    ADVERTISING = "advertising", "广告或与公共事务无关的推广"
    UNCLEAR = "unclear", "内容不完整，无法理解"
    PETITION = "petition", "属于信访、投诉事项，请通过相应渠道反映"


class PollState(TextChoices):
    OPEN = "open", "正在投票"
    CLOSED = "closed", "已结束"
