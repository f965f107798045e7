"""What pages read of letters. Visibility is a queryset: `visible_to` for people, `letters_for_desk` for units."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.text import tidy_code
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import entries_of
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit, User
from zhengtong.org.queries import reach, staff_of, units_owning_items

from .choices import LetterState
from .models import Letter
from .rules import is_letter_ref, mask_numbers, submission_of

NOT_FOUND = "没有找到这件咨询，请核对咨询编号和查询密码。"


def visible_to(user: User | AnonymousUser) -> QuerySet[Letter]:
    """Letters this account may read: its own, and for staff those of the units they answer for."""
    if not user.is_authenticated:
        return Letter.objects.none()
    staff = staff_of(user)
    own = Q(writer=user)
    seen = own if staff is None else own | reach(staff, Permission.LETTER_ANSWER, region=None)
    return Letter.objects.filter(seen).select_related("unit", "clock")


def own_letters(user: User | AnonymousUser) -> QuerySet[Letter]:
    """What this account asked, newest first."""
    if not user.is_authenticated:
        return Letter.objects.none()
    return Letter.objects.filter(writer=user).select_related("unit").order_by("-sent_at")


def letters_for_desk(staff: Staff, state: str = LetterState.OPEN) -> QuerySet[Letter]:
    """The inbox: open letters with the one due first at the top; answered ones with the newest answer at the top."""
    reached = reach(staff, Permission.LETTER_ANSWER, region=None)
    letters = Letter.objects.filter(reached, state=state).select_related("unit", "clock")
    if state == LetterState.OPEN:
        return letters.order_by(F("due_at").asc(nulls_first=True), "sent_at")
    return letters.order_by("-answered_at")


def letter_for_desk(staff: Staff, ref: str) -> Letter:
    """One letter this person may answer; Unknown for those of other units and for those that do not exist."""
    reached = reach(staff, Permission.LETTER_ANSWER, region=None)
    letter = Letter.objects.filter(reached, ref=ref).select_related("unit", "clock").first()
    if letter is None:
        raise Unknown("没有找到这件咨询。")
    return letter


def letter_by_code(ref: str, code: str) -> Letter:
    """For whoever holds the receipt. A wrong number and a wrong code are answered alike (Unknown)."""
    ref = tidy_code(ref)
    letter = Letter.objects.select_related("unit", "clock").filter(ref=ref).first() if is_letter_ref(ref) else None
    if letter is None or not hmac.compare_digest(letter.query_code.encode(), tidy_code(code).encode()):
        raise Unknown(NOT_FOUND)
    return letter


def letter_by_ref(ref: str) -> Letter:
    """For a door that has made sure the person may read it; raises Unknown."""
    letter = Letter.objects.select_related("unit", "clock").filter(ref=ref).first()
    if letter is None:
        raise Unknown(NOT_FOUND)
    return letter


def letter_of_submission(submission: str) -> Letter | None:
    """The letter a page has sent already, if it has."""
    return Letter.objects.filter(submission=submission).first()


def left_elsewhere() -> list[str]:
    """Questions the journal says were left (`question.left`) and of which there is no letter yet, oldest first."""
    left = Entry.objects.filter(kind="question.left").annotate(sent_as=Concat(Value(submission_of("")), "subject"))
    waiting = left.filter(~Exists(Letter.objects.filter(submission=OuterRef("sent_as")))).order_by("id")
    return list(waiting.values_list("subject", flat=True))


def moves_of(letter: Letter) -> list[Entry]:
    """How a letter was passed on and whether its answer was taken off the public pages, oldest first."""
    return list(entries_of(letter.ref).filter(kind__in=["letter.forwarded", "letter.unpublished"]))


def units_to_forward_to(letter: Letter) -> QuerySet[Unit]:
    """The units that answer letters, without the one that has it."""
    return units_owning_items().exclude(pk=letter.unit_id)


@dataclass(frozen=True, slots=True)
class PublicLetter:
    """A question and its answer as anybody may read them: no name, no telephone, numbers masked."""

    title: str
    text: str
    answer: str
    unit: str
    item_code: str
    item_name: str
    page_title: str
    page_url: str
    sent_at: datetime
    answered_at: datetime

    @classmethod
    def of(cls, letter: Letter) -> "PublicLetter":
        return cls(
            mask_numbers(letter.title),
            mask_numbers(letter.text),
            mask_numbers(letter.answer),
            letter.unit.name,
            letter.item_code,
            letter.item_name,
            letter.page_title,
            letter.page_url,
            letter.sent_at,
            letter.answered_at,
        )


def published_letters(item_code: str = "", *, page: str = "") -> QuerySet[Letter]:
    """Answered and published, newest first; of one item, of one page (its ref), or of the whole county.

    Show them as `PublicLetter`.
    """
    letters = Letter.objects.filter(is_published=True).select_related("unit").order_by("-answered_at")
    if page:
        return letters.filter(page=page)
    return letters.filter(item_code=item_code) if item_code else letters
