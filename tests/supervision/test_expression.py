"""Conditions of rules: three values, Kleene's laws, Chinese sentences, and every bad tree refused."""

import math
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtong.foundation.errors import Refusal
from zhengtong.supervision.rules.expression import MAX_NODES, Kind, Unknown, parse
from zhengtong.supervision.rules.vocabulary import FACTS, label_of

MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


class Told:
    """A view of a matter made by hand: what is not given was not told."""

    def __init__(self, facts: dict[str, object] | None = None, **more: Any) -> None:
        self.facts, self.more = facts or {}, more

    def fact(self, name: str) -> object:
        return self.facts.get(name)

    def before(self, name: str) -> object:
        return self.more.get("before", {}).get(name)

    def matter(self, name: str) -> object:
        return self.more.get("matter", {}).get(name)

    def at(self, milestone: str, which: str) -> datetime | None:
        moments = self.more.get("at", {}).get(milestone, [])
        return (moments[0] if which == "first" else moments[-1]) if moments else None

    def actor(self, milestone: str) -> str | None:
        return self.more.get("actor", {}).get(milestone)

    def count(self, milestone: str) -> int:
        return len(self.more.get("at", {}).get(milestone, []))

    def seconds(self, holder: str) -> int | None:
        return self.more.get("seconds", {}).get(holder)

    def workdays(self, first: datetime, last: datetime) -> int | None:
        return (last - first).days if self.more.get("calendar", True) else None

    def is_workday(self, moment: datetime) -> bool | None:
        return moment.weekday() < 5 if self.more.get("calendar", True) else None

    def within_hours(self, moment: datetime) -> bool | None:
        return 0 < moment.hour < 10 if self.more.get("calendar", True) else None


class Counted:
    def __init__(self, totals: dict[str, int], peers: Decimal | None = None) -> None:
        self.totals, self.mean = totals, peers

    def total(self, name: str) -> int | None:
        return self.totals.get(name)

    def peers(self, part: str, whole: str) -> Decimal | None:
        return self.mean


def value(tree: object, view: object = None) -> object:
    return parse(tree).value(view or Told())


@pytest.mark.parametrize(
    ("tree", "view", "expected"),
    [
        ({"const": 3}, Told(), Decimal(3)),
        ({"const": "0.10"}, Told(), "0.10"),
        ({"fact": "amount"}, Told({"amount": "12.50"}), Decimal("12.50")),
        ({"fact": "amount"}, Told({"amount": 12}), Decimal(12)),
        ({"fact": "approver"}, Told({"approver": ""}), ""),
        ({"fact": "outside_guide"}, Told({"outside_guide": ["甲", "乙"]}), ("甲", "乙")),
        ({"before": "next_post"}, Told(before={"next_post": "reviewer"}), "reviewer"),
        ({"matter": "instant"}, Told(matter={"instant": False}), False),
        ({"at": "accepted"}, Told(at={"accepted": [MONDAY]}), MONDAY),
        ({"at": "step", "which": "last"}, Told(at={"step": [MONDAY, MONDAY + timedelta(1)]}), MONDAY + timedelta(1)),
        ({"actor": "decided"}, Told(actor={"decided": "staff:MZ001"}), "staff:MZ001"),
        ({"count": "suspended"}, Told(at={"suspended": [MONDAY] * 3}), Decimal(3)),
        ({"count": "suspended"}, Told(), Decimal(0)),
        ({"size": {"fact": "outside_guide"}}, Told({"outside_guide": []}), Decimal(0)),
        ({"has": [{"fact": "outside_guide"}, {"const": "甲"}]}, Told({"outside_guide": ["甲"]}), True),
        ({"seconds": "office"}, Told(seconds={"office": 90}), Decimal(90)),
        (
            {"share": "special"},
            Told(seconds={"office": 30, "applicant": 0, "third_party": 0, "special": 90}),
            Decimal(75),
        ),
        (
            {"minutes": [{"at": "accepted"}, {"at": "finished"}]},
            Told(at={"accepted": [MONDAY], "finished": [MONDAY + timedelta(minutes=4, seconds=30)]}),
            Decimal("4.5"),
        ),
        (
            {"workdays": [{"at": "accepted"}, {"at": "finished"}]},
            Told(at={"accepted": [MONDAY], "finished": [MONDAY + timedelta(2)]}),
            Decimal(2),
        ),
        ({"within_hours": {"at": "finished"}}, Told(at={"finished": [MONDAY]}), True),
        ({"is_workday": {"at": "finished"}}, Told(at={"finished": [MONDAY - timedelta(1)]}), False),
        ({"in": [{"fact": "finding"}, ["substantiated", "partly"]]}, Told({"finding": "partly"}), True),
        ({"sub": [{"fact": "amount"}, {"fact": "expected"}]}, Told({"amount": "10", "expected": 12}), Decimal(-2)),
        ({"abs": {"sub": [{"const": 1}, {"const": 5}]}}, Told(), Decimal(4)),
        ({"div": [{"const": 1}, {"const": 4}]}, Told(), Decimal("0.25")),
        ({"known": {"fact": "amount"}}, Told(), False),
        ({"known": {"fact": "amount"}}, Told({"amount": 0}), True),
        ({"not": {"gt": [{"const": 1}, {"const": 2}]}}, Told(), True),
    ],
)
def test_a_tree_has_the_value_it_says(tree: object, view: Told, expected: object) -> None:
    assert value(tree, view) == expected


