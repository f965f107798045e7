"""Scores as pure functions: what counts, what does not, and what no order of events can change."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.appraisal.seed import FIRST, LAST, book, card, day, drafts, finished, scheme, spec
from zhengtong.appraisal.rules import (
    TOTALS,
    Book,
    CardFact,
    ComplaintFact,
    Draft,
    Mark,
    MatterFact,
    OrderFact,
    Reading,
    Tally,
    mean,
    month_after,
    month_before,
    parse,
    parse_scheme,
    read_period,
    reweighted,
    rounded,
    score,
    sheet,
    tally,
)
from zhengtong.foundation.errors import Refusal

BOOK = book()
SCHEMES = {code: scheme(code) for code in ("efficiency", "regulation")}


def draft(
    code: str, formula: dict, unit: str = "件", totals: dict | None = None, value: object = None, name: str = ""
) -> Draft:
    return Draft(code, name or code, "定义。", formula, unit, "neutral", 0, {"totals": totals or {}, "value": value})


def reading(*facts) -> Reading:
    return Reading(BOOK, tally(facts, FIRST, LAST))


def line(sheet_, code):
    return next(one for one in sheet_.lines if one.code == code)


# --- indicators ---


@pytest.mark.parametrize("seed", drafts(), ids=lambda seed: seed.code)
def test_every_seeded_indicator_carries_an_example_that_holds(seed):
    assert set(seed.example) == {"totals", "value"}
    with pytest.raises(Refusal) as refused:
        wrong = "1.11" if seed.example["value"] != "1.11" else "2.22"
        Book.of(
            [
                one if one.code != seed.code else replace(seed, example={**seed.example, "value": wrong})
                for one in drafts()
            ]
        )
    assert refused.value.code == "indicator-example"


def test_the_indicators_of_the_brief_are_there_with_a_definition_sentence():
    names = {one.name for one in BOOK.values()}
    assert names >= {
        "受理数", "办结数", "在办数", "提前办结率", "按时办结率", "时限压缩率", "预警率", "黄牌率", "红牌率", "补正率", "不予受理率", "退件率",
        "挂起率", "投诉属实数", "好评率", "平均办理时长", "网办率", "一次办结率", "监察覆盖率", "督办签收率", "督办反馈率",
    }  # fmt: skip
    assert all(one.definition.endswith("。") for one in BOOK.values())


def test_a_circle_of_indicators_is_refused_and_named():
    circle = [
        draft("a", {"add": [{"indicator": "b"}, {"const": 1, "unit": "count"}]}, name="甲"),
        draft("b", {"indicator": "c"}, name="乙"),
        draft("c", {"indicator": "a"}, name="丙"),
    ]
    with pytest.raises(Refusal) as refused:
        Book.of(circle)
    assert refused.value.code == "indicator-cycle"
    assert "甲 → 乙 → 丙 → 甲" in refused.value.sentence


def test_an_indicator_that_names_itself_is_a_circle():
    with pytest.raises(Refusal, match="甲 → 甲"):
        Book.of([draft("a", {"indicator": "a"}, name="甲")])


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ({"total": "finnished"}, "formula-name"),
        ({"indicator": "nobody"}, "formula-name"),
        ({"add": [{"total": "finished"}, {"total": "office_seconds"}]}, "formula-type"),
        ({"mul": [{"total": "finished"}, {"total": "accepted"}]}, "formula-type"),
        ({"div": [{"total": "finished"}, {"total": "office_seconds"}]}, "formula-type"),
        ({"percent": [{"total": "finished"}]}, "formula-shape"),
        ({"power": [{"total": "finished"}, {"const": 2}]}, "formula-shape"),
        ("finished / accepted", "formula-shape"),
        ({"const": "NaN"}, "formula-number"),
        ({"const": "1e400"}, "formula-number"),
        ({"const": True}, "formula-number"),
        ({"total": "finished", "families": ["time"]}, "formula-name"),
        ({"total": "red", "families": ["weather"]}, "formula-name"),
        ({"floor": {"floor": {"floor": {"floor": {"floor": {"floor": {"floor": {"floor": {"floor": {"floor": {"floor": {
            "floor": {"total": "red"}}}}}}}}}}}}}, "formula-large"),
        ({"add": [{"total": "red"}] * 300}, "formula-large"),
    ],
)  # fmt: skip
def test_a_formula_that_means_nothing_is_refused_with_its_reason(formula, code):
    with pytest.raises(Refusal) as refused:
        parse(formula, {})
    assert refused.value.code == code


def test_a_unit_the_formula_does_not_give_is_refused():
    with pytest.raises(Refusal) as refused:
        Book.of([draft("a", {"total": "finished"}, unit="%", totals={"finished": 1}, value=1)])
    assert refused.value.code == "indicator-unit"


def test_division_by_zero_is_no_value_and_never_nought():
    empty = reading()
    assert empty.indicator("on_time_rate") is None
    assert empty.indicator("mean_time") is None
    assert empty.indicator("coverage") is None
    assert empty.indicator("finished") == 0


def test_what_rests_on_no_value_has_none():
    made = Book.of([*drafts(), draft("sum", {"add": [{"indicator": "on_time_rate"}, {"indicator": "early_rate"}]}, "%",
                                     {"on_time": 1, "early": 1, "finished": 0}, None)])  # fmt: skip
    assert Reading(made, tally([], FIRST, LAST)).indicator("sum") is None


def test_one_name_inside_another_does_not_corrupt_a_formula():
    """dzjc replaced names in the text of a formula: with 办结 inside 提前办结, values ran into each other."""
    names = {"on": 3, "on_t": 5, "on_time_x": 7}
    inner = [draft(code, {"const": value, "unit": "count"}, value=value) for code, value in names.items()]
    whole = draft("all", {"add": [{"indicator": "on_time_x"}, {"indicator": "on_t"}, {"indicator": "on"}]}, value=15)
    made = Book.of([*inner, whole])
    assert Reading(made, tally([], FIRST, LAST)).indicator("all") == 15
    facts = [finished("1", on=5), finished("2", on=20), finished("3", on=25)]
    found = reading(*facts)
    assert found.total("early") == 1 and found.total("on_time") == 2 and found.total("finished") == 3


def test_words_keep_what_is_subtracted_together():
    formula = parse({"sub": [{"total": "finished"}, {"add": [{"total": "early"}, {"total": "late"}]}]}, {})
    assert formula.words == "办结 − （提前办结 + 超期办结）"


@given(st.lists(st.integers(0, 99), min_size=3, max_size=3))
def test_a_tree_gives_what_its_words_say(numbers):
    a, b, c = ({"const": n} for n in numbers)
    value = parse({"sub": [{"mul": [a, b]}, {"max": [b, c]}]}, {}).value(reading())
    assert value == numbers[0] * numbers[1] - max(numbers[1:])


# --- totals ---


def test_finishing_on_the_last_day_is_on_time_and_not_early():
    found = reading(finished("1", on=19), finished("2", on=20))
    assert (found.total("early"), found.total("on_time"), found.total("late")) == (1, 2, 0)


def test_a_matter_that_cannot_be_judged_is_neither_on_time_nor_late():
    found = reading(finished("1", is_on_time=None, is_undetermined=True), finished("2"))
    assert (found.total("on_time"), found.total("late"), found.total("untold")) == (1, 0, 1)
    assert found.indicator("on_time_rate") == 50 and found.indicator("coverage") == 50


def test_a_period_takes_its_first_moment_and_not_its_last():
    edge = [finished("1", finished_at=FIRST, ended_at=FIRST), finished("2", finished_at=LAST, ended_at=LAST)]
    found = reading(*edge)
    assert found.tally.total("finished").refs == ("1",)
    assert found.tally.total("in_hand").refs == ("2",)
    assert found.tally.total("handled").refs == ("1", "2")


def test_only_the_highest_standing_card_of_a_matter_counts():
    counted = tally([card("c1", "1", "warning"), card("c2", "1", "red"), card("c3", "2", "yellow")], FIRST, LAST)
    assert [counted.total(name).value for name in ("warned", "yellow", "red")] == [0, 1, 1]
    assert [counted.without("c2").total(name).value for name in ("warned", "yellow", "red")] == [1, 1, 0]


def test_a_family_counts_its_own_highest_card():
    counted = tally([card("c1", "1", "yellow"), card("c2", "1", "red", "fees")], FIRST, LAST)
    assert counted.total("yellow", ("time",)).refs == ("c1",) and counted.total("red", ("fees",)).refs == ("c2",)


def test_orders_count_in_the_month_of_their_limit_and_cancelled_ones_never():
    def order(ref, signed, answered, **changes):
        return OrderFact(ref, day(1), day(3), signed, day(8), answered, **changes)

    found = reading(
        order("D1", day(2), day(7)), order("D2", day(4), None), order("D3", None, None, is_cancelled=True),
        ComplaintFact("T1", day(9), True), ComplaintFact("T2", day(9), False),
    )  # fmt: skip
    assert found.indicator("sign_rate") == 50 and found.indicator("answer_rate") == 50
    assert found.total("orders") == 2 and found.total("complaints_substantiated") == 1


def test_an_order_signed_at_the_very_moment_of_its_limit_is_late():
    at_the_limit = OrderFact("D1", day(1), day(3), day(3), day(8), day(8) - timedelta(seconds=1))
    found = reading(at_the_limit)
    assert found.indicator("sign_rate") == 0 and found.indicator("answer_rate") == 100


def test_one_october_worked_by_hand_gives_every_indicator():
    """Eight matters, four orders, three complaints: each value is counted on paper from what happened."""
    hours = 3600
    facts = [
        finished("1", on=5, rating=5, channel="online", office_seconds=10 * hours, allowed_seconds=80 * hours),
        finished("2", on=20, rating=3, office_seconds=20 * hours, allowed_seconds=80 * hours, corrections=1),
        finished("3", on=25, rating=1, office_seconds=30 * hours, allowed_seconds=40 * hours, suspensions=1),
        finished("4", on=6, is_on_time=None, is_undetermined=True, office_seconds=None, allowed_seconds=None, channel=""),
        MatterFact("5", day(3), ended_at=day(4), ended_by="not_accepted", channel="online"),
        MatterFact("6", day(3), ended_at=day(4), ended_by="pre_rejected", channel="online"),
        MatterFact("7", day(28), accepted_at=day(29), channel="window"),
        MatterFact("8", FIRST - timedelta(days=20), accepted_at=FIRST - timedelta(days=19)),
        card("JC1", "1", "warning"), card("JC2", "3", "yellow"), card("JC3", "3", "red"), card("JC4", "8", "yellow"),
        OrderFact("D1", day(1), day(3), day(2), day(8), day(7)), OrderFact("D2", day(1), day(3), day(4), day(8), None),
        OrderFact("D3", day(1), day(3), day(2), LAST + timedelta(days=3), None), OrderFact("D4", day(1), day(3), None, day(8), None, True),
        ComplaintFact("T1", day(9), True), ComplaintFact("T2", day(9), False), ComplaintFact("T3", LAST, True),
    ]  # fmt: skip
    worked = {
        "received": 7, "accepted": 5, "finished": 4, "in_hand": 2,
        "early_rate": 25,  # 1 of 4; what cannot be judged is not early
        "on_time_rate": 50,  # 1 and 2 of 4
        "compression_rate": 70,  # 60 of 200 hours
        "warning_rate": "12.5", "yellow_rate": "12.5", "red_rate": "12.5",  # of 8: 1; 8; 3 by its highest card
        "correction_rate": "14.29",  # 1 of 7
        "refusal_rate": "16.67",  # 1 of 6 decisions
        "return_rate": "14.29", "suspension_rate": 25,
        "complaints": 1, "complaint_rate": "12.5",  # November's is November's
        "good_rate": "66.67",  # 5 and 3 of three ratings
        "mean_time": 20,  # 60 hours, three matters
        "online_rate": 50,  # 1, 5, 6 of the six whose channel is known
        "once_rate": 75, "coverage": "87.5", "undetermined_rate": "12.5",
        "sign_rate": "66.67", "answer_rate": 50, "order_rate": 60,  # 2 of 3, 1 of 2, 3 of 5
        "warnings_in_ten": 1,  # eight matters count as ten
    }  # fmt: skip
    found = reading(*facts)
    assert {code: rounded(found.indicator(code)) for code in BOOK} == {
        code: rounded(Decimal(value)) for code, value in worked.items()
    }


def test_no_rating_is_not_a_good_rating():
    assert reading(finished("1")).indicator("good_rate") is None
    assert reading(finished("1", rating=2), finished("2", rating=3)).indicator("good_rate") == 50


def test_a_tally_is_the_same_after_it_was_stored():
    counted = tally([finished("1"), card("c1", "1", "red"), card("c2", "1", "yellow", is_standing=False)], FIRST, LAST)
    assert Tally.from_json(counted.to_json()) == counted


# --- schemes ---


def test_both_seeded_schemes_weigh_a_hundred_points():
    assert [one.weight for one in SCHEMES["efficiency"].categories] == [40, 30, 15, 15, 0, 0]
    weights = {one.name: one.weight for one in SCHEMES["regulation"].categories if one.weight}
    assert weights == {
        "政务公开": 10, "流程规范": 14, "期限合法": 14, "收费合理": 8, "满意度评价": 10, "服务态度": 10, "监督检查": 14, "法律责任": 10,
        "廉洁行政": 10,
    }  # fmt: skip


def test_exceptions_cost_what_the_scheme_says():
    facts = [finished(str(n)) for n in range(20)]
    cards = [card("c1", "1", "yellow"), card("c2", "2", "red"), card("c3", "3", "warning"), card("c4", "4", "warning")]
    made = score(SCHEMES["efficiency"], BOOK, [*facts, *cards], FIRST, LAST)
    lost = {code: line(made, code).lost for code in ("warned", "yellow", "red")}
    assert lost == {"warned": 2, "yellow": 3, "red": 6}, "2 of 20 is one warning in ten"
    assert next(one.earned for one in made.categories if one.code == "exceptions") == 19


@pytest.mark.parametrize("family", ["time", "procedure", "fees", "discretion", "disclosure", "satisfaction"])
@pytest.mark.parametrize("code", SCHEMES)
def test_a_red_card_never_costs_less_than_a_yellow_one(code, family):
    yellow, red = (
        score(SCHEMES[code], BOOK, [finished("1"), card("c1", "1", level, family)], FIRST, LAST).total
        for level in ("yellow", "red")
    )
    assert red < yellow


def test_exceptions_never_cost_more_than_they_weigh():
    cards = [card(f"c{n}", str(n), "red") for n in range(9)]
    made = score(SCHEMES["efficiency"], BOOK, [finished(str(n)) for n in range(9)] + cards, FIRST, LAST)
    assert next(one.earned for one in made.categories if one.code == "exceptions") == 0


def test_what_cannot_be_measured_is_folded_out_and_told():
    made = score(SCHEMES["efficiency"], BOOK, [finished("1", rating=None)], FIRST, LAST)
    good = line(made, "good")
    assert good.points is None and "不计入满分" in good.reason
    assert sum(one.available for one in made.categories) == 70, "no orders and no ratings: 30 points are not at stake"


def test_a_substantiated_complaint_costs_even_where_nobody_rated():
    clean = score(SCHEMES["efficiency"], BOOK, [finished("1")], FIRST, LAST)
    hit = score(SCHEMES["efficiency"], BOOK, [finished("1"), ComplaintFact("T1", day(3), True)], FIRST, LAST)
    assert line(hit, "complaint").lost == 2 and hit.total < clean.total


def test_a_unit_without_a_single_matter_has_no_score():
    made = score(SCHEMES["efficiency"], BOOK, [], FIRST, LAST)
    assert made.total is None and made.grade == "" and made.is_small


def test_fewer_than_ten_matters_are_a_small_sample():
    assert score(SCHEMES["efficiency"], BOOK, [finished(str(n)) for n in range(9)], FIRST, LAST).is_small
    assert not score(SCHEMES["efficiency"], BOOK, [finished(str(n)) for n in range(10)], FIRST, LAST).is_small


def test_missing_data_costs_a_point_a_percent_and_five_at_most():
    def lost(bad):
        facts = [finished(str(n), is_undetermined=n < bad) for n in range(100)]
        return line(score(SCHEMES["regulation"], BOOK, facts, FIRST, LAST), "data").lost

    assert [lost(bad) for bad in (0, 1, 3, 40)] == [0, 1, 3, 5]


def test_grades_begin_at_their_least_points():
    made = SCHEMES["efficiency"]
    assert [made.grade(Decimal(n)) for n in ("90", "89.99", "80", "60", "59.99", "0")] == [
        "优秀", "良好", "良好", "合格", "不合格", "不合格"
    ]  # fmt: skip


def test_marks_move_their_line_and_say_why():
    marks = [
        Mark("m1", "integrity_manual", Decimal(-3), "收受礼品一起"),
        Mark("m2", "promise_bonus", Decimal(3), "公开承诺压缩"),
    ]
    plain = score(SCHEMES["regulation"], BOOK, [finished("1")], FIRST, LAST)
    made = score(SCHEMES["regulation"], BOOK, [finished("1")], FIRST, LAST, marks)
    assert line(made, "integrity_manual").lost == 3 and line(made, "integrity_manual").reason == "收受礼品一起"
    assert line(made, "promise_bonus").points == 3 and made.total != plain.total


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"minimum_sample": -1}, "scheme-number"),
        ({"minimum_sample": "2.5"}, "scheme-number"),
        ({"ceiling": 99}, "scheme-number"),
        ({"appeal_days": "很多"}, "scheme-number"),
        ({"categories": []}, "scheme-shape"),
        (
            {"grades": [{"name": "优", "least": 60}, {"name": "良", "least": 80}, {"name": "差", "least": 0}]},
            "scheme-grades",
        ),
        ({"grades": [{"name": "优", "least": 60}]}, "scheme-grades"),
    ],
)
def test_a_scheme_that_does_not_hold_together_is_refused(change, code):
    with pytest.raises(Refusal) as refused:
        scheme("efficiency", **change)
    assert refused.value.code == code


def test_new_numbers_are_taken_and_must_still_weigh_a_hundred():
    changed = reweighted(
        spec("efficiency"), {"on_time.points": "25", "early.points": "0", "grade.0": "92", "red.each": "8"}
    )
    made = parse_scheme("efficiency", "办件效能方案", changed, BOOK)
    assert made.lines["on_time"].points == 25 and made.lines["red"].each == 8 and made.grades[0][1] == 92
    with pytest.raises(Refusal) as refused:
        parse_scheme("efficiency", "办件效能方案", reweighted(spec("efficiency"), {"on_time.points": "21"}), BOOK)
    assert refused.value.code == "scheme-weights" and "101" in refused.value.sentence


# --- what always holds ---

SUBJECTS = [str(n) for n in range(8)]
moments = st.integers(-40, 40).map(lambda hours: day(15) + timedelta(hours=12 * hours))
matters = st.lists(
    st.builds(
        finished, st.sampled_from(SUBJECTS), st.integers(3, 28), rating=st.none() | st.integers(1, 5),
        is_undetermined=st.booleans(), corrections=st.integers(0, 2), is_on_time=st.none() | st.booleans(),
    ),
    max_size=8, unique_by=lambda matter: matter.subject,
)  # fmt: skip
cards = st.lists(
    st.builds(
        CardFact, st.integers(1, 99).map(lambda n: f"JC{n}"), st.sampled_from(SUBJECTS),
        st.sampled_from(("warning", "yellow", "red")),
        st.sampled_from(("time", "fees", "procedure", "guide", "discretion", "satisfaction")), moments, st.booleans(),
    ),
    max_size=12, unique_by=lambda one: one.ref,
)  # fmt: skip


@pytest.mark.parametrize("code", SCHEMES)
@settings(max_examples=150, deadline=None)
@given(matters, cards, st.data())
def test_withdrawing_a_card_never_lowers_a_score(code, found, issued, data):
    if not issued:
        return
    withdrawn = data.draw(st.sampled_from(issued))
    counted = tally([*found, *issued], FIRST, LAST)
    before = sheet(SCHEMES[code], BOOK, counted)
    after = sheet(SCHEMES[code], BOOK, counted.without(withdrawn.ref))
    assert (after.total is None) == (before.total is None)
    assert after.total is None or after.total >= before.total


@pytest.mark.parametrize("code", SCHEMES)
@settings(max_examples=100, deadline=None)
@given(matters, cards, st.data())
def test_points_given_back_never_lower_a_score_nor_pay_for_another_line(code, found, issued, data):
    made = SCHEMES[code]
    asked = data.draw(st.sampled_from(sorted(made.lines)))
    counted = tally([*found, *issued], FIRST, LAST)
    before, after = (
        sheet(made, BOOK, counted, marks) for marks in ([], [Mark("m", asked, Decimal(7), "申诉成立，调回七分")])
    )
    assert before.total is None or after.total >= before.total
    assert all(one.lost >= 0 for one in after.lines)
    changed = line(after, asked)
    full = made.lines[asked].points if changed.how == "share" else 0
    assert changed.how in ("bonus", "manual") or changed.points is None or changed.points <= full


@settings(max_examples=100, deadline=None)
@given(matters, cards, st.randoms())
def test_neither_the_order_of_events_nor_hearing_them_twice_changes_a_score(found, issued, chance):
    events = [*found, *issued]
    shuffled = [*events, *events]
    chance.shuffle(shuffled)
    assert score(SCHEMES["efficiency"], BOOK, events, FIRST, LAST) == score(
        SCHEMES["efficiency"], BOOK, shuffled, FIRST, LAST
    )


@settings(max_examples=60, deadline=None)
@given(matters, cards)
def test_a_score_lies_between_nothing_and_the_ceiling(found, issued):
    for made in SCHEMES.values():
        total = score(made, BOOK, [*found, *issued], FIRST, LAST).total
        assert total is None or 0 <= total <= made.ceiling


def test_every_total_has_a_definition_and_is_counted():
    counted = tally([], FIRST, LAST)
    assert all(base.definition.endswith("。") and counted.total(name).value == 0 for name, base in TOTALS.items())
    assert isinstance(finished("1"), MatterFact)


# --- periods ---


def test_longer_periods_are_the_mean_of_the_months_that_have_a_score():
    assert mean([Decimal(90), None, Decimal(81)]) == Decimal("85.5")
    assert mean([None, None]) is None
    assert read_period("2026-H2").months == ("2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12")
    assert read_period("2026-Q4").label == "2026年第四季度"


def test_a_month_begins_at_midnight_in_china():
    assert read_period("2026-12").last.isoformat() == "2027-01-01T00:00:00+08:00"
    assert month_before(FIRST - timedelta(seconds=1)).key == "2026-08"
    assert month_before(FIRST).key == "2026-09"
    assert [month_after(read_period(key)).key for key in ("2026-10", "2026-12")] == ["2026-11", "2027-01"]


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-10", "2026-Q5", "2026-10-01", "二〇二六", ""])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(Refusal) as refused:
        read_period(text)
    assert refused.value.code == "period-shape"
