"""What pages read of complaints. Visibility is a queryset: those who handle, those who answer, whoever complained.

Nobody named in a complaint finds it, whatever they may do elsewhere.
"""

import csv
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet

from zhengtong.files.models import Attachment
from zhengtong.files.queries import attachments_of
from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.masking import mask_id_number, mask_name, mask_phone
from zhengtong.foundation.text import tidy_code
from zhengtong.journal.queries import entries_of
from zhengtong.org.choices import Permission
from zhengtong.org.models import Assignment, Staff, Unit, User
from zhengtong.org.queries import current_units, reach, staff_of

from . import rules
from .choices import ComplaintKind, ComplaintState
from .models import Complaint
from .rules import Route

NOT_FOUND = "没有找到这件投诉，请核对投诉编号和查询密码。"
_WITH = ("about", "unit", "intake", "clock")


@cache
def routes() -> dict[str, Route]:
    """投诉分流规则, as the county has them (`routes.csv`)."""
    with (Path(__file__).parent / "routes.csv").open(encoding="utf-8", newline="") as table:
        return rules.parse_routes(csv.DictReader(table), ComplaintKind.values)


# --- those who serve ---


def for_overseer(staff: Staff) -> QuerySet[Complaint]:
    """Complaints this person accepts, assigns and verifies."""
    found = Complaint.objects.filter(reach(staff, Permission.COMPLAINT_HANDLE, unit="intake", region=None))
    return _not_of(staff, found)


def for_handler(staff: Staff) -> QuerySet[Complaint]:
    """Complaints assigned to a unit this person answers for."""
    found = Complaint.objects.filter(reach(staff, Permission.COMPLAINT_ANSWER, unit="unit", region=None))
    return _not_of(staff, found.filter(unit__isnull=False))


def _not_of(staff: Staff, found: QuerySet[Complaint]) -> QuerySet[Complaint]:
    named = Q(person__contains=staff.name) | Q(text__contains=staff.name)
    return found.exclude(named).select_related(*_WITH)


def visible_to(staff: Staff) -> QuerySet[Complaint]:
    """Everything of the room this person may open, by either duty."""
    return for_overseer(staff) | for_handler(staff)


def kept_from(staff: Staff) -> QuerySet[Complaint]:
    """The numbers of those this person may not open: what else is told under them is not theirs to read either."""
    return Complaint.objects.exclude(pk__in=visible_to(staff).values("pk")).values("ref")


def is_handled_by(staff: Staff, complaint: Complaint) -> bool:
    """Whether this person may answer it: for the unit it is assigned to, or as the supervising organ's own staff."""
    if complaint.unit is None or rules.names_person(complaint.person + complaint.text, staff.name):
        return False
    if staff.may(Permission.COMPLAINT_ANSWER, unit=complaint.unit):
        return True
    return staff.unit_id == complaint.unit_id and staff.may(Permission.COMPLAINT_HANDLE, unit=complaint.intake)


def listed(found: QuerySet[Complaint], states: Sequence[str]) -> QuerySet[Complaint]:
    """Of some states: open ones with what is due first at the top, ended ones with the newest at the top."""
    found = found.filter(state__in=states)
    if set(states) <= {ComplaintState.CLOSED, ComplaintState.NOT_ACCEPTED, ComplaintState.WITHDRAWN}:
        return found.order_by("-ended_at", "-pk")
    return found.order_by(F("due_at").asc(nulls_last=True), "filed_at", "pk")


def overseen(staff: Staff, ref: str) -> Complaint:
    """One of `for_overseer`; raises Unknown."""
    return _one(for_overseer(staff).filter(ref=ref))


def handled(staff: Staff, ref: str) -> Complaint:
    """One of `for_handler`; raises Unknown."""
    return _one(for_handler(staff).filter(ref=ref))


def _one(found: QuerySet[Complaint]) -> Complaint:
    complaint = found.first()
    if complaint is None:
        raise Unknown("没有找到这件投诉。")
    return complaint


# --- whom it goes to ---


def answering_units(intake: Unit) -> list[Unit]:
    """Units in being in which somebody may answer a complaint, and the supervising organ itself."""
    posts = list(
        Assignment.objects.filter(
            role__permissions__contains=[Permission.COMPLAINT_ANSWER], staff__left_on=None
        ).select_related("unit", "region")
    )

    def is_answered_for(unit: Unit) -> bool:
        return unit.pk == intake.pk or any(
            (post.unit is None or unit.path.startswith(post.unit.paths()))
            and (post.region is None or unit.region.path.startswith(post.region.paths()))
            for post in posts
        )

    return [unit for unit in current_units() if is_answered_for(unit)]


