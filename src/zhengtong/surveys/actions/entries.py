"""电子表单 — what is sent in with a name on purpose: counted against the places, kept for a time, then emptied."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from zhengtong.forms.sealing import seal
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.refs import day_ref
from zhengtong.foundation.rows import next_serial
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff
from zhengtong.surveys import queries, rules
from zhengtong.surveys.choices import EntryState, SurveyKind, SurveyState
from zhengtong.surveys.models import FormEntry, Survey
from zhengtong.surveys.queries import Voter

from .answering import ALREADY as ANSWERED
from .answering import checked, take_part, taking

ALREADY = "您已经填写过这张表单，每人只能填写一次。需要更改的，请联系主办单位。"
FULL = "名额已满，不再接收登记。需要帮助的，请联系主办单位。"


def already(survey: Survey) -> str:
    """What whoever comes back is told."""
    return ALREADY if survey.kind == SurveyKind.FORM else ANSWERED


@action("form_entry.sent")
def send_entry(
    slug: str, values: Mapping[str, Any], *, agrees: bool, who: Voter, address: str, at: datetime
) -> FormEntry:
    """提交表单. Raises what `answer` raises, and Refusal `no-consent`, `full`: the last place goes to one person."""
    # Held for oneself: places are counted. Before the shared hold, for two who share would wait for each other for ever.
    Survey.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    survey = taking(slug, at)
    if survey.kind != SurveyKind.FORM:
        raise Unknown(queries.NOT_FOUND)
    if not agrees:
        raise Refusal("no-consent", "请阅读个人信息告知并勾选同意，否则不能提交。", "agrees")
    if queries.places_left(survey) == 0:
        raise Refusal("full", FULL)
    kept = checked(survey, values, at)
    take_part(survey, who, at, ALREADY)
    ref = day_ref(rules.REF_ENTRY, localdate(at), next_serial("form_entry_serial"))
    entry = FormEntry(survey=survey, ref=ref, values=seal(kept, queries.definition(survey)), sent_at=at)
    entry.save(force_insert=True)
    record("form_entry.sent", ref, actor="citizen:anonymous", at=at, unit=survey.unit.code, survey=survey.slug)
    return entry


@action("form_entry.noted")
def note_entry(slug: str, ref: str, state: str, note: str, *, by: Staff, at: datetime) -> FormEntry:
    """处理 — seen or done, with a note. Raises Unknown outside the unit, Refusal `no-state`, `note-too-long`."""
    survey = queries.survey_for_desk(by, slug)
    entry = queries.entries_for(by, survey).select_for_update(of=("self",)).filter(ref=ref).first()
    if entry is None:
        raise Unknown("没有找到这件登记。")
    if state not in (EntryState.SEEN, EntryState.DONE):
        raise Refusal("no-state", "请选择处理状态。", "state")
    if len(said := tidy_line(note)) > 200:
        raise Refusal("note-too-long", "备注最多200个字。", "note")
    entry.state, entry.note = state, said
    entry.handled_by, entry.handled_at = f"staff:{by.code}", at
    entry.save(update_fields=["state", "note", "handled_by", "handled_at"])
    record("form_entry.noted", ref, actor=f"staff:{by.code}", at=at, unit=survey.unit.code, survey=slug, state=state)
    return entry


@action("form_entry.purged")
def purge_entries(slug: str, *, at: datetime) -> int:
    """到期清除 — the contents go, that there was an entry stays. Raises Refusal `not-due`. (个人信息保护法 第四十七条)"""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("unit").get(slug=slug)
    kept = FormEntry.objects.filter(survey=survey, purged_at=None)
    if not _is_due(survey, at) or not (count := kept.update(values={}, note="", purged_at=at)):
        raise Refusal("not-due", "还没有到清除的时间。")
    record("form_entry.purged", slug, actor="system", at=at, unit=survey.unit.code, count=count)
    return count


def _is_due(survey: Survey, at: datetime) -> bool:
    if survey.keep_days is None or survey.closed_at is None:
        return False
    return localdate(at) > localdate(survey.closed_at) + timedelta(days=survey.keep_days)


def purge_over(at: datetime) -> int:
    """Every e-form whose time is over; how many entries were emptied."""
    over = Survey.objects.filter(kind=SurveyKind.FORM, state=SurveyState.CLOSED, entries__purged_at=None)
    due = [survey.slug for survey in over.exclude(entries=None).distinct() if _is_due(survey, at)]
    return sum(purge_entries(slug, at=at) for slug in due)
