"""Rates of a unit in a finished period: one card a unit and period, nothing from small numbers, and unknown is said."""

from datetime import datetime, timedelta
from itertools import count

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.journal.models import Entry
from zhengtong.supervision.actions import rates, rulebook
from zhengtong.supervision.models import Card, Matter, Undetermined
from zhengtong.supervision.rules.periods import finished_since, last_finished

from .cards import a_matter
from .test_permit_log import RULES
from .tracks import at

pytestmark = pytest.mark.django_db
_number = count(1)


@pytest.fixture
def county(cast):
    keep_time()
    rulebook.load_rules(RULES, at=NOON, by="system")
    return cast


def matters(cast, many: int, unit: str = "MZ", day: str = "2026-10-14 10:00", **told: object) -> list[Matter]:
    return [a_matter(cast, unit, opened_at=at(day), accepted_at=at(day), **told) for _ in range(many)]


def of(code: str) -> dict[str, Card]:
    return {card.subject: card for card in Card.objects.filter(rule_code=code)}


def measure(moment: datetime = NOON) -> int:
    return rates.measure_since(None, moment)


def test_months_and_quarters_of_china_time():
    last = last_finished("month", at("2026-11-01 00:00"))
    assert (last.key, last.start, last.end) == ("2026-10", at("2026-10-01"), at("2026-11-01"))
    assert last_finished("month", at("2026-11-01") - timedelta(seconds=1)).key == "2026-09"
    assert last_finished("quarter", at("2026-01-05")).key == "2025-Q4"
    assert last_finished("month", at("2026-01-05")).key == "2025-12"
    told = finished_since("month", at("2026-08-03"), at("2026-11-23"))
    assert [each.key for each in told] == ["2026-08", "2026-09", "2026-10"]
    assert len(finished_since("month", at("2000-01-01"), at("2026-11-23"))) == 12


def test_too_many_corrections_in_a_month_are_carded_once(county):
    matters(county, 4, corrections=1)
    matters(county, 6)
    assert measure() and not measure()
    card = of("M03")["unit:MZ"]
    assert (card.key, card.moment, card.matter, card.state) == ("2026-10", at("2026-11-01"), None, "issued")
    assert "2026年10月补正率为40%" in card.text and card.is_highest
    assert Entry.objects.filter(kind="card.issued", subject=card.ref).count() == 1


def test_nine_matters_are_too_few_to_say_anything(county):
    matters(county, 9, corrections=1)
    measure()
    assert not of("M03")


def test_a_unit_that_received_nothing_all_month_is_asked_about(county):
    matters(county, 1, "MZ", "2026-09-14 10:00")
    matters(county, 1, "JT")
    matters(county, 1, "SC", "2026-11-02 10:00")
    measure()
    found = of("N03")
    assert set(found) == {"unit:MZ"}, "what began later was not there to receive anything"
    assert found["unit:MZ"].state == "pending" and found["unit:MZ"].appeal_until is None


def test_refusing_more_than_the_others_is_measured_against_the_mean(county):
    ended = {"ended_at": at("2026-10-20"), "ended_by": "not_accepted"}
    matters(county, 5, **ended)
    matters(county, 5)
    matters(county, 10, "JT")
    measure()
    assert set(of("N01")) == {"unit:MZ"}
    assert "高25个百分点" in of("N01")["unit:MZ"].text, "50 % against a mean of 25 %"


def test_what_was_corrected_takes_the_card_back_and_a_second_correction_makes_another(county):
    late = matters(county, 4, corrections=1)
    matters(county, 6)
    measure()
    Matter.objects.filter(pk=late[0].pk).update(corrections=0)
    measure()
    assert of("M03")["unit:MZ"].state == "withdrawn"
    Matter.objects.filter(pk=late[0].pk).update(corrections=1)
    measure()
    measure()
    states = Card.objects.filter(rule_code="M03").order_by("pk").values_list("key", "state")
    assert list(states) == [("2026-10", "withdrawn"), ("2026-10~2", "issued")]


def test_a_count_that_cannot_be_told_is_undetermined_once(county, monkeypatch):
    matters(county, 10, corrections=1)
    told = rates.count
    monkeypatch.setattr(rates, "count", lambda *a: {u: {**c, "corrected": None} for u, c in told(*a).items()})
    measure()
    measure()
    row = Undetermined.objects.get(rule_code="M03")
    assert (row.matter, row.unit.code, row.missing, row.cleared_at) == (None, "MZ", ["total:corrected"], None)
    assert "补正件数不能完整统计" in row.reason and not of("M03")
    monkeypatch.undo()
    measure()
    assert Undetermined.objects.get(rule_code="M03").cleared_at == NOON and of("M03")


def test_satisfaction_is_counted_when_it_was_given(county):
    rated = int(at("2026-08-20 10:00").timestamp()) * 1_000_000
    for score in [5] * 8 + [1] * 2:
        matters(
            county, 1, "MZ", "2026-06-01 10:00", rating=score, track=[[1, "rated", "case.rated", rated, "", "", {}]]
        )
    measure()
    card = of("S03")["unit:MZ"]
    assert card.key == "2026-Q3" and "满意率为80%" in card.text


def test_it_is_measured_once_a_day_after_three(county):
    matters(county, 10, corrections=1)
    assert rates.measure(at("2026-11-23 02:59")) == 0 and not Card.objects.exists()
    assert rates.measure(at("2026-11-23 03:00")) > 0
    Matter.objects.update(corrections=0)
    rates.measure(at("2026-11-23 23:00"))
    assert of("M03")["unit:MZ"].state == "issued", "not a second time on one day"
    rates.measure(at("2026-11-24 03:00"))
    assert of("M03")["unit:MZ"].state == "withdrawn"
