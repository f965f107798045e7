"""索引号 and 文号: how they are written, read and put right."""

import re
import unicodedata
from dataclasses import dataclass

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

LARGEST_SERIAL = 99_999
_INDEX = re.compile(r"[0-9A-Z]{1,20}/(?:19|20)[0-9]{2}-[0-9]{5}")
_BRACKETS = str.maketrans({**dict.fromkeys("[(【﹝［（{｛<《", "〔"), **dict.fromkeys("])】﹞］）}｝>》", "〕")})
_NUMBER = re.compile(
    r"(?P<organ>[\u4e00-\u9fffA-Za-z]{1,20})〔(?P<year>(?:19|20)\d{2})〕(?:第)?0*(?P<serial>[1-9]\d{0,5})号?"
)
_ORDER = re.compile(r"(?P<organ>[\u4e00-\u9fff]{1,30}令)(?:第)?0*(?P<serial>[1-9]\d{0,4})号")


def index_number(organ: str, year: int, serial: int) -> str:
    """索引号: 统一社会信用代码/year-five digits, e.g. 1136082908290001X2/2013-00001.

    Raises Refusal `index-full` past 99999: a number is never given out twice.
    """
    if not 1 <= serial <= LARGEST_SERIAL:
        raise Refusal("index-full", f"{year}年的索引号已经用完（{LARGEST_SERIAL}个），请联系系统管理员。")
    return f"{organ}/{year}-{serial:05d}"


def is_index_number(text: str) -> bool:
    """Whether it has the shape of one; says nothing of whether the information exists."""
    return bool(_INDEX.fullmatch(text))


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """发文字号: 机关代字 〔year〕 serial 号; an order (令) has no year."""

    organ: str
    year: int | None
    serial: int

    def __str__(self) -> str:
        return f"{self.organ}第{self.serial}号" if self.year is None else f"{self.organ}〔{self.year}〕{self.serial}号"


def parse_document_number(text: str) -> DocumentNumber:
    """A 文号 as people type it, in any brackets, with 第 or leading zeros (GB/T 9704-2012 7.2.5).

    Raises Refusal `bad-document-number`.
    """
    typed = "".join(tidy_line(unicodedata.normalize("NFKC", text)).split()).translate(_BRACKETS)
    found = _NUMBER.fullmatch(typed)
    if found is not None:
        return DocumentNumber(found["organ"], int(found["year"]), int(found["serial"]))
    order = _ORDER.fullmatch(typed)
    if order is not None:
        return DocumentNumber(order["organ"], None, int(order["serial"]))
    raise Refusal(
        "bad-document-number",
        f"文号“{tidy_line(text)}”不规范，应由机关代字、年份和序号组成，例如：安府办字〔2026〕12号。",
        "document_number",
    )


def tidy_document_number(text: str) -> str:
    """The 文号 as it ought to be written; "" where there is none. Raises Refusal `bad-document-number`."""
    return str(parse_document_number(text)) if text.strip() else ""
