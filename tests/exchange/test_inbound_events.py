"""Whatever another system sends: the good is taken in once, the bad is set aside with its reason, nothing is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON
from tests.exchange.inbound_ground import LATER, a_system, entries, event, tell
from zhengtong.exchange import queries
from zhengtong.exchange.actions import receive, retire_system
from zhengtong.exchange.models import QuarantinedLine
from zhengtong.exchange.rules.event import Known, read_event
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal import sealing
from zhengtong.journal.models import Entry
from zhengtong.journal.verification import verify
from zhengtong.org.models import Unit

pytestmark = pytest.mark.django_db


def test_an_event_becomes_an_entry_with_everything_it_told(cast):
    a_system(unit=Unit.objects.get(code="SC"))
    told = event(
        label="受理", by="办事员甲", department="用地科", channel="窗口", item_name="建设用地审批", region="360829100000",
        instant=False, limits={"legal_due": "2026-12-21T00:00:00+08:00", "promised_due": None},
        facts={"amount": 12.5, "reasons": ["一", "二"]},
    )  # fmt: skip
    outcome = tell(told, event("step", unit="MZ"))
    assert (outcome.accepted, outcome.refs) == (2, {"A1"})
    first, second = entries("LAND:A1")
    assert (first.kind, first.unit, first.actor) == ("outside.accepted", "SC", "system:LAND")
    assert first.at.isoformat() == "2026-11-23T01:00:00+00:00"
    assert first.data == {
        "system": "LAND", "ref": "A1", "event_id": "A1-accepted", "revision": 1, "label": "受理", "by": "办事员甲",
        "department": "用地科", "channel": "窗口", "item_name": "建设用地审批", "region": "360829100000", "instant": False,
        "legal_due": "2026-12-21T00:00:00+08:00", "promised_due": None, "amount": "12.5", "reasons": ["一", "二"],
    }  # fmt: skip
    assert second.unit == "MZ"


def test_a_delivery_leaves_its_own_entry_and_a_sign_of_life(cast):
    system = a_system()
    tell(event(), event(), event("finished", at="soon"), source="delivery-7")
    own = Entry.objects.get(kind="events.received")
    told = {name: own.data[name] for name in ("source", "accepted", "duplicates", "quarantined")}
    assert told == {"source": "delivery-7", "accepted": 1, "duplicates": 1, "quarantined": 1}
    system.refresh_from_db()
    assert system.last_event_at == LATER


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"milestone": None}, "milestone-missing"),
        ({"milestone": "begun"}, "milestone-unknown"),
        ({"milestone": ["accepted"]}, "milestone-unknown"),
        ({"ref": ""}, "ref-missing"),
        ({"ref": "x" * 60}, "too-long"),
        ({"ref": 7}, "not-text"),
        ({"event_id": None}, "event-id-missing"),
        ({"at": None}, "moment-missing"),
        ({"at": "昨天"}, "moment-unreadable"),
        ({"at": 1763859600}, "moment-unreadable"),
        ({"at": "2026-11-23T09:00:00"}, "moment-zone"),
        ({"at": "0001-01-01T00:00:00+08:00"}, "moment-implausible"),
        ({"at": "2026-11-23T14:00:00+08:00"}, "future"),
        ({"revision": 0}, "revision"),
        ({"revision": "2"}, "revision"),
        ({"revision": True}, "revision"),
        ({"label": "长" * 201}, "too-long"),
        ({"label": "\ud800"}, "not-text"),
        ({"unit": "NOWHERE"}, "unit-unknown"),
        ({"item": "NO-SUCH-ITEM"}, "item-unknown"),
        ({"region": "110000000000"}, "region-unknown"),
        ({"instant": "yes"}, "instant"),
        ({"limits": ["2026-12-01"]}, "limits"),
        ({"limits": {"deadline": "2026-12-01T00:00:00+08:00"}}, "limit-name"),
        ({"limits": {"legal_due": "2026-12-01"}}, "moment-zone"),
        ({"facts": "x"}, "facts"),
        ({"facts": {"legal_due": "x"}}, "fact-name"),
        ({"facts": {"contradiction": "x"}}, "fact-name"),
        ({"facts": {"amount": {"deep": 1}}}, "fact-value"),
        ({"facts": {"amount": float("nan")}}, "fact-value"),
        ({"facts": {"text": "x" * 1001}}, "too-long"),
        ({"surprise": 1}, "event-field"),
    ],
)
def test_a_bad_event_is_set_aside_with_its_reason_and_its_neighbours_are_taken_in(cast, bad, code):
    system = a_system()
    outcome = tell(event(ref="N1"), event() | bad, event(ref="N2"))
    assert outcome.accepted == 2
    assert [(one.position, one.code) for one in outcome.quarantined] == [(2, code)]
    line = queries.quarantine(system).get()
    assert (line.position, line.code, line.state) == (2, code, "open")
    assert line.sentence == outcome.quarantined[0].sentence and line.sentence.endswith("。")
    assert not entries("LAND:A1")


@pytest.mark.parametrize("odd", [7, None, "text", ["list"], {}])
def test_what_is_no_event_at_all_is_set_aside_too(cast, odd):
    a_system()
    outcome = tell(odd, event())
    assert (outcome.accepted, len(outcome.quarantined)) == (1, 1)
    assert QuarantinedLine.objects.count() == 1


def test_a_clock_five_minutes_ahead_is_forgiven(cast):
    a_system()
    assert tell(event(at="2026-11-23T13:05:00+08:00")).accepted == 1
    assert tell(event("step", at="2026-11-23T13:05:01+08:00")).accepted == 0


def test_the_same_event_twice_counts_once_in_one_delivery_and_in_two(cast):
    a_system()
    assert tell(event(), event()).duplicates == 1
    again = tell(event())
    assert (again.accepted, again.duplicates, again.refs) == (0, 1, set())
    assert len(entries("LAND:A1")) == 1


def test_the_same_revision_with_other_content_is_refused_and_a_higher_one_replaces(cast):
    a_system()
    tell(event(label="原来"))
    conflict = tell(event(label="改了"))
    assert [one.code for one in conflict.quarantined] == ["event-conflict"]
    assert tell(event(label="改了", revision=2)).accepted == 1
    assert [(one.data["revision"], one.data["label"]) for one in entries("LAND:A1")] == [(1, "原来"), (2, "改了")]


def test_a_late_lower_revision_is_kept_beside_the_higher_one(cast):
    a_system()
    tell(event(revision=3))
    assert tell(event(revision=2, label="迟到")).accepted == 1


def test_a_source_without_revisions_says_how_things_are_now(cast):
    a_system()
    plain = event()
    del plain["revision"]
    tell(plain)
    assert tell(plain).duplicates == 1
    assert tell(plain | {"label": "改了"}).accepted == 1
    assert tell(plain | {"label": "改了"}).duplicates == 1
    assert [one.data["revision"] for one in entries("LAND:A1")] == [1, 2]


def test_an_event_can_be_taken_back(cast):
    a_system()
    tell(event())
    assert tell(event("retracted", event_id="A1-accepted", revision=2)).accepted == 1
    assert [one.kind for one in entries("LAND:A1")] == ["outside.accepted", "outside.retracted"]


def test_events_out_of_order_are_taken_in(cast):
    a_system()
    outcome = tell(
        event("finished", at="2026-11-23T11:00:00+08:00"), event("step", at="2026-11-23T10:00:00+08:00"), event()
    )
    assert (outcome.accepted, outcome.quarantined) == (3, [])


class TestFinishBeforeStart:
    EARLY = "2026-11-22T09:00:00+08:00"

    def test_the_finish_is_set_aside_and_the_matter_is_noted_as_contradictory(self, cast):
        a_system()
        outcome = tell(event(), event("finished", at=self.EARLY), event("step"))
        assert [(one.position, one.code) for one in outcome.quarantined] == [(2, "finish-before-start")]
        kinds = [one.kind for one in entries("LAND:A1")]
        assert kinds == ["outside.accepted", "outside.step", "outside.noted"]
        assert "早于受理时间" in entries("LAND:A1")[2].data["contradiction"]

    def test_it_is_found_across_deliveries_and_noted_once(self, cast):
        a_system()
        tell(event())
        for _ in range(2):
            outcome = tell(event("finished", at=self.EARLY))
            assert [one.code for one in outcome.quarantined] == ["finish-before-start"]
        assert [one.kind for one in entries("LAND:A1")] == ["outside.accepted", "outside.noted"]
        assert QuarantinedLine.objects.count() == 1

    def test_a_start_that_comes_late_contradicts_as_well(self, cast):
        a_system()
        tell(event("finished", at=self.EARLY))
        assert tell(event()).accepted == 1
        assert [one.kind for one in entries("LAND:A1")] == ["outside.finished", "outside.accepted", "outside.noted"]

    def test_a_corrected_finish_takes_the_note_back(self, cast):
        a_system()
        tell(event(), event("finished", at=self.EARLY))
        tell(event("finished", at="2026-11-23T10:00:00+08:00", revision=2))
        rows = entries("LAND:A1")
        assert [one.kind for one in rows][-2:] == ["outside.finished", "outside.retracted"]
        noted = next(one for one in rows if one.kind == "outside.noted")
        assert rows[-1].data["event_id"] == noted.data["event_id"]
        assert rows[-1].data["revision"] == noted.data["revision"] + 1


def test_everything_verifies_when_it_has_been_sealed(cast):
    a_system()
    tell(*(event("step", ref=f"R{number}", label='活动\\"引号"') for number in range(300)))
    while sealing.seal(NOON):
        pass
    assert verify().first_bad is None


def test_an_unknown_or_retired_system_is_refused_whole(cast):
    with pytest.raises(Unknown):
        tell(event())
    a_system()
    retire_system("LAND", reason="系统下线", by=None, at=NOON)
    with pytest.raises(Refusal) as refused:
        receive("LAND", [event()], at=LATER, source="x")
    assert refused.value.code == "system-retired"
    assert not entries("LAND:A1")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "milestone",
    "ref",
    "at",
    "event_id",
    "revision",
    "label",
    "by",
    "unit",
    "instant",
    "limits",
    "facts",
    "other",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(FIELDS), anything, max_size=6))
def test_no_value_whatever_breaks_the_reading_of_an_event(changes):
    try:
        read_event(event() | changes, Known({"MZ"}, set(), set()), LATER)
    except Refusal as refusal:
        assert refusal.sentence.endswith("。")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd=st.dictionaries(st.sampled_from(FIELDS), anything, max_size=6))
def test_whatever_is_sent_can_be_kept_and_never_costs_a_neighbour(cast, odd):
    if not Entry.objects.filter(kind="system.registered").exists():
        a_system()
    neighbour = event(ref=f"N{Entry.objects.count()}")
    outcome = tell(odd, neighbour)
    assert neighbour["ref"] in outcome.refs
