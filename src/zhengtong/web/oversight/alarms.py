"""Whether the watching itself is alive: told from stored heartbeats, so that a dead worker cannot hide its own death."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from zhengtong.exchange.province.queries import link_state
from zhengtong.exchange.queries import late_feeds
from zhengtong.foundation.holding import held
from zhengtong.journal.queries import waiting
from zhengtong.supervision.board import followers_state
from zhengtong.supervision.board.seen import Pulse
from zhengtong.web.navigation import address

UNSEALED = timedelta(minutes=2)
FRESH = 5
"""Seconds for which the answer is kept: everybody who watches asks every second."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that is wrong with the watching: what, and what it means for the person who looks."""

    key: str
    title: str
    text: str
    url: str = ""


@held(seconds=FRESH)
def alarms_now() -> tuple[Alarm, ...]:
    """`alarms` at this moment, read once in some seconds."""
    return tuple(alarms(timezone.now()))


def alarms(at: datetime) -> list[Alarm]:
    """What is wrong with the watching at `at`, the gravest first; empty when all is well."""
    return [*_followers(at), *_sealing(at), *_feeds(at), *_province(at)]


def _followers(at: datetime) -> list[Alarm]:
    return [_follower(pulse, at) for pulse in followers_state(at) if pulse.is_alarming]


def _follower(pulse: Pulse, at: datetime) -> Alarm:
    last = f"最后一次心跳在{_ago(pulse.beat_at, at)}。这期间的超期不会发牌，恢复后会补发；"
    if pulse.fault:
        what = f"请检查后台日志。最近一次运行中断的原因：{pulse.fault}"
        return Alarm(f"follower-{pulse.name}", f"{pulse.label}运行中断", f"{last}系统会自动重试，{what}")
    return Alarm(f"follower-{pulse.name}", f"{pulse.label}没有运行", f"{last}请检查后台进程。")


def _sealing(at: datetime) -> list[Alarm]:
    count, oldest = waiting()
    if oldest is None or at - oldest < UNSEALED:
        return []
    return [
        Alarm("sealing", "流水没有入链", f"有{count}条流水等待入链，最早的写于{_ago(oldest, at)}；请检查封链任务。")
    ]


def _feeds(at: datetime) -> list[Alarm]:
    """外部系统 that ought to have told something by now: what they do not tell cannot be judged."""
    return [
        Alarm(
            f"feed-{system.code}",
            f"{system.name}没有按时报送",
            f"最后一次报送在{_ago(system.last_event_at, at)}，约定每{system.expected_every_minutes}分钟一次；"
            f"数据责任单位：{system.unit.short_name if system.unit else '未登记'}。",
            address("oversight:systems"),
        )
        for system in late_feeds(at)
    ]


def _province(at: datetime) -> list[Alarm]:
    link = link_state(at)
    if not link.is_alarming:
        return []
    return [Alarm("province", "省级对接不畅", link.sentence, address("oversight:province"))]


def _ago(moment: datetime | None, at: datetime) -> str:
    if moment is None:
        return "——从未运行"
    minutes = max(int((at - moment).total_seconds() // 60), 0)
    if minutes < 60:
        return f"{minutes}分钟前"
    return f"{minutes // 60}小时前" if minutes < 48 * 60 else f"{minutes // 1440}天前"
