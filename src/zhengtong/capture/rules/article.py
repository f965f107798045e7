"""From a page to the article on it: title, text, moment, source. What stands around it stays where it is."""

import re
from dataclasses import dataclass
from datetime import datetime

import lxml.html
import trafilatura
from lxml import etree

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

from .addresses import joined
from .moments import moment_in

MOST_CHARACTERS = 100_000
MOST_PICTURES = 20
_LEAST_CHARACTERS = 20
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# 政府网站标签规范 (国办公开办函): what a government's page says of itself.
_META = {
    "title": ("articletitle", "og:title"),
    "moment": ("pubdate", "publishdate", "article:published_time", "og:published_time"),
    "source": ("contentsource", "source"),
    "author": ("author",),
}
_HEAD = re.compile(r"(发布(时间|日期)|来源|字号|字体|浏览(次数|量)|阅读(次数|量)|点击(次数|数)|责任编辑)\s*[:：]")
_LONGEST_HEAD = 120
_AGENCY = re.compile(r"来源\s*[:：]\s*(\S{2,30})")


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says: `html` of paragraphs, headings, lists, tables and pictures with whole addresses."""

    title: str
    html: str
    text: str
    published_at: datetime | None = None
    source: str = ""
    author: str = ""
    pictures: tuple[str, ...] = ()


def article_of(page: str, url: str, *, title: str = "", told_at: datetime | None = None) -> Article:
    """The article on `page`; `title` and `told_at` are what the list said of it.

    Raises Refusal `no-text`, `no-title`, `too-long`.
    """
    if not page.strip() or "\0" in page[:1000]:
        raise Refusal("no-text", "这个网址不是文字网页，没有可以采集的正文。")
    root = _tree(page)
    meta = _meta(root)
    head = tidy_line(meta.get("title") or title or _heading(root))[:200]
    if not head:
        raise Refusal("no-title", "网页没有标题。")
    html, said = _text(page, url, head)
    if len(said) > MOST_CHARACTERS:
        raise Refusal("too-long", f"正文超过{MOST_CHARACTERS // 10000}万字，请人工处理。")
    if len(said) < _LEAST_CHARACTERS:
        raise Refusal("no-text", "网页里没有找到正文，可能是图片、视频或者目录页。")
    pictures = tuple(dict.fromkeys(re.findall(r'<img src="([^"]+)"', html)))[:MOST_PICTURES]
    source = meta.get("source") or _agency(root)
    return Article(
        head, html, said, moment_in(meta.get("moment", "")) or told_at or _day(page, url),
        tidy_line(source)[:60], tidy_line(meta.get("author", ""))[:40], tuple(_unescaped(one) for one in pictures),
    )  # fmt: skip


def _tree(page: str) -> "lxml.html.HtmlElement":
    try:
        return lxml.html.document_fromstring(_DECLARATION.sub("", page))
    except (etree.ParserError, ValueError) as error:
        raise Refusal("no-text", "这个网址不是文字网页，没有可以采集的正文。") from error


def _meta(root: "lxml.html.HtmlElement") -> dict[str, str]:
    told: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        if (element.get("content") or "").strip():
            told.setdefault(name, element.get("content", ""))
    return {key: told[name] for key, names in _META.items() for name in reversed(names) if name in told}


def _heading(root: "lxml.html.HtmlElement") -> str:
    headings = (tidy_line(element.text_content()) for element in root.iter("h1"))
    return next(filter(None, headings), "") or tidy_line(root.findtext(".//title") or "")


def _agency(root: "lxml.html.HtmlElement") -> str:
    found = _AGENCY.search(tidy_line(root.text_content()))
    return found[1] if found else ""


def _text(page: str, url: str, title: str) -> tuple[str, str]:
    """The article's HTML without the page's title and the line of facts below it, and its words."""
    found = trafilatura.extract(
        page, url=url, output_format="html", include_comments=False, include_formatting=True, include_tables=True,
        include_images=True, include_links=True, favor_recall=True,
    )  # fmt: skip
    if not found:
        return "", ""
    body = lxml.html.document_fromstring(found).find("body")
    if body is None:
        return "", ""
    for element in list(body):
        words = tidy_line(element.text_content())
        is_head = len(words) <= _LONGEST_HEAD and (_HEAD.search(words) or words == title)
        if is_head and not element.findall(".//img"):
            body.remove(element)
        elif words:
            break
    for image in list(body.iter("img")):
        address = joined(url, image.get("src") or "")
        caption = image.get("alt") or ""
        image.attrib.clear()
        image.set("src", address)
        if caption:
            image.set("title", tidy_line(caption)[:120])
    return "".join(etree.tostring(child, encoding="unicode", method="html") for child in body), _words(body)


def _words(body: "lxml.html.HtmlElement") -> str:
    return "\n".join(filter(None, (tidy_line(text) for text in body.itertext())))


def _day(page: str, url: str) -> datetime | None:
    """The day a page lets one guess, where it says none."""
    guessed = trafilatura.extract_metadata(page, default_url=url)
    return moment_in(guessed.date or "") if guessed else None


def _unescaped(text: str) -> str:
    return text.replace("&amp;", "&")