def suggested_unit(complaint: Complaint, units: Sequence[Unit]) -> Unit | None:
    """Where the route sends it: the first unit named there that answers and is not the one complained of."""
    by_code = {unit.code: unit for unit in units}
    about = complaint.about
    superior = about.parent.code if about is not None and about.parent is not None else ""
    codes = rules.candidates(routes()[complaint.kind], about=about.code if about else "", superior=superior)
    return next((by_code[code] for code in codes if code in by_code), None)


# --- whoever complained ---


def own_complaints(user: User | AnonymousUser) -> QuerySet[Complaint]:
    """What this account complained of by name, newest first."""
    if not user.is_authenticated:
        return Complaint.objects.none()
    return Complaint.objects.filter(complainant=user).select_related(*_WITH).order_by("-filed_at")


def complaint_by_code(ref: str, code: str) -> Complaint:
    """For whoever holds the receipt. A wrong number and a wrong code are answered alike (Unknown)."""
    ref = tidy_code(ref)
    found = Complaint.objects.select_related(*_WITH).filter(ref=ref) if rules.is_complaint_ref(ref) else None
    complaint = found.first() if found is not None else None
    if complaint is None or not hmac.compare_digest(complaint.query_code.encode(), tidy_code(code).encode()):
        raise Unknown(NOT_FOUND)
    return complaint


def complaint_by_ref(ref: str) -> Complaint:
    """For a door that has made sure the person may read it; raises Unknown."""
    complaint = Complaint.objects.select_related(*_WITH).filter(ref=ref).first()
    if complaint is None:
        raise Unknown(NOT_FOUND)
    return complaint


def complaint_of_submission(submission: str) -> Complaint | None:
    """The complaint a page has sent already, if it has."""
    return Complaint.objects.select_related(*_WITH).filter(submission=submission).first()


def unit_of_matter(case_ref: str) -> str | None:
    """The code of the unit that has a case, as the journal tells it; None where nothing of this number ever happened."""
    entry = entries_of(case_ref).filter(kind__startswith="case.").exclude(unit="").order_by("-id").first()
    return entry.unit if entry else None


# --- protection of the complainant ---


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page may show of a complaint: masked at first, without identity where the reader may not know it."""

    text: str
    case_ref: str
    person: str
    evidence: tuple[Attachment, ...]
    identity: tuple[tuple[str, str], ...]
    may_reveal: bool


def shown_to_overseer(complaint: Complaint, *, is_revealed: bool = False) -> Shown:
    """Who decides and verifies sees all that was said; the personal data in full only after a recorded look."""
    is_whole = is_revealed or complaint.is_anonymous
    return Shown(
        complaint.text if is_whole else rules.without_person(complaint.text, [complaint.name]),
        complaint.case_ref,
        complaint.person,
        tuple(attachments_of(complaint.ref)),
        _identity(complaint, is_revealed),
        not complaint.is_anonymous and not is_revealed,
    )


def shown_to_handler(complaint: Complaint, *, is_revealed: bool = False) -> Shown:
    """转办时隐去身份: a unit that may not learn who complains gets the matter without name, number, case and evidence."""
    if complaint.is_anonymous:
        return shown_to_overseer(complaint)
    if discloses(complaint):
        return shown_to_overseer(complaint, is_revealed=is_revealed)
    text = rules.without_person(complaint.text, [complaint.name])
    return Shown(text, "", complaint.person, (), (("投诉人", "实名，身份不向办理单位透露"),), False)


def discloses(complaint: Complaint) -> bool:
    """Whether the unit it is assigned to may learn who complains."""
    return rules.shows_complainant(
        is_anonymous=complaint.is_anonymous,
        may_disclose=complaint.may_disclose,
        unit=complaint.unit.code if complaint.unit else "",
        about=complaint.about.code if complaint.about else "",
    )


def _identity(complaint: Complaint, is_revealed: bool) -> tuple[tuple[str, str], ...]:
    if complaint.is_anonymous:
        return (("投诉人", "匿名"),)
    if is_revealed:
        name, phone, number = complaint.name, complaint.phone, complaint.id_number
    else:
        name, phone = mask_name(complaint.name), mask_phone(complaint.phone)
        number = mask_id_number(complaint.id_number)
    return (("投诉人", name), ("联系电话", phone), ("身份证号码", number or "未提供"))


def may_read(user: User, attachment: Attachment) -> bool:
    """Evidence: for whoever sent it by name, those who decide, and a handling unit that may know who complains."""
    if not rules.is_complaint_ref(attachment.subject):
        return False
    if Complaint.objects.filter(ref=attachment.subject, complainant=user).exists():
        return True
    staff = staff_of(user)
    if staff is None:
        return False
    if for_overseer(staff).filter(ref=attachment.subject).exists():
        return True
    complaint = for_handler(staff).filter(ref=attachment.subject).first()
    return complaint is not None and (complaint.is_anonymous or discloses(complaint))
