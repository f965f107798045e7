"""What is typed, pasted or piped in, as the little HTML a line may carry."""

import html as markup
import re
from urllib.parse import urlsplit

import lxml.html

from zhengtong.foundation.text import tidy_text

_TAG = re.compile(r"<(?:/?[A-Za-z]|!|\?)")
_DROPPED = frozenset(
    ["script", "style", "head", "title", "iframe", "object", "embed", "svg", "math", "template", "noscript", "form",
     "textarea", "select", "button", "audio", "video", "canvas"]
)  # fmt: skip
_BLOCKS = frozenset(
    ["p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr"]
)
_BOLD = frozenset(["b", "strong"])
_SCHEMES = frozenset(["http", "https"])


def as_html(words: str) -> str:
    """Paragraphs of text, bold and links; all else of a markup is dropped, its words kept, script with all it holds.

    Plain text stays what was typed: `1 < 2` is no tag. Empty for what says nothing.
    """
    tidy = tidy_text(words)
    return _of_markup(tidy) if _TAG.search(tidy) else _paragraphs([markup.escape(tidy, quote=False)])


def as_text(html: str) -> str:
    """The words of a line alone, a paragraph a line."""
    plain = re.sub(r"</p>\s*<p>|<br>", "\n", html)
    return markup.unescape(re.sub(r"<[^>]*>", "", plain)).strip()


def _paragraphs(pieces: list[str]) -> str:
    lines = [line.strip() for piece in pieces for line in piece.split("\n")]
    return "".join(f"<p>{line}</p>" for line in lines if line)


def _of_markup(text: str) -> str:
    root = lxml.html.fragment_fromstring(text, create_parent="div")
    pieces: list[str] = [""]
    _walk(root, pieces)
    return _paragraphs(pieces)


def _walk(element: "lxml.html.HtmlElement", pieces: list[str]) -> None:
    """Add what an element says to the last piece, or begin a new one. Its tail is not its own."""
    opening, closing = _kept(element)
    pieces[-1] += opening + _said(element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag.lower() not in _DROPPED:
            is_block = child.tag.lower() in _BLOCKS or child.tag.lower() == "br"
            if is_block and not opening:
                pieces.append("")
            _walk(child, pieces)
            if is_block and not opening and child.tag.lower() != "br":
                pieces.append("")
        pieces[-1] += _said(child.tail)
    pieces[-1] += closing


def _kept(element: "lxml.html.HtmlElement") -> tuple[str, str]:
    """The tags that stay around an element's words. Where it holds blocks it is none of those that may."""
    if any(isinstance(child.tag, str) and child.tag.lower() in _BLOCKS for child in element.iterdescendants()):
        return "", ""
    if element.tag in _BOLD:
        return "<strong>", "</strong>"
    if element.tag == "a" and (href := _address(element.get("href") or "")):
        return f'<a href="{markup.escape(href)}" rel="nofollow noopener">', "</a>"
    return "", ""


def _said(words: str | None) -> str:
    return markup.escape(re.sub(r"\s+", " ", words or ""), quote=False)


def _address(href: str) -> str:
    """An address that only leads somewhere: of the web, or of this site; empty for anything else."""
    plain = re.sub(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\ufeff]", "", href)
    try:
        told = urlsplit(plain)
    except ValueError:
        return ""
    if told.scheme.lower() in _SCHEMES and told.netloc:
        return plain
    return plain if plain.startswith("/") and not plain.startswith(("//", "/\\")) else ""
