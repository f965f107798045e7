"""The public pages of an interview: one address for its whole life, without JavaScript, and what bad luck and bad will bring."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.cast import NOON
from tests.web import interview_ground as ground
from tests.web.interview_ground import SLUG
from zhengtong.broadcasts.models import Broadcast
from zhengtong.interviews import actions
from zhengtong.interviews.models import Attendance, Question
from zhengtong.live import actions as timeline
from zhengtong.project import recordings
from zhengtong.videos.models import Video

PAGE = f"/interviews/{SLUG}/"
DAY = NOON + timedelta(days=4, minutes=10)


@pytest.fixture
def director(cast, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return ground.crew(cast)


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> list[datetime]:
    """The doors read the clock; here it stands where the test sets it."""
    now = [NOON]
    monkeypatch.setattr("zhengtong.web.citizen.interviews.timezone.now", lambda: now[0])
    return now


def text(response) -> str:
    return response.content.decode()


def form(page: str) -> dict[str, str]:
    return {"submission": re.search(r'name="submission" value="([^"]+)"', page)[1]}


SAID = {
    "name": "张女士",
    "phone": ground.PHONE,
    "text": "八十岁以上的老人怎样申请高龄津贴？",
    "proof": "",
    "ask": "yes",
}


def test_nothing_of_a_plan_is_seen_before_it_is_announced(client, director):
    ground.planned(director)
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}date.ics").status_code == 404
    assert "目前没有预告的访谈" in text(client.get("/interviews/"))


def test_the_notice_says_when_who_and_how_to_ask(client, director):
    ground.announced(director)
    page = text(client.get(PAGE))
    for said in (
        "加快发展养老服务",
        "2026年11月27日",
        "马文涛",
        "县民政局党组书记、局长",
        "提前提问",
        'data-live="ft-2026-0001"',
    ):
        assert said in page
    assert "李晓兰" not in page, "who works behind the stage is nobody's business"
    listed = text(client.get("/interviews/"))
    assert "加快发展养老服务" in listed and "预告" in listed


def test_the_date_goes_into_a_calendar(client, director):
    ground.announced(director)
    answer = client.get(f"{PAGE}date.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART:20261127T040000Z\r\n" in text(answer)
    assert all(len(line.encode()) <= 75 for line in text(answer).split("\r\n"))


def test_a_question_is_asked_with_a_name_and_a_code_from_the_telephone(client, director, monkeypatch):
    ground.announced(director)
    code = ground.code_sent(monkeypatch)
    typed = SAID | form(text(client.get(PAGE)))
    refused = client.post(f"{PAGE}ask/", typed)
    assert refused.status_code == 409 and SAID["text"] in text(refused), "what was typed stays"
    sent = client.post(f"{PAGE}ask/", typed | {"send-code": "yes"})
    assert "验证码已发送到199****0021" in text(sent) and SAID["text"] in text(sent)
    wrong = client.post(f"{PAGE}ask/", typed | {"code": "000000"})
    assert "验证码不正确" in text(wrong)
    done = client.post(f"{PAGE}ask/", typed | {"code": code}, follow=True)
    question = Question.objects.get()
    assert question.ref in text(done)
    assert (question.text, question.state) == (SAID["text"], "waiting")
    assert question.text not in text(client.get(PAGE)), "nothing shows before somebody has looked at it"


def test_a_proved_telephone_is_not_asked_for_a_code_again_after_a_slip(client, director, monkeypatch):
    ground.announced(director)
    code = ground.code_sent(monkeypatch)
    typed = SAID | form(text(client.get(PAGE))) | {"code": code, "text": "短"}
    client.post(f"{PAGE}ask/", typed | {"send-code": "yes"})
    slip = text(client.post(f"{PAGE}ask/", typed))
    proof = re.search(r'name="proof" value="([^"]+)"', slip)[1]
    mended = client.post(f"{PAGE}ask/", typed | {"text": SAID["text"], "code": "", "proof": proof})
    assert mended.status_code == 302 and Question.objects.count() == 1


def test_who_is_signed_in_needs_no_code(client, cast, director):
    ground.announced(director)
    client.force_login(cast.zhangayi.user)
    page = text(client.get(PAGE))
    assert "短信验证码" not in page
    client.post(f"{PAGE}ask/", {"name": "张阿姨", "text": SAID["text"]} | form(page))
    assert Question.objects.get().asker == cast.zhangayi.user


def test_the_script_is_answered_in_json_and_stays_where_it_is(client, director, monkeypatch):
    ground.announced(director)
    code = ground.code_sent(monkeypatch)
    typed = SAID | form(text(client.get(PAGE)))
    script = {"HTTP_ACCEPT": "application/json"}
    assert client.post(f"{PAGE}ask/", typed | {"phone": "12"} | {"send-code": "yes"}, **script).json()["errors"] == {
        "phone": "手机号码应为11位数字。"
    }
    assert "已发送" in client.post(f"{PAGE}ask/", typed | {"send-code": "yes"}, **script).json()["said"]
    done = client.post(f"{PAGE}ask/", typed | {"code": code}, **script).json()
    assert "问题已提交" in done["said"]
    assert done["fills"]["text"] == "" and done["fills"]["submission"] != typed["submission"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("短", "请写明问题"), ("好" * 301, "请写明问题"), ("请打19900100021联系我家老人", "请不要写手机号码")],
)
def test_what_cannot_be_a_question_is_refused_with_a_sentence(client, cast, director, words, sentence):
    ground.announced(director)
    client.force_login(cast.zhangayi.user)
    answer = client.post(f"{PAGE}ask/", {"name": "张阿姨", "text": words, "submission": "s1"})
    assert answer.status_code == 409 and sentence in text(answer) and not Question.objects.exists()


def test_one_page_sends_a_question_once(client, cast, director):
    ground.announced(director)
    client.force_login(cast.zhangayi.user)
    said = {"name": "张阿姨", "text": SAID["text"], "submission": "s1"}
    assert client.post(f"{PAGE}ask/", said).status_code == 302
    assert "已经提交成功" in text(client.post(f"{PAGE}ask/", said))
    assert Question.objects.count() == 1


def test_the_room_works_as_a_page_that_is_read_anew(client, director, clock):
    ground.live(director)
    first, _ = ground.told(director, at=DAY)
    clock[0] = DAY
    page = text(client.get(PAGE))
    for said in (
        "正在直播",
        "刷新",
        "各位网友好",
        "带身份证到村委会登记",
        "主持人",
        "嘉宾",
        "回答张女士：八十岁以上",
        "已答复",
    ):
        assert said in page
    assert f'data-question="{first.ref}"' in page
    assert page.index("带身份证") < page.index("各位网友好"), "the newest stands first"
    assert ground.PHONE not in page


def test_a_crowd_is_shown_one_drawing_with_tokens_of_its_own(director, clock, django_assert_max_num_queries):
    ground.live(director)
    clock[0] = DAY
    first = text(Client().get(PAGE))
    with django_assert_max_num_queries(3):  # the interview, its newest line, that somebody came
        second = text(Client(enforce_csrf_checks=True).get(PAGE))
    assert Attendance.objects.count() == 2
    tokens = [re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1] for page in (first, second)]
    pages = [form(page)["submission"] for page in (first, second)]
    assert tokens[0] != tokens[1]
    assert pages[0] != pages[1]
    assert first.replace(tokens[0], "").replace(pages[0], "") == second.replace(tokens[1], "").replace(pages[1], "")


def test_a_form_of_the_common_drawing_is_taken_from_whoever_it_was_given_to(director, clock):
    ground.live(director)
    clock[0] = DAY
    Client().get(PAGE)
    browser = Client(enforce_csrf_checks=True)
    page = text(browser.get(PAGE))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    sent = browser.post(f"{PAGE}ask/", SAID | form(page) | {"csrfmiddlewaretoken": token})
    assert sent.status_code == 409  # no code: understood, and refused for that alone
    assert Client(enforce_csrf_checks=True).post(f"{PAGE}ask/", SAID | form(page)).status_code == 403


def test_what_is_said_shows_at_once_to_whoever_reads_the_page_anew(director, clock):
    interview = ground.live(director)
    clock[0] = DAY
    assert "助餐点下月开放" not in text(Client().get(PAGE))
    actions.say(SLUG, "助餐点下月开放", by=director, at=DAY)
    assert "助餐点下月开放" in text(Client().get(PAGE))
    assert interview.title in text(Client().get(f"{PAGE}?all=1"))


def test_only_this_page_may_fetch_from_the_hub(client, director, settings):
    settings.LIVE_URL = "https://live.example.gov.cn:8443"
    ground.live(director)
    assert "connect-src 'self' https://live.example.gov.cn:8443" in client.get(PAGE)["Content-Security-Policy"]
    assert "live.example" not in client.get("/interviews/")["Content-Security-Policy"]
    settings.LIVE_URL = ""
    assert "connect-src" not in client.get(PAGE)["Content-Security-Policy"]


def test_a_script_tag_in_a_line_is_words_and_a_broken_line_is_none(client, director, clock):
    ground.live(director)
    actions.say(SLUG, '<script>alert(1)</script><b>好</b><a href="javascript:x()">点</a>', by=director, at=DAY)
    page = text(client.get(PAGE))
    assert "alert(1)" not in page and "javascript:x" not in page and "<strong>好</strong>" in page


def test_each_browser_is_counted_and_votes_once(director, clock):
    ground.live(director)
    clock[0] = DAY
    first, _ = ground.told(director, at=DAY)
    second = actions.show_question(SLUG, ground.asked(text="护理补贴怎样申请？", at=DAY).ref, by=director, at=DAY)
    zhang, li = Client(), Client()
    address = f"{PAGE}questions/{second.ref}/vote/"
    assert "Cookie" in text(zhang.post(address, follow=True)), "who never opened the room has no mark"
    for _ in range(2):
        for browser in (zhang, li):
            browser.get(PAGE)
            browser.post(address)
    assert second.votes.count() == 2
    assert zhang.post(address)["Location"] == PAGE, "what was done is told at the head of the page"
    assert Attendance.objects.count() == 2
    assert zhang.post(f"{PAGE}questions/{first.ref}/vote/").status_code == 404, "what is answered needs no more votes"


def test_a_poll_takes_one_ballot_a_browser(client, director, clock):
    ground.live(director)
    clock[0] = DAY
    poll = actions.open_poll(SLUG, "您最需要哪项服务", ["助餐", "护理"], by=director, at=DAY)
    page = text(client.get(PAGE))
    assert "您最需要哪项服务" in page and "助餐" in page
    address = f"{PAGE}polls/{poll.ref}/vote/"
    assert "请先选择" in text(client.post(address, follow=True))
    assert "已投票" in text(client.post(address, {"choice": "a"}, follow=True))
    assert "以第一次为准" in text(client.post(address, {"choice": "b"}, follow=True))
    assert client.post(address, {"choice": "z"}).status_code == 404
    actions.close_poll(SLUG, poll.ref, by=director, at=DAY)
    assert "1 票" in text(client.get(PAGE))


def test_between_end_and_transcript_it_says_what_comes(client, director, clock):
    ground.ended(director)
    page = text(client.get(PAGE))
    assert ("实录正在整理" in page and "待答复" in page) or "偏远的村" in page
    assert "现在不能提问" in text(client.post(f"{PAGE}ask/", SAID))


def test_the_transcript_shows_pairs_figures_and_what_waits_for_an_answer(client, director):
    ground.published(director)
    page = text(client.get(PAGE))
    for said in (
        "访谈实录",
        "带身份证到村委会登记",
        "网友提问",
        "张女士",
        "待答复",
        "偏远的村什么时候办助餐点",
        "参与人数",
        "不同浏览器数",
    ):
        assert said in page
    assert 'data-live="' not in page
    listed = text(client.get("/interviews/?year=2026"))
    assert "实录已公布" in listed
    assert "这一年没有访谈" in text(client.get("/interviews/?year=2019"))


def test_what_was_filmed_stands_beside_the_published_transcript_with_its_chapters(client, director, cast):
    interview = ground.ended(director)
    video = Video.objects.create(
        ref="v1", title="访谈录像", unit=interview.unit, file_name="a.mp4", size=1, received=1, uploaded_by="studio",
        uploaded_at=DAY, state="ready", ready_at=DAY, width=1280, height=720, public_token="film-of-it",
        chapters=[{"second": 0, "title": "开场"}, {"second": 75.5, "title": "高龄津贴怎样申请"}],
    )  # fmt: skip
    Broadcast.objects.create(
        ref="b1", subject=interview.ref, title="直播", unit=interview.unit, source="rtmp", state="ended", key="k",
        token="t1", opened_by="BG021", opened_at=DAY, ended_at=DAY, video_ref=video.ref,
    )  # fmt: skip
    recordings.attach(DAY)
    Broadcast.objects.create(
        ref="b2", subject=interview.ref, title="又开一次", unit=interview.unit, source="rtmp", state="ended", key="k",
        token="t2", opened_by="BG021", opened_at=DAY + timedelta(minutes=9), ended_at=DAY + timedelta(minutes=9),
    )  # fmt: skip
    assert "film-of-it" not in text(client.get(PAGE)), "not before the transcript is published"
    actions.publish(SLUG, by=director, at=DAY + timedelta(days=1))
    page = text(client.get(PAGE))
    assert "/media/videos/film-of-it/" in page
    assert 'data-seek="75">1:15</a> 高龄津贴怎样申请' in page


def test_a_transcript_that_is_corrected_shows_why_and_nothing_of_what_was_said(client, director):
    ground.published(director)
    assert 'data-element="lines"' in text(client.get(PAGE))
    actions.take_back(SLUG, "涉及他人隐私，正在核对", by=director, at=DAY)
    page = text(client.get(PAGE))
    assert "实录正在更正" in page
    assert "涉及他人隐私，正在核对" in page
    assert 'data-element="lines"' not in page
    assert 'href="#line-' not in page, "an answer that is taken back is not pointed to"
    assert "实录更正中" in text(client.get("/interviews/"))


def test_a_cancelled_interview_says_why(client, director):
    ground.announced(director)
    actions.cancel(SLUG, "嘉宾临时有紧急公务", by=director, at=NOON)
    assert "嘉宾临时有紧急公务" in text(client.get(PAGE))


def test_what_was_corrected_reads_anew_and_what_was_withdrawn_is_gone(client, director):
    ground.live(director)
    number = actions.say(SLUG, "补贴每月五十元。", by=director, at=DAY)
    gone = actions.say(SLUG, "说错了的一句。", by=director, at=DAY)
    actions.correct(SLUG, number, "补贴每月一百元。", by=director, at=DAY)
    actions.withdraw(SLUG, gone, by=director, at=DAY)
    page = text(client.get(PAGE))
    assert "每月一百元" in page and "已更正" in page and "五十元" not in page and "说错了" not in page


def test_a_strange_year_or_page_is_no_fault(client, director):
    for query in ("?year=²", "?year=99999999999999", "?page=x", "?year=2026&page=900"):
        assert client.get(f"/interviews/{query}").status_code == 200


def test_a_line_of_a_channel_that_is_closed_is_refused(director):
    ground.ended(director)
    with pytest.raises(Exception, match="已经结束"):
        timeline.say("ft-2026-0001", "say", {"who": {"name": "甲"}, "html": "晚了"}, at=DAY)
