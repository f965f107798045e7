"""From one state to the next."""

from collections.abc import Mapping

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_text

_STATES = {
    "draft": "筹备中", "announced": "已预告", "live": "正在直播", "ended": "已结束", "published": "实录已发布",
    "archived": "已归档", "cancelled": "已取消",
}  # fmt: skip
_MOVES: Mapping[str, tuple[tuple[str, ...], str, str]] = {
    # act: from, to, what is refused otherwise
    "announce": (("draft",), "announced", "不能发布预告"),
    "cancel": (("draft", "announced"), "cancelled", "不能取消"),
    "start": (("announced",), "live", "不能开始直播"),
    "end": (("live",), "ended", "不能结束"),
    "publish": (("ended",), "published", "不能发布实录"),
    "take_back": (("published", "archived"), "ended", "没有公布的实录可以撤下"),
    "archive": (("published",), "archived", "不能归档"),
}


def next_state(act: str, state: str) -> str:
    """The state an act leads to; raises Refusal `wrong-state`."""
    allowed, to, refused = _MOVES[act]
    if state not in allowed:
        raise Refusal("wrong-state", f"这场访谈现在“{_STATES[state]}”，{refused}。")
    return to


def check_reason(text: str, field: str = "reason") -> str:
    """Why, in words somebody answers for; raises Refusal `no-reason`."""
    said = tidy_text(text)
    if not 4 <= len(said) <= 200:
        raise Refusal("no-reason", "请写明理由（4至200个字）。", field)
    return said
