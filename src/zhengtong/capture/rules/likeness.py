"""SimHash (Charikar 2002): texts that are nearly the same have fingerprints that differ in few of their 64 bits."""

import re
import unicodedata
from collections import Counter
from hashlib import blake2b

BITS = 64
NEAR = 3
"""So many bits may differ in what counts as the same text (Manku, Jain, Das Sarma 2007)."""
SHORTEST = 60
"""Characters; shorter texts say too little to be compared."""
_GRAM = 3
_LANE = 32
# What every site that takes over a text writes in its own words.
_CREDITS = re.compile(r"[(（]?(?:来源|稿源|责任编辑|责编|编辑|作者|初审|复审|终审|审核)\s*[:：][^\s。)）]{0,20}[)）]?")
_WORDS = re.compile(r"[^\w]|_")
# A byte spread over eight lanes of a long number, so that eight bits are counted in one addition.
_SPREAD = [sum((byte >> bit & 1) << (_LANE * bit) for bit in range(8)) for byte in range(256)]


def plain(text: str) -> str:
    """What is compared: letters, digits and Chinese characters alone, without who took the text from whom."""
    return _WORDS.sub("", _CREDITS.sub("", unicodedata.normalize("NFKC", text).lower()))


def fingerprint(text: str) -> int | None:
    """64 bits, unsigned; None for a text too short to be compared."""
    said = plain(text)
    if len(said) < SHORTEST:
        return None
    grams = Counter(said[at : at + _GRAM] for at in range(len(said) - _GRAM + 1))
    sums = [0] * (BITS // 8)
    for gram, count in grams.items():
        for place, byte in enumerate(blake2b(gram.encode(), digest_size=BITS // 8).digest()):
            sums[place] += _SPREAD[byte] * count
    half = sum(grams.values()) / 2
    lane = (1 << _LANE) - 1
    return sum(
        1 << (8 * place + bit)
        for place, total in enumerate(sums)
        for bit in range(8)
        if (total >> (_LANE * bit) & lane) > half
    )


def distance(one: int, other: int) -> int:
    """How many bits differ."""
    return (one ^ other).bit_count()


def bands(value: int) -> tuple[int, int, int, int]:
    """Four parts of 16 bits: texts with at most three differing bits agree in at least one of them."""
    return value & 0xFFFF, value >> 16 & 0xFFFF, value >> 32 & 0xFFFF, value >> 48 & 0xFFFF


def signed(value: int) -> int:
    """As a bigint column holds it."""
    return value - (1 << BITS) if value >> (BITS - 1) else value


def unsigned(value: int) -> int:
    return value & ((1 << BITS) - 1)
