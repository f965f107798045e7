"""An answer against its form: what is good, and a sentence for whatever is not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhengtong.foundation.errors import Refusal

from .definition import Column, Definition, Field
from .entries import Entries, Row, gather, table_rows
from .reading import Reading, is_blank, read
from .visibility import visible_keys


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What checking needs to know of a stored file: its name, its size in bytes, the extensions its content goes by."""

    name: str
    size: int
    extensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome. `values` holds the good values of visible fields; `errors` maps the name of an input to a sentence,
    in the order of the page; `entries` is what was typed, every bit of it, to show the page again or save a draft.
    """

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    entries: Entries = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not self.errors


def _no_file(token: str) -> FileFacts | None:
    return None


def check(
    definition: Definition,
    raw: Mapping[str, Any],
    *,
    today: date,
    regions: Callable[[str], str | None],
    files: Callable[[str], FileFacts | None] = _no_file,
) -> Checked:
    """Check a posted form or a draft's entries. Hidden fields are dropped, not validated.

    regions: name of a region by its 12-digit code, None if there is none today. files: the facts of an attachment this
    person may use, by token; a token it does not know is answered with 请重新上传.
    """
    entries = gather(definition, raw)
    reading = Reading(today, regions)
    shown = set(visible_keys(definition, entries))
    checked = Checked(entries=entries)
    for asked in definition.fields():
        if asked.key not in shown or not asked.has_value:
            continue
        if asked.kind == "table":
            _check_table(asked, table_rows(entries, asked.key), reading, checked)
            continue
        try:
            value = _value(asked, entries[asked.key], reading, files)
        except Refusal as refusal:
            checked.errors[asked.key] = refusal.sentence
        else:
            if value is not None:
                checked.values[asked.key] = value
    return checked


def _value(
    asked: Field, entry: str | list[str] | list[Row], reading: Reading, files: Callable[[str], FileFacts | None]
) -> Any:
    if isinstance(entry, list):
        return _many(asked, [item for item in entry if isinstance(item, str)])
    if asked.kind == "declaration":
        return _declared(asked, entry)
    if is_blank(entry):
        if asked.is_required:
            raise Refusal("missing", missing(asked), asked.key)
        return None
    return _file(asked, entry.strip(), files) if asked.kind == "file" else read(asked, entry, reading)


def missing(asked: Column) -> str:
    """The sentence for a required field that was left empty."""
    verb = {"choice": "选择", "multichoice": "选择", "region": "选择", "file": "上传"}.get(asked.kind, "填写")
    return f"请{verb}{asked.label}。"


def _many(asked: Field, chosen: list[str]) -> list[str] | None:
    offered = [choice.value for choice in asked.choices]
    if any(value not in offered for value in chosen):
        raise Refusal("not-offered", f"{asked.label}请从所列选项中选择。", asked.key)
    if not chosen and asked.is_required:
        raise Refusal("missing", missing(asked), asked.key)
    picked = [value for value in offered if value in chosen]
    if picked and asked.minimum is not None and len(picked) < int(asked.minimum):
        raise Refusal("too-few", f"{asked.label}至少选{asked.minimum}项，现在选了{len(picked)}项。", asked.key)
    if asked.maximum is not None and len(picked) > int(asked.maximum):
        raise Refusal("too-many", f"{asked.label}最多选{asked.maximum}项，现在选了{len(picked)}项。", asked.key)
    return picked or None


def _declared(asked: Field, entry: str) -> bool | None:
    is_ticked = entry.strip() not in ("", "no")
    if not is_ticked and asked.is_required:
        raise Refusal("missing", f"请阅读并勾选“{asked.label}”。", asked.key)
    return True if is_ticked else None


def _file(asked: Field, token: str, files: Callable[[str], FileFacts | None]) -> dict[str, str]:
    facts = files(token)
    if facts is None:
        raise Refusal("file-unknown", f"{asked.label}没有上传成功，请重新上传。", asked.key)
    if asked.max_mb is not None and facts.size > asked.max_mb * 1024 * 1024:
        raise Refusal("file-too-large", f"{asked.label}的文件超过{asked.max_mb}MB，请压缩或重新拍照后上传。", asked.key)
    if asked.accept and not set(asked.accept) & set(facts.extensions):
        raise Refusal("file-type", f"{asked.label}只接受 {'、'.join(asked.accept)} 文件。", asked.key)
    return {"token": token, "name": facts.name}


def _check_table(asked: Field, rows: list[Row], reading: Reading, checked: Checked) -> None:
    good: list[dict[str, Any]] = []
    filled = [(number, row) for number, row in enumerate(rows) if not all(is_blank(cell) for cell in row.values())]
    least = int(asked.minimum or 0) or (1 if asked.is_required else 0)
    if len(filled) < least and (asked.is_required or filled):
        checked.errors[asked.key] = (
            f"{asked.label}至少填写{least}行，现在有{len(filled)}行。" if filled else missing(asked)
        )
    if asked.maximum is not None and len(filled) > int(asked.maximum):
        checked.errors[asked.key] = f"{asked.label}最多填写{int(asked.maximum)}行，现在有{len(filled)}行。"
    for number, row in filled:
        values: dict[str, Any] = {}
        for column in asked.columns:
            try:
                value = _cell(column, row[column.key], reading)
            except Refusal as refusal:
                checked.errors[f"{asked.key}-{number}-{column.key}"] = (
                    f"{asked.label}第{number + 1}行：{refusal.sentence}"
                )
            else:
                if value is not None:
                    values[column.key] = value
        good.append(values)
    if good:
        checked.values[asked.key] = good


def _cell(column: Column, entry: str, reading: Reading) -> Any:
    if is_blank(entry):
        if column.is_required:
            raise Refusal("missing", missing(column), column.key)
        return None
    return read(column, entry, reading)
