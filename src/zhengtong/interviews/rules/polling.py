"""What a poll may ask."""

from collections.abc import Sequence

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line


def check_poll(title: str, choices: Sequence[str]) -> tuple[str, list[str]]:
    """Title and choices, tidied; raises Refusal `bad-poll`."""
    said = tidy_line(title)
    offered = list(dict.fromkeys(text for choice in choices if (text := tidy_line(choice))))
    if not 4 <= len(said) <= 80:
        raise Refusal("bad-poll", "请填写投票的问题（4至80个字）。", "title")
    if not 2 <= len(offered) <= 8 or any(len(text) > 60 for text in offered):
        raise Refusal("bad-poll", "请填写2至8个不同的选项，每个不超过60个字。", "choices")
    return said, offered


def choice_ref(place: int) -> str:
    """a, b, c …"""
    return "abcdefgh"[place]
