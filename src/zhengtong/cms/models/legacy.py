from django.db import models

from .article import ArticlePage
from .site import SitePage


class LegacyItem(models.Model):
    """历史稿件 — which article of an old site became which page, so that it comes in once."""

    site = models.ForeignKey(SitePage, on_delete=models.CASCADE, related_name="+")
    key = models.CharField("原编号", max_length=200)
    page = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "key"], name="legacy_item_once")]

    def __str__(self) -> str:
        return f"{self.site_id} {self.key}"
