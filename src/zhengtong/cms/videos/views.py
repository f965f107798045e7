"""视频管理: the list, sending one, and each video with its poster, captions and where it is shown."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.models import Staff
from zhengtong.org.queries import staff_of
from zhengtong.videos import actions, places, queries, rules, serving
from zhengtong.videos.choices import CaptionLanguage, VideoState
from zhengtong.videos.models import Video

from .. import indexing
from . import showing
from .blocks import player
from .receiving import check_words

PAGE_LENGTH = 20
MOST_CAPTIONS = 2 << 20
"""Bytes read of a caption file at most; its own limit is below."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The videos of one's own part, newest first."""
    staff = _reader(request)
    sought = request.GET.get("q", "").strip()[:80]
    found = queries.visible_to(staff)
    if sought:
        found = found.filter(title__icontains=sought)
    listed = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("p"))
    context = {"listed": listed, "sought": sought, "may_send": queries.may_send(staff)}
    return render(request, "cms/videos/index.html", context)


@require_safe
def add(request: HttpRequest) -> HttpResponse:
    """上传视频."""
    staff = _reader(request)
    units = list(queries.units_for(staff))
    if not units:
        raise Http404
    context = {
        "units": units,
        "own": staff.unit_id,
        "accept": ",".join(f".{ending}" for ending in (*rules.ENDINGS, *rules.SOUNDS)),
        "allowed": rules.ALLOWED,
        "most_megabytes": settings.VIDEO_MAX_BYTES >> 20,
        "most_minutes": settings.VIDEO_MAX_SECONDS // 60,
    }
    return render(request, "cms/videos/add.html", context)


@require_safe
def video(request: HttpRequest, ref: str) -> HttpResponse:
    """One video."""
    return _page(request, _named(request, ref), None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """修改标题: of whatever has come whole; pages and the search say the new one at once."""
    staff, one = _reader(request), _named(request, ref)
    if one.state == VideoState.RECEIVING or not queries.may_edit(staff, one.unit):
        raise Http404
    pages, typed, problem = showing.pages_with(one), one.title, None
    if request.method == "POST":
        typed = request.POST.get("title", "")
        try:
            check_words(typed, "title")
            actions.rename(ref, typed, by=staff, at=timezone.now())
        except Unknown as unknown:
            raise Http404 from unknown
        except Refusal as refusal:
            problem = refusal
        else:
            indexing.index_pages(pages)
            messages.success(request, "标题已修改。")
            return redirect("cms_video", ref)
    context = {"video": one, "typed": typed, "pages": pages, "problem": problem}
    return render(request, "cms/videos/edit.html", context, status=409 if problem else 200)


@require_safe
def state(request: HttpRequest, ref: str) -> JsonResponse:
    """How far it is, for the page's script."""
    one = _named(request, ref)
    told = {"state": one.state, "label": one.get_state_display(), "percent": one.percent, "problem": one.problem}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@require_safe
def file(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    """A file of what was made, for who works with the video."""
    try:
        return _streamed(request, serving.answer(queries.file_of(_named(request, ref), name), request.META,
                                                 is_head=request.method == "HEAD", is_public=False))  # fmt: skip
    except (Unknown, FileNotFoundError) as missing:
        raise Http404 from missing


@require_safe
def public(request: HttpRequest, name: str) -> HttpResponse:
    """The same to the public, where no server stands in front (`project.serving_videos`, docs/nginx)."""
    return _found(request, serving.find(places.public(), serving.AT + name))


@require_safe
def live(request: HttpRequest, name: str) -> HttpResponse:
    """What is live, likewise."""
    return _found(request, serving.find(places.root() / "live", serving.LIVE_AT + name, serving.LIVE_AT), is_live=True)


def _found(request: HttpRequest, place: Path | None, *, is_live: bool = False) -> HttpResponse:
    if place is None:
        raise Http404
    try:
        is_head = request.method == "HEAD"
        return _streamed(request, serving.answer(place, request.META, is_head=is_head, is_live=is_live))
    except FileNotFoundError as missing:
        raise Http404 from missing


@require_POST
def perform(request: HttpRequest, ref: str, act: str) -> HttpResponse:
    """One act upon a video; a refusal stands on its page."""
    staff, one = _reader(request), _named(request, ref)
    if act not in ACTS or not queries.may_edit(staff, one.unit):
        raise Http404
    try:
        messages.success(request, ACTS[act](request, one, staff))
    except Unknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        return _page(request, one, refusal, status=409)
    return redirect("cms_videos") if act == "remove" else redirect("cms_video", one.ref)


def _choose_poster(request: HttpRequest, one: Video, staff: Staff) -> str:
    actions.choose_poster(one.ref, request.POST.get("second", ""), by=staff, at=timezone.now())
    return "封面已更换。"


def _add_captions(request: HttpRequest, one: Video, staff: Staff) -> str:
    sent = request.FILES.get("file")
    if sent is None:
        raise Refusal("captions-empty", "请选择字幕文件。", "file")
    content = sent.read(MOST_CAPTIONS)
    check_words(rules.read_captions(content, one.seconds).words, "file")
    language = request.POST.get("language", "")
    captions = actions.add_captions(one.ref, language, content, by=staff, at=timezone.now())
    return f"{captions.get_language_display()}已上传，共{captions.cues}条。"


def _remove_captions(request: HttpRequest, one: Video, staff: Staff) -> str:
    actions.remove_captions(one.ref, request.POST.get("language", ""), by=staff, at=timezone.now())
    return "字幕已删除。"


def _retry(request: HttpRequest, one: Video, staff: Staff) -> str:
    actions.retry(one.ref, by=staff, at=timezone.now())
    return "已重新排队转码。"


def _remove(request: HttpRequest, one: Video, staff: Staff) -> str:
    actions.remove(one.ref, is_used=bool(showing.pages_with(one)), by=staff, at=timezone.now())
    return f"“{one.title}”已删除。"


ACTS: dict[str, Callable[[HttpRequest, Video, Staff], str]] = {
    "poster": _choose_poster,
    "captions": _add_captions,
    "captions-removal": _remove_captions,
    "retry": _retry,
    "remove": _remove,
}


def _page(request: HttpRequest, one: Video, problem: Refusal | None, status: int = 200) -> HttpResponse:
    pages = showing.pages_with(one)
    context: dict[str, Any] = {
        "video": one,
        "player": player(one, is_preview=True),
        "may_edit": queries.may_edit(staff_of(request.user), one.unit),
        "is_waiting": one.state in (VideoState.WAITING, VideoState.WORKING),
        "languages": CaptionLanguage.choices,
        "captions": list(one.captions.order_by("language")),
        "sizes": [size.name for size in rules.renditions(one.width, one.height)] if one.has_picture else [],
        "pages": pages,
        "problem": problem,
    }
    return render(request, "cms/videos/video.html", context, status=status)


def _streamed(request: HttpRequest, answer: serving.Answer) -> HttpResponse:
    response: HttpResponse = StreamingHttpResponse(answer.pieces, status=answer.status, headers=answer.headers)
    response._resource_closers.append(answer.pieces.close)
    return response


def _reader(request: HttpRequest) -> Staff:
    staff = staff_of(request.user)
    if staff is None or not any(staff.may(post) for post in queries.READERS):
        raise Http404
    return staff


def _named(request: HttpRequest, ref: str) -> Video:
    try:
        return queries.video_for(_reader(request), ref)
    except Unknown as unknown:
        raise Http404 from unknown
