"""The draft: its settings, its questions, one question."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.forms.rules import KINDS, Definition, design, parse_definition, properties
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.reading import whole_number
from zhengtong.surveys import actions, queries, rules
from zhengtong.surveys.choices import Audience, ResultMode, SurveyKind, SurveyState
from zhengtong.surveys.models import Survey
from zhengtong.web import filling
from zhengtong.web.desk import designing

from .door import editing, facts


def _draft(request: HttpRequest, slug: str) -> Survey | HttpResponse:
    """The survey while it may be changed; else the way back to its page."""
    found = queries.survey_for_desk(request.staff, slug)
    if not queries.may_edit(request.staff, found.unit):
        raise Unknown("没有找到这项调查或表单。")
    if found.state == SurveyState.DRAFT:
        return found
    messages.error(request, f"现在“{found.get_state_display()}”，问题和设置不能修改。")
    return redirect("desk:survey", slug)


def _revision(request: HttpRequest) -> int:
    return whole_number(request.POST.get("revision", "")) or 0


def _settings_form(survey: Survey) -> Definition:
    return rules.settings_form(
        is_form=survey.kind == SurveyKind.FORM,
        audiences=Audience.choices,
        results=ResultMode.choices,
        units=queries.answering_units(),
    )


@editing
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    found = _draft(request, slug)
    if isinstance(found, HttpResponse):
        return found
    at, asked = timezone.now(), _settings_form(found)
    entries, errors = rules.settings_entries(asked, queries.settings_of(found)), {}
    revision = found.revision
    if request.method == "POST":
        posted = filling.take(request, asked, by="", at=at)
        checked = filling.check(asked, posted, by="", at=at)
        entries, errors, revision = posted.entries, checked.errors, _revision(request)
        if checked.is_good:
            try:
                actions.change_settings(
                    slug, rules.settings_from(checked.values), revision=revision, by=request.staff, at=at
                )
            except Unknown:
                raise
            except Refusal as refusal:
                errors = {refusal.field or "": refusal.sentence}
            else:
                messages.success(request, "设置已保存。")
                return redirect("desk:survey-questions", slug)
    context = facts(found, request.staff, at) | {
        "form": filling.show(asked, entries, errors, by="", at=at),
        "errors": errors,
        "revision": revision,
    }
    return render(request, "desk/surveys/settings.html", context, status=409 if errors else 200)


@editing
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions as an outline; one button, one step."""
    found = _draft(request, slug)
    if isinstance(found, HttpResponse):
        return found
    is_form, at, problem = found.kind == SurveyKind.FORM, timezone.now(), ""

    def add(now: design.Design, number: int, kind: str, label: str) -> design.Design:
        return rules.add_question(now, number, kind=kind, label=label, is_form=is_form)

    if request.method == "POST":
        try:
            changed, anchor = designing.step(request.POST, found.definition, add=add)
            actions.change_questions(slug, changed, revision=_revision(request), by=request.staff, at=at)
        except Unknown:
            raise
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            if anchor.startswith("field:"):
                return redirect("desk:survey-question", slug, anchor.removeprefix("field:"))
            return redirect(f"{reverse('desk:survey-questions', args=[slug])}#{anchor}")
    context = facts(found, request.staff, at) | {
        "sections": _outline(found),
        "kinds": rules.presets(is_form=is_form),
        "errors": {"": problem} if problem else {},
        "revision": found.revision,
    }
    return render(request, "desk/surveys/questions.html", context, status=409 if problem else 200)


def _outline(survey: Survey) -> Any:
    """The outline, also of a draft that has no question yet."""
    if rules.has_questions(survey.definition):
        definition = parse_definition(survey.definition)
        return designing.outline(definition, lambda key: reverse("desk:survey-question", args=[survey.slug, key]))
    return [
        (
            number,
            section,
            [
                (field, KINDS[field["kind"]], "", reverse("desk:survey-question", args=[survey.slug, field["key"]]))
                for field in section["fields"]
            ],
        )
        for number, section in enumerate(survey.definition["sections"])
    ]


@editing
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The properties of one question, on a form of the same engine."""
    found = _draft(request, slug)
    if isinstance(found, HttpResponse):
        return found
    at, by = timezone.now(), f"staff:{request.staff.code}"
    plain = design.find_field(found.definition, key)
    asked = properties.properties_form(found.definition, plain)
    entries, errors, revision = properties.properties_entries(asked, plain), {}, found.revision
    if request.method == "POST":
        revision = _revision(request)
        posted = filling.take(request, asked, by=by, at=at)
        entries = posted.entries
        if not posted.is_rearranged:
            checked = filling.check(asked, posted, by=by, at=at)
            errors = checked.errors
            if checked.is_good:
                try:
                    changed = design.change_field(
                        found.definition, key, properties.properties_from(checked.values, plain["kind"])
                    )
                    actions.change_questions(slug, changed, revision=revision, by=request.staff, at=at)
                except Unknown:
                    raise
                except Refusal as refusal:
                    errors = {refusal.field if refusal.field and asked.field(refusal.field) else "": refusal.sentence}
                else:
                    return redirect(f"{reverse('desk:survey-questions', args=[slug])}#field-{checked.values['key']}")
    context = facts(found, request.staff, at) | {
        "asked": plain,
        "kind_name": KINDS[plain["kind"]],
        "form": filling.show(asked, entries, errors, by=by, at=at),
        "errors": errors,
        "revision": revision,
    }
    return render(request, "desk/surveys/question.html", context, status=409 if errors else 200)


urls = [
    path("surveys/<slug:slug>/settings/", settings, name="survey-settings"),
    path("surveys/<slug:slug>/questions/", questions, name="survey-questions"),
    path("surveys/<slug:slug>/questions/<slug:key>/", question, name="survey-question"),
]
