from django.db.models import TextChoices


class VideoState(TextChoices):
    """视频状态."""

    RECEIVING = "receiving", "上传中"
    WAITING = "waiting", "等待转码"
    WORKING = "working", "转码中"
    READY = "ready", "可以播放"
    FAILED = "failed", "转码失败"


class CaptionLanguage(TextChoices):
    """字幕语言, by its BCP 47 tag."""

    CHINESE = "zh", "中文字幕"
    ENGLISH = "en", "英文字幕"
