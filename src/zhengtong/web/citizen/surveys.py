"""调查征集: what the public is asked, one answer a person, and the results.

Pages work without JavaScript. Where nobody signs in, a signed cookie of this one survey tells that a browser has answered.
"""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.forms.rules import Definition, Entries, gather
from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.surveys import actions, queries, rules
from zhengtong.surveys.choices import Audience, SurveyKind
from zhengtong.surveys.models import Survey
from zhengtong.surveys.queries import Voter
from zhengtong.surveys.rules import Standing
from zhengtong.web import filling
from zhengtong.web.survey_figures import shown

PER_PAGE = 20
COOKIE = "survey"
COOKIE_SECONDS = 400 * 24 * 3600
SENT = "form_entries"
_OWN = ("agrees",)


@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """What is open first, then what comes, then what is over with its results."""
    at, kind = timezone.now(), request.GET.get("state", "")
    found = [(survey, queries.standing(survey, at)) for survey in queries.public_surveys()]
    now = [each for each in found if each[1] in (Standing.OPEN, Standing.COMING)]
    over = [each for each in found if each[1] in (Standing.CLOSED, Standing.PUBLISHED)]
    told = [each for each in over if rules.told(each[0].results, each[1])]
    lists = {"": now, "over": over, "results": told}
    chosen = kind if kind in lists else ""
    page = Paginator(lists[chosen], PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(survey, standing, rules.CAST_WORDS[standing]) for survey, standing in page],
        "state": chosen,
        "tabs": [
            ("", "正在征集", "?", len(now)),
            ("over", "已结束", "?state=over"),
            ("results", "结果公布", "?state=results"),
        ],
    }
    return render(request, "citizen/surveys/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def survey(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions, and on POST the answer."""
    found = queries.public_survey(slug)
    at, browser = timezone.now(), _browser(request, slug)
    try:
        rules.check_open(queries.standing(found, at), found.opens_on, found.closes_on)
        if request.method != "POST" and found.audience == Audience.ANYBODY:
            browser = browser or refs.token()  # given to the browser with this page
        who = queries.voter(found, request.user, browser)
        if queries.has_answered(found, who):
            raise Refusal("already-answered", actions.already(found))
        if queries.places_left(found) == 0:
            raise Refusal("full", actions.FULL)
    except Unknown:
        raise
    except Refusal as refusal:
        return _closed(request, found, refusal)
    if request.method == "POST":
        return _answer(request, found, who)
    response = _page(request, found)
    if found.audience == Audience.ANYBODY:
        response.set_signed_cookie(
            COOKIE, browser, salt=slug, max_age=COOKIE_SECONDS, path=_address(found), httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response


def _browser(request: HttpRequest, slug: str) -> str:
    token = request.get_signed_cookie(COOKIE, default="", salt=slug)
    return str(token)


def _address(survey: Survey) -> str:
    return reverse("citizen:survey", args=[survey.slug])


def _answer(request: HttpRequest, found: Survey, who: Voter) -> HttpResponse:
    at, definition = timezone.now(), queries.definition(found)
    posted = filling.take(request, definition, by="", at=at)
    checked = filling.check(definition, posted, by="", at=at)
    errors = dict(checked.errors)
    address = request.META.get("REMOTE_ADDR", "")
    try:
        rules.refuse_forged(definition, request.POST, own=_OWN)
        if not errors and found.kind == SurveyKind.FORM:
            entry = actions.send_entry(
                found.slug, posted.entries, agrees="agrees" in request.POST, who=who, address=address, at=at
            )
            request.session[SENT] = {**request.session.get(SENT, {}), found.slug: entry.ref}
        elif not errors:
            actions.answer(found.slug, posted.entries, who=who, address=address, at=at)
    except Unknown:
        raise
    except Refusal as refusal:
        if refusal.code in ("over", "full", "already-answered"):
            return _closed(request, found, refusal)
        errors = {refusal.field or "": refusal.sentence}
    if errors:
        return _page(request, found, posted.entries, errors)
    return redirect("citizen:survey-done", found.slug)


def _page(
    request: HttpRequest, found: Survey, entries: Entries | None = None, errors: dict[str, str] | None = None
) -> HttpResponse:
    definition: Definition = queries.definition(found)
    context = _facts(found) | {
        "form": filling.show(
            definition,
            entries if entries is not None else gather(definition, {}),
            errors or {},
            by="",
            at=timezone.now(),
        ),
        "errors": errors or {},
        "agreed": request.POST.getlist("agrees"),
        "consent": [("yes", "我已阅读，同意按告知的方式使用所填内容")],
    }
    return render(request, "citizen/surveys/survey.html", context, status=409 if errors else 200)


def _facts(found: Survey) -> dict[str, Any]:
    standing = queries.standing(found, timezone.now())
    return {
        "survey": found,
        "standing": standing,
        "words": rules.CAST_WORDS[standing],
        "is_form": found.kind == SurveyKind.FORM,
        "left": queries.places_left(found),
        "has_results": found.kind == SurveyKind.SURVEY and rules.told(found.results, standing),
        "is_signed": found.audience != Audience.ANYBODY,
    }


def _closed(request: HttpRequest, found: Survey, refusal: Refusal) -> HttpResponse:
    """Why it cannot be filled in, and what can be done instead."""
    context = _facts(found) | {
        "refusal": refusal,
        "sign_in": refusal.code in ("needs-sign-in", "not-a-person", "not-asked"),
        "was_sent": request.method == "POST",
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "citizen/surveys/closed.html", context, status=status)


@require_safe
@never_cache
def done(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks; of an e-form, its number."""
    found = queries.public_survey(slug)
    context = _facts(found) | {"ref": request.session.get(SENT, {}).get(slug, "")}
    return render(request, "citizen/surveys/done.html", context)


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures, where they are told."""
    found = queries.public_survey(slug)
    facts = _facts(found)
    if not facts["has_results"]:
        raise Unknown("这项调查没有公布结果。")
    context = facts | shown(found, request.GET)
    context["participants"] = queries.participated(found)
    context["excerpts"] = (
        [excerpt for excerpts in context["figures"].excerpts.values() for excerpt in excerpts]
        if facts["standing"] == Standing.PUBLISHED
        else []
    )
    return render(request, "citizen/surveys/results.html", context)


urls = [
    path("surveys/", surveys, name="surveys"),
    path("surveys/<slug:slug>/", survey, name="survey"),
    path("surveys/<slug:slug>/done/", done, name="survey-done"),
    path("surveys/<slug:slug>/results/", results, name="survey-results"),
]
