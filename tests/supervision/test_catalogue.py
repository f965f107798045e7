"""Every rule of the default catalogue: a course in which it fires, one in which it does not, one where nobody can tell."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from legalclock import anfu_office_hours, china_calendar
from legalclock.moments import day_start
from zhengtong.supervision.rules.expression import Unknown
from zhengtong.supervision.rules.findings import Blank, Finding, Judge
from zhengtong.supervision.rules.rule import Rulebook, RuleSpec, VersionedRule, parse
from zhengtong.supervision.rules.track import Event, Matter, fold, kept_facts

RULES = Path(__file__).resolve().parents[2] / "data" / "rules"
KEYS = ("measure", "compare", "threshold", "condition", "level", "issue", "scope", "template", "basis")
CATALOGUE: dict[str, RuleSpec] = {
    row["code"]: parse({key: row[key] for key in KEYS if key in row})
    for name in ("province", "county")
    for row in yaml.safe_load((RULES / f"{name}.yaml").read_text("utf-8"))["rules"]
}
NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday 09:00 in Anfu, within hours."""
FAR = NINE + timedelta(days=2000)
FIRES, SILENT, UNTOLD = "fires", "does not fire", "cannot be determined"
PROMISED = {"instant": False}

Act = tuple[str, int, str, dict[str, object]]
"""Milestone, minutes after nine, actor, facts."""


CALENDAR = china_calendar(office_hours=anfu_office_hours())


class Story:
    """What has happened to one matter, as its journal entries tell it."""

    def __init__(self, matter: dict[str, Any], *acts: Act) -> None:
        self.matter = Matter(
            system="county", subject="A-1", ref="A-1", business=matter.get("business", "case"), unit="MZ",
            region_path="360829000000/", item="MZ01", item_name="社会团体成立登记", item_kind="license",
            instant=matter.get("instant"),
        )  # fmt: skip
        self.events = [
            Event(
                number,
                milestone,
                f"case.{milestone}",
                NINE + timedelta(minutes=minutes),
                actor,
                "MZ",
                kept_facts(facts),
            )
            for number, (milestone, minutes, actor, facts) in enumerate(acts, 1)
        ]

    def judged(self, code: str, until: datetime) -> tuple[list[Finding], list[Blank]]:
        course = fold(self.matter, self.events)
        assert course is not None
        rule = VersionedRule(code, "time", "province", 1, code, CATALOGUE[code], date(2004, 7, 1))
        return Judge(Rulebook.of(1, [rule]), CALENDAR).judge(course, until)


class Counts:
    def __init__(self, peers: int | None = None, **totals: int) -> None:
        self.mean, self.totals = peers, totals

    def total(self, name: str) -> int | None:
        return self.totals.get(name)

    def peers(self, part: str, whole: str) -> int | None:
        return self.mean


def judged(code: str, view: Story | Counts) -> str:
    if isinstance(view, Story):
        found, blanks = view.judged(code, FAR)
        return FIRES if found else UNTOLD if blanks else SILENT
    spec = CATALOGUE[code]
    assert spec.measure.value is not None
    counted = spec.measure.value.value(view)
    return UNTOLD if isinstance(counted, Unknown) else FIRES if spec.holds(counted) else SILENT


def act(milestone: str, minutes: int = 0, actor: str = "staff:MZ001", **facts: object) -> Act:
    return milestone, minutes, actor, facts


def one(milestone: str, **facts: object) -> Story:
    return Story(PROMISED, act(milestone, **facts))


def about(business: str, milestone: str, **facts: object) -> Story:
    return Story(PROMISED | {"business": business}, act(milestone, **facts))


def times(milestone: str, number: int, *before: Act) -> Story:
    return Story(PROMISED, *before, *[act(milestone, minutes) for minutes in range(number)])


