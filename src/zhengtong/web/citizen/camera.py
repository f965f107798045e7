"""The camera of whoever has a broadcast's key: a page that films, and the intake of what it sends.

The key comes in a header, from behind the hash of the page's address; it is in no log.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from zhengtong.broadcasts import actions, queries, rules
from zhengtong.broadcasts.choices import Source
from zhengtong.foundation.errors import Refusal, Unknown

REFUSED, GONE = 422, 410


@never_cache
@require_GET
def camera(request: HttpRequest, ref: str) -> HttpResponse:
    """The page that films; without its key it sends nothing."""
    broadcast = queries.by_ref(ref)
    if broadcast.source != Source.BROWSER:
        raise Unknown("没有这场视频直播，或者已经结束。")
    return render(request, "citizen/camera.html", {"broadcast": broadcast, "most": rules.CHUNK})


@require_POST
def chunk(request: HttpRequest, ref: str, feed: str, number: int) -> JsonResponse:
    """One chunk; the answer says which is missing next."""
    content = request.read(rules.CHUNK + 1)
    key = request.headers.get("Broadcast-Key", "")
    try:
        following = actions.take_chunk(ref, key, feed, number, content, at=timezone.now())
    except Refusal as refusal:
        return _refused(refusal)
    return JsonResponse({"next": following})


@require_POST
def stop(request: HttpRequest, ref: str, feed: str) -> JsonResponse:
    """The page ends its session of its own accord."""
    try:
        actions.end_feed(ref, request.headers.get("Broadcast-Key", ""), feed)
    except Refusal as refusal:
        return _refused(refusal)
    return JsonResponse({"is_stopped": True})


def _refused(refusal: Refusal) -> JsonResponse:
    told = {"code": refusal.code, "sentence": refusal.sentence}
    status = GONE if isinstance(refusal, Unknown) else REFUSED
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


urls = [
    path("camera/<str:ref>/", camera, name="camera"),
    path("camera/<str:ref>/<str:feed>/<int:number>/", chunk, name="camera-chunk"),
    path("camera/<str:ref>/<str:feed>/stop/", stop, name="camera-stop"),
]
