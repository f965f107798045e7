"""选题 and 预告: what it is to be, and the notice of it at least three days before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.timezone import localtime

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.interviews import rules
from zhengtong.interviews.choices import InterviewKind, InterviewState, PersonRole
from zhengtong.interviews.models import Interview, InterviewPicture, Person
from zhengtong.interviews.rules import Guest, Plan
from zhengtong.journal.actions import action
from zhengtong.live import actions as live
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import colleague, unit_by_code
from zhengtong.timers import queries as limits

from .frame import By, actor, clean, expect, held, told

NOTICE = "interview.notice"
"""The limit (法定期限参数) that says how many days before an interview is announced."""
_CHANGEABLE = (InterviewState.DRAFT, InterviewState.ANNOUNCED, InterviewState.LIVE)


@action("interview.planned")
def plan(kind: str, unit: str, slug: str, what: Plan, *, by: By, at: datetime, is_demo: bool = False) -> Interview:
    """选题 — a new interview (or press release) of a unit (its code), seen by nobody outside.

    Raises Unknown for a unit one does not plan for, Refusal `bad-slug`, `slug-taken` and what `rules.check_plan` raises.
    """
    owner = unit_by_code(unit)
    if isinstance(by, Staff) and not by.may(Permission.INTERVIEW_RUN, unit=owner):
        raise Unknown("您不能为这个单位策划访谈。")
    checked = _checked(what, at)
    if Interview.objects.filter(slug=rules.check_slug(slug)).exists():
        raise Refusal("slug-taken", "这个网址名称已经有访谈使用，请换一个。", "slug")
    interview = Interview(
        ref=_next_ref(kind, localtime(what.starts_at).year), slug=slug, kind=InterviewKind(kind), unit=owner,
        is_demo=is_demo, edited_by=actor(by), edited_at=at,
    )  # fmt: skip
    _take(interview, checked)
    interview.save(force_insert=True)
    _set_people(interview, checked.people)
    told("interview.planned", interview, by, at, starts_at=interview.starts_at.isoformat())
    return interview


def _next_ref(kind: str, year: int) -> str:
    """Numbers of a year are given out one after the other: whoever plans at the same moment waits."""
    Unit.objects.select_for_update(no_key=True).order_by("pk").first()
    newest = Interview.objects.filter(ref__startswith=rules.interview_ref(kind, year, 0)[:-4]).aggregate(n=Max("ref"))[
        "n"
    ]
    return rules.interview_ref(kind, year, int(newest[-4:]) + 1 if newest else 1)


@action("interview.changed")
def change(slug: str, what: Plan, *, revision: int, by: By, at: datetime) -> Interview:
    """修改安排 — until it is over; once announced the time may only be moved later, people stay who they were told to be
    but others may join. `revision` is the one that was changed.

    Raises Refusal `changed-meanwhile`, `wrong-state`, `moved-earlier`.
    """
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    expect(interview, *_CHANGEABLE, sentence="安排不能再修改。")
    if interview.revision != revision:
        raise Refusal("changed-meanwhile", "有同志刚刚修改过，请核对新的内容后再修改。")
    checked = _checked(what, at)
    if interview.state != InterviewState.DRAFT and checked.starts_at < interview.starts_at:
        raise Refusal("moved-earlier", "预告发布以后，开始时间只能推迟，不能提前。", "starts_at")
    if interview.state == InterviewState.LIVE and checked.starts_at != interview.starts_at:
        raise Refusal("moved-earlier", "直播已经开始，开始时间不能修改。", "starts_at")
    if interview.state != InterviewState.DRAFT:
        rules.check_told(checked, at=at)
    before = (interview.title, interview.starts_at, interview.ends_at)
    _take(interview, checked)
    interview.revision += 1
    interview.edited_by, interview.edited_at = actor(by), at
    interview.save()
    _set_people(interview, checked.people)
    moved = before[1:] != (interview.starts_at, interview.ends_at)
    if moved and interview.state != InterviewState.DRAFT:
        live.say(interview.channel, "state", {"state": interview.state, "text": _times(interview)}, at=at)
    told(
        "interview.changed", interview, by, at, starts_at=interview.starts_at.isoformat(), is_moved=moved,
        revision=interview.revision,
    )  # fmt: skip
    return interview


def _times(interview: Interview) -> str:
    begins, ends = localtime(interview.starts_at), localtime(interview.ends_at)
    return f"时间调整：{begins.month}月{begins.day}日 {begins:%H:%M}至{ends:%H:%M}"


def _checked(what: Plan, at: datetime) -> Plan:
    checked = rules.check_plan(what, frozenset(PersonRole.values))
    clean(checked.title, "标题", "title", at)
    clean(checked.topic, "主题简介", "topic", at)
    for guest in checked.people:
        clean(f"{guest.name}\n{guest.post}\n{guest.about}", "人员介绍", "people", at)
    return checked


def _take(interview: Interview, what: Plan) -> None:
    interview.title, interview.topic = what.title, what.topic
    interview.starts_at, interview.ends_at = what.starts_at, what.ends_at
    interview.takes_questions = what.takes_questions
    interview.per_phone, interview.per_address = what.per_phone, what.per_address


def _set_people(interview: Interview, people: Sequence[Guest]) -> None:
    """Those of the same role and name stay the rows they are: lines and questions know them."""
    there = {(person.role, person.name): person for person in interview.people.all()}
    kept = []
    for place, guest in enumerate(people):
        person = there.get((guest.role, guest.name)) or Person(interview=interview, role=guest.role, name=guest.name)
        person.post, person.about, person.place = guest.post, guest.about, place
        person.staff = _account(guest.staff)
        person.picture = _picture(interview, guest.picture)
        person.save()
        kept.append(person.pk)
    interview.people.exclude(pk__in=kept).delete()


def _account(code: str) -> Staff | None:
    found = colleague(code) if code else None
    if code and found is None:
        raise Refusal("no-colleague", f"没有工号为“{code}”的在职人员。", "people")
    return found


def _picture(interview: Interview, token: str) -> InterviewPicture | None:
    found = interview.pictures.filter(token=token).first() if token else None
    if token and found is None:
        raise Refusal("no-picture", "没有找到这张照片，请重新上传。", "people")
    return found


def plan_of(interview: Interview) -> Plan:
    """The plan as it stands."""
    people = tuple(
        Guest(
            person.role, person.name, person.post, person.about, person.staff.code if person.staff else "",
            person.picture.token if person.picture else "",
        )
        for person in interview.people.select_related("staff", "picture")
    )  # fmt: skip
    return Plan(
        interview.title, interview.topic, interview.starts_at, interview.ends_at, people, interview.takes_questions,
        interview.per_phone, interview.per_address,
    )  # fmt: skip


@action("interview.announced")
def announce(slug: str, *, reason: str = "", by: By, at: datetime) -> Interview:
    """发布预告 — from now on everybody may read of it and ask. Later than the notice asks only with a reason, which is shown.

    Raises Refusal `no-guest`, `no-topic`, `over`, `short-notice`, `wrong-state`.
    """
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    state = rules.next_state("announce", interview.state)
    notice = timedelta(days=limits.limit(NOTICE).amount)
    interview.short_notice = clean(
        rules.check_announcing(plan_of(interview), at=at, notice=notice, reason=reason), "原因", "reason", at
    )
    interview.state, interview.announced_at = state, at
    interview.save(update_fields=["state", "announced_at", "short_notice"])
    live.open_channel(interview.channel, at=at)
    told(
        "interview.announced", interview, by, at, starts_at=interview.starts_at.isoformat(), notice_days=notice.days,
        reason=interview.short_notice,
    )  # fmt: skip
    return interview


@action("interview.cancelled")
def cancel(slug: str, reason: str, *, by: By, at: datetime) -> Interview:
    """取消 — before it begins; whoever had read the notice reads why. Raises Refusal `wrong-state`, `no-reason`."""
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    was_told = interview.announced_at is not None
    interview.state = rules.next_state("cancel", interview.state)
    interview.cancelled_for = clean(rules.check_reason(reason), "原因", "reason", at)
    interview.cancelled_at = at
    interview.save(update_fields=["state", "cancelled_for", "cancelled_at"])
    if was_told:
        live.say(
            interview.channel,
            "state",
            {"state": interview.state, "text": f"访谈取消：{interview.cancelled_for}"},
            at=at,
        )
        live.close_channel(interview.channel, at=at)
    told("interview.cancelled", interview, by, at, reason=interview.cancelled_for)
    return interview
