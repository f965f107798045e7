"""依申请公开 through its doors: from the form to the reply on the citizens' side, and every act at the desk."""

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD
from tests.disclosure.conftest import GRANTED, TODAY
from tests.files import samples
from zhengtong.disclosure.actions import requests
from zhengtong.disclosure.models import DisclosureRequest, RequestDraft
from zhengtong.journal.models import Look

TYPED = {
    "unit": "MZ", "applicant_kind": "natural", "name": "张桂兰", "id_type": "111", "id_number": "360829195803140068",
    "phone": "19900100001", "wanted": "横龙镇2025年临时救助资金发放情况", "features": "2025年横龙镇临时救助的户数和金额。",
    "carrier": "electronic", "route": "web", "may_publish": "yes",
}  # fmt: skip
BASE = "/disclosure-requests/"
DESK = "/desk/disclosure-requests/"


@pytest.fixture(autouse=True)
def _noon(monkeypatch, county):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def signed_in(who) -> Client:
    client = Client()
    assert client.login(username=who.user.username, password=PASSWORD)
    return client


def page(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def token(client: Client, address: str) -> str:
    return re.search(r'name="request-token" value="([^"]+)"', page(client.get(address)))[1]


def send(client: Client, **changed):
    return client.post(f"{BASE}new/", TYPED | {"request-token": token(client, f"{BASE}new/")} | changed)


# --- the citizen ---


def test_somebody_without_an_account_asks_with_a_proof_of_identity_and_comes_back_with_the_code():
    client = Client()
    refused = send(client)
    assert refused.status_code == 409 and "请上传申请人的身份证明" in refused.content.decode()
    answer = send(client, **{"identity-1": samples.upload("身份证.jpg", samples.picture())})
    request = DisclosureRequest.objects.get()
    assert answer.url == f"{BASE}{request.ref}/receipt/"
    receipt = page(client.get(answer.url))
    assert request.ref in receipt and request.query_code in receipt
    stranger = Client()
    assert stranger.get(f"{BASE}{request.ref}/receipt/").status_code == 404
    assert stranger.post(BASE, {"ref": request.ref, "code": "000000x"}).status_code == 409
    assert stranger.post(BASE, {"ref": request.ref, "code": request.query_code}).url == f"{BASE}{request.ref}/"
    assert "临时救助资金发放情况" in page(stranger.get(f"{BASE}{request.ref}/"))


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_sent(county):
    client = signed_in(county.zhangayi)
    answer = send(client, features="名单", phone="123")
    body = answer.content.decode()
    assert answer.status_code == 409 and "请描述所需信息" in body and "手机号码" in body
    assert not DisclosureRequest.objects.exists()


def test_an_account_says_who_asks_whatever_the_page_says(county):
    client = signed_in(county.liming)
    send(client, name="别人", id_number="360829195803140068", phone="19900100002")
    request = DisclosureRequest.objects.get()
    assert (request.name, request.id_number, request.applicant) == ("李明", "360829199003070012", county.liming.user)


def test_a_draft_is_kept_for_its_author_until_it_is_sent(county):
    client = signed_in(county.zhangayi)
    send(client, keep="yes", wanted="还没有想好")
    assert RequestDraft.objects.count() == 1 and not DisclosureRequest.objects.exists()
    assert "还没有想好" in page(client.get(f"{BASE}new/"))
    assert "继续填写申请" in page(client.get(BASE))
    assert "还没有想好" not in page(signed_in(county.liming).get(f"{BASE}new/"))
    send(client)
    assert not RequestDraft.objects.exists()


def test_a_double_click_sends_once(county):
    client = signed_in(county.zhangayi)
    form = TYPED | {"request-token": token(client, f"{BASE}new/")}
    first, second = (client.post(f"{BASE}new/", form) for _ in range(2))
    assert first.url == second.url and DisclosureRequest.objects.count() == 1


def test_the_applicant_sees_the_clock_corrects_and_may_withdraw(county, registered):
    client = signed_in(county.zhangayi)
    url = f"{BASE}{registered.ref}/"
    assert "2026年12月21日" in page(client.get(url))
    assert "2026年12月21日" in page(client.get(f"{url}why/"))
    requests.request_correction(
        registered.ref, "没有写明年份。", "请写明年份。", days=15, by=county.tangbianji, at=NOON
    )
    body = page(client.get(url))
    assert "请补正申请" in body and "2026年12月14日" in body
    assert client.post(f"{url}correct/", {"text": ""}).status_code == 409
    upload = samples.upload("说明.docx", samples.docx())
    assert client.post(f"{url}correct/", {"text": "2025年的。", "files": upload}).status_code == 302
    assert DisclosureRequest.objects.get().state == "registered"
    assert "撤回申请" in page(client.get(f"{url}withdraw/"))
    assert client.post(f"{url}withdraw/", {"reason": "不需要了"}).status_code == 302
    assert "已撤回" in page(client.get(url))


def test_the_reply_comes_with_its_letter_its_files_and_the_days_of_the_remedies(county, drafted):
    from zhengtong.files.actions import store_upload

    sheet = store_upload(samples.upload("统计表.docx", samples.docx()), by="staff:MZ011", at=NOON)
    requests.draft(drafted.ref, **GRANTED, files=[sheet], by=county.tangbianji, at=NOON)
    client, url = signed_in(county.zhangayi), f"{BASE}{drafted.ref}/"
    assert "予以公开" not in page(client.get(url))
    assert client.get(f"{url}files/{sheet.token}/").status_code == 404
    assert client.get(f"{url}reconsideration/").status_code == 404
    requests.submit_for_approval(drafted.ref, track="plain", opinion="", by=county.tangbianji, at=NOON)
    requests.approve(drafted.ref, is_agreed=True, opinion="", by=county.baifushen, at=NOON)
    requests.reply(drafted.ref, by=county.tangbianji, at=NOON)
    requests.deliver(
        drafted.ref, method="web", receiver="", tracking="", delivered_on=TODAY, by=county.tangbianji, at=NOON
    )
    body = page(client.get(url))
    # Sixty days after 23 November 2026 end on Friday 22 January 2027, six months on Sunday 23 May: Monday the 24th.
    for words in ("答复：予以公开", "安民公开答〔2026〕1号", "2027年1月22日", "2027年5月24日", "统计表.docx"):
        assert words in body, words
    assert b"".join(client.get(f"{url}files/{sheet.token}/").streaming_content).startswith(b"PK")
    paper = re.search(rf"{url}papers/(\w+)/", body)[0]
    assert client.get(paper).content.startswith(b"%PDF")
    assert client.get(f"{url}reconsideration/").content.startswith(b"%PDF")
    stranger = signed_in(county.liming)
    for address in (paper, f"{url}files/{sheet.token}/", f"{url}reconsideration/"):
        assert stranger.get(address).status_code == 404


def test_a_letter_to_a_third_party_is_not_the_applicants(county, accepted):
    requests.consult(
        accepted.ref, "third_party", unit="", name="青枫茶业", question="是否同意公开供货价格？请说明理由。",
        received_on=None, by=county.tangbianji, at=NOON,
    )  # fmt: skip
    from zhengtong.papers.queries import papers_of

    letter = papers_of(accepted.ref).get(kind="disclosure_consultation")
    client = signed_in(county.zhangayi)
    body = page(client.get(f"{BASE}{accepted.ref}/"))
    assert "青枫茶业" not in body and letter.verification_code not in body and "计时暂停" in body
    assert client.get(f"{BASE}{accepted.ref}/papers/{letter.verification_code}/").status_code == 404


def test_similar_answers_are_shown_while_typing_and_without_a_script(county, replied):
    requests.deliver(
        replied.ref, method="web", receiver="", tracking="", delivered_on=TODAY, by=county.tangbianji, at=NOON
    )
    said = {"wanted": "横龙镇临时救助资金发放情况", "reply": "予以公开，提供按村统计表。"}
    requests.publish(replied.ref, **said, by=county.baifushen, at=NOON)
    client = Client()
    found = json.loads(page(client.get(f"{BASE}similar/?q=临时救助资金")))["found"]
    assert [one["title"] for one in found] == [said["wanted"]]
    assert json.loads(page(client.get(f"{BASE}similar/?q=")))["found"] == []
    assert said["reply"] in page(client.get(f"{BASE}answered/"))
    assert "没有找到" in page(client.get(f"{BASE}answered/?q=城市道路"))
    assert "可能已经答复过类似的申请" in send(client, features="短").content.decode()


# --- the desk ---


def act(client: Client, ref: str, verb: str, /, **typed):
    address = f"{DESK}{ref}/{verb}/"
    page(client.get(address))
    answer = client.post(address, typed)
    assert answer.status_code == 302, re.findall(r"有误：</span>([^<]+)|<li><a[^>]*>([^<]+)", answer.content.decode())
    return answer


def test_the_whole_course_is_walked_at_the_desk(county, submitted):
    ref, handler, head = submitted.ref, signed_in(county.tangbianji), signed_in(county.baifushen)
    lawyer = signed_in(county.luofagai)
    assert "待确认" in page(handler.get(DESK))
    act(handler, ref, "register", confirmed_on="2026-11-23", track="plain")
    act(handler, ref, "request_correction", problems="没有写明年份。", guidance="请写明年份。", days="15")
    act(handler, ref, "supply_correction", text="2025年的。")
    act(handler, ref, "accept")
    act(
        handler, ref, "consult", kind="third_party", name="青枫茶业", unit="", question="是否同意公开供货价格？请说明。"
    )
    pk = str(submitted.consultations.get().pk)
    act(handler, ref, "note_receipt", consultation=pk, received_on="2026-11-23")
    act(handler, ref, "end_consultation", consultation=pk, answer="refuses", opinion="涉及供货价格，属于商业秘密。")
    act(handler, ref, "request_extension", days="10", reason="需要逐册检索纸质档案")
    act(head, ref, "answer_extension", is_approved="yes", answer="")
    act(handler, ref, "charge", method="pages", pages="40")
    act(handler, ref, "pay", paid_on="2026-11-23", receipt_number="赣财0012345")
    shown = handler.post(f"{DESK}{ref}/draft/", {"kind": "partial", "template": "yes"}).content.decode()
    assert "能够区分处理" in shown
    reasons = "您申请公开的信息中含有不应当公开的内容，能够区分处理。"
    words = {"kind": "partial", "reasons": reasons, "withheld": "供货价格属于商业秘密。", "provided": "统计表1份。"}
    act(handler, ref, "draft", **words, files=samples.upload("统计表.docx", samples.docx()))
    light = handler.post(f"{DESK}{ref}/submit/", {"track": "plain"})
    assert light.status_code == 409 and "合法性审核" in light.content.decode()
    assert lawyer.get(f"{DESK}{ref}/").status_code == 404
    act(handler, ref, "submit", track="leader", opinion="拟部分公开。")
    act(lawyer, ref, "review", is_agreed="yes", opinion="适用依据准确。")
    act(head, ref, "approve", is_agreed="yes", opinion="")
    act(signed_in(county.hanqianfa), ref, "clear", is_agreed="yes", opinion="同意。")
    act(handler, ref, "reply")
    act(handler, ref, "deliver", method="in_person", delivered_on="2026-11-23", receiver="张桂兰", tracking="")
    act(head, ref, "publish", wanted="临时救助资金发放情况", reply="部分公开，供货价格不予公开。")
    act(head, ref, "unpublish", reason="表述不准确。")
    body = page(handler.get(f"{DESK}{ref}/"))
    assert "安民公开答〔2026〕1号" in body and "适用依据准确" in body and "韩立群" in body
    act(handler, ref, "archive", number="2026-依申请-001")
    assert DisclosureRequest.objects.get().state == "archived"
    assert ref in page(handler.get(f"{DESK}?state=ended"))


def test_what_came_by_post_is_registered_with_its_receipt(county):
    client = signed_in(county.tangbianji)
    how = {"receipt_basis": "signed_mail", "submitted_on": "2026-11-18", "signed_on": "", "confirmed_on": ""}
    form = TYPED | how | {"request-token": token(client, f"{DESK}new/"), "phone": "", "address": "平都镇向阳村"}
    missing = client.post(f"{DESK}new/", form)
    assert missing.status_code == 409 and "请填写签收日期" in missing.content.decode()
    answer = client.post(f"{DESK}new/", form | {"signed_on": "2026-11-20"})
    request = DisclosureRequest.objects.get()
    assert (request.received_on, request.receipt_basis) == (date(2026, 11, 20), "signed_mail")
    receipt = page(client.get(answer.url))
    assert request.query_code in receipt and "2026年11月20日" in receipt
    assert signed_in(county.baifushen).get(answer.url).status_code == 404
    assert client.post(f"{DESK}new/", form | {"submitted_on": "昨天"}).status_code in (302, 409)


def test_who_asks_is_masked_until_a_recorded_look(county, registered):
    client, address = signed_in(county.tangbianji), f"{DESK}{registered.ref}/"
    body = page(client.get(address))
    assert "张*兰" in body and "张桂兰" not in body and "360829195803140068" not in body
    assert not Look.objects.exists()
    assert "360829195803140068" in page(client.post(f"{address}person/"))
    look = Look.objects.get()
    assert (look.actor, look.subject) == ("staff:MZ011", registered.ref)


def test_people_without_the_duty_find_no_door(county, registered):
    for stranger in (county.laozhou, county.jiaotongbianji, county.wangkezhang, county.xiaoli, county.linjiancha):
        client = signed_in(stranger)
        for address in ("", "new/", f"{registered.ref}/", f"{registered.ref}/accept/"):
            assert client.get(f"{DESK}{address}").status_code == 404, (stranger, address)
    other = signed_in(county.fangbianji)
    assert registered.ref not in page(other.get(DESK))
    assert other.get(f"{DESK}{registered.ref}/").status_code == 404
    assert other.post(f"{DESK}{registered.ref}/accept/").status_code == 404


def test_an_act_that_is_not_lawful_now_leads_back_and_does_nothing(county, registered):
    client = signed_in(county.tangbianji)
    for name in ("reply", "archive", "approve", "no-such-act"):
        assert client.post(f"{DESK}{registered.ref}/{name}/").url == f"{DESK}{registered.ref}/"
    assert DisclosureRequest.objects.get().state == "registered"


def test_the_list_shows_the_fewest_days_first(county, submit):
    late = submit("page-2", at=NOON - timedelta(days=7))
    requests.register(
        late.ref, confirmed_on=date(2026, 11, 16), track="plain", by=county.tangbianji, at=NOON - timedelta(days=7)
    )
    first = submit("page-3")
    requests.register(first.ref, confirmed_on=TODAY, track="plain", by=county.tangbianji, at=NOON)
    body = page(signed_in(county.tangbianji).get(DESK))
    assert body.index(late.ref) < body.index(first.ref)
