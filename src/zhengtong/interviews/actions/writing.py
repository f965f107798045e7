"""访谈实录: taken from the timeline, edited, published, kept."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.interviews import queries, rules
from zhengtong.interviews.choices import InterviewState
from zhengtong.interviews.models import Interview, TranscriptEntry
from zhengtong.journal.actions import action
from zhengtong.live import actions as live
from zhengtong.live import queries as timeline
from zhengtong.live import rules as lines
from zhengtong.live.choices import LineKind
from zhengtong.live.rules import Entry
from zhengtong.org.choices import Permission
from zhengtong.timers import actions as timers

from .frame import By, actor, clean, expect, held, told

STEP = 10
"""Between two places, so that an entry can be moved in between."""
MOST_HTML = 16_384


def take_from_timeline(interview: Interview) -> int:
    """What stands on the timeline, as entries of the transcript, in the caller's act; how many. What was there goes."""
    interview.transcript.all().delete()
    by_ref = {question.ref: question for question in interview.questions.all()}
    pictures = {picture.token: picture for picture in interview.pictures.all()}
    entries = []
    for entry in _as_it_went(timeline.timeline(interview.channel)):
        who = entry.who
        token = entry.picture["url"].rpartition("/")[2].partition(".")[0] if entry.picture else ""
        entries.append(
            TranscriptEntry(
                interview=interview, place=(len(entries) + 1) * STEP, line=entry.number, kind=entry.kind,
                at=entry.put_at or entry.at,
                speaker=who.name if who else entry.name, post=who.post if who else "", role=who.role if who else "",
                html=entry.html or lines.as_html(entry.text), picture=pictures.get(token),
                question=by_ref.get(entry.ref or entry.to),
            )
        )  # fmt: skip
    TranscriptEntry.objects.bulk_create(entries)
    return len(entries)


def _as_it_went(stands: Sequence[Entry]) -> list[Entry]:
    """What was said, and each question where it was put to the guest, or else before what answers it.

    What was only shown stands in the list of questions, not in what was said.
    """
    spoken = [entry for entry in stands if entry.kind != LineKind.ASK or entry.is_put]
    return sorted(spoken, key=lambda entry: (entry.put or min(entry.answers, default=entry.number), entry.kind))


@action("interview.edited")
def draft_transcript(slug: str, *, by: By, at: datetime) -> int:
    """重新生成实录 — from the timeline anew; every edit made since is lost. Raises Refusal `wrong-state`."""
    interview = _editable(slug, by)
    count = take_from_timeline(interview)
    told("interview.edited", interview, by, at, entries=count, is_new=True)
    return count


@action("interview.edited")
def edit_entry(
    slug: str, pk: int, *, text: str | None = None, speaker: str | None = None, post: str | None = None,
    place: int | None = None, picture: str | None = None, is_left_out: bool | None = None, by: By, at: datetime,
) -> TranscriptEntry:  # fmt: skip
    """编辑实录 — of one entry: its words, who speaks, where it stands, its picture (a token, "" for none), whether it is
    left out. None leaves a thing as it is. Raises Unknown, Refusal `wrong-state`, `empty`, `bad-speaker`, `bad-place`.
    """
    interview = _editable(slug, by)
    entry = interview.transcript.select_for_update(of=("self",)).filter(pk=pk).first()
    if entry is None:
        raise Unknown("没有找到这条实录。")
    if text is not None:
        entry.html = _html(text, at, is_needed=entry.picture is None)
    if speaker is not None:
        entry.speaker = clean(_line(speaker, 40, "speaker"), "发言人", "speaker", at)
    if post is not None:
        entry.post = clean(_line(post, 80, "post"), "职务", "post", at)
    if place is not None:
        if not 0 <= place <= 1_000_000:
            raise Refusal("bad-place", "请填写0至1000000之间的顺序号。", "place")
        entry.place = place
    if picture is not None:
        entry.picture = interview.pictures.filter(token=picture).first() if picture else None
        if picture and entry.picture is None:
            raise Unknown("没有找到这张图片，请重新上传。")
    if is_left_out is not None:
        entry.is_left_out = is_left_out
    entry.edited_by, entry.edited_at = actor(by), at
    entry.save()
    told("interview.edited", interview, by, at, line=entry.line, is_left_out=entry.is_left_out)
    return entry


