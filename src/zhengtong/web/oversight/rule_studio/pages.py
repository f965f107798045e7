"""规则: the list by family, and one rule's own page — what it says, since when, worked examples, its cards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.org.choices import Permission
from zhengtong.supervision import rulebooks
from zhengtong.supervision.board import cards_visible_to
from zhengtong.supervision.choices import Authority, Family, Level, VersionState
from zhengtong.supervision.models import Rule, RuleVersion
from zhengtong.supervision.rules.examples import Example, examples
from zhengtong.supervision.rules.rule import describe
from zhengtong.timers.queries import calendar

from ..door import oversight
from .wording import Row, course, namer, replay_of, row_of

NEWEST_CARDS = 20


@oversight()
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Rules by family; `?q=` finds by code, name or sentence, the others narrow."""
    staff, today = request.staff, localdate(timezone.now())
    asked = {name: tidy_line(request.GET.get(name, ""))[:40] for name in ("q", "family", "level", "authority")}
    found = [row for rule in rulebooks.listed(staff) if (row := row_of(rule, rule.seen, today))]
    narrowed = [row for row in found if _is_asked(row, asked)]
    rows = [row for row in narrowed if asked["family"] in ("", row.rule.family)]
    counts = {family: sum(row.rule.family == family for row in narrowed) for family in Family.values}
    kept = "".join(f"&{name}={asked[name]}" for name in ("q", "level", "authority") if asked[name])
    context = {
        "rows": rows,
        "asked": asked,
        "tabs": [
            ("", "全部", f"?family={kept}", len(narrowed)),
            *(
                (family.value, family.label, f"?family={family.value}{kept}", counts[family])
                for family in Family
                if counts[family] or asked["family"] == family
            ),
        ],
        "levels": Level.choices,
        "authorities": Authority.choices,
        "may_draft": rulebooks.holds_county_wide(staff, Permission.RULE_EDIT),
        "waiting": rulebooks.waiting_for(staff),
    }
    return render(request, "oversight/rules/list.html", context)


def _is_asked(row: Row, asked: dict[str, str]) -> bool:
    words = asked["q"].lower()
    return (
        (not words or any(words in text.lower() for text in (row.rule.code, row.version.name, row.sentence)))
        and asked["level"] in ("", row.version.spec["level"])
        and asked["authority"] in ("", row.rule.authority)
    )


@oversight()
@require_safe
def rule(request: HttpRequest, code: str) -> HttpResponse:
    found = rulebooks.rule_for(request.staff, code)
    return render(request, "oversight/rules/rule.html", context_of(request, found))


def context_of(request: HttpRequest, found: Rule) -> dict[str, Any]:
    """Everything the page of a rule shows to this person."""
    staff, today = request.staff, localdate(timezone.now())
    versions = rulebooks.versions_of(staff, found)
    in_force = rulebooks.version_in_force(versions, today)
    change = next((version for version in versions if version.state in rulebooks.OPEN), None)
    shown = in_force or next(iter(versions))
    spec = rulebooks.spec_of(shown)
    cards = cards_visible_to(staff).filter(rule_code=found.code)
    me = f"staff:{staff.code}"
    can_change = rulebooks.may_change(staff, found)
    return {
        "rule": found,
        "shown": shown,
        "in_force": in_force,
        "change": change,
        "change_sentence": rulebooks.spec_of(change).say() if change else "",
        "replay": replay_of(change),
        "sentence": spec.say(),
        "facts": list(describe(spec, namer(shown)).items()),
        "examples": _examples(shown),
        "course": course(versions),
        "cards": cards.select_related("unit", "matter").order_by("-moment")[:NEWEST_CARDS],
        "cards_count": cards.count(),
        "is_province": found.authority == Authority.PROVINCE,
        "may_draft": can_change and change is None and in_force is not None,
        "may_edit": can_change and change is not None and change.state == VersionState.DRAFT,
        "may_approve": (
            change is not None
            and change.state == VersionState.SUBMITTED
            and change.drafted_by != me
            and rulebooks.holds_county_wide(staff, Permission.RULE_APPROVE)
        ),
        "is_own_submission": change is not None and change.drafted_by == me,
    }


def _examples(version: RuleVersion) -> list[Example]:
    """Found by the engine on the county's calendar; a county without one is told so instead."""
    try:
        days = calendar()
    except Refusal as refusal:
        return [Example("无法举例", refusal.sentence, ())]
    return examples(rulebooks.versioned(version), days)
