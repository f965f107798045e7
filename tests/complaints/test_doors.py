"""Complaining, recording, deciding, handling and reading the result in the browser, without JavaScript."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import NOON
from tests.complaints.conftest import CASE
from tests.files import samples
from zhengtong.complaints import actions
from zhengtong.complaints.models import Complaint
from zhengtong.files.models import Attachment
from zhengtong.journal.actions import action, record
from zhengtong.journal.models import Look

GOOD = {
    "kind": "attitude",
    "about": "MZ",
    "person": "三号窗口",
    "text": "昨天上午在三号窗口，工作人员一直看手机，不理人。",
    "identity": "named",
    "name": "刘女士",
    "phone": "１９９００１００００１",
}


@pytest.fixture(autouse=True)
def _no_guesses_yet(settings, tmp_path):
    cache.clear()
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """The doors read the clock; here it stands at the cast's noon."""
    for door in ("citizen.complaints", "desk.complaints", "oversight.complaints"):
        monkeypatch.setattr(f"zhengtong.web.{door}.timezone.now", lambda: NOON)


def token(page) -> str:
    return re.search(r'name="complaint-token" value="([^"]+)"', page.content.decode())[1]


def complain(client: Client, path: str = "/complaints/new/", **typed):
    page = client.get(path)
    return client.post(path, GOOD | {"complaint-token": token(page)} | typed)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@action("case.received")
def _a_case_was_received(ref: str) -> None:
    record("case.received", ref, actor="staff:XZ001", at=NOON, unit="MZ", item="x", item_name="x", unit_name="x")


# --- citizens ---


def test_somebody_without_an_account_complains_and_gets_a_receipt(county):
    client = Client()
    sent = complain(client)
    complaint = Complaint.objects.get()
    assert sent["Location"] == f"/complaints/{complaint.ref}/receipt/"
    receipt = client.get(sent["Location"]).content.decode()
    assert complaint.ref in receipt and complaint.query_code in receipt
    assert "2026年11月30日前" in receipt
    assert "19900100001" not in receipt
    assert (complaint.name, complaint.phone, complaint.channel) == ("刘女士", "19900100001", "web")


def test_an_account_is_not_asked_and_may_still_stay_unnamed(county):
    client = signed_in(county.zhangayi)
    assert 'name="phone"' not in client.get("/complaints/new/").content.decode()
    complain(client, identity="anonymous")
    unnamed = Complaint.objects.get()
    assert (unnamed.complainant, unnamed.name, unnamed.phone, unnamed.id_number) == (None, "", "", "")
    assert unnamed.ref not in signed_in(county.zhangayi).get("/complaints/").content.decode()
    complain(client)
    named = Complaint.objects.exclude(pk=unnamed.pk).get()
    assert (named.complainant, named.name, named.phone) == (county.zhangayi.user, "张桂兰", "19900100001")
    assert named.ref in signed_in(county.zhangayi).get("/complaints/").content.decode()


def test_what_was_typed_stays_beside_its_errors(county):
    page = complain(Client(), phone="0796-7620118", kind="")
    text = page.content.decode()
    assert page.status_code == 409
    assert "手机号码应为11位数字，以1开头，请核对。" in text and "请选择投诉的问题类型。" in text
    assert "昨天上午在三号窗口" in text and 'value="三号窗口"' in text
    assert not Complaint.objects.exists()


def test_evidence_survives_a_mistake_and_tells_no_account(county):
    client = signed_in(county.zhangayi)
    page = client.get("/complaints/new/")
    photo = samples.upload("照片.jpg", samples.picture())
    wrong = client.post("/complaints/new/", GOOD | {"complaint-token": token(page), "kind": "", "evidence-1": photo})
    kept = re.search(r'name="kept-evidence-1" value="([^"]+)"', wrong.content.decode())[1]
    client.post("/complaints/new/", GOOD | {"complaint-token": token(wrong), "kept-evidence-1": kept})
    attachment = Attachment.objects.get()
    assert attachment.subject == Complaint.objects.get().ref
    assert "citizen" not in attachment.uploaded_by
    assert client.get(f"/files/{attachment.token}/").status_code == 200
    assert signed_in(county.liming).get(f"/files/{attachment.token}/").status_code == 404


