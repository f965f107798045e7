"""Steps with consequences: each says what follows, some ask why, and is confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.interviews import actions
from zhengtong.interviews.actions.leaving import LIMIT
from zhengtong.interviews.choices import QuestionState
from zhengtong.interviews.models import Interview
from zhengtong.live import queries as live
from zhengtong.org.models import Staff
from zhengtong.timers import queries as limits
from zhengtong.web import interviews as drawing

from .door import enter, facts, opened


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, what follows of it, and where it leads. asks: label of the reason, empty where none is asked."""

    title: str
    button: str
    follows: tuple[str, ...]
    done: str
    perform: Callable[[str, str, Staff, datetime], object]
    to: str = "desk:interview"
    asks: str = ""
    hint: str = ""


STEPS = {
    "announce": Step(
        "发布访谈预告",
        "确认发布",
        ("预告在网站公开，公众可以提问、赞同", "开始时间以后只能推迟，不能提前"),
        "预告已发布。",
        lambda slug, why, by, at: actions.announce(slug, reason=why, by=by, at=at),
        asks="预告时间不足的原因",
        hint="提前不足规定天数的必须填写，原因会公布；时间足够的不用填",
    ),
    "cancel": Step(
        "取消访谈",
        "确认取消",
        ("预告页改为“已取消”，并公布原因", "取消后不能恢复，需要时另行安排"),
        "访谈已取消。",
        lambda slug, why, by, at: actions.cancel(slug, why, by=by, at=at),
        asks="取消的原因",
        hint="原因会公布",
    ),
    "start": Step(
        "开始直播",
        "确认开始",
        ("预告页变为直播间，速录可以发布内容", "开始后不能退回预告"),
        "直播已开始。",
        lambda slug, why, by, at: actions.start(slug, by=by, at=at),
        to="desk:interview-console",
    ),
    "end": Step(
        "结束访谈",
        "确认结束",
        ("不再接收提问、赞同和发言，投票同时结束", "没有答到的问题转为信件，{answer}内公开答复", "结束后不能重新开始"),
        "访谈已结束，请整理实录。",
        lambda slug, why, by, at: actions.end(slug, by=by, at=at),
        to="desk:interview-transcript",
    ),
    "publish": Step(
        "公布访谈实录",
        "确认公布",
        ("访谈页变为文字实录，可以检索、打印", "公布后实录不能修改，需要更正时先撤下"),
        "实录已公布。",
        lambda slug, why, by, at: actions.publish(slug, by=by, at=at),
    ),
    "take-back": Step(
        "撤下实录",
        "确认撤下",
        ("公开页暂时不显示实录，注明“实录正在更正”和原因", "更正以后重新公布，编号和网址不变"),
        "实录已撤下，请更正后重新公布。",
        lambda slug, why, by, at: actions.take_back(slug, why, by=by, at=at),
        to="desk:interview-transcript",
        asks="撤下的原因",
        hint="原因会公布",
    ),
    "archive": Step(
        "归档",
        "确认归档",
        ("公开页继续保留", "归档后不再办理"),
        "访谈已归档。",
        lambda slug, why, by, at: actions.archive(slug, by=by, at=at),
    ),
}


@enter
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    found = opened(request, slug)
    if verb not in STEPS:
        raise Unknown("没有这个操作。")
    about = facts(request, found)
    if not about["may_run"]:
        raise Unknown("没有找到这场访谈。")
    step, errors = STEPS[verb], {}
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            step.perform(slug, reason, request.staff, timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {refusal.field if refusal.field == "reason" else "": refusal.sentence}
        else:
            messages.success(request, step.done)
            return redirect(step.to, slug)
    context = about | {
        "unmarked": _unmarked(found) if verb == "end" else [],
        "step": step,
        "follows": [each.format(answer=limits.limit(LIMIT)) for each in step.follows],
        "errors": errors,
        "typed": {"reason": reason},
        "asks": _asks(step, found, verb),
    }
    return render(request, "desk/interviews/act.html", context, status=409 if errors else 200)


def _unmarked(found: Interview) -> list[str]:
    """Questions that somebody answered and nobody marked so: ended now they would be answered a second time."""
    answering = {entry.to for entry in live.timeline(found.channel) if entry.to}
    waiting = found.questions.filter(ref__in=answering, state__in=(QuestionState.SHOWN, QuestionState.PUT))
    return [question.text for question in waiting]


def _asks(step: Step, found: Interview, verb: str) -> dict[str, Any] | None:
    """The reason as it is asked for; of a notice only where it is short."""
    if not step.asks or (verb == "announce" and not drawing.is_short_notice(found.starts_at, timezone.now())):
        return None
    return {"label": step.asks, "hint": step.hint}


urls = [path("interviews/<slug:slug>/<slug:verb>/", act, name="interview-act")]
