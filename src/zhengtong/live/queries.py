"""What pages and rooms read of a timeline, and how many listen to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max, Sum

from zhengtong.foundation.errors import Unknown

from . import rules
from .models import Channel, Hub, Line, Presence, Sample
from .rules import Entry, Standing

AWAY = timedelta(seconds=10)
"""A hub that has not counted for so long has no listeners."""
MOST_IN_PAGE = 500


def channel_by_name(name: str) -> Channel:
    """Raises Unknown."""
    found = Channel.objects.filter(name=name).first()
    if found is None:
        raise Unknown("没有找到这场直播。")
    return found


def page(name: str, after: int = 0, *, most: int = MOST_IN_PAGE) -> list[tuple[int, str]]:
    """The lines that follow a number, in order, as they are on the wire; at most so many. No channel: no lines."""
    return list(
        Line.objects.filter(channel__name=name, number__gt=after)
        .order_by("number")
        .values_list("number", "text")[:most]
    )


def standing(name: str) -> Standing:
    """Everything that stands now on a timeline."""
    lines = Line.objects.filter(channel__name=name).order_by("number").values_list("number", "text")
    return rules.fold(lines.iterator())


def timeline(name: str) -> list[Entry]:
    """The entries that stand now, in order."""
    return standing(name).entries


def tail(name: str, *, after: int = 0, most: int = 50, at: datetime) -> dict[str, Any]:
    """What a hub's /tail answers: last, online, and the newest lines after a number as [number, values].

    Where more than `most` follow the newest are given: whoever misses some reads the page anew. Raises Unknown.
    """
    channel = channel_by_name(name)
    newest = channel.lines.filter(number__gt=after).order_by("-number").values_list("number", "text")[:most]
    lines = [[number, rules.read(text)] for number, text in reversed(newest)]
    return {"last": channel.last, "online": online(name, at), "lines": lines}


def last_number(name: str) -> int:
    """The number of the newest line; 0 for a channel that is not there."""
    return Channel.objects.filter(name=name).values_list("last", flat=True).first() or 0


# --- presence ---


def online(name: str, at: datetime) -> int:
    """在线人数 — connections that listen now, summed over the hubs that told of them lately."""
    fresh = Presence.objects.filter(channel=name, at__gt=at - AWAY)
    return fresh.aggregate(n=Sum("listeners"))["n"] or 0


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many listened: `peak` at once at most (None: never counted), and minute by minute."""

    peak: int | None
    curve: tuple[tuple[datetime, int], ...]


def crowd(name: str) -> Crowd:
    """峰值与曲线, out of the samples taken while the channel was open."""
    samples = Sample.objects.filter(channel__name=name)
    return Crowd(
        samples.aggregate(n=Max("online"))["n"], tuple(samples.order_by("at").values_list("at", "online"))
    )  # fmt: skip


def hubs(at: datetime) -> list[Hub]:
    """The hubs that are at work."""
    return list(Hub.objects.filter(at__gt=at - AWAY).order_by("name"))


def open_channels() -> list[str]:
    """Names of the channels that are open."""
    return list(Channel.objects.filter(closed_at=None).order_by("name").values_list("name", flat=True))


def online_at_once(at: datetime) -> dict[str, int]:
    """Online of every open channel."""
    with connection.cursor() as cursor:
        cursor.execute(_ONLINE, [at - AWAY])
        return dict(cursor.fetchall())


_ONLINE = """
    SELECT channel.name, coalesce(sum(presence.listeners), 0)::int FROM live_channel channel
    LEFT JOIN live_presence presence ON presence.channel = channel.name AND presence.at > %s
    WHERE channel.closed_at IS NULL GROUP BY channel.name
"""