def test_a_file_of_a_wrong_kind_is_refused_beside_its_field(county):
    client = Client()
    page = client.get("/complaints/new/")
    programme = samples.upload("证据.pdf", samples.PROGRAM)
    answer = client.post("/complaints/new/", GOOD | {"complaint-token": token(page), "evidence-1": programme})
    assert answer.status_code == 409
    assert "没有上传成功" in answer.content.decode()


def test_a_double_click_is_answered_kindly_and_arrives_once(county):
    client = Client()
    typed = GOOD | {"complaint-token": token(client.get("/complaints/new/"))}
    first, second = (client.post("/complaints/new/", typed) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Complaint.objects.count() == 1
    stranger = Client().post("/complaints/new/", typed)
    assert stranger.status_code == 409
    assert Complaint.objects.get().ref not in stranger.content.decode()


def test_a_page_without_its_token_asks_to_send_again(county):
    page = Client().post("/complaints/new/", GOOD)
    assert page.status_code == 409 and "页面已过期" in page.content.decode()


def test_a_case_is_filled_in_and_tells_its_unit(county):
    _a_case_was_received(CASE)
    client = Client()
    path = f"/complaints/new/?case={CASE}"
    assert CASE in client.get(path).content.decode()
    complain(client, about="", case_ref=CASE)
    assert Complaint.objects.get().about.code == "MZ"


def test_a_case_that_is_not_there_is_said_beside_its_field(county):
    page = complain(Client(), case_ref=CASE)
    assert page.status_code == 409 and "没有找到这个办件编号" in page.content.decode()


def test_nobody_floods_the_office_from_one_address(county):
    client = Client()
    for number in range(20):
        assert complain(client, text=f"第{number}次：窗口没有人，等了一上午。").status_code == 302
    page = complain(client)
    assert page.status_code == 429 and "稍后再试" in page.content.decode()
    assert Complaint.objects.count() == 20


def test_the_result_is_looked_up_by_number_and_code(county, answered):
    actions.close(answered.ref, "经核查，您反映的超期情况属实，已整改。", by=county.gaozhuren, at=NOON)
    client = Client()
    assert client.get(f"/complaints/{answered.ref}/")["Location"] == f"/complaints/?ref={answered.ref}"
    assert client.get(f"/complaints/{answered.ref}/receipt/").status_code == 404
    found = client.post("/complaints/", {"ref": answered.ref.lower(), "code": answered.query_code})
    page = client.get(found["Location"]).content.decode()
    assert "办理结果：属实" in page and "您反映的超期情况属实，已整改。" in page
    assert "对经办人批评教育" not in page  # the unit's own words stay inside


def test_a_receipt_does_not_promise_a_decision_that_was_already_taken(county, complaint, assigned):
    zhang = signed_in(county.zhangayi)
    receipt = zhang.get(f"/complaints/{assigned.ref}/receipt/").content.decode()
    assert "决定是否受理" not in receipt and "办理中" in receipt


def test_a_complaint_number_asked_for_at_the_progress_page_is_led_to_its_own(county, complaint):
    client = Client()
    led = client.post("/progress/", {"ref": complaint.ref, "code": complaint.query_code})
    assert led["Location"] == f"/complaints/?ref={complaint.ref}"
    page = client.get(led["Location"]).content.decode()
    assert "这是投诉编号，请在这里填写查询密码。" in page and f'value="{complaint.ref}"' in page


def test_what_is_too_long_says_by_how_much(county):
    page = complain(Client(), text="长" * 2001)
    assert page.status_code == 409 and "经过最多2000个字，现在有2001个字" in page.content.decode()
    assert "至少10个字" in complain(Client(), text="太慢").content.decode()


def test_guessing_the_code_ends_soon(county, complaint):
    client = Client()
    wrong = "000000" if complaint.query_code != "000000" else "111111"
    for _ in range(10):
        page = client.post("/complaints/", {"ref": complaint.ref, "code": wrong}).content.decode()
        assert "没有找到这件投诉，请核对投诉编号和查询密码。" in page
    page = client.post("/complaints/", {"ref": complaint.ref, "code": complaint.query_code})
    assert page.status_code == 409 and "次数太多" in page.content.decode()
    for typed, sentence in (({"ref": "", "code": "1"}, "请填写投诉编号"), ({"ref": "x", "code": ""}, "请填写查询密码")):
        assert sentence in client.post("/complaints/", typed).content.decode()


def test_the_clock_is_explained_day_by_day(county, complaint):
    client = signed_in(county.zhangayi)
    page = client.get(f"/complaints/{complaint.ref}/").content.decode()
    assert "2026年11月30日" in page and "决定是否受理" in page
    why = client.get(f"/complaints/{complaint.ref}/why/").content.decode()
    assert "2026年11月30日" in why and "2026-11-28" in why


def test_the_complainant_takes_it_back(county, complaint):
    client = signed_in(county.zhangayi)
    path = f"/complaints/{complaint.ref}/withdraw/"
    assert client.post(path, {"reason": ""}).status_code == 409
    client.post(path, {"reason": "已经办好了。"})
    complaint.refresh_from_db()
    assert complaint.state == "withdrawn"
    assert client.get(path)["Location"] == f"/complaints/{complaint.ref}/"


# --- the desk ---


def test_the_window_writes_a_complaint_down_and_hands_out_the_receipt(county):
    xiaoli = signed_in(county.xiaoli)
    sent = complain(xiaoli, "/desk/complaints/new/", channel="phone")
    complaint = Complaint.objects.get()
    assert sent["Location"] == f"/desk/complaints/recorded/{complaint.ref}/"
    assert complaint.query_code in xiaoli.get(sent["Location"]).content.decode()
    assert (complaint.channel, complaint.recorded_by) == ("phone", "staff:XZ001")
    # Another evening, another session: the code is the complainant's alone.
    assert signed_in(county.xiaoli).get(sent["Location"]).status_code == 404
    wrong = complain(xiaoli, "/desk/complaints/new/", channel="", name="")
    assert "请选择反映方式。" in wrong.content.decode() and "请填写真实姓名" in wrong.content.decode()
    about_herself = complain(xiaoli, "/desk/complaints/new/", channel="window", person="李晓兰")
    assert "请由其他人员登记" in about_herself.content.decode()


def test_the_handling_unit_answers_at_the_desk(county, assigned):
    chen = signed_in(county.chenzhuren)
    inbox = chen.get("/desk/complaints/").content.decode()
    assert assigned.ref in inbox and "剩余15个工作日" in inbox
    page = chen.get(f"/desk/complaints/{assigned.ref}/").content.decode()
    assert "请核实办理时限。" in page and "张*兰" in page and "360829195803140068" not in page
    wrong = chen.post(
        f"/desk/complaints/{assigned.ref}/", {"finding": "substantiated", "answer": "确已超期三个工作日。"}
    )
    assert wrong.status_code == 409 and "请填写整改和处理措施" in wrong.content.decode()
    typed = {"finding": "substantiated", "answer": "经核查，确已超期三个工作日。", "measures": "已当日办结。"}
    assert chen.post(f"/desk/complaints/{assigned.ref}/", typed)["Location"] == "/desk/complaints/"
    assert "经核查，确已超期三个工作日。" in chen.get(f"/desk/complaints/{assigned.ref}/").content.decode()
    assert assigned.ref in chen.get("/desk/complaints/?state=verifying").content.decode()
    again = chen.post(f"/desk/complaints/{assigned.ref}/", typed)
    assert "目前不能" in again.content.decode()


def test_an_empty_inbox_says_what_will_come(county):
    assert "没有待办理的投诉" in signed_in(county.chenzhuren).get("/desk/complaints/").content.decode()


# --- oversight ---


def act(client: Client, ref: str, verb: str, **typed):
    assert client.get(f"/oversight/complaints/{ref}/{verb}/").status_code == 200
    return client.post(f"/oversight/complaints/{ref}/{verb}/", typed)


def test_the_supervisor_leads_a_complaint_to_its_end(county, complaint):
    lin = signed_in(county.linjiancha)
    assert complaint.ref in lin.get("/oversight/complaints/").content.decode()
    page = lin.get(f"/oversight/complaints/{complaint.ref}/").content.decode()
    assert "act-accept" in page and "act-refuse" in page and "张*兰" in page
    act(lin, complaint.ref, "accept", about="MZ")
    offered = lin.get(f"/oversight/complaints/{complaint.ref}/assign/").content.decode()
    assert '<option value="XZ" selected>' in offered
    wrong = act(lin, complaint.ref, "assign", to="MZ", instructions="")
    assert wrong.status_code == 409 and "不能交给被投诉单位办理" in wrong.content.decode()
    act(lin, complaint.ref, "assign", to="XZ", instructions="请核实。")
    actions.answer(
        complaint.ref, "partly", "经核查，确有两天没有接电话。", "已恢复值班。", by=county.chenzhuren, at=NOON
    )
    assert complaint.ref in lin.get("/oversight/complaints/?state=verifying").content.decode()
    act(lin, complaint.ref, "send_back", reason="请说明责任人如何处理。")
    actions.answer(
        complaint.ref, "partly", "经核查，确有两天没有接电话。", "已对值班员批评教育。", by=county.chenzhuren, at=NOON
    )
    drafted = lin.get(f"/oversight/complaints/{complaint.ref}/close/").content.decode()
    assert "您反映的情况部分属实" in drafted
    done = act(lin, complaint.ref, "close", reply="经核查，部分属实，已恢复值班并批评教育。")
    assert done["Location"] == f"/oversight/complaints/{complaint.ref}/"
    complaint.refresh_from_db()
    assert (complaint.state, complaint.returned) == ("closed", 1)
    assert lin.get(f"/oversight/complaints/{complaint.ref}/close/")["Location"] == done["Location"]
    assert complaint.ref in lin.get("/oversight/complaints/?state=ended").content.decode()


def test_the_supervisor_refuses_with_a_ground(county, complaint):
    lin = signed_in(county.linjiancha)
    act(lin, complaint.ref, "refuse", ground="not_ours", reason="供电收费请拨打95598反映。")
    page = signed_in(county.zhangayi).get(f"/complaints/{complaint.ref}/").content.decode()
    assert "不属于政务服务投诉范围" in page and "95598" in page


def test_who_answered_for_the_organ_is_not_offered_to_verify(county, file):
    fees = file("page-2", kind="fees")
    actions.accept(fees.ref, about="MZ", by=county.linjiancha, at=NOON)
    actions.assign(fees.ref, "JC", "", by=county.linjiancha, at=NOON)
    lin, gao = signed_in(county.linjiancha), signed_in(county.gaozhuren)
    typed = {"finding": "unsubstantiated", "answer": "经核查，收费有物价文件依据。", "measures": ""}
    act(lin, fees.ref, "answer", **typed)
    page = lin.get(f"/oversight/complaints/{fees.ref}/").content.decode()
    assert "act-close" not in page and "等待其他监察人员审核" in page
    assert "act-close" in gao.get(f"/oversight/complaints/{fees.ref}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_every_look_at_the_person_is_recorded(county, assigned):
    for person, path in (
        (county.linjiancha, f"/oversight/complaints/{assigned.ref}/person/"),
        (county.chenzhuren, f"/desk/complaints/{assigned.ref}/person/"),
    ):
        page = signed_in(person).post(path).content.decode()
        assert "360829195803140068" in page
        seen = Look.objects.filter(subject=assigned.ref).order_by("-id").first()
        assert (seen.actor, seen.what) == (f"staff:{person.code}", "投诉人姓名、电话和证件号码")
    assert Look.objects.filter(subject=assigned.ref).count() == 2
