"""The desk's side of an interview: planned, announced, run from the console, written down; who may do what of it."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.cast import NOON
from tests.files import samples
from tests.web import interview_ground as ground
from tests.web.interview_ground import SLUG
from zhengtong.interviews import actions, queries
from zhengtong.interviews.models import Interview, Question, TranscriptEntry
from zhengtong.journal.models import Entry
from zhengtong.live import queries as live

PAGE = f"/desk/interviews/{SLUG}/"
CONSOLE = f"{PAGE}console/"
DAY = NOON + timedelta(days=4, minutes=10)
SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def director(cast, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return ground.crew(cast)


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> list[datetime]:
    now = [NOON]
    for door in ("citizen.interviews", "desk.interviews.console"):
        monkeypatch.setattr(f"zhengtong.web.{door}.timezone.now", lambda: now[0])
    return now


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def text(response) -> str:
    return response.content.decode()


def test_an_interview_is_planned_with_its_people_and_announced(cast, director, client):
    desk = signed_in(director)
    said = {
        "kind": "interview", "unit": "MZ", "slug": SLUG, "title": "加快发展养老服务", "topic": "介绍养老政策。",
        "starts_at": "2026-11-27T09:30", "ends_at": "2026-11-27T10:30",
    }  # fmt: skip
    refused = desk.post("/desk/interviews/new/", said | {"starts_at": "后天", "slug": SLUG})
    assert refused.status_code == 409 and "请填写日期和时间" in text(refused) and "介绍养老政策" in text(refused)
    made = desk.post("/desk/interviews/new/", said, follow=True)
    assert "安排至少一位嘉宾" in text(made) and "发布预告" not in text(made).replace("再发布预告", "")
    photo = samples.upload("马文涛.jpg", samples.picture())
    added = desk.post(
        f"{PAGE}people/", {"role": "guest", "name": "马文涛", "post": "县民政局局长", "picture": photo}, follow=True
    )
    assert "马文涛" in text(added) and 'data-element="act-announce"' in text(added)
    wrong = desk.post(f"{PAGE}people/", {"role": "recorder", "name": "李晓兰", "staff": "没有"})
    assert wrong.status_code == 409 and "没有工号" in text(wrong)
    desk.post(f"{PAGE}people/", {"role": "recorder", "name": "李晓兰", "staff": "XZ001"})
    assert client.get(f"/interviews/{SLUG}/").status_code == 404
    asked = text(desk.get(f"{PAGE}announce/"))
    assert "预告在网站公开" in asked and "预告时间不足的原因" not in asked
    assert "预告已发布" in text(desk.post(f"{PAGE}announce/", follow=True))
    page = text(client.get(f"/interviews/{SLUG}/"))
    face = re.search(r"/interviews/pictures/[^\"]+\.jpg", page)[0]
    assert client.get(face)["Content-Type"] == "image/jpeg"


def test_a_short_notice_takes_a_reason_that_everybody_reads(director, client):
    desk = signed_in(director)
    ground.planned(director, at=NOON)
    later = {
        "title": "加快发展养老服务", "topic": "介绍养老政策。", "starts_at": "2026-11-24T09:30", "ends_at": "2026-11-24T10:30",
        "revision": "1", "alt": "",
    }  # fmt: skip
    assert desk.post(f"{PAGE}edit/", later).status_code == 302
    assert "预告时间不足的原因" in text(desk.get(f"{PAGE}announce/"))
    assert "预告须提前3日发布" in text(desk.post(f"{PAGE}announce/"))
    desk.post(f"{PAGE}announce/", {"reason": "防汛会商后临时安排"})
    assert "防汛会商后临时安排" in text(client.get(f"/interviews/{SLUG}/"))
    assert Entry.objects.get(kind="interview.announced").data["reason"] == "防汛会商后临时安排"


def test_two_who_change_the_same_plan_do_not_overwrite_each_other(director):
    desk = signed_in(director)
    ground.planned(director)
    page = text(desk.get(f"{PAGE}edit/"))
    said = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("starts_at", "ends_at", "revision")
    }
    assert desk.post(f"{PAGE}edit/", said | {"title": "养老服务", "topic": "新的。"}).status_code == 302
    stale = desk.post(f"{PAGE}edit/", said | {"title": "旧的标题", "topic": "旧的。"})
    assert stale.status_code == 409 and "刚刚修改过" in text(stale) and "旧的标题" in text(stale)


def test_people_are_taken_off_again(director):
    desk = signed_in(director)
    interview = ground.planned(director)
    host = interview.people.get(role="host")
    desk.post(f"{PAGE}people/", {"drop": host.pk})
    assert not interview.people.filter(role="host").exists()
    assert "已经不在名单里" in text(desk.post(f"{PAGE}people/", {"drop": host.pk}, follow=True))


def test_the_stenographer_types_pastes_and_shows_a_picture(cast, director, clock):
    ground.live(director)
    clock[0] = DAY
    recorder, guest = signed_in(cast.xiaoli), Interview.objects.get().people.get(role="guest")
    assert 'data-element="say-form"' in text(recorder.get(CONSOLE))
    assert recorder.post(f"{CONSOLE}say/", {"speaker": guest.pk, "text": "大家好。"})["Location"] == CONSOLE
    pasted = {"speaker": guest.pk, "text": "第一条\n\n 第二条 \n第三条", "lines": "yes"}
    assert recorder.post(f"{CONSOLE}say/", pasted, **SCRIPT).json()["said"] == "已发布3条。"
    photo = {
        "speaker": guest.pk,
        "text": "现场",
        "alt": "访谈现场",
        "picture": samples.upload("场.jpg", samples.picture()),
    }
    recorder.post(f"{CONSOLE}say/", photo)
    said = [entry for entry in live.timeline("ft-2026-0001") if entry.kind == "say"]
    assert [entry.html for entry in said] == [
        "<p>大家好。</p>", "<p>第一条</p>", "<p>第二条</p>", "<p>第三条</p>", "<p>现场</p>"
    ]  # fmt: skip
    assert said[0].who.name == "马文涛" and said[-1].picture["alt"] == "访谈现场"


def test_what_is_refused_stays_in_the_box(cast, director, clock):
    ground.live(director)
    clock[0] = DAY
    recorder = signed_in(cast.xiaoli)
    long = "长" * 6000
    refused = recorder.post(f"{CONSOLE}say/", {"text": long})
    assert refused.status_code == 409 and "每条不超过4KB" in text(refused) and long in text(refused)
    assert "每条不超过4KB" in recorder.post(f"{CONSOLE}say/", {"text": long}, **SCRIPT).json()["errors"]["text"]
    programme = {"text": "", "alt": "访谈现场", "picture": samples.upload("场.jpg", samples.PROGRAM)}
    assert recorder.post(f"{CONSOLE}say/", programme, **SCRIPT).status_code == 409
    halfway = {"text": f"好的\n{long}\n再见", "lines": "yes"}
    assert "前1条已发布，第2条没有" in recorder.post(f"{CONSOLE}say/", halfway, **SCRIPT).json()["errors"]["text"]


def test_the_moderator_sees_what_the_guards_found_and_decides(cast, director, clock):
    ground.announced(director)
    good, bad = ground.asked(), ground.asked(text="广告：收购旧家具，上门估价。", phone="19900100022")
    moderator = signed_in(cast.tangbianji)
    page = text(moderator.get(CONSOLE))
    assert good.text in page and bad.text in page and ground.PHONE not in page
    moderator.post(f"{CONSOLE}show/", {"question": good.ref})
    assert "请选择不予展示的理由" in text(moderator.post(f"{CONSOLE}refuse/", {"question": bad.ref}, follow=True))
    moderator.post(f"{CONSOLE}refuse/", {"question": bad.ref, "reason": "advertising"})
    assert [Question.objects.get(ref=each.ref).state for each in (good, bad)] == ["shown", "refused"]
    public = text(Client().get(f"/interviews/{SLUG}/"))
    assert good.text in public and bad.text not in public


def test_a_question_is_put_and_paired_with_its_answer(cast, director, clock):
    ground.live(director)
    clock[0] = DAY
    question = actions.show_question(SLUG, ground.asked(at=DAY).ref, by=director, at=DAY)
    desk = signed_in(director)
    desk.post(f"{CONSOLE}put/", {"question": question.ref})
    assert "回答张女士" in text(desk.get(CONSOLE))
    assert (
        "还没有发布回答" in desk.post(f"{CONSOLE}answered/", {"question": question.ref}, **SCRIPT).json()["errors"][""]
    )
    guest = Interview.objects.get().people.get(role="guest")
    desk.post(f"{CONSOLE}say/", {"speaker": guest.pk, "text": "到村委会登记。", "to": question.ref})
    desk.post(f"{CONSOLE}answered/", {"question": question.ref})
    question.refresh_from_db()
    assert (question.state, len(question.answer_lines)) == ("answered", 1)


def test_an_end_names_what_is_answered_and_not_marked_so(director, clock):
    ground.live(director)
    clock[0] = DAY
    question = actions.show_question(SLUG, ground.asked(at=DAY).ref, by=director, at=DAY)
    desk = signed_in(director)
    assert "还没有标为已答复" not in text(desk.get(f"{PAGE}end/"))
    actions.say(SLUG, "到村委会登记。", speaker="guest", to=question.ref, by=director, at=DAY)
    asked = text(desk.get(f"{PAGE}end/"))
    assert "还没有标为已答复" in asked and question.text in asked


def test_lines_are_corrected_and_withdrawn_notices_pinned_polls_held(director, clock):
    ground.live(director)
    clock[0] = DAY
    desk = signed_in(director)
    first = actions.say(SLUG, "五十元", by=director, at=DAY)
    second = actions.say(SLUG, "说错的", by=director, at=DAY)
    desk.post(f"{CONSOLE}fix/", {"line": first, "text": "一百元"})
    desk.post(f"{CONSOLE}withdraw/", {"line": second})
    desk.post(f"{CONSOLE}pin/", {"text": "请文明提问"})
    desk.post(f"{CONSOLE}poll/", {"title": "您最需要哪项服务", "choices": "助餐\n护理\n"})
    page = text(desk.get(CONSOLE))
    assert all(said in page for said in ("一百元", "请文明提问", "您最需要哪项服务")) and "说错的" not in page
    assert "上一个投票还没有结束" in text(
        desk.post(f"{CONSOLE}poll/", {"title": "再来一个投票", "choices": "甲\n乙"}, follow=True)
    )
    desk.post(f"{CONSOLE}close-poll/", {"poll": Interview.objects.get().polls.get().ref})
    desk.post(f"{CONSOLE}unpin/")
    standing = live.standing("ft-2026-0001")
    assert not standing.pinned and not standing.polls[0].is_open


def test_each_does_what_is_theirs_and_a_stranger_learns_nothing(cast, director, clock):
    ground.live(director)
    clock[0] = DAY
    question = ground.asked(at=DAY)
    recorder, moderator, zhou = signed_in(cast.xiaoli), signed_in(cast.tangbianji), signed_in(cast.laozhou)
    assert "不在您的职责内" in text(recorder.post(f"{CONSOLE}show/", {"question": question.ref}, follow=True))
    assert "不在您的职责内" in text(moderator.post(f"{CONSOLE}say/", {"text": "我来说"}))
    assert 'data-element="say-form"' not in text(moderator.get(CONSOLE))
    for person in (recorder, moderator):
        assert person.get(f"{PAGE}end/").status_code == 404
        assert person.get(f"{PAGE}edit/").status_code == 404
    entries = Entry.objects.count()
    for path in (
        PAGE,
        CONSOLE,
        f"{PAGE}edit/",
        f"{PAGE}people/",
        f"{PAGE}transcript/",
        f"{PAGE}end/",
        "/desk/interviews/",
    ):
        assert zhou.get(path).status_code == 404
    assert zhou.post(f"{CONSOLE}say/", {"text": "混进来的"}).status_code == 404
    assert Entry.objects.count() == entries
    assert "在线访谈" not in text(zhou.get("/desk/"))


def test_whoever_has_only_a_part_in_one_interview_finds_the_way_to_it(cast, director):
    ground.announced(director)
    assert "在线访谈" in text(signed_in(cast.xiaoli).get("/desk/"))
    page = text(signed_in(cast.xiaoli).get("/desk/interviews/"))
    assert ground.PLAN.title in page
    assert "新建访谈" not in page


def test_the_director_clears_words_from_the_record_and_nobody_else_is_offered_it(cast, director, clock):
    ground.live(director)
    clock[0] = DAY
    line = actions.say(SLUG, "王某某的住址是横龙镇", by=director, at=DAY)
    assert 'name="erase"' not in text(signed_in(cast.xiaoli).get(CONSOLE))
    desk = signed_in(director)
    assert 'name="erase"' in text(desk.get(CONSOLE))
    assert "已从记录中清除" in text(desk.post(f"{CONSOLE}withdraw/", {"line": line, "erase": "yes"}, follow=True))
    assert "横龙镇" not in str(live.page("ft-2026-0001"))


def test_a_published_transcript_is_taken_back_cleared_of_a_line_and_published_again(director, client, clock):
    ground.published(director)
    clock[0] = DAY + timedelta(days=2)
    desk = signed_in(director)
    page = text(desk.get(PAGE))
    assert "撤下更正" in page and "还有 1 个问题待答复" in page and "act-archive" not in page
    assert "请写明理由" in text(desk.post(f"{PAGE}take-back/", {"reason": ""}))
    desk.post(f"{PAGE}take-back/", {"reason": "第一条发言有误"})
    assert "第一条发言有误" in text(desk.get(PAGE))
    entry = TranscriptEntry.objects.filter(kind="say", html__contains="各位网友好").get()
    page = text(desk.get(f"{PAGE}transcript/"))
    assert page.count('name="erase"') == TranscriptEntry.objects.filter(kind="say").count()
    assert "清除" in text(desk.post(f"{PAGE}transcript/", {"entry": entry.pk, "erase": "yes"}, follow=True))
    desk.post(f"{PAGE}publish/")
    shown = text(client.get(f"/interviews/{SLUG}/"))
    assert "各位网友好" not in shown
    assert "带身份证到村委会登记" in shown


def test_the_transcript_is_put_in_order_and_published(director, client, clock):
    ground.ended(director)
    clock[0] = DAY + timedelta(days=1)
    desk = signed_in(director)
    address = f"{PAGE}transcript/"
    first, *_, answer = TranscriptEntry.objects.filter(kind="say")
    assert "直播开始" not in text(desk.get(address)), "what the published page leaves out is not put in order"
    desk.post(address, {"entry": answer.pk, "up": "yes"})
    assert list(TranscriptEntry.objects.values_list("pk", flat=True)).index(answer.pk) == 2
    changed = {
        "entry": answer.pk,
        "save": "yes",
        "text": "带身份证到村（居）委会登记。",
        "speaker": "马文涛",
        "post": "局长",
    }
    desk.post(address, changed)
    empty = desk.post(address, changed | {"text": ""})
    assert empty.status_code == 409 and "这一条没有内容" in text(empty)
    desk.post(address, {"entry": first.pk, "leave": "yes"})
    assert "发言人不超过40个字" in text(desk.post(address, changed | {"speaker": "马" * 41}))
    assert "1 条不收入" in text(desk.get(address))
    assert "已经在最前或最后" in text(desk.post(address, {"entry": 0, "up": "yes"}))
    assert "公布后实录不能修改" in text(desk.get(f"{PAGE}publish/"))
    desk.post(f"{PAGE}publish/")
    page = text(client.get(f"/interviews/{SLUG}/"))
    assert "村（居）委会" in page and "各位网友好" not in page
    assert desk.post(address, changed)["Location"] == PAGE, "what is published is read-only"
    assert "还有1条提问没有答复" in text(desk.post(f"{PAGE}archive/"))


def test_figures_stand_with_what_they_count(director):
    ground.ended(director)
    page = text(signed_in(director).get(PAGE))
    assert "参与人数" in page and "不同浏览器数" in page
    counted = queries.figures(Interview.objects.get())
    assert (counted.questions, counted.replies, counted.left) == (2, 1, 1)


def test_an_act_nobody_knows_is_not_found(director):
    ground.live(director)
    desk = signed_in(director)
    assert desk.post(f"{CONSOLE}explode/").status_code == 404
    assert desk.get(f"{PAGE}explode/").status_code == 404
    assert desk.get(f"{CONSOLE}say/").status_code == 405
