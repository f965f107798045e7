"""视频直播 of an interview at the desk: opened, its key shown once, how the picture stands, ended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhengtong.broadcasts import actions, queries, studio
from zhengtong.broadcasts.choices import Source
from zhengtong.broadcasts.models import Broadcast
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.interviews import queries as interviews
from zhengtong.interviews.choices import InterviewState
from zhengtong.interviews.models import Interview
from zhengtong.org.models import Staff
from zhengtong.web.receipts import qr

from .interviews.door import enter

_HINTS = {
    Source.BROWSER: "用手机或电脑的浏览器打开一个地址就能直播，不用安装软件，适合小型访谈",
    Source.RTMP: "OBS、vMix等推流软件或导播台，画面质量最好",
    Source.SRT: "硬件编码器或线路不稳的现场，丢包时自动补发",
    Source.OUTSIDE: "画面由另外的流媒体服务器提供，开始和中断由导播切换",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One line of what the director types into the sending software."""

    label: str
    value: str


@enter
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def video(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: how it stands. POST: open it; the page that answers is the only one with the key."""
    staff, found = _opened(request, slug)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            if found.state not in (InterviewState.ANNOUNCED, InterviewState.LIVE):
                raise Refusal("wrong-state", "发布预告以后、访谈结束以前才能开通视频直播。")
            opened = actions.open_broadcast(
                found.ref,
                found.title,
                unit=found.unit,
                source=request.POST.get("source", ""),
                channel=found.channel,
                by=staff,
                at=timezone.now(),
            )
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            return _show(request, found, opened.broadcast, key=opened.key)
    return _show(request, found, queries.of_subject(found.ref), errors=errors)


@enter
@never_cache
@require_POST
def renew_key(request: HttpRequest, slug: str) -> HttpResponse:
    """A new key, shown once; the old one opens nothing any more."""
    staff, found = _opened(request, slug)
    broadcast = _open_one(found)
    try:
        opened = actions.renew_key(broadcast.ref, by=staff, at=timezone.now())
    except Unknown:
        raise
    except Refusal as refusal:
        return _show(request, found, broadcast, errors={"": refusal.sentence})
    return _show(request, found, opened.broadcast, key=opened.key)


@enter
@require_POST
def end(request: HttpRequest, slug: str) -> HttpResponse:
    """结束视频直播."""
    return _do(
        request, slug, lambda ref, by: actions.end(ref, by=by, at=timezone.now()), "视频直播已结束，录像正在保存。"
    )


@enter
@require_POST
def turn(request: HttpRequest, slug: str) -> HttpResponse:
    """An outside server's picture is on, or interrupted."""
    is_on = request.POST.get("is_on") == "1"
    done = "已通知观众：视频直播正在进行。" if is_on else "已通知观众：视频信号中断。"
    return _do(request, slug, lambda ref, by: actions.turn(ref, is_on, by=by, at=timezone.now()), done)


@enter
@never_cache
@require_GET
def state(request: HttpRequest, slug: str) -> JsonResponse:
    """How it stands just now, for the page's script."""
    _, found = _opened(request, slug)
    return JsonResponse(_standing(_open_one(found, is_ended_too=True)))


def _opened(request: HttpRequest, slug: str) -> tuple[Staff, Interview]:
    staff: Staff = request.staff  # type: ignore[attr-defined]
    found = interviews.interview_for_desk(staff, slug)
    if not queries.may_direct(staff, found.unit, found.ref):
        raise Unknown("没有找到这场访谈。")
    return staff, found


def _open_one(found: Interview, *, is_ended_too: bool = False) -> Broadcast:
    broadcast = queries.of_subject(found.ref)
    if broadcast is None or not (broadcast.is_open or is_ended_too):
        raise Unknown("没有这场视频直播。")
    return broadcast


def _do(request: HttpRequest, slug: str, act: Callable[[str, Staff], object], done: str) -> HttpResponse:
    staff, found = _opened(request, slug)
    try:
        act(_open_one(found).ref, staff)
    except Unknown:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("desk:interview-video", slug)


def _show(
    request: HttpRequest,
    found: Interview,
    broadcast: Broadcast | None,
    *,
    key: str = "",
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    camera = _camera_address(broadcast, key) if key and broadcast and broadcast.source == Source.BROWSER else ""
    context = {
        "interview": found,
        "broadcast": broadcast,
        "standing": _standing(broadcast) if broadcast else None,
        "is_over": broadcast is not None and not broadcast.is_open,
        "recording": queries.recording_of(broadcast) if broadcast else None,
        "may_open": (broadcast is None or not broadcast.is_open)
        and found.state in (InterviewState.ANNOUNCED, InterviewState.LIVE),
        "key": key,
        "camera": camera,
        "camera_qr": qr(camera) if camera else "",
        "addresses": _addresses(broadcast, key) if key and broadcast else [],
        "sources": [(one.value, one.label, _HINTS[one]) for one in Source if one != Source.OUTSIDE or settings.LIVE_VIDEO_URL],
        "errors": errors or {},
    }  # fmt: skip
    return render(request, "desk/broadcasts/video.html", context, status=409 if errors else 200)


def _standing(broadcast: Broadcast) -> dict[str, Any]:
    away = studio.state(settings.HOME) if broadcast.is_open and broadcast.source != Source.OUTSIDE else ""
    return {
        "state": broadcast.state,
        "label": broadcast.get_state_display(),
        "problem": broadcast.problem or away,
    }


def _addresses(broadcast: Broadcast, key: str) -> list[Address]:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    if broadcast.source == Source.RTMP:
        server = Address("服务器", f"rtmp://{host}:{settings.STUDIO_RTMP_PORT}/live")
        return [server, Address("推流码（串流密钥）", key)]
    if broadcast.source == Source.SRT:
        port = settings.STUDIO_SRT_PORT + (broadcast.slot or 0)
        return [Address("地址", f"srt://{host}:{port}?mode=caller&pbkeylen=16"), Address("密码（passphrase）", key)]
    if broadcast.source == Source.OUTSIDE:
        return [Address("播放地址", queries.public_url(broadcast)), Address("流名称", broadcast.token)]
    return []


def _camera_address(broadcast: Broadcast, key: str) -> str:
    """The key stands behind the hash: browsers send it to nobody, so no log has it."""
    return f"{settings.PUBLIC_URL}{reverse('citizen:camera', args=[broadcast.ref])}#{key}"


urls = [
    path("interviews/<slug:slug>/video/", video, name="interview-video"),
    path("interviews/<slug:slug>/video/key/", renew_key, name="interview-video-key"),
    path("interviews/<slug:slug>/video/end/", end, name="interview-video-end"),
    path("interviews/<slug:slug>/video/turn/", turn, name="interview-video-turn"),
    path("interviews/<slug:slug>/video/state/", state, name="interview-video-state"),
]
