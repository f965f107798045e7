"""调查征集 as a part of an article: a card with what is asked, until when, and the way there."""

from datetime import timedelta
from math import ceil
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail import blocks

from zhengtong.surveys import queries, rules
from zhengtong.surveys.choices import SurveyKind
from zhengtong.surveys.models import Survey
from zhengtong.surveys.rules import Standing

from .. import pagecache
from .chooser import SurveyChooserBlock


class SurveyBlock(blocks.StructBlock):
    """One survey or e-form, and what is said beside it. What is not public (yet) is shown to nobody but editors."""

    survey = SurveyChooserBlock(label="调查或表单")
    note = blocks.CharBlock(label="说明", required=False, max_length=120)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        is_preview = bool(getattr((parent_context or {}).get("request"), "is_preview", False))
        return context | {"card": card(value["survey"]), "is_preview": is_preview}

    class Meta:
        icon = "form"
        label = "调查或表单"
        template = "portal/blocks/survey.html"


def card(survey: Survey | None) -> dict[str, Any] | None:
    """What the card says now; None while the survey is not public. A kept page is made anew at the turn of the period:
    nobody writes anything then."""
    if survey is None:
        return None
    now = timezone.now()
    standing = queries.standing(survey, now)
    if standing == Standing.HIDDEN:
        return None
    if turn := queries.next_turn(survey, now):
        pagecache.keep(max(1, ceil((turn - now) / timedelta(seconds=1))))
    shows_results = survey.kind == SurveyKind.SURVEY and rules.told(survey.results, standing)
    page = "citizen:survey-results" if shows_results and standing != Standing.OPEN else "citizen:survey"
    return {
        "survey": survey,
        "standing": standing,
        "words": rules.CAST_WORDS[standing],
        "url": reverse(page, args=[survey.slug]),
        "button": _button(survey, standing, leads_to_results=page == "citizen:survey-results"),
    }


def _button(survey: Survey, standing: Standing, *, leads_to_results: bool) -> str:
    if leads_to_results:
        return "查看结果"
    if standing == Standing.OPEN:
        return "填写问卷" if survey.kind == SurveyKind.SURVEY else "填写表单"
    return "查看详情"
