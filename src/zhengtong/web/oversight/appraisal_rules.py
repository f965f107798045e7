"""评估指标和评估方案: what is measured and what it is worth, drafted by one, tried on a past month, approved by another."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.appraisal import actions, queries
from zhengtong.appraisal.choices import SubjectKind, VersionState
from zhengtong.appraisal.models import Appraisal, Indicator, Scheme
from zhengtong.appraisal.rules import DIRECTIONS, HOW, NEW_LINE, TOTALS, UNITS, Book, example_words, parse, read_period
from zhengtong.appraisal.rules import Scheme as Parsed
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission

from .door import oversight
from .wording import actor_labels

MAKERS = (Permission.APPRAISAL_EDIT, Permission.APPRAISAL_PUBLISH)
KEYS = {
    "base": "起评分", "floor": "最低分", "points": "分值", "zero": "零分线", "full": "满分线", "each": "每次分值", "most": "最多分值",
}  # fmt: skip


@oversight()
@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    rows = list(queries.schemes_for_pages())
    newest = {row.code: row.pk for row in reversed(rows) if row.state == VersionState.APPROVED}
    context = {
        "rows": [(row, row.pk == newest.get(row.code)) for row in rows],
        "may_edit": request.staff.may(Permission.APPRAISAL_EDIT),
        "actors": actor_labels([name for row in rows for name in (row.drafted_by, row.approved_by)]),
    }
    return render(request, "oversight/appraisal/schemes.html", context)


@oversight()
@require_safe
def scheme(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version in full, and what it would have made of a month that was computed."""
    row = queries.scheme_version(code, number)
    book = queries.book_in_force()
    parsed = queries.parsed(row, book)
    months = list(queries.appraisals())
    asked = request.GET.get("period", "")
    chosen = next((month for month in months if month.period == asked), months[0] if months else None)
    is_maker = any(map(request.staff.may, MAKERS))
    context = {
        "row": row,
        "scheme": parsed,
        "how": HOW,
        "definitions": {
            code: " ".join(book[one].definition for one in sorted(line.measure.indicators))
            for code, line in parsed.lines.items()
            if line.measure
        },
        "preview": _preview(parsed, book, chosen) if chosen and is_maker else None,
        "month": chosen,
        "month_label": read_period(chosen.period).label if chosen else "",
        "months": [(month.period, read_period(month.period).label) for month in months],
        "is_draft": row.state == VersionState.DRAFT,
        "may_approve": request.staff.may(Permission.APPRAISAL_PUBLISH),
        "may_edit": request.staff.may(Permission.APPRAISAL_EDIT),
        "is_newest": row == queries.newest_approved(code),
        "actors": actor_labels([row.drafted_by, row.approved_by]),
    }
    return render(request, "oversight/appraisal/scheme.html", context)


def _preview(parsed: Parsed, book: Book, month: Appraisal) -> dict[str, Any]:
    """What the version would make of a month: by kind of subject, with how many totals and grades it changes."""
    rows = [row for row in queries.preview(parsed, book, month) if row.before.total is not None]
    return {
        "groups": [(kind.label, [row for row in rows if row.kind == kind]) for kind in SubjectKind],
        "count": len(rows),
        "totals": sum(row.before.total != row.after.total for row in rows),
        "grades": sum(row.before.grade != row.after.grade for row in rows),
    }


