"""Where a survey stands on a day: its state and its period together."""

from datetime import date, timedelta
from enum import StrEnum

from zhengtong.foundation.errors import Refusal


class Standing(StrEnum):
    """As people see it."""

    HIDDEN = "hidden"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


CAST_WORDS = {
    Standing.HIDDEN: "未公开",
    Standing.COMING: "即将开始",
    Standing.OPEN: "正在进行",
    Standing.CLOSED: "已结束",
    Standing.PUBLISHED: "结果已公布",
}


def standing(state: str, opens_on: date | None, closes_on: date | None, today: date) -> Standing:
    """A survey whose last day is over is closed, whether or not somebody has written that down yet."""
    if state in ("draft", "review"):
        return Standing.HIDDEN
    if state == "published":
        return Standing.PUBLISHED
    if state == "closed" or (closes_on is not None and today > closes_on):
        return Standing.CLOSED
    return Standing.COMING if opens_on is not None and today < opens_on else Standing.OPEN


def next_turn(state: str, opens_on: date | None, closes_on: date | None, today: date) -> date | None:
    """The day on which it begins to stand otherwise by its period alone; None if no day does that."""
    now = standing(state, opens_on, closes_on, today)
    if now == Standing.COMING:
        return opens_on
    return closes_on + timedelta(days=1) if now == Standing.OPEN and closes_on is not None else None


def check_open(now: Standing, opens_on: date | None, closes_on: date | None) -> None:
    """Raises Refusal `not-yet` or `over`."""
    if now == Standing.COMING and opens_on is not None:
        raise Refusal("not-yet", f"还没有开始，将于{_say(opens_on)}开放填写。")
    if now != Standing.OPEN:
        ended = f"已于{_say(closes_on)}截止" if closes_on is not None else "已经结束"
        raise Refusal("over", f"本次填写{ended}，不再接收新的答卷。")


def _say(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
