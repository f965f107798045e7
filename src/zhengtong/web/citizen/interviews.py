"""在线访谈: one address for the whole life of an interview — the notice, the room while it is live, the transcript.

Pages work without JavaScript: the room is the transcript so far with a link that reads it anew, and every form leads back.
A signed cookie of this one interview tells one browser from another; it is counted under a hash of the interview's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import MAXYEAR, datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from legalclock.moments import last_day
from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.masking import mask_phone
from zhengtong.foundation.reading import whole_number
from zhengtong.interviews import actions, queries
from zhengtong.interviews.choices import InterviewKind, InterviewState, QuestionState
from zhengtong.interviews.models import Interview
from zhengtong.live import queries as live
from zhengtong.videos import queries as videos
from zhengtong.videos.player import public_player
from zhengtong.web import crowds, dates
from zhengtong.web import interviews as drawing

PER_PAGE = 10
LINES = 60
"""Lines of the room as it is opened; the earlier ones are a link away."""
COOKIE = "interview"
COOKIE_SECONDS = 30 * 24 * 3600
_OPEN = (InterviewState.ANNOUNCED, InterviewState.LIVE)
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_PAST = (InterviewState.ENDED, InterviewState.PUBLISHED, InterviewState.ARCHIVED)


@require_safe
def interviews(request: HttpRequest) -> HttpResponse:
    """What is live, what comes, what was — year by year."""
    found = queries.interviews_for_public()
    past = found.filter(state__in=_PAST)
    years = [day.year for day in past.dates("starts_at", "year", order="DESC")]
    year = whole_number(request.GET.get("year", "")) or 0
    year = min(year, MAXYEAR)  # what nobody's calendar reaches has no interviews
    page = Paginator(past.filter(starts_at__year=year) if year else past, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "live": _rows(found.filter(state=InterviewState.LIVE)),
        "coming": _rows(found.filter(state=InterviewState.ANNOUNCED).order_by("starts_at")),
        "past": _rows(page),
        "page": page,
        "years": years,
        "year": year,
    }
    return render(request, "citizen/interviews/list.html", context)


def _rows(found: Any) -> list[dict[str, Any]]:
    return [
        {
            "slug": one.slug,
            "title": one.title,
            "topic": one.topic,
            "state": one.state,
            "is_live": one.state == InterviewState.LIVE,
            "is_press": one.kind == InterviewKind.PRESS,
            "taken_back_for": one.taken_back_for,
            "starts_at": one.starts_at,
            "unit_name": one.unit.name,
            "picture_url": drawing.picture_url(one.picture),
            "guests": "、".join(person.name for person in queries.people_of(one) if person.role == "guest"),
        }
        for one in found
    ]


@require_safe
@never_cache
def interview(request: HttpRequest, slug: str) -> HttpResponse:
    """One address for the whole life: what is shown follows the state. Who comes while it is open is counted."""
    found = queries.interview_for_public(slug)
    if found.state not in _OPEN:
        return _page(request, found)
    if crowds.is_anybodys(request):
        name = f"interview:{found.pk}:{found.state}:{found.revision}:{live.last_number(found.channel)}"
        response = crowds.drawn_once(request, name, lambda own: _page(request, found, own))
    else:
        response = _page(request, found)
    browser = _browser(request, slug) or refs.token()
    if found.state == InterviewState.LIVE:
        actions.be_counted(slug, visitor=queries.visitor_key(found, browser), at=timezone.now())
    response.set_signed_cookie(
        COOKIE, browser, salt=slug, max_age=COOKIE_SECONDS, path=reverse("citizen:interview", args=[slug]),
        httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return drawing.listening(response)


def _page(request: HttpRequest, found: Interview, own: Mapping[str, Any] = _NOTHING) -> HttpResponse:
    """The page of the interview as it stands; `own`: what of it is this reader's alone."""
    context = {
        InterviewState.ANNOUNCED: _announced,
        InterviewState.LIVE: _room,
        InterviewState.ENDED: _ended,
        InterviewState.CANCELLED: _ended,
        InterviewState.PUBLISHED: _transcript,
        InterviewState.ARCHIVED: _transcript,
    }[InterviewState(found.state)](request, found)
    return render(request, f"citizen/interviews/{context['template']}.html", {**_facts(found), **context, **own})


def _browser(request: HttpRequest, slug: str) -> str:
    token = request.get_signed_cookie(COOKIE, default="", salt=slug)
    return str(token)


def _facts(found: Interview) -> dict[str, Any]:
    is_voting, is_press = found.state in _OPEN, found.kind == InterviewKind.PRESS
    return {
        "interview": found,
        "is_press": is_press,
        "what": "新闻发言" if is_press else "访谈",
        "unit_name": found.unit.name,
        "people": drawing.people(queries.people_of(found)),
        "picture_url": drawing.picture_url(found.picture),
        "questions": drawing.asked(queries.public_questions(found), is_voting=is_voting),
        "may_ask": _takes_questions(found),
        "role_labels": drawing.ROLE_LABELS,
        "question_states": drawing.QUESTION_STATES,
    }


