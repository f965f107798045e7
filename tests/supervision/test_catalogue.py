"""Every rule of the default catalogue that is measured at an event or a rate: it fires, it does not, it cannot be told.

What time rules find is promised where the clock of findings is; here the words of the catalogue are.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengtong.supervision.rules.expression import Unknown
from zhengtong.supervision.rules.rule import RuleSpec, parse

RULES = Path(__file__).resolve().parents[2] / "data" / "rules"
KEYS = ("measure", "compare", "threshold", "condition", "level", "issue", "scope", "template", "basis")
CATALOGUE: dict[str, RuleSpec] = {
    row["code"]: parse({key: row[key] for key in KEYS if key in row})
    for name in ("province", "county")
    for row in yaml.safe_load((RULES / f"{name}.yaml").read_text("utf-8"))["rules"]
}
NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday 09:00 in Anfu, within hours."""
FIRES, SILENT, UNTOLD = "fires", "does not fire", "cannot be determined"
PROMISED = {"instant": False}

Act = tuple[str, int, str, dict[str, object]]
"""Milestone, minutes after nine, actor, facts."""


class Course:
    """What has happened to one matter, seen at its last act."""

    def __init__(self, matter: dict[str, object], *acts: Act) -> None:
        self._matter, self.acts = matter, acts

    def fact(self, name: str) -> object:
        return self.acts[-1][3].get(name)

    def before(self, name: str) -> object:
        return next((act[3][name] for act in reversed(self.acts[:-1]) if name in act[3]), None)

    def matter(self, name: str) -> object:
        return self._matter.get(name)

    def at(self, milestone: str, which: str) -> datetime | None:
        moments = [NINE + timedelta(minutes=act[1]) for act in self.acts if act[0] == milestone]
        return (moments[0] if which == "first" else moments[-1]) if moments else None

    def actor(self, milestone: str) -> str | None:
        return next((act[2] for act in reversed(self.acts) if act[0] == milestone), None)

    def count(self, milestone: str) -> int:
        return sum(act[0] == milestone for act in self.acts)

    def seconds(self, holder: str) -> int | None:
        return None

    def workdays(self, first: datetime, last: datetime) -> int:
        return (last - first).days

    def is_workday(self, moment: datetime) -> bool:
        return True

    def within_hours(self, moment: datetime) -> bool | None:
        return None if moment.year > 2026 else 0 <= moment.hour < 10


class Counts:
    def __init__(self, peers: int | None = None, **totals: int) -> None:
        self.mean, self.totals = peers, totals

    def total(self, name: str) -> int | None:
        return self.totals.get(name)

    def peers(self, part: str, whole: str) -> int | None:
        return self.mean


def judged(code: str, view: Any) -> str:
    spec = CATALOGUE[code]
    assert spec.measure.value is not None
    if spec.measure.on:
        assert view.acts[-1][0] in spec.measure.on, "the rule is measured at this act"
    applies = spec.condition.value(view) if spec.condition else True
    if applies is False:
        return SILENT
    found = spec.measure.value.value(view)
    if isinstance(found, Unknown):
        return UNTOLD
    if not spec.holds(found):
        return SILENT
    return UNTOLD if isinstance(applies, Unknown) else FIRES


def act(milestone: str, minutes: int = 0, actor: str = "staff:MZ001", **facts: object) -> Act:
    return milestone, minutes, actor, facts


def one(milestone: str, **facts: object) -> Course:
    return Course(PROMISED, act(milestone, **facts))


def times(milestone: str, number: int, *before: Act) -> Course:
    return Course(PROMISED, *before, *[act(milestone, minutes) for minutes in range(number)])


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
        (FIRES, Course(PROMISED, OPENED, act("step", 5, step="决定", step_order=2))),
        (SILENT, Course(PROMISED, OPENED, act("step", 5, step="审核", step_order=1))),
        (UNTOLD, Course(PROMISED, act("accepted"), act("step", 5, step_order=2))),
        (UNTOLD, Course(PROMISED, OPENED, act("step", 5, step="决定"))),
    ],
    "P02": [(FIRES, times("step_returned", 3)), (SILENT, times("step_returned", 2))],
    "P03": [
        (FIRES, Course(PROMISED, OPENED, act("step", 5, step="审核", post="window_clerk"))),
        (SILENT, Course(PROMISED, OPENED, act("step", 5, step="审核", post="reviewer"))),
        (
            SILENT,
            Course(PROMISED, act("accepted", next_step="甲、乙", next_post="a"), act("step", step="乙", post="b")),
        ),
        (UNTOLD, Course(PROMISED, OPENED, act("step", 5, step="审核"))),
    ],
    "P04": [
        (FIRES, Course(PROMISED, act("accepted"), act("decided", 60))),
        (SILENT, Course(PROMISED, act("accepted", actor="staff:XZ001"), act("decided", 60))),
        (SILENT, Course({"instant": True}, act("accepted"), act("decided", 60))),
        (UNTOLD, Course({}, act("accepted"), act("decided", 60))),
        (UNTOLD, Course(PROMISED, act("accepted", actor=""), act("decided", 60))),
    ],
    "P05": [
        (FIRES, one("decided", basis="", outcome="granted", reasons="")),
        (FIRES, one("decided", basis="行政许可法", outcome="denied", reasons="")),
        (SILENT, one("decided", basis="行政许可法", outcome="granted", reasons="")),
        (SILENT, one("decided", basis="行政许可法", outcome="denied", reasons="不符合条件")),
        (UNTOLD, one("decided", basis="行政许可法", outcome="denied")),
        (UNTOLD, one("decided", outcome="granted")),
    ],
    "P06": [
        (FIRES, one("decided", result_matches=False)),
        (SILENT, one("decided", result_matches=True)),
        (UNTOLD, one("decided")),
    ],
    "P07": [
        (FIRES, Course(PROMISED, act("accepted"), act("finished", 9))),
        (SILENT, Course(PROMISED, act("accepted"), act("finished", 10))),
        (SILENT, Course({"instant": True}, act("accepted"), act("finished", 1))),
        (UNTOLD, Course({}, act("accepted"), act("finished", 1))),
        (UNTOLD, one("finished")),
    ],
    "P08": [
        (FIRES, Course(PROMISED, act("finished", 13 * 60))),
        (SILENT, Course(PROMISED, act("finished", 60))),
        (UNTOLD, Course(PROMISED, act("finished", 60 * 24 * 400))),
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
        (FIRES, one("finished", finding="substantiated")),
        (FIRES, one("finished", finding="partly")),
        (SILENT, one("finished", finding="unsubstantiated")),
        (UNTOLD, one("finished")),
    ],
    "I01": [
        (FIRES, one("noted", effective_on="2026-01-01", missing_elements=["受理条件"])),
        (SILENT, one("noted", effective_on="2026-01-01", missing_elements=[])),
        (SILENT, one("noted", missing_elements=["受理条件"])),
        (UNTOLD, one("noted", effective_on="2026-01-01")),
    ],
    "I02": [
        (FIRES, one("noted", effective_on="2026-01-01", is_promise_longer=True)),
        (SILENT, one("noted", effective_on="2026-01-01", is_promise_longer=False)),
        (UNTOLD, one("noted", effective_on="2026-01-01")),
    ],
    "I03": [
        (FIRES, one("noted", effective_on="2026-01-01", basis_repealed=["合同法"])),
        (SILENT, one("noted", effective_on="2026-01-01", basis_repealed=[])),
        (UNTOLD, one("noted", effective_on="2026-01-01")),
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
