"""整理实录: what was taken from the timeline, put in order before it is published; nothing of it changes the record itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.reading import whole_number
from zhengtong.interviews import actions, queries
from zhengtong.interviews.choices import InterviewState
from zhengtong.interviews.models import Interview, TranscriptEntry
from zhengtong.live.choices import LineKind
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.web import interviews as drawing

from .door import enter, facts, opened

_LABELS = {"speaker": "发言人", "post": "职务"}
"""Of what the sentence speaks: the summary stands far from the field."""


@enter
@require_http_methods(["GET", "HEAD", "POST"])
def transcript(request: HttpRequest, slug: str) -> HttpResponse:
    """Every entry a form of its own; one button, one step."""
    found = opened(request, slug)
    if not queries.may(request.staff, Permission.INTERVIEW_RECORD, found):
        raise Unknown("没有找到这场访谈。")
    if found.state != InterviewState.ENDED:
        messages.error(request, f"这场访谈现在“{found.get_state_display()}”，不能整理实录。")
        return redirect("desk:interview", slug)
    key = whole_number(request.POST.get("entry", "")) or 0
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            said = _act(found, key, request.POST, request.staff)
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {"": f"{_LABELS.get(refusal.field or '', '')}{refusal.sentence}"}
        else:
            messages.success(request, said)
            return redirect(f"{reverse('desk:interview-transcript', args=[slug])}#entry-{key}")
    entries = [_drawn(entry, key, request.POST if errors else {}) for entry in _entries(found)]
    context = facts(request, found) | {
        "entries": entries,
        "left_out": sum(entry["is_left_out"] for entry in entries),
        "errors": errors,
    }
    return render(request, "desk/interviews/transcript.html", context, status=409 if errors else 200)


def _entries(found: Interview) -> list[TranscriptEntry]:
    """What the published page has: when it began and ended stands in its head, not among what was said."""
    return list(found.transcript.exclude(kind=LineKind.STATE).select_related("picture", "question"))


def _drawn(entry: TranscriptEntry, wrong: int, typed: Any) -> dict[str, Any]:
    """One entry; what was refused stays in its boxes."""
    line, is_wrong = drawing.transcript_line(entry), entry.pk == wrong and bool(typed)
    return {
        "key": entry.pk,
        "line": line,
        "is_left_out": entry.is_left_out,
        "is_asked": entry.kind == LineKind.ASK,
        "is_open": is_wrong,
        "speaker": typed.get("speaker", "") if is_wrong else entry.speaker,
        "post": typed.get("post", "") if is_wrong else entry.post,
        "text": typed.get("text", "") if is_wrong else line.plain,
    }


def _act(found: Interview, key: int, post: Any, by: Staff) -> str:
    at, slug = timezone.now(), found.slug
    if "up" in post or "down" in post:
        _move(found, key, -1 if "up" in post else 1, by)
        return "顺序已调整。"
    if "erase" in post:
        actions.erase_entry(slug, key, by=by, at=at)
        return "这一条已从实录和直播记录中清除。"
    if "leave" in post or "take" in post:
        actions.edit_entry(slug, key, is_left_out="leave" in post, by=by, at=at)
        return "这一条不收入实录。" if "leave" in post else "这一条收入实录。"
    actions.edit_entry(
        slug, key, text=post.get("text", ""), speaker=post.get("speaker", ""), post=post.get("post", ""), by=by, at=at
    )
    return "修改已保存。"


def _move(found: Interview, key: int, step: int, by: Staff) -> None:
    """Past its neighbour: the two change places."""
    entries = _entries(found)
    place = next((place for place, entry in enumerate(entries) if entry.pk == key), None)
    if place is None or not 0 <= place + step < len(entries):
        raise Refusal("no-neighbour", "已经在最前或最后，不能再移动。")
    entry, other, at = entries[place], entries[place + step], timezone.now()
    target = other.place if other.place != entry.place else other.place + step
    actions.edit_entry(found.slug, entry.pk, place=max(target, 0), by=by, at=at)
    if other.place != entry.place:
        actions.edit_entry(found.slug, other.pk, place=entry.place, by=by, at=at)


urls = [path("interviews/<slug:slug>/transcript/", transcript, name="interview-transcript")]
