"""The result at the desk: figures, texts to choose from, the summary, the table to take away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.reading import whole_number
from zhengtong.foundation.spreadsheets import XLSX, to_csv, to_xlsx
from zhengtong.org.models import Staff
from zhengtong.surveys import actions, queries
from zhengtong.surveys.choices import ResultMode, SurveyKind, SurveyState
from zhengtong.surveys.models import Survey
from zhengtong.web.survey_figures import shown

from .door import enter, facts

TEXTS = 200
"""Texts of one question on the page; the table has all of them."""


def _survey(request: HttpRequest, slug: str) -> Survey:
    found = queries.survey_for_desk(request.staff, slug)
    if found.kind != SurveyKind.SURVEY:
        raise Unknown("电子表单没有调查结果。")
    return found


@enter
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, slug: str) -> HttpResponse:
    found, at, errors = _survey(request, slug), timezone.now(), {}
    if request.method == "POST":
        try:
            said = _act(slug, request.POST, request.staff)
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
        else:
            messages.success(request, said)
            return redirect("desk:survey-results", slug)
    context = facts(found, request.staff, at) | shown(found, request.GET)
    chosen = {excerpt.text for excerpts in context["figures"].excerpts.values() for excerpt in excerpts}
    context |= {
        "texts": [
            (tally, [text for text in queries.texts_of(found, tally.key) if text not in chosen][:TEXTS])
            for tally in context["figures"].tallies
            if tally.is_text
        ],
        "excerpts": [excerpt for excerpts in context["figures"].excerpts.values() for excerpt in excerpts],
        "may_write": context["may_edit"] and _is_writable(found),
        "summary": request.POST.get("summary", found.summary),
        "errors": errors,
        "days": queries.by_day(found),
    }
    return render(request, "desk/surveys/results.html", context, status=409 if errors else 200)


def _is_writable(survey: Survey) -> bool:
    return survey.state == SurveyState.CLOSED and survey.results != ResultMode.NEVER


def _act(slug: str, post: Any, by: Staff) -> str:
    at = timezone.now()
    if "pick" in post:
        actions.add_excerpt(slug, post.get("question", ""), post.get("text", ""), by=by, at=at)
        return "已选登这条意见。"
    if "drop" in post:
        actions.drop_excerpt(slug, whole_number(post.get("drop", "")) or 0, by=by, at=at)
        return "已取消选登。"
    actions.write_summary(slug, post.get("summary", ""), by=by, at=at)
    return "结果说明已保存，等待另一位同志审核公布。"


@enter
@require_safe
def export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Every answer as a line, in an order that says nothing; only the columns of a table while they are fewer than five."""
    found = _survey(request, slug)
    if kind not in ("csv", "xlsx") or not queries.may_edit(request.staff, found.unit):
        raise Unknown("没有这张表。")
    head, lines = queries.sheets(found)
    if kind == "csv":
        return _file(to_csv(head, lines), "text/csv; charset=utf-8", f"{slug}.csv")
    return _file(to_xlsx(found.title, head, lines), XLSX, f"{slug}.xlsx")


def _file(content: str | bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


urls = [
    path("surveys/<slug:slug>/results/", results, name="survey-results"),
    path("surveys/<slug:slug>/answers.<str:kind>", export, name="survey-export"),
]
