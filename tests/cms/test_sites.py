"""Sites are opened, changed, taken offline, merged and archived; whoever comes by an old address is led on or told."""

import gzip
import hashlib
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings as live_settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from tests.cast import NOON, Cast
from tests.cms.doors.ground import picture_file
from zhengtong.cms import actions as cluster
from zhengtong.cms.choices import SiteState
from zhengtong.cms.models import ArticlePage, ColumnPage, Picture, SitePage
from zhengtong.cms.sites import actions, queries
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db
NOTICE = "因系统升级，本站临时下线，请到县政务服务中心办理业务。"


@pytest.fixture
def bureau(cast: Cast, portal: SitePage, settings, tmp_path) -> SitePage:
    settings.MEDIA_ROOT = tmp_path
    site = cluster.open_site("民政局", unit=cast.unit("MZ"), slug="mz", below=portal, by="system", at=NOON)
    column = site.add_child(instance=ColumnPage(title="动态", slug="news"))
    column.add_child(instance=ArticlePage(title="低保标准提高", slug="dibao", source="民政局"))
    return site


@pytest.fixture
def other(cast: Cast, portal: SitePage) -> SitePage:
    site = cluster.open_site("交通局", unit=cast.unit("JT"), slug="jt", below=portal, by="system", at=NOON)
    site.add_child(instance=ColumnPage(title="动态", slug="news"))
    return site


def entries(kind: str) -> int:
    return Entry.objects.filter(kind=kind).count()


# --- opening ---


def test_a_site_is_opened_below_the_portal_and_answers_at_once(cast, portal, client):
    actions.open_site("安福县司法局", unit=cast.unit("SF"), slug="sf", by=cast.songwangzhan, at=NOON)
    assert client.get("/sf/").status_code == 200
    assert entries("site.opened") == 2


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("desk", "slug-reserved"),
        ("hall", "slug-reserved"),
        ("editor", "slug-reserved"),
        ("static", "slug-reserved"),
        ("mz", "slug-taken"),
        ("MZ局", "slug-form"),
        ("-a", "slug-form"),
        ("", "slug-form"),
    ],
)
def test_an_address_that_is_not_free_is_refused_in_words(cast, bureau, slug, code):
    before = entries("site.opened")
    with pytest.raises(Refusal) as refused:
        actions.open_site("司法局", unit=cast.unit("SF"), slug=slug, by=cast.songwangzhan, at=NOON)
    assert (refused.value.code, refused.value.field) == (code, "slug")
    assert entries("site.opened") == before


def test_a_unit_has_one_site(cast, bureau):
    with pytest.raises(Refusal) as refused:
        actions.open_site("民政局二", unit=cast.unit("MZ"), slug="mz2", by=cast.songwangzhan, at=NOON)
    assert refused.value.code == "unit-has-site"


