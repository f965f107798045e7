"""What whoever works on interviews reads: those of the units they may, and those they take part in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from zhengtong.foundation.errors import Unknown
from zhengtong.interviews.choices import PersonRole, QuestionState
from zhengtong.interviews.models import Interview, Person, Poll, Question
from zhengtong.live import queries as live
from zhengtong.live.rules import Standing
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import current_units, reach

from .figures import Figures, figures

PERMISSIONS = (Permission.INTERVIEW_RUN, Permission.INTERVIEW_MODERATE, Permission.INTERVIEW_RECORD)
_BY_ROLE: dict[str, tuple[str, ...]] = {
    # A post at one interview gives for that interview what the permission gives for a unit.
    Permission.INTERVIEW_RUN: (PersonRole.DIRECTOR,),
    Permission.INTERVIEW_MODERATE: (PersonRole.DIRECTOR, PersonRole.MODERATOR, PersonRole.HOST),
    Permission.INTERVIEW_RECORD: (PersonRole.DIRECTOR, PersonRole.RECORDER, PersonRole.HOST),
}
_INCLUDES: dict[str, tuple[str, ...]] = {
    Permission.INTERVIEW_RUN: (Permission.INTERVIEW_RUN,),
    Permission.INTERVIEW_MODERATE: (Permission.INTERVIEW_MODERATE, Permission.INTERVIEW_RUN),
    Permission.INTERVIEW_RECORD: (Permission.INTERVIEW_RECORD, Permission.INTERVIEW_RUN),
}


def visible_to(staff: Staff) -> QuerySet[Interview]:
    """Interviews of the units this person works for, and those they themselves take part in."""
    seen = Q(pk__in=Person.objects.filter(staff=staff).values("interview"))
    for permission in PERMISSIONS:
        seen |= reach(staff, permission, region=None)
    return Interview.objects.filter(seen).select_related("unit", "picture")


def takes_part(staff: Staff) -> bool:
    """Whether there is any interview this person has a part in."""
    return Person.objects.filter(staff=staff).exists()


def directed_by(staff: Staff) -> QuerySet[Interview, str]:
    """The numbers of the interviews this person directs by their part in them."""
    return Interview.objects.filter(people__staff=staff, people__role=PersonRole.DIRECTOR).values_list("ref", flat=True)


def interviews_for_desk(staff: Staff) -> QuerySet[Interview]:
    """`visible_to` with how many questions wait, the newest first."""
    waiting = Count("questions", filter=Q(questions__state=QuestionState.WAITING), distinct=True)
    return visible_to(staff).annotate(waiting=waiting).order_by("-starts_at", "-pk")


def interview_for_desk(staff: Staff, slug: str) -> Interview:
    """One of `visible_to`; raises Unknown."""
    found = visible_to(staff).filter(slug=slug).first()
    if found is None:
        raise Unknown("没有找到这场访谈。")
    return found


def may(staff: Staff, permission: str, interview: Interview) -> bool:
    """Whether this person may at this interview: by their post in the unit, or by their part in it."""
    if any(staff.may(each, unit=interview.unit) for each in _INCLUDES[permission]):
        return True
    return interview.people.filter(staff=staff, role__in=_BY_ROLE[permission]).exists()


def units_for(staff: Staff) -> QuerySet[Unit]:
    """Units for which this person may plan an interview."""
    return current_units().filter(reach(staff, Permission.INTERVIEW_RUN, unit="", region=None))


def question_queue(interview: Interview, state: str = QuestionState.WAITING) -> list[Question]:
    """Questions in a state with `n` votes: those that wait, oldest first; others, most wanted first."""
    rows = interview.questions.filter(state=state).annotate(n=Count("votes")).select_related("put_to")
    if state == QuestionState.WAITING:
        return list(rows.order_by("asked_at", "pk"))
    return list(rows.order_by("-n", "asked_at", "pk"))


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the desk's console of one interview shows at a moment."""

    interview: Interview
    people: list[Person]
    standing: Standing
    waiting: list[Question]
    shown: list[Question]
    put: list[Question]
    answered: list[Question]
    refused: list[Question]
    left: list[Question]
    polls: list[Poll]
    online: int
    figures: Figures

    @property
    def speakers(self) -> list[Person]:
        """Who may be quoted: host and guests."""
        return [person for person in self.people if person.role in (PersonRole.HOST, PersonRole.GUEST)]


def board(interview: Interview, *, at: datetime) -> Board:
    """The console as it stands at `at`."""
    by_state: dict[str, list[Question]] = {
        state: question_queue(interview, state)
        for state in (
            QuestionState.WAITING, QuestionState.SHOWN, QuestionState.PUT, QuestionState.ANSWERED, QuestionState.REFUSED,
            QuestionState.LEFT,
        )
    }  # fmt: skip
    return Board(
        interview,
        list(interview.people.select_related("picture", "staff")),
        live.standing(interview.channel),
        by_state[QuestionState.WAITING],
        by_state[QuestionState.SHOWN],
        by_state[QuestionState.PUT],
        by_state[QuestionState.ANSWERED],
        by_state[QuestionState.REFUSED],
        by_state[QuestionState.LEFT],
        list(interview.polls.prefetch_related("choices").order_by("opened_at")),
        live.online(interview.channel, at),
        figures(interview),
    )