def _html(text: str, at: datetime, *, is_needed: bool) -> str:
    html = lines.as_html(lines.refuse_long(text, MOST_HTML))
    if is_needed and not html:
        raise Refusal("empty", "这一条没有内容；不需要时请选择“不收入实录”。", "text")
    clean(lines.as_text(html), "实录内容", "text", at)
    return html


def _line(words: str, most: int, field: str) -> str:
    said = tidy_line(words)
    if len(said) > most:
        raise Refusal(f"bad-{field}", f"不超过{most}个字。", field)
    return said


def _editable(slug: str, by: By) -> Interview:
    interview = held(slug, by, Permission.INTERVIEW_RECORD)
    expect(interview, InterviewState.ENDED, sentence="直播结束后、实录发布前才能编辑。")
    return interview


@action("interview.published")
def publish(slug: str, *, by: By, at: datetime) -> Interview:
    """发布实录 — read-only from now on, and found by the search. Raises Refusal `wrong-state`, `empty`, `words-blocked`."""
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    state = rules.next_state("publish", interview.state)
    kept = list(interview.transcript.filter(is_left_out=False))
    if not any(entry.kind == LineKind.SAY for entry in kept):
        raise Refusal("empty", "实录里还没有内容，不能发布。")
    clean("\n".join(lines.as_text(entry.html) for entry in kept), "实录", "", at)
    interview.state, interview.published_at, interview.taken_back_for = state, at, ""
    interview.save(update_fields=["state", "published_at", "taken_back_for"])
    if interview.transcript_clock is not None and interview.transcript_clock.is_open:
        timers.stop(interview.transcript_clock, at=at)
    figures = queries.figures(interview)
    told(
        "interview.published", interview, by, at, entries=len(kept), participants=figures.participants,
        questions=figures.questions, replies=figures.replies, transcript_due=None,
    )  # fmt: skip
    return interview


@action("interview.taken_back")
def take_back(slug: str, reason: str, *, by: By, at: datetime) -> Interview:
    """撤下实录 — to be corrected and published again; until then the public reads why. Raises Refusal `wrong-state`, `no-reason`."""
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    interview.state = rules.next_state("take_back", interview.state)
    interview.taken_back_for = clean(rules.check_reason(reason), "原因", "reason", at)
    interview.published_at = interview.archived_at = None
    interview.save(update_fields=["state", "taken_back_for", "published_at", "archived_at"])
    told("interview.taken_back", interview, by, at, reason=interview.taken_back_for)
    return interview


@action("interview.withdrawn")
def erase_entry(slug: str, pk: int, *, by: By, at: datetime) -> None:
    """清除内容 — of one entry and of the line it was taken from, where the law wants that (个人信息保护法 第四十七条): nobody
    brings it back. Raises Unknown, Refusal `wrong-state`.
    """
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    expect(interview, InterviewState.ENDED, sentence="直播结束、实录公布以前才能清除；已公布的请先撤下。")
    entry = interview.transcript.select_for_update(of=("self",)).filter(pk=pk, kind=LineKind.SAY).first()
    if entry is None or entry.line is None:
        raise Unknown("没有找到这条实录。")
    live.erase(interview.channel, entry.line, at=at)
    entry.delete()
    told("interview.withdrawn", interview, by, at, of=entry.line, is_erased=True)


@action("interview.archived")
def archive(slug: str, *, by: By, at: datetime) -> Interview:
    """归档 — once every question that was left is answered. Raises Refusal `wrong-state`, `still-left`."""
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    state = rules.next_state("archive", interview.state)
    if left := queries.figures(interview).left:
        raise Refusal("still-left", f"还有{left}条提问没有答复，答复以后才能归档。")
    interview.state, interview.archived_at = state, at
    interview.save(update_fields=["state", "archived_at"])
    told("interview.archived", interview, by, at)
    return interview


@action("interview.changed")
def attach_recording(slug: str, video: str, *, by: By, at: datetime) -> Interview:
    """附上录像 — the ref of the video made of it. Raises Refusal `wrong-state`."""
    interview = held(slug, by, Permission.INTERVIEW_RUN)
    ended = (InterviewState.ENDED, InterviewState.PUBLISHED, InterviewState.ARCHIVED)
    expect(interview, *ended, sentence="结束以后才有录像。")
    interview.recording = video
    interview.save(update_fields=["recording"])
    told("interview.changed", interview, by, at, recording=video)
    return interview
