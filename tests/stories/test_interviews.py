"""An interview from the notice to the printed transcript: 宋志明 directs, 李晓兰 types, 唐晓雯 moderates, 张阿姨 asks and follows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.stories import live
from tests.stories.inspection import squeezed
from tests.stories.people import PHONE, Visitor
from tests.stories.test_portal import violations
from tests.web import interview_ground as ground
from tests.web.interview_ground import SLUG
from zhengtong.interviews import actions, tasks
from zhengtong.interviews.actions.planning import plan_of
from zhengtong.interviews.models import Interview, Question
from zhengtong.org.models import Staff

pytestmark = pytest.mark.browser

PAGE = f"/interviews/{SLUG}/"
DESK = f"/desk/interviews/{SLUG}/"
LATEST = 20_000
"""Milliseconds for what comes by itself: a machine of two cores runs everything at once."""


@pytest.fixture
def director(county, monkeypatch, settings, tmp_path) -> Staff:
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(ground, "keep_time", lambda *_: None)  # the county keeps time already
    return ground.crew(county)


@pytest.fixture
def hub(county, settings) -> Iterator[live.Hub]:
    with live.running() as hub:
        settings.LIVE_URL = hub.url
        yield hub


def test_an_interview_from_the_notice_to_the_printed_transcript(bring, clerk, director, hub, clock, monkeypatch):
    song = clerk("songwangzhan")
    song.opens("/desk/interviews/")
    song.presses("interview-new")
    song.fills(slug=SLUG, kind="interview", unit="MZ", title="加快发展养老服务", topic="介绍老年助餐和高龄津贴政策。")
    song.fills(starts_at="2026-11-27T09:00", ends_at="2026-11-27T10:00")
    song.shot("interview-new")
    song.presses("interview-save")
    for role, name, post, staff in (
        ("guest", "马文涛", "县民政局党组书记、局长", ""),
        ("host", "方雅琴", "县政府办工作人员", "BG013"),
        ("recorder", "李晓兰", "", "XZ001"),
        ("moderator", "唐晓雯", "", "MZ011"),
    ):
        song.presses("people-add")
        song.fills(role=role, name=name, post=post, staff=staff)
        song.presses("person-add")
    song.shot("interview-planned")
    song.presses("act-announce")
    song.page.get_by_role("button", name="确认发布").click()
    song.sees("预告已发布", "2026年11月27日")

    # 张阿姨 reads the notice on her telephone and asks, with a code that comes by SMS.
    zhang = bring(**PHONE)
    code = ground.code_sent(monkeypatch)
    zhang.opens("/interviews/")
    zhang.shot("interviews-coming")
    zhang.follows("加快发展养老服务")
    zhang.sees("距开始还有", "马文涛")
    zhang.fills(name="张阿姨", phone=ground.PHONE, text="八十岁以上的老人怎样申请高龄津贴？")
    zhang.presses("send-code")
    zhang.sees("验证码已发送到199****0021")
    zhang.fills(code="111111")
    zhang.presses("ask-send")
    zhang.sees("验证码不正确")
    zhang.fills(code=code)
    zhang.shot("interview-asking")
    zhang.presses("ask-send")
    zhang.sees("问题已提交")
    question = Question.objects.get()

    tang = clerk("tangbianji")
    tang.opens(f"{DESK}console/")
    tang.sees(question.text)
    tang.shot("interview-queue")
    tang.presses("show")
    expect(tang.element(f"shown-{question.ref}")).to_be_visible()
    expect(zhang.element("questions")).to_contain_text(
        "八十岁以上的老人", timeout=LATEST
    )  # by the hub, without a reload
    zhang.element("questions").get_by_role("button", name="赞同").click()
    expect(zhang.element("questions")).to_contain_text("已赞同")

    # It begins; two browsers follow, one of them on a telephone.
    clock.set(11, 27, 9)
    song.opens(f"{DESK}console/")
    song.presses("act-start")
    song.page.get_by_role("button", name="确认开始").click()
    expect(zhang.page.locator("[data-turn]")).to_contain_text("访谈开始了", timeout=LATEST)
    zhang.page.get_by_role("link", name="进入直播间").click()
    wide = bring()
    wide.opens(PAGE)
    for reader in (zhang, wide):
        expect(reader.element("link")).to_have_text("实时更新中", timeout=LATEST)

    recorder = clerk("xiaoli")
    recorder.opens(f"{DESK}console/")
    host, guest = (Interview.objects.get().people.get(role=role).pk for role in ("host", "guest"))
    _says(recorder, host, "各位网友好，欢迎关注在线访谈。")
    for reader in (zhang, wide):
        expect(reader.page.locator("[data-element=lines] > li").first).to_contain_text("各位网友好", timeout=LATEST)
    recorder.page.check(f"[name=speaker][value='{guest}']")
    recorder.page.fill("#f-text", "全县有助餐点一百二十个。\n<script>alert(1)</script>今年新增三十个。")
    recorder.page.check("[name=lines]")
    recorder.presses("say-send")
    expect(wide.element("lines")).to_contain_text("今年新增三十个。", timeout=LATEST)
    recorder.shot("interview-console")

    # The question is put, answered, and stands as a pair.
    song.opens(f"{DESK}console/")
    song.page.get_by_role("button", name="提给嘉宾").click()
    expect(wide.page.locator(f"[data-question={question.ref}]")).to_contain_text("已提给嘉宾", timeout=LATEST)
    expect(recorder.page.locator(f"#f-to option[value={question.ref}]")).to_have_count(1, timeout=LATEST)
    recorder.page.select_option("#f-to", question.ref)
    _says(recorder, guest, "带身份证到村委会登记，次月起每月五十元。")
    wide.sees("回答张阿姨：八十岁以上的老人怎样申请高龄津贴？")
    expect(song.element("answered")).to_be_visible(timeout=LATEST)
    song.presses("answered")
    expect(wide.page.locator(f"[data-question={question.ref}]")).to_contain_text("已答复", timeout=LATEST)

    # A correction reaches whoever has read the wrong words already.
    line = recorder.page.locator(".console-line", has_text="每月五十元")
    line.get_by_text("更正", exact=True).click(timeout=LATEST)
    line.locator("textarea").fill("带身份证到村委会登记，次月起每月一百元。")
    line.get_by_role("button", name="发布更正").click()
    for reader in (zhang, wide):
        reader.sees("每月一百元", "已更正")
        reader.sees_not("每月五十元")

    # A poll; the hub dies and comes back; nobody misses a line.
    recorder.page.get_by_text("发起投票", exact=True).first.click()
    recorder.page.fill("#poll-title", "您最需要哪项服务")
    recorder.page.fill("#poll-choices", "助餐\n护理")
    recorder.presses("poll-open")
    wide.page.get_by_label("助餐").check()
    wide.presses("poll-send")
    wide.sees("已投票")
    wide.shot("interview-room")
    zhang.shot("interview-room-phone")
    hub.kill()
    expect(wide.element("link")).to_have_text("正在重新连接…", timeout=LATEST)
    _says(recorder, host, "断线时说的一句。")
    hub.start()
    for reader in (zhang, wide):
        expect(reader.element("link")).to_have_text("实时更新中", timeout=LATEST)
        # Among the lines: the same words stand once more where they are read aloud from.
        expect(reader.element("lines").get_by_text("断线时说的一句。")).to_have_count(1, timeout=LATEST)

    tasks.tell_votes(clock.now() + timedelta(minutes=1))
    song.page.reload()
    song.presses("act-end")
    song.sees("没有答到的问题转为信件")
    song.page.get_by_role("button", name="确认结束").click()
    for reader in (zhang, wide):
        expect(reader.page.locator("[data-turn]")).to_contain_text("本场访谈已结束", timeout=LATEST)
    wide.sees("1 票")
    zhang.opens(PAGE)
    zhang.sees("实录正在整理")

    song.sees("整理实录")
    song.shot("interview-transcript-edit")
    song.page.locator("[data-element=entry]").first.get_by_role("button", name="不收入", exact=True).click()
    song.sees("1 条不收入")
    song.presses("act-publish")
    song.page.get_by_role("button", name="确认公布").click()
    song.sees("实录已公布")
    zhang.opens(PAGE)
    zhang.sees("访谈实录", "每月一百元", "参与人数")
    zhang.shot("interview-transcript-phone")
    wide.opens(PAGE)
    wide.shot("interview-transcript")
    wide.page.emulate_media(media="print")
    assert not wide.element("masthead").locator("form").first.is_visible(), "what is printed is the transcript"
    assert wide.page.get_by_text("每月一百元").is_visible()


def _says(recorder: Visitor, speaker: int, words: str) -> None:
    """By the keyboard alone, as a stenographer does."""
    recorder.page.check(f"[name=speaker][value='{speaker}']")
    recorder.page.fill("#f-text", words)
    recorder.page.locator("#f-text").press("Control+Enter")
    expect(recorder.page.locator("#f-text")).to_have_value("", timeout=LATEST)


def test_what_was_typed_outlives_a_closed_window(clerk, director, clock, hub):
    ground.live(director)
    recorder = clerk("xiaoli")
    recorder.opens(f"{DESK}console/")
    recorder.page.fill("#f-text", "还没有发出去的一句。")
    recorder.page.reload()
    assert recorder.page.input_value("#f-text") == "还没有发出去的一句。"


def test_without_a_hub_the_page_says_so_and_still_reads(bring, director, clock, settings):
    settings.LIVE_URL = f"http://127.0.0.1:{live.free_port()}"
    ground.live(director)
    ground.told(director, at=clock.now())
    visitor = bring()
    visitor.opens(PAGE)
    expect(visitor.element("link")).to_contain_text("正在", timeout=LATEST)
    visitor.sees("带身份证到村委会登记")
    assert visitor.element("refresh").is_visible()


def test_a_reader_further_down_is_not_pushed_about(bring, director, clock, hub):
    ground.live(director)
    for number in range(30):
        actions.say(SLUG, f"第{number}条发言。", by=director, at=clock.now())
    visitor = bring()
    visitor.opens(PAGE)
    expect(visitor.element("link")).to_have_text("实时更新中", timeout=LATEST)
    visitor.page.get_by_text("第3条发言。").scroll_into_view_if_needed()
    before = visitor.page.get_by_text("第3条发言。").bounding_box()
    actions.say(SLUG, "新的一条。", by=director, at=clock.now())
    more = visitor.page.locator("[data-more]")
    expect(more).to_have_text("有 1 条新内容，点击查看", timeout=LATEST)
    assert abs(visitor.page.get_by_text("第3条发言。").bounding_box()["y"] - before["y"]) < 60
    more.click()
    expect(visitor.page.get_by_text("新的一条。").first).to_be_in_viewport()


def test_the_whole_of_it_without_javascript(bring, clerk, director, clock, monkeypatch):
    ground.announced(director)
    code = ground.code_sent(monkeypatch)
    zhang = bring(java_script_enabled=False)
    zhang.opens(PAGE)
    zhang.fills(name="张阿姨", phone=ground.PHONE, text="八十岁以上的老人怎样申请高龄津贴？")
    zhang.presses("send-code")
    zhang.sees("验证码已发送")
    zhang.fills(code=code)
    zhang.presses("ask-send")
    zhang.sees("问题已提交")
    song = clerk("songwangzhan", java_script_enabled=False)
    song.opens(f"{DESK}console/")
    song.presses("show")
    song.sees("问题已显示")
    song.presses("act-start")
    song.page.get_by_role("button", name="确认开始").click()
    song.page.get_by_role("button", name="提给嘉宾").click()
    song.fills(text="带身份证到村委会登记。")
    song.presses("say-send")
    song.sees("已发布。")
    zhang.opens(PAGE)
    zhang.presses("refresh")
    zhang.sees("带身份证到村委会登记。", "已提给嘉宾")
    song.presses("act-end")
    song.page.get_by_role("button", name="确认结束").click()
    song.presses("act-publish")
    song.page.get_by_role("button", name="确认公布").click()
    zhang.opens(PAGE)
    zhang.sees("访谈实录", "带身份证到村委会登记。")


@pytest.fixture
def every(director, clock) -> list[str]:
    """A page of every kind: the notice, the room, between, the transcript."""
    ground.announced(director, "coming")
    ground.live(director, "now")
    ground.told(director, "now", at=clock.now())
    actions.open_poll("now", "您最需要哪项服务", ["助餐", "护理"], by=director, at=clock.now())
    actions.pin("now", "请文明提问。", by=director, at=clock.now())
    ground.ended(director, "over")
    ground.published(director, "kept")
    return [
        "/interviews/",
        *(f"/interviews/{slug}/" for slug in ("coming", "now", "over", "kept")),
        "/interviews/coming/ask/",
    ]


def _found(visitor: Visitor, paths: list[str], name: str) -> str:
    faults = []
    for number, path in enumerate(paths):
        assert visitor.opens(path) == 200, path
        faults += [f"{path} {one}" for one in violations(visitor)]
        visitor.shot(f"{name}-{number:02}")
    return "\n".join(faults)


def test_nothing_stands_in_anybodys_way(bring, clerk, every, hub):
    assert _found(bring(), every, "interviews-wide") == ""
    song = clerk("songwangzhan")
    desk = ["/desk/interviews/", "/desk/interviews/new/", "/desk/interviews/kept/", "/desk/interviews/now/console/",
            "/desk/interviews/coming/edit/", "/desk/interviews/coming/people/", "/desk/interviews/now/end/",
            "/desk/interviews/over/transcript/"]  # fmt: skip
    assert _found(song, desk, "interviews-desk") == ""


def test_large_letters_are_as_good(bring, every, hub):
    visitor = bring()
    visitor.opens("/interviews/")
    visitor.presses("elder-toggle")
    assert _found(visitor, every, "interviews-elder") == ""


def test_everything_fits_a_telephone(bring, clerk, every, hub):
    visitor, wide = bring(**PHONE), []
    song = clerk("songwangzhan", **PHONE)
    desk = [
        "/desk/interviews/",
        "/desk/interviews/kept/",
        "/desk/interviews/now/console/",
        "/desk/interviews/over/transcript/",
    ]
    for number, (person, path) in enumerate([*((visitor, path) for path in every), *((song, path) for path in desk)]):
        person.opens(path)
        wide += [f"{path} {fault}" for fault in squeezed(person.page) if "px wide" in fault]
        person.shot(f"interviews-phone-{number:02}")
    assert "\n".join(wide) == ""


def test_an_answer_that_is_withdrawn_leaves_its_question_waiting_again(bring, director, clock, hub):
    ground.live(director)
    first, _ = ground.told(director, at=clock.now())
    visitor = bring()
    visitor.opens(PAGE)
    item = visitor.page.locator(f"[data-question={first.ref}]")
    expect(item).to_contain_text("已答复")
    expect(visitor.element("link")).to_have_text("实时更新中", timeout=LATEST)
    actions.withdraw(SLUG, Question.objects.get(ref=first.ref).answer_lines[0], by=director, at=clock.now())
    expect(item).to_contain_text("已提给嘉宾", timeout=LATEST)
    expect(item.get_by_text("看答复")).to_be_hidden()
    visitor.sees("这条内容已撤回")


def test_a_moved_hour_reaches_whoever_has_the_notice_open(bring, director, clock, hub):
    interview = ground.announced(director)
    visitor = bring()
    visitor.opens(PAGE)
    visitor.page.wait_for_function("document.querySelector('[data-live]').dataset.link === 'on'", timeout=LATEST)
    later = replace(plan_of(interview), ends_at=interview.ends_at + timedelta(hours=1))
    actions.change(SLUG, later, revision=interview.revision, by=director, at=clock.now())
    expect(visitor.page.locator("[data-turn]")).to_contain_text("时间调整", timeout=LATEST)
