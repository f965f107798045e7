"""What a page of the portal shows around its own text: the way to it, the menu, the newest of its columns.

Every list here is one query, however many columns or articles it shows: a page is made in some tens of milliseconds
because it asks little, not because it remembers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from . import pagecache
from .choices import Withdrawal
from .models import ArticlePage, ColumnPage, Picture, SitePage, TopicPage
from .visible import OPEN_SITES, in_open_sites, visible_pages

STEP = Page.steplen
TOPIC = "fill-480x300"
KINDS = ("sitepage", "columnpage", "topicpage", "articlepage")
LISTED = ("", Withdrawal.WITHDRAWN)
"""Withdrawals that leave an article in the lists: one that no longer applies may still be read, under its notice."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The newest `count` articles below a place of the tree; only those with a picture, where a picture leads."""

    path: str
    count: int
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An article as a list shows it."""

    title: str
    url: str
    shown_at: datetime | None
    summary: str = ""
    is_pinned: bool = False
    picture_id: int | None = None
    column: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of a menu, a crumb path, a row of tabs."""

    label: str
    url: str
    is_current: bool = False


# -- the way to a page -----------------------------------------------------------------------------------------------


def found_below(root: SitePage, components: Sequence[str]) -> list[Page]:
    """The pages along an address, from `root` down, each as what it is: at most one query. Stops where there is none."""
    way: list[Page] = [root]
    addresses = [f"{root.url_path}{'/'.join(components[:end])}/" for end in range(1, len(components) + 1)]
    if not addresses:
        return way
    rows = {row.url_path: row for row in _with_kinds(Page.objects.filter(url_path__in=addresses))}
    for address in addresses:
        if address not in rows:
            break
        way.append(as_it_is(rows[address]))
    return way


def way_to(page: Page) -> list[Page]:
    """The pages from the portal down to this one, itself at the end (one query)."""
    above = [page.path[:end] for end in range(2 * STEP, len(page.path), STEP)]
    rows = _with_kinds(Page.objects.filter(path__in=above)).order_by("path")
    return [*(as_it_is(row) for row in rows), page]


def as_it_is(row: Page) -> Page:
    """A row read with its kinds as the kind it is; a kind this module does not know stays a bare page."""
    for kind in KINDS:
        if specific := getattr(row, kind, None):
            return specific
    return row


def _with_kinds(rows: QuerySet[Page]) -> QuerySet[Page]:
    return rows.select_related(*KINDS, "articlepage__disclosed").defer(
        *(f"{kind}__search_description" for kind in KINDS)
    )


def address(url_path: str, request: HttpRequest) -> str:
    """Where a page is found: its path in the cluster, with the host in front where it stands under another one."""
    here, roots = _hosts(request)
    for site in roots:
        if url_path.startswith(site.root_path):
            path = url_path[len(site.root_path) - 1 :]
            return path if here is None or site.site_id == here.pk else f"{site.root_url}{path}"
    return url_path


def _hosts(request: HttpRequest) -> tuple[Site | None, list[SiteRootPath]]:
    """The host that was asked, and all of them: looked up once a request."""
    if not hasattr(request, "portal_hosts"):
        request.portal_hosts = Site.find_for_request(request), Site.get_site_root_paths()  # type: ignore[attr-defined]
    return request.portal_hosts  # type: ignore[attr-defined,no-any-return]


def leads_to(page: Page, request: HttpRequest) -> str:
    """Where a link to this page goes: a column may stand for another place of the house."""
    return getattr(page, "leads_to", "") or address(page.url_path, request)


# -- menus and tabs --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A column or a topic, as menus and tabs know it."""

    pk: int
    title: str
    path: str
    url_path: str
    is_in_menus: bool
    leads_to: str


def menu(site: Page, here: Page, request: HttpRequest) -> list[Entry]:
    """The main entries of a site, in the order of its tree."""
    return [
        Entry(place.title, _link(place, request), is_current=here.path.startswith(place.path))
        for place in _below(site)
        if place.is_in_menus
    ]


