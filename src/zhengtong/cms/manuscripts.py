"""Articles written as text files: what stands at their head, and their text as the parts of an article.

The text is a small Markdown: paragraphs, `## ` headings, `- ` and `1. ` lists, `> ` quotes, `![caption](picture)`,
and tables and charts fenced as ```table name``` and ```chart name|unit|bar```.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml


class Faulty(ValueError):
    """A file that cannot be read as an article; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article before it is a page. `days`: how many days before the load it was published."""

    slug: str
    column: str
    title: str
    days: int
    source: str
    text: str
    summary: str = ""
    keywords: str = ""
    picture: str = ""
    author: str = ""
    validity: str = ""
    pinned: bool = False


def read_all(folder: Path) -> list[Manuscript]:
    """Every `*.md` below `folder`, in the order of their names. Raises Faulty."""
    return [read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.md"))]


def read(slug: str, document: str) -> Manuscript:
    """One file: a head between two lines of `---`, then the text. Raises Faulty."""
    parts = document.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise Faulty(f"{slug}: 缺少文件头。")
    head = yaml.safe_load(parts[1])
    try:
        return Manuscript(slug=head.pop("slug", slug), text=parts[2].strip(), **head)
    except TypeError as fault:
        raise Faulty(f"{slug}: 文件头不完整（{fault}）。") from fault


def parts_of(text: str, pictures: Mapping[str, int]) -> list[dict[str, Any]]:
    """The text as an article's body; `pictures`: name → key of the picture. Raises KeyError for an unknown picture."""
    parts: list[dict[str, Any]] = []
    for kind, value in _parts(text, pictures):
        # The same text makes the same parts: an address of a table survives a second load.
        key = uuid5(NAMESPACE_URL, f"{len(parts)}:{text}")
        parts.append({"type": kind, "value": value, "id": str(key)})
    return parts


_PICTURE = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<name>[\w-]+)\)")
_BLOCKS = re.compile(r"```(?P<fence>.*?)```|(?P<plain>(?:(?!```).)+)", re.DOTALL)


def _parts(text: str, pictures: Mapping[str, int]) -> Iterator[tuple[str, Any]]:
    for found in _BLOCKS.finditer(text):
        if fence := found["fence"]:
            yield _fenced(fence)
            continue
        flow: list[str] = []
        for block in re.split(r"\n\s*\n", found["plain"].strip()):
            other = _other(block, pictures)
            if other and flow:
                yield "text", "".join(flow)
                flow = []
            if other:
                yield other
            elif block.strip():
                flow.append(_html(block.strip()))
        if flow:
            yield "text", "".join(flow)


def _other(block: str, pictures: Mapping[str, int]) -> tuple[str, Any] | None:
    if picture := _PICTURE.fullmatch(block.strip()):
        return "picture", {"picture": pictures[picture["name"]], "caption": picture["caption"]}
    if block.startswith("> "):
        lines = [line.removeprefix("> ") for line in block.splitlines()]
        source = lines.pop().removeprefix("—— ") if lines[-1].startswith("—— ") else ""
        return "quote", {"text": "\n".join(lines), "source": source}
    return None


def _fenced(fence: str) -> tuple[str, Any]:
    first, sheet = fence.split("\n", 1)
    kind, _, words = first.partition(" ")
    if kind == "chart":
        caption, unit, look = words.split("|")
        return "chart", {"caption": caption, "unit": unit, "kind": look, "sheet": sheet.strip()}
    caption, _, note = words.partition("|")
    return "table", {"caption": caption, "note": note, "sheet": sheet.strip()}


def _html(block: str) -> str:
    lines = block.splitlines()
    if block.startswith("## "):
        return f"<h2>{_inline(block[3:])}</h2>"
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    if all(re.match(r"\d+\. ", line) for line in lines):
        numbered = [line.split(". ", 1)[1] for line in lines]
        return f"<ol>{''.join(f'<li>{_inline(line)}</li>' for line in numbered)}</ol>"
    return f"<p>{_inline(''.join(lines))}</p>"


def _inline(text: str) -> str:
    safe = escape(text, quote=False)
    safe = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", safe)
    return re.sub(r"\[([^\]]+)\]\((/[^)\s]*)\)", r'<a href="\2">\1</a>', safe)