OPENED = act("accepted", next_step="审核", next_order=1, next_post="reviewer")
CASES: dict[str, list[tuple[str, Any]]] = {
    "T08": [
        (FIRES, one("extended", approver="")),
        (SILENT, one("extended", approver="staff:MZ002")),
        (UNTOLD, one("extended")),
    ],
    "T09": [
        (FIRES, one("extended", extensions=2, is_within_statute=True)),
        (FIRES, one("extended", extensions=1, is_within_statute=False)),
        (FIRES, one("extended", is_within_statute=False)),
        (SILENT, one("extended", extensions=1, is_within_statute=True)),
        (UNTOLD, one("extended", extensions=1)),
    ],
    "H01": [
        (FIRES, one("suspended", basis="")),
        (SILENT, one("suspended", basis="行政许可法第四十五条")),
        (UNTOLD, one("suspended")),
    ],
    "H03": [(FIRES, times("suspended", 3)), (SILENT, times("suspended", 2))],
    "P01": [
        (FIRES, Story(PROMISED, OPENED, act("step", 5, step="决定", step_order=2))),
        (SILENT, Story(PROMISED, OPENED, act("step", 5, step="审核", step_order=1))),
        (UNTOLD, Story(PROMISED, act("accepted"), act("step", 5, step_order=2))),
        (UNTOLD, Story(PROMISED, OPENED, act("step", 5, step="决定"))),
    ],
    "P02": [(FIRES, times("step_returned", 3)), (SILENT, times("step_returned", 2))],
    "P03": [
        (FIRES, Story(PROMISED, OPENED, act("step", 5, step="审核", post="window_clerk"))),
        (SILENT, Story(PROMISED, OPENED, act("step", 5, step="审核", post="reviewer"))),
        (
            SILENT,
            Story(PROMISED, act("accepted", next_step="甲、乙", next_post="a"), act("step", step="乙", post="b")),
        ),
        (UNTOLD, Story(PROMISED, OPENED, act("step", 5, step="审核"))),
    ],
    "P04": [
        (FIRES, Story(PROMISED, act("accepted"), act("decided", 60))),
        (SILENT, Story(PROMISED, act("accepted", actor="staff:XZ001"), act("decided", 60))),
        (SILENT, Story({"instant": True}, act("accepted"), act("decided", 60))),
        (UNTOLD, Story({}, act("accepted"), act("decided", 60))),
        (UNTOLD, Story(PROMISED, act("accepted", actor=""), act("decided", 60))),
    ],
    "P05": [
        (FIRES, one("decided", basis="", outcome="denied", reasons="不符合条件")),
        (FIRES, one("decided", basis="行政许可法", outcome="denied", reasons="")),
        (SILENT, one("decided", basis="", outcome="granted", reasons="")),
        (SILENT, one("decided", basis="行政许可法", outcome="denied", reasons="不符合条件")),
        (UNTOLD, one("decided", basis="行政许可法", outcome="denied")),
        (UNTOLD, one("decided", basis="", reasons="")),
    ],
    "P06": [
        (FIRES, one("decided", result_matches=False)),
        (SILENT, one("decided", result_matches=True)),
        (UNTOLD, one("decided")),
    ],
    "P07": [
        (FIRES, Story(PROMISED, act("accepted"), act("finished", 9))),
        (SILENT, Story(PROMISED, act("accepted"), act("finished", 10))),
        (SILENT, Story({"instant": True}, act("accepted"), act("finished", 1))),
        (UNTOLD, Story({}, act("accepted"), act("finished", 1))),
        (UNTOLD, one("finished")),
    ],
    "P08": [
        (FIRES, Story(PROMISED, act("finished", 13 * 60))),
        (SILENT, Story(PROMISED, act("finished", 60))),
        (UNTOLD, Story(PROMISED, act("finished", 60 * 24 * 1200))),
    ],
    "P09": [
        (FIRES, one("not_accepted", reason="")),
        (FIRES, one("returned", reason=" ")),
        (SILENT, one("pre_rejected", reason="材料不符")),
        (UNTOLD, one("not_accepted")),
    ],
    "M01": [
        (FIRES, one("correction_requested", outside_guide=["户口簿"])),
        (SILENT, one("correction_requested", outside_guide=[])),
        (UNTOLD, one("correction_requested")),
    ],
    "M02": [(FIRES, times("correction_requested", 2)), (SILENT, times("correction_requested", 1))],
    "M04": [
        (FIRES, one("accepted", missing_required=["身份证"])),
        (SILENT, one("accepted", missing_required=[])),
        (UNTOLD, one("accepted")),
    ],
    "F01": [
        (FIRES, one("fee", amount="12", expected="10.00", reduced=False)),
        (FIRES, one("fee", amount="12", expected="10", reduced=True)),
        (FIRES, one("fee", amount="8", expected="10", reduced=False)),
        (UNTOLD, one("fee", amount="8", expected="10")),
        (SILENT, one("fee", amount="10.0", expected="10", reduced=False)),
        (SILENT, one("fee", amount="5", expected="10", reduced=True)),
        (UNTOLD, one("fee", amount="10", reduced=False)),
    ],
    "F02": [
        (FIRES, one("fee", amount="10", basis="")),
        (SILENT, one("fee", amount="10", basis="价格目录")),
        (SILENT, one("fee", amount="0", basis="")),
        (UNTOLD, one("fee", amount="10")),
    ],
    "F03": [
        (FIRES, one("fee", entitled_to_reduction=True, reduced=False)),
        (SILENT, one("fee", entitled_to_reduction=True, reduced=True)),
        (SILENT, one("fee", entitled_to_reduction=False)),
        (UNTOLD, one("fee", entitled_to_reduction=None, reduced=False)),
    ],
    "D01": [
        (FIRES, one("decided", penalty=900, discretion_min=100, discretion_max=500)),
        (FIRES, one("decided", penalty=50, discretion_min=100)),
        (SILENT, one("decided", penalty=100, discretion_min=100, discretion_max=500)),
        (SILENT, one("decided")),
        (UNTOLD, one("decided", penalty=200, discretion_min=100)),
    ],
    "D02": [
        (FIRES, one("decided", penalty=140, penalty_typical=100)),
        (FIRES, one("decided", penalty=60, penalty_typical=100)),
        (SILENT, one("decided", penalty=130, penalty_typical=100)),
        (UNTOLD, one("decided", penalty=130)),
        (UNTOLD, one("decided", penalty=130, penalty_typical=0)),
    ],
    "S02": [
        (FIRES, about("complaint", "finished", finding="substantiated")),
        (FIRES, about("complaint", "finished", finding="partly")),
        (SILENT, about("complaint", "finished", finding="unsubstantiated")),
        (UNTOLD, about("complaint", "finished")),
    ],
    "I01": [
        (FIRES, about("item", "noted", effective_on="2026-01-01", missing_elements=["受理条件"])),
        (SILENT, about("item", "noted", effective_on="2026-01-01", missing_elements=[])),
        (SILENT, about("item", "noted", missing_elements=["受理条件"])),
        (UNTOLD, about("item", "noted", effective_on="2026-01-01")),
    ],
    "I02": [
        (FIRES, about("item", "noted", effective_on="2026-01-01", is_promise_longer=True)),
        (SILENT, about("item", "noted", effective_on="2026-01-01", is_promise_longer=False)),
        (UNTOLD, about("item", "noted", effective_on="2026-01-01")),
    ],
    "I03": [
        (FIRES, about("item", "noted", effective_on="2026-01-01", basis_repealed=["合同法"])),
        (SILENT, about("item", "noted", effective_on="2026-01-01", basis_repealed=[])),
        (UNTOLD, about("item", "noted", effective_on="2026-01-01")),
    ],
    "M03": [
        (FIRES, Counts(corrected=4, received=10)),
        (SILENT, Counts(corrected=3, received=10)),
        (UNTOLD, Counts(received=10)),
    ],
    "H04": [
        (FIRES, Counts(suspended=3, accepted=10)),
        (SILENT, Counts(suspended=2, accepted=10)),
        (UNTOLD, Counts(suspended=2)),
    ],
    "N01": [
        (FIRES, Counts(not_accepted=3, received=10, peers=15)),
        (SILENT, Counts(not_accepted=2, received=10, peers=15)),
        (UNTOLD, Counts(not_accepted=3, received=10)),
    ],
    "N02": [
        (FIRES, Counts(returned=2, received=10)),
        (SILENT, Counts(returned=1, received=10)),
        (UNTOLD, Counts(received=0, returned=0)),
    ],
    "N03": [(FIRES, Counts(received=0)), (SILENT, Counts(received=1)), (UNTOLD, Counts())],
    "S03": [
        (FIRES, Counts(satisfied=8, rated=10)),
        (SILENT, Counts(satisfied=9, rated=10)),
        (UNTOLD, Counts(satisfied=9)),
    ],
}
ROWS = [(code, expected, view) for code, rows in CASES.items() for expected, view in rows]


