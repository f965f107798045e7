from django.db import models
from django.db.models import Q

from zhengtong.capture.choices import ItemState
from zhengtong.org.models import Staff, Unit

from .sources import CaptureRun, CaptureSource


class CapturedItem(models.Model):
    """采集内容 — one article found at a source, on its way to a draft, or the reason why it did not become one."""

    source = models.ForeignKey(CaptureSource, null=True, on_delete=models.SET_NULL, related_name="items")
    run = models.ForeignKey(CaptureRun, null=True, on_delete=models.SET_NULL, related_name="items")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.BigIntegerField()
    asked_by = models.ForeignKey(
        Staff, null=True, on_delete=models.PROTECT, related_name="+", help_text="who asked for it by hand"
    )
    url = models.CharField(max_length=1000)
    key = models.CharField(max_length=300, help_text="the address in its one spelling")
    title = models.CharField(max_length=200)
    credit = models.CharField(max_length=60, help_text="来源, as the draft names it")
    author = models.CharField(max_length=40, blank=True)
    published_at = models.DateTimeField(null=True)
    html = models.TextField(blank=True, help_text="empty once the draft holds it")
    state = models.CharField(max_length=10, choices=ItemState)
    reason = models.CharField(max_length=300, blank=True)
    twin = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    twin_page = models.BigIntegerField(null=True, help_text="an article of ours that says the same")
    page = models.BigIntegerField(null=True, help_text="the draft")
    findings = models.JSONField(default=list, help_text="[level, word, right word] of the check when it came in")
    fetched_at = models.DateTimeField()
    drafted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], condition=~Q(source=None), name="captured_once_a_source")
        ]
        indexes = [
            models.Index(fields=["key"], name="captured_key"),
            models.Index(fields=["page"], name="captured_page", condition=~Q(page=None)),
            models.Index(fields=["unit", "-fetched_at"], name="captured_of_unit"),
            models.Index(fields=["id"], name="captured_waiting", condition=Q(state=ItemState.WAITING)),
        ]

    def __str__(self) -> str:
        return self.title


class CapturedPicture(models.Model):
    """采集图片 — a picture of a captured article, kept until the draft takes it into the media library."""

    item = models.ForeignKey(CapturedItem, on_delete=models.CASCADE, related_name="pictures")
    url = models.CharField(max_length=1000)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.url


class Fingerprint(models.Model):
    """文本指纹 — 64 bits of a text in four parts, to find what says nearly the same: captured items and our own articles."""

    item = models.OneToOneField(CapturedItem, null=True, on_delete=models.CASCADE, related_name="fingerprint")
    page = models.BigIntegerField(null=True, unique=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=300, blank=True, help_text="the address the text was taken from, if it was")
    value = models.BigIntegerField(null=True, help_text="none for a text too short to be compared")
    first = models.IntegerField(null=True)
    second = models.IntegerField(null=True)
    third = models.IntegerField(null=True)
    fourth = models.IntegerField(null=True)
    learned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None, page__isnull=False) | Q(item__isnull=False, page=None),
                name="fingerprint_of_one_text",
            )
        ]
        indexes = [
            *(
                models.Index(fields=[part], name=f"fingerprint_{part}")
                for part in ("first", "second", "third", "fourth")
            ),
            models.Index(fields=["key"], name="fingerprint_key", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"{self.value}"
