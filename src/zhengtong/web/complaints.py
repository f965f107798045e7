"""投诉 as every door takes and shows it: the form that is filled in, the clock card, the course."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate

from legalclock import Verdict
from legalclock.position import State as ClockState
from zhengtong.complaints import queries, rules
from zhengtong.complaints.actions import ACCEPT
from zhengtong.complaints.choices import ComplaintKind, ComplaintState
from zhengtong.complaints.models import Complaint
from zhengtong.complaints.rules import Statement
from zhengtong.files.choices import ACCEPT as FILE_TYPES
from zhengtong.files.choices import ALLOWED_WORDS
from zhengtong.files.models import Attachment
from zhengtong.files.rules import size_words
from zhengtong.foundation import refs
from zhengtong.foundation.text import tidy_code
from zhengtong.journal.queries import public_timeline
from zhengtong.org.models import Citizen
from zhengtong.org.queries import current_units
from zhengtong.timers.queries import calendar, ledger

from . import uploads
from .progress import SOON

EVIDENCE = "evidence-1"
TOKEN = "complaint-token"  # noqa: S105 — the name of a field
FIELDS = (
    "kind", "about", "person", "case_ref", "text", "identity", "name", "phone", "id_number", "wants_written_reply",
    "may_disclose",
)  # fmt: skip
KINDS = (
    (ComplaintKind.DELAY, "拖延超期：超过承诺或者法定期限没有办、没有答复"),
    (ComplaintKind.ATTITUDE, "服务态度：冷漠、推诿、脱岗、言语不当"),
    (ComplaintKind.CONDUCT, "违规操作：不按规定受理、多要材料、无理由不予受理"),
    (ComplaintKind.FEES, "乱收费：没有依据收费、多收费、指定中介收费"),
    (ComplaintKind.DISCIPLINE, "违纪违法：吃拿卡要、以权谋私"),
)
IDENTITIES = (
    ("named", "实名：书面告知是否受理和办理结果，姓名、电话依法保密"),
    ("anonymous", "匿名：不留姓名和账户信息，凭查询密码自行查看结果"),
)


@dataclass(slots=True)
class Came:
    """A complaint form as it came in: what was typed, what it says (None: not yet right), files, sentences by field."""

    typed: dict[str, str]
    said: Statement | None = None
    errors: dict[str, str] = field(default_factory=dict)
    files: list[Attachment] = field(default_factory=list)
    submission: str = ""
    is_rearranged: bool = False


def blank(**typed: str) -> Came:
    """An empty form, with some answers known from where one came; its token is new with every page."""
    return Came(dict.fromkeys(FIELDS, "") | typed, submission=refs.token())


def take(request: HttpRequest, citizen: Citizen | None, *, at: datetime) -> Came:
    """Read a posted form. Evidence is stored under the token of the page, so no file tells which account sent it."""
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    submission = request.POST.get(TOKEN, "")[:32]
    if not submission:
        return Came(typed, errors={"": "页面已过期，请核对后再提交一次。"}, submission=refs.token())
    sent = uploads.take(request, [EVIDENCE], by=f"complaint:{submission}", at=at)
    known = (citizen.name, citizen.phone, citizen.id_number) if citizen else None
    said, errors = rules.read_statement(typed, kinds=ComplaintKind.values, today=localdate(at), known_person=known)
    case_ref = tidy_code(typed["case_ref"])
    if case_ref and "case_ref" not in errors:
        unit = queries.unit_of_matter(case_ref)
        if unit is None:
            errors["case_ref"] = "没有找到这个办件编号，请对照回执核对；记不清可以不填。"
        elif not typed["about"]:
            typed["about"] = unit
            said, _ = rules.read_statement(typed, kinds=ComplaintKind.values, today=localdate(at), known_person=known)
    if typed["about"] and typed["about"] not in dict(_units()):
        errors["about"] = "请从列表中选择单位，不清楚的可以不选。"
    errors |= sent.errors
    return Came(typed, None if errors else said, errors, sent.files.get(EVIDENCE, []), submission, sent.is_rearranged)


def form_context(came: Came, *, knows_person: bool) -> dict[str, Any]:
    """What `complaints/form.html` draws."""
    return {
        "typed": came.typed,
        "errors": came.errors,
        "files": came.files,
        "evidence_error": came.errors.get(EVIDENCE, ""),
        "submission": came.submission,
        "kinds": KINDS,
        "identities": IDENTITIES,
        "about_units": _units(),
        "knows_person": knows_person,
        "accept": FILE_TYPES,
        "file_kinds": ALLOWED_WORDS,
        "max_bytes": settings.MAX_UPLOAD_BYTES,
        "max_words": size_words(settings.MAX_UPLOAD_BYTES),
        "yes_reply": (("yes", "需要书面答复（在网上查看并可打印，也可以到窗口领取）"),),
        "yes_disclose": (("yes", "为便于办理，同意向被投诉单位透露我的身份"),),
        "warning": rules.RETALIATION_WARNING,
    }


def _units() -> list[tuple[str, str]]:
    return [(unit.code, unit.name) for unit in current_units()]


# --- how far it has come ---


def clock_card(complaint: Complaint, at: datetime, why_url: str = "") -> dict[str, Any] | None:
    """What `clock_card` draws of the clock that runs, or of the one that ran last."""
    clock = complaint.clock
    if clock is None:
        return None
    position = ledger(clock).position(calendar(), max(at, complaint.filed_at))
    limit = position.promised
    is_intake = clock.name == ACCEPT
    if position.state is ClockState.STOPPED:
        state = "late" if limit.verdict is Verdict.LATE else "done"
    elif limit.verdict is Verdict.LATE:
        state = "late"
    elif limit.verdict is Verdict.CANNOT_BE_DETERMINED:
        state = "unknown"
    else:
        state = "soon" if limit.remaining_workdays is not None and limit.remaining_workdays <= SOON else "running"
    return {
        "name": "受理决定期限" if is_intake else "办理反馈期限",
        "spent": limit.consumed + limit.overdue_workdays,
        "budget": limit.total,
        "due": limit.due.on,
        "state": state,
        "provisional": limit.due.provisional,
        "why_url": why_url,
        "note": limit.due.reason if limit.due.open_ended else "",
        "deed": "决定是否受理" if is_intake else "反馈办理结果",
        "lead": "应于",
    }


def remaining(complaint: Complaint, at: datetime) -> int | None:
    """Working days left of the limit that runs, negative once overdue; None where none runs."""
    if complaint.clock is None or not complaint.clock.is_open:
        return None
    limit = ledger(complaint.clock).position(calendar(), at).promised
    return -limit.overdue_workdays if limit.overdue_workdays else limit.remaining_workdays


@dataclass(frozen=True, slots=True)
class Row:
    """A complaint as a list shows it; `left` in working days."""

    complaint: Complaint
    left: int | None

    @property
    def urgency(self) -> str:
        if self.left is None or self.left > SOON:
            return ""
        return "late" if self.left < 0 else "soon"


def course_of(complaint: Complaint) -> list[dict[str, Any]]:
    """What happened, as the public sentences tell it, and what is still to come."""
    stopped = complaint.state in (ComplaintState.NOT_ACCEPTED, ComplaintState.WITHDRAWN)
    done = [
        {"title": line.label, "at": line.at, "text": line.sentence, "state": "done"}
        for line in public_timeline(complaint.ref)
    ]
    if stopped and done:
        done[-1]["state"] = "stopped"
    return done + _coming(complaint)


def _coming(complaint: Complaint) -> list[dict[str, Any]]:
    now = {
        ComplaintState.FILED: (f"{complaint.intake.short_name}决定是否受理", "分办", "办理", "审核办结"),
        ComplaintState.ACCEPTED: ("分办", "办理", "审核办结"),
        ComplaintState.ASSIGNED: (f"{complaint.unit.short_name if complaint.unit else ''}办理", "审核办结"),
        ComplaintState.VERIFYING: (f"{complaint.intake.short_name}审核办结",),
    }.get(ComplaintState(complaint.state), ())
    return [{"title": title, "state": "current" if place == 0 else "next"} for place, title in enumerate(now)]
