"""What of a text survives: an allow-list, whatever way the text came (typed, pasted from Word, imported, sent by hand)."""

import re
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

KEPT = frozenset(
    [
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "sub",
        "sup",
        "ol",
        "ul",
        "li",
        "blockquote",
        "a",
    ]
)
RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "div": "p", "section": "p", "article": "p", "center": "p", "pre": "p"}
# With everything inside; all others lose the tag and keep the words.
DROPPED = frozenset(
    ["script", "style", "head", "title", "meta", "link", "iframe", "frame", "frameset", "object", "applet", "svg", "math",
     "template", "noscript", "xml", "form", "input", "button", "select", "textarea", "audio", "video", "canvas", "base"]
)  # fmt: skip
BLOCKS = frozenset(["p", "h2", "h3", "h4", "ol", "ul", "li", "blockquote", "hr", "table", "div"])
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_CLEAN = re.compile(
    r"(?:[^<]|</?(?:p|h2|h3|h4|b|strong|i|em|u|sub|sup|ol|ul|li|blockquote)(?: data-block-key=\"[\w-]{1,40}\")?>|<[bh]r/?>)*"
)
_KEY = re.compile(r"[\w-]{1,40}")


def clean(html: str) -> str:
    """The text with allowed tags alone: no script, no style, nothing of Word's, no address that runs code."""
    if _CLEAN.fullmatch(html):
        return html
    if not html.strip():
        return ""
    root = lxml.html.fragment_fromstring(html.replace("\0", ""), create_parent="div")
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction, etree.Entity)):
        node.drop_tree()
    for element in list(root.iter()):
        if element is not root and _is_attached(element, root):
            _admit(element)
    return _inner(root)


def _admit(element: "lxml.html.HtmlElement") -> None:
    name = element.tag.lower() if isinstance(element.tag, str) else ""
    if name in DROPPED:
        element.drop_tree()
        return
    name = RENAMED.get(name, name)
    if name == "p" and any(child.tag in BLOCKS for child in element.iterdescendants()):
        name = ""  # a box around paragraphs is no paragraph
    if name not in KEPT:
        element.drop_tag()
        return
    element.tag = name
    said = dict(element.attrib)
    element.attrib.clear()
    for key, value in _attributes(name, said).items():
        element.set(key, value)
    if name == "a" and not element.attrib:
        element.drop_tag()


def _attributes(name: str, said: dict[str, str]) -> dict[str, str]:
    if name != "a":
        key = said.get("data-block-key", "")
        return {"data-block-key": key} if _KEY.fullmatch(key) else {}
    if said.get("linktype") in ("page", "document") and said.get("id", "").isdigit():
        return {"linktype": said["linktype"], "id": said["id"]}
    href = _address(said.get("href", ""))
    return {"href": href} if href else {}


def _address(href: str) -> str:
    """An address that only leads somewhere; empty for anything that could run."""
    plain = re.sub(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\ufeff]", "", href)
    try:
        scheme = urlsplit(plain).scheme.lower()
    except ValueError:
        return ""
    return plain if scheme in SCHEMES or (not scheme and ":" not in plain.split("/")[0]) else ""


def _is_attached(element: "lxml.html.HtmlElement", root: "lxml.html.HtmlElement") -> bool:
    """Whether it still stands in the text: what was dropped took its children along."""
    at = element
    while at is not None and at is not root:
        at = at.getparent()
    return at is root


def _inner(root: "lxml.html.HtmlElement") -> str:
    head = _escaped(root.text or "")
    return head + "".join(lxml.html.tostring(child, encoding="unicode") for child in root)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
