"""绩效: the ranking of a period, one subject's sheet with everything behind its numbers, objections, publication."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.appraisal import actions, queries
from zhengtong.appraisal.choices import AppraisalState, SubjectKind
from zhengtong.appraisal.models import Score
from zhengtong.appraisal.rules import CARD_TOTALS, FAMILIES, TOTALS, Period, month_before, read_period
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.web import evidence
from zhengtong.web.scoresheet import score_sheet

from .door import oversight
from .export import attached
from .wording import actor_labels

PAGE = 100
MAKERS = (Permission.APPRAISAL_EDIT, Permission.APPRAISAL_PUBLISH)


def _period(text: str) -> Period:
    """The period an address names; Unknown for what is none."""
    try:
        return read_period(text)
    except Refusal as refusal:
        raise Unknown("没有这个评估周期。") from refusal


def _makes(request: HttpRequest) -> bool:
    return any(map(request.staff.may, MAKERS))


# --- ranking ---


@oversight()
@require_safe
def appraisal(request: HttpRequest) -> HttpResponse:
    """名次 of the newest month, or of the period asked for."""
    at, months = timezone.now(), list(queries.appraisals())
    asked = request.GET.get("period", "")
    period = _period(asked) if asked else _period(months[0].period) if months else month_before(at)
    kind = request.GET.get("kind", "")
    kind = kind if kind in SubjectKind.values else SubjectKind.UNIT
    month = queries.appraisal_of(period.key) if period.is_month else None
    found = queries.ranking(request.staff, period, kind)
    last = month_before(at)
    kept = urlencode({"period": period.key, "kind": kind})
    context = {
        "period": period,
        "kind": kind,
        "month": month,
        "ranking": found,
        "groups": [
            ("名次", "ranked", found.ranked, ""),
            ("样本较少，单独排名", "small", found.small, "经办件不足最小样本数，得分起伏大，不与其他单位同排。"),
            ("本期没有经办件", "none", found.none, "没有经办件，不评分，也不算优秀。"),
        ],
        "has_rows": any((found.ranked, found.small, found.none)),
        "tabs": [
            (code, label, f"?{urlencode({'period': period.key, 'kind': code})}") for code, label in SubjectKind.choices
        ],
        "periods": [(one.key, one.label) for one in _periods(months)],
        "uncomputed": last if _makes(request) and queries.appraisal_of(last.key) is None else None,
        "may_edit": request.staff.may(Permission.APPRAISAL_EDIT),
        "may_publish": request.staff.may(Permission.APPRAISAL_PUBLISH),
        "is_over": bool(month and at >= month.appeal_until),
        "open_objections": queries.open_objections(month) if month else 0,
        "is_maker": _makes(request),
        "is_published": bool(month and month.state == AppraisalState.PUBLISHED),
        "actors": actor_labels([month.computed_by, month.published_by]) if month else {},
        "chart": _chart(found, period),
        "csv_url": f"{reverse('oversight:appraisal-file', args=['csv'])}?{kept}",
        "xlsx_url": f"{reverse('oversight:appraisal-file', args=['xlsx'])}?{kept}",
    }
    return render(request, "oversight/appraisal/ranking.html", context)


def _periods(months: list[Any]) -> list[Period]:
    """Every month that was computed, and the quarters, half-years and years they make up."""
    found: dict[str, Period] = {}
    for month in months:
        year, number = month.period[:4], int(month.period[5:])
        for key in (month.period, f"{year}-Q{(number + 2) // 3}", f"{year}-H{(number + 5) // 6}", year):
            found.setdefault(key, read_period(key))
    order = {1: 0, 3: 1, 6: 2, 12: 3}
    return sorted(found.values(), key=lambda one: (order[len(one.months)], -one.first.timestamp()))


def _chart(found: queries.Ranking, period: Period) -> dict[str, Any]:
    rows = [row for row in found.ranked if row.total is not None][:24]
    return {
        "title": f"{period.label}得分",
        "unit": "分",
        "labels": [row.score.name for row in rows],
        "values": [float(row.total) for row in rows if row.total is not None],
        "is_line": False,
    }


HEAD = ("排名组", "名次", "对象", "得分", "等次", "经办件", "是否修订过")


@oversight()
@require_safe
def file(request: HttpRequest, form: str) -> HttpResponse:
    period, kind = _period(request.GET.get("period", "")), request.GET.get("kind", "")
    if kind not in SubjectKind.values:
        raise Unknown()
    found = queries.ranking(request.staff, period, kind)
    lines = [
        (
            group,
            row.place,
            row.score.name,
            row.total,
            row.grade or "无办件",
            row.handled,
            "是" if row.is_revised else "否",
        )
        for group, rows in (("同排", found.ranked), ("样本较少", found.small), ("无办件", found.none))
        for row in rows
    ]
    return attached(form, f"绩效评估-{period.label}-{SubjectKind(kind).label}", HEAD, lines)


# --- acts on a month ---


def _act(request: HttpRequest, period: str, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Unknown:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(f"{reverse('oversight:appraisal')}?{urlencode({'period': period})}")


@oversight(Permission.APPRAISAL_EDIT)
@require_POST
def compute(request: HttpRequest, period: str) -> HttpResponse:
    month = _period(period)

    def act() -> object:
        return actions.compute(month.key, by=request.staff, at=timezone.now())

    return _act(request, month.key, act, f"{month.label}得分已计算，申诉期开始。")


@oversight(Permission.APPRAISAL_EDIT)
@require_POST
def recompute(request: HttpRequest, period: str) -> HttpResponse:
    month, reason = _period(period), request.POST.get("reason", "")

    def act() -> object:
        return actions.recompute(month.key, reason, by=request.staff, at=timezone.now())

    return _act(request, month.key, act, "已重新计算，有变化的得分各留下一次修订。")


@oversight(Permission.APPRAISAL_PUBLISH)
@require_POST
def publish(request: HttpRequest, period: str) -> HttpResponse:
    month = _period(period)

    def act() -> object:
        return actions.publish(month.key, by=request.staff, at=timezone.now())

    return _act(request, month.key, act, f"{month.label}绩效评估已发布。")


# --- one sheet ---


def _drill(request: HttpRequest, score: Score) -> Callable[[str, tuple[str, ...]], str]:
    """Whoever may open the whole sheet may look behind its numbers; a ranking alone gives nobody else's matters away."""
    if not queries.scores_answered_by(request.staff).filter(pk=score.pk).exists():
        return lambda name, families: ""
    base = ("oversight:score-behind", [score.appraisal.period, score.kind, score.code])
    return lambda name, families: (
        reverse(base[0], args=[*base[1], name])
        + (f"?{urlencode({'families': ','.join(families)})}" if families else "")
    )


