"""What the pages of an interview draw at both doors: lines, polls, and the way to the hub."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from zhengtong.guards import queries as guards
from zhengtong.guards.rules import BLOCK, Found
from zhengtong.interviews.actions.planning import NOTICE
from zhengtong.interviews.choices import InterviewState, PersonRole, PollState
from zhengtong.interviews.models import InterviewPicture, Person, Question, TranscriptEntry
from zhengtong.interviews.models import Poll as PollRow
from zhengtong.interviews.queries import SeenQuestion, poll_counts
from zhengtong.interviews.rules import shown_name
from zhengtong.live.choices import LineKind
from zhengtong.live.rules import Answer, Entry, Poll, Standing, as_text
from zhengtong.timers import queries as limits

from .middleware import CONTENT_SECURITY_POLICY

ROLE_LABELS = {**{role.value: role.label for role in (PersonRole.GUEST, PersonRole.HOST)}, "ask": "网友提问"}
"""Roles as the public sees them; who works behind the scenes speaks as nobody."""
QUESTION_STATES = {"put": "已提给嘉宾", "answered": "已答复", "left": "待答复"}
_DESK_QUESTION_STATES = {"waiting": "待审核", "shown": "已显示", "refused": "不予显示", **QUESTION_STATES}
STATES = {**dict(InterviewState.choices), "ended": "实录整理中", "published": "实录已公布"}
"""Where an interview stands, in the words of interviews/standing.html."""
_NOTHING: Mapping[str, str] = MappingProxyType({})
VIDEO_WORDS = {"": "没有视频", "waiting": "等待信号", "on": "正常", "interrupted": "信号中断", "ended": "已结束"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing somebody said, or where the occasion stands (`is_state`, its words in `text`)."""

    number: int
    at: datetime
    name: str = ""
    post: str = ""
    role: str = ""
    html: str = ""
    text: str = ""
    picture: dict[str, Any] | None = None
    asked: str = ""
    is_fixed: bool = False
    is_state: bool = False

    @property
    def role_label(self) -> str:
        return ROLE_LABELS.get(self.role, "")

    @property
    def plain(self) -> str:
        """The words without their markup, as they are typed again."""
        return as_text(self.html)


@dataclass(frozen=True, slots=True)
class DrawnPoll:
    """A poll with the sum of its votes, which are None until they are told."""

    ref: str
    title: str
    choices: tuple[Any, ...]
    is_open: bool
    is_counted: bool
    total: int


def lines_of(stands: Standing) -> list[Line]:
    """What was said, oldest first, each answer with the question it answers."""
    asked = {entry.ref: entry for entry in stands.entries if entry.kind == LineKind.ASK}
    return [_line(entry, asked) for entry in stands.entries if entry.kind != LineKind.ASK]


