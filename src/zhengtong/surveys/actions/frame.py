"""What every act of the room begins and ends with."""

from datetime import datetime
from typing import Any

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import record
from zhengtong.org.models import Staff
from zhengtong.surveys import queries
from zhengtong.surveys.choices import SurveyKind, SurveyState
from zhengtong.surveys.models import Survey

_NOUNS = {SurveyKind.SURVEY: "问卷", SurveyKind.FORM: "表单"}


def edited(slug: str, by: Staff) -> Survey:
    """The survey, held until the act ends; Unknown for whoever may not edit it."""
    survey = _held(slug)
    if not queries.may_edit(by, survey.unit):
        raise Unknown("没有找到这项调查或表单。")
    return survey


def reviewed(slug: str, by: Staff) -> Survey:
    """The same for who reviews."""
    survey = _held(slug)
    if not queries.may_review(by, survey.unit):
        raise Unknown("没有找到这项调查或表单。")
    return survey


def _held(slug: str) -> Survey:
    found = Survey.objects.select_for_update(of=("self",)).select_related("unit").filter(slug=slug).first()
    if found is None:
        raise Unknown("没有找到这项调查或表单。")
    return found


def noun(survey: Survey) -> str:
    return _NOUNS[SurveyKind(survey.kind)]


def expect(survey: Survey, *states: str, sentence: str) -> None:
    """Raises Refusal `wrong-state`."""
    if survey.state not in states:
        raise Refusal("wrong-state", f"{noun(survey)}现在“{SurveyState(survey.state).label}”，{sentence}")


def told(kind: str, survey: Survey, by: str, at: datetime, **facts: Any) -> None:
    """The entry of an act on a survey."""
    record(
        kind, survey.slug, actor=by, at=at, unit=survey.unit.code, unit_name=survey.unit.name, title=survey.title,
        survey_kind=survey.kind, **facts,
    )  # fmt: skip
