"""The words of our own articles, so that what is captured can be told from what we have."""

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_delete

from zhengtong.capture.actions import items
from zhengtong.capture.queries import learned
from zhengtong.capture.rules.addresses import key_of
from zhengtong.foundation.errors import Refusal

from ..indexing import text_of
from ..models import ArticlePage

BATCH = 200


def connect() -> None:
    """Hear of every article that is deleted."""
    post_delete.connect(_deleted, sender=ArticlePage, dispatch_uid="capture deleted")


def _deleted(sender: type[ArticlePage], instance: ArticlePage, **kwargs: Any) -> None:
    items.forget_page(instance.pk)


def learn(at: datetime) -> int:
    """Learn the articles published since they were last learned, at most 200 a round; returns how many."""
    known = learned().filter(page=OuterRef("pk"), learned_at__gte=OuterRef("last_published_at"))
    rows = ArticlePage.objects.filter(~Exists(known), live=True, shared_from=None, last_published_at__isnull=False)
    rows = rows.order_by("pk")[:BATCH]
    return items.learn_pages(((page.pk, _key(page), text_of(page)) for page in rows), at=at)


def _key(page: ArticlePage) -> str:
    """Where the text was taken from, else where we show it."""
    try:
        return key_of(page.source_url or urljoin(settings.PUBLIC_URL, page.url or "/"))
    except Refusal:
        return ""  # an address somebody typed that leads nowhere
