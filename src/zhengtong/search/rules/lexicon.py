"""The words of the county: cutting a text into words, synonyms, words that carry nothing, readings."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import rjieba
from pypinyin import lazy_pinyin

from .folding import WORD, fold, is_word

LONGEST_TOKEN = 40


@functools.lru_cache(maxsize=200_000)
def syllables(word: str) -> tuple[str, ...]:
    """The reading without tones, a syllable a character; letters and digits stay as they are."""
    return tuple(lazy_pinyin(word))


@dataclass(frozen=True)
class Lexicon:
    """words: the county's own (places, units, terms). synonyms: a word → all that mean the same, itself included.

    silent: words that a text may do without. questions: words that only a question has (怎么, 需要什么).
    """

    words: frozenset[str] = frozenset()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        words: Iterable[str] = (),
        synonyms: Iterable[Iterable[str]] = (),
        silent: Iterable[str] = (),
        questions: Iterable[str] = (),
    ) -> "Lexicon":
        """From plain lists; `synonyms` are groups of words that mean the same."""
        table: dict[str, list[str]] = {}
        for group in synonyms:
            folded = [fold(word) for word in group]
            for word in folded:
                known = table.setdefault(word, [word])
                known += [other for other in folded if other not in known]
        own = frozenset(fold(word) for word in words) | frozenset(table)
        return cls(own, {word: tuple(same) for word, same in table.items()}, frozenset(silent), frozenset(questions))

    @functools.cached_property
    def _jieba(self) -> rjieba.Jieba:
        jieba = rjieba.Jieba()
        # Each word is weighed by those added before it: in one order, or two processes would cut a text differently.
        for word in sorted(self.words, key=lambda word: (len(word), word)):
            if len(word) > 1:
                jieba.add_word(word, None, None)
        return jieba

    def cut(self, text: str) -> list[str]:
        """The words of a folded text as they stand, one after another."""
        return list(_words(self._jieba.cut(text, True)))

    def cut_fine(self, text: str) -> list[str]:
        """The words of a folded text and the shorter words inside them, without the silent ones."""
        silent = self.silent
        return [token for token in _words(self._jieba.cut_for_search(text, True)) if token not in silent]

    def parts(self, word: str) -> list[str]:
        """The shorter words a word is made of; none if it is made of none."""
        parts = [part for part in self._jieba.cut_for_search(word, True) if part != word and is_word(part)]
        return parts if "".join(dict.fromkeys(parts)) and set("".join(parts)) >= set(word) else []


def _words(tokens: Iterable[str]) -> Iterator[str]:
    """Tokens without signs; a code with dashes (mz-jf-0018) comes in its pieces."""
    for token in tokens:
        if is_word(token):
            yield token[:LONGEST_TOKEN]
        elif len(token) > 1:
            yield from (piece[:LONGEST_TOKEN] for piece in WORD.findall(token))
