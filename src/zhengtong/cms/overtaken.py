"""Two editors at one page: who saves second overwrites nobody, and loses nothing of what they wrote."""

import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail import hooks
from wagtail.models import Page

from zhengtong.org.queries import staff_of

_LEFT_OUT = ("csrfmiddlewaretoken", "loaded_revision", "next", "action-")


@hooks.register("before_edit_page")
def refuse_to_overwrite(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A text opened before somebody else saved theirs is not taken: both are shown where they can be compared."""
    loaded = request.POST.get("loaded_revision_id", "")
    latest = page.latest_revision
    if request.method != "POST" or latest is None or not loaded.isdigit() or int(loaded) >= latest.pk:
        return None
    if latest.user_id == request.user.pk:
        return None
    staff = staff_of(latest.user) if latest.user else None
    saved_by = staff.name if staff else "他人"
    context = {"page": page, "latest": latest, "saved_by": saved_by, "written": list(_written(request))}
    return render(request, "wagtailadmin/overtaken.html", context, status=409)


def _written(request: HttpRequest) -> Iterator[str]:
    """The texts among the fields of the form, in their order, so that they can be copied."""
    for name, value in request.POST.items():
        if name.startswith(_LEFT_OUT) or not value.strip():
            continue
        if name.endswith(("-type", "-id", "-order", "-deleted", "-count", "_FORMS")) or value.isdigit():
            continue
        yield _plain(value)


def _plain(value: str) -> str:
    """The words of a rich text, which the browser sends as the blocks of its editor."""
    if not value.startswith('{"'):
        return value
    try:
        content = json.loads(value)
    except json.JSONDecodeError:
        return value
    return "\n".join(block.get("text", "") for block in content.get("blocks", []))
