"""Old sites as they are handed over: a folder, a zip of one, a table, JSON, or a WordPress export → records."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import openpyxl
import yaml
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from lxml import etree
from markdown_it import MarkdownIt

from zhengtong.foundation.archives import DAMAGE
from zhengtong.foundation.errors import Refusal

from .rules import Record, record_of

TABLES = (".xlsx", ".csv", ".json", ".xml")
PAGES = (".html", ".htm", ".md", ".txt")
LARGEST_FILE = 200 << 20
LARGEST_UNPACKED = 2 << 30
MOST_FILES = 50_000
MOST_TIMES = 100  # unpacked bytes for a packed one: text packs to a tenth, a bomb to a thousandth
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_WP = "{http://wordpress.org/export/1.2/}"


def unpack(archive: Path, into: Path) -> Path:
    """A zip's files under `into`, never outside; raises Refusal `zip-broken`, `zip-bomb`, `too-many-files`."""
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [one for one in packed.infolist() if not one.is_dir()]
            total = sum(one.file_size for one in members)
            if len(members) > MOST_FILES:
                raise Refusal("too-many-files", f"压缩包里的文件超过{MOST_FILES}个，请分批导入。")
            if total > LARGEST_UNPACKED or total > MOST_TIMES * max(archive.stat().st_size, 1 << 16):
                raise Refusal("zip-bomb", "压缩包解开后过大，疑为压缩炸弹，没有导入。")
            for one in members:
                _extract(packed, one, into)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise Refusal("zip-broken", "压缩包已损坏或者加了密，打不开。") from error
    inside = [one for one in into.iterdir() if not one.name.startswith(("__MACOSX", "."))]
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else into


def _extract(packed: zipfile.ZipFile, one: zipfile.ZipInfo, into: Path) -> None:
    name = one.filename
    if not one.flag_bits & 0x800:  # written without UTF-8 names, by Windows in Chinese
        try:
            name = name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = one.filename
    target = (into / name).resolve()
    if not target.is_relative_to(into.resolve()):
        raise Refusal("zip-broken", "压缩包里有指向包外的路径，没有导入。")
    target.parent.mkdir(parents=True, exist_ok=True)
    left = one.file_size
    with packed.open(one) as source, open(target, "wb") as copy:
        while piece := source.read(1 << 20):
            left -= len(piece)
            if left < 0:
                raise Refusal("zip-bomb", "压缩包里的文件比它自己说的大，没有导入。")
            copy.write(piece)


def records(path: Path) -> Iterator[Record]:
    """Every article of a folder or a file. Raises Refusal `not-there`, `too-large`, `kind`, `nothing`, `unreadable`."""
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise Refusal("not-there", f"没有找到“{path.name}”。")
    if path.stat().st_size > LARGEST_FILE:
        raise Refusal("too-large", f"“{path.name}”超过{LARGEST_FILE >> 20}MB，请分批导入。")
    reader = {".xlsx": _xlsx, ".csv": _csv, ".json": _json, ".xml": _wordpress}.get(path.suffix.lower())
    if reader is not None:
        return reader(path)
    if path.suffix.lower() in PAGES:
        return iter([_page(path, path.parent)])
    raise Refusal("kind", "可以导入文件夹、zip、xlsx、CSV、JSON、WordPress导出文件（xml）、html、md和txt。")


def _folder(root: Path) -> Iterator[Record]:
    tables = sorted(one for one in root.iterdir() if one.suffix.lower() in TABLES and not one.name.startswith("."))
    if tables:
        for table in tables:
            yield from records(table)
        return
    pages = sorted(one for one in root.rglob("*") if one.suffix.lower() in PAGES and one.is_file())
    if not pages:
        raise Refusal("nothing", "文件夹里没有可以导入的内容。")
    for page in pages[:MOST_FILES]:
        yield _page(page, root)


def _page(page: Path, root: Path) -> Record:
    where = str(page.relative_to(root))
    try:
        if not page.resolve().is_relative_to(root.resolve()) or page.stat().st_size > LARGEST_FILE:
            raise Refusal("unreadable", "文件过大，或者指向文件夹以外。")
        text = _decoded(page.read_bytes())
        said = _html_page(text) if page.suffix.lower() in (".html", ".htm") else _marked_page(page, text)
    except (Refusal, OSError, yaml.YAMLError, etree.ParserError) as error:
        return Record(where, where, page.stem, "", problem=f"文件读不出来：{str(error)[:80]}")
    said.setdefault("title", page.stem)
    said.setdefault("column", "/".join(page.relative_to(root).parts[:-1]))
    said.setdefault("url", f"/{where}")
    return record_of(said, where=where, folder=str(page.relative_to(root).parent), key=where)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("unreadable", "文字编码认不出来（不是UTF-8也不是GB18030）。")


