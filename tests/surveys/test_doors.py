"""The survey in the browser: built, let out, answered, shown; without JavaScript, and with what bad luck and bad will bring."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import NOON
from zhengtong.journal.models import Entry, Look
from zhengtong.surveys import actions, tasks
from zhengtong.surveys.models import Envelope, FormEntry, Participation, Survey

from .conftest import MEALS, answer_as


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The doors read the clock; here it stands at the cast's noon."""
    for door in ("citizen.surveys", "desk.surveys.pages", "desk.surveys.editing", "desk.surveys.results"):
        monkeypatch.setattr(f"zhengtong.web.{door}.timezone.now", lambda: NOON)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def text(response) -> str:
    return response.content.decode()


def revision(page) -> str:
    return re.search(r'name="revision" value="(\d+)"', text(page))[1]


def test_an_editor_builds_and_a_second_person_lets_it_out(cast):
    editor, reviewer = signed_in(cast.tangbianji), signed_in(cast.luchushen)
    made = editor.post("/desk/surveys/new/", {"kind": "survey", "unit": "MZ", "title": "助餐调查", "slug": "meals"})
    assert made["Location"] == "/desk/surveys/meals/settings/"
    said = {
        "title": "助餐调查", "introduction": "了解需求。", "opens_on": "2026-11-23", "closes_on": "2026-12-07",
        "audience": "person", "results": "after",
    }  # fmt: skip
    wrong = said | {"closes_on": "2026-11-22", "revision": revision(editor.get(made["Location"]))}
    refused = editor.post(made["Location"], wrong)
    assert (refused.status_code, "截止日期早于开始日期" in text(refused)) == (409, True)
    assert editor.post(made["Location"], wrong | {"closes_on": "2026-12-07"}).status_code == 302
    outline = "/desk/surveys/meals/questions/"
    stale = {"add-field:0": "", "label": "您满意吗", "kind": "satisfaction", "revision": "1"}
    assert "刚刚被修改过" in text(editor.post(outline, stale))
    added = editor.post(outline, stale | {"revision": revision(editor.get(outline))})
    assert added["Location"] == "/desk/surveys/meals/questions/field_1/"
    page = text(editor.get(added["Location"]))
    assert "非常满意" in page
    assert "不能审核自己" not in text(editor.post("/desk/surveys/meals/act/submit/", follow=True))
    assert "审核通过，对外开放" not in text(editor.get("/desk/surveys/meals/"))
    assert "审核通过，对外开放" in text(reviewer.get("/desk/surveys/meals/"))
    reviewer.post("/desk/surveys/meals/act/open/")
    assert Survey.objects.get().state == "open"
    assert "助餐调查" in text(Client().get("/surveys/"))
    locked = editor.get(outline, follow=True)
    assert "问题和设置不能修改" in text(locked)


def test_a_person_answers_once(cast, meals):
    page = Client().get("/surveys/meals/")
    assert "请先登录" in text(page)
    client = signed_in(cast.zhangayi)
    wrong = client.post("/surveys/meals/", {"happy": "1", "answer": ""})
    assert (wrong.status_code, "请填写不满意的原因。" in text(wrong)) == (409, True)
    done = client.post("/surveys/meals/", {"happy": "3", "wants": ["早餐"], "answer": ""})
    assert done["Location"] == "/surveys/meals/done/"
    assert "感谢参与" in text(client.get(done["Location"]))
    assert "您已经填写过" in text(client.get("/surveys/meals/"))
    again = client.post("/surveys/meals/", {"happy": "1", "why": "改主意了", "answer": ""})
    assert (again.status_code, "每人只能填写一次" in text(again)) == (409, True)
    assert (Participation.objects.count(), Envelope.objects.get().values["happy"]) == (1, "3")
    assert not Entry.objects.filter(actor=f"citizen:{cast.zhangayi.user.pk}").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"happy": "3", "salary": "1"}, "与问卷的问题不符"),
        ({"happy": "<script>alert(1)</script>"}, "请从所列选项中选择"),
        ({"happy": "1", "why": "长" * 400_000}, "最多500个字"),
        ({"happy": "1", "why": "<script>alert(1)</script>", "age": "x"}, "&lt;script&gt;"),
    ],
)
def test_bad_answers_are_refused_in_words_and_nothing_runs(cast, meals, typed, sentence):
    page = signed_in(cast.zhangayi).post("/surveys/meals/", typed | {"answer": ""})
    assert (page.status_code, sentence in text(page)) == (409, True)
    assert "<script>alert" not in text(page)
    assert not Envelope.objects.exists()


def test_an_answer_after_the_end_is_refused_kindly(cast, meals):
    actions.close_survey("meals", "已经足够了。", by=cast.luchushen, at=NOON)
    page = signed_in(cast.zhangayi).post("/surveys/meals/", {"happy": "3", "answer": ""})
    assert (page.status_code, "不再接收新的答卷" in text(page)) == (409, True)


