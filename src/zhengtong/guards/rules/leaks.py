"""Personal numbers in running text: resident identity numbers, bank cards, mobile numbers (个人信息保护法 第二十五条)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhengtong.foundation.checkdigits import read_resident_id
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.masking import mask_bank_card, mask_id_number, mask_phone
from zhengtong.foundation.text import half_width

ID_NUMBER, BANK_CARD, MOBILE = "居民身份证号码", "银行卡号", "手机号码"
_GAPS = " \u3000\u00a0\\-－–—"
_GAP = f"[{_GAPS}]"
# What may hold a number: begins with a digit, so the search skips running text at the speed of C.
_RUN = re.compile(f"[0-9０-９][0-9０-９{_GAPS}]{{9,}}[0-9０-９XxＸｘ]")
_ID = re.compile(rf"(?<![0-9])(?:[0-9]{_GAP}?){{17}}[0-9Xx](?![0-9])")
# 62: UnionPay (GB/T 20547), 4 and 5: the two cards of abroad.
_CARD = re.compile(rf"(?<![0-9])(?:6{_GAP}?2(?:{_GAP}?[0-9]){{14,17}}|[45](?:{_GAP}?[0-9]){{15}})(?![0-9])")
_MOBILE = re.compile(rf"(?<![0-9])1[3-9][0-9](?:{_GAP}?[0-9]{{4}}){{2}}(?![0-9])")
_LETTERS_BEFORE = re.compile(r"[A-Za-z_]+\Z")
_LEADS = ("tel", "phone", "mobile", "mob", "id", "no", "card")
_CODE_AFTER = re.compile(r"[A-Za-z_]|\.(?:html?|jpe?g|png|pdf|docx?|xlsx?)\b")
_GAP_ALONE = re.compile(_GAP)


@dataclass(frozen=True, slots=True)
class Leak:
    """A number at `start` to `end` (not included), and how it may be shown."""

    start: int
    end: int
    what: str
    masked: str


def leaks(text: str) -> Iterator[Leak]:
    """Every number that passes its own test: check digit and date of birth, Luhn, a mobile's prefix; in order."""
    for run in _RUN.finditer(text):
        if _is_part_of_a_code(text, run.start(), run.end()):
            continue
        yield from sorted(_in_run(half_width(run[0]), run.start()), key=lambda leak: leak.start)


def _is_part_of_a_code(text: str, start: int, end: int) -> bool:
    """Case numbers and the names of pages and files hold long numbers: letters tell them, unless they say 电话."""
    letters = _LETTERS_BEFORE.search(text, max(start - 10, 0), start)
    return bool(letters and letters[0].lower() not in _LEADS) or bool(_CODE_AFTER.match(text, end))


def _in_run(run: str, offset: int) -> Iterator[Leak]:
    taken: list[tuple[int, int]] = []
    for pattern, test, what, mask in (
        (_ID, is_resident_id, ID_NUMBER, lambda number: mask_id_number(number, public=True)),
        (_CARD, is_luhn, BANK_CARD, mask_bank_card),
        (_MOBILE, lambda _: True, MOBILE, mask_phone),
    ):
        for found in pattern.finditer(run):
            start, end = found.span()
            number = _GAP_ALONE.sub("", found[0])
            if any(start < last and first < end for first, last in taken) or not test(number):
                continue
            taken.append((start, end))
            yield Leak(offset + start, offset + end, what, mask(number))


def is_resident_id(number: str) -> bool:
    """Whether region, date of birth and check digit are right (GB 11643-1999)."""
    try:
        read_resident_id(number)
    except Refusal:
        return False
    return True


def is_luhn(number: str) -> bool:
    """The check digit of bank cards (GB/T 15694.1, ISO/IEC 7812-1 Annex B); a row of one digit is no number."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(number)) > 1
