"""What was captured becomes a draft in the right column and never more; every page shows one's own part alone."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.capture.conftest import add, listed, round_of, site, visitor  # noqa: F401 — somebody else's site
from tests.capture.site import rss, sentences
from tests.cast import NOON
from tests.cms.editorial import Office, open_office, told
from zhengtong.capture.choices import ItemState, SourceState
from zhengtong.capture.models import AllowedHost, CapturedItem, CapturedPicture, CaptureRun, CaptureSource, Fingerprint
from zhengtong.cms.capturing import learning, places, tasks
from zhengtong.cms.models import ArticlePage, Picture
from zhengtong.guards import actions as guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast, portal, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "media"
    return open_office(cast, portal)


@pytest.fixture
def captured(listed, add, round_of, office):  # noqa: F811
    """One article of a feed, captured for the bureau's news."""

    def go(path: str = "/1.html", title: str = "冬季救助工作通知", text: str = "", **how) -> CapturedItem:
        address = listed.article(path, title, text, extra=how.pop("extra", ""))
        feed = listed.put(f"/rss{path}", rss((address, title)), "text/xml")
        round_of(add(feed, place=office.column.pk, **how))
        return CapturedItem.objects.order_by("-pk")[0]

    return go


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def form(office: Office, address: str, **more) -> dict[str, object]:
    return {
        "name": "省民政厅", "kind": "feed", "address": address, "rule_kind": "pattern", "rule": "", "place": office.column.pk,
        "since": "2026-01-01", "minutes": "360", "most": "5",
    } | more  # fmt: skip


def test_what_is_captured_becomes_a_draft_with_source_address_and_day(captured, office, cast, client):
    item = captured(extra='<script>alert(1)</script><a href="javascript:alert(2)" onclick="x()">点</a>')
    assert tasks.take_in(NOON) == 1
    article = ArticlePage.objects.get()
    assert not article.live and article.first_published_at is None
    assert article.get_parent().pk == office.column.pk and article.owner == cast.tangbianji.user
    assert (article.title, article.source, article.source_url) == ("冬季救助工作通知", "省民政厅", item.url)
    assert article.published_on.isoformat() == "2026-11-20T02:30:00+00:00"
    body = str(article.body)
    assert sentences("冬季救助工作通知").splitlines()[0] in body
    assert "script" not in body and "onclick" not in body and "javascript" not in body
    assert article.get_latest_revision().user == cast.tangbianji.user
    item.refresh_from_db()
    assert (item.state, item.page, item.html) == (ItemState.DRAFTED, article.pk, "")
    entry = told("article.captured")[0]
    assert entry.unit == "MZ" and entry.data["title"] == article.title and not told("article.published")
    assert client.get(f"/mz/news/{article.slug}/").status_code == 404 and tasks.take_in(NOON) == 0


def test_a_captured_draft_goes_through_the_readings_like_any_other(captured, office):
    captured()
    tasks.take_in(NOON)
    published = office.publish(ArticlePage.objects.get())
    assert published.live


def test_what_the_check_finds_stands_beside_the_draft(captured, office, cast, settings):
    guards.load_seed(settings.COUNTY_DATA.parent / "guards", at=NOON)
    captured(text=sentences("有问题") + "\n联系人手机13800138000，欢迎来电咨询办理。")
    tasks.take_in(NOON)
    item = CapturedItem.objects.get()
    assert "leak" in {level for level, _, _ in item.findings} and "13800138000" not in str(item.findings)
    shown = signed_in(cast.tangbianji).get("/editor/capture/items/").content.decode()
    assert "个人信息" in shown and item.title in shown