@oversight(Permission.APPRAISAL_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def scheme_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Other weights and parameters; lines added, taken out, put in another order."""
    standing = queries.newest_approved(code)
    if standing is None:
        raise Unknown("没有这个评估方案。")
    rows = list(queries.schemes_for_pages())
    base = next((one for one in rows if one.code == code and one.state == VersionState.DRAFT), standing)
    fields = _fields(base)
    typed = {name: request.POST.get(name, value) for name, value in fields.items()}
    note, errors = request.POST.get("note", ""), {}
    if request.method == "POST":
        try:
            draft = actions.draft_scheme(code, typed, note, by=request.staff, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, "草稿已保存，请对照过去的月份看得分变化，再请另一人批准。")
            return redirect("oversight:scheme", code, draft.number)
    context = {
        "row": base,
        "groups": _groups(base, typed),
        "hows": list(HOW.items()),
        "indicators": [(row.code, row.name) for row in queries.indicators_in_force()],
        "plain": [
            ("minimum_sample", "最小样本数", typed["minimum_sample"], "经办件少于此数的单独排名"),
            ("appeal_days", "申诉天数", typed["appeal_days"], "计算之后多少个工作日内可以申诉"),
            ("ceiling", "最高分", typed["ceiling"], "含加分在内的最高得分"),
        ],
        "grades": [
            (f"grade.{place}", one["name"], typed[f"grade.{place}"]) for place, one in enumerate(base.spec["grades"])
        ],
        "note": note or base.note if base.state == VersionState.DRAFT else note,
        "errors": errors,
    }
    return render(request, "oversight/appraisal/scheme_edit.html", context, status=409 if errors else 200)


def _fields(row: Scheme) -> dict[str, str]:
    """The numbers of a scheme by the names their fields have."""
    spec = row.spec
    found = {name: str(spec[name]) for name in ("minimum_sample", "appeal_days", "ceiling")}
    found |= {f"grade.{place}": str(one["least"]) for place, one in enumerate(spec["grades"])}
    for category in spec["categories"]:
        for one in (category, *category["lines"]):
            found |= {f"{one['code']}.{key}": _plain(one[key]) for key in KEYS if key in one}
        for place, line in enumerate(category["lines"], 1):
            found |= {f"{line['code']}.place": str(place), f"{line['code']}.drop": ""}
        found |= {f"{category['code']}.new.{key}": "" for key in NEW_LINE}
    return found


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _groups(row: Scheme, typed: dict[str, str]) -> list[dict[str, Any]]:
    def numbers(one: dict[str, Any]) -> list[tuple[str, str, str]]:
        return [
            (f"{one['code']}.{key}", label, typed[f"{one['code']}.{key}"]) for key, label in KEYS.items() if key in one
        ]

    return [
        {
            "name": category["name"],
            "numbers": numbers(category),
            "lines": [
                {
                    "name": line["name"],
                    "how": HOW[line["how"]],
                    "numbers": numbers(line),
                    "place": (f"{line['code']}.place", typed[f"{line['code']}.place"]),
                    "drop": (f"{line['code']}.drop", typed[f"{line['code']}.drop"]),
                }
                for line in category["lines"]
            ],
            "new": {key: (f"{category['code']}.new.{key}", typed[f"{category['code']}.new.{key}"]) for key in NEW_LINE},
        }
        for category in row.spec["categories"]
    ]


@oversight(*MAKERS)
@require_POST
def scheme_act(request: HttpRequest, code: str, number: int, act: str) -> HttpResponse:
    """批准, 批准并启用, 放弃."""
    at, by = timezone.now(), request.staff
    match act:
        case "approve" | "choose":
            done = "方案已批准并启用，以后各月按此计算。" if act == "choose" else "方案已批准。"
            return _tried(
                request,
                lambda: actions.approve_scheme(code, number, choose=act == "choose", by=by, at=at),
                done,
                redirect("oversight:scheme", code, number),
            )
        case "discard":
            return _tried(
                request,
                lambda: actions.discard_scheme(code, number, by=by, at=at),
                "草稿已放弃。",
                redirect("oversight:schemes"),
            )
    raise Unknown()


def _tried(request: HttpRequest, act: Any, done: str, back: HttpResponse) -> HttpResponse:
    try:
        act()
    except Unknown:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return back


# --- indicators ---


@oversight()
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator with its sentence, its formula in words and its worked example; drafts first."""
    book = queries.book_in_force()
    drafts = [row for row in queries.indicators_for_pages() if row.state == VersionState.DRAFT]
    rows = queries.indicators_in_force()
    context = {
        "drafts": [(row, _words(row, book), _example(row)) for row in drafts],
        "rows": [(row, book[row.code].formula.words, DIRECTIONS[row.direction], _example(row)) for row in rows],
        "totals": list(TOTALS.values()),
        "may_edit": request.staff.may(Permission.APPRAISAL_EDIT),
        "may_approve": request.staff.may(Permission.APPRAISAL_PUBLISH),
        "actors": actor_labels([row.drafted_by for row in drafts]),
    }
    return render(request, "oversight/appraisal/indicators.html", context)


def _words(row: Indicator, book: Book) -> str:
    return parse(row.formula, book.measures, book.names).words


def _example(row: Indicator) -> str:
    return example_words(row.example, row.unit)


@oversight(Permission.APPRAISAL_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator_edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """A new indicator, or a new version of one."""
    typed = _indicator(code)
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, value) for name, value in typed.items()}
        typed["code"] = code or typed["code"]
        try:
            draft = actions.draft_indicator(typed, typed["note"], by=request.staff, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, f"指标“{draft.name}”的草稿已保存，算例核对无误，请另一人批准。")
            return redirect("oversight:indicators")
    book = queries.book_in_force()
    context = {
        "code": code,
        "typed": typed,
        "errors": errors,
        "units": [(unit, unit) for unit in UNITS],
        "directions": list(DIRECTIONS.items()),
        "totals": list(TOTALS.values()),
        "known": [(row, book[row.code].formula.words) for row in queries.indicators_in_force() if row.code != code],
    }
    return render(request, "oversight/appraisal/indicator_edit.html", context, status=409 if errors else 200)


