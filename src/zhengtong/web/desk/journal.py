"""流水查询: what happened, who did it, and whether it still is as it was written; for auditors and supervisors."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_aware, localtime
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.journal import queries
from zhengtong.journal.auditing import MOST_LINKS, verify_journal
from zhengtong.journal.confidence import kept_from
from zhengtong.journal.facts import NAMES
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.rules import canonical
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import names_of

from .door import desk

PAGE = 50


def _tabs(staff: Staff) -> list[tuple[str, str, str]]:
    """What this person may open: auditors read, auditors and supervisors verify."""
    reads = [
        ("entries", "流水", reverse("desk:journal")),
        ("looks", "查阅记录", reverse("desk:journal-looks")),
        ("checkpoints", "日签封", reverse("desk:journal-checkpoints")),
    ]
    verifies = [("verify", "校验", reverse("desk:journal-verify"))]
    return (reads if staff.may(Permission.AUDIT_READ) else []) + (
        verifies if staff.may(Permission.JOURNAL_VERIFY) else []
    )


def _actors(codes: Iterable[str]) -> dict[str, str]:
    """`staff:MZ001` → 王建平（MZ001）, for one page of rows."""
    actors = set(codes)
    names = names_of(code.removeprefix("staff:") for code in actors)
    return {actor: _actor(actor, names) for actor in actors}


def _actor(actor: str, names: dict[str, str]) -> str:
    kind, _, code = actor.partition(":")
    if kind == "staff":
        return f"{names.get(code, '未登记人员')}（{code}）"
    return f"公众账户{code}" if kind == "citizen" else "系统"


def _paging(request: HttpRequest, rows: list[Any], first: int | None) -> dict[str, str]:
    """Addresses of the neighbours; filters stay. Pages go by id: the stream only grows, so they never shift."""
    kept = {key: value for key, value in request.GET.items() if key != "before" and value}
    return {
        "next_url": f"?{urlencode({**kept, 'before': rows[PAGE - 1].pk})}" if len(rows) > PAGE else "",
        "previous_url": f"?{urlencode(kept)}" if first else "",
    }


def _before(request: HttpRequest) -> int | None:
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@desk(Permission.AUDIT_READ)
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    asked = {name: tidy_line(request.GET.get(name, "")) for name in ("subject", "kind", "actor", "unit", "from", "to")}
    actor = asked["actor"]
    before = _before(request)
    rows = list(
        queries.entries_for_audit(
            subject=asked["subject"],
            kinds=[asked["kind"]] if asked["kind"] in KINDS else (),
            actor=actor if not actor or ":" in actor or actor == "system" else f"staff:{actor.upper()}",
            unit=asked["unit"].upper(),
            first=_day(asked["from"]),
            last=_day(asked["to"]),
            before=before,
            hidden=kept_from(request.staff),
        )[: PAGE + 1]
    )
    shown = rows[:PAGE]
    actors = _actors(row.actor for row in shown)
    context = {
        "rows": [(row, KINDS[row.kind].label if row.kind in KINDS else row.kind, actors[row.actor]) for row in shown],
        "asked": asked,
        "from": asked["from"],
        "kinds": sorted((kind.code, f"{kind.label}（{kind.code}）") for kind in KINDS.values()),
        "waiting": queries.waiting()[0],
        "is_filtered": any(asked.values()),
        "tabs": _tabs(request.staff),
        **_paging(request, rows, before),
    }
    return render(request, "desk/journal/entries.html", context)


def _shown(value: Any) -> str:
    """A fact as a person reads it: 是 and 否, moments in the county's time, the rest as it was written."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, str):
        return canonical(value).decode()
    try:
        moment = parse_datetime(value)
    except ValueError:
        return value
    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment is not None and is_aware(moment) else value


@desk(Permission.AUDIT_READ)
@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry with its facts, its place in the chain, and a verification made for this page."""
    found = queries.entry_by_id(number, hidden=kept_from(request.staff)) if number < 2**63 else None
    if found is None:
        raise Unknown("没有这条流水。")
    link = getattr(found, "link", None)
    context = {
        "entry": found,
        "label": KINDS[found.kind].label if found.kind in KINDS else found.kind,
        "actor": _actors([found.actor])[found.actor],
        "facts": [(NAMES.get(name, name), _shown(value)) for name, value in found.data.items()],
        "digest": bytes(found.digest).hex(),
        "link": link,
        "hash": bytes(link.hash).hex() if link else "",
        "previous": bytes(link.previous).hex() if link else "",
        "flaw": queries.verify_entry(found.pk),
        "tabs": _tabs(request.staff),
    }
    return render(request, "desk/journal/entry.html", context)


@desk(Permission.AUDIT_READ)
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    subject, actor = tidy_line(request.GET.get("subject", "")), tidy_line(request.GET.get("actor", ""))
    before = _before(request)
    rows = list(
        queries.looks_for_audit(
            subject=subject,
            actor=actor if not actor or ":" in actor else f"staff:{actor.upper()}",
            before=before,
            hidden=kept_from(request.staff),
        )[: PAGE + 1]
    )
    actors = _actors(row.actor for row in rows)
    context = {
        "rows": [(row, actors[row.actor]) for row in rows[:PAGE]],
        "subject": subject,
        "actor": actor,
        "tabs": _tabs(request.staff),
        **_paging(request, rows, before),
    }
    return render(request, "desk/journal/looks.html", context)


@desk(Permission.AUDIT_READ)
@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    rows = [(mark, bytes(mark.head).hex(), bytes(mark.signature).hex()) for mark in queries.checkpoints()[:400]]
    count, oldest = queries.waiting()
    context = {"rows": rows, "waiting": count, "oldest": oldest, "tabs": _tabs(request.staff)}
    return render(request, "desk/journal/checkpoints.html", context)


@desk(Permission.JOURNAL_VERIFY)
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """全链校验: the last signed day, the last verification, and a button that verifies now."""
    if request.method == "POST":
        try:
            verdict = verify_journal(by=f"staff:{request.staff.code}", unit=request.staff.unit.code, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            if verdict.ok:
                messages.success(request, "校验完毕，流水完好。")
            else:
                messages.error(request, "校验发现问题，请保留现场并立即报告。")
        return redirect("desk:journal-verify")
    mark, last, links = queries.checkpoints().first(), queries.last_verification(), queries.number_of_links()
    context = {
        "mark": mark,
        "mark_flaw": queries.verify_checkpoint(mark) if mark else None,
        "last": last,
        "last_actor": _actors([last.actor])[last.actor] if last else "",
        "links": links,
        "waiting": queries.waiting()[0],
        "is_long": links > MOST_LINKS,
        "most": MOST_LINKS,
        "may_read": request.staff.may(Permission.AUDIT_READ),
        "tabs": _tabs(request.staff),
    }
    return render(request, "desk/journal/verify.html", context)


urls = [
    path("journal/", entries, name="journal"),
    path("journal/looks/", looks, name="journal-looks"),
    path("journal/checkpoints/", checkpoints, name="journal-checkpoints"),
    path("journal/verify/", verify, name="journal-verify"),
    path("journal/<int:number>/", entry, name="journal-entry"),
]
