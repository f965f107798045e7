"""A page as the public gets it, read once: its tags, headings, pictures, links, foot and words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html
from lxml.etree import ParserError

_NOT_READ = ("script", "style", "noscript", "svg", "template")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: where it is, its words (None: none were given), whether it belongs to a text an editor wrote."""

    src: str
    alt: str | None
    is_in_text: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where it leads, its words, whether it stands in the page's own part or in the frame around it."""

    href: str
    words: str
    is_in_main: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read. `words`: the text of the page's own part; `foot`: that of its foot, with the links in it."""

    title: str = ""
    heading: str = ""
    metas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    words: str = ""
    foot: str | None = None
    foot_links: tuple[Link, ...] = ()


def read(page: str) -> Seen:
    """Read a page; what is no HTML reads as an empty page."""
    try:
        tree = html.document_fromstring(page)
    except (ParserError, ValueError):
        return Seen()
    mains = tree.xpath("//main")
    main = mains[0] if mains else tree
    feet = tree.xpath("//footer")
    metas: dict[str, list[str]] = {}
    for meta in tree.xpath("//meta[@name]"):
        metas.setdefault(meta.get("name"), []).append((meta.get("content") or "").strip())
    return Seen(
        title=_words(next(iter(tree.xpath("//title")), None)),
        heading=_words(next(iter(tree.xpath("//h1")), None)),
        metas={name: tuple(values) for name, values in metas.items()},
        images=tuple(_images(tree)),
        links=tuple(_links(tree, main)),
        words="\n".join(_lines(main)),
        foot=_words(feet[-1]) if feet else None,
        foot_links=tuple(_links(feet[-1], None)) if feet else (),
    )


def _images(tree: Any) -> Iterator[Image]:
    for image in tree.iter("img"):
        is_hidden = image.get("aria-hidden") == "true" or image.get("role") in ("presentation", "none")
        if not is_hidden:
            is_in_text = bool(image.xpath("ancestor::*[@data-article]"))
            yield Image(image.get("src") or "", image.get("alt"), is_in_text)


def _links(tree: Any, main: Any) -> Iterator[Link]:
    for link in tree.iter("a"):
        if (href := (link.get("href") or "").strip()) and not href.startswith("#"):
            yield Link(href, _words(link), main is not None and main in link.iterancestors())


def _words(element: Any) -> str:
    return " ".join(element.text_content().split()) if element is not None else ""


def _lines(element: Any) -> Iterator[str]:
    """The text of an element, a line for every piece, without what nobody reads."""
    if not isinstance(element.tag, str) or element.tag in _NOT_READ:
        return
    if element.text and element.text.strip():
        yield " ".join(element.text.split())
    for child in element:
        yield from _lines(child)
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split())
