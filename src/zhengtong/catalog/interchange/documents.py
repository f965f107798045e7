"""The YAML of an item (docs/item-file.md): one file, or a zip of many."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Any

import yaml

from zhengtong.foundation.archives import DAMAGE
from zhengtong.foundation.errors import Refusal

from ..choices import ItemState
from ..elements import label_of
from ..guide import Guide
from ..reading import Reader
from ..shape import ORDER, normal
from .entry import Entry, Fault, Found

# Far more than any county has; what is larger is no catalogue.
MOST_FILES = 5_000
MOST_BYTES = 40 * 1024 * 1024
# An item file goes four levels down.
DEEPEST = 12
_STATE_AFTER = "level"
# YAML can write them as escapes; the database can hold neither the null character nor half a surrogate pair.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class _OneLine(dict[str, Any]):
    """A mapping written on one line."""


class _Dumper(yaml.SafeDumper):
    """Block style for what is long, one line for rows and short lists: as a person would write it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.Node:
    is_short = all(isinstance(value, str) for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=is_short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(_OneLine, lambda dumper, row: dumper.represent_mapping("tag:yaml.org,2002:map", row, True))


def to_yaml(entry: Entry) -> str:
    """The item file, elements in their order, rows on one line each."""
    document: dict[str, Any] = {}
    for key in ORDER:
        document[key] = _folded(entry.content[key])
        if key == _STATE_AFTER:
            document |= {
                "state": str(entry.state),
                "cancelled_on": entry.cancelled_on,
                "cancel_basis": entry.cancel_basis or None,
            }
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def _folded(value: Any) -> Any:
    """Mappings of plain values go on one line; days stand as days."""
    if isinstance(value, list):
        return [_folded(one) for one in value]
    if not isinstance(value, dict):
        return value
    inner = {
        key: date.fromisoformat(one) if key == "effective_on" and one else _folded(one) for key, one in value.items()
    }
    is_flat = not any(isinstance(one, dict) or (isinstance(one, str) and "\n" in one) for one in inner.values())
    return _OneLine(inner) if is_flat else inner


def to_zip(entries: Iterable[Entry]) -> bytes:
    """One YAML file per item, named by its code."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            archive.writestr(f"{entry.code.lower()}.yaml", to_yaml(entry))
    return packed.getvalue()


def read_documents(name: str, data: bytes) -> Found:
    """A .yaml file or a .zip of them. Raises Refusal only when the archive itself cannot be opened."""
    if not name.lower().endswith(".zip"):
        return _read_one(name, data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise Refusal("import-unreadable", "压缩包打不开，可能没有传完整，请重新打包后再试。", "file") from error
    members = [info for info in archive.infolist() if info.filename.lower().endswith((".yaml", ".yml"))]
    if not members:
        raise Refusal("import-empty", "压缩包里没有扩展名为 yaml 的事项文件。", "file")
    if len(members) > MOST_FILES or sum(info.file_size for info in members) > MOST_BYTES:
        raise Refusal(
            "import-too-large", f"压缩包里的文件太多或太大，一次最多{MOST_FILES}个、40 MB，请分批导入。", "file"
        )
    found = Found()
    for info in members:
        try:
            data = archive.read(info)
        except DAMAGE:
            told = "压缩包里的这个文件已损坏或设有密码，读不出来，请重新打包后再试。"
            found.merge(Found(total=1, faults=[Fault(info.filename, 0, "", told)]))
        else:
            found.merge(_read_one(info.filename, data))
    return found


def _read_one(name: str, data: bytes) -> Found:
    found = Found(total=1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found.faults.append(Fault(name, 0, "", "文件不是 UTF-8 编码，请另存为 UTF-8 后再导入。"))
        return found
    try:
        if unfit := _unfit(text):
            found.faults.append(Fault(name, 0, "", unfit))
            return found
        document = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        found.faults.append(
            Fault(name, line, "", "这一行不合 YAML 格式，常见原因是缩进不齐、冒号后没有空格或引号没有成对。")
        )
        return found
    code = str(document.get("code") or "") if isinstance(document, dict) else ""
    try:
        found.add(_entry(document), name, 1)
    except Refusal as refusal:
        line = _line_of(text, refusal.field or "")
        found.faults.append(Fault(name, line, label_of(refusal.field or ""), refusal.sentence, code))
    return found


def _unfit(text: str) -> str:
    """Why a file is not even loaded, seen while it is scanned: references multiply and depths exhaust what loads them."""
    depth = 0
    for event in yaml.parse(text):
        if isinstance(event, yaml.AliasEvent):
            return "文件中用了“*”引用，请把内容写全。"
        if getattr(event, "tag", None) is not None:
            return "文件中用了“!”标签，请去掉，只写内容。"
        if isinstance(event, yaml.ScalarEvent) and _UNPRINTABLE.search(event.value):
            return f"第{event.start_mark.line + 1}行有看不见的控制字符，请删去。"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return f"内容嵌套超过{DEEPEST}层，不是事项文件。"
    return ""


def _entry(document: Any) -> Entry:
    Guide.of(document)
    top = Reader(document)
    return Entry(
        content=normal(document),
        state=top.word("state", ItemState, optional=True) or ItemState.ACTIVE,
        cancelled_on=top.day("cancelled_on"),
        cancel_basis=top.line("cancel_basis"),
    )


def _line_of(text: str, path: str) -> int:
    """The line (from 1) at which a path like `materials[1].need` stands, or the nearest above it that exists."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for step in path.replace("[", ".").replace("]", "").split("."):
        below = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == step:
                    line, below = key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
            below = node.value[int(step)]
            line = below.start_mark.line + 1
        if below is None:
            break
        node = below
    return line
