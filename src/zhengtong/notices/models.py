from django.conf import settings
from django.db import models
from django.db.models import Q

from zhengtong.foundation.fields import EncryptedTextField

from .choices import Channel, NoticeState


class Notice(models.Model):
    """通知 — something that leaves the house for one person over one channel."""

    channel = models.CharField(max_length=10, choices=Channel)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notices")
    address = EncryptedTextField(
        blank=True, help_text="telephone or mail address; empty for the mailbox inside the site"
    )
    subject = models.CharField(max_length=80, help_text="办件编号 or other ref")
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    text = models.TextField(help_text="frozen when queued; no personal numbers")
    link = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.QUEUED)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="notice_queue", condition=Q(state="queued")),
            models.Index(fields=["recipient", "-queued_at"], name="notice_mailbox", condition=Q(channel="mailbox")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="queued") | Q(next_try_at__isnull=False), name="queued_notice_has_a_next_try"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_notice_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.title
