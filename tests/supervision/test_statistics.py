"""统计: what the database counts is what a patient person counts, and every number leads to exactly its matters."""

import random
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import COUNTY, Cast
from zhengtong.supervision.models import Card, Matter
from zhengtong.supervision.statistics import (
    DIMENSIONS,
    MEASURES,
    RATES,
    Narrowing,
    by_measures,
    by_two,
    matters_narrowed,
)
from zhengtong.supervision.statistics.narrowing import CHINA

START = datetime(2026, 1, 1, tzinfo=CHINA)
ITEMS = (("MZ-01", "低保", "payment"), ("MZ-02", "社会组织登记", "license"), ("", "", ""))


def scatter(cast: Cast, number: int, chance: random.Random) -> list[Matter]:
    """Matters of every kind there is, cards among them, over ten months."""
    units = [cast.unit("MZ"), cast.unit("JT"), cast.unit("T103"), None]
    regions = [cast.region(code) for code in (COUNTY, "360829103000", "360829103213", "360829100202", "360829208000")]
    rows = []
    for n in range(number):
        opened = START + timedelta(minutes=chance.randrange(440_000))
        accepted = opened + timedelta(hours=5) if chance.random() < 0.8 else None
        finished = accepted + timedelta(hours=chance.randrange(300)) if accepted and chance.random() < 0.6 else None
        ended = finished or (opened + timedelta(days=3) if chance.random() < 0.1 else None)
        item, name, kind = chance.choice(ITEMS)
        rows.append(
            Matter(
                system=chance.choice(["county", "permit"]), subject=f"S{n}", ref=f"S{n}", item=item, item_name=name,
                business=chance.choice(["case", "letter"]), unit=chance.choice(units), item_kind=kind,
                region=chance.choice([*regions, None]), is_instant=chance.choice([True, False, None]),
                channel=chance.choice(["online", ""]), opened_at=opened, accepted_at=accepted, finished_at=finished,
                ended_at=ended, promised_due=opened + timedelta(days=6) if chance.random() < 0.7 else None,
                is_on_time=chance.choice([True, False, None]) if finished else None,
                light=chance.choice(["green", "warning", "yellow", "red"]), is_undetermined=chance.random() < 0.2,
                rulebook=1, calendar_version=1,
            )
        )  # fmt: skip
    Matter.objects.bulk_create(rows)
    carded = [row for row in rows if row.light != "green"]
    Card.objects.bulk_create(
        Card(
            ref=f"{row.subject}-{place}", matter=row, key=str(place), system=row.system, subject=row.subject,
            unit=row.unit, region=row.region, rule_code="T02", rule_version=1, family="time", level=level,
            state="issued" if place else "withdrawn", moment=row.opened_at + timedelta(days=place),
            title="超期", text="超期", basis="规则", is_highest=place == 2,
        )
        for row in carded
        for place, level in enumerate(("red", "warning", row.light))
    )  # fmt: skip
    return rows


@pytest.fixture
def many(cast: Cast) -> list[Matter]:
    """The county's supervisor sees them all, also what no place can be told of."""
    return scatter(cast, 240, random.Random(7))


