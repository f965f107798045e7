"""The pages of 内容把关, and every public form that goes through the check."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import NOON
from tests.dialogue.test_doors import GOOD, token
from zhengtong.complaints.models import Complaint
from zhengtong.dialogue.models import Letter
from zhengtong.guards import actions
from zhengtong.guards.models import Finding, Override, Word
from zhengtong.journal.models import Entry

from .conftest import page

COMPLAINT = {
    "kind": "delay", "text": "昨天上午在窗口等了三个小时，没有人叫号，也没有人解释。", "identity": "anonymous", "person": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_guesses_yet():
    cache.clear()


@pytest.fixture
def today(monkeypatch):
    for door in (
        "citizen.consultation",
        "citizen.complaints",
        "desk.words.trying",
        "desk.words.editing",
        "desk.words.findings",
    ):
        monkeypatch.setattr(f"zhengtong.web.{door}.timezone.now", lambda: NOON)


@pytest.fixture
def desk(keeper):
    client = Client()
    client.force_login(keeper.user)
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def ask(**typed):
    client = Client()
    form = client.get("/consult/MZ-JF-0018/")
    return client.post("/consult/MZ-JF-0018/", GOOD | {"letter-token": token(form)} | typed)


def complain(**typed):
    client = Client()
    form = text_of(client.get("/complaints/new/"))
    sent = {"complaint-token": re.search(r'name="complaint-token" value="([^"]+)"', form)[1]}
    return client.post("/complaints/new/", COMPLAINT | sent | typed)


# --- what the public sends in ---


@pytest.mark.parametrize("field", ["title", "question"])
def test_a_consultation_with_a_blocked_word_is_refused_without_repeating_it_and_leaves_no_trace(
    county, listed, today, field
):
    before = Entry.objects.count()
    answer = ask(**{field: "请问办-假-证在哪里"})
    assert answer.status_code == 409
    assert "不能提交的词语" in text_of(answer)
    assert "“办※※※※”" in text_of(answer)
    assert "办假证" not in text_of(answer)
    assert not Letter.objects.exists()
    assert (Entry.objects.count(), Finding.objects.count()) == (before, 0)


def test_a_consultation_to_review_goes_through_and_waits_for_a_moderator(county, listed, today):
    assert ask(question="被高利贷催收，能申请低保吗").status_code == 302
    letter, row = Letter.objects.get(), Finding.objects.get()
    assert (row.kind, row.ref, row.unit.code, row.level) == ("letter", letter.ref, "MZ", "review")


def test_an_own_telephone_number_in_a_letter_is_nobodys_business(county, listed, today):
    assert ask(question="既使没有户口，请打我电话13800138000").status_code == 302
    assert not Finding.objects.exists()


def test_a_complaint_goes_through_the_same_check(county, listed, today):
    answer = complain(text="窗口人员向我推销办假证的服务，要我交五百元。")
    assert answer.status_code == 409
    assert "不能提交的词语" in text_of(answer)
    assert not Complaint.objects.exists()


def test_of_a_complaint_the_moderator_learns_that_there_is_something_and_no_more(county, listed, today):
    assert complain(text="窗口人员张某某劝我借高利贷交费，还骂人，时间是昨天上午。").status_code == 302
    row = Finding.objects.get()
    assert (row.kind, row.ref, row.excerpt) == ("complaint", Complaint.objects.get().ref, "")
    assert "张某某" not in str(vars(row))


def test_nobody_learns_the_list_from_public_pages(county, listed):
    for address in ("/consult/", "/consult/MZ-JF-0018/", "/complaints/new/", "/hall/"):
        assert "办假证" not in text_of(Client().get(address))
    for address in ("/desk/words/", "/desk/words/export/all/", "/desk/words/try/", "/desk/words/findings/"):
        assert Client().get(address).status_code == 302
        for person in (county.zhangayi, county.laozhou, county.tangbianji):
            client = Client()
            client.force_login(person.user)
            assert client.get(address).status_code == 404


# --- the desk ---


def test_the_list_is_shown_filtered_and_taken_home(desk, listed):
    shown = text_of(desk.get("/desk/words/"))
    assert all(word in shown for word in listed)
    assert "既使" not in text_of(desk.get("/desk/words/?kind=sensitive"))
    assert "办假证" in text_of(desk.get("/desk/words/?level=block&said=假"))
    assert "没有找到词语" in text_of(desk.get("/desk/words/?said=没有这个词"))
    export = text_of(desk.get("/desk/words/export/all/"))
    assert "办假证" in export
    assert actions.plan("words-all.csv", export.encode()).counts == {"不变": len(listed)}
    assert "办假证" not in text_of(desk.get("/desk/words/export/blank/"))


def test_a_word_is_written_down_changed_and_retired(desk, listed, today):
    assert desk.post("/desk/words/new/", {"kind": "sensitive", "text": "代开发票", "level": "block"}).status_code == 302
    word = Word.objects.get(text="代开发票")
    assert desk.get(f"/desk/words/{word.pk}/").status_code == 200
    changed = {"kind": "sensitive", "text": "代开发票", "level": "review"}
    assert desk.post(f"/desk/words/{word.pk}/", changed).status_code == 302
    answer = desk.post(f"/desk/words/{word.pk}/retire/", {"reason": ""})
    assert (answer.status_code, "请写明理由" in text_of(answer)) == (409, True)
    assert desk.post(f"/desk/words/{word.pk}/retire/", {"reason": "已并入其他词语"}).status_code == 302
    assert desk.get(f"/desk/words/{word.pk}/").status_code == 404


def test_a_word_that_cannot_work_is_refused_beside_its_field(desk, listed, today):
    answer = desk.post("/desk/words/new/", {"kind": "error", "text": "布署"})
    assert answer.status_code == 409
    assert "请填写正确的词语" in text_of(answer)


def test_a_file_is_looked_through_and_then_taken_in(desk, listed):
    from django.core.files.uploadedfile import SimpleUploadedFile

    content = "类别,词语,正确词语\n敏感词,代开发票,\n错词,布署,\n".encode()
    looked = text_of(desk.post("/desk/words/import/", {"file": SimpleUploadedFile("词表.csv", content), "check": "1"}))
    assert "请填写正确的词语" in looked
    assert not Word.objects.filter(text="代开发票").exists()
    payload = re.search(r'name="payload" value="([^"]+)"', looked)[1]
    done = desk.post("/desk/words/import/", {"name": "词表.csv", "payload": payload, "import": "1"})
    assert done.status_code == 302
    assert Word.objects.filter(text="代开发票").exists()
    assert desk.post("/desk/words/import/", {"payload": "坏", "import": "1"}).status_code == 409
    assert desk.post("/desk/words/import/", {}).status_code == 409


def test_a_tried_text_is_shown_with_what_was_found_and_not_kept(desk, listed, today):
    tried = text_of(desk.post("/desk/words/try/", {"text": "我要办*假*证，既使<b>下雨</b>"}))
    assert '<mark class="words-block">办*假*证</mark>' in tried
    assert '<mark class="words-suggest">既使</mark>' in tried
    assert "&lt;b&gt;" in tried
    assert not Finding.objects.exists()
    assert "没有查出问题" in text_of(desk.post("/desk/words/try/", {"text": "天气很好"}))
    assert desk.post("/desk/words/try/", {"text": " "}).status_code == 409


def test_a_finding_is_signed_for_on_its_page(desk, listed, today):
    row = actions.look_over(page("1", "历史上有人办假证"), at=NOON)[0]
    assert "【办假证】" in text_of(desk.get("/desk/words/findings/"))
    answer = desk.post(f"/desk/words/findings/{row.pk}/", {"reason": "好"})
    assert answer.status_code == 409
    assert desk.post(f"/desk/words/findings/{row.pk}/", {"reason": "引用历史案例原文"}).status_code == 302
    assert "签名有效" in text_of(desk.get(f"/desk/words/findings/{row.pk}/"))
    Override.objects.update(reason="改过的理由")
    assert "记录被改动" in text_of(desk.get(f"/desk/words/findings/{row.pk}/"))
    assert row.title in text_of(desk.get("/desk/words/findings/?state=overridden"))


def test_whoever_signs_what_is_published_sees_the_work_and_not_the_list(county, listed):
    actions.look_over(page("1", "有人办假证"), at=NOON)
    client = Client()
    client.force_login(county.hanqianfa.user)
    shown = client.get("/desk/words/findings/")
    assert (shown.status_code, "词表</a>" in text_of(shown)) == (200, False)
    assert client.get("/desk/words/").status_code == 404
