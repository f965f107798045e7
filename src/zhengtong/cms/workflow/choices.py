from django.db.models import TextChoices

from zhengtong.org.choices import Permission


class ReviewLevel(TextChoices):
    """三审三校: the three readings of an article, each by somebody else."""

    FIRST = "first", "初审"
    SECOND = "second", "复审"
    FINAL = "final", "终审签发"


POSTS: dict[str, Permission] = {
    ReviewLevel.FIRST: Permission.CONTENT_REVIEW_FIRST,
    ReviewLevel.SECOND: Permission.CONTENT_REVIEW_SECOND,
    ReviewLevel.FINAL: Permission.CONTENT_SIGN,
}
"""Which post of the county reads at which level."""
