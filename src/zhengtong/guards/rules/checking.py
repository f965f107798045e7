"""The check itself: one pass of Aho and Corasick over the folded text, a second over its sound, one for numbers.

pyahocorasick goes through the successors of a state one by one, so thousands of different letters are slow. Every
character is therefore written in two signs of small alphabets: for words by how often the list has it, so that the
common ones are met first; for sounds as initial and final. The alphabets are disjoint: nothing is found half a character on.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count

import ahocorasick

from .findings import BLOCK, EXCERPT, HIDDEN, HOMOPHONE, LEAK, ORDER, PARTED, PLAIN, REVIEW, Findings, Found
from .folding import SIGNS, Folded, composed, fold
from .leaks import Leak, leaks
from .pinyin import REST, is_known_word, sound, sound_table

EXCEPTION = "exception"
"""The kind of a harmless expression: what it covers is not found."""
SHORTEST_HOMOPHONE = 3
"""Characters. Words of two sound like too many others."""
MOST_GAP = 4
"""Characters that may be slipped in at one place; more is another sentence."""
_HAN = re.compile("[\u3400-\u9fff]+")
_SENTENCE = re.compile(r"[，。；：？！、…,;:?!（）()《》〈〉【】\[\]“”‘’\"'「」\n]")
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_LATIN = re.compile(r"[0-9A-Za-z]")
# The second signs are 0xD0 to 0xEF; the first are what is below, and above 0x1D0 for very long lists.
_FIRST_LOW, _LOWS = 0xD0, 0x20
_UNLISTED = "\xff\xff"


@dataclass(frozen=True, slots=True)
class Listed:
    """A word of the list as the check uses it; `level` is empty for an exception."""

    key: int
    kind: str
    text: str
    level: str
    right: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    word: Listed
    way: str


class Checker:
    """A list made ready; kept as long as the list does not change."""

    def __init__(self, words: Iterable[Listed]) -> None:
        listed = list(words)
        by_fold: dict[str, list[Listed]] = {}
        for word in [*listed, *_right_expressions(listed)]:
            by_fold.setdefault(fold(word.text), []).append(word)
        by_fold.pop("", None)
        signs = _alphabet(by_fold)
        self._table = composed(lambda character: signs.get(character, _UNLISTED))
        self._words = _automaton(
            ("".join(map(signs.__getitem__, folded)), (len(folded), found)) for folded, found in by_fold.items()
        )
        sounds: dict[str, list[Listed]] = {}
        for word in listed:
            folded = fold(word.text)
            if word.level == BLOCK and len(folded) >= SHORTEST_HOMOPHONE and _HAN.fullmatch(folded):
                said = [sound(character) for character in folded]
                if REST not in said:
                    sounds.setdefault("".join(said), []).append(word)
        self._sounds = _automaton((said, (len(said) // SIGNS, found)) for said, found in sounds.items())

    def check(self, text: str) -> Findings:
        """Every word and every number; nothing twice, the longer of two where one lies in the other."""
        folded = Folded(text)
        hits = [*self._plain(folded, text), *self._homophones(folded, text)]
        found = [_as_found(hit, text) for hit in _without_covered(hits)]
        found += [_as_leak(leak, text) for leak in leaks(text)]
        return Findings(tuple(sorted(found, key=lambda one: (one.start, one.end))))

    def _plain(self, folded: Folded, text: str) -> Iterator[_Hit]:
        if self._words is None:
            return
        for last, (length, words) in _search(self._words, folded.written(self._table)):
            start, end = folded.span(last // SIGNS + 1 - length, last // SIGNS + 1)
            for word in words:
                if way := _way(text, start, end, word):
                    yield _Hit(start, end, word, way)

    def _homophones(self, folded: Folded, text: str) -> Iterator[_Hit]:
        if self._sounds is None:
            return
        for last, (length, words) in _search(self._sounds, folded.written(sound_table())):
            start, end = folded.span(last // SIGNS + 1 - length, last // SIGNS + 1)
            # As it stands, one after the other: sounds reach across words and sentences far too easily.
            if end - start == length:
                said = fold(text[start:end])
                yield from (_Hit(start, end, word, HOMOPHONE) for word in words if _is_evasion(said, fold(word.text)))


def _alphabet(folds: Iterable[str]) -> dict[str, str]:
    """Two signs for every character of the list, the commonest first."""
    ranked = [character for character, _ in Counter(chain.from_iterable(folds)).most_common()]
    return {
        character: chr(high + (0x100 if high >= _FIRST_LOW else 0)) + chr(_FIRST_LOW + low)
        for (high, low), character in zip((divmod(rank, _LOWS) for rank in count()), ranked, strict=False)
    }


def _right_expressions(words: Iterable[Listed]) -> Iterator[Listed]:
    """国土资源局 is wrong and 安福县国土资源局旧址 as its right word is not: what is right is an exception."""
    for word in words:
        if word.right and fold(word.text) in fold(word.right):
            yield Listed(word.key, EXCEPTION, word.right, "")


def _automaton(entries: Iterable[tuple[str, tuple[int, list[Listed]]]]) -> "ahocorasick.Automaton | None":
    built = ahocorasick.Automaton()
    # In order, so that the common signs come first among the successors.
    for pattern, payload in sorted(entries, key=lambda entry: entry[0]):
        built.add_word(pattern, payload)
    if not len(built):
        return None
    built.make_automaton()
    return built


def _search(found: ahocorasick.Automaton, pieces: Iterator[str]) -> Iterator[tuple[int, tuple[int, list[Listed]]]]:
    """One search through all pieces: where the last sign of each hit stands, counted from the first piece."""
    search = found.iter("")
    for piece in pieces:
        search.set(piece)
        yield from search


def _way(text: str, start: int, end: int, word: Listed) -> str:
    """How the word stands there, or "" where that is not the word."""
    stands = text[start:end]
    if stands == word.right or _cuts_a_word(text, start, end):
        return ""
    if stands == word.text or len(gaps := _gaps(stands)) == 0:
        return PLAIN if stands.casefold() == word.text.casefold() else HIDDEN
    return _parted(stands, gaps, word)


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether a word in Latin letters is only part of a longer one."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return bool(
        (_LATIN.match(before) and _LATIN.match(text[start])) or (_LATIN.match(after) and _LATIN.match(text[end - 1]))
    )


def _gaps(stands: str) -> list[str]:
    """What stands between the characters that were compared, "" included; an empty list if nothing does."""
    gaps: list[str] = []
    gap = ""
    for character in stands:
        if not fold(character):
            gap += character
            continue
        gaps.append(gap)
        gap = ""
    gaps = gaps[1:]
    return gaps if any(gaps) else []


def _parted(stands: str, gaps: list[str], word: Listed) -> str:
    """HIDDEN where what stands between belongs to an evasion, or to the page; PARTED or "" where two sentences may meet.

    Blanks and what cannot be seen count for every word. Symbols count for words to block or review; marks of a sentence
    only where they part every character of a word of three or more, and else for whole words to block, to be looked at.
    Latin letters are not taken apart.
    """
    if any(len(gap) > MOST_GAP for gap in gaps) or _PARAGRAPH.search(stands) or _LATIN.search(stands):
        return ""
    if all(_BLANK.fullmatch(gap) for gap in gaps):
        return HIDDEN
    if word.level not in (BLOCK, REVIEW):
        return ""
    if not any(_SENTENCE.search(gap) for gap in gaps):
        return HIDDEN
    if len(gaps) < 2:
        return ""
    return HIDDEN if all(gaps) else PARTED if word.level == BLOCK else ""


def _is_evasion(said: str, word: str) -> bool:
    """Whether other characters stand for a word's: not the word, no word of its own; of three characters one is the same."""
    if said == word or not _HAN.fullmatch(said) or is_known_word(said):
        return False
    return len(word) > SHORTEST_HOMOPHONE or any(one == other for one, other in zip(said, word, strict=True))


