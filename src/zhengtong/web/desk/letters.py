"""咨询答复: the inbox with what is due first, one letter with its answer, passing it on, taking it off the public pages."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.dialogue import actions, queries, rules
from zhengtong.dialogue.choices import LetterState
from zhengtong.dialogue.models import Letter
from zhengtong.forms.rules import Entries, gather
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import look
from zhengtong.org.choices import Permission
from zhengtong.timers.queries import calendar, ledger
from zhengtong.web import filling, one_act

from .door import desk

PER_PAGE = 30
SOON = 1
"""Working days left from which a letter is marked as due soon."""


@dataclass(frozen=True, slots=True)
class Row:
    """A letter as the list shows it; `left` in working days, negative once overdue, None where nothing runs."""

    letter: Letter
    left: int | None

    @property
    def urgency(self) -> str:
        if self.left is None or self.left > SOON:
            return ""
        return "late" if self.left < 0 else "soon"


def _row(letter: Letter, at: datetime) -> Row:
    if letter.clock is None or not letter.clock.is_open:
        return Row(letter, None)
    standing = ledger(letter.clock).position(calendar(), at).promised
    if standing is None:
        return Row(letter, None)
    return Row(letter, -standing.overdue_workdays if standing.overdue_workdays else standing.remaining_workdays)


@desk(Permission.LETTER_ANSWER)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    state = LetterState.ANSWERED if request.GET.get("state") == LetterState.ANSWERED else LetterState.OPEN
    page = Paginator(queries.letters_for_desk(request.staff, state), PER_PAGE).get_page(request.GET.get("page"))
    rows = [_row(letter, at) for letter in page]
    tabs = [
        (LetterState.OPEN, "待答复", "?", queries.letters_for_desk(request.staff).count()),
        (LetterState.ANSWERED, "已答复", "?state=answered"),
    ]
    return render(request, "desk/letters/list.html", {"rows": rows, "page": page, "state": state, "tabs": tabs})


@desk(Permission.LETTER_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    found = queries.letter_for_desk(request.staff, ref)
    if request.method != "POST":
        return _page(request, found)
    at, definition = timezone.now(), rules.answer_form(may_publish=found.may_publish)
    posted = filling.take(request, definition, by="", at=at)
    checked = filling.check(definition, posted, by="", at=at)
    if not checked.is_good:
        return _page(request, found, posted.entries, checked.errors)
    try:
        actions.answer(
            ref,
            checked.values["answer"],
            publish=checked.values.get("publish") == "yes",
            by=request.staff,
            at=at,
        )
    except Unknown:
        raise
    except Refusal as refusal:
        return _page(request, found, posted.entries, {refusal.field or "": refusal.sentence})
    messages.success(request, f"已答复，并已通知写信人。编号 {ref}。")
    return redirect("desk:letters")


@desk(Permission.LETTER_ANSWER)
@require_POST
def phone(request: HttpRequest, ref: str) -> HttpResponse:
    """The writer's whole number, for calling back; the look is recorded first."""
    found = queries.letter_for_desk(request.staff, ref)
    look(f"staff:{request.staff.code}", ref, "写信人电话", reason="电话回复", address=request.META.get("REMOTE_ADDR"))
    return _page(request, found, shows_phone=True)


@desk(Permission.LETTER_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def forward(request: HttpRequest, ref: str) -> HttpResponse:
    """转办: to the unit that ought to answer; who passes it on does not see it any more."""
    found, at = queries.letter_for_desk(request.staff, ref), timezone.now()
    units = queries.units_to_forward_to(found)

    def act(typed: one_act.Typed) -> Letter:
        return actions.forward(ref, units.filter(code=typed["to"]).first(), typed["reason"], by=request.staff, at=at)

    return one_act.form(
        request,
        "desk/letters/forward.html",
        {"to": "", "reason": ""},
        act,
        lambda sent: (f"已转由{sent.unit.name}答复，并已通知写信人。编号 {ref}。", redirect("desk:letters")),
        letter=found,
        units=[(unit.code, unit.name) for unit in units],
        follows=(
            "这件咨询从您的列表移到对方单位，由对方答复。",
            "答复期限不变，继续计算。",
            "写信人会收到转办通知。",
        ),
    )


@desk(Permission.LETTER_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def unpublish(request: HttpRequest, ref: str) -> HttpResponse:
    """撤下公开问答."""
    found, at = queries.letter_for_desk(request.staff, ref), timezone.now()
    return one_act.form(
        request,
        "desk/letters/unpublish.html",
        {"reason": ""},
        lambda typed: actions.unpublish(ref, typed["reason"], by=request.staff, at=at),
        lambda _: ("已从公开页面撤下，写信人仍可查看答复。", redirect("desk:letter", ref)),
        letter=found,
        follows=("事项页和咨询页不再显示这件问答。", "写信人仍可凭编号和查询密码查看答复。", "撤下以后不能再公开。"),
    )


def _page(
    request: HttpRequest,
    found: Letter,
    entries: Entries | None = None,
    errors: dict[str, str] | None = None,
    *,
    shows_phone: bool = False,
) -> HttpResponse:
    at, definition = timezone.now(), rules.answer_form(may_publish=found.may_publish)
    form = filling.show(
        definition, entries if entries is not None else gather(definition, {}), errors or {}, by="", at=at
    )
    context = {
        "letter": found,
        "row": _row(found, at),
        "due_on": rules.due_day(found.due_at),
        "form": form,
        "shows_phone": shows_phone,
        "is_open": found.state == LetterState.OPEN,
        "moves": queries.moves_of(found),
    }
    return render(request, "desk/letters/letter.html", context, status=409 if errors else 200)


urls = [
    path("letters/", letters, name="letters"),
    path("letters/<str:ref>/", letter, name="letter"),
    path("letters/<str:ref>/phone/", phone, name="letter-phone"),
    path("letters/<str:ref>/forward/", forward, name="letter-forward"),
    path("letters/<str:ref>/unpublish/", unpublish, name="letter-unpublish"),
]