@oversight()
@require_safe
def score(request: HttpRequest, period: str, kind: str, code: str) -> HttpResponse:
    """成绩单 of one unit, township or person."""
    found = queries.score_for(request.staff, period, kind, code)
    sheet = score_sheet(found, _drill(request, found))
    is_whole = queries.scores_answered_by(request.staff).filter(pk=found.pk).exists()
    objections = list(queries.objections_of(found)) if is_whole else []
    trend = queries.trend(request.staff, kind, code)
    context = {
        "sheet": sheet,
        "is_whole": is_whole,
        "objections": objections,
        "marks": list(queries.given_marks(found)) if is_whole else [],
        "actors": actor_labels([one.made_by for one in sheet.revisions]),
        "may_mark": found.appraisal.state != AppraisalState.PUBLISHED and request.staff.may(
            Permission.APPRAISAL_EDIT, unit=found.unit, region=found.region
        ),
        "has_manual": any(line.how == "manual" for line in sheet.lines),
        "trend": trend,
        "chart": {
            "title": f"{found.name}各月得分",
            "unit": "分",
            "most": 110,
            "labels": [read_period(month).label for month, _ in trend],
            "values": [None if total is None else float(total) for _, total in trend],
            "is_line": True,
        },
    }  # fmt: skip
    return render(request, "oversight/appraisal/score.html", context)


