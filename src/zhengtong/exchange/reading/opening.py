"""A file opened with a measure in hand: what unpacks to more than a log can hold is refused before it fills the machine."""

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from zhengtong.foundation.archives import DAMAGE
from zhengtong.foundation.errors import Refusal

MOST_BYTES = 2 << 30
"""Unpacked, of one file."""
MOST_RATIO = 250
"""Unpacked to packed; logs of events reach 60, a bomb a thousand."""
SMALL = 8 << 20
"""Below this nobody is hurt, whatever the ratio."""
MOST_WORKBOOK = 300 << 20
CHUNK = 1 << 18


class Format(StrEnum):
    XES = "xes"
    CSV = "csv"
    XLSX = "xlsx"


class Cut(Exception):
    """The packed file ends or breaks before its content does."""


def open_file(path: Path, name: str) -> Format:
    """What kind of file it is, by its first bytes and its name; Refusal for anything else."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise Refusal("file-unreadable", f"文件 {name} 读不出来（{error.strerror}）。", "file") from error
    if not head:
        raise Refusal("file-empty", f"文件 {name} 是空的。", "file")
    lower = name.lower()
    if head.startswith(b"PK"):
        _check_workbook(path, name)
        return Format.XLSX
    plain = lower.removesuffix(".gz") if head.startswith(b"\x1f\x8b") else lower
    if plain.endswith((".xes", ".xml")):
        return Format.XES
    if plain.endswith((".csv", ".tsv", ".txt")):
        return Format.CSV
    raise Refusal("file-format", f"不认识的文件格式“{name}”，可以导入 .xes、.xes.gz、.csv、.xlsx。", "file")


def chunks(path: Path) -> Iterator[bytes]:
    """The content, unpacked. Raises Refusal for a bomb, Cut where a packed file breaks off."""
    with path.open("rb") as file:
        packed = path.stat().st_size
        is_packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        total = 0
        source = gzip.GzipFile(fileobj=file) if is_packed else file
        while chunk := _next(source):
            total += len(chunk)
            if total > MOST_BYTES or (is_packed and total > SMALL and total > MOST_RATIO * packed):
                raise Refusal(
                    "file-bomb", f"文件解压后异常大（压缩前后相差{total // max(packed, 1)}倍以上），未导入。", "file"
                )
            yield chunk


def _next(source: gzip.GzipFile) -> bytes:
    try:
        return source.read1(CHUNK)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Cut("压缩文件没有传完整或已损坏") from error


def _check_workbook(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (*DAMAGE, lzma.LZMAError) as error:
        raise Refusal("file-broken", f"文件 {name} 已损坏，打不开。", "file") from error
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_WORKBOOK or (unpacked > SMALL and unpacked > MOST_RATIO * path.stat().st_size):
        raise Refusal("file-bomb", f"文件 {name} 解压后异常大，未导入。", "file")
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise Refusal("file-format", f"“{name}”是压缩包但不是 xlsx 表格，请解压后导入。", "file")
