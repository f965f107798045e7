"""Where the guards stand in the editors' door: beside the text at every save, before Wagtail's own publishing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from zhengtong.foundation.errors import Refusal
from zhengtong.guards.actions import note_refused

from . import actions, queries


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def look_at_what_was_saved(request: HttpRequest, page: Page) -> None:
    """Nothing is refused here; what waits for a reviewer is noted for them."""
    if not isinstance(page, queries.KINDS):
        return
    now = timezone.now()
    actions.read_files(page, at=now)
    if page.workflow_in_progress:
        actions.note(page, at=now)


@hooks.register("before_publish_page", order=500)
def refuse_what_may_not_stand(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A column, a topic, a home page: the draft is saved, and stays one."""
    if not isinstance(page, queries.KINDS):
        return None
    now = timezone.now()
    try:
        actions.clear(page, at=now)
    except Refusal as refusal:
        note_refused(refusal, at=now)
        messages.error(request, f"已保存为草稿，没有发布。{refusal.sentence}")
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None
