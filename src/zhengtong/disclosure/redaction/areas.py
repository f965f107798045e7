"""What is to be hidden: areas of pages as they are shown, and words as they are read."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from zhengtong.foundation.errors import Refusal

MOST_AREAS = 2000
MOST_WORDS = 100
SHORTEST_WORD = 2


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a page as a reader sees it: page from 1; edges as shares of its width and height, from the top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def within(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The same rectangle in the pixels of a picture of the page, grown to whole pixels."""
        return (
            max(0, int(self.left * width)),
            max(0, int(self.top * height)),
            min(width, -int(-self.right * width // 1)),
            min(height, -int(-self.bottom * height // 1)),
        )


def check_areas(areas: Iterable[Area], pages: int) -> tuple[Area, ...]:
    """Areas that lie on the document's pages and cover something; raises Refusal."""
    checked = tuple(areas)
    if len(checked) > MOST_AREAS:
        raise Refusal("redaction-too-many", f"一次最多标记{MOST_AREAS}处遮盖区域。", "areas")
    for area in checked:
        if not 1 <= area.page <= pages:
            raise Refusal("redaction-page", f"遮盖区域标在第{area.page}页，文件只有{pages}页。", "areas")
        if not (0 <= area.left < area.right <= 1 and 0 <= area.top < area.bottom <= 1):
            raise Refusal("redaction-area", f"第{area.page}页的遮盖区域超出了页面，或者没有大小。", "areas")
    return checked


def check_words(words: Iterable[str]) -> tuple[str, ...]:
    """Words long enough to be looked for, each once; raises Refusal."""
    given = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
    if len(given) > MOST_WORDS:
        raise Refusal("redaction-too-many", f"一次最多填写{MOST_WORDS}个遮盖词语。", "words")
    for word in given:
        if len(bare(word)) < SHORTEST_WORD:
            raise Refusal(
                "redaction-short-word", f"“{word}”太短，会遮盖不相干的内容，请直接在页面上标记区域。", "words"
            )
    return given


def bare(text: str) -> str:
    """Text as it is compared: one width, one case, no blanks and nothing invisible."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] not in "ZC")
