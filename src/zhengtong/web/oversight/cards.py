"""发牌: the list under its filters, bulk confirmation, a card by hand, one card with everything about it, its acts."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import current_regions
from zhengtong.supervision import processes
from zhengtong.supervision.actions import cards as acts
from zhengtong.supervision.choices import AppealState, CardState, Family, Level
from zhengtong.supervision.models import Card
from zhengtong.supervision.rules import due_process as rules
from zhengtong.web import one_act
from zhengtong.web.processes import APPEAL_TONES, Remaining, appeal_wait, course_of_card, order_rows, wait_of_appeal

from .door import oversight
from .wording import system_labels

PER_PAGE = 50
AT_ONCE = 200
FILTERS = ("level", "state", "family", "unit", "region", "rule", "system")
STATES = (*CardState.choices, (processes.ALL_STANDING, "有效（已发和销号）"))
SORTS = {"worst": ("最重的在前", processes.worst_first), "new": ("最新的在前", processes.newest_first)}
COLUMNS = ("监察编号", "结果", "状态", "类别", "标题", "所涉事项", "责任单位", "责任环节", "责任人", "规则", "发生时间",
           "发牌时间", "应办结时间", "超期工作日", "处理时间", "处理理由")  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _asked(request: HttpRequest) -> dict[str, Any]:
    text = {name: tidy_line(value)[:80] for name, value in request.GET.items()}
    asked: dict[str, Any] = {name: text.get(name, "") for name in FILTERS}
    for name, values in (("level", Level.values), ("state", [state for state, _ in STATES]), ("family", Family.values)):
        asked[name] = asked[name] if asked[name] in values else ""
    return asked | {
        "words": text.get("q", ""),
        "first": _day(text.get("from", "")),
        "last": _day(text.get("to", "")),
        "issued_first": _day(text.get("issued_from", "")),
        "issued_last": _day(text.get("issued_to", "")),
    }


def _found(request: HttpRequest, asked: dict[str, Any]) -> tuple[str, QuerySet[Card]]:
    """The order asked for (the heaviest first unless told otherwise), and the cards in it."""
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else next(iter(SORTS))
    return sort, SORTS[sort][1](processes.filtered_cards(processes.cards_for_oversight(request.staff), **asked))


def _appeal_wait(card: Card, at: datetime) -> Remaining | None:
    """How long one may still appeal; nobody may where no unit was told of."""
    return appeal_wait(card, at) if card.unit_id else None


def _judges(staff: Staff, card: Card) -> bool:
    return staff.may(Permission.CARD_JUDGE, unit=card.unit, region=card.region)


@oversight()
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    at, staff, asked = timezone.now(), request.staff, _asked(request)
    sort, found = _found(request, asked)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = {key: value for key, value in request.GET.items() if value and key != "page"}
    may_judge = staff.may(Permission.CARD_JUDGE)
    context = {
        "asked": asked,
        "page": shown,
        "rows": [
            (card, _appeal_wait(card, at), processes.appeal_of(card), may_judge and card.state == CardState.PENDING)
            for card in shown
        ],
        "confirms": may_judge and any(card.state == CardState.PENDING for card in shown),
        "may_judge": may_judge,
        "pending": processes.cards_for_oversight(staff).filter(state=CardState.PENDING).count(),
        "levels": Level.choices,
        "states": STATES,
        "sort": sort,
        "sorts": [(key, label) for key, (label, _) in SORTS.items()],
        "systems": list(system_labels(staff).items()),
        "families": Family.choices,
        "units": [(unit.code, unit.short_name) for unit in processes.units_to_watch(staff)],
        "regions": [(region.code, region.name) for region in current_regions() if region.level == "township"],
        "rules": [
            (code, name if code == rules.BY_HAND else f"{code} {name}".strip())
            for code, name in processes.rules_with_cards()
        ],
        "csv_url": f"{reverse('oversight:cards-csv')}?{urlencode(kept)}",
    }
    return render(request, "oversight/cards/list.html", context)


class _Line:
    """A file that gives back what is written to it, for `csv.writer`."""

    def write(self, text: str) -> str:
        return text


def _safe(text: str) -> str:
    """A cell that a spreadsheet takes as text and never as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _moment(moment: datetime | None) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def _cells(card: Card) -> tuple[str, ...]:
    return (
        card.ref, card.get_level_display(), card.get_state_display(), Family(card.family).label, card.title,
        card.matter.ref if card.matter else card.subject, card.unit.short_name if card.unit else "", card.duty_step,
        card.duty_name, card.rule_code, _moment(card.moment), _moment(card.issued_at), _moment(card.due_at),
        "" if card.overdue_days is None else str(card.overdue_days), _moment(card.settled_at), card.settled_reason,
    )  # fmt: skip


