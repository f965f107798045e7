"""我要咨询: every public page with an owner leads to a question that its owning unit answers (A18).

A page is named by its translation key: it says nothing of how many pages there are and stays when the page is moved. An
answer that is published shows on the page it was asked from, so the page is told to the cache when that changes.
"""

import uuid
from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page

from zhengtong.dialogue.models import Letter
from zhengtong.dialogue.pages import PAGES, AskedPage

from .pagecache import changes, notes
from .policies import unit_of
from .visible import visible_pages

KIND = "page"


def register() -> None:
    """Called once, when the door is ready."""
    PAGES[KIND] = find
    notes.follow(Letter._meta.db_table)
    post_save.connect(_letter_saved, sender=Letter, dispatch_uid="consulting-letter")


def find(key: str) -> AskedPage | None:
    """The public page with this key and its unit."""
    page = _page(key)
    if page is None or page.url is None:
        return None
    return AskedPage(KIND, str(page.translation_key), page.title, page.url, unit_of(page))


def _page(key: str) -> Page | None:
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    return visible_pages().filter(translation_key=wanted).first()


def _letter_saved(instance: Letter, update_fields: Any = None, **_: Any) -> None:
    kind, _, key = instance.page.partition(":")
    if kind == KIND and update_fields is not None and "is_published" in update_fields and (page := _page(key)):
        changes.tell([f"page:{page.pk}"])
