from django.conf import settings
from django.db import models
from django.db.models import Q

from zhengtong.foundation.fields import EncryptedTextField
from zhengtong.org.models import Unit
from zhengtong.timers.models import Clock

from .choices import LetterChannel, LetterState


class Letter(models.Model):
    """信件 — a question to a unit and its answer; so far the channel 业务咨询, about one service item or one public page."""

    ref = models.CharField(max_length=40, unique=True)
    query_code = models.CharField(max_length=6)
    submission = models.CharField(max_length=32, unique=True, help_text="token of the page it was sent from: sent once")
    channel = models.CharField(max_length=20, choices=LetterChannel)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="letters")
    item_code = models.CharField(max_length=40, blank=True, db_index=True)
    item_name = models.CharField(max_length=120, blank=True)
    page = models.CharField(max_length=80, blank=True, db_index=True, help_text="kind:key of the page asked about")
    page_title = models.CharField(max_length=200, blank=True)
    page_url = models.CharField(max_length=500, blank=True, help_text="where the page stood when it was asked about")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="letters")
    writer_name = models.CharField(max_length=40)
    writer_phone = EncryptedTextField()
    title = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)
    may_publish = models.BooleanField(default=False, help_text="the writer agrees to publication without their name")
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.OPEN)
    sent_at = models.DateTimeField()
    clock = models.OneToOneField(Clock, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=4000, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)
    is_published = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "due_at"], name="letter_inbox", condition=Q(state="open")),
            models.Index(fields=["item_code", "-answered_at"], name="letter_public", condition=Q(is_published=True)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        """What was asked about: the item's name, or the page's title."""
        return self.item_name or self.page_title
