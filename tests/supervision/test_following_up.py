"""What becomes of cards when their matter goes on: a warning that did its work, a limit that was told wrongly at first."""

from datetime import timedelta

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.journal.models import Entry
from zhengtong.notices.models import Notice
from zhengtong.supervision.actions import cards as hand
from zhengtong.supervision.actions import rulebook, watching
from zhengtong.supervision.models import Appeal, Card, Matter

from .test_permit_log import RULES
from .test_watching import tell

pytestmark = pytest.mark.django_db(transaction=True)
TUESDAY = "2026-11-25T00:00:00+08:00"
WEDNESDAY = "2026-11-26T00:00:00+08:00"
FRIDAY = NOON - timedelta(days=3)


@pytest.fixture
def county(cast):
    keep_time()
    rulebook.load_rules(RULES, at=NOON, by="system")
    return cast


def a_warned_one(ref: str) -> Card:
    """Promised for tomorrow night: this morning it was warned of."""
    tell("accepted", ref, FRIDAY, promised_due=TUESDAY)
    watching.catch_up(NOON)
    (card,) = cards(ref, "T01")
    assert (card.level, card.state) == ("warning", "issued")
    return card


def cards(ref: str, rule: str) -> list[Card]:
    return list(Card.objects.filter(subject=f"LAND:{ref}", rule_code=rule).order_by("pk"))


def history(card: Card) -> list[str]:
    return list(Entry.objects.filter(subject=card.ref).order_by("pk").values_list("kind", flat=True))


# --- warnings ---


def test_a_warning_is_lifted_when_its_matter_ends_in_time_and_stays_in_view(county):
    card = a_warned_one("W1")
    tell("finished", "W1", NOON + timedelta(hours=2))
    watching.catch_up(NOON + timedelta(hours=3))
    (card,) = cards("W1", "T01")
    assert (card.state, card.settled_by) == ("closed", "system")
    assert card.settled_reason == "所涉事项已按期办结，预警解除。"
    assert history(card) == ["card.issued", "card.closed"]
    assert Entry.objects.get(kind="card.closed").data["reason"] == card.settled_reason
    assert Matter.objects.get(ref="W1").light == "warning", "that it was about to run out remains true"


def test_a_warning_stands_while_its_matter_is_open_and_when_it_ended_late(county):
    a_warned_one("W2")
    tell("noted", "W2", NOON)
    watching.catch_up(NOON + timedelta(hours=1))
    assert [card.state for card in cards("W2", "T01")] == ["issued"]
    tell("finished", "W2", NOON + timedelta(days=4))
    watching.catch_up(NOON + timedelta(days=4, hours=1))
    assert [card.state for card in cards("W2", "T01") + cards("W2", "T02")] == ["issued", "issued"]


def test_a_warning_heard_of_only_after_the_end_is_recorded_and_nobody_is_called(county):
    tell("accepted", "W3", FRIDAY, promised_due=TUESDAY)
    tell("finished", "W3", NOON)
    watching.catch_up(NOON + timedelta(hours=1))
    (card,) = cards("W3", "T01")
    assert card.state == "closed" and history(card) == ["card.issued", "card.closed"]
    assert not Notice.objects.filter(template="card-issued").exists()


def test_a_warning_of_a_matter_that_was_given_up_is_lifted_too(county):
    card = a_warned_one("W4")
    tell("withdrawn", "W4", NOON + timedelta(hours=1))
    watching.catch_up(NOON + timedelta(hours=2))
    card.refresh_from_db()
    assert (card.state, card.settled_reason) == ("closed", "所涉事项已终结，没有超过预警的期限，预警解除。")


def test_an_end_that_is_taken_back_brings_the_warning_again(county):
    a_warned_one("W5")
    tell("finished", "W5", NOON)
    watching.catch_up(NOON)
    tell("retracted", "W5", NOON, event_id="W5-finished", revision=2)
    watching.catch_up(NOON)
    watching.catch_up(NOON)
    assert [(card.state, card.key) for card in cards("W5", "T01")] == [
        ("closed", "promised#1"),
        ("issued", "promised#1~2"),
    ]


def test_a_warning_under_appeal_waits_for_the_appeal(county):
    card = a_warned_one("W6")
    Appeal.objects.create(
        card=card, unit=card.unit, text="材料已齐。", filed_by="staff:x", filed_at=NOON, decide_due=NOON
    )
    tell("finished", "W6", NOON)
    watching.catch_up(NOON)
    card.refresh_from_db()
    assert card.state == "issued"


# --- limits told wrongly at first ---


def test_a_card_takes_over_the_corrected_limit_and_keeps_the_old_words_in_its_history(county):
    card = a_warned_one("C1")
    tell("accepted", "C1", FRIDAY, promised_due=WEDNESDAY, revision=2)
    watching.catch_up(NOON)
    (after,) = cards("C1", "T01")
    assert after.state == "issued" and after.ref == card.ref
    assert "11月24日" in card.text and "11月25日" in after.text
    assert after.due_at - card.due_at == timedelta(days=1) and after.moment > card.moment
    entry = Entry.objects.get(kind="card.corrected", subject=card.ref)
    assert (entry.data["before"], entry.data["after"]) == (card.text, after.text)
    assert Notice.objects.filter(template="card-corrected", subject=card.ref).exists()
    watching.catch_up(NOON)
    assert Entry.objects.filter(kind="card.corrected").count() == 1


def test_a_settled_card_is_not_rewritten(county):
    card = a_warned_one("C2")
    hand.withdraw_card(card.ref, reason="系统故障期间，不应发牌。", by=county.linjiancha, at=NOON)
    tell("accepted", "C2", FRIDAY, promised_due=WEDNESDAY, revision=2)
    watching.catch_up(NOON)
    (after,) = cards("C2", "T01")
    assert (after.state, after.text) == ("withdrawn", card.text)
