"""收件箱 — what waits for me, for my unit, for all I may see; what is due first comes first."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.timezone import localdate

from zhengtong.cases import queries
from zhengtong.cases.choices import OPEN_STATES, State
from zhengtong.cases.documents import last_day
from zhengtong.cases.models import Case
from zhengtong.foundation.reading import aware_moment, whole_number
from zhengtong.foundation.text import tidy_line
from zhengtong.timers.queries import calendar

from .door import desk

PAGE = 50
SCOPES = (("mine", "我的待办"), ("unit", "本单位"), ("all", "全部可见"))


@dataclass(frozen=True, slots=True)
class Row:
    """A case as the list shows it; `left` in working days, negative once the due day has passed, None without a clock."""

    case: Case
    left: int | None
    urgency: str
    mark: str
    note: str


def rows_of(cases: list[Case], now: datetime) -> list[Row]:
    """Remaining working days for a page of cases, with one calendar and no further query."""
    return [_row(case, now) for case in cases]


def _row(case: Case, now: datetime) -> Row:
    clock = case.clock
    if clock is None or case.due_at is None:
        note = "计时暂停" if clock is not None and clock.is_suspended else "—"
        return Row(case, None, "", "", note)
    today, due = localdate(now), last_day(case.due_at)
    working_days = calendar()
    if due >= today:
        left = working_days.workdays_between(today, due)
    else:
        left = -max(working_days.workdays_between(due, today), 1)
    urgency, mark = (
        ("remaining-late", "square") if left < 0 else ("remaining-soon", "triangle") if left <= 2 else ("", "")
    )
    return Row(case, left, urgency, mark, "暂定" if clock.is_provisional else "")


def page_of(found: QuerySet[Case], after: str) -> tuple[list[Case], str]:
    """One page of a list ordered by (due_at, id) and the mark of the next; cost does not grow with the list.

    Cases without a due moment (a clock at rest) come last.
    """
    due, _, last_seen = after.partition("_")
    pk = whole_number(last_seen)
    if pk is not None:
        moment = aware_moment(due)
        later = Q(due_at__isnull=True, pk__gt=pk)
        if moment is not None:
            later = Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=pk) | Q(due_at__isnull=True)
        found = found.filter(later)
    cases = list(found[: PAGE + 1])
    if len(cases) <= PAGE:
        return cases, ""
    last = cases[PAGE - 1]
    return cases[:PAGE], f"{last.due_at.isoformat() if last.due_at else ''}_{last.pk}"


@desk()
def inbox(request: HttpRequest) -> HttpResponse:
    scope = request.GET.get("scope", "mine")
    scope = scope if scope in dict(SCOPES) else "mine"
    state = request.GET.get("state", "")
    words = tidy_line(request.GET.get("item", ""))
    found = queries.inbox(request.staff, scope)
    if state in OPEN_STATES:
        found = found.filter(state=state)
    if words:
        found = found.filter(Q(version__name__icontains=words) | Q(applicant_name__startswith=words) | Q(ref=words))
    if request.GET.get("due") == "late":
        found = found.filter(due_at__lt=timezone.now())
    cases, following = page_of(found, request.GET.get("after", ""))
    kept = {key: value for key, value in request.GET.items() if key != "after" and value}
    return render(
        request,
        "desk/inbox/inbox.html",
        {
            "rows": rows_of(cases, timezone.now()),
            "scope": scope,
            "tabs": [(key, label, f"?{urlencode({**kept, 'scope': key})}") for key, label in SCOPES],
            "states": [(s.value, s.label) for s in State if s in OPEN_STATES],
            "state": state,
            "words": words,
            "is_late": request.GET.get("due") == "late",
            "next_url": f"?{urlencode({**kept, 'after': following})}" if following else "",
            "previous_url": f"?{urlencode(kept)}" if request.GET.get("after") else "",
            "is_filtered": bool(state or words or request.GET.get("due")),
        },
    )


@desk("case.view")
def search(request: HttpRequest) -> HttpResponse:
    """办件查询 — by number, by full identity number, by the beginning of a name; only what one may see is found."""
    words = tidy_line(request.GET.get("q", ""))
    cases = list(queries.search(request.user, words)[:PAGE]) if words else []
    return render(
        request, "desk/inbox/search.html", {"words": words, "rows": rows_of(cases, timezone.now()), "limit": PAGE}
    )


urls = [path("", inbox, name="inbox"), path("cases/", search, name="cases")]
