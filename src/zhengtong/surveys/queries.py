"""What pages read of surveys: those one may edit, those the public sees, and figures that tell of nobody."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate, make_aware

from zhengtong.forms.rules import Definition, parse_definition
from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import CitizenKind, Permission
from zhengtong.org.models import Staff, Unit, User
from zhengtong.org.queries import citizen_of, current_units, reach, staff_of

from . import rules
from .choices import Audience, EntryState, SurveyKind, SurveyState
from .models import AddressTally, Excerpt, FormEntry, Survey, SurveyAnswer
from .rules import Cross, Settings, Standing, Tally

REVIEWING = (Permission.CONTENT_REVIEW_FIRST, Permission.CONTENT_SIGN)
"""Who lets a survey go out: the same posts that look at the unit's other public texts."""
HIDDEN = (SurveyState.DRAFT, SurveyState.REVIEW)
NOT_FOUND = "没有找到这项调查，可能还没有开放或者地址有误。"


# --- the desk ---


def surveys_for_desk(staff: Staff) -> QuerySet[Survey]:
    """What this person edits or reviews, newest change first."""
    rows = Survey.objects.filter(_reached(staff)).select_related("unit")
    return rows.annotate(taken=Count("participations")).order_by("-edited_at")


def survey_for_desk(staff: Staff, slug: str) -> Survey:
    """One of `surveys_for_desk`; raises Unknown."""
    found = surveys_for_desk(staff).filter(slug=slug).first()
    if found is None:
        raise Unknown("没有找到这项调查或表单。")
    return found


def choosable_by(staff: Staff | None) -> QuerySet[Survey]:
    """What this person may put into an article: everything that was let out, and what is one's own before it is."""
    rows = Survey.objects.select_related("unit").order_by("-edited_at", "-pk")
    return rows.filter(_reached(staff) | ~Q(state__in=HIDDEN)) if staff is not None else rows.none()


def _reached(staff: Staff) -> Q:
    reached = reach(staff, Permission.SURVEY_EDIT, region=None)
    for post in REVIEWING:
        reached |= reach(staff, post, region=None)
    return reached


def units_for(staff: Staff) -> QuerySet[Unit]:
    """Units for which this person may make a survey."""
    return current_units().filter(reach(staff, Permission.SURVEY_EDIT, unit="", region=None))


def may_edit(staff: Staff, unit: Unit) -> bool:
    return staff.may(Permission.SURVEY_EDIT, unit=unit)


def may_review(staff: Staff, unit: Unit) -> bool:
    return any(staff.may(post, unit=unit) for post in REVIEWING)


def may_read_entries(staff: Staff, survey: Survey) -> bool:
    """What people wrote on an e-form with their names is for the unit that asked, not for whoever runs the site."""
    return staff.unit_id == survey.unit_id and may_edit(staff, survey.unit)


def waiting_for(staff: Staff) -> int:
    """Surveys that wait for this person's review, results to be published included."""
    reached = reach(staff, REVIEWING[0], region=None) | reach(staff, REVIEWING[1], region=None)
    mine = f"staff:{staff.code}"
    to_open = Q(state=SurveyState.REVIEW) & ~Q(submitted_by=mine)
    to_publish = Q(state=SurveyState.CLOSED) & ~Q(summary="") & ~Q(summary_by=mine)
    return Survey.objects.filter(reached).filter(to_open | to_publish).count()


def answering_units() -> list[tuple[str, str]]:
    """Units whose staff may be asked: code and name."""
    return [(unit.code, unit.name) for unit in current_units()]


def entries_for(staff: Staff, survey: Survey, state: str = "") -> QuerySet[FormEntry]:
    """What came in on an e-form, newest first; Unknown for whoever is not of its unit."""
    if survey.kind != SurveyKind.FORM or not may_read_entries(staff, survey):
        raise Unknown("没有找到这张表单的登记。")
    entries = FormEntry.objects.filter(survey=survey).order_by("-sent_at", "-pk")
    return entries.filter(state=state) if state in EntryState.values else entries


def entry_for(staff: Staff, survey: Survey, ref: str) -> FormEntry:
    """One entry; raises Unknown."""
    entry = entries_for(staff, survey).filter(ref=ref).first()
    if entry is None:
        raise Unknown("没有找到这件登记。")
    return entry


# --- the public ---


def public_surveys() -> QuerySet[Survey]:
    """Everything that was let out, the newest first."""
    return Survey.objects.exclude(state__in=HIDDEN).select_related("unit").order_by("-opens_on", "-pk")


def public_survey(slug: str) -> Survey:
    """One of `public_surveys`; raises Unknown."""
    found = public_surveys().filter(slug=slug).first()
    if found is None:
        raise Unknown(NOT_FOUND)
    return found


def standing(survey: Survey, at: datetime) -> Standing:
    return rules.standing(survey.state, survey.opens_on, survey.closes_on, localdate(at))


def next_turn(survey: Survey, at: datetime) -> datetime | None:
    """When it stands otherwise than now though nobody does anything; None where no date says so."""
    day = rules.next_turn(survey.state, survey.opens_on, survey.closes_on, localdate(at))
    return make_aware(datetime.combine(day, time.min)) if day is not None else None


def definition(survey: Survey) -> Definition:
    """The questions of a survey that has some; raises Refusal for one that has none yet."""
    if not rules.has_questions(survey.definition):
        raise Refusal("no-question", "还没有问题，请先添加。")
    return parse_definition(survey.definition)