@pytest.mark.parametrize(
    ("tree", "view", "missing"),
    [
        ({"fact": "amount"}, Told(), ("amount",)),
        ({"fact": "amount"}, Told({"amount": None}), ("amount",)),
        ({"fact": "amount"}, Told({"amount": "十元"}), ("amount",)),
        ({"fact": "amount"}, Told({"amount": True}), ("amount",)),
        ({"fact": "amount"}, Told({"amount": "NaN"}), ("amount",)),
        ({"fact": "amount"}, Told({"amount": math.inf}), ("amount",)),
        ({"fact": "amount"}, Told({"amount": "1e400"}), ("amount",)),
        ({"fact": "reduced"}, Told({"reduced": "否"}), ("reduced",)),
        ({"fact": "outside_guide"}, Told({"outside_guide": "甲"}), ("outside_guide",)),
        ({"fact": "accepted_at"}, Told({"accepted_at": "2026-11-23"}), ("accepted_at",)),
        ({"at": "accepted"}, Told(), ("at:accepted",)),
        ({"actor": "accepted"}, Told(actor={"accepted": ""}), ("actor:accepted",)),
        ({"matter": "instant"}, Told(), ("matter:instant",)),
        ({"seconds": "office"}, Told(), ("seconds:office",)),
        ({"div": [{"const": 1}, {"const": 0}]}, Told(), ("divisor",)),
        ({"within_hours": {"at": "finished"}}, Told(at={"finished": [MONDAY]}, calendar=False), ("hours",)),
        (
            {"share": "office"},
            Told(seconds={"office": 0, "applicant": 0, "third_party": 0, "special": 0}),
            ("elapsed",),
        ),
        ({"gt": [{"fact": "amount"}, {"fact": "expected"}]}, Told(), ("amount", "expected")),
        ({"eq": [{"actor": "accepted"}, {"actor": "decided"}]}, Told(), ("actor:accepted", "actor:decided")),
    ],
)
def test_what_was_not_told_is_unknown_and_named(tree: object, view: Told, missing: tuple[str, ...]) -> None:
    assert value(tree, view) == Unknown(missing)
    assert all(label_of(name) != name for name in missing), "every missing thing has a Chinese name"


def test_what_is_unknown_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError):
        bool(value({"fact": "amount"}))


YES, NO, UNTOLD = {"const": True}, {"const": False}, {"fact": "reduced"}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"and": [YES, UNTOLD]}, Unknown(("reduced",))),
        ({"and": [NO, UNTOLD]}, False),
        ({"and": [UNTOLD, NO]}, False),
        ({"or": [YES, UNTOLD]}, True),
        ({"or": [UNTOLD, YES]}, True),
        ({"or": [NO, UNTOLD]}, Unknown(("reduced",))),
        ({"not": UNTOLD}, Unknown(("reduced",))),
    ],
)
def test_a_missing_fact_decides_nothing_where_it_could_matter(tree: object, expected: object) -> None:
    assert value(tree) == expected


