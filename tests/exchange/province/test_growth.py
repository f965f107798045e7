"""Collecting costs the same per entry however many messages there are; the sender's query goes by its index."""

import time

import pytest
from django.db import connection

from tests.cast import NOON
from zhengtong.exchange.models import ProvinceMessage
from zhengtong.exchange.province.actions import collect
from zhengtong.exchange.province.actions.sending import DUE

from .acts import collect_all

pytestmark = pytest.mark.django_db(transaction=True)


def write(first: int, count: int) -> None:
    """Entries of `count` / 4 matters, four each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (kind, subject, unit, actor, at, data, algorithm, digest)"
            " SELECT 'outside.step', 'permits:' || n / 4, 'MZ', 'system', now(),"
            " jsonb_build_object('system', 'permits', 'ref', n / 4, 'revision', 1), 'sha256', sha256(n::text::bytea)"
            " FROM generate_series(%s, %s) n",
            [first, first + count - 1],
        )


def collected_in(first: int, count: int) -> float:
    write(first, count)
    began = time.perf_counter()
    collect_all()
    return time.perf_counter() - began


def plan_of_due() -> str:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE exchange_provincemessage")
        cursor.execute(f"EXPLAIN {DUE}", [NOON, 100])
        return "\n".join(row[0] for row in cursor.fetchall())


def test_collecting_is_linear():
    small = collected_in(0, 3000)
    for part in range(1, 4):
        last = collected_in(part * 3000, 3000)
    assert ProvinceMessage.objects.count() == 12000
    assert last < 2 * small + 0.3, f"the first 3000 took {small:.2f} s, the last {last:.2f} s"
    assert collect(NOON) == 0


def test_sending_reads_only_the_queue_by_its_index():
    write(0, 4000)
    collect_all()
    ProvinceMessage.objects.filter(pk__gt=ProvinceMessage.objects.earliest("id").pk + 40).update(state="acknowledged")
    plan = plan_of_due()  # any of the small indexes over what is not settled yet will do
    assert "province_unsettled" in plan and "Seq Scan" not in plan, plan
    ProvinceMessage.objects.update(state="queued")
    plan = plan_of_due()
    assert "province_queue" in plan and "province_unsettled" in plan and "Seq Scan" not in plan, plan
