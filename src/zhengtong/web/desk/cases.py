"""办件 — one page a case: facts, materials, course, clock, and the next lawful acts as plain verbs."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from zhengtong.cases import queries
from zhengtong.cases.models import Case
from zhengtong.cases.rules import VERB_NAMES
from zhengtong.files.queries import attachments_of
from zhengtong.forms.queries import definition, opened
from zhengtong.forms.sealing import display
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.masking import mask_id_number, mask_phone
from zhengtong.journal.actions import look
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.queries import entries_of
from zhengtong.papers.queries import papers_of
from zhengtong.timers.queries import explanation
from zhengtong.web.progress import clock_card, clock_to_show, course_of

from .door import desk
from .verbs import FORMS, Asked

# The order in which the acts stand on the page; the first of them is the one that carries the case forward.
_ORDER = tuple(FORMS)


def screen(request: HttpRequest, case: Case, *, status: int = 200, **more: Any) -> HttpResponse:
    """The case page; `more` carries an act's form with its errors."""
    acts = queries.next_acts(request.staff, case)
    materials = list(case.materials.prefetch_related("attachments__stored"))
    is_open = request.GET.get("full") == "1"
    answers = []
    if case.answer_id:
        answers = display(definition(case.answer.version), opened(case.answer), masked=not is_open)
    if is_open:
        look(f"staff:{request.staff.code}", case.ref, "办件中的完整个人信息", address=_address(request))
    item = queries.guide(case.version_id)
    return render(
        request,
        "desk/cases/case.html",
        {
            "case": case,
            "item": item,
            "id_number": case.applicant_id_number if is_open else mask_id_number(case.applicant_id_number),
            "phone": case.applicant_phone if is_open else mask_phone(case.applicant_phone),
            "is_open": is_open,
            "materials": materials,
            "other_files": [
                a for a in attachments_of(case.ref) if not any(a in m.attachments.all() for m in materials)
            ],
            "answers": answers,
            "steps": case.steps.select_related("unit", "assignee", "closed_by", "clock"),
            "entries": [(entry, KINDS[entry.kind].label) for entry in entries_of(case.ref)],
            "course": course_of(case),
            "card": clock_card(case, timezone.now(), reverse("desk:case-why", args=[case.ref])),
            "papers": papers_of(case.ref),
            "acts": [(verb, VERB_NAMES[verb], FORMS[verb].tone) for verb in _ORDER if verb in acts],
            "children": case.children.select_related("unit", "version").defer("version__content"),
            "procedures": case.special_procedures.select_related("started_by", "ended_by"),
            "extensions": case.extensions.select_related("requested_by", "answered_by"),
            "fees": case.fees.all(),
            **more,
        },
        status=status,
    )


def _address(request: HttpRequest) -> str | None:
    return request.META.get("REMOTE_ADDR") or None


@desk()
def case_page(request: HttpRequest, ref: str) -> HttpResponse:
    return screen(request, queries.case_for(request.user, ref))


@desk()
def why(request: HttpRequest, ref: str) -> HttpResponse:
    """为什么是这一天 — day by day, for both limits."""
    case = queries.case_for(request.user, ref)
    clock = clock_to_show(case)
    if clock is None:
        raise Unknown("该办件没有计时。")
    which = "statutory" if request.GET.get("which") == "statutory" and clock.statutory_due else "promised"
    if which == "promised" and not clock.ledger.get("promised"):
        which = "statutory"
    return render(
        request,
        "desk/cases/why.html",
        {
            "case": case,
            "explanation": explanation(clock, which),
            "which": which,
            "has_both": bool(clock.ledger.get("promised") and clock.ledger.get("statutory")),
        },
    )


@desk()
def act(request: HttpRequest, ref: str, verb: str) -> HttpResponse:
    """One act: GET asks what it needs and says what will follow, POST does it."""
    case = queries.case_for(request.user, ref)
    form = FORMS.get(verb)
    if form is None:
        raise Unknown()
    if request.method != "POST":
        if verb not in queries.next_acts(request.staff, case):
            messages.warning(request, f"该办件目前不能进行“{VERB_NAMES[verb]}”。")
            return redirect("desk:case", ref=ref)
        return _ask(request, case, verb, {}, {})
    try:
        said = form.perform(Asked(request, case, timezone.now()))
    except Refusal as refusal:
        if isinstance(refusal, Unknown):
            raise
        case = queries.case_for(request.user, ref)
        if verb not in queries.next_acts(request.staff, case):
            raise  # the form has nothing to ask of this case: the refusal stands alone
        return _ask(request, case, verb, request.POST, {refusal.field or "": refusal.sentence}, status=409)
    messages.success(request, said)
    return redirect("desk:case", ref=ref)


def _ask(
    request: HttpRequest, case: Case, verb: str, values: Any, errors: dict[str, str], status: int = 200
) -> HttpResponse:
    form = FORMS[verb]
    asked = Asked(request, case, timezone.now())
    return render(
        request,
        "desk/cases/act.html",
        {
            "case": case,
            "verb": verb,
            "form": form,
            "title": VERB_NAMES[verb],
            "fields": form.fields(asked, values, errors),
            "follows": form.follows(asked),
            "errors": errors,
            "materials": _materials(case, values) if form.takes_materials else [],
        },
        status=status,
    )


def _materials(case: Case, values: Any) -> list[tuple[Any, dict[str, str]]]:
    """Each material with what was typed about it before."""
    asked = ("state", "taken", "copies", "remark", "problem", "paper")
    return [
        (material, {name: values.get(f"{name}-{material.order}", "") for name in asked})
        for material in case.materials.prefetch_related("attachments")
    ]


urls = [
    path("cases/<str:ref>/", case_page, name="case"),
    path("cases/<str:ref>/why/", why, name="case-why"),
    path("cases/<str:ref>/<slug:verb>/", act, name="act"),
]