@oversight()
@require_safe
def cards_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list under its filters, every page of it."""
    _, found = _found(request, _asked(request))

    def lines() -> Iterator[str]:
        writer = csv.writer(_Line())
        yield "\ufeff" + writer.writerow(COLUMNS)  # the mark by which spreadsheets know UTF-8
        for card in found.iterator(chunk_size=2000):
            yield writer.writerow([_safe(cell) for cell in _cells(card)])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cards-{localtime(timezone.now()):%Y%m%d}.csv"'
    return response


@oversight(Permission.CARD_JUDGE)
@require_POST
def confirm_many(request: HttpRequest) -> HttpResponse:
    """批量确认发牌: each card an act of its own; what cannot be confirmed is said and leaves the others alone."""
    refs, done, failed = request.POST.getlist("card")[:AT_ONCE], 0, []
    for ref in refs:
        try:
            acts.confirm_card(ref, by=request.staff, at=timezone.now())
            done += 1
        except Refusal as refusal:
            failed.append(f"{ref}：{refusal.sentence}")
    if not refs:
        messages.warning(request, "请先勾选要确认的牌。")
    if done:
        messages.success(request, f"已确认发牌{done}张，并已通知责任单位。")
    for sentence in failed[:5]:
        messages.error(request, sentence)
    return redirect(f"{reverse('oversight:cards')}?{request.GET.urlencode()}")


@oversight(Permission.CARD_JUDGE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """人工发牌."""
    names = ("level", "family", "subject", "unit", "title", "text", "basis")
    typed = {name: tidy_line(request.GET.get(name, ""))[:200] for name in names}
    return one_act.form(
        request,
        "oversight/cards/new.html",
        typed,
        lambda typed: acts.issue_card_by_hand(**typed, by=request.staff, at=timezone.now()),
        lambda made: (f"已发牌，编号{made.ref}。", redirect("oversight:card", made.ref)),
        levels=Level.choices,
        families=Family.choices,
        units=[(unit.code, unit.name) for unit in processes.units_to_watch(request.staff)],
    )


@oversight()
@require_safe
@never_cache
def card(request: HttpRequest, ref: str) -> HttpResponse:
    at, staff = timezone.now(), request.staff
    found = processes.card_for_oversight(staff, ref)
    appeal = processes.appeal_of(found)
    verbs = [verb for verb in rules.card_verbs(found.state) if verb in ACTS] if _judges(staff, found) else []
    may_order = (
        found.state == CardState.ISSUED
        and found.unit
        and staff.may(Permission.ORDER_ISSUE, unit=found.unit, region=found.region)
    )
    context = {
        "card": found,
        "family": Family(found.family).label,
        "rule": processes.rule_named(found),
        "wait": None if appeal else _appeal_wait(found, at),
        "appeal": appeal,
        "appeal_tone": APPEAL_TONES[AppealState(appeal.state)] if appeal else None,
        "appeal_wait": wait_of_appeal(appeal, at) if appeal else None,
        "issued_by": processes.people([found.issued_by]).get(found.issued_by, ""),
        "settled_by": processes.people([found.settled_by]).get(found.settled_by, ""),
        "orders": order_rows(found.orders.order_by("pk"), at),
        "course": course_of_card(found),
        "verbs": [(verb, ACTS[verb].name, ACTS[verb].tone) for verb in verbs],
        "may_order": bool(may_order),
    }
    return render(request, "oversight/cards/card.html", context)


@dataclass(frozen=True, slots=True)
class Act:
    """What an act is called, what follows from it, and how it is done."""

    name: str
    perform: Callable[..., Card]
    done: str
    follows: tuple[str, ...]
    tone: str = ""
    asks: str = ""


ACTS = {
    "confirm": Act(
        "确认发牌", acts.confirm_card, "已确认发牌，并已通知责任单位。",
        ("责任单位收到通知，可在三个工作日内提出申诉。", "计入统计和绩效评估。"),
    ),
    "cancel": Act(
        "取消", acts.cancel_card, "已取消，不发牌。", ("不发牌，不计入统计。", "记录保留，状态为“取消”。"), "danger", "取消的理由",
    ),
    "close": Act(
        "销号", acts.close_card, "已销号。", ("这张牌处理完毕，仍计入统计。", "责任单位收到通知。"), "", "销号的说明",
    ),
    "withdraw": Act(
        "撤销", acts.withdraw_card, "已撤销，并已通知责任单位。",
        ("这张牌不再计入统计，事项的亮灯随之重算。", "记录保留，状态为“撤销”，责任单位收到通知。"), "danger", "撤销的理由",
    ),
}  # fmt: skip


@oversight(Permission.CARD_JUDGE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """One act on a card: GET says what follows and asks the reason, POST does it."""
    found, form = processes.card_for_oversight(request.staff, ref), ACTS.get(verb)
    if form is None or not _judges(request.staff, found):
        raise Unknown()
    return one_act.form(
        request,
        "oversight/cards/act.html",
        {"reason": ""} if form.asks else {},
        lambda typed: form.perform(ref, **typed, by=request.staff, at=timezone.now()),
        lambda made: (form.done, redirect("oversight:card", ref)),
        card=found,
        form=form,
        verb=verb,
    )


urls = [
    path("cards/", cards, name="cards"),
    path("cards/export/", cards_csv, name="cards-csv"),
    path("cards/confirm/", confirm_many, name="cards-confirm"),
    path("cards/new/", new, name="card-new"),
    path("cards/<str:ref>/", card, name="card"),
    path("cards/<str:ref>/<slug:verb>/", act, name="card-act"),
]
