"""A page that Wagtail serves, past every restriction, is one that may be kept."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage, TopicPage

from . import notes


@hooks.register("before_serve_page", order=1000)
def begin(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Stands behind the hook that guards restricted pages, which answers in its place."""
    noted = notes.current()
    if noted is None:
        return
    noted.page_id = page.pk
    notes.note("page", page.pk)
    if isinstance(page, ArticlePage):
        notes.note("below", page.path[: -page.steplen])  # its neighbours, the latest of its column
    elif isinstance(page, SitePage | TopicPage):
        noted.is_front = True
        notes.note("below", page.path)
    elif isinstance(page, ColumnPage):
        notes.note("below", page.path)