def test_pictures_come_into_the_library_or_stay_away(captured, listed, office):  # noqa: F811
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    listed.put("/a.png", out.getvalue(), "image/png")
    listed.put("/evil.png", b"<svg onload='alert(1)'></svg>", "image/png")
    pictures = '<p><img src="/a.png" alt="现场"></p><p><img src="/evil.png"></p><p><img src="http://elsewhere.example/x.png"></p>'
    captured("/with.html", "有图片的一篇", extra=pictures, takes_pictures=True)
    captured("/without.html", "没有图片的一篇", extra=pictures)
    tasks.take_in(NOON)
    with_one, without = ArticlePage.objects.get(title="有图片的一篇"), ArticlePage.objects.get(title="没有图片的一篇")
    assert [part.block_type for part in with_one.body].count("picture") == 1
    assert Picture.objects.get().collection == office.site.collection and not CapturedPicture.objects.exists()
    for article in (with_one, without):
        assert "127.0.0.1" not in str(article.body) and "elsewhere.example" not in str(article.body)


def test_an_article_of_our_own_is_not_captured_back(listed, add, round_of, office):  # noqa: F811
    words = sentences("自己写的") * 2
    own = office.publish(office.write("本县的一篇", text="".join(f"<p>{line}</p>" for line in words.splitlines())))
    assert learning.learn(timezone.now()) == 1 and learning.learn(timezone.now()) == 0
    copy = listed.article("/copy.html", "别人转载了本县的一篇", words)
    listed.put("/rss", rss((copy, "转载")), "text/xml")
    assert round_of(add(listed.url + "/rss", place=office.column.pk)).duplicates == 1
    item = CapturedItem.objects.get()
    assert item.twin_page == own.pk
    shown = signed_in(office.cast.tangbianji).get(f"/editor/capture/items/{item.pk}/").content.decode()
    assert "本县的一篇" in shown and "不是重复，生成草稿" in shown


def test_a_copy_that_is_none_is_let_through_by_its_editor(captured, office, cast):
    words = sentences("差不多") * 2
    captured("/1.html", "甲通知", words)
    captured("/2.html", "乙通知", words)
    item = CapturedItem.objects.get(state=ItemState.DUPLICATE)
    strange = signed_in(cast.jiaotongbianji)
    assert strange.post(f"/editor/capture/items/{item.pk}/").status_code == 404
    answer = signed_in(cast.tangbianji).post(f"/editor/capture/items/{item.pk}/")
    article = ArticlePage.objects.get(title="乙通知")
    assert answer["Location"] == f"/editor/pages/{article.pk}/edit/" and not article.live


def test_a_draft_thrown_away_does_not_come_back(captured, round_of, office):  # noqa: F811
    item = captured()
    tasks.take_in(NOON)
    ArticlePage.objects.get().delete()
    item.refresh_from_db()
    assert item.state == ItemState.DISCARDED and item.page is None
    assert round_of(item.source).new == 0 and tasks.take_in(NOON) == 0


def test_a_column_that_is_gone_stops_its_source_and_says_so(captured, office):
    item = captured()
    office.column.delete()
    assert tasks.take_in(NOON) == 0 and not ArticlePage.objects.exists()
    item.refresh_from_db()
    source = item.source
    assert item.state == ItemState.REFUSED and "栏目" in item.reason
    assert source.state == SourceState.PAUSED and "栏目" in source.trouble and len(told("capture.broken")) == 1


