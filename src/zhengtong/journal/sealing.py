"""The journal's own upkeep: linking settled entries, signing the head, raising the epoch.

These are not acts of anybody and leave no entry: an entry about sealing would itself have to be sealed, without end.
What they did is in the links and checkpoints themselves, which the database refuses to change.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from zhengtong.foundation import crypto

from .models import Checkpoint, Link
from .queries import place_of, settled_entries
from .rules import GENESIS, START, checkpoint_content, link_hash

BATCH = 1000
_CHINA = ZoneInfo("Asia/Shanghai")
# One number for everything that moves the chain's head, so that there is one writer of it at a time.
_CHAIN_LOCK = 0x6C69_6E6B


def seal(at: datetime, *, batch: int = BATCH) -> int:
    """Link up to `batch` settled entries in commit order; how many were linked, 0 if none or if another sealer is busy.

    Writers never wait for it: it locks nothing of theirs, and entries of transactions still running are left for later.
    """
    with transaction.atomic():
        if not _is_locked("SELECT pg_try_advisory_xact_lock(%s)"):
            return 0
        last = Link.objects.select_related("entry").order_by("-position").first()
        position, previous = (last.position, bytes(last.hash)) if last else (0, GENESIS)
        links = []
        for entry in settled_entries(place_of(last.entry) if last else START, limit=batch):
            position += 1
            digest = link_hash(
                crypto.HASH,
                previous,
                position,
                at,
                place_of(entry),
                entry.recorded_at,
                bytes(entry.digest),
            )
            links.append(
                Link(
                    position=position, entry=entry, previous=previous, hash=digest, algorithm=crypto.HASH, sealed_at=at
                )
            )
            previous = digest
        Link.objects.bulk_create(links)
        return len(links)


def sign_checkpoint(day: date, at: datetime) -> Checkpoint:
    """日签封 — sign the chain's head once for a day that is over; asked again, the one already signed.

    Seal first: what is not linked is not covered. `at` is the moment of signing, after the end of `day` in China.
    """
    if day >= at.astimezone(_CHINA).date():
        raise ValueError(f"{day} is not over at {at}")
    with transaction.atomic():
        _is_locked("SELECT pg_advisory_xact_lock(%s) IS NOT NULL")
        signed = Checkpoint.objects.filter(day=day).first()
        if signed is not None:
            return signed
        last = Link.objects.order_by("-position").first()
        position, head = (last.position, bytes(last.hash)) if last else (0, GENESIS)
        # Positions have no gaps and begin at one: the last position is the number of entries.
        return Checkpoint.objects.create(
            day=day,
            position=position,
            head=head,
            entries=position,
            algorithm=crypto.SIGNATURE,
            signature=crypto.sign(checkpoint_content(day, position, head, position, at)),
            public_key=crypto.public_key(),
            signed_at=at,
        )


def raise_epoch() -> int:
    """Begin a new epoch after a restore, when transaction ids count from the start again; the new number.

    Needs the owner's role. Waits for every writer and holds new ones off, so that nothing of the old epoch is in flight.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE journal_entry IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            "SELECT setval('journal_epoch_number',"
            " greatest(journal_epoch(), (SELECT coalesce(max(epoch), 0) FROM journal_entry)) + 1)"
        )
        return int(cursor.fetchone()[0])


def _is_locked(statement: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [_CHAIN_LOCK])
        return bool(cursor.fetchone()[0])
