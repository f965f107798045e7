"""What happens in the register happens to the article that shows it, in the same transaction."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.signals import page_published, page_unpublished

from zhengtong.cms.models import ArticlePage
from zhengtong.cms.pagecache.changes import tell
from zhengtong.disclosure.catalogue import InformationState
from zhengtong.disclosure.models import Information

from . import actions


def connect() -> None:
    """Hear of every change in the register (called once the apps are ready)."""
    post_save.connect(_changed, sender=Information, dispatch_uid="articles follow the register")


def _changed(instance: Information, created: bool, update_fields: Any = None, **_: Any) -> None:
    if created:
        return
    if instance.explains_id is not None:
        tell([f"information:{instance.explains_id}"])  # whose page lists what explains it
    article = ArticlePage.objects.filter(disclosed__information=instance).first()
    if article is None:
        return
    if instance.state == InformationState.WITHDRAWN and article.live and instance.withdrawn_at is not None:
        actions.hide(instance, at=instance.withdrawn_at)
        page_unpublished.send(sender=ArticlePage, instance=article)
    elif update_fields is None or "validity" in update_fields:
        actions.mirror_validity(instance)
        if article.live:
            fresh = ArticlePage.objects.get(pk=article.pk)
            page_published.send(sender=ArticlePage, instance=fresh, revision=fresh.live_revision)
