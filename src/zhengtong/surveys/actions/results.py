"""The result: what the figures say in words, which texts may be quoted, and a second person who lets it out."""

from datetime import datetime

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.masking import mask_bank_card, mask_id_number, mask_phone, replace_personal_numbers
from zhengtong.foundation.text import tidy_text
from zhengtong.guards import queries as guards
from zhengtong.guards import rules as guarding
from zhengtong.journal.actions import action
from zhengtong.org.models import Staff
from zhengtong.surveys import queries, rules
from zhengtong.surveys.choices import ResultMode, SurveyKind, SurveyState
from zhengtong.surveys.models import Excerpt, Survey

from .frame import edited, expect, reviewed, told

MOST_EXCERPTS = 30


@action("survey.excerpted")
def add_excerpt(slug: str, question: str, text: str, *, by: Staff, at: datetime) -> Excerpt:
    """选登 — a text that was really written; numbers in it are masked. Raises Refusal `no-text`, `not-written`,
    `words-blocked`, `too-many-excerpts`.
    """
    survey = _closed(slug, by)
    if not (said := tidy_text(text)) or len(said) > 500:
        raise Refusal("no-text", "请选择500字以内的意见。", "text")
    if said not in queries.texts_of(survey, question):
        raise Refusal("not-written", "这条意见不在答卷中，没有选登。", "text")
    guarding.refuse_blocked(guards.check(said, at=at), "意见", "text")
    if survey.excerpts.count() >= MOST_EXCERPTS:
        raise Refusal("too-many-excerpts", f"最多选登{MOST_EXCERPTS}条意见。", "text")
    masked = replace_personal_numbers(said, long=_masked_long, mobile=mask_phone)
    excerpt, is_new = Excerpt.objects.get_or_create(survey=survey, question=question, text=masked)
    if not is_new:
        raise Refusal("picked-already", "这条意见已经选登。", "text")
    told("survey.excerpted", survey, f"staff:{by.code}", at, question=question, is_added=True)
    return excerpt


def _masked_long(number: str) -> str:
    return mask_id_number(number, public=True) if len(number) == 18 else mask_bank_card(number)


@action("survey.excerpted")
def drop_excerpt(slug: str, pk: int, *, by: Staff, at: datetime) -> None:
    """取消选登."""
    survey = _closed(slug, by)
    excerpt = survey.excerpts.filter(pk=pk).first()
    if excerpt is None:
        raise Unknown("没有这条选登意见。")
    question = excerpt.question
    excerpt.delete()
    told("survey.excerpted", survey, f"staff:{by.code}", at, question=question, is_added=False)


@action("survey.summarised")
def write_summary(slug: str, text: str, *, by: Staff, at: datetime) -> Survey:
    """结果说明 — goes to the reviewer as soon as it is written. Raises Refusal `no-summary`, `words-blocked`."""
    survey = _closed(slug, by)
    summary = rules.check_summary(text)
    guarding.refuse_blocked(guards.check(summary, at=at), "结果说明", "summary")
    survey.summary, survey.summary_by, survey.returned_for = summary, f"staff:{by.code}", ""
    survey.save(update_fields=["summary", "summary_by", "returned_for"])
    told("survey.summarised", survey, f"staff:{by.code}", at)
    return survey


def _closed(slug: str, by: Staff) -> Survey:
    survey = edited(slug, by)
    _has_results(survey)
    return survey


def _has_results(survey: Survey) -> None:
    if survey.kind != SurveyKind.SURVEY:
        raise Unknown("电子表单没有调查结果。")
    expect(survey, SurveyState.CLOSED, sentence="结束以后、公布以前才能整理结果。")
    if survey.results == ResultMode.NEVER:
        raise Refusal("not-for-publication", "这份问卷在征集时说明了不公布结果，不能公布。")


@action("survey.published")
def publish_results(slug: str, *, by: Staff, at: datetime) -> Survey:
    """公布结果 — by another person than who wrote the summary. Raises Refusal `own-work`, `no-summary`, `too-few`."""
    survey = reviewed(slug, by)
    _has_results(survey)
    if not survey.summary:
        raise Refusal("no-summary", "还没有写结果说明，不能公布。")
    if survey.summary_by == f"staff:{by.code}":
        raise Refusal("own-work", "不能审核自己撰写的结果，请由另一位同志审核公布。")
    if survey.envelopes.exists():
        raise Refusal("still-collecting", "还有答卷正在入箱，请过一分钟再公布。")
    guarding.refuse_blocked(guards.check(survey.summary, at=at), "结果说明")
    survey.state, survey.published_by, survey.published_at = SurveyState.PUBLISHED, f"staff:{by.code}", at
    survey.save(update_fields=["state", "published_by", "published_at"])
    told("survey.published", survey, f"staff:{by.code}", at, participants=queries.participated(survey))
    return survey


@action("survey.returned")
def return_results(slug: str, reason: str, *, by: Staff, at: datetime) -> Survey:
    """退回结果 — the summary is to be written anew."""
    survey = reviewed(slug, by)
    _has_results(survey)
    if not survey.summary:
        raise Refusal("no-summary", "还没有写结果说明，不必退回。")
    survey.returned_for, survey.summary_by = rules.check_reason(reason), survey.summary_by
    survey.summary = ""
    survey.save(update_fields=["returned_for", "summary"])
    told("survey.returned", survey, f"staff:{by.code}", at, reason=survey.returned_for)
    return survey
