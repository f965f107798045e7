from django.conf import settings
from django.db import models
from django.db.models import Q


class Form(models.Model):
    """电子表单 — one form through its versions."""

    code = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=80)
    unit = models.CharField(max_length=20, blank=True, help_text="owner; empty for the county's common forms")

    def __str__(self) -> str:
        return self.title


class FormVersion(models.Model):
    """表单版本 — fields as data; a published version never changes (a trigger refuses it)."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField(help_text="title, note, sections → fields")
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    edited_by = models.CharField(max_length=60)
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_once"),
            models.UniqueConstraint(fields=["form"], condition=Q(is_published=False), name="form_one_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.form} 第{self.number}版"


class Answer(models.Model):
    """填报 — what somebody answered to one form version, draft or final; personal numbers inside are sealed."""

    token = models.CharField(max_length=32, unique=True)
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="answers")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    values = models.JSONField(default=dict)
    is_final = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version} {self.token}"