@pytest.mark.parametrize(
    ("tree", "view", "expected"),
    [
        ({"total": "received"}, Counted({"received": 0}), Decimal(0)),
        ({"rate": ["corrected", "received"]}, Counted({"corrected": 3, "received": 12}), Decimal(25)),
        ({"rate": ["corrected", "received"]}, Counted({"corrected": 0, "received": 0}), Unknown(("divisor",))),
        ({"rate": ["corrected", "received"]}, Counted({"received": 4}), Unknown(("total:corrected",))),
        ({"peers": ["corrected", "received"]}, Counted({}, Decimal(7)), Decimal(7)),
        ({"peers": ["corrected", "received"]}, Counted({}), Unknown(("peers",))),
    ],
)
def test_rates_are_of_counts(tree: object, view: Counted, expected: object) -> None:
    assert parse(tree, Kind.NUMBER, over="totals").value(view) == expected


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        (None, "expression-form"),
        ([], "expression-form"),
        ({}, "expression-form"),
        ({"const": None}, "expression-form"),
        ({"const": float("nan")}, "expression-form"),
        ({"const": [1]}, "expression-form"),
        ({"const": 1, "fact": "amount"}, "expression-form"),
        ({"fact": "amount", "which": "last"}, "expression-form"),
        ({"fact": "salary"}, "expression-name"),
        ({"fact": ["amount"]}, "expression-name"),
        ({"matter": "password"}, "expression-name"),
        ({"at": "lunch"}, "expression-name"),
        ({"at": "accepted", "which": "middle"}, "expression-form"),
        ({"seconds": "minister"}, "expression-name"),
        ({"import": "os"}, "expression-name"),
        ({"total": "received"}, "expression-name"),
        ({"gt": [{"const": 1}]}, "expression-form"),
        ({"gt": [{"const": 1}, {"const": "一"}]}, "expression-type"),
        ({"gt": [{"const": "甲"}, {"const": "乙"}]}, "expression-type"),
        ({"add": [{"const": 1}, {"const": True}]}, "expression-type"),
        ({"and": []}, "expression-form"),
        ({"and": [{"const": 1}]}, "expression-type"),
        ({"not": {"const": 1}}, "expression-type"),
        ({"in": [{"fact": "finding"}, []]}, "expression-form"),
        ({"in": [{"fact": "finding"}, [3]]}, "expression-type"),
        ({"size": {"const": "甲"}}, "expression-type"),
        ({"minutes": [{"const": 1}, {"at": "finished"}]}, "expression-type"),
        ({"is_workday": {"const": 1}}, "expression-type"),
    ],
)
def test_a_tree_that_cannot_be_meant_is_refused(tree: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(tree)
    assert refused.value.code == code
    assert refused.value.sentence.endswith("。")


def test_the_kind_asked_for_is_required() -> None:
    with pytest.raises(Refusal) as refused:
        parse({"fact": "amount"}, Kind.BOOLEAN)
    assert refused.value.code == "expression-type"


def test_a_tree_too_deep_or_holding_itself_is_refused() -> None:
    deep: dict[str, Any] = {"const": True}
    for _ in range(40):
        deep = {"not": deep}
    itself: dict[str, Any] = {}
    itself["not"] = itself
    for tree in (deep, itself):
        with pytest.raises(Refusal) as refused:
            parse(tree)
        assert refused.value.code == "expression-too-deep"


def test_a_tree_too_large_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        parse({"or": [{"const": True}] * (MAX_NODES + 1)})
    assert refused.value.code == "expression-too-large"


def test_a_condition_reads_as_a_chinese_sentence() -> None:
    tree = {
        "and": [
            {"eq": [{"matter": "instant"}, {"const": False}]},
            {"or": [{"eq": [{"fact": "basis"}, {"const": ""}]}, {"gt": [{"count": "suspended"}, {"const": 2}]}]},
        ]
    }
    assert parse(tree).say() == "不是即办件，且（依据为空，或启动特别程序次数大于2）"


# Random trees: whatever parses has a value or is unknown, and Kleene's laws hold of it.

_boolean_facts = sorted(name for name, (_, kind) in FACTS.items() if kind is Kind.BOOLEAN)
_number_facts = sorted(name for name, (_, kind) in FACTS.items() if kind is Kind.NUMBER)
_milestones = st.sampled_from(["accepted", "finished", "suspended", "step"])
_moments = st.builds(lambda m, w: {"at": m, "which": w}, _milestones, st.sampled_from(["first", "last"]))
_numbers = st.recursive(
    st.one_of(
        st.integers(-1000, 1000).map(lambda n: {"const": n}),
        st.sampled_from(_number_facts).map(lambda n: {"fact": n}),
        _milestones.map(lambda m: {"count": m}),
        st.sampled_from(["office", "special"]).map(lambda h: {"share": h}),
        st.tuples(_moments, _moments).map(lambda p: {"minutes": list(p)}),
    ),
    lambda inner: st.builds(lambda o, a, b: {o: [a, b]}, st.sampled_from(["add", "sub", "mul", "div"]), inner, inner),
    max_leaves=4,
)
_booleans = st.recursive(
    st.one_of(
        st.booleans().map(lambda b: {"const": b}),
        st.sampled_from(_boolean_facts).map(lambda n: {"fact": n}),
        st.builds(lambda o, a, b: {o: [a, b]}, st.sampled_from(["eq", "ne", "lt", "ge"]), _numbers, _numbers),
        _moments.map(lambda m: {"within_hours": m}),
        _numbers.map(lambda n: {"known": n}),
    ),
    lambda inner: st.one_of(
        inner.map(lambda a: {"not": a}),
        st.builds(lambda o, parts: {o: parts}, st.sampled_from(["and", "or"]), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=5,
)
_raw = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=2)
)
_views = st.builds(
    lambda facts, times, seconds: Told(
        facts,
        at={m: [MONDAY + timedelta(minutes=t)] for m, t in times.items()},
        seconds=seconds,
    ),
    st.dictionaries(st.sampled_from(_boolean_facts + _number_facts), _raw, max_size=6),
    st.dictionaries(_milestones, st.integers(0, 10_000), max_size=4),
    st.dictionaries(
        st.sampled_from(["office", "applicant", "third_party", "special"]), st.integers(0, 10_000), max_size=4
    ),
)


def _try(tree: object, view: Told) -> object:
    return parse(tree).value(view)


@settings(max_examples=150, deadline=None)
@given(_booleans, _views)
def test_whatever_parses_has_a_value_or_is_unknown(tree: dict[str, Any], view: Told) -> None:
    try:
        node = parse(tree, Kind.BOOLEAN)
    except Refusal as refusal:
        assert refusal.code == "expression-too-deep"
        return
    found = node.value(view)
    assert found is True or found is False or (isinstance(found, Unknown) and found.missing)
    assert node.say()


@settings(max_examples=100, deadline=None)
@given(_booleans, _booleans, _views)
def test_kleenes_laws_hold(a: dict[str, Any], b: dict[str, Any], view: Told) -> None:
    def of(tree: dict[str, Any]) -> object:
        found = parse(tree).value(view)
        return None if isinstance(found, Unknown) else found

    x, y = of(a), of(b)
    assert of({"and": [a, b]}) == of({"and": [b, a]}) == of({"not": {"or": [{"not": a}, {"not": b}]}})
    assert of({"or": [a, b]}) is (True if True in (x, y) else None if None in (x, y) else False)
    assert of({"not": {"not": a}}) == x


@settings(max_examples=150, deadline=None)
@given(_booleans, _views, st.sampled_from(_boolean_facts), st.booleans())
def test_a_decided_condition_stays_when_more_is_told(tree: dict[str, Any], view: Told, name: str, told: bool) -> None:
    """Monotone: a fact that was missing never overturns what was decided without it (`known` asks for just that)."""
    if "known" in str(tree) or isinstance(view.fact(name), bool):
        return
    before = parse(tree).value(view)
    after = parse(tree).value(Told(view.facts | {name: told}, **view.more))
    assert isinstance(before, Unknown) or before == after
