"""A round brings what is new, once, with its source and its day; never more than is allowed, never twice."""

from datetime import date

import pytest
from django.utils import timezone

from tests.capture.site import page, rss, sentences
from tests.cast import NOON
from zhengtong.capture.actions import items, runs, sources
from zhengtong.capture.choices import ItemState, RunState, SourceState
from zhengtong.capture.models import CapturedItem, CaptureRun, CaptureSource
from zhengtong.capture.rules.sources import Wanted
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.notices.models import Notice

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(CapturedItem.objects.order_by("pk").values_list("state", flat=True))


def told(kind: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=kind).order_by("id"))


def test_a_feed_brings_its_articles_with_source_day_and_clean_text(listed, add, round_of):
    first = listed.article("/art/1.html", "冬季救助工作通知", extra="<script>alert(1)</script>")
    listed.put("/rss.xml", rss((first, "列表里的标题")), "application/rss+xml")
    run = round_of(add(listed.url + "/rss.xml"))
    assert (run.state, run.reason, run.found, run.new, run.refused) == (RunState.DONE, "", 1, 1, 0)
    item = CapturedItem.objects.get()
    assert (item.title, item.credit, item.state) == ("冬季救助工作通知", "省民政厅", ItemState.WAITING)
    assert item.published_at.isoformat() == "2026-11-20T02:30:00+00:00" and item.url == first
    assert "alert" not in item.html and "浏览次数" not in item.html and "首页" not in item.html
    assert sentences("冬季救助工作通知").splitlines()[0] in item.html
    assert told("capture.taken")[0].data["captured"] == 1 and told("capture.taken")[0].actor == "system"


def test_a_second_round_brings_nothing_twice(listed, add, round_of):
    links = [(listed.article(f"/a/{n}.html", f"第{n}篇通知公告"), f"第{n}篇") for n in range(3)]
    listed.put("/rss", rss(*links), "text/xml")
    source = add(listed.url + "/rss")
    assert round_of(source).new == 3
    run = round_of(source)
    assert (run.new, run.known, run.found) == (0, 3, 3) and len(states()) == 3
    assert len(told("capture.taken")) == 1 and listed.paths.count("/a/0.html") == 1


def test_what_has_not_changed_is_not_sent_again(listed, add, round_of):
    listed.put("/rss", rss((listed.article("/a/1.html", "一篇通知公告"), "一篇")), "text/xml", ETag='"v1"')
    source = add(listed.url + "/rss")
    assert round_of(source).state == RunState.DONE and source.etag == '"v1"'
    assert round_of(source).state == RunState.UNCHANGED and source.last_links == 1
    assert listed.asked[-1][1]["If-None-Match"] == '"v1"'


def test_a_round_takes_no_more_than_it_may_and_the_rest_next_time(listed, add, round_of):
    links = [(listed.article(f"/a/{n}.html", f"第{n}篇通知公告"), f"第{n}篇") for n in range(5)]
    listed.put("/rss", rss(*links), "text/xml", ETag='"v1"')
    source = add(listed.url + "/rss", most=2)
    assert [round_of(source).new for _ in range(3)] == [2, 2, 1]


def test_an_old_list_in_gb18030_is_read_by_its_rule(listed, add, round_of):
    inside = page("镕基㐂堃", sentences("老站")).replace('charset="utf-8"', 'charset="gb2312"')
    listed.put("/news/t20261120_1.htm", inside.encode("gb18030"), "text/html")
    rows = '<ul class="list"><li><a href="t20261120_1.htm">国标标题</a> 2026-11-20</li><li><a href="index_2.htm">下一页</a></li></ul>'
    body = f'<html><head><meta charset="gb2312"></head><body><a href="/x.htm">首页</a>{rows}</body></html>'
    listed.put("/news/", body.encode("gb18030"), "text/html")
    run = round_of(add(listed.url + "/news/", kind="list", rule="*/t2026*.htm"))
    assert run.found == 1 and CapturedItem.objects.get().title == "镕基㐂堃"


def test_a_selector_chooses_the_links_of_a_list(listed, add, round_of):
    good = listed.article("/b/1.html", "选择器选中的一篇")
    listed.article("/b/2.html", "导航里的一篇")
    listed.put(
        "/list", f'<div id="nav"><a href="/b/2.html">别的</a></div><div class="main"><a href="{good}">好</a></div>'
    )
    run = round_of(add(listed.url + "/list", kind="list", rule_kind="selector", rule=".main"))
    assert run.found == 1 and CapturedItem.objects.get().url == good


