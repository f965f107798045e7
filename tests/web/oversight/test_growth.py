"""A county of a hundred thousand matters: what the board, the list and the wall ask finds its rows by index."""

import re

import pytest
from django.db import connection

from tests.cast import NOON
from zhengtong.supervision import board
from zhengtong.supervision.board import Asked

from . import ground

pytestmark = pytest.mark.django_db
MATTERS = 100_000
# Of a hundred thousand matters two per cent are in hand, one in fifty of those shows a light, each of those has a card.
_MATTERS = """
    INSERT INTO supervision_matter (system, subject, ref, business, unit_id, region_id, item, item_name, item_kind, channel,
        opened_at, ended_at, finished_at, ended_by, is_on_time, corrections, suspensions, step, holder, light,
        is_undetermined, track, rulebook, calendar_version)
    SELECT 'county', 'N' || n, 'N' || n, 'case', (%s::bigint[])[1 + n %% 3], (%s::bigint[])[1 + n %% 3], 'X', '事项', '', '',
        %s::timestamptz - n * interval '5 minutes',
        CASE WHEN n %% 50 = 0 THEN NULL ELSE %s::timestamptz - n * interval '4 minutes' END, NULL, '', true, 0, 0, '', '',
        CASE WHEN n %% 2500 = 0 THEN 'red' ELSE 'green' END, false,
        jsonb_build_array(repeat(md5(n::text), 12)), 1, 1
    FROM generate_series(1, %s) n
"""
_CARDS = """
    INSERT INTO supervision_card (ref, matter_id, key, system, subject, unit_id, region_id, rule_code, rule_version, family,
        level, state, moment, issued_at, title, text, basis, duty_step, duty_actor, duty_name, is_highest, settled_by,
        settled_reason)
    SELECT 'K' || m.id, m.id, 'k', m.system, m.subject, m.unit_id, m.region_id, 'T03', 1, 'time', 'red', 'issued',
        m.opened_at, m.opened_at, 't', 't', 'b', '', '', '', true, '', ''
    FROM supervision_matter m WHERE m.id %% 20 = 0
"""

# Yesterday a log of an outside system was read in and drew fifteen hundred cards.
_IMPORTED = """
    INSERT INTO supervision_card (ref, key, system, subject, unit_id, region_id, rule_code, rule_version, family,
        level, state, moment, issued_at, title, text, basis, duty_step, duty_actor, duty_name, is_highest, settled_by,
        settled_reason)
    SELECT 'L' || n, 'k', 'GGZY', 'GGZY:' || n, %s, %s, 'T03', 1, 'time', 'red', 'issued',
        %s::timestamptz - interval '1 day', %s::timestamptz - interval '1 day', 't', 't', 'b', '', '', '', true, '', ''
    FROM generate_series(1, 1500) n
"""


@pytest.fixture
def full_county(county):
    units = [county.unit(code).pk for code in ("MZ", "JT", "T103")]
    places = [county.region(code).pk for code in ("360829000000", "360829100202", "360829103213")]
    with connection.cursor() as cursor:
        cursor.execute(_MATTERS, [units, places, NOON, NOON, MATTERS])
        cursor.execute(_CARDS, [])
        cursor.execute(_IMPORTED, [units[0], places[0], NOON, NOON])
        cursor.execute("ANALYZE supervision_matter, supervision_card")
    ground.beat(NOON)
    return county


def plans(ask) -> str:
    """The plans of every statement `ask` sends, joined."""
    told = []

    def explain(execute, sql, params, many, context):
        if sql.lstrip().startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.cursor.execute("EXPLAIN (ANALYZE) " + sql, params)
                told.append("\n".join(row[0] for row in cursor.cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        ask()
    return "\n\n".join(told)


READS = re.compile(r"actual time=\S+ rows=([\d.]+) loops=(\d+)\)|Rows Removed by Filter: (\d+)")


def rows_touched(plan: str) -> int:
    """The most rows any one node of a plan went through, those it threw away included."""
    most, loops = 0, 1
    for kept, times, dropped in READS.findall(plan):
        loops = int(times) if times else loops
        most = max(most, int(float(kept or dropped)) * loops)
    return most


@pytest.mark.parametrize("name", ["linjiancha", "henglongjiancha"])
def test_no_question_goes_through_a_full_county(full_county, name):
    staff = getattr(full_county, name)
    today = {"ended_first": NOON.date(), "ended_last": NOON.date()}
    questions = {
        "overview": lambda: board.overview(staff, NOON),
        "needs": lambda: board.needs(staff, NOON),
        "flow": lambda: board.flow(staff, NOON),
        "news": lambda: board.newest_mark(staff),
        "newest": lambda: board.newest_cards(staff, NOON),
        "red": lambda: list(board.matters_asked(staff, Asked(light="red", is_open=True))[:50]),
        "number": lambda: list(board.matters_asked(staff, Asked(words="N47110"))[:50]),
        "late": lambda: list(board.matters_asked(staff, Asked(is_late=True, **today))[:50]),
    }
    touched = {question: rows_touched(plans(ask)) for question, ask in questions.items()}
    assert {question: rows for question, rows in touched.items() if rows > MATTERS / 5} == {}
