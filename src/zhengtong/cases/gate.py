"""What every act on a case begins and ends with: lock, may they, is it lawful now, and the facts every entry carries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils.timezone import localdate

from zhengtong.catalog.choices import KIND_LETTERS
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.models import ItemVersion
from zhengtong.foundation import rows
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.holding import held
from zhengtong.foundation.refs import case_ref
from zhengtong.journal.actions import record
from zhengtong.notices.actions import notify
from zhengtong.org.models import Region, Staff, Unit, User
from zhengtong.timers.models import Clock

from . import queries, rules
from .models import Case, CaseStep


def staff_actor(by: Staff) -> str:
    return f"staff:{by.code}"


def citizen_actor(user: User) -> str:
    return f"citizen:{user.pk}"


def lock(ref: str) -> Case:
    """The case, held until the act ends; Unknown if there is none.

    Plain SQL, because every act begins here: the ORM would spend longer on composing the join than PostgreSQL on
    answering it. Unit, region and version come from readings held for seconds; they do not change under a case.
    """
    return _attached(*rows.read_together(_case(ref), _clocks(ref)))


def _lock_with_steps(ref: str) -> tuple[Case, list[CaseStep]]:
    found, clocks, steps = rows.read_together(_case(ref), _clocks(ref), _steps(ref))
    case = _attached(found, clocks)
    return case, _with_case(case, steps, clocks)


_Question = tuple[type[Model], str, list[str]]


def _case(ref: str) -> _Question:
    return Case, "WHERE ref = %s FOR UPDATE", [ref]


def _clocks(ref: str) -> _Question:
    """Those that may still change, and the one of handling, which every entry tells."""
    return Clock, "WHERE subject = %s AND (is_open OR name = 'handling')", [ref]


def _steps(ref: str) -> _Question:
    return CaseStep, 'WHERE case_id = (SELECT id FROM cases_case WHERE ref = %s) ORDER BY "order", id', [ref]


def _attached(found: list[Case], clocks: list[Clock]) -> Case:
    if not found:
        raise Unknown("没有找到这个办件。")
    case = found[0]
    case.unit, case.region, case.version = _unit(case.unit_id), _region(case.region_id), _version(case.version_id)
    for clock in clocks:
        if clock.pk == case.clock_id:
            case.clock = clock
        if clock.pk == case.handling_clock_id:
            case.handling_clock = clock
    return case


def _with_case(case: Case, steps: list[CaseStep], clocks: Sequence[Clock]) -> list[CaseStep]:
    by_id = {clock.pk: clock for clock in clocks}
    for step in steps:
        step.case, step.unit = case, _unit(step.unit_id)
        if step.clock_id in by_id:
            step.clock = by_id[step.clock_id]
    return steps


@held(seconds=5)
def _unit(pk: int) -> Unit:
    return Unit.objects.select_related("region").get(pk=pk)


@held(seconds=5)
def unit_by_code(code: str) -> Unit | None:
    """A unit as the steps of a guide name it; None where there is none."""
    return Unit.objects.select_related("region").filter(code=code).first()


@held(seconds=5)
def _region(pk: int) -> Region:
    return Region.objects.get(pk=pk)


@held(seconds=5)
def _version(pk: int) -> ItemVersion:
    return ItemVersion.objects.select_related("item__unit").defer("content", "search_text").get(pk=pk)


# What the acts after submission may change: the applicant never, so nothing is sealed anew.
_COURSE = (
    "state", "window", "clock", "handling_clock", "due_at", "holder", "is_deferral", "received_at", "accepted_at",
    "is_deemed_accepted", "decided_at", "finished_at", "delivered_at", "ended_at", "result_code", "result_text",
)  # fmt: skip


def save(case: Case, *more: str) -> None:
    """Keep what an act changed of the case's course, and `more` fields."""
    rows.update(case, *_COURSE, *more)


def for_staff(ref: str, verb: str, *, by: Staff, permission: str) -> Case:
    """Lock, let only those see it who may, refuse those who may not do it, and check that it is lawful now."""
    case = lock(ref)
    if not by.may(permission, unit=case.unit, region=case.region):
        if not queries.may_see(by, case):
            raise Unknown("没有找到这个办件。")
        raise Refusal("not-permitted", f"您没有在该办件上“{rules.VERB_NAMES[verb]}”的权限。")
    rules.next_state(verb, case.state)
    case.acting_post = post_of(by, permission, case)
    return case


