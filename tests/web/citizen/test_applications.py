"""Applying from the first page to the receipt, and looking after one's own cases — button by button, no JavaScript."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.utils import timezone

from legalclock import Budget
from tests.cases.county import county_item, keep_time, licence, publish
from tests.cast import NOON
from tests.files import samples
from zhengtong.cases import actions, queries
from zhengtong.cases.models import Case
from zhengtong.forms.actions import load_form
from zhengtong.forms.models import Answer
from zhengtong.forms.rules import parse_definition
from zhengtong.journal.models import Entry
from zhengtong.org.actions import Principal, record_delegation

FORMS = Path(__file__).resolve().parents[3] / "data" / "anfu" / "forms"
LOW_INCOME = "MZ-JF-0018"
MEMBER = {
    "members-0-member_name": "张桂兰",
    "members-0-relation": "self",
    "members-0-member_id_number": "360829195803140068",
    "members-0-monthly_income": "0",
    "members-0-health": "frail",
}
FILLED = MEMBER | {
    "handling-region": "360829100202",
    "home_region": "360829100202",
    "lives_at_home": "yes",
    "difficulty": ["illness"],
    "medical_cost": "12000",
    "land_area": "1.5",
    "deposit": "800",
    "has_vehicle": "no",
    "other_house": "no",
    "kinship": "no",
    "authorise_check": "yes",
    "promise": "yes",
}


def form_of(name: str, **changes: object) -> dict:
    return yaml.safe_load((FORMS / f"{name}.yaml").read_text(encoding="utf-8")) | changes


def load(name: str, definition: dict, unit: str = "MZ"):
    return load_form(name, parse_definition(definition), unit=unit, by="system", at=NOON)


@pytest.fixture(autouse=True)
def ground(monkeypatch, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def county(cast):
    """An item with an electronic form and a table, and a licence without a form."""
    queries.guide.cache_clear()
    keep_time()
    load("subsistence-allowance", form_of("subsistence-allowance"))
    publish(county_item(LOW_INCOME, form="subsistence-allowance"))
    publish(licence())
    return cast


@pytest.fixture
def aunt(county) -> Client:
    """张阿姨 at home, signed in."""
    return signed_in(county.zhangayi)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def begun(client: Client, code: str = LOW_INCOME, **more: str) -> str:
    """Start an application; returns the address of the draft."""
    address = client.post(f"/apply/{code}/start/", more)["Location"]
    return address.removesuffix("form/").removesuffix("materials/")


def scan(name: str = "材料.pdf"):
    return samples.upload(name, samples.PDF)


def send_all(client: Client, draft: str, orders=(2, 3, 4)):
    return client.post(f"{draft}materials/", {f"file-{n}": scan() for n in orders} | {"next": ""})


def submitted(client: Client) -> Case:
    draft = begun(client)
    client.post(f"{draft}form/", FILLED | {"next": ""})
    send_all(client, draft)
    client.post(f"{draft}confirm/", {"declare": "yes"})
    return Case.objects.get(state="submitted")


def text_of(response) -> str:
    return response.content.decode()


# --- the whole way ---


def test_a_villager_applies_from_the_first_page_to_the_receipt(aunt):
    draft = begun(aunt)
    page = text_of(aunt.get(f"{draft}form/"))
    assert "360829********0068" in page
    assert "360829195803140068" not in page
    assert aunt.post(f"{draft}form/", FILLED | {"next": ""})["Location"] == f"{draft}materials/"
    assert send_all(aunt, draft)["Location"] == f"{draft}confirm/"
    read_back = text_of(aunt.get(f"{draft}confirm/"))
    for said in ("平都镇向阳村村委会", "因病", "12,000.00元", "材料.pdf", "安福县民政局", "20个工作日", "30个工作日"):
        assert said in read_back, said
    sent = aunt.post(f"{draft}confirm/", {"declare": "yes"})
    case = Case.objects.get()
    assert sent["Location"] == f"/my/cases/{case.ref}/receipt/"
    receipt = text_of(aunt.get(sent["Location"]))
    for said in (case.ref, case.query_code, "<svg", "2026年11月30日", "网上预审", "data-print"):
        assert said in receipt, said
    assert case.materials.get(order=1).remark == "申请表已在网上填写"
    assert case.answer.is_final
    assert Entry.objects.filter(kind="case.submitted", subject=case.ref).count() == 1


def test_an_item_without_a_form_begins_with_its_materials(aunt):
    assert aunt.post("/apply/MZ-XK-0026/start/")["Location"].endswith("/materials/")
    draft = begun(aunt, "MZ-XK-0026")
    assert aunt.get(f"{draft}form/")["Location"] == f"{draft}materials/"
    assert "可以后补" in text_of(aunt.get(f"{draft}materials/"))
    assert send_all(aunt, draft, (1, 2))["Location"] == f"{draft}confirm/", "what may follow later may be left out"


def test_a_draft_is_left_and_taken_up_again_where_it_stood(aunt):
    draft = begun(aunt)
    aunt.post(f"{draft}form/", {"land_area": "约两亩", "save": ""})
    again = text_of(aunt.get(f"{draft}form/"))
    assert 'value="约两亩"' in again, "a draft keeps what was typed, right or wrong"
    assert "继续填写" in text_of(aunt.get("/my/"))
    assert aunt.get(draft)["Location"] == f"{draft}form/"
    aunt.post(f"{draft}form/", FILLED | {"next": ""})
    assert aunt.get(draft)["Location"] == f"{draft}materials/"
    assert begun(aunt) == draft, "starting again leads to the draft that is there"


def test_rows_of_a_table_come_and_go_without_javascript(aunt):
    draft = begun(aunt)
    added = aunt.post(f"{draft}form/", FILLED | {"add-row:members": ""})
    assert added["Location"] == f"{draft}form/#f-members"
    page = text_of(aunt.get(f"{draft}form/"))
    assert 'name="members-1-member_name"' in page
    assert 'value="张桂兰"' in page
    aunt.post(f"{draft}form/", FILLED | {"remove-row:members:0": ""})
    assert 'value="张桂兰"' not in text_of(aunt.get(f"{draft}form/"))


def test_a_draft_is_given_up_after_a_question(aunt):
    draft = begun(aunt)
    aunt.post(f"{draft}form/", FILLED | {"save": ""})
    assert "不能恢复" in text_of(aunt.get(f"{draft}discard/"))
    assert Case.objects.count() == 1
    assert aunt.post(f"{draft}discard/")["Location"] == "/my/"
    assert not Case.objects.exists()
    assert not Answer.objects.exists()
    assert aunt.get(f"{draft}form/").status_code == 404


# --- bad input ---


def test_a_wrong_check_digit_stands_beside_its_field_and_nothing_typed_is_lost(aunt):
    draft = begun(aunt)
    wrong = FILLED | {"members-0-member_id_number": "360829195803140069", "deposit": "八百", "next": ""}
    answer = aunt.post(f"{draft}form/", wrong)
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'href="#f-members-0-member_id_number"' in page
    assert "校验位不正确" in page
    for kept in ('value="360829195803140069"', 'value="八百"', 'value="12000"'):
        assert kept in page
    assert 'value="八百"' in text_of(aunt.get(f"{draft}form/")), "the draft has it too"
    assert aunt.get(f"{draft}confirm/")["Location"] == f"{draft}form/?check=1"


def test_a_place_outside_every_township_is_refused_and_the_rest_is_kept(aunt):
    draft = begun(aunt)
    answer = aunt.post(f"{draft}form/", FILLED | {"handling-region": "360829000000", "next": ""})
    assert answer.status_code == 422
    assert "请选择到乡镇或村" in text_of(answer)
    assert Case.objects.get().region.code == "360829100202"
    assert 'value="12000"' in text_of(aunt.get(f"{draft}form/"))


def test_a_program_called_pdf_is_refused_and_takes_no_other_file_with_it(aunt):
    draft = begun(aunt)
    answer = aunt.post(
        f"{draft}materials/",
        {"file-2": samples.upload("户口簿.pdf", samples.PROGRAM), "file-3": scan("收入.pdf"), "next": ""},
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert "“户口簿.pdf”没有上传成功" in page
    assert "收入.pdf" in page
    assert [m.attachments.count() for m in Case.objects.get().materials.all()] == [0, 0, 1, 0, 0]


def test_an_oversized_photo_is_refused_with_its_size(aunt, settings):
    settings.MAX_UPLOAD_BYTES = 100_000
    draft = begun(aunt)
    photo = samples.upload("照片.jpg", samples.picture() + bytes(300_000))
    answer = aunt.post(f"{draft}materials/", {"file-2": photo, "upload": "2"})
    assert answer.status_code == 422
    assert "超过了单个文件98KB的上限" in text_of(answer)


def test_main_materials_are_asked_for_and_files_are_taken_off_again(aunt):
    draft = begun(aunt)
    aunt.post(f"{draft}form/", FILLED | {"next": ""})
    answer = aunt.post(f"{draft}materials/", {"file-2": scan("户口簿.pdf"), "next": ""})
    assert answer.status_code == 422
    assert "请上传“家庭收入和财产状况申报表”" in text_of(answer)
    assert "请上传“最低生活保障申请书”" not in text_of(answer), "it was filled in on the page"
    file = Case.objects.get().materials.get(order=2).attachments.get()
    aunt.post(f"{draft}materials/", {"remove-file": f"file-2:{file.token}"})
    assert not Case.objects.get().materials.get(order=2).attachments.exists()
    assert aunt.get(f"{draft}confirm/")["Location"] == f"{draft}materials/?check=1"


def test_nothing_is_submitted_without_the_declaration(aunt):
    draft = begun(aunt)
    aunt.post(f"{draft}form/", FILLED | {"next": ""})
    send_all(aunt, draft)
    answer = aunt.post(f"{draft}confirm/", {"submit": ""})
    assert answer.status_code == 422
    assert "勾选承诺后再提交" in text_of(answer)
    assert Case.objects.get().state == "draft"


def test_a_second_submission_leads_kindly_to_the_receipt(aunt):
    case = submitted(aunt)
    draft = f"/apply/{case.draft_token}/"
    for page in ("", "form/", "materials/", "confirm/"):
        assert aunt.get(f"{draft}{page}")["Location"] == f"/my/cases/{case.ref}/receipt/"
    again = aunt.post(f"{draft}confirm/", {"declare": "yes"}, follow=True)
    assert f"这份申请已经提交过了，办件编号是{case.ref}" in text_of(again)
    assert Entry.objects.filter(kind="case.submitted").count() == 1


def test_a_stale_guide_is_told_and_updated_with_answers_and_files_kept(aunt):
    draft = begun(aunt)
    aunt.post(f"{draft}form/", FILLED | {"next": ""})
    send_all(aunt, draft)
    newer = county_item(LOW_INCOME, form="subsistence-allowance")
    newer["materials"][2]["note"] = "写明近十二个月的收入"
    newer["materials"] = newer["materials"][:4]
    publish(newer, number=2)
    page = text_of(aunt.get(f"{draft}confirm/"))
    assert "办事指南更新了，请先更新草稿" in page
    assert "写明近十二个月的收入" in page
    refused = aunt.post(f"{draft}confirm/", {"declare": "yes"})
    assert refused.status_code == 409
    assert Case.objects.get().state == "draft"
    assert aunt.post(f"{draft}confirm/", {"refresh": ""})["Location"] == f"{draft}form/"
    case = Case.objects.get()
    assert (case.version.number, case.materials.count()) == (2, 4)
    assert case.materials.get(order=3).attachments.count() == 1
    assert aunt.post(f"{draft}confirm/", {"declare": "yes"})["Location"].endswith("/receipt/")


def test_a_stale_form_is_told_and_updated_with_what_was_just_typed(aunt):
    draft = begun(aunt)
    aunt.post(f"{draft}form/", FILLED | {"save": ""})
    definition = form_of("subsistence-allowance")
    asked = {"key": "heating", "label": "取暖方式", "kind": "text", "required": True, "max_length": 40}
    definition["sections"][0]["fields"].append(asked)
    load("subsistence-allowance", definition)
    assert "新增“取暖方式”" in text_of(aunt.get(f"{draft}form/"))
    aunt.post(f"{draft}form/", FILLED | {"deposit": "900", "refresh": ""})
    page = text_of(aunt.get(f"{draft}form/"))
    assert 'name="heating"' in page
    assert 'value="900"' in page
    assert "请先更新草稿" not in page
    assert Case.objects.get().answer.version.number == 2


def test_anothers_draft_and_case_are_not_there(aunt, county):
    case = submitted(aunt)
    draft = begun(aunt)
    other = signed_in(county.liming)
    for page in ("", "form/", "materials/", "confirm/", "discard/"):
        assert other.get(f"{draft}{page}").status_code == 404
        assert other.post(f"{draft}{page}", {"next": ""}).status_code in (404, 405)
    for page in ("", "receipt/", "why/", "correction/", "withdraw/"):
        assert other.get(f"/my/cases/{case.ref}/{page}").status_code == 404
    assert other.post(f"/my/cases/{case.ref}/withdraw/", {"reason": "unneeded"}).status_code == 404
    assert case.ref not in text_of(other.get("/my/"))
    file = case.materials.get(order=2).attachments.get()
    assert aunt.get(f"/files/{file.token}/").status_code == 200
    assert other.get(f"/files/{file.token}/").status_code == 404
    assert signed_in(county.laozhou).get(f"/files/{file.token}/").status_code == 404
    assert signed_in(county.xiaoli).get(f"/files/{file.token}/").status_code == 200, "the window sees the case"


def test_visitors_sign_in_first_and_staff_are_told_which_account_it_takes(county):
    assert Client().get("/my/")["Location"].startswith("/account/sign-in/?next=/my/")
    assert Client().post(f"/apply/{LOW_INCOME}/start/")["Location"].startswith("/account/sign-in/")
    refused = signed_in(county.xiaoli).get("/my/")
    assert refused.status_code == 403
    assert "请使用个人或者单位账户" in text_of(refused)


def test_a_company_is_told_that_the_item_is_for_persons(county):
    answer = signed_in(county.qingfeng).post(f"/apply/{LOW_INCOME}/start/")
    assert answer.status_code == 409
    assert "请用个人账户申请" in text_of(answer)


# --- for someone else ---


@pytest.fixture
def consent(county):
    aunt = county.zhangayi
    return record_delegation(
        Principal(aunt.name, aunt.id_number, aunt.phone),
        county.liming.user,
        method="online",
        valid_until=date(2026, 12, 31),
        by=aunt.user,
        at=NOON,
    )


def test_an_agent_applies_under_a_standing_consent_and_sees_the_case(county, consent):
    agent = signed_in(county.liming)
    draft = begun(agent, delegation=consent.ref)
    assert "您正在代 张桂兰 申请" in text_of(agent.get(f"{draft}form/"))
    assert draft not in text_of(signed_in(county.zhangayi).get("/my/")), "a draft is the agent's until it is handed in"
    agent.post(f"{draft}form/", FILLED | {"next": ""})
    send_all(agent, draft)
    agent.post(f"{draft}confirm/", {"declare": "yes"})
    case = Case.objects.get()
    assert (case.applicant_name, case.agent_name, case.region.code) == ("张桂兰", "李明", "360829100202")
    for person in (county.liming, county.zhangayi):
        assert case.ref in text_of(signed_in(person).get("/my/"))
        assert "代办人" in text_of(signed_in(person).get(f"/my/cases/{case.ref}/"))


def test_who_wants_to_apply_for_others_is_led_to_the_consent_for_this_item(aunt, county, consent):
    led = f'/account/delegations/add/?item={LOW_INCOME}"'
    page = f"/items/{LOW_INCOME}/apply/"
    assert led in text_of(aunt.get(page))
    assert led not in text_of(signed_in(county.liming).get(page)), "a standing consent is there to choose"
    assert led not in text_of(Client().get(page))
    assert "只限一个事项" in text_of(aunt.get(f"/account/delegations/add/?item={LOW_INCOME}"))


def test_a_consent_of_others_opens_nothing(county, consent):
    assert (
        signed_in(county.qingfeng).post(f"/apply/{LOW_INCOME}/start/", {"delegation": consent.ref}).status_code == 404
    )


# --- looking after a case ---


@pytest.fixture
def told(aunt, county) -> Case:
    """A case with two things to mend."""
    case = submitted(aunt)
    actions.receive_case(case.ref, by=county.xiaoli, at=NOON)
    problems = [
        {"material": case.materials.get(order=2).name, "problem": "缺户主页"},
        {"material": case.materials.get(order=4).name, "problem": "没有签字"},
    ]
    return actions.request_correction(case.ref, problems, reply=Budget.parse("10wd"), by=county.xiaoli, at=NOON)


def test_a_correction_is_told_first_and_mended_with_nothing_lost(aunt, told):
    overview = text_of(aunt.get("/my/"))
    assert "待补正" in overview
    assert "2026年12月7日" in overview
    page = text_of(aunt.get(f"/my/cases/{told.ref}/correction/"))
    assert "缺户主页" in page
    assert "没有签字" in page
    half = aunt.post(f"/my/cases/{told.ref}/correction/", {"file-2": scan("户主页.pdf"), "send": ""})
    assert half.status_code == 422
    text = text_of(half)
    assert "户主页.pdf" in text
    assert "请上传补正后的“家庭经济状况核对授权书”" in text
    kept = text.split('name="kept-file-2" value="')[1].split('"')[0]
    whole = aunt.post(
        f"/my/cases/{told.ref}/correction/", {"kept-file-2": kept, "file-4": scan("签字.pdf"), "send": ""}
    )
    assert whole["Location"] == f"/my/cases/{told.ref}/"
    case = Case.objects.get(pk=told.pk)
    assert case.state == "received"
    assert [a.name for a in case.materials.get(order=2).attachments.all()] == ["材料.pdf", "户主页.pdf"]
    assert aunt.get(f"/my/cases/{told.ref}/correction/")["Location"] == f"/my/cases/{told.ref}/"


def test_another_persons_file_is_no_answer_to_a_correction(aunt, told, county):
    from zhengtong.files.actions import store_upload

    foreign = store_upload(scan(), by=f"citizen:{county.liming.user.pk}", at=NOON)
    answer = aunt.post(f"/my/cases/{told.ref}/correction/", {"kept-file-2": foreign.token, "send": ""})
    assert answer.status_code == 404
    assert Case.objects.get(pk=told.pk).state == "correcting"


def test_before_acceptance_both_limits_of_the_intake_are_told(aunt):
    case = submitted(aunt)
    page = text_of(aunt.get(f"/my/cases/{case.ref}/"))
    for said in ("等待答复是否受理", "承诺看完材料", "法定最迟答复", "2026年11月30日"):
        assert said in page, said
    assert "2026年11月30日" in text_of(aunt.get(f"/my/cases/{case.ref}/why/?limit=statutory"))


def test_the_case_page_shows_course_papers_and_why(aunt, told):
    page = text_of(aunt.get(f"/my/cases/{told.ref}/"))
    for said in ("等待您补正", "申请材料补正告知书", "一次性告知补正", "我提交的内容", "撤回申请"):
        assert said in page, said
    assert "李晓兰" not in page, "who handles it is named to staff alone"
    why = text_of(aunt.get(f"/my/cases/{told.ref}/why/"))
    assert "2026年12月7日" in why
    assert "周六" in why


def test_after_acceptance_the_clock_runs_beside_the_course(aunt, county):
    case = submitted(aunt)
    actions.receive_case(case.ref, by=county.xiaoli, at=NOON)
    actions.accept_case(case.ref, by=county.xiaoli, at=NOON)
    page = text_of(aunt.get(f"/my/cases/{case.ref}/"))
    for said in ('data-element="clock"', "2026年12月21日", "受理通知书", "家庭经济状况调查核实"):
        assert said in page, said


def test_an_application_is_withdrawn_with_a_reason(aunt):
    case = submitted(aunt)
    address = f"/my/cases/{case.ref}/withdraw/"
    assert "不能恢复" in text_of(aunt.get(address))
    assert aunt.post(address, {}).status_code == 422
    other = aunt.post(address, {"reason": "other"})
    assert "请简单写明撤回的原因" in text_of(other)
    assert Case.objects.get().state == "submitted"
    assert aunt.post(address, {"reason": "mistake", "note": "收入填错"})["Location"] == f"/my/cases/{case.ref}/"
    case.refresh_from_db()
    assert (case.state, case.result_text) == ("withdrawn", "填错了，改好以后重新申请：收入填错")
    assert aunt.get(address)["Location"] == f"/my/cases/{case.ref}/"


def test_a_finished_case_is_rated_once_and_nothing_is_chosen_beforehand(aunt):
    case = submitted(aunt)
    assert aunt.post(f"/my/cases/{case.ref}/rate/", {"satisfaction": "fair"})["Location"] == f"/my/cases/{case.ref}/"
    assert not hasattr(Case.objects.get(), "rating"), "what is not finished cannot be rated"
    Case.objects.update(state="finished", accepted_at=NOON, finished_at=NOON + timedelta(days=3))
    assert "待评价" in text_of(aunt.get("/my/"))
    page = text_of(aunt.get(f"/my/cases/{case.ref}/"))
    assert page.count('name="satisfaction"') == 5
    assert "checked" not in page
    empty = aunt.post(f"/my/cases/{case.ref}/rate/", {"text": "很快"})
    assert empty.status_code == 422
    assert "请选择一个评价等级" in text_of(empty)
    assert "很快" in text_of(empty)
    aunt.post(f"/my/cases/{case.ref}/rate/", {"satisfaction": "satisfied", "text": "很快"})
    assert Case.objects.get().rating.score == 4
    again = aunt.post(f"/my/cases/{case.ref}/rate/", {"satisfaction": "very_dissatisfied"}, follow=True)
    assert "您已经评价过这个办件" in text_of(again)
    assert Case.objects.get().rating.score == 4