def test_a_source_is_tried_out_before_it_is_saved_and_trying_keeps_nothing(listed, office, cast):  # noqa: F811
    address = listed.article("/1.html", "试采的一篇文章")
    listed.put("/rss", rss((address, "试采"), ("http://other.example/x", "名单以外的")), "text/xml")
    editor = signed_in(cast.tangbianji)
    said = form(office, listed.url + "/rss")
    shown = editor.post("/editor/capture/new/", said | {"try": "1"}).content.decode()
    assert "找到2条链接" in shown and "不在白名单内" in shown and sentences("试采的一篇文章").splitlines()[0] in shown
    assert not CaptureSource.objects.exists() and not CapturedItem.objects.exists() and not told("capture.source_added")
    answer = editor.post("/editor/capture/new/", said)
    source = CaptureSource.objects.get()
    assert answer["Location"] == f"/editor/capture/{source.pk}/" and source.unit == cast.unit("MZ")
    assert source.keeper == cast.tangbianji and told("capture.source_added")[0].actor == "staff:MZ011"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"address": "http://not-listed.example/rss"}, "不在采集白名单内"),
        ({"address": "file:///etc/passwd"}, "http"),
        ({"kind": "list"}, "哪些链接是文章"),
        ({"kind": "list", "rule_kind": "selector", "rule": "a[[["}, "看不懂CSS选择器"),
        ({"rule": "*" * 20}, "最多8个"),
        ({"since": "2099-01-01"}, "起始日期不能晚于今天"),
        ({"most": "5000"}, "50"),
    ],
)
def test_what_a_source_may_not_be_is_said_beside_the_form(listed, office, cast, change, sentence):  # noqa: F811
    listed.put("/rss", rss(), "text/xml")
    shown = signed_in(cast.tangbianji).post("/editor/capture/new/", form(office, listed.url + "/rss") | change)
    assert shown.status_code == 200 and sentence in shown.content.decode() and not CaptureSource.objects.exists()


def test_nobody_captures_into_the_column_of_another_unit(listed, office, cast):  # noqa: F811
    said = form(office, listed.url + "/rss")
    for person in (cast.jiaotongbianji, cast.fangbianji):
        # The choice is not in the form, so it is no choice.
        shown = signed_in(person).post("/editor/capture/new/", said)
        assert shown.status_code == 200 and not CaptureSource.objects.exists()
        assert "民政局" not in shown.content.decode()
    assert places.chosen(cast.jiaotongbianji.user, cast.jiaotongbianji, office.column.pk) is None


def test_one_address_pasted_becomes_one_draft(listed, office, cast):  # noqa: F811
    address = listed.article("/one.html", "单独采集的一篇")
    editor = signed_in(cast.tangbianji)
    answer = editor.post("/editor/capture/one/", {"address": address, "place": office.column.pk})
    article = ArticlePage.objects.get()
    assert answer["Location"] == f"/editor/pages/{article.pk}/edit/" and not article.live
    assert told("capture.taken_by_hand")[0].actor == told("article.captured")[0].actor == "staff:MZ011"
    listed.pages["/one.html?utm_source=a"] = listed.pages["/one.html"]
    again = editor.post("/editor/capture/one/", {"address": address + "?utm_source=a", "place": office.column.pk})
    assert again["Location"].startswith("/editor/capture/items/") and ArticlePage.objects.count() == 1
    for wrong in ("http://169.254.169.254/latest/", listed.url + "/none.html", "http://x.example/"):
        shown = editor.post("/editor/capture/one/", {"address": wrong, "place": office.column.pk})
        assert shown.status_code == 200 and ArticlePage.objects.count() == 1


def test_the_pages_show_ones_own_part_alone(captured, office, cast):
    item = captured()
    source, run = item.source, CaptureRun.objects.get()
    paths = (f"/editor/capture/{source.pk}/", f"/editor/capture/{source.pk}/edit/", f"/editor/capture/runs/{run.pk}/",
             f"/editor/capture/items/{item.pk}/")  # fmt: skip
    for path in paths:
        assert signed_in(cast.tangbianji).get(path).status_code == 200, path
        assert signed_in(cast.songwangzhan).get(path).status_code == 200, path
        for person in (cast.jiaotongbianji, cast.fangbianji, cast.hanqianfa, cast.wangkezhang):
            assert signed_in(person).get(path).status_code == 404, path
    for path in ("/editor/capture/", "/editor/capture/items/"):
        assert "省民政厅" in signed_in(cast.tangbianji).get(path).content.decode()
        assert "省民政厅" not in signed_in(cast.jiaotongbianji).get(path).content.decode()
    assert signed_in(cast.jiaotongbianji).post(f"/editor/capture/{source.pk}/pause/").status_code == 404


