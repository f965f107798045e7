"""What entries say is folded into limits that open, move, stand still and close; the order of arrival says nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.supervision.rules.track import Course, Event, fold, read_back, stored

from .tracks import MATTER, at, course, event

ACCEPTED = ("accepted", "2018-10-15 10:00")
LIMITS = {"promised_due": "2018-10-25", "legal_due": "2018-10-30"}


def runs(of: Course, name: str) -> list[tuple[object, ...]]:
    return [(run.number, run.opened_at, run.due, run.closed_at) for run in of.runs if run.name == name]


def test_a_limit_opens_moves_and_closes():
    told = course(
        event(*ACCEPTED, **LIMITS),
        event("extended", "2018-10-20 09:00", legal_due="2018-11-13"),
        event("finished", "2018-10-22 09:00"),
    )
    (legal,) = [run for run in told.runs if run.name == "legal"]
    assert [(s.since, s.due) for s in legal.segments] == [
        (at("2018-10-15 10:00"), at("2018-10-30")), (at("2018-10-20 09:00"), at("2018-11-13")),
    ]  # fmt: skip
    assert legal.closed_at == at("2018-10-22 09:00")
    assert told.finished_at == at("2018-10-22 09:00") and told.holdings[-1].holder == ""


def test_a_special_procedure_lets_the_limit_stand_still_and_it_is_the_same_run_afterwards():
    told = course(
        event(*ACCEPTED, **LIMITS),
        event(
            "suspended",
            "2018-10-17 09:00",
            promised_due=None,
            legal_due=None,
            special_due="2018-10-23",
            provisional=True,
        ),
        event("resumed", "2018-10-20 09:00", special_due=None, promised_due="2018-10-30", legal_due="2018-11-02"),
    )
    (promised,) = [run for run in told.runs if run.name == "promised"]
    assert [s.due for s in promised.segments] == [at("2018-10-25"), None, at("2018-10-30")]
    assert not any(s.provisional for s in promised.segments), "what stands still is not undecided"
    assert runs(told, "special") == [(1, at("2018-10-17 09:00"), at("2018-10-23"), at("2018-10-20 09:00"))]
    assert [h.holder for h in told.holdings] == ["office", "special", "office"]


def test_null_ends_a_limit_that_does_not_stand_still():
    told = course(
        event("received", "2018-10-15", intake_due="2018-10-23"), event("noted", "2018-10-16", intake_due=None)
    )
    assert runs(told, "intake") == [(1, at("2018-10-15"), at("2018-10-23"), at("2018-10-16"))]


def test_the_decision_closes_the_limits_for_deciding_and_nothing_reopens_them():
    """行政许可法 第四十二条."""
    told = course(
        event(*ACCEPTED, **LIMITS),
        event("decided", "2018-10-24 23:59:59", delivery_due="2018-11-08", legal_due="2018-10-30"),
        event("noted", "2018-10-26", legal_due="2018-11-30"),
    )
    for name in ("promised", "legal"):
        assert [run[3] for run in runs(told, name)] == [at("2018-10-24 23:59:59")]
    assert runs(told, "delivery")[0][3] is None


def test_each_step_is_a_run_of_its_own():
    told = course(
        event(*ACCEPTED, step_due="2018-10-18"),
        event("step", "2018-10-16", step_due="2018-10-18"),
        event("step_returned", "2018-10-17", step_due="2018-10-19"),
        event("step", "2018-10-18", step_due=None),
    )
    assert [run[0] for run in runs(told, "step")] == [1, 2, 3]
    assert [run[3] for run in runs(told, "step")] == [at("2018-10-16"), at("2018-10-17"), at("2018-10-18")]


def test_the_delivery_is_owed_past_the_end_and_a_voided_matter_owes_nothing():
    done = course(
        event(*ACCEPTED, **LIMITS),
        event("decided", "2018-10-20", delivery_due="2018-11-08"),
        event("finished", "2018-10-20"),
        event("delivered", "2018-10-28"),
    )
    assert runs(done, "delivery") == [(1, at("2018-10-20"), at("2018-11-08"), at("2018-10-28"))]
    gone = course(
        event(*ACCEPTED, **LIMITS),
        event("suspended", "2018-10-16", special_due="2018-10-20"),
        event("voided", "2018-10-17"),
        event("noted", "2018-10-18", legal_due="2018-10-19", delivery_due="2018-10-19"),
    )
    assert {run.name for run in gone.runs} == {"promised", "legal", "special"}
    assert all(run.closed_at == at("2018-10-17") for run in gone.runs)


def test_a_limit_that_begins_again_for_the_same_day_is_watched_again():
    told = course(
        event("received", "2018-10-15 09:00", intake_due="2018-10-23"),
        event("correction_requested", "2018-10-15 10:00", intake_due=None, reply_due="2018-10-30"),
        event("correction_supplied", "2018-10-15 11:00", intake_due="2018-10-23", reply_due=None),
    )
    assert [run[3] for run in runs(told, "intake")] == [at("2018-10-15 10:00"), None]
    assert [h.holder for h in told.holdings] == ["office", "applicant", "office"]


@pytest.mark.parametrize("milestone", ["finished", "decided"])
def test_a_limit_told_only_when_it_was_met_is_closed_with_the_telling(milestone):
    told = course(event(*ACCEPTED), event(milestone, "2018-11-01", legal_due="2018-10-30"))
    assert runs(told, "legal") == [(1, at("2018-11-01"), at("2018-10-30"), at("2018-11-01"))]


@pytest.mark.parametrize("value", ["nonsense", "2018-13-45", "9999-12-31T23:59:59+00:00", "2018-10-30T00:00:00", 7])
def test_a_due_moment_nobody_can_read_is_kept_as_undecided(value):
    first = event(*ACCEPTED)
    told = course(first._replace(facts={"legal_due": value}))
    (run,) = told.runs
    assert (run.due, run.segments[0].provisional) == (None, True)


def test_of_an_outside_event_the_highest_revision_counts_and_what_was_taken_back_does_not():
    one = event(*ACCEPTED, event_id="a", revision=1, legal_due="2018-10-20")
    two = event(*ACCEPTED, event_id="a", revision=2, legal_due="2018-10-30")
    back = event("noted", "2018-10-16", event_id="a", revision=3)._replace(kind="outside.retracted")
    assert course(two, one).last_due("legal") == at("2018-10-30")
    assert fold(MATTER, [back, two, one]) is None
    assert fold(MATTER, [one, back, event("noted", "2018-10-15")]).told_limits == frozenset()
    late = one._replace(entry=one.entry + 5_000_000, facts=one.facts | {"legal_due": "2018-01-01T00:00:00+08:00"})
    assert course(late, one).last_due("legal") == course(one, late).last_due("legal") == at("2018-10-20")


def test_a_track_is_read_back_as_it_was_stored():
    one = event(*ACCEPTED, **LIMITS)._replace(at=at("2018-10-15 10:00:00.123457"))
    assert read_back(stored(one)) == one


MILESTONES = ["submitted", "received", "correction_requested", "correction_supplied", "accepted", "step", "step_returned",
              "suspended", "resumed", "extended", "decided", "finished", "delivered", "rated", "noted", "voided"]  # fmt: skip
DAYS = st.integers(0, 40).map(lambda n: f"2018-{10 + n // 31:02d}-{1 + n % 31 if n < 31 else n - 30:02d}")
DUES = st.one_of(st.none(), DAYS, st.just("nonsense"))


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Any entries at all, sensible or not, each at a moment of its own."""
    events = []
    for hour in draw(st.lists(st.integers(0, 40 * 24), min_size=1, max_size=8, unique=True)):
        names = draw(
            st.lists(
                st.sampled_from(["promised", "legal", "step", "intake", "delivery", "special"]), max_size=3, unique=True
            )
        )
        facts = {f"{name}_due": draw(DUES) for name in names}
        if draw(st.booleans()):
            facts |= {"event_id": draw(st.sampled_from("abc")), "revision": draw(st.integers(1, 3))}
        moment = at("2018-10-01") + timedelta(hours=hour)
        events.append(event(draw(st.sampled_from(MILESTONES)), moment, **facts))
    return events


@given(histories().flatmap(lambda h: st.tuples(st.just(h), st.permutations(h))))
def test_entries_give_one_course_in_whatever_order_they_arrive(pair):
    told, shuffled = pair
    one, other = fold(MATTER, told), fold(MATTER, shuffled)
    assert one == other
    if one is not None:
        for run in one.runs:
            assert run.closed_at is None or run.closed_at >= run.opened_at
            assert [s.since for s in run.segments] == sorted(s.since for s in run.segments)
