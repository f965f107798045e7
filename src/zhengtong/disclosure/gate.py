"""What every act on a request begins and ends with: lock, may they, is it lawful now, the clock, the entry, the word."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import localdate, make_aware

from legalclock import Budget
from legalclock import Clock as Ledger
from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import record
from zhengtong.notices.actions import notify
from zhengtong.org.models import Staff
from zhengtong.timers import actions as timers
from zhengtong.timers import queries as limits
from zhengtong.timers.models import Clock

from .models import DisclosureRequest, RequestFile
from .queries.requests import visible_to
from .rules import course

REPLY, CONFIRM, CORRECTION, CONSULTATION, FEE, REASONS = (
    "disclosure_reply", "disclosure_confirm", "disclosure_correction", "disclosure_consultation", "disclosure_fee",
    "disclosure_reasons",
)  # fmt: skip
"""Names of the clocks."""
APPLICANT = "citizen:anonymous"
"""The applicant in the journal, whoever they are."""
NOT_FOUND = "没有找到这件申请。"


def lock(ref: str) -> DisclosureRequest:
    """The request, held until the act ends; Unknown if there is none."""
    rows = DisclosureRequest.objects.select_for_update(of=("self",)).select_related(
        "unit__region", "clock", "applicant"
    )
    request = rows.filter(ref=ref).first()
    if request is None:
        raise Unknown(NOT_FOUND)
    return request


def for_staff(ref: str, act: str, *, by: Staff, permission: str) -> DisclosureRequest:
    """Lock; Unknown for whom it is none of their business, Refusal `not-permitted`, `wrong-state`."""
    request = lock(ref)
    if not visible_to(by).filter(pk=request.pk).exists():
        raise Unknown(NOT_FOUND)
    if not by.may(permission, unit=request.unit):
        raise Refusal("not-permitted", f"您没有“{course.ACTS[act]}”的权限。")
    course.next_state(act, request.state)
    return request


def staff_actor(by: Staff) -> str:
    return f"staff:{by.code}"


def moment_on(day: date, at: datetime) -> datetime:
    """A moment of `day` for a clock that begins on it: now if it is today, else its noon."""
    return at if localdate(at) == day else make_aware(datetime.combine(day, time(12)))


def start_reply(request: DisclosureRequest, day: date, at: datetime) -> None:
    """The twenty working days run from the day of receipt, which does not count (条例 第三十三条)."""
    request.rounds = 1
    budget = limits.limit("info.reply")
    moment = moment_on(day, at)
    request.clock = timers.start(request.ref, REPLY, unit=request.unit.code, at=moment, statutory=budget)
    request.legal_due = request.clock.statutory_due


def stop_reply(request: DisclosureRequest, at: datetime) -> bool | None:
    """The clock stands or is done; whether that was in time, None where no day was known."""
    if request.clock is None or not request.clock.is_open:
        return None
    due = request.clock.statutory_due
    timers.stop(request.clock, at=at)
    request.legal_due = None
    return None if due is None else at < due


def restart_reply(request: DisclosureRequest, *, at: datetime, reason: str) -> None:
    """The whole limit afresh (条例 第三十条; 国办函〔2020〕109号)."""
    timers.restart(reply_clock(request), at=at, reason=reason)
    request.rounds += 1
    request.legal_due = reply_clock(request).statutory_due


def reply_clock(request: DisclosureRequest) -> Clock:
    """The clock of the reply; every request that was registered has one."""
    if request.clock is None:
        raise RuntimeError(f"{request.ref} was never registered")
    return request.clock


def own_clock(request: DisclosureRequest, name: str, *, days: int | None, key: str, at: datetime, on: date) -> Clock:
    """A limit beside that of the reply: of `days` working days, or of the law's `key`."""
    sequence = Clock.objects.filter(subject=request.ref, name=name).count() + 1
    budget = limits.limit(key) if days is None else Budget.parse(f"{days}wd")
    moment = moment_on(on, at)
    return timers.start(request.ref, name, unit=request.unit.code, at=moment, promised=budget, sequence=sequence)


def deadline(key: str, day: date) -> datetime | None:
    """When a limit that is only asked after ends; None where the calendar cannot tell."""
    return Ledger.start(day, statutory=limits.limit(key)).due("statutory", limits.calendar()).at


def attach(request: DisclosureRequest, files: Sequence[Attachment], part: str) -> None:
    """Files become part of the request."""
    bind(files, request.ref)
    RequestFile.objects.bulk_create(RequestFile(request=request, attachment=file, part=part) for file in files)


def note(kind: str, request: DisclosureRequest, *, actor: str, at: datetime, **facts: Any) -> None:
    """The entry: whose turn it is and which limit runs, never who asks or for what."""
    record(
        kind,
        request.ref,
        actor=actor,
        at=at,
        unit=request.unit.code,
        unit_name=request.unit.name,
        owner_unit=request.unit.code,
        item_name="政府信息公开申请",
        track=request.track,
        **facts,
    )


def tell(request: DisclosureRequest, template: str, title: str, text: str, at: datetime) -> None:
    """Whoever can be told is told; who left an address alone gets a letter."""
    if request.applicant is None and not request.phone:
        return
    notify(
        user=request.applicant,
        phone=request.phone,
        template=template,
        subject=request.ref,
        title=title,
        text=text,
        link=f"/disclosure-requests/{request.ref}/",
        at=at,
    )
