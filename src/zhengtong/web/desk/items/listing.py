"""The list of items: one row an item, filters that stay in the address."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhengtong.catalog import queries
from zhengtong.catalog.choices import ItemKind, ItemState, VersionState
from zhengtong.catalog.models import ItemVersion
from zhengtong.foundation.text import tidy_line
from zhengtong.org.queries import current_units

from ..door import desk

PAGE = 50
# A row is an open version or the one in force.
NOT_LISTED = (VersionState.SUPERSEDED, VersionState.DISCARDED)
FILTERS = {"unit": "item__unit__code", "kind": "kind", "state": "state", "standing": "item__state"}


def found_for(request: HttpRequest) -> QuerySet[ItemVersion]:
    """What the filters of the address leave of the items the person may see; the list and the export share it."""
    if request.GET.get("waiting"):
        rows = queries.waiting_for(request.staff)
    else:
        rows = queries.items_for_desk(request.staff)
    for name, lookup in FILTERS.items():
        if value := tidy_line(request.GET.get(name, "")):
            rows = rows.filter(**{lookup: value})
    words = tidy_line(request.GET.get("q", ""))
    return queries.search(words, rows) if words else rows


@desk()
def items(request: HttpRequest) -> HttpResponse:
    staff, waiting = request.staff, bool(request.GET.get("waiting"))
    count = queries.waiting_for(staff).count()
    kept = request.GET.copy()
    kept.pop("page", None)
    return render(
        request,
        "desk/items/list.html",
        {
            "page": Paginator(found_for(request), PAGE).get_page(request.GET.get("page")),
            "tabs": [("all", "全部事项", "?"), ("waiting", "等我审核", "?waiting=1", count)],
            "tab": "waiting" if waiting else "all",
            "chosen": {name: request.GET.get(name, "") for name in (*FILTERS, "q", "waiting")},
            "is_filtered": any(request.GET.get(name) for name in (*FILTERS, "q")),
            "units": [(unit.code, unit.short_name) for unit in current_units().filter(owns_items=True)],
            "kinds": ItemKind.choices,
            "states": [(state.value, state.label) for state in VersionState if state not in NOT_LISTED],
            "standings": ItemState.choices,
            "may_edit": staff.may("item.edit"),
            "may_import": staff.may("item.import"),
            "kept": kept.urlencode(),
        },
    )
