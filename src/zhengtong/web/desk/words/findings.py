"""问题清单: what the check found in what is public or was sent in; mended by itself, or signed for here."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.guards import actions, queries
from zhengtong.guards.choices import FindingState
from zhengtong.org.choices import Permission
from zhengtong.web import one_act

from ..door import desk
from .sections import sections

PER_PAGE = 50
MAY = (Permission.WORDS_EDIT, Permission.CONTENT_SIGN)


@desk(*MAY)
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in FindingState else FindingState.OPEN
    rows = queries.findings_for_desk(request.staff, state)
    base = reverse("desk:word-findings")
    context = {
        "sections": sections(request.staff) if request.staff.may(Permission.WORDS_EDIT) else (),
        "state": state,
        "tabs": [(each.value, each.label, f"{base}?state={each.value}") for each in FindingState],
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "rescan": queries.last_rescan(),
        "version": queries.list_version(),
    }
    return render(request, "desk/words/findings.html", context)


@desk(*MAY)
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; while it is open, the form to sign for it."""
    found = queries.finding_for_desk(request.staff, pk)
    signed = getattr(found, "override", None) if found.state == FindingState.OVERRIDDEN else None
    return one_act.form(
        request,
        "desk/words/finding.html",
        {"reason": ""},
        lambda typed: actions.override(found, typed["reason"], by=request.staff, at=timezone.now()),
        lambda made: ("已放行，放行人、理由和时间已签名并写入流水。", redirect("desk:word-findings")),
        sections=sections(request.staff) if request.staff.may(Permission.WORDS_EDIT) else (),
        finding=found,
        is_open=found.state == FindingState.OPEN,
        signed=signed,
        is_genuine=signed is not None and queries.is_genuine(signed),
        follows=(
            "这一处保持原样，不再提示；文字改动后重新检查。",
            "放行人、理由和时间由平台签名，写入流水，不能撤销。",
        ),
    )


urls = [
    path("words/findings/", findings, name="word-findings"),
    path("words/findings/<int:pk>/", finding, name="word-finding"),
]
