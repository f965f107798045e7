from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    """图片 — with the words for those who cannot see it, and where it comes from."""

    credit = models.CharField("来源", max_length=100, blank=True, help_text="摄影者或图片来源，例如“县融媒体中心”")

    admin_form_fields = ("title", "file", "description", "credit", "collection", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = "图片"


class PictureRendition(AbstractRendition):
    """图片尺寸 — a picture as a page shows it: smaller, cropped, re-encoded."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="picture_rendition_once")
        ]


class SiteDocument(AbstractDocument):
    """文档 — a file offered for download."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "文档"