def tabs(column: Page, way: Sequence[Page], request: HttpRequest) -> list[Entry]:
    """The columns inside this one; of a column without any, those beside it, itself among them."""
    inside = _below(column)
    if not inside and isinstance(column, ColumnPage) and isinstance(way[-2], ColumnPage):
        above = way[-2]
        whole = Entry("全部", address(above.url_path, request))
        return [whole, *_entries(_below(above), column, request)]
    if not inside:
        return []
    return [Entry("全部", address(column.url_path, request), is_current=True), *_entries(inside, column, request)]


def _entries(places: Iterable[Place], here: Page, request: HttpRequest) -> list[Entry]:
    return [Entry(place.title, _link(place, request), place.pk == here.pk) for place in places]


def _link(place: Place, request: HttpRequest) -> str:
    return place.leads_to or address(place.url_path, request)


def _below(place: Page) -> list[Place]:
    """Columns and topics directly below, in the order of the tree."""
    pagecache.note("menu", place.pk)
    rows = visible_pages().filter(path__startswith=place.path, depth=place.depth + 1)
    rows = rows.filter(Q(columnpage__isnull=False) | Q(topicpage__isnull=False)).order_by("path")
    found = rows.values_list("pk", "title", "path", "url_path", "show_in_menus", "columnpage__leads_to")
    return [Place(*row[:5], row[5] or "") for row in found]


def short_title(title: str) -> str:
    """A site's name among the county's own: 民政局, 横龙镇."""
    return title.removeprefix("安福县").removesuffix("人民政府") or title


def sites_below(site: Page) -> list[tuple[str, str, str]]:
    """The sites of departments and townships by the order of the county's list of units: title, path, kind of unit."""
    pagecache.note("below", site.path)
    rows = SitePage.objects.filter(in_open_sites(), path__startswith=site.path, depth__gt=site.depth, live=True)
    rows = rows.order_by("unit__kind", "unit__number", "unit__code")
    return list(rows.values_list("title", "url_path", "unit__kind"))


# -- articles --------------------------------------------------------------------------------------------------------

SHOWN_AT = Coalesce("published_on", "first_published_at")

# Of each column below the wanted place the first few, by the shelf's own order, and of those the first few: what it costs
# grows with the columns, not with the articles. The columns are found by leaping from one to the next.
_NEWEST = f"""
SELECT wanted.place, found.*
FROM unnest(%s::int[], %s::text[], %s::int[], %s::bool[]) AS wanted(place, path, count, pictured)
CROSS JOIN LATERAL (
    WITH RECURSIVE page(path) AS (
        (SELECT place FROM cms_shelf WHERE place >= wanted.path AND place < wanted.path || '~' ORDER BY place LIMIT 1)
        UNION ALL
        SELECT (SELECT place FROM cms_shelf WHERE place > page.path AND place < wanted.path || '~' ORDER BY place LIMIT 1)
        FROM page WHERE page.path IS NOT NULL
    ), first AS (
        SELECT listed.* FROM page CROSS JOIN LATERAL (
            (SELECT * FROM cms_shelf WHERE NOT wanted.pictured AND place = page.path
             ORDER BY is_pinned DESC, shown_at DESC NULLS LAST, article_id DESC LIMIT wanted.count)
            UNION ALL
            (SELECT * FROM cms_shelf WHERE wanted.pictured AND is_pictured AND place = page.path
             ORDER BY is_pinned DESC, shown_at DESC NULLS LAST, article_id DESC LIMIT wanted.count)
        ) listed WHERE {OPEN_SITES}
        ORDER BY is_pinned DESC, shown_at DESC NULLS LAST, article_id DESC LIMIT wanted.count
    )
    SELECT shown.title, shown.url_path, first.shown_at, article.summary, first.is_pinned, article.picture_id
    FROM first JOIN wagtailcore_page shown ON shown.id = first.article_id
    JOIN cms_articlepage article ON article.page_ptr_id = first.article_id
    ORDER BY first.is_pinned DESC, first.shown_at DESC NULLS LAST, first.article_id DESC
) AS found
ORDER BY wanted.place
"""  # noqa: S608 — no value from outside


