"""An upload as the browser sends it: a beginning, pieces, an end. Answers are JSON for the page's script."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards import queries as guards
from zhengtong.org.models import Staff
from zhengtong.org.queries import staff_of
from zhengtong.videos import actions, queries, rules
from zhengtong.videos.choices import VideoState
from zhengtong.videos.models import Video

REFUSED = 422
ELSEWHERE = 409


@require_POST
def begin(request: HttpRequest) -> JsonResponse:
    """A place for an upload: title, unit, name, size."""
    staff = _sender(request)
    unit = queries.units_for(staff).filter(code=request.POST.get("unit", "")).first()
    size = request.POST.get("size", "")
    try:
        if unit is None:
            raise Refusal("no-unit", "请选择视频所属的单位。", "unit")
        check_words(request.POST.get("title", ""), "title")
        video = actions.begin(
            request.POST.get("title", ""),
            unit=unit,
            name=request.POST.get("name", ""),
            size=int(size) if size.isascii() and size.isdigit() and len(size) < 16 else 0,
            by=staff,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _refused(refusal)
    return JsonResponse(_standing(video))


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, ref: str) -> JsonResponse:
    """GET: how much has come, for going on after a break. POST: one piece, its place in the header `Upload-Offset`."""
    staff = _sender(request)
    if request.method == "GET":
        return JsonResponse(_standing(_own(staff, ref)))
    offset = request.headers.get("Upload-Offset", "")
    piece = request.read(rules.CHUNK + 1)
    try:
        place = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 16 else -1
        video = actions.receive(ref, place, piece, by=staff)
        if video.received == video.size:
            return _finished(actions.finish(ref, by=staff, at=timezone.now()))
    except Unknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        if refusal.code == "chunk-elsewhere":
            return JsonResponse(_standing(_own(staff, ref)), status=ELSEWHERE)
        actions.abandon(ref, by=staff)
        return _refused(refusal)
    return JsonResponse(_standing(video))


@require_POST
def cancel(request: HttpRequest, ref: str) -> JsonResponse:
    """取消上传."""
    try:
        actions.abandon(ref, by=_sender(request))
    except Unknown as unknown:
        raise Http404 from unknown
    return JsonResponse({"is_cancelled": True})


def check_words(text: str, field: str) -> None:
    """What the public will read or hear passes the list of words; raises Refusal `words-blocked`."""
    findings = guards.check(text, at=timezone.now())
    if findings.stops_publication:
        words = "、".join(dict.fromkeys(f"“{one.shown}”" for one in (*findings.blocking, *findings.leaks)))
        raise Refusal("words-blocked", f"有不能公开的内容：{words}。请修改后再提交。", field)


def _sender(request: HttpRequest) -> Staff:
    staff = staff_of(request.user)
    if staff is None or not queries.may_send(staff):
        raise Http404
    return staff


def _own(staff: Staff, ref: str) -> Video:
    mine = queries.visible_to(staff).filter(state=VideoState.RECEIVING, uploaded_by=f"staff:{staff.code}")
    video = mine.filter(ref=ref).first()
    if video is None:
        raise Http404
    return video


def _standing(video: Video) -> dict[str, Any]:
    return {
        "ref": video.ref,
        "received": video.received,
        "size": video.size,
        "piece": rules.CHUNK,
        "upload": reverse("cms_video_upload", args=[video.ref]),
        "cancel": reverse("cms_video_cancel", args=[video.ref]),
    }


def _finished(video: Video) -> JsonResponse:
    return JsonResponse({"received": video.size, "size": video.size, "page": reverse("cms_video", args=[video.ref])})


def _refused(refusal: Refusal) -> JsonResponse:
    told = {"code": refusal.code, "sentence": refusal.sentence, "field": refusal.field or ""}
    return JsonResponse(told, status=REFUSED, json_dumps_params={"ensure_ascii": False})
