"""A second person lets it out; it ends with its last day, or before if somebody says why."""

from datetime import datetime

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action
from zhengtong.org.models import Staff
from zhengtong.surveys import queries, rules
from zhengtong.surveys.choices import SurveyState
from zhengtong.surveys.models import Survey

from .drafting import ready
from .frame import edited, expect, reviewed, told


@action("survey.opened")
def open_survey(slug: str, *, by: Staff, at: datetime) -> Survey:
    """审核通过 — by another person than who wrote it; its questions never change from now on.

    Raises Refusal `own-work`, `wrong-state`, and what `submit_survey` raises: time has passed and the list of words may
    have changed.
    """
    survey = reviewed(slug, by)
    expect(survey, SurveyState.REVIEW, sentence="不能审核。")
    if f"staff:{by.code}" in (survey.edited_by, survey.submitted_by):
        raise Refusal("own-work", "不能审核自己起草或送审的内容，请由另一位同志审核。")
    ready(survey, at)
    survey.state, survey.opened_by, survey.opened_at = SurveyState.OPEN, f"staff:{by.code}", at
    survey.save(update_fields=["state", "opened_by", "opened_at"])
    told(
        "survey.opened", survey, f"staff:{by.code}", at, opens_on=survey.opens_on, closes_on=survey.closes_on,
        audience=survey.audience,
    )  # fmt: skip
    return survey


@action("survey.returned")
def return_survey(slug: str, reason: str, *, by: Staff, at: datetime) -> Survey:
    """退回修改 — with what is to be mended."""
    survey = reviewed(slug, by)
    expect(survey, SurveyState.REVIEW, sentence="不能退回。")
    survey.returned_for = rules.check_reason(reason)
    survey.state = SurveyState.DRAFT
    survey.save(update_fields=["state", "returned_for"])
    told("survey.returned", survey, f"staff:{by.code}", at, reason=survey.returned_for)
    return survey


@action("survey.closed")
def close_survey(slug: str, reason: str, *, by: Staff, at: datetime) -> Survey:
    """提前结束 — before its last day, with a reason; by who wrote it or who reviews."""
    try:
        survey = edited(slug, by)
    except Unknown:
        survey = reviewed(slug, by)
    expect(survey, SurveyState.OPEN, sentence="不能结束。")
    said = rules.check_reason(reason)
    survey.state, survey.closed_at = SurveyState.CLOSED, at
    survey.save(update_fields=["state", "closed_at"])
    told("survey.closed", survey, f"staff:{by.code}", at, reason=said, participants=queries.participated(survey))
    return survey
