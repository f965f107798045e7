"""监察 — follow the journal, wake when a stored moment comes, and bring the cards into line with what the rules find.

Everything here is the same three steps for a batch of matters: fold their tracks, judge them, reconcile the cards. The
journal's place, the matters and the cards are written in one transaction; whoever holds the follower's row follows, and
of two that wake at once each matter goes to one (FOR UPDATE SKIP LOCKED; one card an occurrence, by the table).
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from zhengtong.foundation.copying import uncollected
from zhengtong.foundation.holding import held
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.queries import Place, SettledRow, rest_of_act, settled_rows
from zhengtong.notices.rules import without_personal_numbers
from zhengtong.timers.queries import calendar, calendar_number

from .. import places, rulebooks
from ..models import Follower, Matter
from ..rules import track
from ..rules.findings import Judge
from . import judging
from .judging import Judged

log = logging.getLogger(__name__)

FOLLOWER, WAKER, REBASER = "follow", "wake", "rebase"
LABELS = {FOLLOWER: "跟读流水", WAKER: "到时唤醒", REBASER: "按新规则重判"}
BATCH = 5000
OTHER_SYSTEMS = "outside."


def judge_now() -> Judge:
    """The rules and the calendar in force, with everything reckoned once for them."""
    book, days = rulebooks.rulebook(), calendar()
    key = (book.number, calendar_number(days))
    last = _last_judge()
    judge = last.get(key)
    if judge is None:
        judge = Judge(book, days)
        last.clear()
        last[key] = judge
    return judge


@held(seconds=600)
def _last_judge() -> dict[tuple[int, int], Judge]:
    """By the numbers of its rules and its calendar, so that what it has reckoned outlives their being read again."""
    return {}


# --- following the journal ---


def follow(at: datetime, *, limit: int = BATCH) -> int:
    """Read the next settled entries and judge the matters they speak of; how many entries were read.

    0 where there is nothing to read, or another watcher holds the place.
    """
    with _noting_faults(FOLLOWER), uncollected(), transaction.atomic():
        follower = _held_place(FOLLOWER)
        if follower is None:
            return 0
        entries = settled_rows(Place(follower.epoch, follower.xid, follower.entry), limit=limit)
        read = len(entries)
        if entries:
            last = entries[-1]
            # Half a delivery would be judged as if the rest had never come; what is read ahead is known when it is met.
            if len(entries) == limit:
                act = {entry.subject for entry in entries if entry.xid == last.xid and entry.epoch == last.epoch}
                entries += rest_of_act(last.place, act)
            _take_in(entries, at)
            follower.epoch, follower.xid, follower.entry = last.place
            follower.entry_at = last.recorded_at
        follower.beat_at, follower.fault = at, ""
        follower.save()
    return read


def catch_up(at: datetime) -> int:
    """Follow until nothing is left that has settled; how many entries were read."""
    total = 0
    while read := follow(at):
        total += read
    wake(at)
    return total


def _held_place(name: str) -> Follower | None:
    """The follower's row, locked; None while another watcher holds it."""
    rows = Follower.objects.select_for_update(skip_locked=True).filter(name=name)
    found = rows.first()
    if found is None and not Follower.objects.filter(name=name).exists():
        Follower.objects.bulk_create([Follower(name=name)], ignore_conflicts=True)
        found = rows.first()
    return found


def _take_in(entries: Sequence[SettledRow], at: datetime) -> None:
    fresh: dict[str, list[SettledRow]] = {}
    for entry in entries:
        kind = KINDS.get(entry.kind)
        if (kind is not None and kind.milestone is not None) or track.tells_a_limit(entry.data):
            fresh.setdefault(entry.subject, []).append(entry)
    if not fresh:
        return
    there = {
        matter.subject: matter
        for matter in Matter.objects.select_for_update().filter(subject__in=list(fresh)).order_by("pk")
    }
    judge = judge_now()
    judged = []
    for subject, told in fresh.items():
        one = _told(there.get(subject), subject, told)
        if one is not None:
            judged.append(one)
    judging.settle(judged, judge, at)


def _told(row: Matter | None, subject: str, told: Sequence[SettledRow]) -> Judged | None:
    """A matter with the new entries added to its track; None where the first that is told of it is no beginning."""
    events = [track.read_back(each) for each in row.track] if row is not None else []
    known = {event.entry for event in events}
    about = row if row is not None else Matter(subject=subject, system="", ref=subject, business="")
    for entry in told:
        if entry.id in known:
            continue
        kind = KINDS.get(entry.kind)
        milestone = kind.milestone.value if kind is not None and kind.milestone is not None else "noted"
        events.append(
            track.Event(
                entry.id, milestone, entry.kind, entry.at, entry.actor, entry.unit, track.kept_facts(entry.data)
            )
        )
        _describe(about, entry, is_newest=all(event.at <= entry.at for event in events[:-1]))
    return Judged(about, events)


