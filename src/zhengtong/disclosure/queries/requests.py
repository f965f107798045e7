"""What pages read of requests. Visibility is a queryset: by unit for those who handle and approve, once drafted for
those who review, and one's own.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet

from zhengtong.files.models import Attachment
from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.text import tidy_code, tidy_line
from zhengtong.org.choices import Permission
from zhengtong.org.models import Assignment, Staff, Unit, User
from zhengtong.org.queries import current_units, reach, staff_of

from ..choices import ENDED_STATES, FilePart, OpinionStep, RequestState
from ..models import DisclosureRequest, RequestDraft, RequestFile
from ..rules.application import is_request_ref

NOT_FOUND = "没有找到这件申请，请核对申请编号和查询密码。"
_WITH = ("unit", "clock", "handler")
_REPLY_IS_OUT = frozenset({RequestState.REPLIED, RequestState.DELIVERED, RequestState.ARCHIVED})


# --- those who serve ---


def visible_to(staff: Staff) -> QuerySet[DisclosureRequest]:
    """Requests this person handles or approves for their unit, and those that came to them for legal review."""
    by_unit = reach(staff, Permission.DISCLOSURE_HANDLE, region=None)
    by_unit |= reach(staff, Permission.DISCLOSURE_APPROVE, region=None)
    came = Q(state=RequestState.LEGAL_REVIEW) | Q(opinions__step=OpinionStep.LEGAL)
    reviewed = DisclosureRequest.objects.filter(reach(staff, Permission.DISCLOSURE_REVIEW, region=None) & came)
    return DisclosureRequest.objects.filter(by_unit | Q(pk__in=reviewed.values("pk"))).select_related(*_WITH)


_WATCHING = (Permission.SUPERVISION_VIEW, Permission.CARD_ANSWER, Permission.AUDIT_READ)


def kept_from(staff: Staff) -> QuerySet[DisclosureRequest]:
    """The numbers of those this person may know nothing of.

    Entries hold moments, limits and acts, never who asked for what: whoever supervises, answers a card or audits within
    reach reads them, though the request itself opens to those who handle it alone.
    """
    watched = reduce(or_, (reach(staff, permission, region=None) for permission in _WATCHING))
    known = DisclosureRequest.objects.filter(Q(pk__in=visible_to(staff).values("pk")) | watched)
    return DisclosureRequest.objects.exclude(pk__in=known.values("pk")).values("ref")


def request_for_desk(staff: Staff, ref: str) -> DisclosureRequest:
    """One of `visible_to`; raises Unknown."""
    return _one(visible_to(staff).filter(ref=ref))


def listed(found: QuerySet[DisclosureRequest], states: Sequence[str]) -> QuerySet[DisclosureRequest]:
    """Of some states: open ones with what is due first at the top, ended ones with the newest at the top."""
    found = found.filter(state__in=states)
    if set(states) <= ENDED_STATES:
        return found.order_by("-ended_at", "-pk")
    return found.order_by(F("legal_due").asc(nulls_last=True), "submitted_at", "pk")


def waiting_for(staff: Staff) -> int:
    """How many requests wait for an act of this person, for the badge of the menu."""
    states: set[str] = set()
    if staff.may(Permission.DISCLOSURE_HANDLE):
        states |= {RequestState.SUBMITTED, RequestState.REGISTERED, RequestState.ACCEPTED, RequestState.DRAFTING}
        states |= {RequestState.APPROVED, RequestState.REPLIED}
    if staff.may(Permission.DISCLOSURE_REVIEW):
        states |= {RequestState.LEGAL_REVIEW}
    if staff.may(Permission.DISCLOSURE_APPROVE):
        states |= {RequestState.APPROVING, RequestState.CLEARING}
    return visible_to(staff).filter(state__in=states).count()


def units_taking_requests() -> list[Unit]:
    """Units in being in which somebody handles requests (条例 第四条: each government names its office)."""
    posts = list(
        Assignment.objects.filter(
            role__permissions__contains=[Permission.DISCLOSURE_HANDLE], staff__left_on=None
        ).select_related("unit", "region")
    )
    return [
        unit
        for unit in current_units()
        if any(
            (post.unit is None or unit.path.startswith(post.unit.path))
            and (post.region is None or unit.region.path.startswith(post.region.path))
            for post in posts
        )
    ]


def requests_of_month(unit: Unit, applicant_index: str, day: date) -> int:
    """How many requests of one applicant this organ received in the calendar month of `day`, for fees by piece."""
    return DisclosureRequest.objects.filter(
        unit=unit, applicant_index=applicant_index, received_on__year=day.year, received_on__month=day.month
    ).count()


def applicant_index(id_number: str) -> str:
    """The blind index by which requests of one applicant are counted."""
    return crypto.blind_index(tidy_code(id_number), "disclosure applicant")


# --- whoever asked ---


def own_requests(user: User | AnonymousUser) -> QuerySet[DisclosureRequest]:
    """What this account asked for, newest first."""
    if not user.is_authenticated:
        return DisclosureRequest.objects.none()
    return DisclosureRequest.objects.filter(applicant=user).select_related(*_WITH).order_by("-submitted_at")


def request_by_code(ref: str, code: str) -> DisclosureRequest:
    """For whoever holds the receipt. A wrong number and a wrong code are answered alike (Unknown)."""
    ref = tidy_code(ref)
    found = DisclosureRequest.objects.select_related(*_WITH).filter(ref=ref) if is_request_ref(ref) else None
    request = found.first() if found is not None else None
    if request is None or not hmac.compare_digest(request.query_code.encode(), tidy_code(code).encode()):
        raise Unknown(NOT_FOUND)
    return request


def request_by_ref(ref: str) -> DisclosureRequest:
    """For a door that has made sure the person may read it; raises Unknown."""
    return _one(DisclosureRequest.objects.select_related(*_WITH).filter(ref=ref))


def request_of_submission(submission: str) -> DisclosureRequest | None:
    """The request a page has sent already, if it has."""
    return DisclosureRequest.objects.select_related(*_WITH).filter(submission=submission).first()


def draft_of(user: User | AnonymousUser) -> RequestDraft | None:
    """What this account has written so far."""
    return RequestDraft.objects.filter(owner=user).first() if user.is_authenticated else None


def files_of(request: DisclosureRequest, *parts: str) -> list[RequestFile]:
    """The files of a request, of some parts or of all, in the order they came."""
    found = request.files.select_related("attachment__stored").order_by("pk")
    return list(found.filter(part__in=parts) if parts else found)


def files_for_applicant(request: DisclosureRequest) -> list[RequestFile]:
    """One's own files; those of the reply once it is out; never the office's working papers."""
    own = [FilePart.IDENTITY, FilePart.APPLICATION, FilePart.CORRECTION]
    return files_of(request, *own, *([FilePart.REPLY] if reply_is_out(request) else []))


def reply_is_out(request: DisclosureRequest) -> bool:
    """Whether the applicant may read the reply."""
    return request.state in _REPLY_IS_OUT


def reply_file(request: DisclosureRequest, token: str) -> Attachment:
    """A file of a reply that is out, for a door that has made sure the person may read it; raises Unknown."""
    for file in files_for_applicant(request):
        if file.part == FilePart.REPLY and file.attachment.token == token:
            return file.attachment
    raise Unknown("没有找到这个文件。")


def may_read(user: User, attachment: Attachment) -> bool:
    """Files of a request: for those who see it at the desk, and for the account that asked as far as it may."""
    if not is_request_ref(attachment.subject):
        return False
    own = DisclosureRequest.objects.filter(ref=attachment.subject, applicant=user).first()
    if own is not None and any(file.attachment_id == attachment.pk for file in files_for_applicant(own)):
        return True
    staff = staff_of(user)
    return staff is not None and visible_to(staff).filter(ref=attachment.subject).exists()


# --- the public log ---


@dataclass(frozen=True, slots=True)
class Answered:
    """A request and its reply as anybody may read them."""

    ref: str
    wanted: str
    reply: str
    kind: str
    unit: str
    published_on: date


def answered_requests() -> QuerySet[DisclosureRequest]:
    """依申请公开答复公示: what was published of requests and replies, newest first."""
    return DisclosureRequest.objects.filter(is_published=True).select_related("unit", "reply").order_by("-published_at")


def similar_answered(words: str, *, most: int = 5) -> list[DisclosureRequest]:
    """Published answers that share the most pairs of characters with `words`; none for fewer than two characters."""
    pairs = _pairs(words[:100])
    if not pairs:
        return []
    wanted = Q()
    for pair in sorted(pairs):
        wanted |= Q(published_wanted__contains=pair)
    found = list(answered_requests().filter(wanted)[:200])
    least = max(1, len(pairs) // 5)
    scored = [(len(pairs & _pairs(each.published_wanted)), each) for each in found]
    scored = [(score, each) for score, each in scored if score >= least]
    return [each for _, each in sorted(scored, key=lambda one: -one[0])[:most]]


def _pairs(words: str) -> set[str]:
    line = tidy_line(words).replace(" ", "")
    return {line[place : place + 2] for place in range(len(line) - 1)}


def _one(found: QuerySet[DisclosureRequest]) -> DisclosureRequest:
    request = found.first()
    if request is None:
        raise Unknown(NOT_FOUND)
    return request