def test_a_site_map_with_an_index_brings_the_newest_and_nothing_old(listed, add, round_of):
    new, old = listed.article("/n/1.html", "新的一篇文章"), listed.article("/n/0.html", "旧的一篇文章")
    maps = f"<urlset><url><loc>{old}</loc><lastmod>2019-05-01</lastmod></url><url><loc>{new}</loc><lastmod>2026-11-21</lastmod></url></urlset>"
    listed.put("/part.xml", maps, "application/xml")
    listed.put(
        "/sitemap.xml", f"<sitemapindex><sitemap><loc>{listed.url}/part.xml</loc></sitemap></sitemapindex>", "text/xml"
    )
    run = round_of(add(listed.url + "/sitemap.xml", kind="sitemap"))
    assert (run.found, run.new) == (2, 1) and "/n/0.html" not in listed.paths


def test_what_turns_out_to_be_old_is_not_taken_and_not_asked_for_again(listed, add, round_of):
    listed.put(
        "/rss", rss((listed.article("/o/1.html", "往年的一篇通知", day="2020-01-02"), "往年"), day=""), "text/xml"
    )
    source = add(listed.url + "/rss")
    assert round_of(source).new == 0 and states() == [ItemState.OLD]
    round_of(source)
    assert listed.paths.count("/o/1.html") == 1


def test_the_same_words_at_another_address_are_a_duplicate_that_can_be_let_through(listed, add, round_of, cast):
    words = sentences("同一篇") * 2
    one = listed.article("/one.html", "关于开展检查的通知", words)
    other = listed.article("/other.html", "转发：关于开展检查的通知", words + "\n（来源：省民政厅网站）")
    listed.put("/rss1", rss((one, "一")), "text/xml")
    listed.put("/rss2", rss((other, "二")), "text/xml")
    round_of(add(listed.url + "/rss1"))
    assert round_of(add(listed.url + "/rss2", unit="JT", by="jiaotongbianji", name="转载")).duplicates == 1
    copy = CapturedItem.objects.get(state=ItemState.DUPLICATE)
    assert copy.twin.url == one and "几乎相同" in copy.reason
    with pytest.raises(Refusal):
        items.release(copy.pk, by=cast.tangbianji, at=NOON)
    items.release(copy.pk, by=cast.jiaotongbianji, at=NOON)
    copy.refresh_from_db()
    assert copy.state == ItemState.WAITING and told("capture.released")[0].actor == "staff:JT011"


def test_one_page_spelled_in_several_ways_is_one_page(listed, add, round_of):
    url = listed.article("/art/1.html?id=7", "一个地址的几种写法")
    spelled = [url + "&amp;utm_source=wx", url + "#top", url.replace("http://127.0.0.1", "HTTP://127.0.0.1")]
    listed.put("/rss", rss((url, "一"), *((one, "二") for one in spelled)), "text/xml")
    assert round_of(add(listed.url + "/rss")).found == 1
    listed.put("/rss2", rss((spelled[0], "三")), "text/xml")
    run = round_of(add(listed.url + "/rss2"))
    assert run.new == 0 and run.duplicates + run.refused == 1


def test_a_page_that_fails_for_the_moment_is_tried_again_and_one_that_is_gone_is_not(listed, add, round_of):
    bad = listed.put("/bad.html", "", status=500)
    listed.put(
        "/rss",
        rss((bad, "坏"), (listed.url + "/none.html", "没有"), (listed.article("/ok.html", "好的一篇"), "好")),
        "text/xml",
    )
    source = add(listed.url + "/rss")
    run = round_of(source)
    assert (run.new, run.refused) == (1, 2) and {row[0] for row in run.refusals} == {bad, listed.url + "/none.html"}
    listed.article("/bad.html", "后来好了的一篇")
    assert round_of(source).new == 1 and listed.paths.count("/none.html") == 1