def test_nobody_but_the_manager_of_the_sites_touches_them(cast, bureau, other):
    for act in (
        lambda: actions.take_offline(bureau, NOTICE, until=NOON + timedelta(days=1), by=cast.hanqianfa, at=NOON),
        lambda: actions.change_address(bureau, "mz.anfu.gov.cn", by=cast.tangbianji, at=NOON),
        lambda: actions.merge(bureau, other, by=cast.tangbianji, at=NOON),
        lambda: actions.archive(bureau, by=cast.luchushen, at=NOON),
        lambda: actions.open_site("司法局", unit=cast.unit("SF"), slug="sf", by=cast.tangbianji, at=NOON),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "not-your-site"
    assert SitePage.objects.get(pk=bureau.pk).state == SiteState.OPEN


# --- a host name of its own ---


def test_a_site_gets_a_host_name_and_gives_it_back(cast, bureau, other):
    actions.change_address(bureau, "MZ.anfu.gov.cn", by=cast.songwangzhan, at=NOON)
    assert queries.own_host(bureau) == "mz.anfu.gov.cn"
    for hostname, code in (("mz.anfu.gov.cn", "hostname-taken"), ("http://x", "hostname-form")):
        with pytest.raises(Refusal) as refused:
            actions.change_address(other, hostname, by=cast.songwangzhan, at=NOON)
        assert refused.value.code == code
    actions.change_address(bureau, "", by=cast.songwangzhan, at=NOON)
    assert not Site.objects.filter(root_page=bureau).exists()
    assert entries("site.address_changed") == 2


# --- offline for a while ---


def test_a_site_that_is_offline_shows_its_notice_on_every_page(cast, bureau, client):
    from django.utils import timezone

    now = timezone.now()
    actions.take_offline(bureau, NOTICE, until=now + timedelta(days=2), by=cast.songwangzhan, at=now)
    for path in ("/mz/", "/mz/news/", "/mz/news/dibao/"):
        answer = client.get(path)
        assert answer.status_code == 503 and NOTICE in answer.content.decode()
        assert 2 * 86400 - 60 < int(answer["Retry-After"]) <= 2 * 86400
    assert client.get("/").status_code == 200
    actions.bring_back(bureau, by=cast.songwangzhan, at=now)
    assert client.get("/mz/news/dibao/").status_code == 200
    assert (entries("site.taken_offline"), entries("site.brought_back")) == (1, 1)


@pytest.mark.parametrize(
    ("notice", "days", "code"),
    [("升级", 1, "notice-short"), (NOTICE, 31, "until-far"), (NOTICE, -1, "until-past")],
)
def test_no_site_is_away_without_words_or_for_too_long(cast, bureau, notice, days, code):
    with pytest.raises(Refusal) as refused:
        actions.take_offline(bureau, notice, until=NOON + timedelta(days=days), by=cast.songwangzhan, at=NOON)
    assert refused.value.code == code
    assert SitePage.objects.get(pk=bureau.pk).state == SiteState.OPEN


def test_the_portal_cannot_be_taken_away(cast, portal):
    for act in (
        lambda: actions.take_offline(portal, NOTICE, until=NOON + timedelta(days=1), by=cast.songwangzhan, at=NOON),
        lambda: actions.archive(portal, by=cast.songwangzhan, at=NOON),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "portal-stays"


# --- merging ---


def test_every_old_address_of_a_merged_site_leads_to_the_page_for_good(cast, bureau, other, client):
    moved = actions.merge(bureau, other, by=cast.songwangzhan, at=NOON)
    assert moved == 2
    for old, new in (
        ("/mz/", "/jt/"),
        ("/mz/news/", "/jt/mz-news/"),
        ("/mz/news/dibao/", "/jt/mz-news/dibao/"),
    ):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new), old
        assert client.get(new).status_code == 200
    asked = client.get("/mz/news/dibao/?from=weixin&q=" + quote("低保"))
    assert asked["Location"] == "/jt/mz-news/dibao/?from=weixin&q=" + quote("低保")
    assert SitePage.objects.get(pk=bureau.pk).state == SiteState.MERGED
    assert Entry.objects.get(kind="site.merged").data["pages"] == 2


def test_a_merged_site_with_a_host_of_its_own_leads_on_from_there_too(cast, bureau, other, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    actions.change_address(bureau, "mz.anfu.gov.cn", by=cast.songwangzhan, at=NOON)
    actions.merge(bureau, other, by=cast.songwangzhan, at=NOON)
    answer = client.get("/news/dibao/", headers={"host": "mz.anfu.gov.cn"})
    assert answer.status_code == 301 and answer["Location"].endswith("/jt/mz-news/dibao/")


def test_a_site_is_not_merged_into_itself_nor_with_sites_below_it(cast, bureau, other, portal):
    for site, into, code in (
        (bureau, bureau, "merge-into-itself"),
        (portal, other, "portal-stays"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.merge(site, into, by=cast.songwangzhan, at=NOON)
        assert refused.value.code == code
    assert not Redirect.objects.exists()


# --- archiving ---


def records(path) -> list[tuple[dict[str, str], bytes]]:
    """(fields, block) of every record, as ISO 28500 lays them out."""
    content, found = gzip.decompress(path.read_bytes()), []
    while content:
        head, _, content = content.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        assert first == "WARC/1.1"
        fields = dict(line.split(": ", 1) for line in lines)
        length = int(fields["Content-Length"])
        found.append((fields, content[:length]))
        assert content[length : length + 4] == b"\r\n\r\n"
        content = content[length + 4 :]
    return found


def test_an_archived_site_is_kept_whole_and_says_that_it_is_closed(cast, bureau, client):
    picture = Picture.objects.create(title="图", file=picture_file(), collection=bureau.collection)
    column = bureau.get_children().get()
    article = column.add_child(
        instance=ArticlePage(title="配图", slug="pic", source="民政局", body=[("picture", {"picture": picture})])
    )
    assert "/media/" in client.get("/mz/news/pic/").content.decode()
    kept = actions.archive(bureau, by=cast.songwangzhan, at=NOON)
    path = live_settings.MEDIA_ROOT / "archives" / f"{bureau.pk}.warc.gz"
    written = records(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == kept.sha256
    assert len(written) == kept.records + 1 and written[0][0]["WARC-Type"] == "warcinfo"
    by_path = {fields["WARC-Target-URI"].split("/", 3)[3]: block for fields, block in written[1:]}
    assert {"mz/", "mz/news/", "mz/news/dibao/", "mz/news/pic/"} <= set(by_path)
    assert "低保标准提高" in by_path["mz/news/dibao/"].decode(errors="replace")
    assert any(name.startswith("media/") and block.startswith(b"HTTP/1.1 200") for name, block in by_path.items())
    assert all(block.startswith(b"HTTP/1.1 200") for name, block in by_path.items() if name.startswith("mz/"))
    answer = client.get(f"/mz/news/{article.slug}/")
    assert answer.status_code == 410 and "已停止更新并归档" in answer.content.decode()
    assert Entry.objects.get(kind="site.archived").data["sha256"] == kept.sha256


# --- the pages of site management ---


def test_the_manager_does_it_all_by_the_pages(cast, bureau, other, client):
    client.force_login(cast.songwangzhan.user)
    shown = client.get("/editor/site-management/").content.decode()
    assert "民政局" in shown and "正常运行" in shown and "开设站点" in shown
    answer = client.post(
        "/editor/site-management/open/", {"title": "司法局", "unit": cast.unit("SF").pk, "slug": "desk"}
    )
    assert "已由平台的其他服务使用" in answer.content.decode()
    answer = client.post("/editor/site-management/open/", {"title": "司法局", "unit": cast.unit("SF").pk, "slug": "sf"})
    assert answer.status_code == 302 and SitePage.objects.filter(slug="sf").exists()
    act = f"/editor/site-management/{bureau.pk}"
    for name in ("address", "offline", "merge", "archive"):
        assert client.get(f"{act}/{name}/").status_code == 200
    assert client.get(f"{act}/back/").status_code == 404
    assert client.post(f"{act}/archive/", {}).status_code == 200
    assert SitePage.objects.get(pk=bureau.pk).state == SiteState.OPEN
    assert client.post(f"{act}/archive/", {"sure": "on"}).status_code == 302
    file = client.get(f"{act}/archive.warc.gz")
    assert file["Content-Disposition"].startswith("attachment") and file["Content-Type"] == "application/warc"
    assert b"".join(file.streaming_content)[:2] == b"\x1f\x8b"


@pytest.mark.parametrize("person", ["tangbianji", "hanqianfa", "jiaotongbianji", "wangkezhang"])
def test_site_management_is_not_there_for_anybody_else(cast, bureau, client, person):
    client.force_login(getattr(cast, person).user)
    for path in (
        "/editor/site-management/",
        "/editor/site-management/open/",
        f"/editor/site-management/{bureau.pk}/offline/",
        f"/editor/site-management/{bureau.pk}/archive.warc.gz",
    ):
        assert client.get(path).status_code == 404, path


# --- pages between sites, two at once ---


def test_a_page_changes_its_site_only_by_who_has_a_part_in_both(cast, bureau, other, client):
    article = ArticlePage.objects.get(slug="dibao")
    column = other.get_children().get()
    path = f"/editor/pages/{article.pk}/move/{column.pk}/confirm/"
    for person in ("tangbianji", "jiaotongbianji", "fangbianji"):
        client.force_login(getattr(cast, person).user)
        assert client.post(path).status_code == 404, person
    client.force_login(cast.songwangzhan.user)
    assert client.post(path).status_code == 302
    answer = client.get("/mz/news/dibao/?a=1")
    assert (answer.status_code, answer["Location"]) == (301, "/jt/news/dibao/?a=1")


def test_who_saves_second_overwrites_nobody_and_loses_nothing(cast, bureau, client):
    article = ArticlePage.objects.get(slug="dibao")
    opened = article.save_revision(user=cast.tangbianji.user)
    article.title = "别人改的标题"
    theirs = article.save_revision(user=cast.luchushen.user)
    client.force_login(cast.tangbianji.user)
    answer = client.post(
        f"/editor/pages/{article.pk}/edit/",
        {
            "title": "我改的标题",
            "loaded_revision_id": str(opened.pk),
            "body-0-value": '{"blocks": [{"text": "我写的一段话"}], "entityMap": {}}',
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 409 and "没有覆盖他人的修改" in page
    assert "我改的标题" in page and "我写的一段话" in page
    article.refresh_from_db()
    assert article.latest_revision_id == theirs.pk
