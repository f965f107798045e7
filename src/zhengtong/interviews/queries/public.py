"""What anybody may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Count, Exists, OuterRef, QuerySet

from zhengtong.files import queries as files
from zhengtong.foundation.errors import Unknown
from zhengtong.interviews import rules
from zhengtong.interviews.choices import InterviewState, PersonRole, QuestionState
from zhengtong.interviews.models import Interview, InterviewPicture, Person, Poll, Question, TranscriptEntry
from zhengtong.journal.models import Entry
from zhengtong.live import rules as live

PUBLIC = (
    InterviewState.ANNOUNCED, InterviewState.LIVE, InterviewState.ENDED, InterviewState.PUBLISHED,
    InterviewState.ARCHIVED,
)  # fmt: skip
_ON_STAGE = (PersonRole.HOST, PersonRole.GUEST)
NOT_FOUND = "没有找到这场访谈，可能还没有预告或者地址有误。"


def interviews_for_public(kind: str = "") -> QuerySet[Interview]:
    """Everything that was announced and not called off before, the newest first; what was called off stays readable."""
    rows = Interview.objects.exclude(announced_at=None).select_related("unit", "picture")
    return (rows.filter(kind=kind) if kind else rows).order_by("-starts_at", "-pk")


def interview_for_public(slug: str) -> Interview:
    """One of `interviews_for_public`; raises Unknown."""
    found = interviews_for_public().filter(slug=slug).first()
    if found is None:
        raise Unknown(NOT_FOUND)
    return found


def interview_on_channel(channel: str) -> Interview | None:
    """Whose timeline a channel is."""
    return Interview.objects.filter(ref=channel.upper()).select_related("unit").first()


def interview_by_slug(slug: str) -> Interview:
    """Whatever its state, for whoever need not be asked who they are; raises Unknown."""
    found = Interview.objects.filter(slug=slug).select_related("unit").first()
    if found is None:
        raise Unknown("没有找到这场访谈。")
    return found


def speaker_named(slug: str, name: str) -> int:
    """The key of a host or guest by their name; raises Unknown."""
    found = interview_by_slug(slug).people.filter(role__in=_ON_STAGE, name=name).values_list("pk", flat=True).first()
    if found is None:
        raise Unknown(f"这场访谈没有名叫“{name}”的主持人或嘉宾。")
    return int(found)


def people_of(interview: Interview) -> list[Person]:
    """嘉宾 and 主持人, in their order: who is behind the stage is nobody's business outside."""
    return list(interview.people.filter(role__in=_ON_STAGE).select_related("picture"))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer given after the interview."""

    text: str
    unit: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeenQuestion:
    """A question as anybody may read it: the name masked, no telephone.

    state: shown, put, answered or left; reply: the answer given afterwards, None while it is awaited or was given live.
    """

    ref: str
    name: str
    text: str
    state: str
    label: str
    votes: int
    asked_at: datetime
    answer_lines: tuple[int, ...]
    due_at: datetime | None
    reply: Reply | None

    @classmethod
    def of(cls, row: Question, votes: int) -> "SeenQuestion":
        later = row.reply and row.answered_at is not None
        return cls(
            row.ref, rules.shown_name(row.name), row.text, row.state, row.get_state_display(), votes, row.asked_at,
            tuple(row.answer_lines), row.due_at, Reply(row.reply, row.reply_unit, row.answered_at) if later else None,  # type: ignore[arg-type]
        )  # fmt: skip


def public_questions(interview: Interview, *, states: Iterable[str] = ()) -> list[SeenQuestion]:
    """The questions that passed, most wanted first, then the oldest."""
    rows = interview.questions.exclude(shown_at=None).exclude(state=QuestionState.REFUSED)
    if wanted := list(states):
        rows = rows.filter(state__in=wanted)
    counted = rows.annotate(n=Count("votes")).order_by("-n", "asked_at", "pk")
    return [SeenQuestion.of(row, row.n) for row in counted]  # type: ignore[attr-defined]


def without_recording(refs: Iterable[str]) -> list[Interview]:
    """Of these interviews the ones that are over and show no recording."""
    over = (InterviewState.ENDED, InterviewState.PUBLISHED, InterviewState.ARCHIVED)
    return list(Interview.objects.filter(ref__in=list(refs), recording="", state__in=over).order_by("pk"))


def question_of_submission(submission: str) -> Question | None:
    """The question a page has sent already, if it has."""
    return Question.objects.filter(submission=submission).first()


def left_question(ref: str) -> Question:
    """A question that was left, for whoever makes a letter of it; raises Unknown."""
    found = Question.objects.filter(ref=ref, left_at__isnull=False).select_related("interview__unit", "asker").first()
    if found is None:
        raise Unknown("没有这条待答复的提问。")
    return found


def left_questions() -> QuerySet[Question]:
    """Everything that waits for an answer after its interview."""
    return Question.objects.filter(state=QuestionState.LEFT).select_related("interview__unit").order_by("left_at", "pk")


def answered_elsewhere() -> list[str]:
    """Left questions whose letter the journal says is answered (`letter.answered`)."""
    answered = Entry.objects.filter(kind="letter.answered", subject=OuterRef("letter"))
    return list(left_questions().exclude(letter="").filter(Exists(answered)).values_list("ref", flat=True))


def unpublished_elsewhere() -> list[str]:
    """Questions answered in a letter whose answer the journal says was taken off the public pages (`letter.unpublished`)."""
    hidden = Entry.objects.filter(kind="letter.unpublished", subject=OuterRef("letter"))
    shown = Question.objects.filter(state=QuestionState.ANSWERED, is_reply_hidden=False).exclude(letter="")
    return list(shown.filter(Exists(hidden)).order_by("pk").values_list("ref", flat=True))


def poll_counts(poll: Poll) -> dict[str, int]:
    """Votes by choice, those that nobody chose included."""
    return {choice.ref: choice.n for choice in poll.choices.annotate(n=Count("ballots")).order_by("pk")}  # type: ignore[attr-defined]


# --- pictures ---


def picture_by_token(token: str) -> InterviewPicture:
    """A picture of an interview that was announced; raises Unknown."""
    found = InterviewPicture.objects.select_related("stored", "interview").filter(
        token=token, interview__announced_at__isnull=False
    )
    picture = found.first()
    if picture is None:
        raise Unknown("没有找到这张图片。")
    return picture


def picture_file(picture: InterviewPicture) -> Path:
    """Where its bytes lie (JPEG); raises StorageFault if they are not there."""
    return files.path(picture.stored)


# --- the transcript ---


def transcript_for_public(interview: Interview) -> list[TranscriptEntry]:
    """访谈实录 as it was published, in order; nothing before."""
    if interview.published_at is None:
        return []
    return list(interview.transcript.filter(is_left_out=False).select_related("picture", "question"))


def transcript_text(interview: Interview) -> str:
    """Everything of an interview that anybody may read, as running text: for the search, and for the list of words."""
    said = [interview.topic]
    for entry in transcript_for_public(interview):
        said.append(f"{entry.speaker}：{live.as_text(entry.html)}" if entry.speaker else live.as_text(entry.html))
    if interview.published_at is not None:
        for question in public_questions(interview, states=[QuestionState.LEFT, QuestionState.ANSWERED]):
            if question.reply is not None:
                said.append(f"{question.text}\n{question.reply.unit}答复：{question.reply.text}")
    return "\n".join(said)
