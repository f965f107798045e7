"""放假安排通知: one a year; entered with a look ahead at what would move, and kept with what did."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from legalclock import DayKind, SpecialDay
from legalclock.extension import WHICH_LABELS
from legalclock.provisional import statutory_holidays
from zhengtong.cases.choices import ClockName
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import entries_of
from zhengtong.org.choices import Permission
from zhengtong.timers import actions, queries
from zhengtong.timers.rules import DayRow, MovedClock, read_lines

from ..door import desk
from .sections import may_edit, moment_words, sections, who
from .year import is_one_source, runs_of

KINDS = (("holiday", "放假"), ("makeup", "调休上班"))
MOST_ROWS = 120
_BLANK = 5
_SHOWN = 200
_CLOCKS = {**{name.value: name.label for name in ClockName}, "letter": "来信答复"}


@dataclass(frozen=True, slots=True)
class Row:
    """One day as typed."""

    on: str = ""
    kind: str = ""
    name: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.on or self.name)


@dataclass(slots=True)
class Draft:
    """A notice as typed, and what is wrong with it, by field."""

    year: int
    source: str
    rows: list[Row]
    lines: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def posted(cls, request: HttpRequest, year: int) -> "Draft":
        said = request.POST
        columns = zip(said.getlist("on"), said.getlist("kind"), said.getlist("name"), strict=False)
        rows = [Row(tidy_line(on), tidy_line(kind), tidy_line(name)) for on, kind, name in columns]
        rows = [row for row in rows[:MOST_ROWS] if not row.is_blank]
        return cls(year, tidy_line(said.get("source", "")), rows, said.get("lines", "")[:10_000])

    @classmethod
    def of(cls, year: int) -> "Draft":
        """What is on record; for a new year the holidays that the law itself gives."""
        notice = queries.notice_of(year)
        if notice is None:
            known = [(day.on, day.kind.value, day.name) for day in statutory_holidays(year)]
            return cls(year, f"国务院办公厅关于{year}年部分节假日安排的通知", _rows(known))
        days = notice.days.order_by("on").values_list("on", "kind", "name")
        return cls(year, notice.source, _rows(days))

    def days(self) -> list[DayRow]:
        """Rows and pasted lines together; raises Refusal naming the row."""
        return [_read(number, row) for number, row in enumerate(self.rows, 1)] + read_lines(self.lines, self.year)

    def with_blank_rows(self) -> list[Row]:
        return [*self.rows, *[Row()] * _BLANK]


def _rows(days: Any) -> list[Row]:
    return [Row(on.isoformat(), kind, name) for on, kind, name in days]


def _read(number: int, row: Row) -> DayRow:
    try:
        on = date.fromisoformat(row.on)
    except ValueError as error:
        raise Refusal("bad-day", f"第{number}行的日期“{row.on}”不正确，请按 2027-01-01 的格式填写。", "days") from error
    if row.kind not in dict(KINDS) or not row.name:
        raise Refusal("row-incomplete", f"第{number}行（{row.on}）缺少类型或名称。", "days")
    return on, row.kind, row.name


@dataclass(frozen=True, slots=True)
class Move:
    """A clock that moves, as the page says it."""

    subject: str
    clock: str
    before: str
    after: str
    became_certain: bool


def _move(moved: MovedClock) -> Move:
    name = f"{_CLOCKS.get(moved.name, moved.name)}（{WHICH_LABELS[moved.limit]}）"
    return Move(moved.subject, name, moment_words(moved.before), moment_words(moved.after), moved.became_certain)


def _moved_of(entry: Entry) -> list[Move]:
    """What an entry of the journal says moved."""
    return [
        _move(
            MovedClock(
                row["subject"],
                row["clock"],
                row["limit"],
                _moment(row["before"]),
                _moment(row["after"]),
                row["certain"],
            )
        )
        for row in entry.data["moved"]
    ]


def _moment(text: str | None) -> Any:
    return parse_datetime(text) if text else None


@desk()
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    calendar = queries.calendar()
    context = {
        "sections": sections(),
        "notices": queries.notices(),
        "missing_year": calendar.covered_until.year + 1,
        "covered_until": calendar.covered_until,
        "may_edit": may_edit(request.staff),
    }
    return render(request, "desk/calendar/notices.html", context)


@desk()
@require_safe
def notice(request: HttpRequest, year: int) -> HttpResponse:
    """One year's notice, its days, and what each entry of it moved."""
    found = queries.notice_of(year)
    if found is None:
        raise Unknown(f"还没有录入{year}年的放假安排。")
    days = [_special(day) for day in found.days.order_by("on")]
    entries = [e for e in entries_of("calendar").filter(kind="calendar.noticed") if e.data["year"] == year]
    context = {
        "sections": sections(),
        "notice_of_year": found,
        "entered_by": who(found.entered_by),
        "runs": runs_of(days),
        "is_one_source": is_one_source(days, found.source),
        "entries": [(each, who(each.actor), _moved_of(each)) for each in reversed(entries)],
        "may_edit": may_edit(request.staff),
    }
    return render(request, "desk/calendar/notice.html", context)


def _special(day: Any) -> SpecialDay:
    return SpecialDay(day.on, DayKind(day.kind), day.name, day.source)


@desk(Permission.CALENDAR_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, year: int) -> HttpResponse:
    """录入或更正: type or paste, look at what would follow, confirm."""
    calendar = queries.calendar()
    if not calendar.covered_from.year <= year <= calendar.covered_until.year + 1:
        raise Unknown(f"现在不能录入{year}年的放假安排。")
    if request.method != "POST":
        return _form(request, Draft.of(year))
    draft, step = Draft.posted(request, year), request.POST.get("step")
    if step not in ("preview", "confirm"):
        return _form(request, draft)
    try:
        days = draft.days()
        if step == "preview":
            return _preview(request, draft, days)
        moved = actions.enter_notice(year, draft.source, days, by=f"staff:{request.staff.code}", at=timezone.now())
    except Refusal as refusal:
        draft.errors[refusal.field or ""] = refusal.sentence
        return _form(request, draft)
    said = f"{len(moved)}个正在计时的期限随之变动" if moved else "没有期限因此变动"
    messages.success(request, f"{year}年放假安排已录入，{said}。")
    return redirect("desk:calendar-notice", year)


def _form(request: HttpRequest, draft: Draft) -> HttpResponse:
    context = {
        "sections": sections(),
        "draft": draft,
        "rows": draft.with_blank_rows(),
        "kinds": KINDS,
        "is_new": queries.notice_of(draft.year) is None,
    }
    return render(request, "desk/calendar/notice_edit.html", context, status=409 if draft.errors else 200)


def _preview(request: HttpRequest, draft: Draft, days: list[DayRow]) -> HttpResponse:
    said = queries.preview_of_notice(draft.year, draft.source, days)
    context = {
        "sections": sections(),
        "draft": draft,
        "rows": _rows(sorted(days)),
        "added": runs_of(said.added),
        "removed": runs_of(said.removed),
        "moved": [_move(each) for each in said.moved[:_SHOWN]],
        "moved_count": len(said.moved),
        "is_new": queries.notice_of(draft.year) is None,
    }
    return render(request, "desk/calendar/notice_preview.html", context)


urls = [
    path("calendar/notices/", notices, name="calendar-notices"),
    path("calendar/notices/<int:year>/", notice, name="calendar-notice"),
    path("calendar/notices/<int:year>/edit/", edit, name="calendar-notice-edit"),
]
