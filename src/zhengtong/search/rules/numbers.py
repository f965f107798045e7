"""发文字号 and 索引号 brought to one form, in whatever brackets and widths they are written (党政机关公文格式 GB/T 9704)."""

import re
import unicodedata

from .folding import HAN

_OPEN, _SHUT = "[\\[(〔【［（｛{〈<《﹝]", "[\\])〕】］）｝}〉>》﹞]"
# 机关代字, 年份 in brackets of any kind (or none), 序号; a leading zero and 第 are not written by the standard but are met.
_NUMBER = re.compile(rf"([{HAN}]{{1,12}})\s*{_OPEN}?\s*((?:19|20)\d\d)\s*{_SHUT}?\s*第?\s*0*([1-9]\d{{0,5}})\s*号")
_INDEX = re.compile(r"(?=[A-Z0-9/-]*\d)[A-Z0-9]{4,20}(?:[/-][A-Z0-9]{1,10}){1,5}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−_", "-") | {"／": "/", "∕": "/"})
_NOT_ORGAN = re.compile(r".*(?:根据|依照|按照|依据|印发|废止|以及|关于|转发|见|和|与|的|文|为)(?=.)")


def document_numbers(text: str) -> list[str]:
    """Every 发文字号 in a text as `安府发〔2026〕3号`, in order, each once."""
    found = []
    for organ, year, number in _NUMBER.findall(unicodedata.normalize("NFKC", text)):
        name = _NOT_ORGAN.sub("", organ)
        if name and f"{name}〔{year}〕{number}号" not in found:
            found.append(f"{name}〔{year}〕{number}号")
    return found


def document_number(text: str) -> str:
    """The first 发文字号 of a text, or nothing."""
    return next(iter(document_numbers(text)), "")


def index_number(text: str) -> str:
    """An 索引号 standing alone, in capitals, with plain dashes and no blanks; nothing if the text is none."""
    compact = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(_DASHES).upper()
    return compact if _INDEX.fullmatch(compact) and len(compact) >= 9 else ""