def day_of(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()


def is_early(row: Matter) -> bool:
    return bool(row.is_on_time and row.promised_due and row.finished_at < row.promised_due - timedelta(days=1))


COUNTED = {
    "all": lambda m: True,
    "accepted": lambda m: m.accepted_at is not None,
    "finished": lambda m: m.finished_at is not None,
    "in_hand": lambda m: m.ended_at is None,
    "early": lambda m: m.finished_at is not None and is_early(m),
    "on_time": lambda m: m.finished_at is not None and m.is_on_time is True,
    "late": lambda m: m.finished_at is not None and m.is_on_time is False,
    "untold": lambda m: m.finished_at is not None and m.is_on_time is None,
    "warned": lambda m: m.light == "warning",
    "yellow": lambda m: m.light == "yellow",
    "red": lambda m: m.light == "red",
    "undetermined": lambda m: m.is_undetermined,
}


def township_of(row: Matter) -> str:
    """By hand: 泰山乡 became 羊狮慕镇; what stands at the county stands for itself."""
    if row.region is None:
        return "未明确区划"
    code = row.region.code[:9] + "000"
    code = "360829107000" if code == "360829208000" else code
    return {
        "360829000000": "县本级", "360829103000": "横龙镇", "360829100000": "平都镇", "360829107000": "羊狮慕镇"
    }[code]  # fmt: skip


BY_HAND = {
    "unit": lambda m: m.unit.short_name if m.unit else "未明确单位",
    "township": township_of,
    "item": lambda m: m.item_name or "未明确事项",
    "instant": lambda m: {True: "即办件", False: "承诺件", None: "未明确"}[m.is_instant],
    "month": lambda m: f"{day_of(m.opened_at).year}年{day_of(m.opened_at).month}月",
    "system": lambda m: {"county": "本县系统"}.get(m.system, m.system),
}


@pytest.mark.parametrize("dimension", BY_HAND)
def test_every_count_is_the_count_by_hand(many, cast, dimension):
    table = by_measures(cast.linjiancha, Narrowing(), dimension)
    found = {row.label: [cell.number for cell in row.cells] for row in table.rows}
    keys = {BY_HAND[dimension](row) for row in many}
    assert found == {
        key: [sum(1 for row in many if BY_HAND[dimension](row) == key and COUNTED[name](row)) for name in MEASURES]
        for key in keys
    }
    assert [cell.number for cell in table.total.cells] == [sum(map(COUNTED[name], many)) for name in MEASURES]


@pytest.mark.parametrize("by", ["opened", "accepted", "card"])
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_number_leads_to_exactly_its_matters(many, cast, dimension, by):
    asked = Narrowing(by=by, first=date(2026, 2, 10), last=date(2026, 8, 20), system="county")
    table = by_measures(cast.linjiancha, asked, dimension)
    assert table.total.cells[0].number > 20
    for row in (*table.rows[:9], table.total):
        for cell in row.cells:
            if cell.number:
                assert matters_narrowed(cast.linjiancha, cell.behind).count() == cell.number, (row.label, cell.behind)


def test_two_dimensions_cross_and_add_up(many, cast):
    table = by_two(cast.linjiancha, Narrowing(light=("red",)), "unit", "month", "finished")
    by_hand = [m for m in many if (m.light == "red" and not m.is_undetermined) or m.light == "red"]
    by_hand = [m for m in by_hand if m.finished_at]
    assert table.total.cells[-1].number == len(by_hand)
    for row in (*table.rows, table.total):
        assert sum(cell.number for cell in row.cells[:-1]) == row.cells[-1].number
        for cell in row.cells:
            assert matters_narrowed(cast.linjiancha, cell.behind).count() == cell.number
    for place in range(len(table.columns)):
        assert sum(row.cells[place].number for row in table.rows) == table.total.cells[place].number


def test_by_card_counts_the_month_of_the_highest_card_that_stands(many, cast):
    table = by_measures(cast.linjiancha, Narrowing(by="card"), "month")
    by_hand = [m for m in many if m.light != "green"]
    found = {row.label: row.cells[0].number for row in table.rows}
    assert sum(found.values()) == len(by_hand)
    march = [m for m in by_hand if day_of(m.opened_at + timedelta(days=2)).month == 3]
    assert found["2026年3月"] == len(march)


def test_each_sees_only_what_is_theirs(many, cast):
    mine = by_measures(cast.mzjiancha, Narrowing(), "unit")
    assert [row.label for row in mine.rows] == ["县民政局"]
    subtree = by_measures(cast.henglongjiancha, Narrowing(), "township")
    # What no place is told of stands where its unit stands.
    assert {row.label for row in subtree.rows} == {"横龙镇", "未明确区划"}
    assert by_measures(cast.laozhou, Narrowing(), "unit").rows == ()
    asked = Narrowing(unit="JT")
    assert not matters_narrowed(cast.mzjiancha, asked).exists()


def test_rates_are_shares_and_nothing_where_there_is_nothing(many, cast):
    table = by_measures(cast.linjiancha, Narrowing(state=("open",), outcome=("late",)), "unit")
    assert table.total.rates == (None,) * len(RATES)
    whole = by_measures(cast.linjiancha, Narrowing(), "unit").total
    finished = sum(1 for m in many if m.finished_at)
    assert whole.rates[1] == sum(map(COUNTED["on_time"], many)) / finished
    assert whole.rates[2] == sum(1 for m in many if not m.is_undetermined) / len(many)


def test_a_narrowing_survives_its_address(many, cast):
    asked = Narrowing(system="county", state=("open", "accepted"), light=("red",), first=date(2026, 3, 1), by="card")
    assert asked.to_query() == [
        ("system", "county"), ("state", "open"), ("state", "accepted"), ("light", "red"), ("from", "2026-03-01"),
        ("by", "card"),
    ]  # fmt: skip


def test_periods_come_in_order_and_end_where_the_next_begins(many, cast):
    for name in ("week", "month", "quarter"):
        rows = by_measures(cast.linjiancha, Narrowing(), name).rows
        spans = [(row.cells[0].behind.first, row.cells[0].behind.last) for row in rows]
        assert spans == sorted(spans) and all(end < begin for (_, end), (begin, _) in pairwise(spans))


def test_a_table_of_a_hundred_thousand_matters_is_one_statement_with_a_flat_plan(cast):
    """The plan never visits a matter twice: one pass over the table, hashed joins to the few units and regions."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO supervision_matter (system, subject, ref, business, unit_id, region_id, item, item_name, item_kind,
                 channel, is_instant, opened_at, accepted_at, promised_due, corrections, suspensions, step, holder, light,
                 ended_by, is_undetermined, track, rulebook, calendar_version)
               SELECT 'county', 'B' || n, 'B' || n, 'case', (ARRAY[%s, %s, %s])[1 + n %% 3], %s, 'I' || n %% 60, 'x', 'license',
                 'online', n %% 2 = 0, timestamptz '2026-01-01' + n * interval '4 minutes', timestamptz '2026-01-02', null, 0, 0,
                 '', '', (ARRAY['green', 'yellow', 'red'])[1 + n %% 3], '', false, '[]', 1, 1
               FROM generate_series(1, 100000) n""",
            [cast.unit(code).pk for code in ("MZ", "JT", "SF")] + [cast.region("360829103213").pk],
        )
        cursor.execute("ANALYZE supervision_matter")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        table = by_two(cast.linjiancha, Narrowing(), "unit", "month", "all")
    counting = [one["sql"] for one in asked if "COUNT" in one["sql"]]
    assert len(counting) == 1 and table.total.cells[-1].number == 100_000
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {counting[0]}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    # What is kept from the reader is hashed once, never asked a row.
    assert "Aggregate" in plan and "(SubPlan" not in plan
    assert plan.count("on supervision_matter") == 1, plan
