"""统计: matters by two dimensions; every number leads to exactly the matters it counts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from zhengtong.foundation.text import tidy_line
from zhengtong.supervision import statistics as queries
from zhengtong.supervision.statistics import DIMENSIONS, MEASURES, Narrowing, Row, Table

from .door import oversight
from .export import attached
from .wording import business_label, system_label

PAGE = 50
MOST_BARS = 24
"""Bars a chart can carry and still be read; the table below it has every row."""
LAYOUT = ("row", "column", "measure")


def asked_of(request: HttpRequest) -> Narrowing:
    """The narrowing an address carries; a value nobody could mean narrows nothing."""
    text = {name: tidy_line(value)[:80] for name, value in request.GET.items()}
    many = {name: [tidy_line(value) for value in request.GET.getlist(name)] for name in ("state", "light", "outcome")}
    plain = ("system", "business", "unit", "region", "place", "item", "item_kind", "channel")
    return Narrowing(
        **{name: text.get(name, "") for name in plain},
        instant=text["instant"] if text.get("instant") in (*queries.INSTANT, queries.NONE) else "",
        state=tuple(one for one in many["state"] if one in queries.STATES),
        light=tuple(one for one in many["light"] if one in queries.LIGHTS),
        outcome=tuple(one for one in many["outcome"] if one in queries.OUTCOMES),
        first=_day(text.get("from", "")),
        last=_day(text.get("to", "")),
        by=text["by"] if text.get("by") in queries.BY else "opened",
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Layout:
    row: str
    column: str
    measure: str


def _layout(request: HttpRequest) -> Layout:
    row = request.GET.get("row", "")
    column = request.GET.get("column", "")
    measure = request.GET.get("measure", "")
    row = row if row in DIMENSIONS else "unit"
    return Layout(
        row, column if column in DIMENSIONS and column != row else "", measure if measure in MEASURES else "all"
    )


def _table(request: HttpRequest, asked: Narrowing, layout: Layout) -> Table:
    if layout.column:
        return queries.by_two(request.staff, asked, layout.row, layout.column, layout.measure)
    return queries.by_measures(request.staff, asked, layout.row)


def _linked(row: Row) -> dict[str, Any]:
    address = reverse("oversight:statistics-matters")
    cells = [
        (cell.number, f"{address}?{urlencode(cell.behind.to_query())}" if cell.number else "") for cell in row.cells
    ]
    return {"label": row.label, "cells": cells, "rates": row.rates}


@oversight()
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    asked, layout = asked_of(request), _layout(request)
    table = _table(request, asked, layout)
    kept = urlencode(
        [(name, value) for name, values in request.GET.lists() for value in values if value and name != "page"]
    )
    offered = queries.choices_of(request.staff)
    context = {
        "asked": asked,
        "one": {name: (getattr(asked, name) or ("",))[0] for name in ("state", "light", "outcome")},
        "layout": layout,
        "table": table,
        "rows": [_linked(row) for row in table.rows],
        "total": _linked(table.total),
        "chart": _chart(table, layout),
        "dimensions": [(code, one.label) for code, one in DIMENSIONS.items()],
        "measures": [(code, one.label) for code, one in MEASURES.items()],
        "bys": list(queries.BY.items()),
        "lights": list(queries.LIGHTS.items()),
        "states": list(queries.STATES.items()),
        "outcomes": list(queries.OUTCOMES.items()),
        "instants": list(queries.INSTANT.items()),
        "offered": offered,
        "csv_url": f"{reverse('oversight:statistics-file', args=['csv'])}?{kept}",
        "xlsx_url": f"{reverse('oversight:statistics-file', args=['xlsx'])}?{kept}",
    }
    return render(request, "oversight/statistics/table.html", context)


def _chart(table: Table, layout: Layout) -> dict[str, Any]:
    """One message: how many of the chosen measure in each row."""
    place = -1 if layout.column else list(MEASURES).index(layout.measure)
    # What is of nobody known is told beside the chart; as a bar it would dwarf those it is compared with.
    pairs = [(row.label, row.cells[place].number) for row in table.rows if not row.is_untold]
    untold = [(row.label, row.cells[place].number) for row in table.rows if row.is_untold and row.cells[place].number]
    if not DIMENSIONS[layout.row].is_period:
        pairs = sorted(pairs, key=lambda pair: -pair[1])
    shown = pairs[-MOST_BARS:] if DIMENSIONS[layout.row].is_period else pairs[:MOST_BARS]
    return {
        "title": f"各{table.dimension}{MEASURES[layout.measure].label}件数",
        "unit": "件",
        "labels": [label for label, _ in shown],
        "values": [number for _, number in shown],
        "is_line": DIMENSIONS[layout.row].is_period,
        "left_out": len(pairs) - len(shown),
        "untold": untold,
    }


@oversight()
@require_safe
def file(request: HttpRequest, form: str) -> HttpResponse:
    """The same table for a spreadsheet; rates are shares of one, empty where there is nothing to take a share of."""
    layout = _layout(request)
    table = _table(request, asked_of(request), layout)
    name = f"监察统计-{table.dimension}"
    if layout.column:
        name += f"-{DIMENSIONS[layout.column].label}-{MEASURES[layout.measure].label}"
    head = (table.dimension, *table.columns, *table.rates)
    lines = [
        (row.label, *(cell.number for cell in row.cells), *(None if r is None else round(r, 4) for r in row.rates))
        for row in (*table.rows, table.total)
    ]
    return attached(form, name, head, lines)


@oversight()
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """The matters behind a number."""
    asked = asked_of(request)
    page = Paginator(queries.matters_narrowed(request.staff, asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(matter, system_label(matter.system), business_label(matter.business)) for matter in page],
        "told": _told(asked),
    }
    return render(request, "oversight/statistics/matters.html", context)


def _told(asked: Narrowing) -> list[tuple[str, str]]:
    """What the list is narrowed to, in words."""
    told = []
    for name, dimension in (
        ("system", "system"), ("business", "business"), ("unit", "unit"), ("region", "township"), ("place", "village"),
        ("item", "item"), ("item_kind", "item_kind"), ("channel", "channel"),
    ):  # fmt: skip
        if value := getattr(asked, name):
            labels = DIMENSIONS[dimension].labels([value])
            told.append((DIMENSIONS[dimension].label, "未明确" if value == queries.NONE else labels.get(value, value)))
    if asked.instant:
        told.append(("办件类型", queries.INSTANT.get(asked.instant, "未明确")))
    for label, words, values in (
        ("状态", queries.STATES, asked.state), ("亮灯", queries.LIGHTS, asked.light), ("时限", queries.OUTCOMES, asked.outcome)
    ):  # fmt: skip
        told += [(label, words[value]) for value in values]
    if asked.first or asked.last:
        told.append((queries.BY[asked.by], f"{asked.first or '最早'} 至 {asked.last or '今天'}"))
    return told


urls = [
    path("statistics/", statistics, name="statistics"),
    path("statistics/matters/", matters, name="statistics-matters"),
    path("statistics/file/<slug:form>/", file, name="statistics-file"),
]
