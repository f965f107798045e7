"""What people send by mistake or in a hurry: a clear sentence beside the field, and nothing that was good is lost."""

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.stories import matters
from tests.stories.people import PLACE, Applicant
from zhengtong.cases.models import Case

pytestmark = pytest.mark.browser


def test_a_programme_that_calls_itself_a_pdf_is_refused_beside_its_field(bring, county, papers):
    draft = matters.begin(county)
    zhang = bring(Applicant)
    zhang.signs_in("zhangayi")
    zhang.opens(f"/apply/{draft.draft_token}/materials/")
    zhang.uploads(2, papers["programme"])
    zhang.uploads(4, papers["new"])
    zhang.presses("next")
    beside = zhang.element("material-2")
    expect(beside).to_contain_text("可执行程序")
    expect(beside).to_contain_text("身份证.jpg")
    expect(zhang.element("material-4")).to_contain_text("身份证正反面.jpg")
    zhang.shot("bad-programme")
    link = zhang.element("error-summary").get_by_role("link")
    link.click()
    assert zhang.page.evaluate("document.activeElement.name") == "file-2"


@pytest.mark.parametrize("script", [True, False])
def test_a_photo_that_is_too_large_is_refused_beside_its_field(bring, county, papers, script):
    draft = matters.begin(county)
    zhang = bring(Applicant, java_script_enabled=script)
    zhang.signs_in("zhangayi")
    zhang.opens(f"/apply/{draft.draft_token}/materials/")
    zhang.uploads(4, papers["huge"])
    beside = zhang.element("material-4")
    if script:
        expect(beside).to_contain_text("“全家福.jpg”有 21.0 MB，超过了 20.0 MB 的上限")
    zhang.presses("next")
    expect(beside.locator(".field-error")).to_contain_text("20")
    expect(zhang.element("material-2")).to_contain_text("身份证.jpg")
    zhang.shot("bad-photo")


def test_two_clicks_and_a_way_back_still_make_one_case(bring, county):
    draft = matters.begin(county)
    zhang = bring(Applicant)
    zhang.signs_in("zhangayi")
    zhang.opens(f"/apply/{draft.draft_token}/confirm/")
    zhang.fills(declare="yes")
    zhang.element("submit").dblclick()
    zhang.element("receipt").wait_for()
    ref = zhang.reads("case-ref")
    zhang.page.go_back()
    if zhang.element("submit").is_visible():
        zhang.page.check("[name=declare]")
        zhang.presses("submit")
    zhang.sees(ref, "已经提交过了")
    assert Case.objects.exclude(state="draft").count() == 1


def test_without_a_script_a_form_sent_again_leads_to_the_receipt(bring, county):
    draft = matters.begin(county)
    zhang = bring(Applicant, java_script_enabled=False)
    zhang.signs_in("zhangayi")
    here = f"/apply/{draft.draft_token}/confirm/"
    other = zhang.context.new_page()
    other.goto(f"{zhang.address}{here}")
    zhang.opens(here)
    zhang.fills(declare="yes")
    ref, _ = zhang.hands_in()
    other.check("[name=declare]")
    other.click("[data-element=submit]")
    expect(other.locator("body")).to_contain_text(f"这份申请已经提交过了，办件编号是{ref}")
    assert Case.objects.exclude(state="draft").count() == 1


def test_a_wrong_check_digit_is_told_beside_the_number_and_nothing_else_is_lost(bring):
    somebody = bring(Applicant)
    somebody.registers("张秀英", "360829196205080249", "13979600001")
    field = somebody.element("field-id_number")
    expect(field).to_contain_text("身份证号码的校验位不正确，请逐位核对。")
    expect(somebody.element("error-summary")).to_contain_text("有 1 处需要改正")
    assert somebody.page.input_value("[name=name]") == "张秀英"
    assert somebody.page.input_value("[name=region]") == PLACE[1]
    assert somebody.page.input_value("[name=password]") == ""
    somebody.shot("bad-register")
    somebody.fills(id_number="36082919620508024x", password=PASSWORD, password_again=PASSWORD)
    somebody.page.get_by_role("button", name="注册", exact=True).click()
    somebody.sees("注册成功")


def test_a_case_of_another_and_one_that_is_not_there_answer_alike(bring, clerk, county):
    ref = matters.receive(county).ref
    stranger = bring(Applicant)
    stranger.signs_in("liming")
    laozhou = clerk("laozhou")
    nowhere = ref[:-6] + "999999"
    for visitor, place in ((stranger, "/my/cases/{}/"), (laozhou, "/desk/cases/{}/")):
        answers = []
        for number in (ref, nowhere):
            assert visitor.opens(place.format(number)) == 404
            answers.append(visitor.page.inner_text("main"))
        assert answers[0] == answers[1] and "张" not in answers[0]
    stranger.opens("/progress/")
    stranger.fills(ref=ref, code="000000")
    stranger.page.locator("main").get_by_role("button", name="查询").click()
    stranger.sees("没有找到对应的办件，请核对")
