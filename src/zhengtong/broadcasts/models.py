from django.db import models
from django.db.models import Q

from zhengtong.foundation.fields import EncryptedTextField
from zhengtong.org.models import Unit

from .choices import BroadcastState, Pause, Source


class Broadcast(models.Model):
    """视频直播 — live picture and sound of one occasion, until it is ended and its recording kept."""

    ref = models.CharField(max_length=32, unique=True, help_text="how the desk's pages name it")
    subject = models.CharField(max_length=60, help_text="what it is a broadcast of, e.g. an interview's number")
    title = models.CharField("标题", max_length=80)
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=60, blank=True, help_text="the timeline that tells how the picture stands")
    source = models.CharField("画面来源", max_length=10, choices=Source)
    state = models.CharField("状态", max_length=12, choices=BroadcastState, default=BroadcastState.WAITING)
    key = EncryptedTextField("推流密钥", help_text="shown once; who has it may send the picture")
    token = models.CharField(max_length=32, unique=True, help_text="its public folder; made once, never used again")
    slot = models.PositiveSmallIntegerField(null=True, help_text="which of the SRT ports is its own while it is open")

    opened_by = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True, help_text="what is wrong just now, for the director")

    feed = models.CharField(max_length=40, blank=True, help_text="the browser's session whose chunks are taken")
    feed_next = models.PositiveIntegerField(default=0, help_text="the first chunk that has not come")
    feed_at = models.DateTimeField(null=True)
    refused_feed = models.CharField(max_length=40, blank=True, help_text="a session whose chunks are no video")

    closed_at = models.DateTimeField(null=True, help_text="since when the playlists are complete")
    video_ref = models.CharField(max_length=32, blank=True, help_text="its recording in the videos room")
    recorded_at = models.DateTimeField(null=True, help_text="the recording is kept, or there is none to keep")
    annotated_at = models.DateTimeField(null=True, help_text="the recording has its chapters and captions")
    cleared_at = models.DateTimeField(null=True, help_text="the public folder is gone")

    class Meta:
        verbose_name = "视频直播"
        constraints = [
            models.UniqueConstraint(fields=["subject"], name="broadcast_open_once", condition=Q(ended_at=None)),
            models.UniqueConstraint(fields=["slot"], name="broadcast_slot_once", condition=Q(ended_at=None)),
        ]
        indexes = [models.Index(fields=["subject", "-opened_at"], name="broadcast_of_subject")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state != BroadcastState.ENDED


class BroadcastRun(models.Model):
    """直播时段 — one unbroken stretch of a broadcast; between two of them it was interrupted.

    Runs of one shape (sizes, sound) follow each other in the same playlists, an `edition`; another shape begins a new one.
    """

    broadcast = models.ForeignKey(Broadcast, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    edition = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    why = models.CharField("中断原因", max_length=10, choices=Pause, blank=True)
    width = models.PositiveIntegerField(help_text="0: sound alone")
    height = models.PositiveIntegerField()
    has_sound = models.BooleanField()
    folders = models.JSONField(help_text="the sizes made, smallest first, then sound alone")

    class Meta:
        verbose_name = "直播时段"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["broadcast", "number"], name="broadcast_run_once")]

    def __str__(self) -> str:
        return f"{self.broadcast} {self.number}"