def newest(wanted: Iterable[Wanted], request: HttpRequest) -> dict[Wanted, list[Line]]:
    """The newest articles of several places at once (one query)."""
    places = list(dict.fromkeys(wanted))
    lines: dict[Wanted, list[Line]] = defaultdict(list)
    if not places:
        return lines
    for place in places:
        pagecache.note("below", place.path)
    arrays = [
        list(range(len(places))),
        [place.path for place in places],
        [place.count for place in places],
        [place.pictured for place in places],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, arrays)
        for place, title, url_path, shown_at, summary, is_pinned, picture_id in cursor.fetchall():
            url = address(url_path, request)
            lines[places[place]].append(Line(title, url, shown_at, summary, is_pinned, picture_id))
    return lines


def articles_of(place: Page) -> QuerySet[ArticlePage]:
    """Everything public below a column or a topic, pinned first, then newest first."""
    pagecache.note("below", place.path)
    return (
        ArticlePage.objects.filter(in_open_sites(), path__startswith=place.path, depth__gt=place.depth, live=True)
        .filter(withdrawal__in=LISTED)
        .annotate(shown_at=SHOWN_AT)
        .order_by("-is_pinned", F("shown_at").desc(nulls_last=True), "-pk")
    )


_BESIDE = """
SELECT kind, page.title, page.url_path, shelf.shown_at FROM (
    (SELECT 'newer' AS kind, * FROM cms_shelf WHERE place = %(place)s AND (shown_at, article_id) > (%(at)s, %(id)s)
     ORDER BY shown_at, article_id LIMIT 1)
    UNION ALL
    (SELECT 'older', * FROM cms_shelf WHERE place = %(place)s AND (shown_at, article_id) < (%(at)s, %(id)s)
     ORDER BY shown_at DESC, article_id DESC LIMIT 1)
    UNION ALL
    (SELECT 'latest', * FROM cms_shelf WHERE place = %(place)s AND article_id <> %(id)s
     ORDER BY shown_at DESC, article_id DESC LIMIT 5)
) shelf JOIN wagtailcore_page page ON page.id = shelf.article_id
ORDER BY shelf.shown_at DESC, shelf.article_id DESC
"""


def beside(article: ArticlePage, request: HttpRequest) -> dict[str, list[Line]]:
    """Its neighbours in time and the latest of its column: newer, older, latest (one query)."""
    found: dict[str, list[Line]] = {"newer": [], "older": [], "latest": []}
    if article.shown_at is None:
        return found
    pagecache.note("below", article.path[:-STEP])
    asked = {"place": article.path[:-STEP], "id": article.pk or 0, "at": article.shown_at}
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, asked)
        for kind, title, url_path, shown_at in cursor.fetchall():
            found[kind].append(Line(title, address(url_path, request), shown_at))
    return found


def pictures(ids: Iterable[int | None], *filters: str) -> dict[int, Picture]:
    """Pictures with the sizes a page will ask for (two queries)."""
    wanted = {pk for pk in ids if pk is not None}
    if not wanted:
        return {}
    return {picture.pk: picture for picture in Picture.objects.filter(pk__in=wanted).prefetch_renditions(*filters)}


def topics_below(site: Page, count: int, request: HttpRequest) -> list[dict[str, object]]:
    """The newest topics of a site with title, address, summary and picture (three queries)."""
    pagecache.note("below", site.path)
    found = TopicPage.objects.filter(in_open_sites(), path__startswith=site.path, live=True).order_by(
        "-first_published_at", "path"
    )
    topics = list(found.only("title", "url_path", "summary", "picture_id", "path")[:count])
    shown = pictures((topic.picture_id for topic in topics), TOPIC)
    return [
        {
            "title": topic.title,
            "url": address(topic.url_path, request),
            "summary": topic.summary,
            "picture": shown.get(topic.picture_id),
        }
        for topic in topics
    ]