TUESDAY = "2026-12-02T00:00:00+08:00"
"""A limit that runs out when Tuesday, 1 December, ends."""
LIMITS = {
    "T01": ("promised", "case", date(2026, 11, 27)), "T02": ("promised", "case", date(2026, 12, 2)),
    "T03": ("legal", "case", date(2026, 12, 2)), "T13": ("legal", "outside", date(2026, 11, 27)), "T04": ("step", "case", date(2026, 12, 2)),
    "T05": ("intake", "case", date(2026, 12, 2)), "T07": ("delivery", "case", date(2026, 12, 2)),
    "T12": ("certificate", "case", date(2026, 12, 2)), "H05": ("special", "case", date(2026, 11, 27)),
    "H02": ("special", "case", date(2026, 12, 2)), "H06": ("special", "case", date(2026, 12, 3)),
    "X05": ("answer", "letter", date(2026, 11, 27)), "X04": ("answer", "letter", date(2026, 12, 2)),
    "X06": ("answer", "letter", date(2026, 12, 3)), "C01": ("answer", "complaint", date(2026, 11, 27)),
    "C02": ("answer", "complaint", date(2026, 12, 2)), "C03": ("answer", "complaint", date(2026, 12, 3)),
    "C04": ("accept", "complaint", date(2026, 12, 2)), "X01": ("publish", "information", date(2026, 12, 2)),
    "X02": ("legal", "request", date(2026, 12, 2)), "X03": ("column", "column", date(2026, 12, 2)),
    "X08": ("mend", "defect", date(2026, 12, 2)),
    "O01": ("sign", "order", date(2026, 12, 2)), "O02": ("answer", "order", date(2026, 12, 2)),
    "R01": ("handover", "case", date(2026, 12, 2)), "R02": ("handover", "case", date(2026, 12, 4)),
    "G01": ("rectify", "case", date(2026, 12, 2)),
}  # fmt: skip
OWN = {
    "T06": ("submitted", {}, date(2026, 11, 26)),
    "T10": ("submitted", {}, date(2026, 12, 1)),
    "T11": ("submitted", {}, date(2026, 12, 3)),
    "S01": ("rated", {"score": 1}, date(2026, 12, 15)),
    "X07": ("received", {}, date(2027, 2, 24)),
}
"""Limits a rule sets by itself, from Monday 23 November on."""


