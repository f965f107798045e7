"""What an interview is to be: title, topic, time, picture, and the people of it one by one."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.reading import whole_number
from zhengtong.interviews import actions, queries
from zhengtong.interviews.actions.planning import plan_of
from zhengtong.interviews.choices import InterviewKind, InterviewState, PersonRole
from zhengtong.interviews.models import Interview
from zhengtong.interviews.rules import Guest, Plan
from zhengtong.org.choices import Permission
from zhengtong.web import one_act
from zhengtong.web.desk.door import desk

from .door import enter, facts, opened, picture_url

_TYPED = ("title", "topic", "starts_at", "ends_at")
_PERSON = ("role", "name", "post", "about", "staff")


@desk(Permission.INTERVIEW_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    units = [(unit.code, unit.name) for unit in queries.units_for(request.staff)]
    typed = {"kind": InterviewKind.INTERVIEW, "unit": units[0][0] if len(units) == 1 else "", "slug": ""}

    def act(said: dict[str, Any]) -> Interview:
        plan = _plan(said, Plan("", "", timezone.now(), timezone.now()))
        kind = said["kind"] if said["kind"] in InterviewKind.values else InterviewKind.INTERVIEW
        return actions.plan(kind, said["unit"], said["slug"], plan, by=request.staff, at=timezone.now())

    return one_act.form(
        request,
        "desk/interviews/edit.html",
        {**typed, **dict.fromkeys(_TYPED, "")},
        act,
        lambda made: ("已新建，请添加嘉宾和工作人员，再发布预告。", redirect("desk:interview", made.slug)),
        units=units,
        kinds=InterviewKind.choices,
    )


def _plan(said: dict[str, Any], before: Plan) -> Plan:
    """The plan as typed; raises Refusal `bad-time`."""
    return replace(
        before,
        title=said["title"],
        topic=said["topic"],
        starts_at=_moment(said["starts_at"], "starts_at"),
        ends_at=_moment(said["ends_at"], "ends_at"),
    )


def _moment(text: str, field: str) -> datetime:
    """A moment as the field gives it, in the county's time."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as problem:
        raise Refusal("bad-time", "请填写日期和时间，例如 2026-12-01 09:30。", field) from problem
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


@enter
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = _to_change(request, slug)
    if isinstance(found, HttpResponse):
        return found
    before = plan_of(found)
    typed = {
        "title": before.title,
        "topic": before.topic,
        "starts_at": _typed(before.starts_at),
        "ends_at": _typed(before.ends_at),
        "revision": str(found.revision),
        "alt": found.picture.alt if found.picture else "",
    }

    def act(said: dict[str, Any]) -> Interview:
        at, revision = timezone.now(), whole_number(said["revision"]) or 0
        changed = actions.change(slug, _plan(said, before), revision=revision, by=request.staff, at=at)
        if upload := request.FILES.get("picture"):
            alt = said["alt"] or f"访谈题图：{changed.title}"
            actions.add_picture(slug, upload, alt, is_cover=True, by=request.staff, at=at)
        return changed

    return one_act.form(
        request,
        "desk/interviews/edit.html",
        typed,
        act,
        lambda made: ("安排已保存。", redirect("desk:interview", slug)),
        picture_url=picture_url(found, found.picture),
        **facts(request, found),
    )


def _typed(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def _to_change(request: HttpRequest, slug: str) -> Interview | HttpResponse:
    """The interview while it may be changed by this person; else the way back to its page."""
    found = opened(request, slug)
    if not queries.may(request.staff, Permission.INTERVIEW_RUN, found):
        raise Unknown("没有找到这场访谈。")
    if found.state in (InterviewState.DRAFT, InterviewState.ANNOUNCED, InterviewState.LIVE):
        return found
    messages.error(request, f"这场访谈现在“{found.get_state_display()}”，安排不能再修改。")
    return redirect("desk:interview", slug)


@enter
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """One more person, or (`drop`) one less."""
    found = _to_change(request, slug)
    if isinstance(found, HttpResponse):
        return found
    if "drop" in request.POST:
        return one_act.button(request, lambda: _drop(request, found), "已移除。", redirect("desk:interview", slug))
    return one_act.form(
        request,
        "desk/interviews/people.html",
        {"role": PersonRole.GUEST, **dict.fromkeys(_PERSON[1:], "")},
        lambda said: _add(request, found, said),
        lambda made: ("已添加。", redirect("desk:interview", slug)),
        roles=PersonRole.choices,
        **facts(request, found),
    )


def _add(request: HttpRequest, found: Interview, said: dict[str, Any]) -> Interview:
    at, before = timezone.now(), plan_of(found)
    token = ""
    if upload := request.FILES.get("picture"):
        alt = f"{said['name']} {said['post']}".strip()
        token = actions.add_picture(found.slug, upload, alt, by=request.staff, at=at).token
    guest = Guest(*(said[name].strip() for name in _PERSON), picture=token)
    after = replace(before, people=(*before.people, guest))
    return actions.change(found.slug, after, revision=found.revision, by=request.staff, at=at)


def _drop(request: HttpRequest, found: Interview) -> Interview:
    gone = found.people.filter(pk=whole_number(request.POST.get("drop", "")) or 0).first()
    if gone is None:
        raise Refusal("no-person", "这位同志已经不在名单里。")
    before = plan_of(found)
    rest = tuple(guest for guest in before.people if (guest.role, guest.name) != (gone.role, gone.name))
    after = replace(before, people=rest)
    return actions.change(found.slug, after, revision=found.revision, by=request.staff, at=timezone.now())


urls = [
    path("interviews/new/", new, name="interview-new"),
    path("interviews/<slug:slug>/edit/", edit, name="interview-edit"),
    path("interviews/<slug:slug>/people/", people, name="interview-people"),
]
