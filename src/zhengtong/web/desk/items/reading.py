"""One version of an item: all its elements, what it lacks, its flow, what was said of it, what it changes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhengtong.catalog import queries
from zhengtong.catalog.choices import CLOSED_STATES, ItemState, VersionState
from zhengtong.catalog.elements import ROWS, SECTIONS, Element, Rows, label_of
from zhengtong.catalog.flow_chart import flow_chart
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.models import ItemVersion, Opinion
from zhengtong.catalog.rules import diff
from zhengtong.catalog.shape import flat, rows_of
from zhengtong.foundation.errors import Unknown
from zhengtong.journal.queries import entries_of
from zhengtong.org.queries import names_of

from ..door import desk
from .names import Names

Pairs = list[tuple[str, str]]
SHORT_SHAPES = frozenset({"word", "whole", "money", "day", "yes"})
VIEWS = (("content", "要素"), ("flow", "流程图"), ("changes", "与其他版本比较"))
# Verbs in the order they are offered, as they are said over the counter.
VERBS = {
    "edit": "修改草稿",
    "submit": "提交审核",
    "withdraw": "撤回送审",
    "approve": "同意",
    "return": "退回修改",
    "publish": "发布",
    "revise": "起草新版本",
    "suspend": "暂停办理",
    "resume": "恢复办理",
    "discard": "放弃草稿",
    "cancel": "取消事项",
}
DANGEROUS = frozenset({"return", "withdraw", "discard", "suspend", "cancel"})


@desk()
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The open version if one may see it, otherwise the one in force; a discarded draft where there is nothing else."""
    history = queries.history_for(request.staff, code)
    if not history:
        raise Unknown("没有找到这个事项。")
    shown = next((one for one in history if one.state != VersionState.DISCARDED), history[0])
    return redirect("desk:item-version", code, shown.number)


@desk()
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    found = queries.version_for_desk(request.staff, code, number)
    view = request.GET.get("view", "content")
    view = view if view in dict(VIEWS) else "content"
    history = queries.history_for(request.staff, code)
    is_open = found.state not in CLOSED_STATES
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
        "opinions": _course(found),
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


def _course(found: ItemVersion) -> list[dict[str, Any]]:
    """What was said of a version, and when its department took it back, in order."""
    taken_back = [
        e for e in entries_of(found.item.code) if e.kind == "item.withdrawn" and e.data["number"] == found.number
    ]
    names = names_of(entry.actor.removeprefix("staff:") for entry in taken_back)
    withdrawals = [
        {
            "title": f"{VersionState(entry.data['stage']).label}：起草单位撤回",
            "at": entry.at,
            "by": names.get(entry.actor.removeprefix("staff:"), ""),
            "text": entry.data["reason"],
            "state": "stopped",
        }
        for entry in taken_back
    ]
    return sorted([*map(_said, queries.opinions_on(found)), *withdrawals], key=lambda line: line["at"])


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
    """Sections of single elements, and the lists: each row a title, its short values, its long ones."""
    values = flat(found.content)
    values["illustrative"] = [label_of(path) for path in values["illustrative"]]
    sections = [(section.title, _pairs(section.elements, values, names)) for section in SECTIONS]
    lists = [
        (rows.key, rows.label, [_line(rows, row, names) for row in rows_of(found.content, rows.key)]) for rows in ROWS
    ]
    return {"sections": [section for section in sections if section[1]], "lists": lists}


def _pairs(elements: Iterable[Element], values: Mapping[str, Any], names: Names) -> list[tuple[str, str]]:
    """Label and words of what is there; an amount and its unit of time are said together."""
    pairs: list[tuple[str, str]] = []
    for element in elements:
        words = names.say(element, values[element.path])
        if element.words == "time_unit":
            if pairs and pairs[-1][1].isdigit() and words:
                pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}{words}")
        elif words:
            pairs.append((element.label, words))
    return pairs


def _line(rows: Rows, row: Mapping[str, Any], names: Names) -> tuple[str, Pairs, Pairs]:
    """The row's name; what is said in a word; what takes a sentence."""
    title, *others = rows.columns
    by_label = {column.label: column.shape for column in others}
    pairs = _pairs(others, row, names)
    short = [pair for pair in pairs if by_label[pair[0]] in SHORT_SHAPES]
    return names.say(title, row[title.path]), short, [pair for pair in pairs if pair not in short]


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
