"""The frame of a page: whose it is, where it stands, what stands beside it."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page

from . import presenting
from .blocks import LEAD, OfColumns
from .models import ArticlePage, ColumnPage, SitePage, TopicPage

PAGE_LENGTH = 20
SHARED = "max-1200x900"
KINDS = {ColumnPage: "column", TopicPage: "column", ArticlePage: "article"}
"""The kinds the 标签规范 tells apart; everything else is a home page."""


def frame(page: Page, request: HttpRequest) -> dict[str, Any]:
    """The names every template of the portal finds."""
    way = page.way if page.way is not None else presenting.way_to(page)
    sites = [place for place in way if isinstance(place, SitePage)]
    portal, site = sites[0], sites[-1]
    columns = [place for place in way if isinstance(place, ColumnPage | TopicPage)]
    path = presenting.address(page.url_path, request)
    return {
        "portal": portal,
        "site": site,
        "is_portal": site.pk == portal.pk,
        "portal_url": presenting.address(portal.url_path, request),
        "site_url": presenting.address(site.url_path, request),
        "menu": presenting.menu(site, page, request),
        "crumbs": [
            presenting.Entry(place.title, presenting.leads_to(place, request)) for place in way[:-1] if place != portal
        ],
        "column": columns[-1] if columns else None,
        "column_url": presenting.address(columns[-1].url_path, request) if columns else "",
        "county_domain": urlsplit(settings.PUBLIC_URL).hostname,
        "canonical": whole(path),
        "page_path": path.partition("://")[2].partition("/")[2].strip("/") if "://" in path else path.strip("/"),
        "kind": KINDS.get(type(page), ""),
        "description": getattr(page, "description", "") or getattr(page, "summary", "") or _says(page, site),
    }


def whole(path: str) -> str:
    """The address with its host, as it is told outside of the site."""
    return path if "://" in path else f"{settings.PUBLIC_URL}{path}"


def _says(page: Page, site: SitePage) -> str:
    """What a page is about, where no editor wrote it."""
    if isinstance(page, ColumnPage | TopicPage):
        return f"{site.title}“{page.title}”栏目"
    return page.search_description or (f"{page.title}，{site.title}" if page != site else f"{site.title}门户网站")


def sections(page: SitePage | TopicPage, request: HttpRequest) -> dict[str, Any]:
    """All lists the sections of a home page show, and the pictures that lead them (three queries)."""
    wanted = [
        place
        for section in page.body
        if isinstance(section.block, OfColumns)
        for place in section.block.wanted(section.value)
    ]
    newest = presenting.newest(wanted, request)
    leading = [lines[0].picture_id for place, lines in newest.items() if place.pictured and lines]
    return {"newest": newest, "pictures": presenting.pictures(leading, LEAD)}


def listing(place: ColumnPage | TopicPage, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """One page of a column's articles, twenty to a page; a page that is not there is the nearest one."""
    tabs = presenting.tabs(place, place.way or presenting.way_to(place), request)
    articles = presenting.articles_of(place).only(
        "title", "url_path", "path", "published_on", "first_published_at", "summary", "is_pinned", "validity"
    )
    listed = Paginator(articles, PAGE_LENGTH).get_page(request.GET.get("page"))
    lines = [
        presenting.Line(
            article.title,
            presenting.address(article.url_path, request),
            article.shown_at,
            article.summary,
            article.is_pinned,
        )
        for article in listed
    ]
    numbers = listed.paginator.get_elided_page_range(listed.number, on_each_side=2, on_ends=1)
    return {
        "tabs": tabs,
        "lines": lines,
        "listed": listed,
        "numbers": list(numbers),
        "gap": listed.paginator.ELLIPSIS,
        "feed_path": place.url_path[len(context["portal"].url_path) :].strip("/"),
    }


def reading(article: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """What stands around an article: its neighbours, and the article itself where this one only shows it."""
    from .register.queries import disclosed

    text = article.shared_from if article.shared_from_id else article
    _sized(text)
    around = presenting.beside(article, request)
    canonical = {}
    if text is not article:
        original = presenting.address(text.url_path, request)
        canonical = {"original_url": original, "canonical": whole(original)}
    image = text.picture.get_rendition(SHARED).url if text.picture_id else ""
    return canonical | {
        "text": text,
        "disclosed": disclosed(text, request),
        "image_url": whole(image) if image else "",
        "newer": next(iter(around["newer"]), None),
        "older": next(iter(around["older"]), None),
        "latest": around["latest"],
        "has_chart": any(block.block_type == "chart" for block in text.body),
    }


def _sized(article: ArticlePage) -> None:
    """Read the sizes of all its pictures at once (one query for the pictures of a kind, one for their sizes)."""
    shown = [part.value["picture"] for part in article.body if part.block_type == "picture"]
    for part in article.body:
        if part.block_type == "gallery":
            shown += [one["picture"] for one in part.value]
    there = [picture for picture in shown if picture is not None]
    if there:
        prefetch_related_objects(there, Prefetch("renditions", to_attr="prefetched_renditions"))