def _indicator(code: str) -> dict[str, str]:
    if not code:
        return {
            "code": "", "name": "", "definition": "", "unit": "%", "direction": "higher", "minimum": "10", "note": "",
            "formula": "", "example": "",
        }  # fmt: skip
    rows = [row for row in queries.indicators_for_pages() if row.code == code]
    if not rows:
        raise Unknown("没有这个评估指标。")
    row = rows[0]
    return {
        "code": row.code, "name": row.name, "definition": row.definition, "unit": row.unit, "direction": row.direction,
        "minimum": str(row.minimum), "note": row.note if row.state == VersionState.DRAFT else "",
        "formula": _words(row, queries.book_in_force()), "example": _example(row),
    }  # fmt: skip


@oversight(*MAKERS)
@require_POST
def indicator_act(request: HttpRequest, code: str, number: int, act: str) -> HttpResponse:
    at, by, back = timezone.now(), request.staff, redirect("oversight:indicators")
    match act:
        case "approve":
            return _tried(
                request,
                lambda: actions.approve_indicator(code, number, by=by, at=at),
                "指标已批准，以后计算的月份使用。",
                back,
            )
        case "discard":
            return _tried(
                request, lambda: actions.discard_indicator(code, number, by=by, at=at), "指标草稿已放弃。", back
            )
    raise Unknown()


urls = [
    path("appraisal/schemes/", schemes, name="schemes"),
    path("appraisal/schemes/<slug:code>/edit/", scheme_edit, name="scheme-edit"),
    path("appraisal/schemes/<slug:code>/<int:number>/", scheme, name="scheme"),
    path("appraisal/schemes/<slug:code>/<int:number>/<slug:act>/", scheme_act, name="scheme-act"),
    path("appraisal/indicators/", indicators, name="indicators"),
    path("appraisal/indicators/new/", indicator_edit, name="indicator-new"),
    path("appraisal/indicators/<slug:code>/edit/", indicator_edit, name="indicator-edit"),
    path("appraisal/indicators/<slug:code>/<int:number>/<slug:act>/", indicator_act, name="indicator-act"),
]