def limited(code: str, *more: Act) -> Story:
    limit, business, _ = LIMITS[code]
    fact = "due" if business == "letter" else f"{limit}_due"
    return Story({"business": business}, ("noted", 0, "staff:MZ001", {fact: TUESDAY}), *more)


@pytest.mark.parametrize("code", LIMITS)
def test_a_limit_is_missed_at_its_moment_and_not_before(code: str) -> None:
    fires = day_start(LIMITS[code][2])
    found, blanks = limited(code).judged(code, FAR)
    assert ([finding.moment for finding in found], blanks) == ([fires], [])
    assert "{" not in found[0].text and "未填报" not in found[0].text
    assert limited(code).judged(code, fires - timedelta(seconds=1)) == ([], [])


@pytest.mark.parametrize("code", LIMITS)
def test_a_limit_that_was_kept_never_fires(code: str) -> None:
    closing = {"delivery": "delivered", "certificate": "certified", "special": "resumed", "handover": "handed_over"}
    done = act(closing.get(LIMITS[code][0], "finished"), 60)
    assert limited(code, done).judged(code, FAR) == ([], [])


@pytest.mark.parametrize("code", ["T01", "T02", "T03", "X04", "C02", "X02", "O02"])
def test_a_limit_that_is_not_certain_is_not_held_against_anybody(code: str) -> None:
    """暂定: it runs past the published holidays, so nobody can tell on which day it ends."""
    limit, business, _ = LIMITS[code]
    fact = "due" if business == "letter" else f"{limit}_due"
    story = Story({"business": business}, ("noted", 0, "staff:MZ001", {fact: TUESDAY, "provisional": True}))
    found, blanks = story.judged(code, FAR)
    assert found == [] and [blank.missing for blank in blanks] == [("calendar",)]


