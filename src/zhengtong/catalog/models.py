from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhengtong.org.models import Unit

from .choices import CLOSED_STATES, Family, ItemKind, ItemState, ProjectType, VersionState


class ServiceItem(models.Model):
    """事项 — one service, power or penalty of one unit, through its versions."""

    code = models.CharField(max_length=40, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="items")
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.ACTIVE)
    cancelled_on = models.DateField(null=True)
    cancel_basis = models.CharField(max_length=200, blank=True)
    current = models.OneToOneField("ItemVersion", null=True, on_delete=models.PROTECT, related_name="current_of")

    def __str__(self) -> str:
        return self.code


class ItemVersion(models.Model):
    """事项版本 — the national element set as one document (docs/item-file.md), frozen once published by a trigger.

    `content` is the truth; the columns beside it repeat what lists are filtered and searched by.
    """

    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=VersionState, default=VersionState.DRAFT)
    content = models.JSONField()
    digest = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=ItemKind)
    family = models.CharField(max_length=12, choices=Family)
    project_type = models.CharField(max_length=10, choices=ProjectType)
    audience = ArrayField(models.CharField(max_length=20), default=list)
    topics_person = ArrayField(models.CharField(max_length=20), default=list)
    topics_corp = ArrayField(models.CharField(max_length=20), default=list)
    life_events = ArrayField(models.CharField(max_length=20), default=list)
    is_online = models.BooleanField(default=False)
    at_township = models.BooleanField(default=False)
    by_village_agent = models.BooleanField(default=False)
    search_text = models.TextField(help_text="three folded lines: name, keywords, everything else one may search by")
    edited_by = models.CharField(max_length=60)
    editors = ArrayField(models.CharField(max_length=60), default=list, help_text="whoever edited or submitted it")
    edited_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    effective_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_once"),
            models.UniqueConstraint(
                fields=["item"], condition=~Q(state__in=CLOSED_STATES), name="item_one_open_version"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "superseded"])
                | (~Q(digest="") & Q(published_at__isnull=False, effective_on__isnull=False)),
                name="item_published_in_full",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} 第{self.number}版"


class Opinion(models.Model):
    """审核意见 — what one stage of the approval chain said of a version."""

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="opinions")
    stage = models.CharField(max_length=20, choices=VersionState)
    is_approved = models.BooleanField()
    text = models.CharField(max_length=500)
    document = models.CharField(max_length=80, blank=True, help_text="市级审定文号, recorded at the city stage")
    unit = models.CharField(max_length=20)
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version} {self.get_stage_display()}"
