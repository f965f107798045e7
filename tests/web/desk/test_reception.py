"""Window reception: one sheet from the first key to the receipt, kept whole whatever is wrong with it."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.cases.county import county_item, keep_time, licence, publish
from tests.cast import NOON
from tests.files import samples
from tests.web.citizen.test_applications import FILLED, form_of, load
from zhengtong.cases import queries
from zhengtong.cases.models import Case
from zhengtong.files.models import Attachment
from zhengtong.journal.models import Entry
from zhengtong.org.models import Delegation
from zhengtong.papers.models import Paper

SHEET = "/desk/reception/MZ-XK-0026/"
PERSON = {
    "once": "sheet-one",
    "person-kind": "natural",
    "person-name": "张桂兰",
    "person-id-type": "111",
    "person-id": "360829195803140068",
    "person-phone": "199 0010 0001",
    "person-region": "360829100202",
    "handled-by": "self",
}
PAPERS = {
    "taken-1": "paper",
    "checked-1": "yes",
    "copies-1": "1",
    "taken-2": "paper",
    "checked-2": "yes",
    "copies-2": "2",
}


@pytest.fixture(autouse=True)
def ground(monkeypatch, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def county(cast):
    queries.guide.cache_clear()
    keep_time()
    load("subsistence-allowance", form_of("subsistence-allowance"))
    publish(licence())
    publish(county_item("MZ-JF-0018", form="subsistence-allowance"))
    return cast


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def desk(county) -> Client:
    """小李 at the window."""
    return signed_in(county.xiaoli)


def text_of(response) -> str:
    return response.content.decode()


def scan(name: str = "扫描件.pdf"):
    return samples.upload(name, samples.PDF)


# --- finding the item ---


def test_an_item_is_found_by_its_words_and_what_was_received_stands_ready(desk):
    assert "社会团体成立登记" in text_of(desk.get("/desk/reception/"))
    found = text_of(desk.get("/desk/reception/?q=低保"))
    assert "最低生活保障审核确认" in found
    assert "社会团体成立登记" not in found
    assert "没有找到这个事项" in text_of(desk.get("/desk/reception/?q=驾驶飞船"))
    ref = desk.post(SHEET, PERSON | PAPERS)["Location"].split("/")[-2]
    page = text_of(desk.get("/desk/reception/"))
    assert "最近收过的" in page
    assert ref in page


def test_who_does_not_receive_finds_nothing_here(county):
    for person in (county.laozhou, county.zhangayi):
        client = signed_in(person)
        assert client.get("/desk/reception/").status_code == 404
        assert client.post(SHEET, PERSON | PAPERS).status_code == 404
    assert Client().get("/desk/reception/")["Location"].startswith("/account/sign-in/")
    assert not Case.objects.exists()


# --- the sheet ---


def test_a_walk_in_is_received_and_goes_home_with_a_receipt(desk, county):
    answer = desk.post(SHEET, PERSON | PAPERS | {"window": str(county.window.pk), "remark-2": "复印件清晰"})
    case = Case.objects.get()
    assert answer["Location"] == f"/desk/reception/received/{case.ref}/"
    assert (case.state, case.channel, case.window) == ("received", "window", county.window)
    assert case.applicant_phone == "19900100001"
    assert case.applicant_user == county.zhangayi.user
    rows = [(m.state, m.taken_as, m.copies) for m in case.materials.all()]
    assert rows == [("checked", "1", 1), ("checked", "1", 2), ("missing", "", 0), ("missing", "", 0)]
    page = text_of(desk.get(answer["Location"]))
    for said in (case.ref, case.query_code, "01号窗口", "申请材料接收凭证", "还缺材料", "场所证明", "再收一件同样的"):
        assert said in page, said
    assert Paper.objects.filter(subject=case.ref, kind="receipt").exists()
    assert f'<option value="{county.window.pk}" selected>' in text_of(desk.get(SHEET)), "the window is remembered"


def test_everything_wrong_is_said_at_once_and_nothing_is_lost(desk):
    wrong = PERSON | {
        "person-name": "",
        "person-id": "360829195803140069",
        "person-phone": "12345",
        "person-region": "",
        "taken-1": "upload",
        "copies-2": "两份",
        "remark-3": "改日补交",
        "file-2": scan("身份证.pdf"),
    }
    answer = desk.post(SHEET, wrong)
    page = text_of(answer)
    assert answer.status_code == 422
    for name in ("person-name", "person-id", "person-phone", "person-region", "file-1", "copies-2"):
        assert f'href="#f-{name}"' in page, name
    for kept in ('value="360829195803140069"', 'value="12345"', 'value="两份"', 'value="改日补交"', "身份证.pdf"):
        assert kept in page, kept
    assert not Case.objects.exists()
    token = page.split('name="kept-file-2" value="')[1].split('"')[0]
    desk.post(SHEET, PERSON | PAPERS | {"kept-file-2": token, "taken-2": "upload"})
    assert Case.objects.get().materials.get(order=2).attachments.get().trust == "B", "checked against the original"


def test_a_sheet_handed_in_twice_is_one_case(desk):
    first = desk.post(SHEET, PERSON | PAPERS)
    second = desk.post(SHEET, PERSON | PAPERS, follow=True)
    assert second.redirect_chain[-1][0] == first["Location"]
    assert "没有重复登记" in text_of(second)
    assert Case.objects.count() == 1
    assert Entry.objects.filter(kind="case.received").count() == 1
    desk.post(SHEET, PERSON | PAPERS | {"once": "sheet-two"})
    assert Case.objects.count() == 2, "a new sheet is a new case"


def test_a_program_called_pdf_is_refused_beside_its_material(desk):
    answer = desk.post(SHEET, PERSON | PAPERS | {"file-2": samples.upload("证件.pdf", samples.PROGRAM)})
    assert answer.status_code == 422
    assert "“证件.pdf”没有上传成功" in text_of(answer)
    assert not Case.objects.exists()


def test_one_button_takes_every_main_material_on_paper(desk):
    page = text_of(desk.post(SHEET, PERSON | {"all-paper": ""}))
    for order, taken in ((1, "paper"), (2, "paper"), (3, "none"), (4, "none")):
        assert f'name="taken-{order}" value="{taken}" checked' in page
    assert 'value="360829195803140068"' in page
    assert "有误" not in page, "nothing is judged before the sheet is handed in"
    assert not Case.objects.exists()


def test_a_company_is_received_with_its_code_and_its_head(desk):
    company = PERSON | {
        "person-kind": "legal",
        "person-name": "安福县青枫示例茶业有限公司",
        "person-id": "91360829MAFT00019T",
    }
    assert desk.post(SHEET, company | PAPERS).status_code == 422
    desk.post(SHEET, company | PAPERS | {"person-head": "李明"})
    case = Case.objects.get()
    assert (case.applicant_kind, case.applicant_id_type, case.legal_representative) == ("legal", "001", "李明")


def test_the_electronic_form_is_optional_and_checked_once_anything_is_typed(desk):
    sheet = "/desk/reception/MZ-JF-0018/"
    typed = {key: value for key, value in FILLED.items() if key != "handling-region"}
    wrong = desk.post(sheet, PERSON | PAPERS | typed | {"deposit": "八百"})
    assert wrong.status_code == 422
    assert 'value="八百"' in text_of(wrong)
    row = desk.post(sheet, PERSON | PAPERS | typed | {"add-row:members": ""})
    assert 'name="members-1-member_name"' in text_of(row)
    desk.post(sheet, PERSON | PAPERS | typed)
    assert Case.objects.get().answer.is_final
    desk.post(sheet, PERSON | PAPERS | {"once": "sheet-two"})
    assert Case.objects.filter(answer=None).count() == 1


def test_a_receipt_is_shown_to_whoever_took_the_case_in(desk, county):
    address = desk.post(SHEET, PERSON | PAPERS)["Location"]
    assert signed_in(county.henglong).get(address).status_code == 404


# --- collecting and acting for others ---

LIMING = PERSON | {
    "person-name": "李明",
    "person-id": "360829199003070012",
    "person-phone": "19900100002",
    "person-region": "360829103213",
}


@pytest.mark.parametrize(("who", "channel"), [("henglong", "township"), ("shixi", "village")])
def test_a_township_or_village_collects_for_the_county_and_is_told_so(county, who, channel):
    client = signed_in(getattr(county, who))
    assert "这是代收" in text_of(client.get(SHEET))
    page = text_of(client.post(SHEET, LIMING | PAPERS, follow=True))
    case = Case.objects.get()
    assert (case.state, case.channel) == ("submitted", channel)
    assert "已代收，待县民政局收件" in page
    assert "转交材料" in page


def test_a_village_agent_collects_for_nobody_elsewhere(county):
    answer = signed_in(county.shixi).post(SHEET, PERSON | PAPERS)
    assert answer.status_code == 409
    assert "没有为该事项收件的权限" in text_of(answer)
    assert not Case.objects.exists()


def test_a_clerk_acts_for_a_villager_on_a_signed_paper_alone(county):
    client = signed_in(county.shixi)
    asked = LIMING | PAPERS | {"handled-by": "clerk", "consent-until": "2026-12-31"}
    refused = client.post(SHEET, asked)
    assert refused.status_code == 409
    assert 'href="#f-consent-paper"' in text_of(refused)
    assert not Delegation.objects.exists()
    client.post(SHEET, asked | {"consent-paper": scan("委托书.pdf")})
    case = Case.objects.get()
    assert (case.agent_name, case.delegation.agent, case.delegation.method) == ("谢春生", county.shixi.user, "paper")
    assert Attachment.objects.get(token=case.delegation.evidence).subject == case.ref
    assert "谢春生" in Paper.objects.get(subject=case.ref, kind="delegation").content
    client.post(SHEET, asked | {"once": "sheet-two"})
    assert Delegation.objects.count() == 1, "a standing consent is not asked for again"


def test_an_agent_with_an_account_is_witnessed_at_the_window(desk, county):
    asked = PERSON | PAPERS | {"handled-by": "agent", "consent-method": "window", "consent-until": "2026-12-31"}
    unknown = desk.post(SHEET, asked | {"agent-id": "360829196811050091"})
    assert unknown.status_code == 422
    assert "没有注册账户，请照身份证填写姓名" in text_of(unknown)
    desk.post(SHEET, asked | {"agent-id": county.liming.id_number})
    case = Case.objects.get()
    assert (case.applicant_name, case.agent_name) == ("张桂兰", "李明")
    assert case.delegation.valid_until == date(2026, 12, 31)


def test_an_agent_without_an_account_is_taken_down_by_name_and_number(desk, county):
    asked = PERSON | PAPERS | {"handled-by": "agent", "consent-method": "window", "consent-until": "2026-12-31"}
    asked |= {"agent-id": "360829196811050091", "agent-name": "彭水根"}
    wrong = desk.post(SHEET, asked | {"agent-id": "360829196811050092"})
    assert wrong.status_code == 422 and 'href="#f-agent-id"' in text_of(wrong)
    assert "不能是同一人" in text_of(
        desk.post(SHEET, asked | {"agent-id": PERSON["person-id"], "agent-name": "张桂兰"})
    )
    assert not Delegation.objects.exists()
    desk.post(SHEET, asked)
    case = Case.objects.get()
    assert (case.applicant_name, case.agent_name, case.delegation.agent) == ("张桂兰", "彭水根", None)
    desk.post(SHEET, asked | {"once": "sheet-two"})
    assert Delegation.objects.count() == 1, "a standing consent is not asked for again"
    aunt = text_of(signed_in(county.zhangayi).get("/account/"))
    assert "彭*根" in aunt and case.delegation.ref in aunt


def test_a_refused_sheet_leaves_no_consent_behind(desk, county):
    asked = (
        PERSON | PAPERS | {"handled-by": "agent", "agent-id": county.liming.id_number, "consent-until": "2030-01-01"}
    )
    answer = desk.post(SHEET, asked)
    assert answer.status_code == 409
    assert "最长一年" in text_of(answer)
    company_only = county_item("MZ-XK-0026", audience=["enterprise"])
    publish(company_only, number=2)
    refused = desk.post(SHEET, asked | {"consent-until": "2026-12-31", "person-kind": "natural"})
    assert refused.status_code == 409
    assert not Delegation.objects.exists()
    assert not Case.objects.exists()
