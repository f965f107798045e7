"""What a template is given: plain values made one by one, and ready pieces it can only place.

Nothing of the product itself goes in: no page, no query, no request. `docs/templates.md` lists every name; a name that is
added here is added there.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from wagtail.models import Page

from zhengtong.cms import presenting
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage, TopicPage
from zhengtong.cms.presenting import Entry, Line, Wanted

from .rules.markup import PIECE_END, PIECE_START, Problem

COLUMN_LINES = 8
Values = dict[str, Any]


class Pieces:
    """Ready HTML of the product's own, made only when a template has placed it."""

    def __init__(self) -> None:
        self._makers: list[Callable[[], str]] = []
        self.needed: dict[int, str] = {}
        """Pieces without which the reader would miss something: number → its name in a template."""

    def add(self, make: Callable[[], str], needed: str = "") -> str:
        """The mark a template sees in place of the piece."""
        if needed:
            self.needed[len(self._makers)] = needed
        self._makers.append(make)
        return f"{PIECE_START}{len(self._makers) - 1}{PIECE_END}"

    def html(self, number: int) -> str:
        return self._makers[number]()

    def problems(self, placed: Sequence[int]) -> list[Problem]:
        """What a template that placed these left out or placed twice, and what it made up."""
        found = [
            Problem(0, f"没有放{{{{ {name} }}}}，读者会看不到这部分内容。")
            for number, name in self.needed.items()
            if number not in placed
        ]
        found += [
            Problem(0, f"{{{{ {name} }}}}放了不止一次。")
            for number, name in self.needed.items()
            if placed.count(number) > 1
        ]
        if any(number >= len(self._makers) for number in placed):
            found.append(Problem(0, "模板里有不能使用的字符。"))
        return found


class Plain:
    """The values of one page. `wanted`: the names the template asks for; what costs a query is read for them alone."""

    def __init__(self, page: Page, request: HttpRequest, context: Mapping[str, Any], wanted: frozenset[str]) -> None:
        self.page, self.request, self.context, self.wanted = page, request, context, wanted
        self.pieces = Pieces()
        self.hosts: set[str] = set()

    def values(self) -> Values:
        """Everything a template for this kind of page finds."""
        values = self._common()
        if isinstance(self.page, SitePage | TopicPage):
            values |= self._sections(self.page)
        if isinstance(self.page, ColumnPage | TopicPage):
            values |= self._listing()
        if isinstance(self.page, ArticlePage):
            values |= self._reading(self.page)
        return values

    def _common(self) -> Values:
        context = self.context
        site, unit = context["site"], context["site"].unit
        page = {
            "title": _clean(self.page.title),
            "url": self._address(presenting.address(self.page.url_path, self.request)),
            "description": _clean(context["description"]),
        }
        values: Values = {
            "site": {
                "title": _clean(site.title),
                "short_title": _clean(site.short_title),
                "english_name": _clean(site.english_name),
                "url": self._address(context["site_url"]),
                "is_portal": context["is_portal"],
            },
            "unit": {"name": _clean(unit.name), "address": _clean(unit.address), "phone": _clean(unit.phone)},
            "portal": {"title": _clean(context["portal"].title), "url": self._address(context["portal_url"])},
            "menu": [self._entry(entry) for entry in context["menu"]],
            "page": page,
        }
        if "columns" in self.wanted:
            values["columns"] = self._columns(site)
        return values

    def _columns(self, site: SitePage) -> list[Values]:
        """The columns of the site's menu with their newest articles (two queries)."""
        places = [place for place in presenting._below(site) if place.is_in_menus and not place.leads_to]
        newest = presenting.newest((Wanted(place.path, COLUMN_LINES) for place in places), self.request)
        return [
            {
                "title": _clean(place.title),
                "url": self._address(presenting.address(place.url_path, self.request)),
                "articles": self._lines(newest.get(Wanted(place.path, COLUMN_LINES), [])),
            }
            for place in places
        ]

    def _sections(self, page: SitePage | TopicPage) -> Values:
        sections = [
            {
                "kind": section.block_type,
                "title": _clean(str(section.value.get("title", "")) if hasattr(section.value, "get") else ""),
                "html": self.pieces.add(lambda section=section: section.render(context=dict(self.context))),  # type: ignore[misc]
            }
            for section in page.body
        ]
        return {"sections": sections}

    def _listing(self) -> Values:
        context, place = self.context, self.page
        page: Values = {"summary": "", "picture": ""}
        if isinstance(place, TopicPage):
            page["summary"] = _clean(place.summary)
            page["picture"] = self._piece("cms/theming/pieces/topic_picture.html") if place.picture_id else ""
        listed = context["listed"]
        return {
            "articles": self._lines(context["lines"]),
            "tabs": [self._entry(entry) for entry in context["tabs"]],
            "count": listed.paginator.count,
            "pages": self._pages(listed),
            "feed": self._piece("cms/theming/pieces/feed.html"),
            "topic": page,
        }

    def _reading(self, article: ArticlePage) -> Values:
        context, text = self.context, self.context["text"]
        column = context["column"]
        return {
            "article": {
                "title": _clean(text.title),
                "subtitle": _clean(text.subtitle),
                "source": _clean(text.source or context["site"].title),
                "author": _clean(text.author),
                "summary": _clean(text.summary),
                **_day(article.shown_at),
                "body": self._piece("cms/theming/pieces/body.html", needed="article.body"),
                "tools": self._piece("cms/theming/pieces/tools.html"),
            },
            "column": {"title": _clean(column.title), "url": self._address(context["column_url"])} if column else None,
            "newer": self._line(context["newer"]) if context["newer"] else None,
            "older": self._line(context["older"]) if context["older"] else None,
            "latest": self._lines(context["latest"]),
        }

    def _pages(self, listed: Any) -> str:
        if listed.paginator.num_pages == 1:
            return ""
        return self._piece("components/paginate.html", needed="pages", page=listed)

    def _piece(self, template: str, needed: str = "", **more: object) -> str:
        values = {**self.context, **more}
        return self.pieces.add(lambda: render_to_string(template, values, request=self.request), needed)

    def _lines(self, lines: Sequence[Line]) -> list[Values]:
        return [self._line(line) for line in lines]

    def _line(self, line: Line) -> Values:
        return {
            "title": _clean(line.title),
            "url": self._address(line.url),
            "summary": _clean(line.summary),
            "is_pinned": line.is_pinned,
            **_day(line.shown_at),
        }

    def _entry(self, entry: Entry) -> Values:
        return {"label": _clean(entry.label), "url": self._address(entry.url), "is_current": entry.is_current}

    def _address(self, url: str) -> str:
        """An address the product itself links to; its host is one a template may lead to."""
        if host := urlsplit(url).hostname:
            self.hosts.add(host.lower())
        return _clean(url)


def _clean(text: str) -> str:
    """Text in which no mark of a ready piece can hide."""
    return str(text).replace(PIECE_START, "").replace(PIECE_END, "")


def _day(moment: datetime | None) -> Values:
    shown = localtime(moment) if moment else None
    return {"date": f"{shown:%Y-%m-%d}" if shown else "", "time": f"{shown:%H:%M}" if shown else ""}
