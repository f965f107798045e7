"""网上咨询: ask about an item or a page, the receipt, look the answer up, read what others asked.

The item page draws the column with `consultation_context` and `citizen/consultation/column.html`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.catalog.queries import item_for_public
from zhengtong.dialogue import actions, queries, rules
from zhengtong.dialogue.models import Letter
from zhengtong.dialogue.pages import AskedPage, asked_page
from zhengtong.forms.rules import Definition, Entries, gather
from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards.actions import mark
from zhengtong.org.queries import citizen_of
from zhengtong.web import filling

from .by_code import KEPT, Door
from .screening import screen

PER_PAGE = 10
DOOR = Door(
    "咨询", rules.REF_LETTERS, "letter", "letters", queries.letter_by_ref, queries.letter_by_code,
    lambda letter: letter.writer_id, queries.NOT_FOUND,
)  # fmt: skip


def _asked(request: HttpRequest) -> Definition:
    return rules.question_form(is_signed_in=citizen_of(request.user) is not None)


@dataclass(frozen=True, slots=True)
class About:
    """What is asked about: a service item or a page. `ref` finds its published answers; `send` asks."""

    title: str
    unit: str
    address: str
    ref: dict[str, str]
    send: Callable[..., Letter]
    page: AskedPage | None = None


def _of_item(item_code: str) -> About:
    version = item_for_public(item_code)
    code = version.item.code
    address = reverse("citizen:consult", args=[code])
    return About(version.name, version.item.unit.name, address, {"item_code": code}, partial(actions.ask, code))


def _of_page(kind: str, key: str) -> About:
    page = asked_page(kind, key)
    address = reverse("citizen:consult-page", args=[kind, key])
    return About(page.title, page.unit.name, address, {"page": page.ref}, partial(actions.ask_about, page), page)


def consultation_context(
    item_code: str, request: HttpRequest, *, entries: Entries | None = None, errors: dict[str, str] | None = None
) -> dict[str, Any]:
    """What `citizen/consultation/column.html` draws for an item: its published answers and the form to ask."""
    about = {"item_code": item_code}
    return _context(about, reverse("citizen:consult", args=[item_code]), request, entries=entries, errors=errors)


def _context(
    ref: dict[str, str],
    address: str,
    request: HttpRequest,
    *,
    entries: Entries | None = None,
    errors: dict[str, str] | None = None,
) -> dict[str, Any]:
    """`submission` is new with every page; what a page sends twice arrives once."""
    definition = _asked(request)
    letters = Paginator(queries.published_letters(**ref), PER_PAGE).get_page(request.GET.get("page"))
    at = timezone.now()
    form = filling.show(
        definition, entries if entries is not None else gather(definition, {}), errors or {}, by="", at=at
    )
    return {
        "consultation": form,
        "consult_url": address,
        "letters": [queries.PublicLetter.of(letter) for letter in letters],
        "page": letters,
        "submission": request.POST.get("letter-token") or refs.token(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def consult(request: HttpRequest, item_code: str) -> HttpResponse:
    """Ask about one item."""
    return _consult(request, _of_item(item_code))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def consult_page(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Ask about one public page; its unit answers."""
    return _consult(request, _of_page(kind, key))


def _consult(request: HttpRequest, about: About) -> HttpResponse:
    if request.method != "POST":
        return _page(request, about)
    at, definition = timezone.now(), _asked(request)
    submission = request.POST.get("letter-token", "")[:32]
    if sent := queries.letter_of_submission(submission):
        return DOOR.already_sent(request, sent)
    posted = filling.take(request, definition, by="", at=at)
    checked = filling.check(definition, posted, by="", at=at)
    if not submission:
        checked.errors[""] = "页面已过期，请核对后再提交一次。"
    if not checked.is_good:
        return _page(request, about, posted.entries, checked.errors)
    citizen = citizen_of(request.user)
    account = {"name": citizen.name, "phone": citizen.phone} if citizen else {}
    question = rules.question_from(checked.values, **account)
    try:
        screened = screen({"title": ("标题", question.title), "question": ("问题", question.text)}, at=at)
        letter = about.send(question, writer=citizen.user if citizen else None, submission=submission, at=at)
    except Refusal as refusal:
        if refusal.code == "letter-duplicate" and (sent := queries.letter_of_submission(submission)):
            return DOOR.already_sent(request, sent)
        return _page(request, about, posted.entries, {refusal.field or "": refusal.sentence})
    mark(
        screened, kind="letter", ref=letter.ref, url=reverse("desk:letter", args=[letter.ref]), title=letter.title,
        unit=letter.unit, at=at, is_confidential=False,
    )  # fmt: skip
    DOOR.remember(request, letter)
    return redirect("citizen:letter-receipt", letter.ref)


def _page(
    request: HttpRequest, about: About, entries: Entries | None = None, errors: dict[str, str] | None = None
) -> HttpResponse:
    context = _context(about.ref, about.address, request, entries=entries, errors=errors)
    return render(request, "citizen/consultation/ask.html", context | {"about": about}, status=409 if errors else 200)


@require_safe
@never_cache
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    return render(request, "citizen/consultation/receipt.html", _shown(DOOR.readable(request, ref)))


def _shown(letter: Letter) -> dict[str, Any]:
    return {"letter": letter, "due_on": rules.due_day(letter.due_at)}


@require_safe
@never_cache
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """A letter with its answer, for whoever wrote it. Others are led to the look-up with the number filled in."""
    try:
        found = DOOR.readable(request, ref)
    except Unknown:
        return DOOR.led_to_look_up(ref)
    return render(request, "citizen/consultation/letter.html", _shown(found))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def letters(request: HttpRequest) -> HttpResponse:
    """Look an answer up; one's own letters; the newest public answers of the county."""
    asked = DOOR.look_up(request)
    if isinstance(asked, HttpResponse):
        return asked
    page = Paginator(queries.published_letters(), PER_PAGE).get_page(request.GET.get("page"))
    context = asked | {
        "own": queries.own_letters(request.user)[:KEPT],
        "letters": [queries.PublicLetter.of(each) for each in page],
        "page": page,
    }
    return render(request, "citizen/consultation/letters.html", context, status=409 if asked["errors"] else 200)


urls = [
    path("consult/", letters, name="letters"),
    path("consult/letters/<str:ref>/", letter, name="letter"),
    path("consult/letters/<str:ref>/receipt/", receipt, name="letter-receipt"),
    path("consult/about/<slug:kind>/<path:key>/", consult_page, name="consult-page"),
    path("consult/<slug:item_code>/", consult, name="consult"),
]
