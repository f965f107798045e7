"""The rules find what was missed, when it was missed, and nothing else; what is not known is said to be so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from zhengtong.supervision.rules.track import fold

from .test_track import histories
from .tracks import CHINA, MATTER, at, blanks, course, event, judge, judged, of, rule, seen

ACCEPTED = event("accepted", "2018-10-15 10:00", promised_due="2018-10-25", legal_due="2018-10-30")
TIME = judge("T01", "T02", "T03")
US = timedelta(microseconds=1)


# --- the worked example of 湖南省平台《监察规则说明》 ---


def test_the_worked_example_of_hunan():
    assert judged(TIME, "2018-12-01", ACCEPTED) == [
        ("T01", "2018-10-22 00:00:00"), ("T02", "2018-10-25 00:00:00"), ("T03", "2018-10-30 00:00:00"),
    ]  # fmt: skip


def test_a_special_procedure_of_three_days_moves_every_moment():
    pause = event("suspended", "2018-10-17 09:00", promised_due=None, legal_due=None)
    resumed = event("resumed", "2018-10-22 09:00", promised_due="2018-10-30", legal_due="2018-11-02")
    assert judged(TIME, "2018-12-01", ACCEPTED, pause, resumed) == [
        ("T01", "2018-10-25 00:00:00"), ("T02", "2018-10-30 00:00:00"), ("T03", "2018-11-02 00:00:00"),
    ]  # fmt: skip
    assert judged(TIME, "2018-12-01", ACCEPTED, pause) == [], "while it stands still nothing falls"
    assert TIME.next_moment(course(ACCEPTED, pause), at("2018-10-20")) is None


# --- by one second ---


@pytest.mark.parametrize(
    ("end", "late"), [("2018-10-24 23:59:59", False), ("2018-10-25 00:00:00", True), ("2018-10-25 00:00:01", True)]
)
def test_a_limit_to_the_day_is_kept_until_its_last_second(end, late):
    found = dict(judged(TIME, "2019-12-01", ACCEPTED, event("finished", end)))
    assert ("T02" in found) is late and "T03" not in found


@pytest.mark.parametrize(
    ("end", "late"), [("2018-10-24 15:29:59", False), ("2018-10-24 15:30:00", False), ("2018-10-24 15:30:01", True)]
)
def test_a_limit_to_the_minute_is_kept_with_that_minute(end, late):
    exact = event("accepted", "2018-10-15 10:00", legal_due="2018-10-24 15:30")
    assert bool(judged(judge("T03"), "2019-12-01", exact, event("finished", end))) is late


def test_a_limit_to_the_minute_is_missed_only_after_it():
    told = course(event("accepted", "2018-10-15 10:00", legal_due="2018-10-24 15:30"))
    rules = judge("T03")
    assert rules.next_moment(told, at("2018-10-20")) == at("2018-10-24 15:30") + US
    assert not rules.judge(told, at("2018-10-24 15:30"))[0]
    assert seen(rules.judge(told, at("2018-10-24 15:30") + US)[0]) == [("T03", "2018-10-24 15:30:00")]


def test_a_finished_matter_never_ages():
    done = course(ACCEPTED, event("finished", "2018-10-20"))
    assert TIME.judge(done, at("2030-01-01")) == ([], []) and TIME.next_moment(done, at("2018-10-20")) is None


def test_a_decision_in_time_is_in_time_however_late_the_rest():
    told = (ACCEPTED, event("decided", "2018-10-24 17:00"), event("finished", "2018-12-01"))
    assert judged(judge("T02", "T03"), "2019-01-01", *told) == []


# --- what is owed besides ---


def test_a_special_procedure_that_nobody_closed_is_carded_even_after_the_end():
    pause = event("suspended", "2018-10-16", promised_due=None, legal_due=None, special_due="2018-10-20")
    assert judged(judge("H02"), "2018-12-01", ACCEPTED, pause, event("finished", "2018-10-18")) == [
        ("H02", "2018-10-20 00:00:00")
    ]


def test_a_voided_matter_gets_no_more_cards():
    gone = (ACCEPTED, event("voided", "2018-10-18"), event("noted", "2018-10-19", legal_due="2018-10-20"))
    assert judged(judge(), "2018-12-01", *gone) == []


def test_the_applicants_limit_is_nobodys_card():
    asked = event("correction_requested", "2018-10-16", reply_due="2018-10-20")
    assert judged(judge("G01"), "2018-12-01", asked) == []


def test_a_limit_no_rule_names_falls_to_the_catch_all():
    assert judged(judge(), "2018-12-01", event("noted", "2018-10-16", novel_due="2018-10-20")) == [
        ("G01", "2018-10-20 00:00:00")
    ]


def test_a_limit_first_told_by_the_finish_is_judged_by_the_finish():
    begun = event("accepted", "2018-10-15 10:00")
    late = event("finished", "2018-11-01 09:00", promised_due="2018-10-25", legal_due="2018-11-02")
    assert judged(TIME, "2018-12-01", begun, late) == [("T02", "2018-11-01 09:00:00")]


def test_a_bad_rating_after_the_end_starts_its_own_limit():
    told = (ACCEPTED, event("finished", "2018-10-20"), event("rated", "2018-10-22", score=1))
    assert judged(judge("S01"), "2019-01-01", *told) == [("S01", "2018-11-13 00:00:00")]
    assert judged(judge("S01"), "2019-01-01", *told, event("step", "2018-10-23")) == []


# --- what cannot be determined ---


def test_a_provisional_due_day_is_undecided_and_no_card():
    told = event("accepted", "2018-10-15 10:00", legal_due="2018-10-30", provisional=True)
    rules = judge("T03")
    assert judged(rules, "2018-12-01", told) == []
    assert [b.missing for b in blanks(rules, "2018-12-01", told)] == [("calendar",)]
    assert rules.next_moment(course(told), at("2018-10-16")) == at("2018-10-30"), "it must wake to say so"
    known = event("noted", "2018-11-01", legal_due="2018-11-05", provisional=False)
    assert blanks(rules, "2018-12-01", told, known) == [], "told since, it is decided"
    assert judged(rules, "2018-12-01", told, known) == [("T03", "2018-11-05 00:00:00")]


def test_a_contradiction_is_undecided_and_no_card():
    told = ACCEPTED._replace(facts=ACCEPTED.facts | {"contradiction": "办结早于受理。"})
    (blank,) = blanks(TIME, "2019-01-01", told)
    assert (judged(TIME, "2019-01-01", told), blank.reason, blank.hides_a_limit) == ([], "办结早于受理。", True)


def test_an_accepted_matter_without_any_limit_is_neither_green_nor_late():
    assert [b.missing for b in blanks(TIME, "2019-01-01", event("accepted", "2018-10-15"))] == [("limit:legal",)]
    assert blanks(TIME, "2019-01-01", event("received", "2018-10-15")) == []


def test_a_due_moment_that_cannot_be_read_is_undecided_and_says_so():
    told = event("accepted", "2018-10-15 10:00", legal_due="nonsense")
    (blank,) = blanks(judge("T03"), "2018-12-01", told)
    assert "没有提供可以识别的法定办结期限" in blank.reason and blank.hides_a_limit


# --- revisions ---


def test_a_revision_replaces_and_a_retraction_removes():
    late = event("finished", "2018-11-20", event_id="f", revision=1)
    mended = event("finished", "2018-10-20", event_id="f", revision=2)
    back = event("noted", "2018-11-21", event_id="f", revision=3)._replace(kind="outside.retracted")
    assert len(judged(TIME, "2018-12-01", ACCEPTED, late)) == 3
    assert judged(TIME, "2018-12-01", ACCEPTED, late, mended) == []
    assert len(judged(TIME, "2018-12-01", ACCEPTED, mended, late, back)) == 3


def test_an_extension_after_the_limit_does_not_undo_the_card():
    after = event("extended", "2018-10-31", legal_due="2018-11-30")
    assert judged(judge("T03"), "2018-11-15", ACCEPTED, after) == [("T03", "2018-10-30 00:00:00")]


# --- versions ---


def test_two_versions_of_a_rule_make_one_finding_of_one_occurrence():
    later = rule("T02", version=2, since=date(2018, 10, 26), threshold={"value": "1", "unit": "wd"})
    assert judged(of(rule("T02"), later), "2018-12-01", ACCEPTED) == [("T02", "2018-10-25 00:00:00")]


def test_a_new_version_does_not_rename_what_was_carded():
    asked = [event("submitted", "2018-10-15"), event("received", "2018-10-20"), event("submitted", "2018-10-22")]
    keys = [
        {f.key for f in of(*versions).judge(course(*asked), at("2018-12-01"))[0]}
        for versions in ([rule("T06")], [rule("T06"), rule("T06", version=2, since=date(2019, 1, 1))])
    ]
    assert keys[0] == keys[1] == {"submitted#1", "submitted#2"}


def test_a_rule_is_not_applied_before_its_day():
    young = of(replace(rule("T02"), effective_on=date(2018, 10, 26)))
    assert judged(young, "2018-12-01", ACCEPTED) == []


# --- whatever is told ---


def facts_of(by, told, until):
    found, blank = by.judge(told, until)
    return {(f.rule.code, f.key, f.moment) for f in found}, {(b.rule.code, b.missing) for b in blank}


@settings(max_examples=150, deadline=None)
@given(histories())
def test_time_only_adds(history):
    told = fold(MATTER, history)
    if told is None:
        return
    last = max(e.at for e in history)
    before, after = (facts_of(judge(), told, last + timedelta(days=n))[0] for n in (3, 30))
    assert before <= after


@settings(max_examples=150, deadline=None)
@given(histories())
def test_the_next_moment_is_exactly_when_something_changes(history):
    """Nothing changes before it; at it something does, for rules in force without a condition; after None, never."""
    by = judge("T01", "T02", "T03", "T04", "T05", "T06", "T07", "H02", "H06", "G01")
    told = fold(MATTER, history)
    if told is None:
        return
    now = told.events[-1].at
    for _ in range(30):
        following = by.next_moment(told, now)
        standing = facts_of(by, told, now)
        if following is None:
            assert facts_of(by, told, now + timedelta(days=900)) == standing
            return
        assert following > now and facts_of(by, told, following - US) == standing
        now = following
    raise AssertionError("a matter has few moments")


def test_one_open_limit_wakes_when_its_card_falls():
    told = course(ACCEPTED)
    by, now = TIME, at("2018-10-15 10:00")
    moments = []
    while (now := by.next_moment(told, now)) is not None:
        assert facts_of(by, told, now) != facts_of(by, told, now - US)
        moments.append(f"{now.astimezone(CHINA):%m-%d %H:%M}")
    assert moments == ["10-22 00:00", "10-25 00:00", "10-30 00:00"]
