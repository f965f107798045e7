"""The draft: made, changed, put forward, taken back. Once it is open nobody changes a question."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.guards import queries as guards
from zhengtong.guards import rules as guarding
from zhengtong.journal.actions import action
from zhengtong.org.models import Staff
from zhengtong.surveys import queries, rules
from zhengtong.surveys.choices import Audience, ResultMode, SurveyKind, SurveyState
from zhengtong.surveys.models import Survey
from zhengtong.surveys.rules import Settings
from zhengtong.surveys.rules.asking import Design

from .frame import edited, expect, told

_FROZEN = "问题和设置已经不能修改；确需修改的，请结束后另建一份。"
_OVERTAKEN = "这份草稿刚刚被修改过（可能在另一个窗口或由同事修改），您的这次修改没有保存。请刷新页面后再改。"


@action("survey.created")
def create_survey(
    kind: str, unit: str, title: str, *, slug: str = "", by: Staff, at: datetime, is_demo: bool = False
) -> Survey:
    """新建 — a draft without a question. Raises Refusal `no-unit`, `no-title`, `bad-slug`, `slug-taken`, `unknown-kind`."""
    if kind not in SurveyKind.values:
        raise Refusal("unknown-kind", "请选择是调查问卷还是电子表单。", "kind")
    owner = queries.units_for(by).filter(code=unit).first()
    if owner is None:
        raise Refusal("no-unit", "请选择本人可以代表的单位。", "unit")
    if not 2 <= len(title := tidy_line(title)) <= 80:
        raise Refusal("no-title", "请填写标题（2至80个字）。", "title")
    address = rules.check_slug(slug) if slug.strip() else f"{kind[0]}{localdate(at):%Y%m%d}-{secrets.token_hex(3)}"
    survey = Survey(
        slug=address,
        kind=kind,
        unit=owner,
        title=title,
        definition=rules.blank_design(title),
        results=ResultMode.AFTER if kind == SurveyKind.SURVEY else ResultMode.NEVER,
        audience=Audience.ANYBODY,
        edited_by=f"staff:{by.code}",
        edited_at=at,
        is_demo=is_demo,
    )
    try:
        with transaction.atomic():
            survey.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("slug-taken", f"网页地址 {address} 已经有人使用，请换一个。", "slug") from error
    told("survey.created", survey, f"staff:{by.code}", at)
    return survey


@action("survey.changed")
def change_settings(slug: str, now: Settings, *, revision: int, by: Staff, at: datetime) -> Survey:
    """修改设置 — of a draft. `revision` is what the page was made from: whoever saves later does not overwrite."""
    survey = _draft(slug, revision, by)
    rules.check_settings(now, is_form=survey.kind == SurveyKind.FORM)
    survey.title, survey.introduction = now.title, now.introduction
    survey.opens_on, survey.closes_on = now.opens_on, now.closes_on
    survey.audience, survey.units = now.audience, list(now.units)
    survey.results, survey.places = now.results, now.places
    survey.consent, survey.keep_days = now.consent, now.keep_days
    survey.definition = survey.definition | {"title": now.title, "note": now.introduction}
    return _saved(survey, by, at)


@action("survey.changed")
def change_questions(slug: str, design: Design, *, revision: int, by: Staff, at: datetime) -> Survey:
    """修改问题 — of a draft. Raises Refusal for what may not be asked, `overtaken`, `wrong-state`."""
    survey = _draft(slug, revision, by)
    design = design | {"title": survey.title, "note": survey.introduction}
    rules.check_design(design, is_form=survey.kind == SurveyKind.FORM)
    survey.definition = design
    return _saved(survey, by, at)


def _draft(slug: str, revision: int, by: Staff) -> Survey:
    survey = edited(slug, by)
    expect(survey, SurveyState.DRAFT, sentence=_FROZEN)
    if survey.revision != revision:
        raise Refusal("overtaken", _OVERTAKEN)
    return survey


def _saved(survey: Survey, by: Staff, at: datetime) -> Survey:
    survey.revision += 1
    survey.edited_by, survey.edited_at = f"staff:{by.code}", at
    survey.save()
    told("survey.changed", survey, f"staff:{by.code}", at, revision=survey.revision)
    return survey


@action("survey.submitted")
def submit_survey(slug: str, *, by: Staff, at: datetime) -> Survey:
    """送审 — every text is looked over first. Raises Refusal `no-question`, `words-blocked`, those of the settings,
    `period-over`.
    """
    survey = edited(slug, by)
    expect(survey, SurveyState.DRAFT, sentence="不能再次送审。")
    ready(survey, at)
    survey.state, survey.submitted_by, survey.returned_for = SurveyState.REVIEW, f"staff:{by.code}", ""
    survey.save(update_fields=["state", "submitted_by", "returned_for"])
    told("survey.submitted", survey, f"staff:{by.code}", at)
    return survey


def ready(survey: Survey, at: datetime) -> None:
    """Whether it may go to the public as it stands; raises Refusal."""
    is_form = survey.kind == SurveyKind.FORM
    if not rules.has_questions(survey.definition):
        raise Refusal("no-question", f"{'表单' if is_form else '问卷'}还没有问题，请先添加问题再送审。")
    rules.check_settings(queries.settings_of(survey), is_form=is_form)
    definition = rules.check_design(survey.definition, is_form=is_form)
    if survey.closes_on is not None and survey.closes_on < localdate(at):
        raise Refusal("period-over", "截止日期已经过去，请修改开放时间。", "closes_on")
    parts = {"标题": survey.title, "说明": survey.introduction, "个人信息告知": survey.consent}
    for field in definition.fields() if definition else ():
        said = [field.label, field.hint, field.text, *(choice.label for choice in field.choices)]
        parts[f"问题“{field.label}”"] = "\n".join(said)
    for place, text in parts.items():
        guarding.refuse_blocked(guards.check(text, at=at), place)


@action("survey.returned")
def withdraw_survey(slug: str, *, by: Staff, at: datetime) -> Survey:
    """撤回 — whoever put it forward takes it back to change it."""
    survey = edited(slug, by)
    expect(survey, SurveyState.REVIEW, sentence="不能撤回。")
    survey.state = SurveyState.DRAFT
    survey.save(update_fields=["state"])
    told("survey.returned", survey, f"staff:{by.code}", at, reason="起草人撤回")
    return survey


@action("survey.deleted")
def delete_survey(slug: str, *, by: Staff, at: datetime) -> None:
    """删除 — of a draft that never went out."""
    survey = edited(slug, by)
    expect(survey, SurveyState.DRAFT, sentence="不能删除。")
    if survey.opened_at is not None:
        raise Unknown("没有找到这项调查或表单。")
    told("survey.deleted", survey, f"staff:{by.code}", at)
    survey.delete()
