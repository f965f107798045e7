from django.db import models

from .article import ArticlePage


class Shelf(models.Model):
    """上架稿件 — an article that is listed, where and in which order: what lists ask, however many articles there are.

    Kept by triggers on the two tables a page lies in: whoever moves, publishes, withdraws or pins an article, by Wagtail or
    by hand, need not know of it. `place` is the path of the page above.
    """

    article = models.OneToOneField(
        ArticlePage, primary_key=True, on_delete=models.DO_NOTHING, related_name="shelf", db_constraint=False
    )
    place = models.CharField(max_length=255, db_collation="C")
    is_pinned = models.BooleanField()
    is_pictured = models.BooleanField()
    shown_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "上架稿件"
        indexes = [
            models.Index(
                models.F("place"),
                models.F("is_pinned").desc(),
                models.F("shown_at").desc(nulls_last=True),
                models.F("article").desc(),
                name="shelf_pinned_first",
            ),
            models.Index(
                models.F("place"),
                models.F("is_pinned").desc(),
                models.F("shown_at").desc(nulls_last=True),
                models.F("article").desc(),
                name="shelf_pictured",
                condition=models.Q(is_pictured=True),
            ),
            models.Index("place", "shown_at", "article", name="shelf_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.article_id}"
