"""The text of an old page → the parts of an article: words cleaned, pictures and attachments taken in, tables as tables."""

import re
from collections.abc import Callable
from typing import Any

import lxml.html

from .. import sheets
from ..pasting.rules import clean

Take = Callable[[str], Any]
"""From the address of a file in the old text to the picture or document taken in, or None."""
_MARK = re.compile(r"\ue000(\d+)\ue000")
_FILE = re.compile(r"\.(pdf|ofd|docx?|xlsx?|wps|et|odt|ods|csv|txt)$", re.IGNORECASE)


def parts_of(html: str, *, picture: Take, document: Take) -> list[dict[str, Any]]:
    """The StreamField's raw value. What `picture` or `document` answers None for is left out of the text."""
    if not html.strip():
        return []
    root = lxml.html.fragment_fromstring(html.replace("\0", "").replace("\ue000", ""), create_parent="div")
    found: list[dict[str, Any]] = []
    for element in list(root.iter("img", "table", "a")):
        if element.tag == "img":
            _swap(element, _picture(element, picture), found)
        elif element.tag == "table":
            _swap(element, _table(element), found)
        elif _FILE.search((element.get("href") or "").split("?")[0]):
            _link(element, document)
    text = clean(lxml.html.tostring(root, encoding="unicode"))
    return list(_split(text, found))


def _swap(element: Any, part: dict[str, Any] | None, found: list[dict[str, Any]]) -> None:
    """A mark in the text where the part stood; nothing at all where it could not be taken in."""
    mark = ""
    if part is not None:
        mark = f"\ue000{len(found)}\ue000"
        found.append(part)
    tail = mark + (element.tail or "")
    element.tail = ""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _picture(element: Any, take: Take) -> dict[str, Any] | None:
    taken = take(element.get("src") or "")
    if taken is None:
        return None
    return {"type": "picture", "value": {"picture": taken.pk, "caption": (element.get("title") or "")[:120]}}


def _table(element: Any) -> dict[str, Any] | None:
    """A plain table as 数据表; one the sheet cannot hold keeps its words, a line a row."""
    rows = [[" ".join(cell.text_content().split()) for cell in row.iter("td", "th")] for row in element.iter("tr")]
    sheet = "\n".join("\t".join(row) for row in rows if any(row))
    caption = element.findtext("caption") or "附表"
    try:
        sheets.read(sheet)
    except sheets.Unreadable:
        lines = "".join(f"<p>{'　'.join(filter(None, row))}</p>" for row in rows if any(row))
        return {"type": "text", "value": clean(lines)} if lines else None
    return {"type": "table", "value": {"caption": caption.strip()[:60], "sheet": sheet, "note": ""}}


def _link(element: Any, take: Take) -> None:
    taken = take(element.get("href") or "")
    if taken is None:
        return
    element.attrib.clear()
    element.set("linktype", "document")
    element.set("id", str(taken.pk))


def _split(text: str, found: list[dict[str, Any]]) -> Any:
    for number, piece in enumerate(_MARK.split(text)):
        if number % 2:
            yield found[int(piece)]
            continue
        words = clean(piece)
        if lxml.html.fragment_fromstring(words or "<p></p>", create_parent="div").text_content().strip():
            yield {"type": "text", "value": words if words.lstrip().startswith("<") else f"<p>{words}</p>"}
