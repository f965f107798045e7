from django.db import models

from zhengtong.cms.models import ArticlePage
from zhengtong.disclosure.models import Information


class DisclosedArticle(models.Model):
    """公开稿件 — which article publishes which piece of government information."""

    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="disclosed")
    information = models.OneToOneField(Information, on_delete=models.PROTECT, related_name="shown_in")

    def __str__(self) -> str:
        return f"{self.article_id} {self.information_id}"
