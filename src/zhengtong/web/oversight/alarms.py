"""Whether the watching itself is alive: told from stored heartbeats, so that a dead worker cannot hide its own death."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from zhengtong.foundation.holding import held
from zhengtong.journal.queries import waiting
from zhengtong.supervision.board import followers_state

UNSEALED = timedelta(minutes=2)
FRESH = 5
"""Seconds for which the answer is kept: everybody who watches asks every second."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that is wrong with the watching: what, and what it means for the person who looks."""

    key: str
    title: str
    text: str


@held(seconds=FRESH)
def alarms_now() -> tuple[Alarm, ...]:
    """`alarms` at this moment, read once in some seconds."""
    return tuple(alarms(timezone.now()))


def alarms(at: datetime) -> list[Alarm]:
    """What is wrong with the watching at `at`, the gravest first; empty when all is well."""
    return [*_followers(at), *_sealing(at)]


def _followers(at: datetime) -> list[Alarm]:
    return [
        Alarm(
            f"follower-{pulse.name}",
            f"{pulse.label}没有运行",
            f"最后一次心跳在{_ago(pulse.beat_at, at)}。这期间的超期不会发牌，恢复后会补发；请检查后台进程。",
        )
        for pulse in followers_state(at)
        if pulse.is_alarming
    ]


def _sealing(at: datetime) -> list[Alarm]:
    count, oldest = waiting()
    if oldest is None or at - oldest < UNSEALED:
        return []
    return [
        Alarm("sealing", "流水没有入链", f"有{count}条流水等待入链，最早的写于{_ago(oldest, at)}；请检查封链任务。")
    ]


def _ago(moment: datetime | None, at: datetime) -> str:
    if moment is None:
        return "——从未运行"
    minutes = max(int((at - moment).total_seconds() // 60), 0)
    if minutes < 60:
        return f"{minutes}分钟前"
    return f"{minutes // 60}小时前" if minutes < 48 * 60 else f"{minutes // 1440}天前"