def _line(entry: Entry, asked: dict[str, Entry]) -> Line:
    if entry.who is None:
        return Line(entry.number, entry.at, text=entry.text, is_state=True)
    question = asked.get(entry.to)
    return Line(
        entry.number,
        entry.at,
        name=entry.who.name,
        post=entry.who.post,
        role=entry.who.role,
        html=entry.html,
        picture=entry.picture,
        asked=f"回答{question.name}：{question.text}" if question else "",
        is_fixed=entry.fixed_at is not None,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the public's pages draw it. `answers`: numbers of the lines that answer it."""

    ref: str
    name: str
    text: str
    votes: int
    state: str
    answers: tuple[int, ...]
    may_vote: bool

    @property
    def state_label(self) -> str:
        return QUESTION_STATES.get(self.state, "")


def asked(questions: Iterable[SeenQuestion], *, is_voting: bool) -> list[Asked]:
    """`is_voting`: whether votes are taken still; one that is answered takes none."""
    return [
        Asked(
            each.ref, each.name, each.text, each.votes, each.state, each.answer_lines,
            is_voting and each.state in ("shown", "put"),
        )
        for each in questions
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the people, with the address of their picture."""

    name: str
    post: str
    about: str
    role_label: str
    picture_url: str


def people(rows: Iterable[Person]) -> list[Shown]:
    """Guests first, then whoever leads through the hour."""
    ordered = sorted(rows, key=lambda person: person.role != PersonRole.GUEST)
    return [
        Shown(person.name, person.post, person.about, person.get_role_display(), picture_url(person.picture))
        for person in ordered
    ]


def picture_url(picture: InterviewPicture | None) -> str:
    """Where everybody gets a picture; empty where there is none."""
    return reverse("citizen:interview-picture", args=[picture.token]) if picture is not None else ""


def transcript_lines(entries: Iterable[TranscriptEntry]) -> list[Line]:
    """The transcript as lines: a question stands before its answer, or with it where the question was not put."""
    lines: list[Line] = []
    before: TranscriptEntry | None = None
    for entry in entries:
        lines.append(transcript_line(entry, repeats=before is None or before.question_id != entry.question_id))
        before = entry
    return lines


def transcript_line(entry: TranscriptEntry, *, repeats: bool = True) -> Line:
    """A piece of the transcript as a line; `repeats`: an answer says what it answers."""
    question, is_ask = entry.question, entry.kind == LineKind.ASK
    picture = entry.picture
    return Line(
        entry.line or 0,
        entry.at,
        name=entry.speaker,
        post=entry.post,
        role="ask" if is_ask else entry.role,
        html=entry.html,
        asked=f"回答{shown_name(question.name)}：{question.text}" if question and repeats and not is_ask else "",
        is_state=entry.kind == LineKind.STATE,
        text=as_text(entry.html),
        picture={"url": picture_url(picture), "w": picture.width, "h": picture.height, "alt": picture.alt}
        if picture
        else None,
    )


@dataclass(frozen=True, slots=True)
class ForDesk:
    """A question as the console draws it. `marked`: its text with what the guards found, `findings`: the sentences."""

    ref: str
    name: str
    text: str
    state: str
    state_label: str
    votes: int
    asked_at: datetime
    marked: str = ""
    findings: tuple[str, ...] = ()
    has_answer: bool = False


def for_desk(question: Question, answering: Collection[str] = ()) -> ForDesk:
    """`question` counted as `queries.question_queue` does; `answering`: refs of those some line was said to."""
    return ForDesk(
        question.ref, question.name, question.text, question.state, _DESK_QUESTION_STATES[question.state],
        question.n, question.asked_at, has_answer=question.ref in answering,  # type: ignore[attr-defined]
    )  # fmt: skip


def waiting(question: Question, at: datetime) -> ForDesk:
    """One of the moderators' queue, with what the guards find in it now."""
    found = guards.check(question.text, at=at).found
    sentences = tuple(dict.fromkeys(f"“{one.shown}”：{one.what}" for one in found))
    return replace(for_desk(question), marked=_marked(question.text, found), findings=sentences)


def _marked(text: str, found: Iterable[Found]) -> SafeString:
    """The text, each finding in a mark of its own."""
    pieces, upto = [], 0
    for one in sorted(found, key=lambda one: one.start):
        if one.start < upto:
            continue
        pieces.append(conditional_escape(text[upto : one.start]))
        kind = "found-word is-block" if one.level == BLOCK else "found-word"
        pieces.append(format_html('<mark class="{}">{}</mark>', kind, text[one.start : one.end]))
        upto = one.end
    pieces.append(conditional_escape(text[upto:]))
    return mark_safe("".join(pieces))


def counted_poll(row: PollRow) -> DrawnPoll:
    """A poll with its votes so far, for those who run it."""
    counts = poll_counts(row)
    choices = tuple(Answer(choice.ref, choice.text, counts.get(choice.ref, 0)) for choice in row.choices.all())
    is_open = row.state == PollState.OPEN
    return DrawnPoll(row.ref, row.title, choices, is_open, is_counted=True, total=sum(counts.values()))


def drawn_poll(polls: Iterable[Poll]) -> DrawnPoll | None:
    """The poll told last; None where there was none."""
    newest = next(reversed(list(polls)), None)
    if newest is None:
        return None
    counts = [choice.count for choice in newest.choices]
    is_counted = all(count is not None for count in counts)
    total = sum(count for count in counts if count is not None)
    return DrawnPoll(newest.ref, newest.title, newest.choices, newest.is_open, is_counted, total)


def curve_chart(curve: Iterable[tuple[datetime, int]]) -> dict[str, Any] | None:
    """在线人数 over the minutes, as charts.js draws it; None where there is no line to draw."""
    points = list(curve)
    if len(points) < 2 or not any(count for _, count in points):
        return None
    step = max(1, len(points) // 6)
    return {
        "labels": [f"{localtime(at):%H:%M}" if not n % step else "" for n, (at, _) in enumerate(points)],
        "values": [count for _, count in points],
        "unit": "人",
        "is_line": True,
    }


def notice_days() -> int:
    """Days by which a notice comes before its interview."""
    return limits.limit(NOTICE).amount


def is_short_notice(starts_at: datetime, at: datetime) -> bool:
    """Whether a notice given now would be late."""
    return starts_at - at < timedelta(days=notice_days())


def hub_address() -> str:
    """Where browsers find the hub: an origin, or empty for this one (nginx leads /live/ on)."""
    return settings.LIVE_URL.rstrip("/")


def listening(response: HttpResponse) -> HttpResponse:
    """Let this page, and no other, fetch from the hub's origin, and from that of an outside media server."""
    told = [urlsplit(url) for url in (hub_address(), settings.LIVE_VIDEO_URL)]
    origins = {f"{one.scheme}://{one.netloc}" for one in told if one.netloc}
    if origins:
        fetched = " ".join(["'self'", *sorted(origins)])
        policy = CONTENT_SECURITY_POLICY.replace("media-src 'self'", f"media-src {fetched}")
        response.headers["Content-Security-Policy"] = f"{policy}; connect-src {fetched}"
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script sent the form, and stays where it is."""
    return request.headers.get("Accept", "") == "application/json"


def told(said: str, *, clear: Iterable[str] = (), fills: Mapping[str, str] = _NOTHING) -> JsonResponse:
    """What was done, for the script; it empties some fields and fills others."""
    return JsonResponse({"said": said, "fills": {**dict.fromkeys(clear, ""), **fills}})


def refused(errors: Mapping[str, str], *, fills: Mapping[str, str] = _NOTHING) -> JsonResponse:
    """What was refused: field ("" for the whole form) → sentence."""
    return JsonResponse({"errors": dict(errors), "fills": dict(fills)}, status=409)
