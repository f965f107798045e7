"""What is said: published at once, corrected and withdrawn by new lines, so that everybody hears of it."""

from datetime import datetime
from typing import Any

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.interviews.choices import InterviewState, PersonRole, QuestionState
from zhengtong.interviews.models import Interview, InterviewPicture, Person, Question
from zhengtong.journal.actions import action
from zhengtong.live import actions as live
from zhengtong.live import rules as lines
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from .frame import CONSOLE, By, clean, expect, held, told

_QUOTED = (PersonRole.HOST, PersonRole.GUEST)


@action("interview.said")
def say(
    slug: str,
    words: str,
    *,
    speaker: int | str = PersonRole.HOST,
    to: str = "",
    picture: str = "",
    by: By,
    at: datetime,
) -> int:
    """发布一条 — what a host or guest said, with the question it answers (`to`, its ref) and a picture (its token) if any.

    speaker: the key of a Person, or a role: the first of it. A guest with an account may speak for themselves. Returns the
    line's number. Raises Refusal `wrong-state`, `no-speaker`, `words-blocked`, `line-empty`, `line-too-long`.
    """
    interview = _speaking(slug, speaker, by)
    expect(interview, InterviewState.LIVE, sentence="直播期间才能发布内容。")
    person = _speaker(interview, speaker)
    number = publish_line(interview, person, words, to=to, picture=_picture(interview, picture), at=at)
    told("interview.said", interview, by, at, number=number, name=person.name, role=person.role)
    return number


def publish_line(
    interview: Interview,
    person: Person,
    words: str,
    *,
    to: str = "",
    picture: InterviewPicture | None = None,
    at: datetime,
) -> int:
    """The line itself, in the caller's act."""
    html = lines.as_html(lines.refuse_long(words))
    clean(lines.as_text(html), "内容", "text", at)
    payload: dict[str, Any] = {"who": {"name": person.name, "post": person.post, "role": person.role}, "html": html}
    if picture is not None:
        payload["picture"] = picture_of(picture)
    if to:
        if not _open_questions(interview).filter(ref=to).exists():
            raise Unknown("没有找到要回答的提问，可能没有展示或者已经回答。")
        payload["to"] = to
    return live.say(interview.channel, "say", payload, at=at)


def picture_of(picture: InterviewPicture) -> dict[str, Any]:
    """A picture as a line carries it."""
    return {
        "url": f"/interviews/pictures/{picture.token}.jpg", "w": picture.width, "h": picture.height, "alt": picture.alt
    }  # fmt: skip


def _open_questions(interview: Interview) -> Any:
    return Question.objects.filter(
        interview=interview, state__in=(QuestionState.SHOWN, QuestionState.PUT, QuestionState.ANSWERED)
    )


def _speaking(slug: str, speaker: int | str, by: By) -> Interview:
    """The interview for whoever may record it, or for a guest who speaks for themselves."""
    try:
        return held(slug, by, Permission.INTERVIEW_RECORD)
    except Refusal as refusal:
        own = Person.objects.filter(interview__slug=slug, staff=by, role__in=_QUOTED) if isinstance(by, Staff) else None
        if refusal.code != "not-yours" or own is None or not own.filter(pk=_key(speaker)).exists():
            raise
        return held(slug, CONSOLE, Permission.INTERVIEW_RECORD)


def _key(speaker: int | str) -> int:
    return speaker if isinstance(speaker, int) else 0


def _speaker(interview: Interview, speaker: int | str) -> Person:
    people = interview.people.filter(role__in=_QUOTED)
    found = people.filter(pk=speaker) if isinstance(speaker, int) else people.filter(role=speaker)
    person = found.first()
    if person is None:
        raise Refusal("no-speaker", "请选择发言的嘉宾或主持人。", "speaker")
    return person


def _picture(interview: Interview, token: str) -> InterviewPicture | None:
    found = interview.pictures.filter(token=token).first() if token else None
    if token and found is None:
        raise Unknown("没有找到这张图片，请重新上传。")
    return found


@action("interview.corrected")
def correct(slug: str, line: int, words: str, *, by: By, at: datetime) -> int:
    """更正 — everybody reads the new words in the old place. Raises Unknown for a line that does not stand."""
    interview = held(slug, by, Permission.INTERVIEW_RECORD)
    expect(interview, InterviewState.LIVE, sentence="直播结束以后请在实录中修改。")
    html = lines.as_html(lines.refuse_long(words))
    clean(lines.as_text(html), "内容", "text", at)
    number = live.correct(interview.channel, line, html, at=at)
    told("interview.corrected", interview, by, at, number=number, of=line)
    return number


@action("interview.withdrawn")
def withdraw(slug: str, line: int, *, erase: bool = False, by: By, at: datetime) -> int:
    """撤回 — it disappears everywhere; `erase`: its words go from the record as well, where the law wants that.

    Raises Unknown for a line that does not stand.
    """
    interview = held(slug, by, Permission.INTERVIEW_RUN if erase else Permission.INTERVIEW_RECORD)
    expect(interview, InterviewState.LIVE, sentence="直播结束以后请在实录中删去。")
    number = (live.erase if erase else live.withdraw)(interview.channel, line, at=at)
    _answer_no_more(interview, line)
    told("interview.withdrawn", interview, by, at, number=number, of=line, is_erased=erase)
    return number


def _answer_no_more(interview: Interview, line: int) -> None:
    """A question whose answer is withdrawn altogether waits for one again: it is not lost at the end."""
    for question in interview.questions.filter(answer_lines__contains=[line]):
        question.answer_lines.remove(line)
        if not question.answer_lines:
            question.state, question.answered_at = QuestionState.PUT, None
        question.save(update_fields=["answer_lines", "state", "answered_at"])


@action("interview.pinned")
def pin(slug: str, words: str, *, by: By, at: datetime) -> int:
    """置顶公告 — above everything, until another takes its place."""
    interview = _announced(slug, by)
    html = lines.as_html(lines.refuse_long(words))
    clean(lines.as_text(html), "公告", "text", at)
    number = live.pin(interview.channel, html, at=at)
    told("interview.pinned", interview, by, at, number=number, is_pinned=True)
    return number


@action("interview.pinned")
def unpin(slug: str, *, by: By, at: datetime) -> int:
    """取消置顶."""
    interview = _announced(slug, by)
    number = live.unpin(interview.channel, at=at)
    told("interview.pinned", interview, by, at, number=number, is_pinned=False)
    return number


def _announced(slug: str, by: By) -> Interview:
    interview = held(slug, by, Permission.INTERVIEW_RECORD)
    expect(interview, InterviewState.ANNOUNCED, InterviewState.LIVE, sentence="不能发布公告。")
    return interview