@pytest.mark.parametrize("code", OWN)
def test_a_limit_the_rule_sets_runs_from_its_milestone(code: str) -> None:
    start, facts, fires = OWN[code]
    business = {"business": "letter" if code == "X07" else "case"}
    open_story = Story(business, act(start, **facts))
    found, blanks = open_story.judged(code, FAR)
    assert ([finding.moment for finding in found], blanks) == ([day_start(fires)], [])
    answered = {"X07": "finished", "S01": "step"}.get(code, "received")
    assert Story(business, act(start, **facts), act(answered, 60)).judged(code, FAR) == ([], [])


def test_a_good_rating_asks_for_nothing_and_an_untold_one_cannot_be_judged() -> None:
    assert Story({}, act("rated", score=5)).judged("S01", FAR) == ([], [])
    found, blanks = Story({}, act("rated")).judged("S01", FAR)
    assert (found, [blank.missing for blank in blanks]) == ([], [("matter:rating",)])


def test_every_time_rule_has_its_cases() -> None:
    timed = {code for code, spec in CATALOGUE.items() if spec.measure.kind in ("overdue", "remaining")}
    assert {*LIMITS, *OWN} == timed


@pytest.mark.parametrize(("code", "expected", "view"), ROWS, ids=[f"{code}-{word}" for code, word, _ in ROWS])
def test_a_rule_finds_what_the_catalogue_says(code: str, expected: str, view: Any) -> None:
    assert judged(code, view) == expected


def test_every_rule_of_events_and_rates_has_its_cases() -> None:
    measured = {code for code, spec in CATALOGUE.items() if spec.measure.kind in ("event", "rate")}
    assert set(CASES) == measured
    for code, rows in CASES.items():
        found = {expected for expected, _ in rows}
        # A count of what happened is always known; everything else can be missing.
        always_known = CATALOGUE[code].measure.value is not None and code in ("H03", "P02", "M02")
        assert found == ({FIRES, SILENT} if always_known else {FIRES, SILENT, UNTOLD}), code


def test_the_catalogue_holds_every_family_of_the_fact_sheet() -> None:
    expected = (
        "T01 T02 T03 T04 T05 T06 T07 T08 T09 P01 P02 P03 P04 P05 P06 P07 M01 M02 M03 M04 H01 H02 H03 H04 F01 F02 F03"
        " D01 D02 N01 N02 N03 S01 S02 S03 X01 X02 X03 X04 I01 I02 I03 R01 R02"
    )
    assert set(expected.split()) <= set(CATALOGUE)


def test_what_calls_for_judgement_is_confirmed_by_a_person() -> None:
    for code in ("P04", "P07", "D02", "M01", "S02", "N01", "H03"):
        assert CATALOGUE[code].issue == "confirm"


def test_thresholds_are_those_of_the_worked_example_of_the_source() -> None:
    """湖南省平台: warned at two working days left, yellow at the end of the promise, red at the end of the statute."""
    found = {
        code: (CATALOGUE[code].measure.limit, CATALOGUE[code].compare, CATALOGUE[code].threshold.value)
        for code in ("T01", "T02", "T03")
    }
    assert found == {
        "T01": ("promised", "<=", Decimal(2)),
        "T02": ("promised", ">", Decimal(0)),
        "T03": ("legal", ">", Decimal(0)),
    }
