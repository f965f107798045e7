"""依申请公开 as both doors take and show it: the form, the clock card, the course, the papers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from legalclock import Verdict
from legalclock.moments import day_start
from legalclock.position import Position
from legalclock.position import State as ClockState
from zhengtong.disclosure.choices import (
    APPLICANT_COLUMNS,
    ENDED_STATES,
    Carrier,
    RequestState,
    Route,
)
from zhengtong.disclosure.models import DisclosureRequest
from zhengtong.disclosure.queries import requests as queries
from zhengtong.disclosure.rules.application import FIELDS, ID_TYPES, Application, read_application
from zhengtong.files import queries as files
from zhengtong.files.choices import ACCEPT, ALLOWED_WORDS
from zhengtong.files.models import Attachment
from zhengtong.files.rules import size_words
from zhengtong.foundation import refs
from zhengtong.journal.queries import public_timeline
from zhengtong.org.models import Citizen
from zhengtong.papers import actions as papers
from zhengtong.papers.models import Paper
from zhengtong.timers.models import Clock
from zhengtong.timers.queries import calendar, ledger

from . import uploads
from .progress import SOON

TOKEN = "request-token"  # noqa: S105 — the name of a field
IDENTITY, MORE = "identity-1", "more-1"
APPLICANT_KINDS = [
    ("natural", "自然人（公民个人）"),
    *((code, f"{above}——{heading}") for code, above, heading in APPLICANT_COLUMNS if above),
]
_PLACES = {
    name: place
    for place, name in enumerate((
        "receipt_basis", "is_oral", "submitted_on", "signed_on", "confirmed_on", "unit", "wanted", "features",
        "document_number", "index_number", "carrier", "route", MORE, "applicant_kind", "name", "id_type", "id_number",
        IDENTITY, "legal_representative", "contact", "phone", "email", "address", "postcode", "workplace",
    ), 1)
}  # fmt: skip
"""Where each field stands on the form: what is wrong is told in this order."""
_PAPER_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_SAVED_POLICY = "sandbox; default-src 'none'"
_REPLY = "作出答复"


# --- the form ---


@dataclass(slots=True)
class Came:
    """An application as it came in: what was typed, what it says (None: not yet right), files, sentences by field."""

    typed: dict[str, str]
    said: Application | None = None
    errors: dict[str, str] = field(default_factory=dict)
    identity: list[Attachment] = field(default_factory=list)
    more: list[Attachment] = field(default_factory=list)
    submission: str = ""
    is_rearranged: bool = False


def blank(**typed: str) -> Came:
    """An empty form with some answers known; its token is new with every page."""
    start = {"applicant_kind": "natural", "id_type": "111", "carrier": Carrier.ELECTRONIC, "route": Route.WEB}
    return Came(dict.fromkeys(FIELDS, "") | start | typed, submission=refs.token())


def known_of(citizen: Citizen | None) -> dict[str, str]:
    """What an account already says of the applicant."""
    if citizen is None:
        return {}
    is_natural = citizen.kind == "natural"
    return {
        "applicant_kind": "natural" if is_natural else "company",
        "name": citizen.name,
        "id_type": citizen.id_type,
        "id_number": citizen.id_number,
        "phone": citizen.phone,
        "address": citizen.address,
        "legal_representative": citizen.legal_representative,
        "contact": citizen.contact_name,
    }


def take(request: HttpRequest, citizen: Citizen | None, *, at: datetime, needs_phone: bool = True) -> Came:
    """Read a posted form; who is signed in is who asks, whatever the page says."""
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    submission = request.POST.get(TOKEN, "")[:32]
    if not submission:
        return Came(typed, errors={"": "页面已过期，请核对后再提交一次。"}, submission=refs.token())
    if citizen is not None:
        kind = typed["applicant_kind"]
        fixed = {name: known_of(citizen)[name] for name in ("name", "id_type", "id_number")}
        typed |= fixed | {"applicant_kind": "natural" if citizen.kind == "natural" else kind}
    sent = uploads.take(request, [IDENTITY, MORE], by=f"request:{submission}", at=at)
    said, errors = read_application(typed, today=localdate(at), needs_phone=needs_phone)
    errors |= sent.errors
    return Came(
        typed,
        None if errors else said,
        errors,
        sent.files.get(IDENTITY, []),
        sent.files.get(MORE, []),
        submission,
        sent.is_rearranged,
    )


def form_context(came: Came, *, knows_person: bool) -> dict[str, Any]:
    """What `disclosure/form.html` draws."""
    return {
        "typed": came.typed,
        "errors": dict(sorted(came.errors.items(), key=lambda each: _PLACES.get(each[0], 0))),
        "identity": came.identity,
        "more": came.more,
        "identity_error": came.errors.get(IDENTITY, ""),
        "more_error": came.errors.get(MORE, ""),
        "submission": came.submission,
        "knows_person": knows_person,
        "phone_required": True,
        "units": [(unit.code, unit.name) for unit in queries.units_taking_requests()],
        "kinds": APPLICANT_KINDS,
        "organisation_kinds": APPLICANT_KINDS[1:],
        "id_types": ID_TYPES,
        "carriers": Carrier.choices,
        "routes": Route.choices,
        "yes_waiver": (("yes", "申请减免信息处理费（确有经济困难的，请在描述中说明）"),),
        "yes_publish": (("yes", "同意把问题和答复列入公示，方便别人参考；不显示姓名和联系方式"),),
        "accept": ACCEPT,
        "file_kinds": ALLOWED_WORDS,
        "max_bytes": settings.MAX_UPLOAD_BYTES,
        "max_words": size_words(settings.MAX_UPLOAD_BYTES),
    }


# --- the clock ---


def clock_to_show(request: DisclosureRequest) -> tuple[Clock, str, str, str, str] | None:
    """The clock that tells most now: it, its limit, its name, what is due, who is bound (应于 the office, 请于 them)."""
    if request.state == RequestState.CORRECTING:
        return request.correction.clock, "promised", "补正期限", "补正申请", "请于"
    if request.state == RequestState.AWAITING_FEE:
        return request.fee.clock, "promised", "缴费期限", "缴纳信息处理费", "请于"
    if request.clock is None:
        return None
    return request.clock, "statutory", "答复期限（法定时限）", _REPLY, "应于"


def clock_card(request: DisclosureRequest, at: datetime, why_url: str = "") -> dict[str, Any] | None:
    """What `clock_card` draws of it."""
    shown = clock_to_show(request)
    if shown is None:
        return None
    clock, which, name, deed, lead = shown
    position = position_of(clock, at)
    limit = position.promised if which == "promised" else position.statutory
    return {
        "name": name,
        "spent": limit.consumed + limit.overdue_workdays,
        "budget": limit.total,
        "due": limit.due.on,
        "state": _state(position, limit),
        "provisional": limit.due.provisional,
        "why_url": why_url,
        "note": limit.due.reason if limit.due.open_ended else "",
        "deed": deed,
        "lead": lead,
    }


def position_of(clock: Clock, at: datetime) -> Position:
    """Where a clock stands; one that begins on a day to come stands at its start."""
    kept = ledger(clock)
    return kept.position(calendar(), max(at, kept.started_at or day_start(kept.started_on)))


def _state(position: Position, limit: Any) -> str:
    if position.state is ClockState.STOPPED:
        return "late" if limit.verdict is Verdict.LATE else "done"
    if limit.verdict is Verdict.LATE:
        return "late"
    if position.state is ClockState.SUSPENDED:
        return "paused"
    if limit.verdict is Verdict.CANNOT_BE_DETERMINED:
        return "unknown"
    return "soon" if limit.remaining_workdays is not None and limit.remaining_workdays <= SOON else "running"


def remaining(request: DisclosureRequest, at: datetime) -> int | None:
    """Working days left for the reply, negative once overdue; None where the limit stands still or is over."""
    if request.clock is None or not request.clock.is_open or request.clock.is_suspended:
        return None
    limit = position_of(request.clock, at).statutory
    return -limit.overdue_workdays if limit.overdue_workdays else limit.remaining_workdays


@dataclass(frozen=True, slots=True)
class Row:
    """A request as a list shows it; `left` in working days."""

    request: DisclosureRequest
    left: int | None

    @property
    def urgency(self) -> str:
        if self.left is None or self.left > SOON:
            return ""
        return "late" if self.left < 0 else "soon"


# --- the course ---

_COMING = {
    RequestState.SUBMITTED: ("确认收到，登记", "审查申请内容", "办理", "作出答复", "送达"),
    RequestState.REGISTERED: ("审查申请内容", "办理", "作出答复", "送达"),
    RequestState.CORRECTING: ("等待补正", "办理", "作出答复", "送达"),
    RequestState.CONSULTING: ("征求意见", "作出答复", "送达"),
    RequestState.AWAITING_FEE: ("等待缴费", "办理", "作出答复", "送达"),
    RequestState.REPLIED: ("送达",),
}


def course_of(request: DisclosureRequest) -> list[dict[str, Any]]:
    """What happened, as the public sentences tell it, and what is still to come."""
    done = [
        {"title": line.label, "at": line.at, "text": line.sentence, "state": "done"}
        for line in public_timeline(request.ref)
    ]
    state = RequestState(request.state)
    if state in ENDED_STATES - {RequestState.REPLIED}:
        if done and state in (RequestState.ABANDONED, RequestState.ABANDONED_FEE, RequestState.WITHDRAWN):
            done[-1]["state"] = "stopped"
        return done
    coming = _COMING.get(state, ("办理", "作出答复", "送达"))
    now = (
        "paused"
        if state in (RequestState.CORRECTING, RequestState.CONSULTING, RequestState.AWAITING_FEE)
        else "current"
    )
    return done + [{"title": title, "state": now if place == 0 else "next"} for place, title in enumerate(coming)]


# --- papers and files ---


def paper_response(paper: Paper, *, is_saved: bool) -> HttpResponse:
    """The PDF of a paper, for a door that has made sure the person may read it."""
    response = HttpResponse(papers.pdf(paper), content_type="application/pdf")
    name = f"{paper.title}-{paper.number}.pdf"
    response["Content-Disposition"] = content_disposition_header(is_saved, name)
    response["Content-Security-Policy"] = _PAPER_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to be saved under this name."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Content-Security-Policy"] = _SAVED_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def file_response(attachment: Attachment) -> FileResponse:
    """A file to be saved, for a door that has made sure the person may read it."""
    response = FileResponse(
        files.path(attachment.stored).open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.stored.kind.media_type,
    )
    response["Content-Security-Policy"] = _SAVED_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
