"""From the plan to the archive: who may, when, and what is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localtime

from tests.cast import NOON
from tests.supervision.test_permit_log import RULES
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.interviews import actions, queries
from zhengtong.interviews.models import Interview
from zhengtong.interviews.rules import Guest
from zhengtong.journal.facts import NAMES
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import entries_of
from zhengtong.live import queries as timeline
from zhengtong.supervision.actions import rulebook, watching
from zhengtong.supervision.models import Card, Matter
from zhengtong.timers.actions import change_limit

from .conftest import PLAN, SLUG, SOON, START, again, ask


def refused(code: str):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def kinds(interview: Interview) -> list[str]:
    return [entry.kind for entry in entries_of(interview.ref)]


# --- planning and the notice ---


def test_an_interview_is_planned_with_its_people_and_seen_by_nobody_outside(planned):
    assert planned.ref == "FT-2026-0001"
    assert [person.name for person in planned.people.all()] == ["邹雨桐", "刘建民", "陈晓红"]
    assert not queries.interviews_for_public().exists()
    with pytest.raises(Unknown):
        queries.interview_for_public(SLUG)


def test_numbers_of_a_year_follow_one_another_and_press_releases_have_their_own(county, planned):
    second = actions.plan("interview", "MZ", "second", PLAN, by=county.xiedaobo, at=NOON)
    press = actions.plan("press", "MZ", "press-1", PLAN, by=county.xiedaobo, at=NOON)
    assert (second.ref, press.ref) == ("FT-2026-0002", "FY-2026-0001")


def test_an_address_that_is_taken_is_refused_and_leaves_no_trace(county, planned):
    with refused("slug-taken"):
        actions.plan("interview", "MZ", SLUG, PLAN, by=county.xiedaobo, at=NOON)
    assert Interview.objects.count() == 1


def test_a_notice_three_days_before_is_public_and_opens_the_channel(county, announced):
    assert queries.interview_for_public(SLUG).short_notice == ""
    assert [person.name for person in queries.people_of(announced)] == ["邹雨桐", "刘建民", "陈晓红"]
    assert timeline.open_channels() == ["ft-2026-0001"]
    assert kinds(announced) == ["interview.planned", "interview.announced"]


def test_a_shorter_notice_needs_a_reason_which_is_shown_and_recorded(county):
    soon = replace(PLAN, starts_at=NOON + timedelta(days=1), ends_at=NOON + timedelta(days=1, hours=1))
    actions.plan("interview", "MZ", SLUG, soon, by=county.xiedaobo, at=NOON)
    with refused("short-notice"):
        actions.announce(SLUG, by=county.xiedaobo, at=NOON)
    interview = actions.announce(SLUG, reason="寒潮将至，需尽快说明救助安排", by=county.xiedaobo, at=NOON)
    assert queries.interview_for_public(SLUG).short_notice == "寒潮将至，需尽快说明救助安排"
    assert entries_of(interview.ref).last().data["reason"] == "寒潮将至，需尽快说明救助安排"


def test_how_long_before_is_a_parameter_of_the_county(county, planned):
    change_limit(key="interview.notice", amount="7", unit="d", basis="县政府办规定", by="staff:BG002", at=NOON)
    with pytest.raises(Refusal, match="提前7日"):
        actions.announce(SLUG, by=county.xiedaobo, at=NOON)


def test_nobody_overwrites_what_a_colleague_has_just_changed(county, planned):
    longer = replace(PLAN, title="老年助餐怎样办得更好")
    actions.change(SLUG, longer, revision=1, by=county.xiedaobo, at=NOON)
    with refused("changed-meanwhile"):
        actions.change(SLUG, PLAN, revision=1, by=county.xiedaobo, at=NOON)
    assert again(planned).title == "老年助餐怎样办得更好"


def test_what_was_announced_may_be_moved_later_and_never_earlier(county, announced):
    with refused("moved-earlier"):
        earlier = replace(PLAN, starts_at=PLAN.starts_at - timedelta(hours=1))
        actions.change(SLUG, earlier, revision=1, by=county.xiedaobo, at=NOON)
    later = replace(
        PLAN, starts_at=PLAN.starts_at + timedelta(hours=1), people=(*PLAN.people, Guest("guest", "周文静"))
    )
    actions.change(SLUG, later, revision=1, by=county.xiedaobo, at=NOON)
    assert again(announced).people.count() == 4
    with refused("no-guest"):
        actions.change(SLUG, replace(later, people=PLAN.people[:1]), revision=2, by=county.xiedaobo, at=NOON)


def test_people_who_stay_are_the_same_rows(county, announced):
    before = {person.name: person.pk for person in announced.people.all()}
    changed = replace(PLAN, people=(PLAN.people[1], replace(PLAN.people[0], post="主任播音员")))
    actions.change(SLUG, changed, revision=1, by=county.xiedaobo, at=NOON)
    after = {person.name: person.pk for person in announced.people.all()}
    assert after == {name: before[name] for name in ("刘建民", "邹雨桐")}
    assert list(after) == ["刘建民", "邹雨桐"]


def test_what_is_called_off_says_why_and_stays_readable(county, announced):
    actions.cancel(SLUG, "因防汛工作需要，改期举行", by=county.xiedaobo, at=NOON)
    assert queries.interview_for_public(SLUG).cancelled_for == "因防汛工作需要，改期举行"
    assert "访谈取消" in timeline.timeline(announced.channel)[-1].text
    with refused("not-taking"):
        ask()


def test_a_draft_that_is_called_off_was_never_public(county, planned):
    actions.cancel(SLUG, "选题调整，不再举行", by=county.xiedaobo, at=NOON)
    assert not queries.interviews_for_public().exists()


# --- who may ---


def test_whoever_works_in_another_unit_sees_nothing_and_does_nothing(county, announced):
    laozhou = county.laozhou
    assert not queries.visible_to(laozhou).exists()
    with pytest.raises(Unknown):
        queries.interview_for_desk(laozhou, SLUG)
    question = ask()
    for act in (
        lambda: actions.start(SLUG, by=laozhou, at=START),
        lambda: actions.say(SLUG, "插话", by=laozhou, at=START),
        lambda: actions.change(SLUG, PLAN, revision=1, by=laozhou, at=NOON),
        lambda: actions.show_question(SLUG, question.ref, by=laozhou, at=NOON),
        lambda: actions.plan("interview", "MZ", "mine", PLAN, by=laozhou, at=NOON),
        lambda: actions.pin(SLUG, "公告", by=laozhou, at=NOON),
    ):
        with pytest.raises(Unknown):
            act()
    assert again(announced).state == "announced"


def test_a_director_of_one_unit_sees_no_other_units_interviews(county, announced):
    county.laozhou.assignments.create(role=county.role("interview_director"), unit=county.laozhou.unit)
    assert not queries.visible_to(county.laozhou).exists()
    assert [unit.code for unit in queries.units_for(county.laozhou)] == [county.laozhou.unit.code]


def test_each_does_their_own_part(county, live):
    question = ask(at=SOON)
    for act in (
        lambda: actions.end(SLUG, by=county.pengshenhe, at=SOON),
        lambda: actions.say(SLUG, "各位好", by=county.pengshenhe, at=SOON),
        lambda: actions.show_question(SLUG, question.ref, by=county.ousulu, at=SOON),
        lambda: actions.end(SLUG, by=county.ousulu, at=SOON),
    ):
        with refused("not-yours"):
            act()
    assert actions.say(SLUG, "各位好", by=county.xiedaobo, at=SOON) == 2


def test_who_has_a_part_in_one_interview_may_do_that_part_there_alone(county):
    people = (*PLAN.people, Guest("recorder", county.xiaoli.name, staff=county.xiaoli.code))
    actions.plan("interview", "MZ", SLUG, replace(PLAN, people=people), by=county.xiedaobo, at=NOON)
    actions.plan("interview", "MZ", "other", PLAN, by=county.xiedaobo, at=NOON)
    for slug in (SLUG, "other"):
        actions.announce(slug, by=county.xiedaobo, at=NOON)
        actions.start(slug, by=county.xiedaobo, at=START)
    assert [interview.slug for interview in queries.visible_to(county.xiaoli)] == [SLUG]
    assert queries.takes_part(county.xiaoli)
    assert not queries.directed_by(county.xiaoli).exists()
    assert actions.say(SLUG, "各位好", by=county.xiaoli, at=SOON) == 2
    with pytest.raises(Unknown):
        actions.say("other", "各位好", by=county.xiaoli, at=SOON)
    with refused("not-yours"):
        actions.end(SLUG, by=county.xiaoli, at=SOON)


def test_a_guest_with_an_account_speaks_for_themselves_and_for_nobody_else(county):
    people = (PLAN.people[0], Guest("guest", county.wangkezhang.name, "科长", staff=county.wangkezhang.code))
    actions.plan("interview", "MZ", SLUG, replace(PLAN, people=people), by=county.xiedaobo, at=NOON)
    interview = actions.announce(SLUG, by=county.xiedaobo, at=NOON)
    actions.start(SLUG, by=county.xiedaobo, at=START)
    host, guest = interview.people.all()
    actions.say(SLUG, "我来回答", speaker=guest.pk, by=county.wangkezhang, at=SOON)
    with refused("not-yours"):
        actions.say(SLUG, "冒充主持人", speaker=host.pk, by=county.wangkezhang, at=SOON)
    assert [entry.who.name for entry in timeline.timeline(interview.channel) if entry.who] == [county.wangkezhang.name]


# --- the transcript ---


def test_it_ends_with_a_draft_of_the_transcript_which_is_public_once_published(county, live, say):
    say("各位网友好", "host")
    say("大家好")
    ended = actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert queries.transcript_for_public(ended) == []
    published = actions.publish(SLUG, by=county.xiedaobo, at=SOON + timedelta(days=1))
    shown = queries.transcript_for_public(published)
    assert [(entry.speaker, entry.html) for entry in shown if entry.kind == "say"] == [
        ("邹雨桐", "<p>各位网友好</p>"), ("刘建民", "<p>大家好</p>"),
    ]  # fmt: skip
    assert "邹雨桐：各位网友好" in queries.transcript_text(published)


def test_entries_are_edited_moved_and_left_out_before_publication(county, live, say):
    for words in ("一", "二", "三"):
        say(words)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    one, two, three = live.transcript.filter(kind="say")
    by, at = county.ousulu, SOON
    actions.edit_entry(SLUG, one.pk, text="第一段\n<script>alert(1)</script>第二段", speaker="刘局长", by=by, at=at)
    actions.edit_entry(SLUG, three.pk, place=one.place - 1, by=by, at=at)
    actions.edit_entry(SLUG, two.pk, is_left_out=True, by=by, at=at)
    published = actions.publish(SLUG, by=county.xiedaobo, at=at)
    told = [(entry.speaker, entry.html) for entry in queries.transcript_for_public(published) if entry.kind == "say"]
    assert told == [("刘建民", "<p>三</p>"), ("刘局长", "<p>第一段 第二段</p>")]


def test_what_was_withdrawn_live_is_not_in_the_transcript_and_what_was_corrected_reads_right(county, live, say):
    actions.correct(SLUG, say("十二元"), "十元", by=county.ousulu, at=SOON)
    actions.withdraw(SLUG, say("说错了"), by=county.ousulu, at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert [entry.html for entry in live.transcript.filter(kind="say")] == ["<p>十元</p>"]


def test_a_published_transcript_changes_no_more(county, live, say):
    say("大家好")
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    actions.publish(SLUG, by=county.xiedaobo, at=SOON)
    entry = live.transcript.filter(kind="say").get()
    with refused("wrong-state"):
        actions.edit_entry(SLUG, entry.pk, text="改", by=county.ousulu, at=SOON)
    with refused("wrong-state"):
        actions.draft_transcript(SLUG, by=county.ousulu, at=SOON)
    with pytest.raises(DatabaseError, match="不得改动"), transaction.atomic():
        live.transcript.update(html="<p>改</p>")


def test_the_transcript_is_due_three_working_days_after_the_end(county, live, say):
    say("大家好")
    ended = actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert localtime(ended.transcript_due).date() == date(2026, 12, 3)  # 24:00 on the second: 28 November is a Saturday
    told = entries_of(live.ref).last()
    assert (told.kind, told.data["transcript_due"][:10]) == ("interview.ended", "2026-12-03")
    actions.publish(SLUG, by=county.xiedaobo, at=SOON)
    assert not again(live).transcript_clock.is_open
    assert entries_of(live.ref).last().data["transcript_due"] is None


def test_a_new_calendar_moves_the_day_the_transcript_is_due(county, live, say):
    ended = actions.end(SLUG, by=county.xiedaobo, at=SOON)
    clock = ended.transcript_clock
    clock.promised_due += timedelta(days=1)
    clock.save()
    actions.follow_clocks([clock])
    assert again(live).transcript_due == clock.promised_due


@pytest.mark.django_db(transaction=True)
def test_supervision_cards_a_transcript_that_is_late_and_none_that_is_not(county, live, say):
    rulebook.load_rules(RULES, at=NOON, by="system")
    say("大家好")
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    watching.catch_up(SOON)
    matter = Matter.objects.get(subject=live.ref)
    assert (matter.business, matter.unit.code, matter.ended_at) == ("interview", "MZ", None)
    watching.wake(datetime(2026, 12, 2, 15, 0, tzinfo=UTC))
    assert not Card.objects.filter(matter=matter).exists()
    watching.wake(datetime(2026, 12, 2, 16, 1, tzinfo=UTC))
    assert "访谈实录发布期限" in Card.objects.get(matter=matter).text
    actions.publish(SLUG, by=county.xiedaobo, at=datetime(2026, 12, 3, 2, 0, tzinfo=UTC))
    watching.catch_up(datetime(2026, 12, 3, 3, 0, tzinfo=UTC))
    matter.refresh_from_db()
    assert matter.ended_by == "finished"


def test_a_transcript_is_taken_back_with_a_reason_corrected_and_published_again(county, live, say):
    say("王某某家住横龙镇")
    say("大家好")
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    actions.publish(SLUG, by=county.xiedaobo, at=SOON)
    with refused("no-reason"):
        actions.take_back(SLUG, "", by=county.xiedaobo, at=SOON)
    with refused("not-yours"):
        actions.take_back(SLUG, "涉及个人信息", by=county.ousulu, at=SOON)
    taken = actions.take_back(SLUG, "涉及个人信息", by=county.xiedaobo, at=SOON)
    assert (taken.state, queries.transcript_for_public(taken)) == ("ended", [])
    assert queries.transcript_text(taken) == taken.topic
    private = live.transcript.filter(kind="say").first()
    actions.erase_entry(SLUG, private.pk, by=county.xiedaobo, at=SOON)
    assert "横龙镇" not in str(timeline.page(live.channel))
    assert [entry.html for entry in timeline.timeline(live.channel) if entry.kind == "say"] == ["<p>大家好</p>"]
    again_published = actions.publish(SLUG, by=county.xiedaobo, at=SOON)
    told = [entry.html for entry in queries.transcript_for_public(again_published) if entry.kind == "say"]
    assert (told, again_published.taken_back_for) == (["<p>大家好</p>"], "")
    with refused("wrong-state"):
        actions.erase_entry(SLUG, live.transcript.filter(kind="say").get().pk, by=county.xiedaobo, at=SOON)


def test_the_draft_can_be_made_anew_from_the_timeline(county, live, say):
    say("大家好")
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    entry = live.transcript.filter(kind="say").get()
    actions.edit_entry(SLUG, entry.pk, text="改坏了", by=county.ousulu, at=SOON)
    actions.draft_transcript(SLUG, by=county.ousulu, at=SOON)
    assert live.transcript.filter(kind="say").get().html == "<p>大家好</p>"


def test_nothing_said_is_nothing_to_publish(county, live):
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    with refused("empty"):
        actions.publish(SLUG, by=county.xiedaobo, at=SOON)


def test_it_is_archived_only_when_nothing_is_left(county, live, say):
    say("大家好")
    ask(at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    actions.publish(SLUG, by=county.xiedaobo, at=SOON)
    with pytest.raises(Refusal, match="还有1条提问没有答复"):
        actions.archive(SLUG, by=county.xiedaobo, at=SOON)
    actions.reply(live.questions.get().ref, "明年三月开。", "安福县民政局", at=SOON)
    assert actions.archive(SLUG, by=county.xiedaobo, at=SOON).state == "archived"
    assert queries.interview_for_public(SLUG).state == "archived"


def test_the_recording_is_attached_when_it_is_over(county, live, say):
    with refused("wrong-state"):
        actions.attach_recording(SLUG, "abc", by=county.xiedaobo, at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    assert actions.attach_recording(SLUG, "abc", by=county.xiedaobo, at=SOON).recording == "abc"


def test_a_press_release_goes_the_same_way(county):
    actions.plan("press", "MZ", "press-1", PLAN, by=county.xiedaobo, at=NOON)
    actions.announce("press-1", by=county.xiedaobo, at=NOON)
    actions.start("press-1", by=county.xiedaobo, at=START)
    actions.say("press-1", "现在发布新闻", speaker="guest", by=county.ousulu, at=SOON)
    actions.end("press-1", by=county.xiedaobo, at=SOON)
    assert actions.publish("press-1", by=county.xiedaobo, at=SOON).get_kind_display() == "网络新闻发言"
    assert [each.slug for each in queries.interviews_for_public("press")] == ["press-1"]


def test_a_question_stands_in_the_transcript_where_it_was_put_to_the_guest(county, live, say):
    early, unheard = ask("最早提的问题是什么？", at=SOON), ask("没有轮到的问题是什么？", at=SOON, phone="19900100088")
    for question in (early, unheard):
        actions.show_question(SLUG, question.ref, by=county.pengshenhe, at=SOON)
    say("欢迎大家", "host")
    actions.put_question(SLUG, early.ref, by=county.pengshenhe, at=SOON + timedelta(minutes=5))
    say("我来回答", to=early.ref)
    actions.answer_question(SLUG, early.ref, by=county.pengshenhe, at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    entries = [entry for entry in live.transcript.all() if entry.kind != "state"]
    assert [entry.html for entry in entries] == ["<p>欢迎大家</p>", "<p>最早提的问题是什么？</p>", "<p>我来回答</p>"]
    assert entries[1].at == SOON + timedelta(minutes=5)
    assert [entry.question for entry in entries] == [None, early, early]


def test_while_it_is_live_the_end_may_be_moved_and_people_may_join(county, live):
    longer = replace(
        PLAN,
        ends_at=PLAN.ends_at + timedelta(minutes=30),
        people=(*PLAN.people, Guest("guest", "周文静", "县医保局副局长")),
    )
    actions.change(SLUG, longer, revision=1, by=county.xiedaobo, at=SOON)
    assert again(live).people.count() == 4
    assert timeline.timeline(live.channel)[-1].text == "时间调整：11月28日 12:00至14:30"
    with refused("moved-earlier"):
        later = replace(longer, starts_at=PLAN.starts_at + timedelta(minutes=5))
        actions.change(SLUG, later, revision=2, by=county.xiedaobo, at=SOON)


def test_every_fact_of_every_entry_has_a_name_on_a_page(county, live, say):
    question = ask(at=SOON)
    actions.show_question(SLUG, question.ref, by=county.pengshenhe, at=SOON)
    actions.put_question(SLUG, question.ref, by=county.pengshenhe, at=SOON)
    say("明年三月。", to=question.ref)
    actions.answer_question(SLUG, question.ref, by=county.pengshenhe, at=SOON)
    actions.refuse_question(SLUG, ask("第二个问题是什么？", at=SOON).ref, "unclear", by=county.pengshenhe, at=SOON)
    poll = actions.open_poll(SLUG, "您最希望增加哪项服务", ["送餐上门", "早餐"], by=county.ousulu, at=SOON)
    actions.close_poll(SLUG, poll.ref, by=county.ousulu, at=SOON)
    left = ask("第三个问题是什么？", at=SOON)
    line = say("说错了")
    actions.correct(SLUG, line, "更正", by=county.ousulu, at=SOON)
    actions.withdraw(SLUG, line, by=county.ousulu, at=SOON)
    actions.pin(SLUG, "公告", by=county.ousulu, at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    actions.hand_over(left.ref, "ZX1", at=SOON)
    actions.reply(left.ref, "已办。", "安福县民政局", at=SOON)
    actions.draft_transcript(SLUG, by=county.ousulu, at=SOON)
    actions.attach_recording(SLUG, "abc", by=county.xiedaobo, at=SOON)
    actions.publish(SLUG, by=county.xiedaobo, at=SOON)
    actions.archive(SLUG, by=county.xiedaobo, at=SOON)
    entries = Entry.objects.filter(kind__regex=r"^(interview|question|poll)\.")
    assert {fact for entry in entries for fact in entry.data} - NAMES.keys() == set()
    assert entries.values("kind").distinct().count() >= 18
