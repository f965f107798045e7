"""What a check finds, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from zhengtong.foundation.errors import Refusal

BLOCK, REVIEW, SUGGEST, LEAK = "block", "review", "suggest", "leak"
ORDER = (BLOCK, LEAK, REVIEW, SUGGEST)
"""The gravest first."""
PLAIN, HIDDEN, PARTED, HOMOPHONE = "plain", "hidden", "parted", "homophone"
"""How a word stood there: as it is; in other forms of its characters or with something slipped in; with the mark of a
sentence within; by its sound."""
EXCERPT = 12
"""Characters shown on either side."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding at `start` to `end` (not included) of `place` ("" is the text itself, else the name of a file).

    what: the word of the list, or what kind of number leaks; shown: what stands there, numbers masked; entry: the
    word's key, None for a number; right: what should stand there.
    """

    start: int
    end: int
    level: str
    what: str
    shown: str
    excerpt: str
    kind: str
    entry: int | None = None
    right: str = ""
    note: str = ""
    way: str = PLAIN
    place: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a check found, in the order of the text, and what it could not decide (sentences)."""

    found: tuple[Found, ...] = ()
    undetermined: tuple[str, ...] = ()

    @property
    def blocking(self) -> tuple[Found, ...]:
        """Words that may not stand anywhere."""
        return self.of(BLOCK)

    @property
    def leaks(self) -> tuple[Found, ...]:
        """Personal numbers: harmless in a letter to the office, never in what everybody reads."""
        return self.of(LEAK)

    @property
    def reviewing(self) -> tuple[Found, ...]:
        return self.of(REVIEW)

    @property
    def suggestions(self) -> tuple[Found, ...]:
        return self.of(SUGGEST)

    @property
    def stops_publication(self) -> bool:
        """Whether a text for the public must wait for a signed override: a blocked word or somebody's number."""
        return bool(self.blocking or self.leaks)

    @property
    def needs_review(self) -> bool:
        """Whether somebody must look: a word to review, or a file the check could not read (无法判定 is no 合格)."""
        return bool(self.reviewing or self.undetermined)

    @property
    def is_clean(self) -> bool:
        return not self.found and not self.undetermined

    def of(self, level: str) -> tuple[Found, ...]:
        return tuple(one for one in self.found if one.level == level)

    def at(self, place: str) -> "Findings":
        """The same, said to stand in `place`."""
        return Findings(tuple(replace(one, place=place) for one in self.found), self.undetermined)


def joined(parts: Iterable[Findings]) -> Findings:
    """Several checks as one."""
    every = list(parts)
    return Findings(
        tuple(one for part in every for one in part.found),
        tuple(sentence for part in every for sentence in part.undetermined),
    )


def hint(word: str) -> str:
    """A word as a refusal says it to the public: enough to find it, not enough to copy the list."""
    return f"{word[0]}{'※' * (len(word) - 1)}"


def refuse_blocked(findings: Findings, label: str, field: str | None = None) -> None:
    """Raise Refusal `words-blocked` where a word of level block stands in what `label` (标题, 问题, …) says."""
    hints = list(dict.fromkeys(f"“{hint(one.shown)}”" for one in findings.blocking))
    if hints:
        said = "、".join(hints[:3]) + ("等" if len(hints) > 3 else "")
        raise Refusal("words-blocked", f"{label}中有不能提交的词语（{said}），请修改后再提交。", field)


class Standing(Protocol):
    """A finding that is neither mended nor signed for."""

    level: str
    what: str
    place: str
    excerpt: str


def refusal_of(rows: Iterable[Standing]) -> tuple[str, str] | None:
    """Why a text may not be published: code and sentence for those who work on it; None where nothing stands against it.

    A blocked word or somebody's number: `text-block`, `text-leak`. What somebody must sign for first: `text-review`.
    Suggestions stop nothing.
    """
    standing = list(rows)
    for level, code, said in (
        (BLOCK, "text-block", "有不能公开的词语：{}。请修改后再发布。"),
        (LEAK, "text-leak", "有个人信息：{}。请删去或者隐去后再发布。"),
        (REVIEW, "text-review", "有需要复核的内容：{}。请修改，或者由签发人在“内容问题”中写明理由放行后再发布。"),
    ):
        places = [_told(row) for row in standing if row.level == level]
        if places:
            more = f"等{len(places)}处" if len(places) > _TOLD else ""
            return code, said.format("；".join(places[:_TOLD]) + more)
    return None


_TOLD = 3
"""Places a refusal names; the work list has all of them."""


def _told(row: Standing) -> str:
    place = row.place or "文中"
    return f"{place}的“{row.what}”（{row.excerpt}）" if row.excerpt else f"{place}的“{row.what}”"
