"""站内搜索: one box for everything public — services, policies, disclosure, news, answers. Everything stands in the address.

Only what is in the index is ever shown, and only what is public is in it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhengtong.search import actions, queries
from zhengtong.search.choices import KINDS
from zhengtong.search.queries import Facet, Found, Query, Value
from zhengtong.search.rules import MOST_CHARACTERS

FOLDED_AFTER = 8
"""Values of a facet that are shown at once; the others are unfolded."""
MOST_VALUES = 40
EXAMPLES = ("低保", "不动产登记", "营业执照", "医保参保", "农村建房", "耕地补贴")


@dataclass(frozen=True, slots=True)
class Link:
    """A choice with the number of results behind it; a chosen one leads back to the list without it."""

    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One facet: what is shown at once and what is unfolded."""

    key: str
    label: str
    first: tuple[Link, ...]
    more: tuple[Link, ...]


def read(raw: Mapping[str, str]) -> Query:
    """From a query string; what nobody offers finds nothing, what is no number is none."""

    def text(name: str, most: int) -> str:
        return str(raw.get(name, "")).strip()[:most]

    def number(name: str) -> int:
        said = text(name, 6)
        return int(said) if said.isascii() and said.isdigit() else 0

    return Query(
        # One more than is looked for, so that the page can say what was cut off.
        text=text("q", MOST_CHARACTERS + 1),
        kind=text("kind", 16),
        site=text("site", 80),
        column=text("column", 255),
        organ=text("organ", 80),
        year=number("year") if number("year") < 10000 else 0,
        validity=text("validity", 12),
        sort="date" if raw.get("sort") == "date" else "",
        page=max(number("page"), 1),
    )


def address(query: Query, **changes: object) -> str:
    """The address of a question with some of it changed; a change of anything but the page leads to the first page."""
    changed = asdict(replace(query, **({"page": 1} | changes)))  # type: ignore[arg-type]
    changed["q"] = changed.pop("text")
    said = {name: value for name, value in changed.items() if value and not (name == "page" and value == 1)}
    said = {"q": said.pop("q"), **said} if "q" in said else said
    return f"{reverse('citizen:search')}?{urlencode(said)}" if said else reverse("citizen:search")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page: the box alone, or the box with what was found."""
    at = timezone.now()
    query = read(request.GET)
    context: dict[str, object] = {"query": query, "most": MOST_CHARACTERS, "hot": queries.hot_words(at)}
    if not query.text:
        return render(request, "citizen/search/page.html", context | {"examples": EXAMPLES})
    found = queries.find(query, at=at)
    if found.total and query == Query(text=query.text) and not found.is_corrected and not found.left_out:
        actions.count_search(query.text, is_new_visitor=_visitors.is_new(request, query.text, at), at=at)
    return render(request, "citizen/search/page.html", context | _shown(query, found))


def _shown(query: Query, found: Found) -> dict[str, object]:
    kinds = next((facet for facet in found.facets if facet.key == "kind"), None)
    groups = [_group(query, facet) for facet in found.facets if facet.key != "kind"]
    return {
        "found": found,
        "examples": EXAMPLES,
        "tabs": _tabs(query, kinds),
        "groups": [group for group in groups if len(group.first) > 1 or any(link.is_chosen for link in group.first)],
        "chips": _chips(query, found),
        "by_relevance_url": address(query, sort=""),
        "by_date_url": address(query, sort="date"),
        "suggestion_url": address(Query(text=found.suggestion)),
        "all_url": address(Query(text=query.text)),
        "previous_url": address(query, page=found.page - 1) if found.page > 1 else "",
        "next_url": address(query, page=found.page + 1) if found.page < found.pages else "",
        "hidden": {name: value for name, value in (("kind", query.kind), ("sort", query.sort)) if value},
    }


def _tabs(query: Query, kinds: Facet | None) -> list[Link]:
    """全部, then every kind there is something of; the one chosen stays even with nothing in it."""
    values = list(kinds.values) if kinds else []
    if query.kind and query.kind not in {value.value for value in values}:
        values.append(Value(query.kind, KINDS.get(query.kind, query.kind), 0, True))
    everything = Link("全部", sum(value.count for value in values), address(query, kind=""), not query.kind)
    return [
        everything,
        *(Link(value.label, value.count, address(query, kind=value.value), value.is_chosen) for value in values),
    ]


def _group(query: Query, facet: Facet) -> Group:
    links = [_link(query, facet.key, value) for value in facet.values[:MOST_VALUES]]
    links.sort(key=lambda link: not link.is_chosen)
    return Group(facet.key, facet.label, tuple(links[:FOLDED_AFTER]), tuple(links[FOLDED_AFTER:]))


def _link(query: Query, key: str, value: Value) -> Link:
    nothing, chosen = (0, int(value.value)) if key == "year" else ("", value.value)
    return Link(
        value.label, value.count, address(query, **{key: nothing if value.is_chosen else chosen}), value.is_chosen
    )


def _chips(query: Query, found: Found) -> list[tuple[str, str, str]]:
    """What is chosen beside the kind, as (way of narrowing, choice, address without it)."""
    labels = {(facet.key, value.value): value.label for facet in found.facets for value in facet.values}
    return [
        (
            queries.FACETS[key],
            labels.get((key, str(value)), str(value)),
            address(query, **{key: 0 if key == "year" else ""}),
        )
        for key, value in query.chosen().items()
        if key != "kind"
    ]


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Titles for what is being typed; the page works without it."""
    suggestions = queries.suggest(str(request.GET.get("q", "")))
    rows = [{"title": one.title, "url": one.url, "kind": KINDS[one.kind]} for one in suggestions]
    response = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


class _Visitors:
    """Who asked what today, as digests in this process's memory alone: so that one person cannot make a word hot."""

    MOST = 50_000

    def __init__(self) -> None:
        self._day: date | None = None
        self._seen: set[bytes] = set()

    def is_new(self, request: HttpRequest, words: str, at: datetime) -> bool:
        """Whether this address asks this for the first time today."""
        today = timezone.localdate(at)
        if self._day != today or len(self._seen) >= self.MOST:
            self._day, self._seen = today, set()
        asked = f"{today} {request.META.get('REMOTE_ADDR', '')} {words.lower()}"
        digest = hashlib.blake2b(asked.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=12).digest()
        is_new = digest not in self._seen
        self._seen.add(digest)
        return is_new


_visitors = _Visitors()

urls = [path("search/", search, name="search"), path("search/suggest/", suggest, name="search-suggest")]