def _takes_questions(found: Interview) -> bool:
    return found.takes_questions and found.state in _OPEN


def _form(request: HttpRequest) -> dict[str, Any]:
    """The form to ask as it is shown first."""
    asker = queries.asker_of(request.user)
    return {
        "ask": {"name": asker.name if asker else "", "phone": "", "code": "", "text": "", "proof": ""},
        "is_known": asker is not None,
        "submission": refs.token(),
        "errors": {},
    }


def _stream(found: Interview, last: int) -> dict[str, Any]:
    return {"channel": found.channel, "hub": drawing.hub_address(), "last": last}


def _announced(request: HttpRequest, found: Interview) -> dict[str, Any]:
    stands = live.standing(found.channel)
    return (
        {"template": "announced", "notice_days": drawing.notice_days()} | _form(request) | _stream(found, stands.last)
    )


def _room(request: HttpRequest, found: Interview) -> dict[str, Any]:
    stands, at = live.standing(found.channel), timezone.now()
    lines = drawing.lines_of(stands)
    shown = lines if "all" in request.GET else lines[-LINES:]
    told = {
        "template": "room",
        "now": timezone.localtime(at),
        "online": live.online(found.channel, at),
        "lines": shown[::-1],
        "has_earlier": len(shown) < len(lines),
        "pinned": stands.pinned,
        "poll": drawing.drawn_poll(stands.polls),
        "video": stands.video,
        "video_url": stands.video_url,
    }
    return told | _form(request) | _stream(found, stands.last)


def _ended(request: HttpRequest, found: Interview) -> dict[str, Any]:
    if found.state == InterviewState.CANCELLED:
        return {"template": "ended", "lines": []}
    left = queries.public_questions(found, states=[QuestionState.LEFT])
    return {
        "template": "ended",
        # What is being corrected is not shown by another way.
        "lines": [] if found.taken_back_for else drawing.lines_of(live.standing(found.channel)),
        "transcript_on": last_day(found.transcript_due),
        "due_on": last_day(max((question.due_at for question in left if question.due_at), default=None)),
    }


def _transcript(request: HttpRequest, found: Interview) -> dict[str, Any]:
    seen = queries.public_questions(found, states=[QuestionState.LEFT, QuestionState.ANSWERED])
    figures = queries.figures(found)
    player, chapters = _recording(found)
    return {
        "template": "transcript",
        "player": player,
        "chapters": chapters,
        "lines": [line for line in drawing.transcript_lines(queries.transcript_for_public(found)) if not line.is_state],
        "left": [question for question in seen if question.state == QuestionState.LEFT or question.reply],
        "figures": figures.told(),
        "curve": figures.curve,
        "curve_chart": drawing.curve_chart(figures.curve),
    }


def _recording(found: Interview) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The player of what was filmed, once the public may reach it, and the chapters to jump to."""
    video = videos.video_by_ref(found.recording)
    if video is None or (player := public_player(video)) is None:
        return None, []
    chapters = [{"second": int(one["second"]), "title": one["title"]} for one in video.chapters]
    return player, chapters


# --- to ask ---


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a question: signed in, or with a name and a telephone proved by a code."""
    found, context = queries.interview_for_public(slug), _form(request)
    if not _takes_questions(found):
        return _refuse(request, found, context, {"": "现在不能提问。提问从预告开始，到访谈结束为止。"})
    if request.method != "POST":
        return render(request, "citizen/interviews/ask.html", _facts(found) | context)
    typed = {name: request.POST.get(name, "").strip() for name in ("name", "phone", "code", "text", "proof")}
    context |= {"ask": typed, "submission": request.POST.get("submission", "")[:32] or context["submission"]}
    try:
        return _sent_code(request, found, context) if "send-code" in request.POST else _asked(request, found, context)
    except Unknown:
        raise
    except Refusal as refusal:
        return _refuse(request, found, context, {refusal.field or "": refusal.sentence})


def _refuse(request: HttpRequest, found: Interview, context: dict[str, Any], errors: dict[str, str]) -> HttpResponse:
    if drawing.wants_json(request):
        return drawing.refused(errors, fills={"proof": context["ask"]["proof"]})
    return render(request, "citizen/interviews/ask.html", _facts(found) | context | {"errors": errors}, status=409)


def _sent_code(request: HttpRequest, found: Interview, context: dict[str, Any]) -> HttpResponse:
    phone = context["ask"]["phone"]
    actions.request_code(found.slug, phone, address=_address(request), at=timezone.now())
    said = f"验证码已发送到{mask_phone(phone)}，5分钟内有效。"
    if drawing.wants_json(request):
        return drawing.told(said)
    return render(request, "citizen/interviews/ask.html", _facts(found) | context | {"said": said})


