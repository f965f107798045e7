"""The list, a new one, one survey with its next steps, and its acts."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.forms.rules import gather
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.surveys import actions, queries
from zhengtong.surveys.choices import SurveyKind, SurveyState
from zhengtong.surveys.models import Survey
from zhengtong.web import filling, one_act

from .door import editing, enter, facts

PER_PAGE = 30


@enter
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    found = queries.surveys_for_desk(request.staff)
    chosen = found.filter(state=state) if state in SurveyState.values else found
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    tabs = [("", "全部", "?"), *((value, label, f"?state={value}") for value, label in SurveyState.choices)]
    context = {
        "rows": [(survey, facts(survey, request.staff, timezone.now())) for survey in page],
        "page": page,
        "tabs": tabs,
        "state": state if state in SurveyState.values else "",
        "may_make": request.staff.may(Permission.SURVEY_EDIT),
    }
    return render(request, "desk/surveys/list.html", context)


@editing
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    staff = request.staff
    units = [(unit.code, unit.name) for unit in queries.units_for(staff)]
    typed = {"kind": SurveyKind.SURVEY, "unit": units[0][0] if len(units) == 1 else "", "title": "", "slug": ""}
    return one_act.form(
        request,
        "desk/surveys/new.html",
        typed,
        lambda said: actions.create_survey(
            said["kind"], said["unit"], said["title"], slug=said["slug"], by=staff, at=timezone.now()
        ),
        lambda made: ("已新建，请先填写设置，再添加问题。", redirect("desk:survey-settings", made.slug)),
        units=units,
        kinds=SurveyKind.choices,
    )


@enter
@require_safe
def survey(request: HttpRequest, slug: str) -> HttpResponse:
    found, at = queries.survey_for_desk(request.staff, slug), timezone.now()
    definition = None
    if found.definition["sections"] and any(section["fields"] for section in found.definition["sections"]):
        try:
            definition = queries.definition(found)
        except Refusal:  # headings alone: there is nothing to show yet
            definition = None
    context = facts(found, request.staff, at) | {
        "form": filling.show(definition, gather(definition, {}), {}, by="", at=at) if definition else None,
        "days": queries.by_day(found),
        "left": queries.places_left(found),
    }
    return render(request, "desk/surveys/survey.html", context)


Act = Callable[[str, Staff, datetime, str], Survey | None]
_ACTS: dict[str, tuple[Act, str]] = {
    "submit": (lambda slug, by, at, why: actions.submit_survey(slug, by=by, at=at), "已送审，审核通过后对外开放。"),
    "withdraw": (lambda slug, by, at, why: actions.withdraw_survey(slug, by=by, at=at), "已撤回，可以继续修改。"),
    "open": (lambda slug, by, at, why: actions.open_survey(slug, by=by, at=at), "已审核通过，按设定的日期对外开放。"),
    "return": (lambda slug, by, at, why: actions.return_survey(slug, why, by=by, at=at), "已退回修改。"),
    "close": (lambda slug, by, at, why: actions.close_survey(slug, why, by=by, at=at), "已结束，不再接收填写。"),
    "delete": (lambda slug, by, at, why: actions.delete_survey(slug, by=by, at=at), "草稿已删除。"),
    "publish": (lambda slug, by, at, why: actions.publish_results(slug, by=by, at=at), "结果已公布。"),
    "return-results": (lambda slug, by, at, why: actions.return_results(slug, why, by=by, at=at), "结果说明已退回。"),
}


@enter
@require_POST
def act(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """One button of the survey's page, with the reason some of them ask for."""
    if verb not in _ACTS:
        raise Unknown("没有这个操作。")
    queries.survey_for_desk(request.staff, slug)
    perform, done = _ACTS[verb]
    try:
        perform(slug, request.staff, timezone.now(), request.POST.get("reason", ""))
    except Unknown:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
        if verb == "delete":
            return redirect("desk:surveys")
    return redirect("desk:survey", slug)


urls = [
    path("surveys/", surveys, name="surveys"),
    path("surveys/new/", new, name="survey-new"),
    path("surveys/<slug:slug>/", survey, name="survey"),
    path("surveys/<slug:slug>/act/<slug:verb>/", act, name="survey-act"),
]
