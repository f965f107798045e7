"""The list of requests, and one request on one page: the facts, the course, what may lawfully be done now."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zhengtong.disclosure.choices import ENDED_STATES, REPLY_ROWS, RequestState
from zhengtong.disclosure.models import DisclosureRequest
from zhengtong.disclosure.queries import requests as queries
from zhengtong.disclosure.rules import reply as rules
from zhengtong.disclosure.rules.application import ID_TYPES
from zhengtong.disclosure.rules.course import acts_in
from zhengtong.disclosure.rules.receipt import EXPLAINED
from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.masking import mask_id_number, mask_name, mask_phone
from zhengtong.journal.actions import look
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.papers.queries import papers_of
from zhengtong.timers.queries import calendar
from zhengtong.web.desk.door import desk
from zhengtong.web.disclosure import Row, clock_card, course_of, paper_response, remaining

from .asked import ActForm
from .forms import FORMS, lawful_as

PERMISSIONS = (Permission.DISCLOSURE_HANDLE, Permission.DISCLOSURE_REVIEW, Permission.DISCLOSURE_APPROVE)
PER_PAGE = 30
_S = RequestState
TABS = (
    ("open", "在办", sorted(set(RequestState) - ENDED_STATES)),
    ("waiting", "等待申请人和第三方", [_S.CORRECTING, _S.CONSULTING, _S.AWAITING_FEE]),
    ("approving", "审批中", [_S.LEGAL_REVIEW, _S.APPROVING, _S.CLEARING, _S.APPROVED]),
    ("replied", "待送达归档", [_S.REPLIED, _S.DELIVERED]),
    ("ended", "已结束", [_S.ARCHIVED, _S.ABANDONED, _S.ABANDONED_FEE, _S.WITHDRAWN]),
)


@desk(*PERMISSIONS)
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Open ones with the fewest days left at the top."""
    at, found = timezone.now(), queries.visible_to(request.staff)
    states = {key: states for key, _, states in TABS}
    chosen = request.GET.get("state", "open")
    chosen = chosen if chosen in states else "open"
    page = Paginator(queries.listed(found, states[chosen]), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [Row(asked, remaining(asked, at)) for asked in page],
        "page": page,
        "chosen": chosen,
        "tabs": [
            (key, label, f"?state={key}", *([found.filter(state__in=of).count()] if key != "ended" else []))
            for key, label, of in TABS
        ],
        "may_register": request.staff.may(Permission.DISCLOSURE_HANDLE),
    }
    return render(request, "desk/disclosure/list.html", context)


@desk(*PERMISSIONS)
@require_safe
@never_cache
def request_page(request: HttpRequest, ref: str) -> HttpResponse:
    return page_of(request, queries.request_for_desk(request.staff, ref))


@desk(*PERMISSIONS)
@require_POST
@never_cache
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """Who asks, in full; the look is recorded first."""
    asked = queries.request_for_desk(request.staff, ref)
    address = request.META.get("REMOTE_ADDR") or None
    look(f"staff:{request.staff.code}", ref, "申请人姓名、证件号码和联系方式", reason="办理依申请公开", address=address)
    return page_of(request, asked, is_revealed=True)


def page_of(request: HttpRequest, asked: DisclosureRequest, *, is_revealed: bool = False) -> HttpResponse:
    made = getattr(asked, "reply", None)
    day = localdate(asked.delivered_at) if asked.delivered_at else None
    context = {
        "asked": asked,
        "identity": identity_of(asked, is_revealed=is_revealed),
        "is_revealed": is_revealed,
        "basis": EXPLAINED[asked.receipt_basis],
        "card": clock_card(asked, timezone.now()),
        "course": course_of(asked),
        "forms": lawful_forms(asked, request.staff),
        "files": queries.files_of(asked),
        "papers": papers_of(asked.ref),
        "opinions": asked.opinions.select_related("by"),
        "consultations": asked.consultations.order_by("pk"),
        "extensions": asked.extensions.select_related("requested_by", "answered_by"),
        "reply": made,
        "row": REPLY_ROWS[made.kind] if made else None,
        "remedies": rules.remedies(made.kind, day, calendar()) if made and made.number else None,
    }
    return render(request, "desk/disclosure/request.html", context)


def lawful_forms(asked: DisclosureRequest, staff: Staff) -> list[ActForm]:
    """The acts this person may do now, steps forward first."""
    acts = acts_in(asked.state)
    forms = [
        form
        for form in FORMS
        if lawful_as(form.act) in acts and staff.may(form.permission, unit=asked.unit) and form.is_open(asked)
    ]
    return sorted(forms, key=lambda form: not form.is_main)


def identity_of(asked: DisclosureRequest, *, is_revealed: bool) -> list[tuple[str, str]]:
    """Masked at first; an organisation's name is public as it is."""
    is_natural = asked.applicant_kind == "natural"
    whole = is_revealed
    rows: list[tuple[str, Any]] = [
        ("申请人", asked.name if whole or not is_natural else mask_name(asked.name)),
        ("类别", asked.get_applicant_kind_display()),
        (dict(ID_TYPES).get(asked.id_type, "证件号码"), asked.id_number if whole else mask_id_number(asked.id_number)),
        ("法定代表人", asked.legal_representative),
        ("联系人", asked.contact if whole else mask_name(asked.contact)),
        ("联系电话", asked.phone if whole else mask_phone(asked.phone)),
        ("电子邮箱", asked.email if whole else ("已填写" if asked.email else "")),
        ("通信地址", asked.address if whole else ("已填写" if asked.address else "")),
    ]
    return [(name, value) for name, value in rows if value]


@desk(*PERMISSIONS)
@require_safe
@never_cache
def paper(request: HttpRequest, ref: str, code: str) -> HttpResponse:
    """A paper of the request; the look is recorded."""
    queries.request_for_desk(request.staff, ref)
    for each in papers_of(ref):
        if each.verification_code == code:
            address = request.META.get("REMOTE_ADDR") or None
            look(f"staff:{request.staff.code}", ref, f"文书 {each.number}", address=address)
            return paper_response(each, is_saved="download" in request.GET)
    raise Unknown("没有找到这份文书。")
