"""One version of an item: all its elements, what it lacks, its flow, what was said of it, what it changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhengtong.catalog import queries
from zhengtong.catalog.choices import ItemState, VersionState
from zhengtong.catalog.elements import ROWS, SECTIONS
from zhengtong.catalog.flow_chart import flow_chart
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.models import ItemVersion, Opinion
from zhengtong.catalog.rules import diff
from zhengtong.catalog.shape import flat, rows_of
from zhengtong.foundation.errors import Unknown

from ..door import desk
from .names import Names

VIEWS = (("content", "要素"), ("flow", "流程图"), ("changes", "与其他版本比较"))
# Verbs in the order they are offered, as they are said over the counter.
VERBS = {
    "edit": "修改草稿",
    "submit": "提交审核",
    "approve": "同意",
    "return": "退回修改",
    "publish": "发布",
    "revise": "起草新版本",
    "suspend": "暂停办理",
    "resume": "恢复办理",
    "cancel": "取消事项",
}
DANGEROUS = frozenset({"return", "suspend", "cancel"})


@desk()
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The open version if one may see it, otherwise the one in force."""
    history = queries.history_for(request.staff, code)
    if not history:
        raise Unknown("没有找到这个事项。")
    return redirect("desk:item-version", code, history[0].number)


@desk()
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = queries.version_for_desk(request.staff, code, number)
    view = request.GET.get("view", "content")
    view = view if view in dict(VIEWS) else "content"
    history = queries.history_for(request.staff, code)
    is_open = found.state not in queries.desk.IN_THE_OPEN
    names = Names.now()
    address = reverse("desk:item-version", args=[code, number])
    context: dict[str, Any] = {
        "version": found,
        "item": found.item,
        "is_current": found.item.current_id == found.pk,
        "is_cancelled": found.item.state == ItemState.CANCELLED,
        "is_suspended": found.item.state == ItemState.SUSPENDED,
        "view": view,
        "tabs": [(key, label, f"{address}?view={key}") for key, label in VIEWS],
        "missing": queries.findings(found.content) if is_open else [],
        "is_open": is_open,
        "opinions": [_said(opinion) for opinion in queries.opinions_on(found)],
        "acts": _acts(request, found),
        "history": history,
    }
    match view:
        case "content":
            context |= _content(found, names)
        case "flow":
            context["chart"] = flow_chart(Guide.of(found.content), names.unit)
        case "changes":
            context |= _changes(request, found, history)
    return render(request, "desk/items/version.html", context)


def _acts(request: HttpRequest, found: ItemVersion) -> list[dict[str, Any]]:
    possible = queries.possible_acts(request.staff, found)
    code = found.item.code
    return [
        {
            "verb": verb,
            "label": label,
            "url": reverse("desk:item-edit", args=[code])
            if verb == "edit"
            else reverse("desk:item-act", args=[code, verb]),
            "style": "button-danger-quiet" if verb in DANGEROUS else "button-secondary" if verb == "edit" else "",
        }
        for verb, label in VERBS.items()
        if verb in possible
    ]


def _said(opinion: Opinion) -> dict[str, Any]:
    """An opinion as the timeline shows it."""
    outcome = "通过" if opinion.is_approved else "退回"
    title = opinion.by_name if opinion.by == "system" else f"{opinion.get_stage_display()}：{outcome}"
    document = f"\n文号：{opinion.document}" if opinion.document else ""
    return {
        "title": title,
        "at": opinion.at,
        "by": "" if opinion.by == "system" else opinion.by_name,
        "text": f"{opinion.text}{document}",
        "state": "done" if opinion.is_approved else "stopped",
    }


def _content(found: ItemVersion, names: Names) -> dict[str, Any]:
    values = flat(found.content)
    sections = [
        (section.title, [(one.label, words) for one in section.elements if (words := names.say(one, values[one.path]))])
        for section in SECTIONS
    ]
    lists = []
    for rows in ROWS:
        lines = [
            [names.say(column, row[column.path]) for column in rows.columns] for row in rows_of(found.content, rows.key)
        ]
        used = [place for place, _ in enumerate(rows.columns) if any(line[place] for line in lines)]
        heads = [rows.columns[place].label for place in used]
        cells = [[(rows.columns[place].label, line[place]) for place in used] for line in lines]
        lists.append((rows.key, rows.label, heads, cells))
    return {"sections": [section for section in sections if section[1]], "lists": lists}


def _changes(request: HttpRequest, found: ItemVersion, history: list[ItemVersion]) -> dict[str, Any]:
    """Against the version asked for, or the one in force, or the one before."""
    others = [one for one in history if one.number != found.number]
    asked = request.GET.get("with", "")
    other = next((one for one in others if str(one.number) == asked), None)
    if other is None:
        earlier = [one for one in others if one.number < found.number]
        in_force = [one for one in earlier if one.state == VersionState.PUBLISHED]
        other = next(iter(in_force or earlier or others), None)
    changes = diff(other.content, found.content) if other is not None else []
    return {"other": other, "others": others, "changes": changes}
