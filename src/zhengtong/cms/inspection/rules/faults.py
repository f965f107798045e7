"""What can be wrong with a page, each with its place and its reason in words."""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from .reading import Seen


class Kind(StrEnum):
    """What kind of fault."""

    LEAK = "leak"
    ANSWER = "answer"
    LINK = "link"
    EXTERNAL = "external"
    ALT = "alt"
    TITLE = "title"
    TAG = "tag"
    FOOT = "foot"


MEND_WITHIN = {
    Kind.LEAK: timedelta(days=1),
    Kind.ANSWER: timedelta(days=1),
    Kind.LINK: timedelta(days=3),
    Kind.EXTERNAL: timedelta(days=7),
    Kind.ALT: timedelta(days=7),
    Kind.TITLE: timedelta(days=3),
    Kind.TAG: timedelta(days=7),
    Kind.FOOT: timedelta(days=7),
}
"""整改期限 in calendar days (the house's own; 找错 messages have three working days, facts §5.3)."""

# What a camera or a chat called the file says nothing to who cannot see it.
_FILE_NAME = re.compile(
    r"(img|dsc|image|photo|picture|screenshot|微信图片|图片|截图|mmexport)?[\s_\-\d()]*(\.(jpe?g|png|gif|webp|bmp))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `what` names the thing (an address, a tag), `place` where it stands, `excerpt` the words around it."""

    kind: Kind
    place: str
    what: str
    reason: str
    excerpt: str = ""


def key_of(problem: Problem) -> str:
    """The same fault of the same page has the same key from night to night, wherever on the page it has moved."""
    return hashlib.sha256(f"{problem.kind}\n{problem.what}\n{problem.excerpt}".encode()).hexdigest()[:40]


def check_page(seen: Seen) -> list[Problem]:
    """What is seen on the page itself: titles, pictures."""
    return [*_titles(seen), *_pictures(seen)]


def _titles(seen: Seen) -> list[Problem]:
    found = []
    # The frame ends every title with the site's name: 「标题 - 站点」.
    own, bar, _ = seen.title.partition("- ")
    if not seen.title or (bar and not own.strip()):
        found.append(Problem(Kind.TITLE, "页面头部", "title", "网页标题（title）为空"))
    if not seen.heading:
        found.append(Problem(Kind.TITLE, "正文", "h1", "页面没有一级标题，或者一级标题为空"))
    return found


def _pictures(seen: Seen) -> list[Problem]:
    found = []
    in_text = 0
    for number, image in enumerate(seen.images, 1):
        in_text += image.is_in_text
        place = f"正文第{in_text}张图片" if image.is_in_text else f"页面第{number}张图片"
        if image.alt is None:
            found.append(Problem(Kind.ALT, place, image.src, "图片没有替代文字（alt），看不见图片的人不知道内容"))
        elif image.is_in_text and not image.alt.strip():
            found.append(Problem(Kind.ALT, place, image.src, "图片的替代文字（alt）为空"))
        elif image.is_in_text and _FILE_NAME.fullmatch(image.alt.strip()):
            found.append(Problem(Kind.ALT, place, image.src, f"图片的替代文字“{image.alt.strip()}”只是文件名"))
    return found
