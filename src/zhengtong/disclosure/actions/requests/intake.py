"""A request comes in: on the web, or over the counter, by post, by fax, by word of mouth; and is confirmed."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from zhengtong.files.models import Attachment
from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.rows import next_serial
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit, User
from zhengtong.org.queries import unit_by_code
from zhengtong.timers import actions as timers
from zhengtong.timers.models import Clock

from ... import gate
from ...choices import FilePart, ReceiptBasis, RequestState, RequestTrack
from ...models import DisclosureRequest, RequestDraft
from ...queries.requests import applicant_index, units_taking_requests
from ...rules import application as rules
from ...rules.receipt import received_on


@action("request.draft_kept")
def keep_draft(values: Mapping[str, str], *, by: User, at: datetime) -> RequestDraft:
    """保存草稿 — what was written so far waits for its author; nobody else reads it."""
    kept = json.dumps({name: values.get(name, "")[:2000] for name in rules.FIELDS}, ensure_ascii=False)
    draft, _ = RequestDraft.objects.update_or_create(owner=by, defaults={"values": kept, "saved_at": at})
    record("request.draft_kept", f"disclosure-draft:{by.pk}", actor=f"citizen:{by.pk}", at=at)
    return draft


@action("request.submitted")
def submit(
    asked: rules.Application,
    *,
    submission: str,
    applicant: User | None,
    identity: Sequence[Attachment],
    more: Sequence[Attachment] = (),
    at: datetime,
) -> DisclosureRequest:
    """提交申请 — over the web; the organ confirms receipt, and from that day the limit runs (第三十一条).

    Raises Refusal `no-identity` where neither an account nor a file proves who asks, `unit-takes-none`,
    `request-duplicate` where the page has sent its request already.
    """
    if applicant is None and not identity:
        raise Refusal("no-identity", "请上传申请人的身份证明（条例第二十九条）。", "identity")
    request = _new(asked, submission, ReceiptBasis.WEB, applicant=applicant, at=at)
    confirm = gate.own_clock(request, gate.CONFIRM, days=None, key="info.confirm", at=at, on=localdate(at))
    _store(request)
    gate.attach(request, identity, FilePart.IDENTITY)
    gate.attach(request, more, FilePart.APPLICATION)
    if applicant is not None:
        RequestDraft.objects.filter(owner=applicant).delete()
    gate.note(
        "request.submitted",
        request,
        actor=gate.APPLICANT,
        at=at,
        channel=request.receipt_basis,
        sign_due=confirm.promised_due,
        files=len(identity) + len(more),
    )
    return request


@action("request.registered")
def take_in(
    asked: rules.Application,
    *,
    submission: str,
    basis: str,
    is_oral: bool,
    submitted_on: date,
    signed_on: date | None,
    confirmed_on: date | None,
    identity: Sequence[Attachment] = (),
    by: Staff,
    at: datetime,
) -> DisclosureRequest:
    """登记 — handed in, posted, faxed, or said and written down by an official; the limit runs from the day of receipt.

    Raises Refusal as `rules.receipt.received_on` does, `oral-in-person`, `not-permitted`, `request-duplicate`.
    """
    if basis not in ReceiptBasis.values or basis == ReceiptBasis.WEB:
        raise Refusal("no-choice", "请选择申请提交的方式。", "receipt_basis")
    if is_oral and basis != ReceiptBasis.IN_PERSON:
        raise Refusal("oral-in-person", "口头申请应当当面提出，由工作人员代为填写（条例第二十九条）。", "is_oral")
    today = localdate(at)
    if submitted_on > today:
        raise Refusal("receipt-in-future", "提交日期不能晚于今天，请核对。", "submitted_on")
    day = received_on(basis, submitted_on=submitted_on, signed_on=signed_on, confirmed_on=confirmed_on, today=today)
    request = _new(asked, submission, basis, applicant=None, at=gate.moment_on(submitted_on, at))
    if not by.may(Permission.DISCLOSURE_HANDLE, unit=request.unit):
        raise Refusal("not-permitted", f"您不能登记{request.unit.name}的申请。", "unit")
    request.is_oral = is_oral
    _receive(request, day, by, at)
    _store(request)
    gate.attach(request, identity, FilePart.IDENTITY)
    _note_registered(request, by, at)
    return request


@action("request.registered")
def register(ref: str, *, confirmed_on: date, track: str, by: Staff, at: datetime) -> DisclosureRequest:
    """登记 — a request from the web is confirmed with its sender; that day is the day of receipt (第三十一条)."""
    request = gate.for_staff(ref, "register", by=by, permission=Permission.DISCLOSURE_HANDLE)
    submitted_on, today = localdate(request.submitted_at), localdate(at)
    day = received_on(
        request.receipt_basis, submitted_on=submitted_on, signed_on=None, confirmed_on=confirmed_on, today=today
    )
    if track not in RequestTrack.values:
        raise Refusal("no-track", "请选择办理流程。", "track")
    request.track = track
    for clock in Clock.objects.filter(subject=ref, name=gate.CONFIRM, is_open=True):
        timers.stop(clock, at=at)
    _receive(request, day, by, at)
    request.save()
    _note_registered(request, by, at)
    text = f"您的政府信息公开申请（编号{ref}）已登记，收到日期为{day:%Y年%-m月%-d日}。"
    gate.tell(request, "disclosure-registered", "您的申请已登记", text, at)
    return request


def _receive(request: DisclosureRequest, day: date, by: Staff, at: datetime) -> None:
    request.state, request.received_on = RequestState.REGISTERED, day
    request.confirmed_at = request.confirmed_at or at
    request.registered_by = request.handler = by
    gate.start_reply(request, day, at)


def _note_registered(request: DisclosureRequest, by: Staff, at: datetime) -> None:
    gate.note(
        "request.registered",
        request,
        actor=gate.staff_actor(by),
        at=at,
        channel=request.receipt_basis,
        received_on=request.received_on,
        sign_due=None,
        legal_due=request.legal_due,
        provisional=gate.reply_clock(request).is_provisional,
    )


def _new(
    asked: rules.Application, submission: str, basis: str, *, applicant: User | None, at: datetime
) -> DisclosureRequest:
    person = asked.person
    return DisclosureRequest(
        ref=rules.request_ref(localdate(at), next_serial("disclosure_request_serial")),
        query_code=refs.query_code(),
        submission=submission,
        unit=_unit(asked.unit),
        applicant=applicant,
        applicant_kind=person.kind,
        name=person.name,
        id_type=person.id_type,
        id_number=person.id_number,
        applicant_index=applicant_index(person.id_number),
        workplace=person.workplace,
        legal_representative=person.legal_representative,
        contact=person.contact,
        phone=person.phone,
        email=person.email,
        address=person.address,
        postcode=person.postcode,
        wanted=asked.wanted,
        features=asked.features,
        document_number=asked.document_number,
        index_number=asked.index_number,
        carrier=asked.carrier,
        route=asked.route,
        wants_fee_waiver=asked.wants_fee_waiver,
        may_publish=asked.may_publish,
        receipt_basis=basis,
        submitted_at=at,
    )


def _unit(code: str) -> Unit:
    unit = unit_by_code(code)
    if unit not in units_taking_requests():
        raise Refusal("unit-takes-none", "请选择受理政府信息公开申请的单位。", "unit")
    return unit


def _store(request: DisclosureRequest) -> None:
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("request-duplicate", "这件申请已经提交成功，不必重复提交。") from error
