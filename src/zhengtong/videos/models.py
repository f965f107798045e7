from django.db import models
from django.db.models import Q

from zhengtong.org.models import Unit

from .choices import CaptionLanguage, VideoState


class Video(models.Model):
    """视频 — a recording as somebody sent it, and what was made of it; sound without a picture is one too."""

    ref = models.CharField(max_length=32, unique=True, help_text="how editors' pages name it; also its folder")
    title = models.CharField("标题", max_length=80)
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0, help_text="bytes that have come so far")
    uploaded_by = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField()
    state = models.CharField("状态", max_length=10, choices=VideoState, default=VideoState.RECEIVING)

    seconds = models.FloatField(default=0)
    width = models.PositiveIntegerField(default=0, help_text="0: sound alone")
    height = models.PositiveIntegerField(default=0)
    has_sound = models.BooleanField(default=False)
    whole_bytes = models.BigIntegerField(default=0, help_text="size of the one file offered for download")
    poster = models.CharField(max_length=60, blank=True)
    poster_second = models.FloatField(null=True, help_text="chosen by an editor; else the house chose")

    chapters = models.JSONField(default=list, help_text="[{second, title}], in order")

    percent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    not_before = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True, help_text="whoever makes it now")
    claimed_until = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)

    public_token = models.CharField(
        max_length=32,
        blank=True,
        help_text="its public folder while a published page shows it; never used a second time",
    )
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "视频"
        indexes = [
            models.Index(fields=["uploaded_at"], name="video_to_be_made", condition=Q(state__in=["waiting", "working"]))
        ]
        constraints = [
            models.UniqueConstraint(fields=["public_token"], name="video_public_once", condition=~Q(public_token=""))
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_picture(self) -> bool:
        return self.width > 0

    @property
    def is_ready(self) -> bool:
        return self.state == VideoState.READY


class VideoCaptions(models.Model):
    """视频字幕 — what is said in a video, in one language, as WebVTT."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=8, choices=CaptionLanguage)
    cues = models.PositiveIntegerField()
    file = models.CharField(max_length=60)
    uploaded_by = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = "字幕"
        constraints = [models.UniqueConstraint(fields=["video", "language"], name="video_captions_once")]

    def __str__(self) -> str:
        return f"{self.get_language_display()} {self.cues}"
