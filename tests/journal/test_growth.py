"""Sealing costs the same per entry however long the chain already is, and reads only through its index."""

import time

import pytest
from django.db import connection

from tests.cast import NOON
from zhengtong.journal import queries, sealing
from zhengtong.journal.models import Link
from zhengtong.journal.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


def write(count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (kind, subject, unit, actor, at, data, algorithm, digest)"
            " SELECT 'trial.noted', 'G' || n, '', 'system', now(), '{}', 'sha256', sha256(n::text::bytea)"
            " FROM generate_series(1, %s) n",
            [count],
        )


def seal_all() -> float:
    began = time.perf_counter()
    while sealing.seal(NOON):
        pass
    return time.perf_counter() - began


def test_sealing_is_linear_and_goes_by_the_index():
    write(4000)
    small = seal_all()
    for _ in range(3):
        write(4000)
        last = seal_all()
    assert Link.objects.count() == 16000
    assert last < 3 * small + 0.2, f"the first 4000 took {small:.2f} s, the last {last:.2f} s"

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE journal_entry")
        place = queries.place_of(Link.objects.select_related("entry").latest("position").entry)
        cursor.execute(f"EXPLAIN {queries._SETTLED}", [place.epoch, str(place.xid), place.id, 1000])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Index Scan using entry_commit_order" in plan and "Sort" not in plan, plan


def test_verification_names_the_first_of_many_without_reading_the_rest():
    write(3000)  # their digests are made up, so the very first does not hold
    seal_all()
    verdict = verify()
    assert verdict.first_bad.code == "entry-altered"
    assert verdict.links == 0