def _describe(matter: Matter, entry: SettledRow, *, is_newest: bool) -> None:
    """What an entry tells of the matter itself; the newest word holds, one that comes late only fills what is empty."""
    data = entry.data
    if not matter.business:
        outside = entry.kind.startswith(OTHER_SYSTEMS)
        matter.business = "outside" if outside else entry.kind.partition(".")[0][:20]
        matter.system = str(data.get("system", ""))[:20] if outside else "county"
        matter.ref = str(data.get("ref") or matter.subject)[:80] if outside else matter.subject
    for name, most in (("item", 60), ("item_name", 200), ("item_kind", 20), ("channel", 20)):
        value = data.get(name)
        if value and (is_newest or not getattr(matter, name)):
            setattr(matter, name, str(value)[:most])
    if not matter.item_name and data.get("title"):
        matter.item_name = str(data["title"])[:200]
    if isinstance(data.get("instant"), bool) and (is_newest or matter.is_instant is None):
        matter.is_instant = data["instant"]
    unit = places.unit_id(str(data.get("owner_unit") or entry.unit))
    if unit is not None and (is_newest or matter.unit_id is None):
        matter.unit_id = unit
    region = places.region_id(str(data.get("region") or ""))
    if region is not None and (is_newest or matter.region_id is None):
        matter.region_id = region
    elif matter.region_id is None:
        matter.region_id = places.region_of_unit(matter.unit_id) if matter.unit_id else places.county_id()


# --- waking ---


def wake(at: datetime, *, most: int = 20_000) -> int:
    """Judge the matters whose stored moment has come; how many there were. Costs by what is due, not by what is open."""
    total = 0
    while total < most:
        with _noting_faults(WAKER), uncollected(), transaction.atomic():
            due = _due(at)
            if due:
                judging.settle(due, judge_now(), at)
        total += len(due)
        if len(due) < BATCH:
            break
    _beat(WAKER, at)
    return total


def _due(at: datetime) -> list[Judged]:
    rows = Matter.objects.select_for_update(skip_locked=True).filter(next_moment__lte=at)
    return judging.kept(rows.order_by("next_moment")[:BATCH])


def rebase(at: datetime) -> int:
    """Judge anew what was judged by older rules or an older calendar and may still change; how many matters."""
    if not Matter.objects.exists():
        _beat(REBASER, at)
        return 0
    # One judge for the whole round: the rules may be approved anew meanwhile, and the next round takes those.
    judge = judge_now()
    total = 0
    while True:
        with _noting_faults(REBASER), uncollected(), transaction.atomic():
            found = judging.kept(_stale(judge).order_by("pk")[:BATCH])
            if found:
                judging.settle(found, judge, at)
        total += len(found)
        if len(found) < BATCH:
            break
    _beat(REBASER, at)
    return total


def _stale(judge: Judge) -> QuerySet[Matter]:
    book, days = judge.rulebook.number, calendar_number(judge.calendar)
    # Older alone: of two workers the one that has not heard of the new rules must not undo what the other did.
    older = Q(rulebook__lt=book) | Q(rulebook=book, calendar_version__lt=days)
    may_change = Q(ended_at=None) | Q(next_moment__isnull=False)
    return Matter.objects.select_for_update(skip_locked=True).filter(older, may_change)


def _beat(name: str, at: datetime) -> None:
    if not Follower.objects.filter(name=name).update(beat_at=at, fault=""):
        Follower.objects.bulk_create([Follower(name=name, beat_at=at)], ignore_conflicts=True)


@contextmanager
def _noting_faults(name: str) -> Iterator[None]:
    """What breaks off a pass stands in the follower's row until a pass succeeds, and goes on its way."""
    try:
        yield
    except Exception as fault:
        words = f"{type(fault).__name__}: {fault}".splitlines()[0]
        try:
            _stumble(name, without_personal_numbers(words)[:300])
        except DatabaseError:
            log.exception("that the pass of %s broke off could not be written", name)
        raise


def _stumble(name: str, fault: str) -> None:
    if not Follower.objects.filter(name=name).update(fault=fault):
        Follower.objects.bulk_create([Follower(name=name, fault=fault)], ignore_conflicts=True)


# --- state ---


def is_alive(beat_at: datetime | None, at: datetime) -> bool:
    """A watch that has not looked for a minute and a half is dead or stuck."""
    return beat_at is not None and at - beat_at <= timedelta(seconds=90)