@oversight()
@require_safe
def behind(request: HttpRequest, period: str, kind: str, code: str, name: str) -> HttpResponse:
    """What a number of a sheet counted, one by one."""
    found = queries.score_for(request.staff, period, kind, code)
    if name not in TOTALS or not queries.scores_answered_by(request.staff).filter(pk=found.pk).exists():
        raise Unknown()
    families = tuple(one for one in request.GET.get("families", "").split(",") if one in FAMILIES)
    rows = queries.behind(queries.newest(found), name, families)
    context = {
        "score": found,
        "period": read_period(period),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "base": TOTALS[name],
        "families": [FAMILIES[one] for one in families],
        "is_card": name in CARD_TOTALS,
        "is_matter": not name.startswith(("orders", "complaints")),
    }
    return render(request, "oversight/appraisal/behind.html", context)


@oversight(Permission.APPRAISAL_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, period: str, kind: str, code: str) -> HttpResponse:
    """人工评分: 政务公开、廉洁行政、奖励 and their like, with reason and evidence."""
    at, found = timezone.now(), queries.score_for(request.staff, period, kind, code)
    scheme, _ = queries.rules_of(found.appraisal)
    lines = [
        (line.code, f"{line.name}（±{line.most:f}分以内）") for line in scheme.lines.values() if line.how == "manual"
    ]
    back = reverse("oversight:score", args=[period, kind, code])
    return evidence.form(
        request,
        "oversight/appraisal/mark.html",
        {"line": request.GET.get("line", ""), "points": "", "reason": ""},
        lambda typed, files: actions.give_mark(
            period, kind, code, typed["line"], typed["points"], typed["reason"], evidence=files, by=request.staff, at=at
        ),
        lambda revision: (f"已评分，{found.name}的得分现在是{revision.total}分。", redirect(back)),
        by=f"staff:{request.staff.code}",
        at=at,
        score=found,
        period=read_period(period),
        lines=lines,
        back=back,
    )


# --- objections ---


@oversight(*MAKERS)
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    rows = list(queries.objections_for(request.staff)[:200])
    return render(request, "oversight/appraisal/objections.html", {"rows": [(row, _line_name(row)) for row in rows]})


def _line_name(objection: Any) -> str:
    scheme, _ = queries.rules_of(objection.score.appraisal)
    line = scheme.lines.get(objection.line)
    return line.name if line else objection.line


@oversight(*MAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, ref: str) -> HttpResponse:
    """审查得分申诉."""
    found = queries.objection_for(request.staff, ref)
    typed, errors = {name: request.POST.get(name, "") for name in ("result", "points", "answer")}, {}
    if request.method == "POST":
        try:
            if typed["result"] not in ("accepted", "refused"):
                raise Refusal("no-choice", "请选择申诉是否成立。", "result")
            actions.decide(
                ref, is_accepted=typed["result"] == "accepted", points=typed["points"], answer=typed["answer"],
                by=request.staff, at=timezone.now(),
            )  # fmt: skip
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, "申诉已审查，结果已告知被评估单位。")
            return redirect("oversight:score-objections")
    sheet = score_sheet(found.score, lambda name, families: "")
    context = {
        "objection": found,
        "line_name": _line_name(found),
        "line": next((line for line in sheet.lines if line.code == found.line), None),
        "period": sheet.period,
        "typed": typed,
        "errors": errors,
        "results": [("accepted", "申诉成立，调回分值"), ("refused", "申诉不成立，维持得分")],
        "actors": actor_labels([found.filed_by, found.decided_by]),
    }
    return render(request, "oversight/appraisal/objection.html", context, status=409 if errors else 200)


urls = [
    path("appraisal/", appraisal, name="appraisal"),
    path("appraisal/file/<slug:form>/", file, name="appraisal-file"),
    path("appraisal/objections/", objections, name="score-objections"),
    path("appraisal/objections/<slug:ref>/", objection, name="score-objection"),
    path("appraisal/<str:period>/compute/", compute, name="appraisal-compute"),
    path("appraisal/<str:period>/recompute/", recompute, name="appraisal-recompute"),
    path("appraisal/<str:period>/publish/", publish, name="appraisal-publish"),
    path("appraisal/<str:period>/<slug:kind>/<str:code>/", score, name="score"),
    path("appraisal/<str:period>/<slug:kind>/<str:code>/mark/", mark, name="score-mark"),
    path("appraisal/<str:period>/<slug:kind>/<str:code>/behind/<slug:name>/", behind, name="score-behind"),
]
