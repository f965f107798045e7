"""直播控制台: everything the director, the stenographer, the moderator and the host do while it is live, on one page.

Every act is a form of its own; the page's script sends them without leaving and reads the parts anew.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.reading import whole_number
from zhengtong.interviews import actions, queries
from zhengtong.interviews.choices import InterviewState, PersonRole, RefusalReason
from zhengtong.interviews.models import Interview
from zhengtong.web import interviews as drawing

from .door import enter, facts, opened

LINES = 100
"""Lines the console shows; the public page has all of them."""
MOST_PASTED = 200


@enter
@require_safe
@never_cache
def console(request: HttpRequest, slug: str) -> HttpResponse:
    found = opened(request, slug)
    if found.state not in (InterviewState.ANNOUNCED, InterviewState.LIVE):
        return redirect("desk:interview", slug)
    response = render(request, "desk/interviews/console.html", _context(request, found))
    return drawing.listening(response)


def _context(request: HttpRequest, found: Interview, typed: dict[str, Any] | None = None) -> dict[str, Any]:
    at = timezone.now()
    board = queries.board(found, at=at)
    lines = drawing.lines_of(board.standing)[::-1]
    answering = {entry.to for entry in board.standing.entries if entry.to}
    return facts(request, found) | {
        "channel": found.channel,
        "hub": drawing.hub_address(),
        "last": board.standing.last,
        "now": timezone.localtime(at),
        "online": board.online,
        "video_words": drawing.VIDEO_WORDS.get(board.standing.video, ""),
        "lines": lines[:LINES],
        "guest_lines": [line for line in lines if line.role == PersonRole.GUEST][:12],
        "speakers": [
            {"key": person.pk, "name": person.name, "role_label": person.get_role_display()}
            for person in board.speakers
        ],
        "waiting": [drawing.waiting(question, at) for question in board.waiting],
        "shown": [drawing.for_desk(each, answering) for each in (*board.put, *board.shown, *board.answered)],
        "put": [drawing.for_desk(question) for question in board.put],
        "pinned": board.standing.pinned,
        "polls": [drawing.counted_poll(poll) for poll in reversed(board.polls)],
        "refusal_reasons": RefusalReason.choices,
        "figures": board.figures.told(),
        "typed": typed or {},
    }


# --- acts ---

Said = str
Act = Callable[[HttpRequest, str, datetime], Said]


def _text(post: QueryDict, name: str) -> str:
    return post.get(name, "").strip()


def _number(post: QueryDict, name: str) -> int:
    return whole_number(post.get(name, "")) or 0


def _say(request: HttpRequest, slug: str, at: datetime) -> Said:
    post, by = request.POST, request.staff
    speaker: int | str = _number(post, "speaker") or PersonRole.HOST
    words, to = _text(post, "text"), _text(post, "to")
    if upload := request.FILES.get("picture"):
        actions.show_picture(slug, upload, _text(post, "alt"), speaker=speaker, caption=words, to=to, by=by, at=at)
        return "图片已发布。"
    pieces = [line for line in map(str.strip, words.splitlines()) if line] if "lines" in post else [words]
    if len(pieces) > MOST_PASTED:
        raise Refusal("too-many-lines", f"一次最多发布{MOST_PASTED}条，请分几次粘贴。", "text")
    for place, piece in enumerate(pieces):
        try:
            actions.say(slug, piece, speaker=speaker, to=to, by=by, at=timezone.now())
        except Refusal as refusal:
            if not place:
                raise
            # Those before it are out and cannot be taken back by a refusal: say how far it came.
            raise Refusal(
                refusal.code, f"前{place}条已发布，第{place + 1}条没有：{refusal.sentence}", "text"
            ) from refusal
    return "已发布。" if len(pieces) == 1 else f"已发布{len(pieces)}条。"


def _fix(request: HttpRequest, slug: str, at: datetime) -> Said:
    actions.correct(slug, _number(request.POST, "line"), _text(request.POST, "text"), by=request.staff, at=at)
    return "更正已发布。"


def _withdraw(request: HttpRequest, slug: str, at: datetime) -> Said:
    erase = "erase" in request.POST
    actions.withdraw(slug, _number(request.POST, "line"), erase=erase, by=request.staff, at=at)
    return "已撤回，内容已从记录中清除。" if erase else "已撤回。"


def _pin(request: HttpRequest, slug: str, at: datetime) -> Said:
    actions.pin(slug, _text(request.POST, "text"), by=request.staff, at=at)
    return "已置顶。"


def _unpin(request: HttpRequest, slug: str, at: datetime) -> Said:
    actions.unpin(slug, by=request.staff, at=at)
    return "已取消置顶。"


def _open_poll(request: HttpRequest, slug: str, at: datetime) -> Said:
    choices = request.POST.get("choices", "").splitlines()
    actions.open_poll(slug, _text(request.POST, "title"), choices, by=request.staff, at=at)
    return "投票已发起。"


def _close_poll(request: HttpRequest, slug: str, at: datetime) -> Said:
    actions.close_poll(slug, _text(request.POST, "poll"), by=request.staff, at=at)
    return "投票已结束，结果已公布。"


def _show(request: HttpRequest, slug: str, at: datetime) -> Said:
    actions.show_question(slug, _text(request.POST, "question"), by=request.staff, at=at)
    return "问题已显示。"


def _refuse(request: HttpRequest, slug: str, at: datetime) -> Said:
    actions.refuse_question(
        slug, _text(request.POST, "question"), _text(request.POST, "reason"), by=request.staff, at=at
    )
    return "问题不予显示。"


def _put(request: HttpRequest, slug: str, at: datetime) -> Said:
    actions.put_question(slug, _text(request.POST, "question"), by=request.staff, at=at)
    return "问题已提给嘉宾。"


def _answered(request: HttpRequest, slug: str, at: datetime) -> Said:
    numbers = [number for text in request.POST.getlist("line") if (number := whole_number(text))]
    actions.answer_question(slug, _text(request.POST, "question"), of=numbers, by=request.staff, at=at)
    return "已标为答复。"


_ACTS: dict[str, Act] = {
    "say": _say,
    "fix": _fix,
    "withdraw": _withdraw,
    "pin": _pin,
    "unpin": _unpin,
    "poll": _open_poll,
    "close-poll": _close_poll,
    "show": _show,
    "refuse": _refuse,
    "put": _put,
    "answered": _answered,
}


@enter
@require_POST
def act(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """One form of the console. The script is answered in JSON; without it one comes back to the page."""
    found = opened(request, slug)
    if verb not in _ACTS:
        raise Unknown("没有这个操作。")
    try:
        said = _ACTS[verb](request, slug, timezone.now())
    except Refusal as refusal:
        return _refused(request, found, verb, refusal)
    if drawing.wants_json(request):
        return drawing.told(said)
    messages.success(request, said)
    return redirect("desk:interview-console", slug)


def _refused(request: HttpRequest, found: Interview, verb: str, refusal: Refusal) -> HttpResponse:
    """The sentence; what was typed to be said stays in its box."""
    if drawing.wants_json(request):
        return drawing.refused({refusal.field or "": refusal.sentence})
    messages.error(request, refusal.sentence)
    if verb != "say" or found.state != InterviewState.LIVE:
        return redirect("desk:interview-console", found.slug)
    typed = {name: request.POST.get(name, "") for name in ("text", "to", "alt", "lines")}
    typed["speaker"] = _number(request.POST, "speaker")
    page = render(request, "desk/interviews/console.html", _context(request, found, typed), status=409)
    return drawing.listening(page)


urls = [
    path("interviews/<slug:slug>/console/", console, name="interview-console"),
    path("interviews/<slug:slug>/console/<slug:verb>/", act, name="interview-console-act"),
]
