"""回放: run a draft over a past period, and show what it would have done beside the version in force."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.supervision import rulebooks
from zhengtong.supervision.actions import rulebook as actions
from zhengtong.supervision.board import matters_visible_to
from zhengtong.supervision.choices import VersionState
from zhengtong.supervision.models import Matter, RuleVersion

from ..door import oversight
from .wording import replay_of

PER_PAGE = 50
USUAL = timedelta(days=183)


@dataclass(slots=True)
class Affected:
    """One matter: what the draft and what the version in force would have found, and when."""

    matter: Matter
    candidate: list[tuple[str, datetime]] = field(default_factory=list)
    current: list[tuple[str, datetime]] = field(default_factory=list)


@oversight(Permission.RULE_EDIT, Permission.RULE_APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def replay(request: HttpRequest, code: str) -> HttpResponse:
    found = rulebooks.rule_for(request.staff, code)
    change = rulebooks.open_version(found)
    if change is None or not rulebooks.sees_drafts(request.staff):
        raise Unknown("这条规则没有正在进行的修改。")
    may_run = change.state == VersionState.DRAFT and rulebooks.may_change(request.staff, found)
    today = localdate(timezone.now())
    typed = {"first": f"{today - USUAL:%Y-%m-%d}", "last": f"{today - timedelta(days=1):%Y-%m-%d}"}
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        try:
            first, last = _day(typed["first"], "first"), _day(typed["last"], "last")
            actions.replay_draft(code, first, last, by=request.staff, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            return redirect(request.path)
    context = {
        "rule": found,
        "change": change,
        "change_sentence": rulebooks.spec_of(change).say(),
        "may_run": may_run,
        "typed": typed,
        "errors": errors,
        "replay": replay_of(change),
        "page": _affected(request.staff, change, request.GET.get("page")),
    }
    return render(request, "oversight/rules/replay.html", context, status=409 if errors else 200)


def _day(text: str, name: str) -> date:
    try:
        found = parse_date(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Refusal("day-missing", "请填写日期。", name)
    return found


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
