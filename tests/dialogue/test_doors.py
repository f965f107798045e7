"""Asking, looking up and answering in the browser, without JavaScript."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import NOON
from zhengtong.dialogue import actions
from zhengtong.dialogue.models import Letter
from zhengtong.journal.models import Entry, Look

GOOD = {
    "title": "低保要带什么材料",
    "question": "我住在向阳村，想申请低保。",
    "publish": "yes",
    "name": "刘女士",
    "phone": "１９９００１００００１",
}


@pytest.fixture(autouse=True)
def _no_guesses_yet():
    cache.clear()


@pytest.fixture
def today(monkeypatch):
    """The doors read the clock; here it stands at the cast's noon."""
    for door in ("citizen.consultation", "desk.letters"):
        monkeypatch.setattr(f"zhengtong.web.{door}.timezone.now", lambda: NOON)


def token(page) -> str:
    return re.search(r'name="letter-token" value="([^"]+)"', page.content.decode())[1]


def ask(client: Client, **typed):
    page = client.get("/consult/MZ-JF-0018/")
    return client.post("/consult/MZ-JF-0018/", GOOD | {"letter-token": token(page)} | typed)


def test_somebody_without_an_account_asks_and_gets_a_receipt(county, today):
    client = Client()
    sent = ask(client)
    letter = Letter.objects.get()
    assert sent["Location"] == f"/consult/letters/{letter.ref}/receipt/"
    receipt = client.get(sent["Location"]).content.decode()
    assert letter.ref in receipt
    assert letter.query_code in receipt
    assert "2026年11月30日前" in receipt
    assert (letter.writer, letter.writer_phone) == (None, "19900100001")


def test_a_citizen_is_not_asked_what_the_account_knows(county, today):
    client = Client()
    client.force_login(county.zhangayi.user)
    assert 'name="phone"' not in client.get("/consult/MZ-JF-0018/").content.decode()
    ask(client)
    letter = Letter.objects.get()
    assert (letter.writer, letter.writer_name, letter.writer_phone) == (
        county.zhangayi.user,
        "张桂兰",
        "19900100001",
    )
    assert letter.title in client.get("/consult/").content.decode()


def test_a_double_click_is_answered_kindly_and_arrives_once(county, today):
    client = Client()
    page = client.get("/consult/MZ-JF-0018/")
    typed = GOOD | {"letter-token": token(page)}
    first = client.post("/consult/MZ-JF-0018/", typed)
    second = client.post("/consult/MZ-JF-0018/", typed)
    assert first["Location"] == second["Location"]
    assert "不必重复提交" in client.get(second["Location"]).content.decode()
    assert Letter.objects.count() == 1
    stranger = Client().post("/consult/MZ-JF-0018/", typed)
    assert stranger.status_code == 409
    assert Letter.objects.get().ref not in stranger.content.decode()


def test_what_was_typed_stays_beside_its_errors(county, today):
    client = Client()
    page = ask(client, phone="0796-7620118", publish="")
    text = page.content.decode()
    assert page.status_code == 409
    assert "手机号码应为11位数字，以1开头，请核对。" in text
    assert "请选择是否愿意公开问答。" in text
    assert 'value="0796-7620118"' in text
    assert "我住在向阳村，想申请低保。" in text
    assert not Letter.objects.exists()


def test_a_page_without_its_token_asks_to_send_again(county, today):
    page = Client().post("/consult/MZ-JF-0018/", GOOD)
    assert page.status_code == 409
    assert "页面已过期" in page.content.decode()


def test_an_unknown_item_is_not_found(county):
    assert Client().get("/consult/MZ-JF-9999/").status_code == 404


