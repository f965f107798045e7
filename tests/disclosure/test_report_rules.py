"""Table 3 counts every request once, and says so when it does not add up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalclock.moments import last_day
from zhengtong.disclosure.choices import REPLY_ROWS, ApplicantKind, ReplyKind
from zhengtong.disclosure.rules import report as rules
from zhengtong.disclosure.rules.report import DocumentFact, RemedyFact, RequestFact
from zhengtong.foundation.errors import Refusal

DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@st.composite
def requests(draw):
    received = draw(DAYS)
    ended = draw(st.none() | st.dates(received, date(2026, 12, 31)))
    row = draw(st.sampled_from(ReplyKind.values)) if ended else ""
    number = draw(st.integers(0, 10**9))
    return RequestFact(f"R{number}", draw(st.sampled_from(ApplicantKind.values)), received, ended, row)


@given(st.lists(requests(), max_size=40, unique_by=lambda fact: fact.ref), st.integers(2023, 2026))
def test_what_came_is_what_went_in_every_column_whatever_came(facts, year):
    cells = rules.count_requests(facts, year)
    assert rules.imbalances(cells) == []
    for line in cells.values():
        assert len(line["total"]) == sum(len(line[column]) for column in rules.COLUMNS[:-1])


@given(st.lists(requests(), max_size=40, unique_by=lambda fact: fact.ref))
def test_what_a_year_carries_out_the_next_carries_in(facts):
    before, after = rules.count_requests(facts, 2024), rules.count_requests(facts, 2025)
    assert before[rules.CARRIED_OUT] == after[rules.CARRIED_IN]
    over = {column: len(refs) for column, refs in before[rules.CARRIED_OUT].items()}
    assert rules.imbalances(after, over) == []


def test_the_lines_are_those_of_the_national_form_and_the_replies_are_its_leaves():
    lines = rules.table_3_lines()
    counted = [line.key for line in lines if line.key]
    assert counted == ["received", "carried_in", *REPLY_ROWS, "total", "carried_out"]
    labels = [line.label for line in lines]
    assert labels[2] == "三、本年度办理结果"
    assert "（三）不予公开" in labels
    assert "1.属于国家秘密" in labels
    assert labels[-2:] == ["（七）总计", "四、结转下年度继续办理"]


def test_a_request_without_a_result_is_named_in_a_clear_sentence():
    lost = RequestFact("XXGK1", "company", date(2025, 3, 1), date(2025, 4, 1), "")
    found = rules.imbalances(rules.count_requests([lost], 2025))
    assert found[0] == (
        "“商业企业”一列不平衡：本年新收1件＋上年结转0件＝1件，办理总计0件＋结转下年度0件＝0件，"
        "相差1件，没有办理结果的是XXGK1。"
    )
    assert [sentence[:4] for sentence in found] == ["“商业企", "“总计”"]


def test_last_years_report_must_have_carried_out_what_this_one_carries_in():
    carried = RequestFact("XXGK1", "natural", date(2024, 12, 30), date(2025, 1, 10), ReplyKind.GRANTED)
    cells = rules.count_requests([carried], 2025)
    assert rules.imbalances(cells, {"natural": 1, "total": 1}) == []
    found = rules.imbalances(cells, {"natural": 2, "total": 1})
    assert found == ["“自然人”一列的上年结转1件，与上年年报的结转下年度2件不一致。"]


def test_documents_are_made_repealed_and_in_force_at_the_end_of_the_year():
    facts = [
        DocumentFact("A", "normative", date(2020, 1, 1), None),
        DocumentFact("B", "normative", date(2025, 1, 1), date(2025, 6, 1)),
        DocumentFact("C", "normative", date(2020, 1, 1), date(2026, 1, 1)),
        DocumentFact("D", "normative", date(2026, 1, 1), None),
        DocumentFact("E", "normative", date(2019, 1, 1), date(2020, 1, 1)),
    ]
    counted = rules.count_documents(facts, 2025)
    assert counted["normative.made"] == ("B",)
    assert counted["normative.repealed"] == ("B",)
    assert counted["normative.in_force"] == ("A", "C")
    assert counted["rule.in_force"] == ()


def test_a_lawsuit_is_pending_in_the_year_it_is_not_decided_in():
    facts = [
        RemedyFact("一", "review", date(2024, 11, 1), date(2025, 2, 1), "upheld"),
        RemedyFact("二", "suit", date(2025, 11, 1), date(2026, 2, 1), "corrected"),
    ]
    assert rules.count_remedies(facts, 2025)["review"]["upheld"] == ("一",)
    assert rules.count_remedies(facts, 2025)["suit"]["pending"] == ("二",)
    assert rules.count_remedies(facts, 2024)["review"]["pending"] == ("一",)
    assert rules.count_remedies(facts, 2026)["suit"]["total"] == ("二",)


def test_departments_publish_by_january_and_governments_by_march():
    assert last_day(rules.deadline("MZ", 2025, is_government=False)) == date(2026, 1, 31)
    assert last_day(rules.deadline("T103", 2025, is_government=True)) == date(2026, 3, 31)
    assert last_day(rules.deadline("BG", 2025, is_government=False)) == date(2026, 3, 31)


def test_entered_figures_are_whole_numbers_or_money():
    assert rules.read_entered({"penalty": "1,024", "fees": "12.35", "license": " "}) == {
        "penalty": "1024",
        "fees": "12.35",
    }
    for bad in (
        {"penalty": "1.5"},
        {"penalty": "-1"},
        {"fees": "很多"},
        {"fees": "NaN"},
        {"fees": "0.1234567"},
        {"license": "1e20"},
    ):
        with pytest.raises(Refusal) as refusal:
            rules.read_entered(bad)
        assert refusal.value.code == "bad-figure"
    assert rules.Figure(("A", "B"), Decimal(3)).value == 5
    assert rules.Figure(("A", "B"), Decimal(3), Decimal("1.5")).value == Decimal("4.5")


@pytest.mark.parametrize(
    ("filed", "closed", "result", "code"),
    [
        (date(2025, 5, 1), date(2025, 4, 1), "upheld", "bad-remedy-day"),
        (date(2027, 5, 1), None, "pending", "bad-remedy-day"),
        (date(2025, 5, 1), None, "upheld", "bad-remedy-result"),
        (date(2025, 5, 1), date(2025, 6, 1), "pending", "bad-remedy-result"),
    ],
)
def test_a_remedy_ends_on_a_day_with_a_result(filed, closed, result, code):
    with pytest.raises(Refusal) as refusal:
        rules.check_remedy("安复决〔2025〕3号", filed, closed, result, on=date(2026, 11, 23))
    assert refusal.value.code == code