def test_a_source_is_changed_paused_and_resumed_from_its_page(captured, office, cast):
    source = captured().source
    editor = signed_in(cast.tangbianji)
    editor.post(f"/editor/capture/{source.pk}/pause/")
    source.refresh_from_db()
    assert source.state == SourceState.PAUSED
    editor.post(f"/editor/capture/{source.pk}/edit/", form(office, source.address, name="改了名字"))
    editor.post(f"/editor/capture/{source.pk}/resume/")
    source.refresh_from_db()
    assert (source.name, source.state) == ("改了名字", SourceState.ACTIVE)
    assert source.next_at <= timezone.now() + timedelta(seconds=5)
    assert [entry.kind for entry in (*told("capture.source_changed"), *told("capture.source_resumed"))] == [
        "capture.source_changed", "capture.source_resumed",
    ]  # fmt: skip
    assert editor.post(f"/editor/capture/{source.pk}/destroy/").status_code == 404


def test_the_reason_a_source_is_broken_stands_on_its_page(listed, add, round_of, office, cast):  # noqa: F811
    source = add(listed.put("/rss", "<rss>", "text/xml"), place=office.column.pk)
    for _ in range(3):
        round_of(source)
    editor = signed_in(cast.tangbianji)
    for path in ("/editor/capture/", f"/editor/capture/{source.pk}/"):
        shown = editor.get(path).content.decode()
        assert "已失效" in shown and "不是完整的XML" in shown


def test_the_white_list_is_the_site_managers_alone(office, cast):
    said = {"host": "WWW.Jiangxi.gov.cn", "note": "江西省人民政府网站"}
    for person in (cast.tangbianji, cast.jiaotongbianji):
        client = signed_in(person)
        assert client.get("/editor/capture/hosts/").status_code == 200
        assert client.post("/editor/capture/hosts/", said).status_code == 404 and not AllowedHost.objects.exists()
    manager = signed_in(cast.songwangzhan)
    manager.post("/editor/capture/hosts/", said)
    row = AllowedHost.objects.get()
    assert row.host == "www.jiangxi.gov.cn" and not row.is_internal and not row.with_subdomains
    for wrong in (
        {"host": "gov.cn", "with_subdomains": "on"},
        {"host": "www.jiangxi.gov.cn"},
        {"host": "a b"},
        {"note": ""},
    ):
        assert (
            manager.post("/editor/capture/hosts/", said | wrong).status_code == 200 and AllowedHost.objects.count() == 1
        )
    assert signed_in(cast.tangbianji).post(f"/editor/capture/hosts/{row.pk}/remove/").status_code == 404
    manager.post(f"/editor/capture/hosts/{row.pk}/remove/")
    assert not AllowedHost.objects.exists() and len(told("capture.host_removed")) == 1


def test_a_fingerprint_goes_with_its_article(office):
    own = office.publish(office.write("本县的一篇", text=f"<p>{sentences('长')}</p>"))
    learning.learn(timezone.now())
    assert Fingerprint.objects.filter(page=own.pk).exists()
    own.delete()
    assert not Fingerprint.objects.exists()


def test_nobody_is_asked_before_our_own_articles_are_known(listed, add, office, monkeypatch):  # noqa: F811
    asked = []
    monkeypatch.setattr(tasks.capture, "run_due", lambda at: asked.append(at) or 1)
    office.publish(office.write("本县的一篇", text=f"<p>{sentences('长')}</p>"))
    source = add(listed.url + "/rss", place=office.column.pk)
    assert tasks.collect(timezone.now()) == 0 and tasks.collect(timezone.now()) == 1
    CaptureSource.objects.filter(pk=source.pk).update(state=SourceState.PAUSED)
    assert tasks.collect(timezone.now()) == 0 and len(asked) == 1
