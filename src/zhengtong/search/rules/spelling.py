"""Wrong characters and typed readings: 营业执造 → 营业执照, 底保 → 低保, dibaoshenqing → 低保 + 申请."""

from collections.abc import Iterable
from functools import lru_cache

from .folding import fold, is_han
from .lexicon import syllables

# Syllables that many do not tell apart.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
LONGEST = 12
MOST_CORRECTIONS = 3


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """How a word sounds to a forgiving ear: southern initials and finals made one."""
    return " ".join(_alike(syllable) for syllable in syllables(word))


def _alike(syllable: str) -> str:
    for long, short in _ALIKE:
        if syllable.startswith(long) and len(long) == 2 and long[-1] == "h":
            syllable = short + syllable.removeprefix(long)
        elif syllable.endswith(long):
            syllable = syllable.removesuffix(long) + short
    return ("l" + syllable[1:]) if syllable.startswith("n") and len(syllable) > 1 else syllable


class Speller:
    """The words the county knows, the more usual first, by sound, by reading, by initials and with one character left open."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, None] = dict.fromkeys(
            folded for word in words if 2 <= len(folded := fold(word)) <= LONGEST and is_han(folded)
        )
        self._by_sound: dict[str, str] = {}
        self._by_gap: dict[str, str] = {}
        self._by_reading: dict[str, list[str]] = {}
        self._by_initials: dict[str, list[str]] = {}
        for word in self._words:
            self._by_sound.setdefault(sound(word), word)
            reading = syllables(word)
            self._by_reading.setdefault("".join(reading), []).append(word)
            self._by_initials.setdefault("".join(one[0] for one in reading), []).append(word)
            if len(word) >= 3:
                for at in range(len(word)):
                    self._by_gap.setdefault(f"{word[:at]}*{word[at + 1 :]}", word)
        self._longest_reading = max(map(len, self._by_reading), default=0)

    def corrected(self, text: str) -> str:
        """The text with what sounds or looks like a known word put right; the text itself if nothing was found."""
        at, out, changes = 0, [], 0
        while at < len(text):
            found = ""
            for length in range(min(LONGEST, len(text) - at), 1, -1):
                piece = text[at : at + length]
                if not is_han(piece):
                    continue
                if piece in self._words:
                    found = piece
                elif changes < MOST_CORRECTIONS:
                    found = self._near(piece)
                    changes += bool(found)
                if found:
                    out.append(found)
                    at += length
                    break
            if not found:
                out.append(text[at])
                at += 1
        return "".join(out)

    def _near(self, piece: str) -> str:
        alike = self._by_sound.get(sound(piece), "")
        if alike and len(alike) == len(piece):
            return alike
        if len(piece) < 3:
            return ""
        for at in range(len(piece)):
            if near := self._by_gap.get(f"{piece[:at]}*{piece[at + 1 :]}"):
                return near
        return ""

    def read(self, reading: str) -> tuple[str, ...]:
        """The words with this reading or these initials; for several words run together, those of every way there is none.

        dibao → 低保; yyzz → 营业执照.
        """
        return tuple([*self._by_reading.get(reading, ()), *self._by_initials.get(reading, ())][:6])

    def split(self, reading: str) -> tuple[str, ...]:
        """A reading of several words run together, as the fewest words: dibaoshenqing → 低保, 申请. Empty if there is none."""
        best: list[tuple[str, ...] | None] = [()] + [None] * len(reading)
        for end in range(1, len(reading) + 1):
            for start in range(max(0, end - self._longest_reading), end):
                before, words = best[start], self._by_reading.get(reading[start:end])
                if before is not None and words and (best[end] is None or len(before) + 1 < len(best[end] or ())):
                    best[end] = (*before, words[0])
        return best[-1] or ()