def _html_page(text: str) -> dict[str, Any]:
    """网站标签规范's own tags say most of it; the words are in what is marked as the article, else in the body."""
    tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    said: dict[str, Any] = {}
    for meta in tree.iter("meta"):
        if meta.get("name") and meta.get("content"):
            said.setdefault(meta.get("name").lower(), meta.get("content"))
    title = tree.findtext(".//title")
    heading = tree.find(".//h1")
    if "articletitle" not in said:
        said["title"] = heading.text_content() if heading is not None else title or ""
    said.pop("description", None)
    content = next(iter(tree.xpath("//*[@id='content' or @id='zoom' or self::article]")), None)
    body = content if content is not None else tree.find("body")
    if heading is not None and body is not None and heading in list(body.iter()):
        heading.drop_tree()
    said["html"] = "" if body is None else lxml.html.tostring(body, encoding="unicode")
    return {name: value for name, value in said.items() if value}


def _marked_page(page: Path, text: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        head, text = text[4:].split("\n---\n", 1)
        loaded = yaml.safe_load(head)
        said = loaded if isinstance(loaded, dict) else {}
    if page.suffix.lower() == ".md":
        said["html"] = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    else:
        said["html"] = "".join(f"<p>{_escaped(line)}</p>" for line in text.splitlines() if line.strip())
    return said


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _xlsx(path: Path) -> Iterator[Record]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        head, *rows = list(book.active.iter_rows(values_only=True)) or [()]
    except (*DAMAGE, KeyError, SyntaxError, ValueError) as error:
        raise Refusal("unreadable", "工作簿已损坏，打不开。") from error
    names = [str(cell or "") for cell in head]
    for number, row in enumerate(rows, 2):
        if any(cell not in (None, "") for cell in row):
            yield _of_table(dict(zip(names, row, strict=False)), f"第{number}行")


def _csv(path: Path) -> Iterator[Record]:
    csv.field_size_limit(LARGEST_FILE)
    for number, row in enumerate(csv.DictReader(io.StringIO(_decoded(path.read_bytes()))), 2):
        yield _of_table({name: value for name, value in row.items() if name}, f"第{number}行")


def _json(path: Path) -> Iterator[Record]:
    try:
        loaded = json.loads(_decoded(path.read_bytes()))
    except (json.JSONDecodeError, RecursionError) as error:
        raise Refusal("unreadable", "不是完整的JSON文件。") from error
    listed = loaded.get("articles") if isinstance(loaded, dict) else loaded
    if not isinstance(listed, list):
        raise Refusal("unreadable", "JSON里应当是稿件的列表。")
    for number, row in enumerate(listed, 1):
        if isinstance(row, dict):
            yield _of_table(row, f"第{number}条")
        else:
            yield Record(f"第{number}条", "", "", "", problem="不是一条稿件。")


def _of_table(row: dict[str, Any], where: str) -> Record:
    made = record_of(row, where=where)
    return made if made.key else record_of(row, where=where, key=made.old_url)


def _wordpress(path: Path) -> Iterator[Record]:
    """WXR: the published posts and pages; what hangs on them comes in with them."""
    number = 0
    try:
        for _, item in ElementTree.iterparse(path, forbid_dtd=True):
            if item.tag != "item":
                continue
            number += 1
            kind, state = item.findtext(f"{_WP}post_type", "post"), item.findtext(f"{_WP}status", "publish")
            if kind in ("post", "page") and state == "publish":
                yield _post(item, number)
            item.clear()
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        if number == 0:
            raise Refusal("unreadable", "不是完整的WordPress导出文件（WXR）。") from error
        yield Record(f"第{number + 1}条", "", "", "", problem="文件到这里断了，后面的内容读不出来。")


def _post(item: Any, number: int) -> Record:
    categories = [one.text or "" for one in item.findall("category") if one.get("domain") == "category"]
    said = {
        "id": f"wp-{item.findtext(f'{_WP}post_id', '')}",
        "title": item.findtext("title", ""),
        "content": item.findtext(_CONTENT, ""),
        "column": categories[0] if categories else "",
        "date": item.findtext(f"{_WP}post_date", "") or item.findtext("pubDate", ""),
        "author": item.findtext("{http://purl.org/dc/elements/1.1/}creator", ""),
        "link": item.findtext("link", ""),
    }
    return record_of(said, where=f"第{number}条")