def post_of(by: Staff, permission: str, case: Case) -> str:
    """The role code by which this person holds the permission on the case (of several, the first); "" if by none."""
    posts = [
        name.removeprefix("post:")
        for grant in by.grants
        if grant.covers(permission, case.unit.path, case.region.path)
        for name in grant.permissions
        if name.startswith("post:")
    ]
    return min(posts, default="")


def for_applicant(ref: str, verb: str, *, by: User, at: datetime) -> Case:
    """Lock; the applicant, or who acts for them by a standing delegation, may act."""
    case = lock(ref)
    if not queries.acts_for(by, case, at):
        raise Unknown("没有找到这个办件。")
    rules.next_state(verb, case.state)
    return case


def for_step(ref: str, verb: str, *, by: Staff, step_id: int | None = None) -> tuple[Case, CaseStep, list[CaseStep]]:
    """Lock the case; the open step this person's post may work on (the first, if none is named), and the whole chain."""
    case, steps = _lock_with_steps(ref)
    if not by.may("case.view", unit=case.unit, region=case.region) and not queries.may_see_steps(by, case, steps):
        raise Unknown("没有找到这个办件。")
    rules.next_state(verb, case.state)
    mine = [s for s in steps if s.state == "open" and may_work_on(by, s, case) and step_id in (None, s.pk)]
    if not mine:
        raise Refusal("not-your-step", "当前环节不属于您的岗位，不能办理。")
    case.acting_post = mine[0].post
    return case, mine[0], steps


def steps_of(case: Case) -> list[CaseStep]:
    """The review chain in order, each step with its unit and, while it is open, its clock."""
    clocks, steps = rows.read_together(_clocks(case.ref), _steps(case.ref))
    return _with_case(case, steps, clocks)


def may_work_on(by: Staff, step: CaseStep, case: Case) -> bool:
    """The step names a post; who holds that post within reach of the step's unit may work on it."""
    if step.assignee_id is not None and step.assignee_id != by.pk:
        return False
    return by.holds(step.post, unit=step.unit, region=case.region)


def next_ref(unit: Unit, kind: str, at: datetime) -> str:
    """办件编号; the serial comes from a sequence, so that windows do not wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('case_serial')")
        serial = cursor.fetchone()[0]
    return case_ref(settings.COUNTY["region6"], unit.number, KIND_LETTERS[kind], localdate(at), serial % 100_000)


def note(kind: str, case: Case, *, actor: str, at: datetime, unit: str = "", **more: Any) -> None:
    """The act's journal entry: `more` beside what every entry about a case repeats. `unit`: where not the case's own."""
    record(kind, case.ref, actor=actor, at=at, unit=unit or case.unit.code, **more, **facts(case))


def facts(case: Case) -> dict[str, Any]:
    """What every entry about a case repeats, so that a reader of the journal needs nothing else.

    The limits are those after the act. `owner_unit` answers for the case whoever acted; `post` is by which the staff did.
    """
    clock = case.handling_clock
    acted = {"post": case.acting_post} if case.acting_post else {}
    return acted | {
        "owner_unit": case.unit.code,
        "item": case.item_code,
        "item_kind": case.version.kind,
        "version": case.version.number,
        "item_name": case.version.name,
        "instant": case.version.project_type == "instant",
        "unit_name": case.unit.name,
        "region": case.region.code,
        "channel": case.channel,
        "state": case.state,
        "parent": case.parent.ref if case.parent_id else None,
        "promised_due": clock.promised_due if clock else None,
        "legal_due": clock.statutory_due if clock else None,
        "provisional": clock.is_provisional if clock else None,
    }


def tell(case: Case, template: str, title: str, text: str, at: datetime) -> None:
    """A message to the applicant: into the mailbox if they have an account, and by SMS to the telephone on the case."""
    link = f"/my/cases/{case.ref}/"
    user = User(pk=case.applicant_user_id) if case.applicant_user_id is not None else None
    # People know their matters by name, not by number.
    heading = f"{title}：{case.version.name}"[:80]
    notify(
        user=user, phone=case.applicant_phone, template=template, subject=case.ref, title=heading, text=text, link=link,
        at=at,
    )  # fmt: skip


def guide_of(case: Case) -> Guide:
    return queries.guide(case.version_id)
