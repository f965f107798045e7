"""答卷 — one a person, and nothing that leads from one to the other.

That somebody took part (Participation) and what was answered (Envelope) are written in one transaction: both or neither.
For that moment PostgreSQL gives both rows neighbouring transaction numbers (xmin). So the answer does not stay there: once
five or more wait, all that wait are written anew in one transaction, shuffled, under new random ids — answers into the
box, participations beside them — and the first rows are removed. When a survey ends everything in it is mixed once more,
so that no last few are alone. docs/surveys.md says what a database could still tell, and to whom.
"""

import random
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from zhengtong.forms import queries as forms
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards import queries as guards
from zhengtong.guards import rules as guarding
from zhengtong.journal.actions import action
from zhengtong.surveys import queries, rules
from zhengtong.surveys.choices import Audience, SurveyKind, SurveyState
from zhengtong.surveys.models import AddressTally, Envelope, Participation, Survey, SurveyAnswer
from zhengtong.surveys.queries import Voter

from .frame import told

_COUNT = """
INSERT INTO surveys_addresstally (key, count, "on") VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET count = surveys_addresstally.count + 1
"""
ALREADY = "您已经填写过这份问卷，每人只能填写一次。感谢参与。"


@transaction.atomic
def answer(slug: str, values: Mapping[str, Any], *, who: Voter, address: str, at: datetime) -> None:
    """提交答卷 — `values` are raw or checked entries; they are checked once more here.

    No act of the journal: its entry would tell the moment of an answer. The box tells of many at once (`collect`).
    Raises Unknown, Refusal `not-yet`, `over`, `bad-answer`, `empty-answer`, `words-blocked`, `already-answered`,
    `too-many-from-address`.
    """
    survey = taking(slug, at)
    if survey.kind != SurveyKind.SURVEY:
        raise Unknown(queries.NOT_FOUND)
    kept = checked(survey, values, at)
    on = localdate(at)
    if survey.audience == Audience.ANYBODY and queries.taken_from(survey, address, on) >= rules.MOST_FROM_ADDRESS:
        raise Refusal("too-many-from-address", "今天从您所在的网络地址提交的答卷太多，请明天再试，或者换一个网络。")
    take_part(survey, who, at, ALREADY)
    Envelope(survey=survey, values=kept).save(force_insert=True)
    if survey.audience == Audience.ANYBODY:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [queries.address_key(survey, address, on), on])


def taking(slug: str, at: datetime) -> Survey:
    """A survey that takes answers now, kept open until the act ends: many may answer at once, nobody closes meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM surveys_survey WHERE slug = %s FOR SHARE", [slug])
    survey = queries.public_survey(slug)
    rules.check_open(queries.standing(survey, at), survey.opens_on, survey.closes_on)
    return survey


def checked(survey: Survey, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The answers that may stand; raises Refusal for the first that may not."""
    definition = queries.definition(survey)
    rules.refuse_forged(definition, values)
    found = forms.checked(definition, values, today=localdate(at), by="")
    for field, sentence in found.errors.items():
        raise Refusal("bad-answer", sentence, field)
    if not found.values:
        raise Refusal("empty-answer", "一个问题都还没有回答，请填写后再提交。")
    for field in definition.fields():
        if field.kind in ("text", "textarea") and (text := found.values.get(field.key)):
            guarding.refuse_blocked(guards.check(text, at=at), field.label, field.key)
    return found.values


def take_part(survey: Survey, who: Voter, at: datetime, sentence: str) -> None:
    """Once: the second of two at the same moment waits for the first and is refused."""
    part = Participation(survey=survey, person_key=who.key, on=localdate(at))
    try:
        with transaction.atomic():
            part.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("already-answered", sentence) from error


# --- the box ---


@action("survey.collected")
def collect(slug: str, *, at: datetime) -> int:
    """答卷入箱 — how many. Raises Refusal `too-few` while the survey is open and fewer than five wait."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("unit").get(slug=slug)
    is_over = survey.state in (SurveyState.CLOSED, SurveyState.PUBLISHED)
    waiting = list(Envelope.objects.select_for_update().filter(survey=survey))
    if not waiting or (len(waiting) < rules.BATCH and not is_over):
        raise Refusal("too-few", "等待入箱的答卷不足5份。")
    fresh = list(Participation.objects.select_for_update().filter(survey=survey, is_mixed=False))
    contents = [envelope.values for envelope in waiting]
    if is_over:  # the last few go in together with everybody
        fresh = list(Participation.objects.select_for_update().filter(survey=survey))
        before = SurveyAnswer.objects.filter(survey=survey)
        contents += before.values_list("values", flat=True)
        before.delete()
    Envelope.objects.filter(pk__in=[envelope.pk for envelope in waiting]).delete()
    Participation.objects.filter(pk__in=[part.pk for part in fresh]).delete()
    chance = random.SystemRandom()
    chance.shuffle(contents)
    chance.shuffle(fresh)
    SurveyAnswer.objects.bulk_create(SurveyAnswer(survey=survey, values=values) for values in contents)
    for part in fresh:
        part.pk, part.is_mixed = uuid.uuid4(), True
    Participation.objects.bulk_create(fresh)
    told("survey.collected", survey, "system", at, count=len(waiting), total=survey.answers.count())
    return len(waiting)


def collect_waiting(at: datetime) -> int:
    """Every survey that has enough waiting, or is over and has any; how many answers went in."""
    return sum(collect(slug, at=at) for slug in _collectable())


def _collectable() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT survey.slug FROM surveys_survey survey JOIN surveys_envelope envelope ON envelope.survey_id = survey.id
            GROUP BY survey.id HAVING count(*) >= %s OR survey.state IN ('closed', 'published')
            """,
            [rules.BATCH],
        )
        return [slug for (slug,) in cursor.fetchall()]


@action("survey.closed")
def _close(slug: str, *, at: datetime) -> None:
    survey = Survey.objects.select_for_update(of=("self",)).select_related("unit").get(slug=slug)
    if survey.state != SurveyState.OPEN or survey.closes_on is None or survey.closes_on >= localdate(at):
        raise Refusal("wrong-state", "还没有到截止日期。")
    survey.state, survey.closed_at = SurveyState.CLOSED, at
    survey.save(update_fields=["state", "closed_at"])
    told("survey.closed", survey, "system", at, reason="到达截止日期", participants=queries.participated(survey))


def close_over(at: datetime) -> int:
    """Write down that surveys whose last day is over are closed; how many. No answer was taken since that midnight."""
    over = Survey.objects.filter(state=SurveyState.OPEN, closes_on__lt=localdate(at)).values_list("slug", flat=True)
    slugs = list(over)
    for slug in slugs:
        _close(slug, at=at)
    return len(slugs)


def forget_addresses(at: datetime) -> int:
    """What was counted on days that are over."""
    return AddressTally.objects.filter(on__lt=localdate(at)).delete()[0]
