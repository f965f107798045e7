"""Text as it is compared: half-width, simplified, small letters, without anything one could slip between the characters.

Every character is folded by itself, so a place in the folded text leads back to the one it came from.
"""

import functools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from importlib import resources

TABLE_SIZE = 0x32400
"""Code points up to the last Chinese character; beyond lie private use and invisible tags, which go."""
_BEYOND = re.compile("[\U00032400-\U0010ffff]")
_PIECE = 512
SIGNS = 2
"""How many stand for one folded character where a text is written in signs."""
_UNTOUCHED = (
    range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xAC00, 0xD7A4), range(0xD800, 0xF900),
    range(0x17000, 0x1B000), range(0x20000, 0x2F800), range(0x30000, TABLE_SIZE),
)  # fmt: skip

Table = list[int | str | None]


@functools.cache
def table() -> Table:
    """For `str.translate`, which runs in C: code point → what it becomes, None where it goes.

    Punctuation, symbols, blanks, marks and what cannot be seen go; NFKC, then simplified characters by OpenCC's
    table (Apache-2.0), then small letters for the rest.
    """
    simplified = dict(_traditional())
    made: Table = list(range(TABLE_SIZE))
    untouched = {code for some in _UNTOUCHED for code in some}
    for code in range(TABLE_SIZE):
        if code in untouched:
            if (one := simplified.get(chr(code))) is not None:
                made[code] = ord(one)
            continue
        folded = _fold(chr(code), simplified)
        made[code] = ord(folded) if len(folded) == 1 else folded or None
    return made


def _fold(character: str, simplified: dict[str, str]) -> str:
    kept = (one for one in unicodedata.normalize("NFKC", character) if not _goes(one))
    small = "".join(kept).casefold()
    return "".join(simplified.get(one, one) for one in unicodedata.normalize("NFKC", small) if not _goes(one))


def _goes(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "ZPSM" or category in ("Cc", "Cf")


def _traditional() -> Iterator[tuple[str, str]]:
    text = (resources.files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        before, _, after = line.partition("\t")
        choices = after.split()
        # One that may also stay itself (乾, 著) stays: a wrong guess would make an error of a right word.
        if len(before) == 1 and choices and before not in choices and len(choices[0]) == 1:
            yield before, choices[0]


def fold(text: str) -> str:
    """The folded text alone, for words of a list."""
    return _BEYOND.sub("", text).translate(table())


def composed(signs: Callable[[str], str]) -> Table:
    """A table that folds and writes every folded character in its two signs, in one go."""
    return [
        None if became is None else signs(chr(became)) if isinstance(became, int) else "".join(map(signs, became))
        for became in table()
    ]


class Folded:
    """A text on its way: `written` in the signs of some table, and from a place in the folded text back to the original."""

    __slots__ = ("_pieces", "_starts")

    def __init__(self, original: str) -> None:
        # One for one, so that places stay; the character put in their place goes as they do.
        searched = _BEYOND.sub("\0", original)
        self._pieces = [searched[at : at + _PIECE] for at in range(0, len(searched), _PIECE)]
        # Of the pieces, in the folded text, as far as it is known.
        self._starts = [0]

    def written(self, signs: Table) -> Iterator[str]:
        """The folded text in the signs of a table of `composed`, piece by piece, small enough for the processor's cache."""
        for number, piece in enumerate(self._pieces):
            written = piece.translate(signs)
            if number + 1 == len(self._starts):
                self._starts.append(self._starts[number] + len(written) // SIGNS)
            yield written

    def origin(self, place: int) -> int:
        """Where in the original the character at `place` of the folded text came from; raises IndexError past the end."""
        folding = table()
        while place >= self._starts[-1] and len(self._starts) <= len(self._pieces):
            self._starts.append(self._starts[-1] + len(self._pieces[len(self._starts) - 1].translate(folding)))
        if not 0 <= place < self._starts[-1]:
            raise IndexError(place)
        number = bisect_right(self._starts, place) - 1
        left = place - self._starts[number]
        for at, character in enumerate(self._pieces[number], number * _PIECE):
            became = folding[ord(character)]
            left -= 0 if became is None else len(became) if isinstance(became, str) else 1
            if left < 0:
                return at
        raise AssertionError("a folded character without an origin")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that became `start` to `end` (not included) of the folded text."""
        return self.origin(start), self.origin(end - 1) + 1