def _without_covered(hits: Iterable[_Hit]) -> list[_Hit]:
    """Without exceptions and what they cover, and without what lies in a longer hit that is as grave."""
    kept: list[_Hit] = []
    reaching: list[_Hit] = []
    # The longer first at the same beginning; of the same stretch exceptions first, what only sounds alike last.
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.word.kind != EXCEPTION, hit.way == HOMOPHONE)):
        reaching = [other for other in reaching if other.end > hit.start]
        if any(_covers(other, hit) for other in reaching):
            continue
        reaching.append(hit)
        if hit.word.kind != EXCEPTION:
            kept.append(hit)
    return kept


def _covers(other: _Hit, hit: _Hit) -> bool:
    if other.end < hit.end:
        return False
    if other.word.kind == EXCEPTION:
        return True
    is_same = (other.start, other.end) == (hit.start, hit.end)
    if is_same:
        return hit.way == HOMOPHONE or other.word.key == hit.word.key
    return hit.word.kind == EXCEPTION or ORDER.index(_level(other)) <= ORDER.index(_level(hit))


def _level(hit: _Hit) -> str:
    """What only sounds like a word, or is parted by the marks of a sentence, may be meant otherwise: somebody looks."""
    return REVIEW if hit.way in (HOMOPHONE, PARTED) else hit.word.level


def _as_found(hit: _Hit, text: str) -> Found:
    word, stands = hit.word, text[hit.start : hit.end]
    return Found(
        hit.start,
        hit.end,
        _level(hit),
        word.text,
        stands,
        _excerpt(text, hit.start, hit.end, stands),
        word.kind,
        word.key,
        word.right,
        word.note,
        hit.way,
    )


def _as_leak(leak: Leak, text: str) -> Found:
    excerpt = _excerpt(text, leak.start, leak.end, leak.masked)
    return Found(leak.start, leak.end, LEAK, leak.what, leak.masked, excerpt, LEAK)


def _excerpt(text: str, start: int, end: int, shown: str) -> str:
    """The words around, on one line; what comes near may hold numbers of its own, which are masked as well."""
    before, after = _masked(text[max(start - EXCERPT, 0) : start]), _masked(text[end : end + EXCERPT])
    return " ".join(f"{before}【{shown}】{after}".split())


def _masked(text: str) -> str:
    return re.sub(r"[0-9０-９]{4,}", lambda found: "*" * len(found[0]), text)
