from django.db.models import TextChoices


class Channel(TextChoices):
    MAILBOX = "mailbox", "站内信"
    SMS = "sms", "短信"


class NoticeState(TextChoices):
    QUEUED = "queued", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "发送失败"
