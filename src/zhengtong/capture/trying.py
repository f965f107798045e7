"""试采: what a source would bring, before it is saved. Asks, shows, and keeps nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from zhengtong.foundation.errors import Refusal
from zhengtong.org.models import Unit

from . import collecting, queries
from .fetching import Visitor
from .models import CaptureSource
from .rules import likeness
from .rules.addresses import key_of
from .rules.article import Article
from .rules.listing import Link
from .rules.moments import CHINA
from .rules.sources import Wanted

SHOWN = 20
SECONDS = 25.0
"""Somebody waits before the screen."""


@dataclass(frozen=True, slots=True)
class Row:
    """One link of the trial, and what would become of it."""

    link: Link
    verdict: str


@dataclass(frozen=True, slots=True)
class Trial:
    """The first links of a source, and the first article as it would be taken, or why it would not."""

    found: int
    rows: list[Row]
    sample: Article | None = None
    problem: str = ""


def hand_visitor(clock: Callable[[], datetime]) -> Visitor:
    """For somebody who waits: little time, and the same manners."""
    return Visitor(seconds=SECONDS, clock=clock, patience=12.0)


def try_out(wanted: Wanted, unit: Unit, *, at: datetime, clock: Callable[[], datetime]) -> Trial:
    """Ask the source and its first new article. Raises Refusal as saving and asking it would."""
    wanted.check(queries.listed_hosts(), today=localdate(at))
    visitor = hand_visitor(clock)
    source = CaptureSource(
        kind=wanted.kind, address=wanted.address.strip(), rule_kind=wanted.rule_kind, rule=wanted.rule
    )
    links = collecting.list_links(source, visitor, anew=True).links
    rows = [Row(link, _verdict(link, wanted, unit)) for link in links[:SHOWN]]
    first = next((row.link for row in rows if not row.verdict), None)
    if first is None:
        return Trial(len(links), rows)
    piece = collecting.fetch(first, visitor, with_pictures=False)
    if piece.article is None:
        return Trial(len(links), rows, None, piece.refusal.sentence if piece.refusal else "")
    twin = queries.twin_of(piece.key, likeness.fingerprint(piece.article.text), unit)
    return Trial(len(links), rows, piece.article, "正文与已有的稿件几乎相同，会列为疑似重复。" if twin else "")


def _verdict(link: Link, wanted: Wanted, unit: Unit) -> str:
    """Why a link would not be taken; empty if it would."""
    if link.told_at is not None and link.told_at.astimezone(CHINA).date() < wanted.since:
        return "早于起始日期"
    try:
        collecting.check(link.url)
    except Refusal:
        return "不在白名单内"
    return "已有" if queries.twin_of(key_of(link.url), None, unit) else ""