def settings_of(survey: Survey) -> Settings:
    """The settings as they stand."""
    return Settings(
        survey.title, survey.introduction, survey.opens_on, survey.closes_on, survey.audience, tuple(survey.units),
        survey.results, survey.places, survey.consent, survey.keep_days,
    )  # fmt: skip


def public_text(survey: Survey) -> str:
    """Everything of a survey that anybody may read, as running text."""
    said = [survey.introduction, survey.consent]
    for field in definition(survey).fields():
        said += [field.label, field.hint, field.text, *(choice.label for choice in field.choices)]
    if survey.state == SurveyState.PUBLISHED:
        said += [survey.summary, *survey.excerpts.values_list("text", flat=True)]
    return "\n".join(part for part in said if part)


@dataclass(frozen=True, slots=True)
class Voter:
    """Whoever answers, as the survey knows them: by a keyed hash that cannot be turned back, and nothing else."""

    key: str
    is_signed_in: bool


def voter(survey: Survey, user: User | AnonymousUser, browser: str) -> Voter:
    """Who answers, by account or by the token in the browser's signed cookie.

    Raises Refusal `needs-sign-in`, `not-a-person`, `not-asked`, `no-cookie`.
    """
    if survey.audience == Audience.ANYBODY:
        if not browser:
            raise Refusal(
                "no-cookie", "浏览器没有保存本站的Cookie，无法确认是否重复填写。请允许本站使用Cookie后再提交。"
            )
        return Voter(_key(survey, f"browser:{browser}"), is_signed_in=False)
    if not user.is_authenticated:
        raise Refusal("needs-sign-in", "请先登录，每人只能填写一次。登录信息不会与答卷一起保存。")
    if survey.audience == Audience.PERSON:
        citizen = citizen_of(user)
        if citizen is None or citizen.kind != CitizenKind.NATURAL:
            raise Refusal("not-a-person", "本次只面向个人，请使用自然人账户登录后填写。")
    else:
        staff = staff_of(user)
        if staff is None or not _is_asked(staff, survey.units):
            raise Refusal("not-asked", "本次只面向指定单位的工作人员，您的账户不在范围内。")
    return Voter(_key(survey, f"user:{user.pk}"), is_signed_in=True)


def _is_asked(staff: Staff, codes: list[str]) -> bool:
    return any(code in staff.unit.path.split("/") for code in codes)


def _key(survey: Survey, who: str) -> str:
    return crypto.blind_index(f"{survey.pk}|{who}", "survey-participation")


def has_answered(survey: Survey, who: Voter) -> bool:
    return survey.participations.filter(person_key=who.key).exists()


def address_key(survey: Survey, address: str, on: date) -> str:
    """Under what the answers of one address are counted: another key every day and for every survey."""
    return crypto.blind_index(f"{survey.pk}|{on}|{address}", "survey-address")


def taken_from(survey: Survey, address: str, on: date) -> int:
    """Answers that came from an address on a day."""
    row = AddressTally.objects.filter(key=address_key(survey, address, on)).first()
    return row.count if row else 0


def places_left(survey: Survey) -> int | None:
    """None where there is no limit."""
    return None if survey.places is None else max(survey.places - survey.entries.count(), 0)


# --- figures ---


def participated(survey: Survey) -> int:
    """How many took part."""
    return survey.participations.count()


def by_day(survey: Survey) -> list[tuple[date, int]]:
    """How many took part on each day on which somebody did."""
    rows = survey.participations.values("on").annotate(count=Count("id")).order_by("on")
    return [(row["on"], row["count"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be told of the answers in the box. `tallies` is empty while they are too few."""

    counted: int
    tallies: list[Tally]
    cross: Cross | None
    excerpts: Mapping[str, list[Excerpt]]

    @property
    def is_guarded(self) -> bool:
        return not self.tallies


def figures(survey: Survey, *, by: str = "", of: str = "") -> Figures:
    """Counts of every question, and of `of` within the groups of `by`; nothing while fewer than five have answered."""
    values = _answers(survey)
    excerpts: dict[str, list[Excerpt]] = {}
    for excerpt in survey.excerpts.order_by("pk"):
        excerpts.setdefault(excerpt.question, []).append(excerpt)
    if len(values) < rules.SMALL:
        return Figures(len(values), [], None, excerpts)
    asked = definition(survey)
    cross = rules.crossed(asked, values, by=by, of=of) if by and of else None
    return Figures(len(values), rules.tallies(asked, values), cross, excerpts)


def _answers(survey: Survey) -> list[dict[str, Any]]:
    return list(SurveyAnswer.objects.filter(survey=survey).order_by("id").values_list("values", flat=True))


def sheets(survey: Survey) -> tuple[list[str], list[list[Any]]]:
    """Every answer as a line of a table, in an order that says nothing; nothing while they are too few."""
    values = _answers(survey)
    asked = [field for field in definition(survey).fields() if field.has_value]
    head = [field.label for field in asked]
    if len(values) < rules.SMALL:
        return head, []
    random.SystemRandom().shuffle(values)
    return head, [[_said(field, answer.get(field.key)) for field in asked] for answer in values]


def _said(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, list):
        return "；".join(field.label_of(each) for each in value)
    if field.choices:
        return field.label_of(value)
    if field.kind == "decimal":
        number = float(value)
        return number if math.isfinite(number) else value
    return value


def texts_of(survey: Survey, question: str) -> list[str]:
    """What was written to an open question, each text apart from the rest of its answer, by the alphabet."""
    if SurveyAnswer.objects.filter(survey=survey).count() < rules.SMALL:
        return []
    rows = SurveyAnswer.objects.filter(survey=survey, values__has_key=question)
    return sorted(str(values[question]) for values in rows.values_list("values", flat=True))
