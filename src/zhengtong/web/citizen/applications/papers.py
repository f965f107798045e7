"""第二步 上传材料 — each file stands by itself; a refused one takes none of the others with it."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.cases import actions, queries
from zhengtong.cases.models import Case
from zhengtong.files.choices import ACCEPT, ALLOWED_WORDS
from zhengtong.files.rules import size_words
from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.reading import whole_number
from zhengtong.web import uploads

from .draft import address_of, lines_of, missing, of_draft, onward, plan_of, refreshed, step_page


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def materials(request: HttpRequest, draft: Case) -> HttpResponse:
    if "materials" not in plan_of(draft, queries.guide(draft.version_id)):
        return redirect(address_of(draft, "confirm"))
    if request.method == "POST":
        return _take_materials(request, draft, timezone.now())
    return _show_materials(request, draft, missing(draft) if "check" in request.GET else {})


def _take_materials(request: HttpRequest, draft: Case, at: datetime) -> HttpResponse:
    """New files are attached one by one, so that a refused one takes none of the others with it."""
    item = queries.guide(draft.version_id)
    came = uploads.take(request, [f"file-{m.order}" for m in item.materials], by=request.actor, at=at)
    for name, files in came.files.items():
        for file in files:
            actions.attach_material(draft.draft_token, _order(name), file, by=request.user, at=at)
    touched = next(iter(came.files), "")
    if came.is_rearranged:
        touched, _, token = request.POST[uploads.REMOVE].partition(":")
        actions.detach_material(draft.draft_token, _order(touched), token, by=request.user, at=at)
    if came.errors:
        return _show_materials(request, draft, came.errors, status=422)
    if "refresh" in request.POST:
        return refreshed(request, draft)
    if not came.is_rearranged and "next" in request.POST:
        absent = missing(draft)
        return _show_materials(request, draft, absent, status=422) if absent else onward(draft, "materials")
    if "leave" in request.POST:
        messages.success(request, "草稿已保存，可以随时从这里继续。")
        return redirect("citizen:my")
    count = sum(map(len, came.files.values()))
    if count or came.is_rearranged:
        messages.success(request, f"已上传{count}个文件。" if count else "文件已移除。")
    else:
        messages.warning(request, "还没有选择文件，请先点“选择文件”，再点“上传”。")
    return redirect(f"{address_of(draft, 'materials')}{f'#f-{touched}' if touched else ''}")


def _order(name: str) -> int:
    number = whole_number(name.removeprefix("file-"))
    if number is None:
        raise Unknown("办事指南中没有这项材料。")
    return number


def _show_materials(request: HttpRequest, draft: Case, errors: dict[str, str], status: int = 200) -> HttpResponse:
    return step_page(
        request,
        draft,
        "materials",
        status,
        lines=lines_of(draft, errors),
        errors=errors,
        accept=ACCEPT,
        kinds=ALLOWED_WORDS,
        max_bytes=settings.MAX_UPLOAD_BYTES,
        max_words=size_words(settings.MAX_UPLOAD_BYTES),
    )
