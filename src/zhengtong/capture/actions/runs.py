"""采集: a round is claimed once, done over the network without a transaction, and written as a whole or not at all."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from zhengtong.capture import queries
from zhengtong.capture.choices import ItemState, RunState, SourceState
from zhengtong.capture.collecting import Harvest, Piece
from zhengtong.capture.models import CaptureRun, CaptureSource
from zhengtong.capture.rules import sources as rules
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record
from zhengtong.notices.actions import Message, notify_all

from . import items

LEASE = timedelta(minutes=5)
"""So long a source is held by who took it up; told again and again while the work goes on."""
HISTORY = timedelta(days=30)
MOST_TOLD = 100
BY = "system"


@transaction.atomic
def claim(at: datetime) -> CaptureRun | None:
    """Take up the source that has been due longest; None when none is. Any number of workers may ask.

    Whoever is killed over it loses the lease, and the round is taken up again.
    """
    due = CaptureSource.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        ~Q(state=SourceState.PAUSED), next_at__lte=at
    )
    source = due.order_by("next_at", "pk").first()
    if source is None:
        return None
    source.runs.filter(state=RunState.RUNNING).update(
        state=RunState.INTERRUPTED, finished_at=at, reason="采集进程中断，已重新采集。"
    )
    source.next_at = at + LEASE
    source.save(update_fields=["next_at"])
    return CaptureRun.objects.create(source=source, started_at=at)


def hold(run: CaptureRun, at: datetime) -> bool:
    """The work goes on: hold the source longer. False: it was paused or somebody else has it, so stop."""
    held = CaptureSource.objects.filter(~Q(state=SourceState.PAUSED), pk=run.source_id)
    return _is_ours(run) and bool(held.update(next_at=at + LEASE))


def _is_ours(run: CaptureRun) -> bool:
    return CaptureRun.objects.filter(pk=run.pk, state=RunState.RUNNING).exists()


@transaction.atomic
def finish(run: CaptureRun, harvest: Harvest, *, at: datetime) -> CaptureRun | None:
    """Write down what a round brought; None if it was not ours any more, and then nothing is written."""
    source = (
        CaptureSource.objects.select_for_update(of=("self",)).select_related("unit", "keeper").get(pk=run.source_id)
    )
    if not _is_ours(run):
        return None
    kept = items.keep_all(harvest.pieces, source=source, run=run, at=at)
    failing = [piece for piece in harvest.pieces if piece.refusal is not None]
    listing = harvest.listing
    run.state = RunState.UNCHANGED if listing.is_unchanged else RunState.DONE
    run.finished_at = at
    run.found, run.known, run.refused = len(listing.links), harvest.known, len(failing)
    run.new = sum(item.state == ItemState.WAITING for item in kept)
    run.duplicates = sum(item.state == ItemState.DUPLICATE for item in kept)
    run.refusals = _told(failing)
    run.save()
    is_whole = not harvest.is_cut_short and all(piece.is_to_keep for piece in failing)
    # A list that was not read to its end must be given to us again.
    source.etag, source.modified = (listing.etag, listing.modified) if is_whole else ("", "")
    source.last_links = source.last_links if listing.is_unchanged else len(listing.links)
    was_broken = source.state == SourceState.BROKEN
    source.failures, source.trouble, source.trouble_at = 0, "", None
    _rest(source, at, state=SourceState.ACTIVE if was_broken else source.state)
    if was_broken:
        _tell_mended(source, at)
    if run.new:
        _tell_taken(source, run, at)
    return run


@transaction.atomic
def fail(run: CaptureRun, refusal: Refusal, *, at: datetime) -> CaptureRun | None:
    """The source itself could not be read. After some failures in a row it counts as broken, and its keeper is told."""
    source = (
        CaptureSource.objects.select_for_update(of=("self",)).select_related("unit", "keeper").get(pk=run.source_id)
    )
    if not _is_ours(run):
        return None
    run.state, run.finished_at, run.reason = RunState.FAILED, at, refusal.sentence[:300]
    run.save(update_fields=["state", "finished_at", "reason"])
    if refusal.code in rules.PASSING:
        _rest(source, at, state=source.state)
        return run
    source.failures += 1
    source.trouble, source.trouble_at = refusal.sentence[:300], source.trouble_at or at
    source.etag = source.modified = ""
    breaks = source.state == SourceState.ACTIVE and rules.is_broken(source.failures, refusal.code)
    _rest(source, at, state=SourceState.BROKEN if breaks else source.state)
    if breaks:
        _tell_broken(source, refusal, at)
    return run


def lose_place(source: CaptureSource, reason: str, *, at: datetime) -> None:
    """The column is gone: there is no use in asking until somebody names another. Part of the act that found out."""
    source = CaptureSource.objects.select_for_update(of=("self",)).select_related("unit", "keeper").get(pk=source.pk)
    if source.state != SourceState.PAUSED:
        source.state, source.trouble, source.trouble_at = SourceState.PAUSED, reason, at
        source.save(update_fields=["state", "trouble", "trouble_at"])
        _tell_broken(source, Refusal("place-gone", reason), at)


def forget(at: datetime) -> int:
    """Old rounds that brought nothing are no history worth keeping."""
    return (
        CaptureRun.objects.filter(started_at__lt=at - HISTORY, items=None).exclude(state=RunState.RUNNING).delete()[0]
    )


def _rest(source: CaptureSource, at: datetime, *, state: str) -> None:
    source.state = state
    source.last_run_at = at
    source.next_at = rules.next_round(at, source.minutes, source.failures)
    source.save()


def _told(failing: Iterable[Piece]) -> list[list[str]]:
    return [
        [piece.link.url, piece.link.title, piece.refusal.sentence]
        for piece in list(failing)[:MOST_TOLD]
        if piece.refusal is not None
    ]


@action("capture.taken")
def _tell_taken(source: CaptureSource, run: CaptureRun, at: datetime) -> None:
    source.last_new_at = at
    source.save(update_fields=["last_new_at"])
    record(
        "capture.taken", source.ref, **_facts(source, at), captured=run.new, twins=run.duplicates, refused=run.refused
    )


@action("capture.broken")
def _tell_broken(source: CaptureSource, refusal: Refusal, at: datetime) -> None:
    said = f"采集来源“{source.name}”已失效：{refusal.sentence}"
    notify_all(
        (
            Message("capture-broken", source.ref, "采集来源失效", said, f"/editor/capture/{source.pk}/", person.user)
            for person in queries.keepers_of(source)
        ),
        at=at,
    )
    record("capture.broken", source.ref, **_facts(source, at), reason=refusal.sentence, failures=source.failures)


@action("capture.mended")
def _tell_mended(source: CaptureSource, at: datetime) -> None:
    record("capture.mended", source.ref, **_facts(source, at))


def _facts(source: CaptureSource, at: datetime) -> dict[str, object]:
    return {
        "actor": BY, "at": at, "unit": source.unit.code, "unit_name": source.unit.name, "name": source.name,
        "url": source.address,
    }  # fmt: skip
