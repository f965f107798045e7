"""What happens to articles because time passes: what was signed for a moment goes live, what ends is taken down."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page, Revision

from zhengtong.guards.actions import TextRefused, note_refused

from ..screening import queries as screening
from . import actions


def publish_scheduled(at: datetime) -> int:
    """定时发布与到期下线 — each page in a transaction of its own; how many changed."""
    return _expire(at) + _go_live(at)


def _expire(at: datetime) -> int:
    over = list(Page.objects.filter(expire_at__lte=at, live=True).order_by("expire_at").values_list("pk", flat=True))
    changed = 0
    for pk in over:
        with transaction.atomic():
            page = Page.objects.select_for_update().filter(pk=pk, live=True, expire_at__lte=at).first()
            if page is not None:
                page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
                changed += 1
    return changed


def _go_live(at: datetime) -> int:
    due = Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at")
    changed = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=at).first()
            if revision is not None:
                changed += _publish(revision, at)
    return changed


def _publish(revision: Revision, at: datetime) -> bool:
    """A text the list of words has come to hold back since it was signed waits on, and its people are told once."""
    page = revision.content_object
    is_told = screening.holds(page)
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except TextRefused as refusal:
        note_refused(refusal, at=at)
        if not is_told:
            actions.hold(page, refusal.sentence, at=at)
        return False
    return True
