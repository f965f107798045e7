"""Who may read what they did not write, and what has to be said with it."""

from collections.abc import Iterable

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_text

LONGEST_REASON = 300
LONGEST_COMMENT = 1000


def barred_from(level: str, *, authors: Iterable[int], approved: Iterable[tuple[str, int]]) -> set[int]:
    """Who may not read at `level`: whoever wrote the text, and whoever has passed it at another level.

    Somebody who passed this very level before may pass it again: an edit on the way sends the text back to them.
    """
    return {*authors, *(person for at_level, person in approved if at_level != level)}


def check_reviewer(person: int, *, holds_post: bool, barred: Iterable[int], level_label: str) -> None:
    """Raises Refusal `not-reviewer` without the post, `own-work` for authors and those who read at another level."""
    if not holds_post:
        raise Refusal("not-reviewer", f"这篇稿件的{level_label}不由您负责。")
    if person in set(barred):
        raise Refusal(
            "own-work", f"您写过这篇稿件，或者已经在别的环节审过，不能再作{level_label}。三审须由不同的人担任。"
        )


def check_reason(reason: str) -> str:
    """The reason as it is kept; raises Refusal `no-reason`, `reason-too-long`."""
    said = tidy_text(reason)
    if not said:
        raise Refusal("no-reason", "请写明理由。", "reason")
    if len(said) > LONGEST_REASON:
        raise Refusal("reason-too-long", f"理由不能超过{LONGEST_REASON}个字。", "reason")
    return said


def check_comment(comment: str) -> str:
    """An opinion, which may be left out; raises Refusal `comment-too-long`."""
    said = tidy_text(comment)
    if len(said) > LONGEST_COMMENT:
        raise Refusal("comment-too-long", f"意见不能超过{LONGEST_COMMENT}个字。", "comment")
    return said
