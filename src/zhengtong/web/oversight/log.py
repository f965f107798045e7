"""监察日志: what supervision itself did — rules, cards, appeals, orders — and that the record is still as it was written."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from zhengtong.foundation.text import tidy_line
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.queries import last_verification, verify_entry
from zhengtong.org.choices import Permission
from zhengtong.supervision import board as queries

from .door import oversight
from .wording import actor_labels

PAGE = 50
TOPICS = {
    "card": ("发牌", ("card.",)),
    "appeal": ("申诉", ("appeal.",)),
    "order": ("督办", ("order.",)),
    "rule": ("规则", ("rule.", "rules.")),
    "matter": ("判定", ("matter.",)),
}


def kinds_of(topic: str) -> list[str]:
    """The journal kinds of one topic of the log, or of all."""
    wanted = [TOPICS[topic]] if topic in TOPICS else TOPICS.values()
    prefixes = tuple(prefix for _, own in wanted for prefix in own)
    return sorted(code for code in KINDS if code.startswith(prefixes))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@oversight()
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    asked = {name: tidy_line(request.GET.get(name, ""))[:80] for name in ("topic", "subject", "actor", "from", "to")}
    before = _number(request.GET.get("before", ""))
    actor = asked["actor"]
    rows = list(
        queries.log_for(
            request.staff,
            kinds_of(asked["topic"]),
            subject=asked["subject"],
            actor=actor if not actor or ":" in actor or actor == "system" else f"staff:{actor.upper()}",
            first=_day(asked["from"]),
            last=_day(asked["to"]),
            before=before,
        )[: PAGE + 1]
    )
    shown = rows[:PAGE]
    actors = actor_labels(row.actor for row in shown)
    kept = {key: value for key, value in asked.items() if value}
    at = timezone.now()
    return render(
        request,
        "oversight/log.html",
        {
            "rows": [(row, KINDS[row.kind].label, actors[row.actor], verify_entry(row.pk)) for row in shown],
            "asked": asked,
            "from": asked["from"],
            "topics": [(key, label) for key, (label, _) in TOPICS.items()],
            "is_filtered": bool(kept),
            "next_url": f"?{urlencode({**kept, 'before': rows[PAGE - 1].pk})}" if len(rows) > PAGE else "",
            "previous_url": f"?{urlencode(kept)}" if before else "",
            "pulses": queries.followers_state(at),
            "verified": last_verification(),
            "verify_url": reverse("desk:journal-verify") if request.staff.may(Permission.JOURNAL_VERIFY) else "",
            "reads_entries": request.staff.may(Permission.AUDIT_READ),
        },
    )


urls = [path("log/", log, name="log")]
