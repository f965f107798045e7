"""回放: what a draft would have done over a past period, matter by matter, beside the version in force."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.supervision import rulebooks
from zhengtong.supervision.board import matters_visible_to
from zhengtong.supervision.models import Matter, RuleVersion

from ..door import oversight
from .wording import replay_of

PER_PAGE = 50


@dataclass(slots=True)
class Affected:
    """One matter: what the draft and what the version in force would have found, and when."""

    matter: Matter
    candidate: list[tuple[str, datetime]] = field(default_factory=list)
    current: list[tuple[str, datetime]] = field(default_factory=list)


@oversight(Permission.RULE_EDIT, Permission.RULE_APPROVE)
@require_safe
def replay(request: HttpRequest, code: str) -> HttpResponse:
    """What the kept replay of the draft found, matter by matter."""
    found = rulebooks.rule_for(request.staff, code)
    change = rulebooks.open_version(found)
    if change is None or change.replay is None or not rulebooks.sees_drafts(request.staff):
        raise Unknown("这条规则没有回放结果。")
    context = {
        "rule": found,
        "change": change,
        "change_sentence": rulebooks.spec_of(change).say(),
        "replay": replay_of(change),
        "page": _affected(request.staff, change, request.GET.get("page")),
    }
    return render(request, "oversight/rules/replay.html", context)


def _affected(staff: Staff, change: RuleVersion, number: str | None) -> Any:
    """A page of the matters a kept replay names, of those alone that this person may see."""
    rows: list[list[str]] = (change.replay or {}).get("found", [])
    by_subject: dict[str, list[list[str]]] = {}
    for row in rows:
        by_subject.setdefault(row[0], []).append(row)
    seen = matters_visible_to(staff).filter(subject__in=by_subject).select_related("unit").order_by("-opened_at", "pk")
    page = Paginator(seen, PER_PAGE).get_page(number)
    page.object_list = [_row(matter, by_subject[matter.subject]) for matter in page.object_list]
    return page


def _row(matter: Matter, rows: list[list[str]]) -> Affected:
    affected = Affected(matter)
    for _, side, level, moment in sorted(rows, key=lambda row: row[3]):
        (affected.candidate if side == "candidate" else affected.current).append(
            (level, datetime.fromisoformat(moment))
        )
    return affected
