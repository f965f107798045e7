"""Text as it sounds: two signs a character, its initial and its final, without tones; what has no sound is a rest.

A character that can be read several ways is read the commonest one, in lists and in texts alike.
"""

import functools
import re
import sys
import unicodedata

from .folding import Table, composed

_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([a-zêv]+)")
_UMLAUT = "\u0308"
_BEYOND = re.compile("[\U00020000-\U0010ffff]")
REST = "\x01\x01"


def syllable(reading: str) -> str:
    """lǜ → lv: without tone, ü written v."""
    bare: list[str] = []
    for mark in unicodedata.normalize("NFD", reading):
        if mark == _UMLAUT:
            bare[-1:] = ["v"]
        elif not unicodedata.combining(mark):
            bare.append(mark)
    return "".join(bare)


@functools.cache
def _sounds() -> dict[str, str]:
    # Read only where a list has words to block: the dictionary takes some tens of megabytes.
    from pypinyin.pinyin_dict import pinyin_dict

    initials: dict[str, str] = {}
    finals: dict[str, str] = {}
    made = {}
    for code, readings in pinyin_dict.items():
        found = _SYLLABLE.fullmatch(syllable(readings.split(",")[0]))
        if found is not None:
            initial = initials.setdefault(found[1] or "", chr(0x20 + len(initials)))
            made[chr(code)] = sys.intern(initial + finals.setdefault(found[2], chr(0x80 + len(finals))))
    return made


def sound(character: str) -> str:
    """Two signs for one folded character."""
    return _sounds().get(character, REST)


@functools.cache
def sound_table() -> Table:
    """From a text as it stands to its sound."""
    return composed(sound)


def is_known_word(text: str) -> bool:
    """Whether the dictionary has it: a word of its own is nobody's homophone."""
    import rjieba

    return bool(rjieba.has_word(text))
