"""表单登记: what came in on an e-form, one entry with what was done, the table to take away. For the unit that asked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.forms.sealing import display
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.spreadsheets import XLSX, to_csv, to_xlsx
from zhengtong.journal.actions import look
from zhengtong.surveys import actions, queries
from zhengtong.surveys.choices import EntryState
from zhengtong.surveys.models import FormEntry, Survey

from .door import editing, facts
from .results import _file

PER_PAGE = 30


@editing
@require_safe
def entries(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.survey_for_desk(request.staff, slug)
    state = request.GET.get("state", "")
    rows = queries.entries_for(request.staff, found, state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    definition = queries.definition(found)
    first = next((field for field in definition.fields() if field.has_value), None)
    context = facts(found, request.staff, timezone.now()) | {
        "rows": [
            (
                entry,
                next((each.value for each in display(definition, entry.values) if first and each.key == first.key), ""),
            )
            for entry in page
        ],
        "first": first.label if first else "",
        "page": page,
        "tabs": [("", "全部", "?"), *((value, label, f"?state={value}") for value, label in EntryState.choices)],
        "state": state if state in EntryState.values else "",
        "left": queries.places_left(found),
    }
    return render(request, "desk/surveys/entries.html", context)


@editing
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    found = queries.survey_for_desk(request.staff, slug)
    one, errors = queries.entry_for(request.staff, found, ref), {}
    if request.method == "POST":
        try:
            actions.note_entry(
                slug, ref, request.POST.get("state", ""), request.POST.get("note", ""), by=request.staff,
                at=timezone.now(),
            )  # fmt: skip
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
        else:
            messages.success(request, f"已记录处理情况。编号 {ref}。")
            return redirect("desk:survey-entries", slug)
    return _page(request, found, one, errors)


@editing
@require_POST
def reveal(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """The whole numbers, for getting in touch; the look is recorded first."""
    found = queries.survey_for_desk(request.staff, slug)
    one = queries.entry_for(request.staff, found, ref)
    look(
        f"staff:{request.staff.code}", ref, "表单登记内容", reason="联系登记人", address=request.META.get("REMOTE_ADDR")
    )
    return _page(request, found, one, {}, is_revealed=True)


def _page(
    request: HttpRequest, survey: Survey, one: FormEntry, errors: dict[str, str], *, is_revealed: bool = False
) -> HttpResponse:
    context = facts(survey, request.staff, timezone.now()) | {
        "entry": one,
        "answers": display(queries.definition(survey), one.values, masked=not is_revealed),
        "is_revealed": is_revealed,
        "states": [(value, label) for value, label in EntryState.choices if value != EntryState.NEW],
        "typed": {
            "state": request.POST.get("state") or (one.state if one.state != EntryState.NEW else EntryState.SEEN),
            "note": request.POST.get("note", one.note),
        },
        "errors": errors,
    }
    return render(request, "desk/surveys/entry.html", context, status=409 if errors else 200)


@editing
@require_POST
def export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """All entries with their whole numbers: a form, because taking them away is recorded."""
    found = queries.survey_for_desk(request.staff, slug)
    rows = queries.entries_for(request.staff, found)
    if kind not in ("csv", "xlsx"):
        raise Unknown("没有这张表。")
    look(f"staff:{request.staff.code}", slug, "全部表单登记", reason="导出", address=request.META.get("REMOTE_ADDR"))
    definition = queries.definition(found)
    asked = [field for field in definition.fields() if field.has_value]
    head = ["编号", "提交时间", "处理状态", "备注", *(field.label for field in asked)]
    lines = []
    for one in rows:
        said = {each.key: each.value for each in display(definition, one.values, masked=False)}
        sent = timezone.localtime(one.sent_at).strftime("%Y-%m-%d %H:%M")
        lines.append([one.ref, sent, one.get_state_display(), one.note, *(said.get(field.key, "") for field in asked)])
    if kind == "csv":
        return _file(to_csv(head, lines), "text/csv; charset=utf-8", f"{slug}.csv")
    return _file(to_xlsx(found.title, head, lines), XLSX, f"{slug}.xlsx")


urls = [
    path("surveys/<slug:slug>/entries/", entries, name="survey-entries"),
    path("surveys/<slug:slug>/entries.<str:kind>", export, name="survey-entries-export"),
    path("surveys/<slug:slug>/entries/<slug:ref>/", entry, name="survey-entry"),
    path("surveys/<slug:slug>/entries/<slug:ref>/reveal/", reveal, name="survey-entry-reveal"),
]
