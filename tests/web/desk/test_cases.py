"""The desk's case page: every act asks what it needs, does it, and says what is wrong without losing what was typed."""

import pytest
from django.test import Client

from tests.cases.conftest import walk_in
from tests.cases.county import keep_time, licence, publish
from zhengtong.cases import queries
from zhengtong.cases.models import Case
from zhengtong.journal.models import Entry, Look
from zhengtong.web.desk.verbs import FORMS

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(cast):
    queries.guide.cache_clear()
    keep_time()
    publish(licence())
    return cast


def desk(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def act(person, case: Case, verb: str, **said: str) -> str:
    """Do one act through its page; returns the state the case is in then."""
    client = desk(person)
    page = client.get(f"/desk/cases/{case.ref}/{verb}/")
    assert page.status_code == 200, verb
    answer = client.post(f"/desk/cases/{case.ref}/{verb}/", said)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    case.refresh_from_db()
    return case.state


def test_the_whole_course_goes_through_the_pages(county):
    case = walk_in(county)
    assert act(county.xiaoli, case, "check_materials", **{"state-1": "checked", "copies-1": "1"}) == "received"
    assert act(county.xiaoli, case, "request_correction", **{"problem-1": "没有签名", "days": "5"}) == "correcting"
    assert act(county.xiaoli, case, "supply_correction", **{"paper-1": "1"}) == "received"
    assert act(county.xiaoli, case, "accept") == "accepted"
    yes = {"result": "approved", "opinion": "材料真实"}
    assert act(county.wangkezhang, case, "assign_step", to=county.wangkezhang.code) == "accepted"
    assert (
        act(county.wangkezhang, case, "suspend", ground="expert_review", days="3", reason="需要专家评审") == "suspended"
    )
    assert act(county.wangkezhang, case, "resume", result="评审通过，同意") == "accepted"
    assert act(county.wangkezhang, case, "request_extension", days="5", reason="情况复杂需要核实") == "accepted"
    assert act(county.liujuzhang, case, "answer_extension", approve="1", answer="") == "accepted"
    assert act(county.wangkezhang, case, "complete_step", **yes) == "reviewing"
    assert act(county.laozhou, case, "complete_step", **yes) == "reviewing"
    assert act(county.wangkezhang, case, "complete_step", **yes) == "deciding"
    assert act(county.liujuzhang, case, "return_step", reason="会签意见不明确") == "reviewing"
    assert act(county.laozhou, case, "complete_step", **yes) == "reviewing"
    assert act(county.wangkezhang, case, "complete_step", **yes) == "deciding"
    fee = {"name": "工本费", "amount": "20.00", "receipt_number": "JX000123"}
    assert act(county.xiaoli, case, "record_fee", **fee) == "deciding"
    assert act(county.liujuzhang, case, "decide", kind="granted", opinion="同意发证") == "granted"
    act(county.wangkezhang, case, "issue_certificate", number="安民证字第001号", valid_from="2026-11-23")
    assert act(county.wangkezhang, case, "finish", summary="准予登记，请领证") == "finished"
    assert act(county.xiaoli, case, "deliver", method="window", receiver="张桂兰") == "delivered"
    assert act(county.wangkezhang, case, "archive") == "archived"


@pytest.mark.parametrize(
    "verb, said, sentence",
    [
        ("request_correction", {"problem-1": "没有签名", "days": "-3"}, "补正期限应填写数字"),
        ("request_correction", {"days": "5"}, "请逐项写明需要补正的材料"),
        ("refuse_acceptance", {"ground": "not_required", "reason": "不"}, "请写明不予受理的理由"),
        ("return", {"reason": ""}, "请写明退件原因"),
        ("record_fee", {"name": "工本费", "amount": "一百", "receipt_number": "JX1"}, "金额应为数字"),
        ("open_joint", {}, "请选择需要联办的事项"),
    ],
)
def test_wrong_input_is_said_beside_the_field_and_changes_nothing(county, verb, said, sentence):
    case = walk_in(county)
    before = Entry.objects.filter(subject=case.ref).count()
    answer = desk(county.xiaoli).post(f"/desk/cases/{case.ref}/{verb}/", said)
    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    for typed in said.values():
        assert typed in answer.content.decode(), "what was typed is not lost"
    assert Entry.objects.filter(subject=case.ref).count() == before


def test_an_act_that_is_not_lawful_now_leads_back_to_the_case(county):
    case = walk_in(county)
    answer = desk(county.xiaoli).get(f"/desk/cases/{case.ref}/deliver/", follow=True)
    assert "目前不能进行“送达”" in answer.content.decode()


def test_an_act_posted_out_of_turn_is_refused_in_words(county):
    case = walk_in(county)
    said = {"method": "window", "receiver": "张桂兰"}
    answer = desk(county.xiaoli).post(f"/desk/cases/{case.ref}/deliver/", said)
    assert answer.status_code == 409
    assert "当前状态为“收件”" in answer.content.decode()


def test_another_unit_cannot_even_ask(county):
    case = walk_in(county)
    for verb in FORMS:
        assert desk(county.laozhou).get(f"/desk/cases/{case.ref}/{verb}/").status_code == 404
        assert desk(county.laozhou).post(f"/desk/cases/{case.ref}/{verb}/").status_code == 404


def test_seeing_the_full_numbers_is_noted(county, settings):
    case = walk_in(county)
    page = desk(county.xiaoli).get(f"/desk/cases/{case.ref}/").content.decode()
    assert county.zhangayi.id_number not in page
    assert county.zhangayi.phone not in page
    page = desk(county.xiaoli).get(f"/desk/cases/{case.ref}/?full=1").content.decode()
    assert county.zhangayi.id_number in page
    assert Look.objects.filter(subject=case.ref, actor=f"staff:{county.xiaoli.code}").exists()


def test_the_page_shows_the_next_lawful_acts_only(county):
    case = walk_in(county)
    page = desk(county.xiaoli).get(f"/desk/cases/{case.ref}/").content.decode()
    assert 'data-element="act-accept"' in page
    assert 'data-element="act-decide"' not in page
    page = desk(county.liujuzhang).get(f"/desk/cases/{case.ref}/").content.decode()
    assert 'data-element="act-accept"' not in page
    assert 'data-element="act-void"' in page


def test_the_day_is_explained_for_both_limits(county):
    case = walk_in(county)
    act(county.xiaoli, case, "accept")
    page = desk(county.xiaoli).get(f"/desk/cases/{case.ref}/why/").content.decode()
    assert "承诺时限" in page
    page = desk(county.xiaoli).get(f"/desk/cases/{case.ref}/why/?which=statutory").content.decode()
    assert "暂定" in page or "第" in page


@pytest.mark.parametrize(
    "after", ["", "_", "x_1", "2026-13-99_5", "_9999999999999999999999", "2026-11-23_abc", "'; --_1"]
)
def test_the_inbox_survives_a_broken_page_mark(county, after):
    walk_in(county)
    assert desk(county.xiaoli).get("/desk/", {"scope": "all", "after": after}).status_code == 200
