from django.db import models

from .choices import BY_MEDIA_TYPE, FileKind, Trust


class StoredFile(models.Model):
    """存储文件 — bytes kept once under their digest, whatever they were called and however often they were sent."""

    digest = models.CharField(max_length=64, primary_key=True)
    algorithm = models.CharField(max_length=10)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100, help_text="read from the content, never from the name")
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.media_type} {self.size}"

    @property
    def kind(self) -> FileKind:
        return BY_MEDIA_TYPE[self.media_type]


class Attachment(models.Model):
    """附件 — a stored file as somebody handed it in: its name, for what, by whom, how far it can be trusted."""

    token = models.CharField(max_length=32, unique=True)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    subject = models.CharField(
        max_length=80, blank=True, db_index=True, help_text="办件编号 or other ref once it is bound"
    )
    uploaded_by = models.CharField(max_length=60, db_index=True)
    uploaded_at = models.DateTimeField()
    trust = models.CharField(max_length=1, choices=Trust, default=Trust.UPLOADED, help_text="国办函〔2016〕108号")
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