def _asked(request: HttpRequest, found: Interview, context: dict[str, Any]) -> HttpResponse:
    at, typed = timezone.now(), context["ask"]
    asker = queries.asker_of(request.user)
    if asker is not None:
        asker = replace(asker, name=typed["name"])
    else:
        if not typed["proof"]:
            typed["proof"] = actions.confirm_code(typed["phone"], typed["code"], at=at)
        asker = queries.asker_by_proof(typed["name"], typed["phone"], typed["proof"], at)
    question = actions.ask_question(
        found.slug, typed["text"], asker=asker, address=_address(request), visitor=_visitor(request, found),
        submission=context["submission"], at=at,
    )  # fmt: skip
    if drawing.wants_json(request):
        said = f"问题已提交，编号{question.ref}，审核通过后显示。"
        return drawing.told(said, clear=["text"], fills={"submission": refs.token(), "proof": typed["proof"]})
    request.session["asked"] = question.ref
    return redirect("citizen:interview-asked", found.slug)


def _visitor(request: HttpRequest, found: Interview) -> str:
    """This browser as the interview knows it; empty where it keeps no cookie."""
    browser = _browser(request, found.slug)
    return queries.visitor_key(found, browser) if browser else ""


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


@require_safe
@never_cache
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """The number of the question, and what becomes of it."""
    found, ref = queries.interview_for_public(slug), request.session.get("asked", "")
    if not ref:
        return redirect("citizen:interview", slug)
    return render(request, "citizen/interviews/asked.html", {"interview": found, "ref": ref})


# --- to vote ---


@require_POST
def vote(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """赞同 of one question, once a browser."""

    def act(visitor: str, at: datetime) -> str:
        actions.vote(slug, ref, visitor=visitor, address=_address(request), at=at)
        return "已赞同。"

    return _cast(request, slug, act)


@require_POST
def poll(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """One choice in one poll, once a browser."""

    def act(visitor: str, at: datetime) -> str:
        choice = request.POST.get("choice", "")
        if not choice:
            raise Refusal("no-choice", "请先选择一项。", "choice")
        is_first = actions.cast(slug, ref, choice, visitor=visitor, address=_address(request), at=at)
        return "已投票，谢谢参与。" if is_first else "您已经投过票，以第一次为准。"

    return _cast(request, slug, act)


def _cast(request: HttpRequest, slug: str, act: Callable[[str, datetime], str]) -> HttpResponse:
    """Without the script one comes back to the head of the page, where what was done is told."""
    visitor = _visitor(request, queries.interview_for_public(slug))
    try:
        done = act(visitor, timezone.now())
    except Unknown:
        raise
    except Refusal as refusal:
        if drawing.wants_json(request):
            return drawing.refused({"": refusal.sentence})
        messages.error(request, refusal.sentence)
    else:
        if drawing.wants_json(request):
            return drawing.told(done)
        messages.success(request, done)
    return redirect("citizen:interview", slug)


# --- to take away ---


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The date for a calendar."""
    found = queries.interview_for_public(slug)
    address = f"{settings.PUBLIC_URL}{reverse('citizen:interview', args=[slug])}"
    text = dates.event(
        uid=f"{found.ref.lower()}@{urlsplit(settings.PUBLIC_URL).hostname}",
        title=f"在线访谈：{found.title}",
        text=f"{found.topic}\n{address}",
        place=settings.COUNTY["portal"],
        url=address,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        stamped_at=found.edited_at,
        is_cancelled=found.state == InterviewState.CANCELLED,
    )
    disposition = f'attachment; filename="{found.ref}.ics"'
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": disposition})


@require_safe
def picture(request: HttpRequest, token: str) -> FileResponse:
    """A picture of an interview that was announced; its bytes never change."""
    found = queries.picture_by_token(token)
    response = FileResponse(queries.picture_file(found).open("rb"), content_type="image/jpeg")
    response.headers["Cache-Control"] = "public, max-age=86400, immutable"
    return response


urls = [
    path("interviews/", interviews, name="interviews"),
    path("interviews/pictures/<str:token>.jpg", picture, name="interview-picture"),
    path("interviews/<slug:slug>/", interview, name="interview"),
    path("interviews/<slug:slug>/ask/", ask, name="interview-ask"),
    path("interviews/<slug:slug>/asked/", asked, name="interview-asked"),
    path("interviews/<slug:slug>/questions/<slug:ref>/vote/", vote, name="interview-vote"),
    path("interviews/<slug:slug>/polls/<slug:ref>/vote/", poll, name="interview-poll"),
    path("interviews/<slug:slug>/date.ics", calendar, name="interview-ics"),
]