def test_without_an_account_a_browser_answers_once(cast, outing):
    client = Client()
    good = {"name": "谢小芳", "phone": "19900100301", "agrees": "yes", "answer": ""}
    assert "没有保存本站的Cookie" in text(Client().post("/surveys/outing/", good))
    page = client.get("/surveys/outing/")
    assert page.cookies["survey"]["path"] == "/surveys/outing/"
    silent = {name: value for name, value in good.items() if name != "agrees"}
    assert "请阅读个人信息告知并勾选同意" in text(client.post("/surveys/outing/", silent))
    done = client.post("/surveys/outing/", good, follow=True)
    entry = FormEntry.objects.get()
    assert entry.ref in text(done)
    assert "谢小芳" not in str(Entry.objects.get(subject=entry.ref).data)
    assert entry.values["phone"].keys() == {"sealed"}
    assert "每人只能填写一次" in text(client.post("/surveys/outing/", good))
    assert FormEntry.objects.count() == 1
    forged = Client()
    forged.cookies["survey"] = "made-up:signature"
    assert "没有保存本站的Cookie" in text(forged.post("/surveys/outing/", good))


def test_the_last_place_goes_to_one(cast, outing):
    good = {"name": "谢小芳", "phone": "19900100301", "agrees": "yes", "answer": ""}
    browsers = [Client() for _ in range(3)]
    for client in browsers:
        client.get("/surveys/outing/")
    answers = [text(client.post("/surveys/outing/", good, follow=True)) for client in browsers]
    assert ["名额已满" in answer for answer in answers] == [False, False, True]


@pytest.mark.django_db(transaction=True)
def test_entries_are_read_by_the_unit_that_asked_alone(cast, outing):
    client = Client()
    client.get("/surveys/outing/")
    client.post("/surveys/outing/", {"name": "谢小芳", "phone": "19900100301", "agrees": "yes", "answer": ""})
    entry = FormEntry.objects.get()
    place = f"/desk/surveys/outing/entries/{entry.ref}/"
    for stranger in (cast.songwangzhan, cast.fangbianji, cast.laozhou, cast.luchushen):
        assert signed_in(stranger).get(place).status_code == 404
    own = signed_in(cast.tangbianji)
    page = text(own.get(place))
    assert "谢小芳" in page
    assert "19900100301" not in page
    assert "19900100301" in text(own.post(f"{place}reveal/"))
    table = own.post("/desk/surveys/outing/entries.csv")
    assert "19900100301" in table.content.decode()
    assert Look.objects.filter(actor="staff:MZ011").count() == 2
    own.post(place, {"state": "done", "note": "已电话确认"})
    entry.refresh_from_db()
    assert (entry.state, entry.note) == ("done", "已电话确认")


def test_contents_of_a_form_go_when_their_time_is_over(cast, outing):
    client = Client()
    client.get("/surveys/outing/")
    client.post("/surveys/outing/", {"name": "谢小芳", "phone": "19900100301", "agrees": "yes", "answer": ""})
    tasks.box(NOON + timedelta(days=8))
    assert tasks.purge(NOON + timedelta(days=38)) == 0
    assert tasks.purge(NOON + timedelta(days=39)) == 1
    entry = FormEntry.objects.get()
    assert (entry.values, entry.purged_at is not None) == ({}, True)


def test_a_result_is_written_by_one_and_published_by_another(cast, meals):
    for number in range(12):
        answer_as(meals, f"{number}", {"happy": "1", "why": f"离家远，电话1990010000{number % 10}", "town": "平都镇"})
    actions.close_survey("meals", "已经足够了。", by=cast.tangbianji, at=NOON)
    tasks.box(NOON)
    editor, reviewer = signed_in(cast.tangbianji), signed_in(cast.luchushen)
    assert Client().get("/surveys/meals/results/").status_code == 404
    place = "/desk/surveys/meals/results/"
    assert "not-written" not in text(editor.get(place))
    assert "不在答卷中" in text(editor.post(place, {"pick": "", "question": "why", "text": "编造的意见"}))
    editor.post(place, {"pick": "", "question": "why", "text": "离家远，电话19900100001"})
    assert "请用文字说明" in text(editor.post(place, {"summary": "好"}))
    editor.post(place, {"summary": "共12人参加，主要意见是离家远，将在向阳村增设助餐点。"})
    editor.post("/desk/surveys/meals/act/publish/")
    assert Survey.objects.get().state == "closed", "not by who wrote it"
    reviewer.post("/desk/surveys/meals/act/publish/")
    page = text(Client().get("/surveys/meals/results/"))
    assert "将在向阳村增设助餐点" in page
    assert 'data-chart="happy"' in page
    assert re.search(r"<th scope=\"row\">不满意</th><td class=\"num\">12</td><td class=\"num\">100.0%</td>", page)
    assert "199****0001" in page
    assert "19900100001" not in page
    assert "19900100002" not in page, "texts that were not chosen stay where they are"
    assert MEALS.title in text(Client().get("/surveys/?state=results"))
    table = editor.get("/desk/surveys/meals/answers.csv").content.decode()
    assert len(table.strip().splitlines()) == 13
    assert editor.get("/desk/surveys/meals/answers.xlsx").content[:2] == b"PK"


def test_fewer_than_five_answers_are_told_to_nobody(cast, meals):
    for number in range(4):
        answer_as(meals, f"{number}", {"happy": "3"})
    actions.close_survey("meals", "已经足够了。", by=cast.tangbianji, at=NOON)
    tasks.box(NOON)
    editor = signed_in(cast.tangbianji)
    assert "不足5份" in text(editor.get("/desk/surveys/meals/results/"))
    assert len(editor.get("/desk/surveys/meals/answers.csv").content.decode().strip().splitlines()) == 1
