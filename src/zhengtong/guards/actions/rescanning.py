"""Everything public, looked over again: after every change of the list, and every day."""

import time
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhengtong.journal.actions import action, record

from .. import queries
from ..choices import FindingState
from ..models import Finding, Rescan
from ..public import PUBLIC_TEXTS, PublicText
from .findings import keep_texts, look_over

SLICE = 0.5
"""Seconds of one go: the worker has other tasks, the pass goes on with the next."""


def rescan(at: datetime, *, seconds: float = SLICE) -> int:
    """Begin a pass where one is due, or go on with the one under way; how many texts were looked at.

    Due is one when the list has moved since the last began, or the day has (words have days; a text may have slipped
    by). Where it stands is kept in its row, so a restart goes on from there. A source that fails is tried again and
    nothing of it is closed.
    """
    with transaction.atomic():
        scan = Rescan.objects.select_for_update(skip_locked=True).filter(finished_at=None).first() or _begin(at)
        if scan is None:
            return 0
        count = _go_on(scan, at, time.monotonic() + seconds)
        scan.texts += count
        scan.save()
        return count


def _begin(at: datetime) -> Rescan | None:
    last, version = queries.last_rescan(), queries.list_version()
    is_due = last is None or (last.list_mark, last.day) != (version.mark, localdate(at))
    if (last is not None and last.finished_at is None) or not version.mark or not is_due:
        return None
    return Rescan.objects.create(list_version=version.number, list_mark=version.mark, day=localdate(at), started_at=at)


def _go_on(scan: Rescan, at: datetime, until: float) -> int:
    count = 0
    kinds = [kind for kind in sorted(PUBLIC_TEXTS) if kind >= scan.kind]
    for kind, following in zip(kinds, [*kinds[1:], ""], strict=True):
        standing = _standing(kind)
        for text in PUBLIC_TEXTS[kind](scan.after if kind == scan.kind else ""):
            _look(scan, text, at, is_known=text.ref in standing)
            scan.kind, scan.after = kind, text.ref
            count += 1
            if time.monotonic() >= until:
                return count
        _close_unseen(scan, kind, at)
        scan.kind, scan.after = following, ""
    _finish(scan, scan.texts + count, at)
    return count


def _standing(kind: str) -> set[str]:
    return set(Finding.objects.filter(kind=kind).values_list("ref", flat=True))


def _look(scan: Rescan, text: PublicText, at: datetime, *, is_known: bool) -> None:
    keep_texts(text, at=at)
    if not is_known and queries.check_public(text, at=at).is_clean:
        return
    before = {row.pk: row.state for row in Finding.objects.filter(kind=text.kind, ref=text.ref)}
    look_over(text, at=at, rescan=scan)
    for row in Finding.objects.filter(kind=text.kind, ref=text.ref):
        was = before.get(row.pk, FindingState.MENDED)
        scan.found += row.state == FindingState.OPEN and was == FindingState.MENDED
        scan.closed += row.state == FindingState.MENDED and was == FindingState.OPEN


def _close_unseen(scan: Rescan, kind: str, at: datetime) -> None:
    """What is no longer public has nothing left to mend; what was noted while we went stays."""
    unseen = Finding.objects.filter(kind=kind, state=FindingState.OPEN, found_at__lt=scan.started_at)
    gone = unseen.exclude(rescan=scan).update(state=FindingState.MENDED, closed_at=at)
    scan.closed += gone


@action("words.rescanned")
def _finish(scan: Rescan, texts: int, at: datetime) -> None:
    scan.finished_at = at
    record(
        "words.rescanned", f"RESCAN-{scan.pk}", actor="system", at=at, version=scan.list_version, texts=texts,
        opened=scan.found, closed=scan.closed, started_at=scan.started_at,
    )  # fmt: skip
