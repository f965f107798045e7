"""Text brought to one form: width, case, traditional characters in what was typed."""

import functools
import re
import unicodedata

from opencc import OpenCC

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
WORD = re.compile(rf"[{HAN}a-z0-9]+")


def fold(text: str) -> str:
    """NFKC and small letters: Ａ１ → a1."""
    return unicodedata.normalize("NFKC", text).lower()


@functools.cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def fold_query(text: str) -> str:
    """What was typed, folded; traditional characters become simplified ones, as the county writes."""
    return str(_to_simplified().convert(fold(text)))


def is_word(token: str) -> bool:
    """Whether a token is made of Chinese characters, letters and digits alone."""
    return WORD.fullmatch(token) is not None


def is_han(text: str) -> bool:
    """Whether a text is made of Chinese characters alone."""
    return bool(text) and all("\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" or c >= "\U00020000" for c in text)
