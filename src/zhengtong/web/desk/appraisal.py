"""本单位绩效: a unit's own sheets, and its objection to a line within the appeal period."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.appraisal import actions, queries
from zhengtong.appraisal.choices import AppraisalState
from zhengtong.appraisal.models import Score
from zhengtong.appraisal.rules import CARD_TOTALS, FAMILIES, TOTALS, read_period
from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.web import evidence
from zhengtong.web.scoresheet import score_sheet

from .door import desk

PAGE = 100


@desk(Permission.CARD_ANSWER)
@require_safe
def appraisal(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    rows = [
        (score, queries.newest(score), read_period(score.appraisal.period), _may_object(score, at))
        for score in queries.own_scores(request.staff)[:48]
    ]
    return render(request, "desk/appraisal/list.html", {"rows": rows})


def _own(request: HttpRequest, period: str, kind: str, code: str) -> Score:
    found = queries.own_scores(request.staff).filter(appraisal__period=period, kind=kind, code=code)
    score = found.select_related("appraisal__scheme", "unit", "region").first()
    if score is None:
        raise Unknown("没有这份成绩单。")
    return score


def _may_object(score: Score, at: object) -> bool:
    return score.appraisal.state != AppraisalState.PUBLISHED and at < score.appraisal.appeal_until


@desk(Permission.CARD_ANSWER)
@require_safe
def score(request: HttpRequest, period: str, kind: str, code: str) -> HttpResponse:
    found = _own(request, period, kind, code)

    def behind(name: str, families: tuple[str, ...]) -> str:
        url = reverse("desk:score-behind", args=[period, kind, code, name])
        return f"{url}?{urlencode({'families': ','.join(families)})}" if families else url

    context = {
        "sheet": score_sheet(found, behind),
        "objections": list(queries.objections_of(found)),
        "may_object": _may_object(found, timezone.now()),
        "open_lines": {one.line for one in queries.objections_of(found) if one.state == "filed"},
    }
    return render(request, "desk/appraisal/score.html", context)


@desk(Permission.CARD_ANSWER)
@require_safe
def behind(request: HttpRequest, period: str, kind: str, code: str, name: str) -> HttpResponse:
    """What a number of the unit's own sheet counted."""
    found = _own(request, period, kind, code)
    if name not in TOTALS:
        raise Unknown()
    families = tuple(one for one in request.GET.get("families", "").split(",") if one in FAMILIES)
    rows = queries.behind(queries.newest(found), name, families)
    context = {
        "score": found,
        "period": read_period(period),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "base": TOTALS[name],
        "families": [FAMILIES[one] for one in families],
        "is_card": name in CARD_TOTALS,
    }
    return render(request, "desk/appraisal/behind.html", context)


@desk(Permission.CARD_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, period: str, kind: str, code: str) -> HttpResponse:
    """对得分提出申诉 — one line, what is wrong with it, and the evidence."""
    at, found = timezone.now(), _own(request, period, kind, code)
    lines = queries.lines_of(queries.newest(found))
    back = reverse("desk:score", args=[period, kind, code])
    return evidence.form(
        request,
        "desk/appraisal/object.html",
        {"line": request.GET.get("line", ""), "text": ""},
        lambda typed, files: actions.object_to(
            period, kind, code, typed["line"], typed["text"], evidence=files, by=request.staff, at=at
        ),
        lambda objection: (f"申诉已提交，编号{objection.ref}。", redirect(back)),
        by=f"staff:{request.staff.code}",
        at=at,
        score=found,
        period=read_period(period),
        lines=[(line.code, line.name) for line in lines],
        back=back,
    )


urls = [
    path("appraisal/", appraisal, name="appraisal"),
    path("appraisal/<str:period>/<slug:kind>/<str:code>/", score, name="score"),
    path("appraisal/<str:period>/<slug:kind>/<str:code>/object/", object_to, name="score-object"),
    path("appraisal/<str:period>/<slug:kind>/<str:code>/behind/<slug:name>/", behind, name="score-behind"),
]
