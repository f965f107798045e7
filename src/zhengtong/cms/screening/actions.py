"""Before a page becomes public, and while it waits for that."""

from datetime import datetime

from wagtail.models import Page

from zhengtong.guards import actions as guards

from ..models import SitePage
from . import queries


def clear(page: Page, *, at: datetime) -> None:
    """Called with the page as it would be published, by whatever publishes it.

    Raises TextRefused `text-block`, `text-leak`, `text-review`, which name the word and its place.
    """
    try:
        guards.clear(queries.text_of(page), at=at)
    except guards.TextRefused as refusal:
        # What is public stays in the work list beside the draft that was refused.
        in_work = queries.text_in_work(Page.objects.get(pk=page.pk))
        raise guards.TextRefused(refusal.code, refusal.sentence, in_work) from refusal


def clear_notice(site: SitePage, notice: str, *, at: datetime) -> None:
    """What whoever comes to a site that is away reads; raises as `clear`."""
    guards.clear(queries.text_of_notice(site, notice), at=at)


def note(page: Page, *, at: datetime) -> None:
    """What stands against a draft that is sent for review, in the work list of those who may sign for it."""
    guards.look_over(queries.text_in_work(Page.objects.get(pk=page.pk)), at=at)


def read_files(page: Page, *, at: datetime) -> None:
    """Read the documents of a saved draft once, so that what they say is shown beside it."""
    guards.keep_texts(queries.text_of(page), at=at)