def test_an_answer_is_looked_up_by_number_and_code(county, letter, today):
    client = Client()
    assert client.get(f"/consult/letters/{letter.ref}/")["Location"] == f"/consult/?ref={letter.ref}"
    assert client.get(f"/consult/letters/{letter.ref}/receipt/").status_code == 404
    found = client.post("/consult/", {"ref": letter.ref.lower(), "code": letter.query_code})
    assert found["Location"] == f"/consult/letters/{letter.ref}/"
    assert "还没有答复" in client.get(found["Location"]).content.decode()
    actions.answer(letter.ref, "带户口簿。", publish=False, by=county.wangkezhang, at=NOON)
    assert "带户口簿。" in client.get(found["Location"]).content.decode()


def test_guessing_the_code_ends_soon(county, letter):
    client = Client()
    wrong = "000000" if letter.query_code != "000000" else "111111"
    for _ in range(10):
        page = client.post("/consult/", {"ref": letter.ref, "code": wrong}).content.decode()
        assert "没有找到这件咨询，请核对咨询编号和查询密码。" in page
    page = client.post("/consult/", {"ref": letter.ref, "code": letter.query_code})
    assert page.status_code == 409
    assert "次数太多" in page.content.decode()
    for typed, sentence in (({"ref": "", "code": "1"}, "请填写咨询编号"), ({"ref": "x", "code": ""}, "请填写查询密码")):
        assert sentence in client.post("/consult/", typed).content.decode()


def test_the_item_shows_its_public_answers_without_names(county, letter, today):
    actions.answer(letter.ref, "带户口簿。", publish=True, by=county.wangkezhang, at=NOON)
    page = Client().get("/consult/MZ-JF-0018/").content.decode()
    assert "带户口簿。" in page
    assert "199****0001" in page
    assert "19900100001" not in page
    assert "刘女士" not in page
    assert "带户口簿。" in Client().get("/consult/").content.decode()


def test_the_desk_answers_a_letter(county, letter, today):
    desk = Client()
    desk.force_login(county.wangkezhang.user)
    inbox = desk.get("/desk/letters/").content.decode()
    assert letter.ref in inbox
    assert "剩余5个工作日" in inbox
    page = desk.get(f"/desk/letters/{letter.ref}/").content.decode()
    assert "199****0001" in page
    assert "<dd>刘女士，19900100001" not in page
    empty = desk.post(f"/desk/letters/{letter.ref}/", {"answer": "", "publish": "yes"})
    assert "请填写答复内容。" in empty.content.decode()
    done = desk.post(f"/desk/letters/{letter.ref}/", {"answer": "带户口簿。", "publish": "yes"})
    assert done["Location"] == "/desk/letters/"
    assert Letter.objects.get().is_published
    assert "带户口簿。" in desk.get(f"/desk/letters/{letter.ref}/").content.decode()
    assert letter.ref in desk.get("/desk/letters/?state=answered").content.decode()
    again = desk.post(f"/desk/letters/{letter.ref}/", {"answer": "再答。", "publish": "no"})
    assert "已经答复" in again.content.decode()


def test_a_letter_of_another_unit_is_not_there(county, letter):
    desk = Client()
    for person in (county.laozhou, county.xiaoli, county.zhangayi):
        desk.force_login(person.user)
        assert desk.get(f"/desk/letters/{letter.ref}/").status_code == 404
        assert desk.post(f"/desk/letters/{letter.ref}/", {"answer": "好。"}).status_code == 404
        assert desk.post(f"/desk/letters/{letter.ref}/phone/").status_code == 404
    assert Letter.objects.get().state == "open"


@pytest.mark.django_db(transaction=True)
def test_who_sees_the_whole_number_is_recorded(county, letter):
    desk = Client()
    desk.force_login(county.wangkezhang.user)
    entries, looks = Entry.objects.count(), Look.objects.count()
    page = desk.post(f"/desk/letters/{letter.ref}/phone/").content.decode()
    assert "19900100001" in page
    assert Look.objects.count() == looks + 1
    seen = Look.objects.latest("pk")
    assert (seen.actor, seen.subject, seen.what) == ("staff:MZ001", letter.ref, "写信人电话")
    assert Entry.objects.count() == entries
