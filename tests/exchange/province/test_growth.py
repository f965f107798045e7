"""Collecting costs the same per entry however many messages there are; the sender's query goes by its index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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


def asked_for(first: int, count: int) -> int:
    """How often the database is asked to collect so many new entries."""
    write(first, count)
    with CaptureQueriesContext(connection) as queries:
        collect_all()
    return len(queries)


def plan_of_due() -> str:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE exchange_provincemessage")
        cursor.execute(f"EXPLAIN {DUE}", [NOON, 100])
        return "\n".join(row[0] for row in cursor.fetchall())


def test_collecting_is_linear():
    asked = [asked_for(part * 1000, 1000) for part in range(4)]
    assert ProvinceMessage.objects.count() == 4000
    assert len(set(asked[1:])) == 1 and asked[-1] <= asked[0], asked
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
