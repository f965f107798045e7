"""A case under the names and codes of the national exchange."""

from datetime import date

import pytest

from legalclock import Budget
from zhengtong.cases import actions, national
from zhengtong.cases.choices import ENDED_STATES, OPEN_STATES, State
from zhengtong.cases.models import Case

from .conftest import walk_in
from .county import MORNING, days_later

pytestmark = pytest.mark.django_db
ALLOWED = {"1": {"4", "5", "6"}, "2": {"0", "1", "5", "6", "7"}, "3": {"0", "1"}, "4": {"1", "2", "3", "4"}}


def test_every_state_has_its_code_in_both_systems():
    assert set(national.HUNAN_STATE) == set(State)
    assert set(national.ZHEJIANG_STATE) == {State(name) for name in OPEN_STATES | ENDED_STATES}


def finished(county) -> Case:
    ref = actions.accept_case(walk_in(county).ref, by=county.xiaoli, at=MORNING).ref
    actions.suspend_case(
        ref, ground="expert_review", days=2, reason="需要组织专家评审", by=county.wangkezhang, at=days_later(1)
    )
    actions.resume_case(ref, result="评审通过，同意", by=county.wangkezhang, at=days_later(2))
    actions.request_extension(
        ref, budget=Budget.parse("5wd"), reason="情况复杂需要核实", by=county.wangkezhang, at=days_later(2)
    )
    actions.answer_extension(ref, approve=True, answer="", by=county.liujuzhang, at=days_later(2))
    for by in (county.wangkezhang, county.laozhou, county.wangkezhang):
        actions.complete_step(ref, result="approved", opinion="同意", by=by, at=days_later(3))
    actions.decide_case(ref, kind="granted", opinion="同意", by=county.liujuzhang, at=days_later(4))
    actions.issue_certificate(
        ref, number="证0001", valid_from=date(2025, 9, 19), valid_to=None, by=county.wangkezhang, at=days_later(4)
    )
    actions.finish_case(ref, summary="准予登记", by=county.wangkezhang, at=days_later(4))
    return Case.objects.get(ref=ref)


def test_a_finished_case_fills_the_five_tables(county):
    case = finished(county)
    accept = national.accept(case)
    assert (accept["project_no"], accept["applyer_page_type"], accept["project_type"]) == (case.ref, "111", "2")
    assert accept["applyer_page_code"] == county.zhangayi.id_number
    assert accept["promise_date"] == "2025-10-14 00:00:00", "9-28 moved by one day of review and five of extension"
    assert [row["special_type"] for row in national.special(case)] == ["B", "A"]
    assert [row["get_type"] for row in national.materials(case)] == ["1", "1", "1"]
    result = national.result(case)
    assert (result["result_type"], result["result_cetr_no"]) == ("0", "证0001")
    assert "satisfaction" not in result, "unrated is never counted as praise"


def test_nodes_carry_only_results_their_type_allows(county):
    nodes = national.process(finished(county))
    assert [node["nodetype"] for node in nodes] == ["1", "2", "2", "2", "3"]
    assert all(node["noderesult"] in ALLOWED[node["nodetype"]] for node in nodes)


def test_a_refused_application_is_one_node_and_no_result_code(county):
    case = walk_in(county)
    actions.refuse_acceptance(case.ref, ground="not_eligible", reason="不符合受理条件", by=county.xiaoli, at=MORNING)
    case.refresh_from_db()
    assert [(n["nodetype"], n["noderesult"]) for n in national.process(case)] == [("4", "3")]


def test_an_open_case_has_no_result(county):
    assert national.result(walk_in(county)) is None
