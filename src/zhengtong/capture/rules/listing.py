"""From a feed, a site map or a list page to the links of its articles."""

import fnmatch
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from xml.etree.ElementTree import Element, ParseError

import lxml.html
from cssselect import SelectorError
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from lxml import etree
from lxml.cssselect import CSSSelector

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

from .addresses import joined, key_of
from .moments import moment_in

MOST_LINKS = 1000
LONGEST_RULE = 200
_MOST_STARS = 8
_LONGEST_TITLE = 200
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Link:
    """One link to an article: its address, and what the list says of it."""

    url: str
    title: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Which links are articles: a pattern with `*` over whole addresses, or a CSS selector; empty means all."""

    kind: str = "pattern"
    text: str = ""

    def check(self) -> None:
        """Raises Refusal `bad-rule`."""
        if len(self.text) > LONGEST_RULE or (self.kind == "pattern" and self.text.count("*") > _MOST_STARS):
            raise Refusal("bad-rule", f"规则不超过{LONGEST_RULE}个字符，最多{_MOST_STARS}个“*”。", "rule")
        if self.kind == "selector" and self.text:
            _selector(self.text)

    def admits(self, url: str) -> bool:
        """Whether a pattern fits the address; `*` stands for any characters, a pattern without a host for any host."""
        if self.kind != "pattern" or not self.text:
            return True
        pattern = self.text if "://" in self.text else f"*{self.text}"
        return fnmatch.fnmatchcase(url, pattern.replace("[", "[[]").replace("?", "[?]"))


def _selector(text: str) -> CSSSelector:
    try:
        return CSSSelector(text, translator="html")
    except (SelectorError, etree.XPathError) as error:
        raise Refusal("bad-rule", f"看不懂CSS选择器“{text[:60]}”，例如可写“.news-list a”。", "rule") from error


def feed_links(text: str, base: str) -> list[Link]:
    """The entries of RSS 2.0, RSS 1.0 or Atom; raises Refusal `bad-xml`, `not-a-feed`."""
    root = _xml(text)
    if _name(root) not in ("rss", "RDF", "feed"):
        raise Refusal("not-a-feed", "这个网址不是RSS或Atom订阅。")
    entries = (entry for entry in root.iter() if _name(entry) in ("item", "entry"))
    return _once(_feed_link(entry, base) for entry in entries)


def _feed_link(entry: Element, base: str) -> Link | None:
    said: dict[str, str] = {}
    for child in entry:
        name = _name(child)
        if name == "link" and child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                said["link"] = child.get("href", "")
        elif child.text:
            said.setdefault(name, child.text)
    guid = said.get("guid", "")
    url = joined(base, said.get("link") or (guid if "://" in guid else ""))
    moments = (said.get(name, "") for name in ("pubDate", "published", "date", "updated"))
    moment = next((found for text in moments if (found := moment_in(text))), None)
    return Link(url, _title(said.get("title", "")), moment) if url else None


def sitemap_links(text: str, base: str) -> tuple[list[Link], list[str]]:
    """The pages of a site map, newest first, and the maps an index names; raises Refusal `bad-xml`, `not-a-sitemap`."""
    root = _xml(text)
    if _name(root) not in ("urlset", "sitemapindex"):
        raise Refusal("not-a-sitemap", "这个网址不是站点地图。")
    rows = [
        {_name(child): (child.text or "").strip() for child in entry}
        for entry in root
        if _name(entry) in ("url", "sitemap")
    ]
    links = _once(
        Link(url, "", moment_in(row.get("lastmod", ""))) for row in rows if (url := joined(base, row.get("loc", "")))
    )
    links.sort(key=lambda link: link.told_at.timestamp() if link.told_at else 0.0, reverse=True)
    if _name(root) == "sitemapindex":
        return [], [link.url for link in links]
    return links, []


def page_links(text: str, base: str, rule: Rule) -> list[Link]:
    """The links of a list page that `rule` admits, in their order; raises Refusal `not-a-page`, `bad-rule`."""
    try:
        root = lxml.html.document_fromstring(text.replace("\0", "").lstrip("\ufeff")) if text.strip() else None
    except (etree.ParserError, ValueError):
        try:
            # A declaration of its characters in a text that is decoded already.
            root = lxml.html.document_fromstring(_DECLARATION.sub("", text))
        except (etree.ParserError, ValueError):
            root = None
    if root is None:
        raise Refusal("not-a-page", "这个网址没有可以读的网页。")
    found = root.find(".//base[@href]")
    base = joined(base, found.get("href", "")) or base if found is not None else base
    chosen = _selector(rule.text)(root) if rule.kind == "selector" and rule.text else [root]
    anchors = (anchor for element in chosen for anchor in element.iter("a"))
    links = ((joined(base, anchor.get("href") or ""), anchor) for anchor in anchors)
    return _once(
        Link(url, _title(anchor.get("title") or anchor.text_content()), moment_in(_beside(anchor)))
        for url, anchor in links
        if url and rule.admits(url)
    )


def _beside(anchor: "lxml.html.HtmlElement") -> str:
    """The words of the row a link stands in, where lists put the day."""
    row = anchor.getparent()
    if row is None or len(list(islice(row.iter("a"), 3))) > 2:
        return ""
    # A day in the title is what the article is about, not when it was published.
    return str(row.text_content()).replace(anchor.text_content(), " ")[:300]


def _once(links: Iterable[Link | None]) -> list[Link]:
    """Each page once, at most a thousand."""
    kept: dict[str, Link] = {}
    for link in links:
        if link is not None:
            kept.setdefault(key_of(link.url), link)
            if len(kept) == MOST_LINKS:
                break
    return list(kept.values())


def _title(text: str) -> str:
    return tidy_line(text)[:_LONGEST_TITLE]


def _xml(text: str) -> Element:
    """The tree of a document without entities or DTD of its own; raises Refusal `bad-xml`."""
    try:
        root: Element = fromstring(_DECLARATION.sub("", text.lstrip("\ufeff")).strip(), forbid_dtd=True)
        return root
    except DefusedXmlException as error:
        raise Refusal("bad-xml", "内容里带有文档类型或实体定义，出于安全没有读取。") from error
    except (ParseError, ValueError) as error:
        raise Refusal("bad-xml", "内容不是完整的XML，无法读取。") from error


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