def test_a_source_that_fails_three_times_is_reported_once_and_mends_itself(listed, add, round_of, cast):
    source = add(listed.url + "/rss")
    listed.put("/rss", "<rss><channel>", "text/xml")
    for state in (SourceState.ACTIVE, SourceState.ACTIVE, SourceState.BROKEN, SourceState.BROKEN):
        assert round_of(source).state == RunState.FAILED and source.state == state
    assert "XML" in source.trouble and source.failures == 4
    entry = told("capture.broken")[0]
    assert len(told("capture.broken")) == 1 and entry.data["failures"] == 3 and entry.unit == "MZ"
    notice = Notice.objects.get(template="capture-broken")
    assert notice.recipient == cast.tangbianji.user and notice.link == f"/editor/capture/{source.pk}/"
    listed.put("/rss", rss(), "text/xml")
    assert round_of(source).state == RunState.DONE and source.state == SourceState.ACTIVE and source.trouble == ""
    assert len(told("capture.mended")) == 1


def test_a_list_without_links_where_there_were_some_is_reported_at_once(listed, add, round_of):
    listed.put("/list", f'<a href="{listed.article("/a/1.html", "原来的一篇")}">一</a>')
    source = add(listed.url + "/list", kind="list", rule="*/a/*.html")
    round_of(source)
    listed.put("/list", "<p>网站改版</p>")
    assert round_of(source).state == RunState.FAILED and source.state == SourceState.BROKEN
    assert "上次有1条" in source.trouble and len(told("capture.broken")) == 1


def test_a_keeper_who_left_is_not_told_but_the_units_editors_are(listed, add, round_of, cast):
    source = add(listed.url + "/none", by="songwangzhan")
    cast.songwangzhan.left_on = NOON.date()
    cast.songwangzhan.save()
    for _ in range(3):
        round_of(source)
    people = set(Notice.objects.filter(template="capture-broken").values_list("recipient__username", flat=True))
    assert people == {"tangbianji", "luchushen"}


def test_the_longer_it_fails_the_later_it_is_asked(listed, add, round_of):
    source = add(listed.url + "/none", minutes=60)
    waits = []
    for _ in range(6):
        round_of(source)
        waits.append(round((source.next_at - source.last_run_at).total_seconds() / 3600))
    assert waits == [2, 4, 8, 16, 24, 24]


def test_a_round_is_claimed_once_and_a_lost_one_is_taken_up_again(listed, add, visitor):
    source = add(listed.url + "/rss")
    run = runs.claim(NOON)
    assert runs.claim(NOON) is None and runs.claim(NOON + runs.LEASE / 2) is None
    again = runs.claim(NOON + runs.LEASE)
    run.refresh_from_db()
    assert run.state == RunState.INTERRUPTED and again.source_id == source.pk
    # Whoever was thought dead and comes back writes nothing.
    assert not runs.hold(run, NOON)
    assert runs.fail(run, Refusal("timeout", "没有答完"), at=NOON) is None
    source.refresh_from_db()
    assert source.failures == 0


def test_a_paused_source_is_not_asked_and_stops_in_the_middle(listed, add, cast):
    source = add(listed.url + "/rss")
    run = runs.claim(NOON)
    sources.pause(source.pk, by=cast.tangbianji, at=NOON)
    assert not runs.hold(run, NOON) and runs.claim(NOON + runs.LEASE * 2) is None
    with pytest.raises(Refusal):
        sources.pause(source.pk, by=cast.tangbianji, at=NOON)
    sources.resume(source.pk, by=cast.tangbianji, at=timezone.now())
    assert runs.claim(timezone.now()).source_id == source.pk
    assert {entry.kind for entry in Entry.objects.filter(subject=source.ref)} == {
        "capture.source_added", "capture.source_paused", "capture.source_resumed",
    }  # fmt: skip


def test_old_rounds_without_a_result_are_forgotten(listed, add, round_of):
    source = add(listed.url + "/none")
    run = round_of(source)
    CaptureRun.objects.filter(pk=run.pk).update(started_at=NOON - runs.HISTORY * 2)
    runs.claim(NOON)
    assert runs.forget(NOON) == 1 and CaptureSource.objects.get().pk == source.pk


def test_a_source_changed_in_the_middle_of_a_round_begins_anew(listed, add, visitor, cast):
    source = add(listed.url + "/rss")
    run = runs.claim(NOON)
    wanted = Wanted("新名", "feed", listed.url + "/new", "pattern", "", date(2026, 1, 1), 60, 5)
    sources.change(source.pk, wanted, unit=cast.unit("MZ"), place=2, by=cast.tangbianji, at=NOON)
    assert not runs.hold(run, NOON) and runs.claim(NOON).source.address == listed.url + "/new"
