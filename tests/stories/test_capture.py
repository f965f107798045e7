"""唐晓雯 sets up where news is gathered; they come as drafts with their source and day; a source that breaks says so."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.capture.conftest import site  # noqa: F401 — somebody else's web site, on this machine
from tests.capture.site import Site
from tests.cms import editorial
from tests.cms.conftest import portal  # noqa: F401 — the county's portal
from tests.cms.editorial import Office
from zhengtong.capture import tasks
from zhengtong.capture.actions import runs
from zhengtong.capture.fetching import Visitor
from zhengtong.capture.models import AllowedHost, CapturedItem, CaptureSource
from zhengtong.cms.capturing import tasks as drafting
from zhengtong.cms.models import ArticlePage

pytestmark = pytest.mark.browser
TITLES = ("冬季救助工作部署会召开", "养老服务质量提升行动启动")
LIST = "/news/"


@pytest.fixture
def office(county, portal, settings, monkeypatch, tmp_path: Path) -> Office:  # noqa: F811
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(editorial, "keep_time", lambda *_: None)  # the county keeps time already
    return editorial.open_office(county, portal)


def publishes(site: Site) -> None:  # noqa: F811
    """The province's site: a list of two articles, beside links that are none."""
    links = [(site.article(f"/news/{number}.html", title), title) for number, title in enumerate(TITLES, start=1)]
    lines = "".join(f'<li><a href="{url}">{title}</a><span>2026-11-20</span></li>' for url, title in links)
    site.put(LIST, f'<html><body><p><a href="/about.html">关于我们</a></p><ul class="news">{lines}</ul></body></html>')


def worker_passes() -> None:
    """One turn of what the worker does: whoever is due is asked, and drafts are made of what came."""
    while (run := runs.claim(timezone.now())) is not None:
        tasks.collect(run, Visitor(seconds=30.0, clock=timezone.now, gap=0.0, patience=15.0))
    drafting.take_in(timezone.now())


def test_what_others_publish_is_gathered_as_drafts_and_a_broken_source_says_so(office, bring, site):  # noqa: F811
    publishes(site)
    manager = bring()
    manager.signs_in("songwangzhan", "/editor/capture/hosts/")
    manager.fills(host="127.0.0.1", port=str(site.port), note="示例省民政厅网站")
    manager.page.check("#id_is_internal")
    manager.shot("capture-hosts")
    manager.page.get_by_role("button", name="加入", exact=True).click()
    expect(manager.page.get_by_role("cell", name="示例省民政厅网站")).to_be_visible()
    assert AllowedHost.objects.get().port == site.port

    editor = bring()
    editor.signs_in("tangbianji", "/editor/capture/new/")
    editor.fills(name="示例省民政厅", kind="list", address=f"{site.url}{LIST}", rule_kind="selector", rule=".news a")
    editor.fills(place=str(office.column.pk), since="2026-11-01", minutes="360", most="5")
    editor.page.get_by_role("button", name="试采").click()
    editor.sees("试采结果：找到2条链接", TITLES[0])
    editor.sees_not("关于我们")
    editor.shot("capture-trial")
    assert not CaptureSource.objects.exists()
    editor.page.get_by_role("button", name="保存").click()
    editor.page.wait_for_url(lambda url: url.rstrip("/").rpartition("/")[2].isdigit())
    source = CaptureSource.objects.get()
    assert editor.path == f"/editor/capture/{source.pk}/" and source.unit == office.cast.unit("MZ")

    worker_passes()
    editor.page.reload()
    expect(editor.element("runs").locator("tbody tr")).to_have_count(1)
    editor.shot("capture-source")
    editor.opens("/editor/capture/items/")
    editor.sees(*TITLES)
    editor.shot("capture-items")
    editor.page.get_by_role("link", name=TITLES[0], exact=True).click()
    page = editor.page
    expect(page.locator("[name=title]")).to_have_value(TITLES[0])
    expect(page.locator("[name=source]")).to_have_value("省民政厅")
    expect(page.locator("[name=source_url]")).to_have_value(f"{site.url}/news/1.html")
    expect(page.locator("[name=published_on]")).to_have_value("2026-11-20 10:30")
    editor.shot("capture-draft")
    drafts = ArticlePage.objects.child_of(office.column)
    assert {draft.title for draft in drafts} == set(TITLES) and not any(draft.live for draft in drafts)
    assert bring().opens(drafts[0].url) == 404

    other = bring()
    other.signs_in("jiaotongbianji", "/editor/capture/")
    other.sees_not("示例省民政厅")
    assert other.opens(f"/editor/capture/{source.pk}/") == 404

    site.put(LIST, "数据库连接失败", status=500)
    for _ in range(3):
        editor.opens(f"/editor/capture/{source.pk}/")
        editor.page.get_by_role("button", name="立即采集").click()
        editor.sees("即将开始采集")
        worker_passes()
    editor.opens(f"/editor/capture/{source.pk}/")
    expect(page.get_by_role("alert").filter(has_text="这个来源已失效")).to_contain_text("HTTP 500")
    editor.shot("capture-broken")
    editor.opens("/editor/capture/")
    expect(editor.element("sources")).to_contain_text("连续3次")
    source.refresh_from_db()
    assert (source.state, CapturedItem.objects.count()) == ("broken", 2)

    publishes(site)
    editor.opens(f"/editor/capture/{source.pk}/")
    page.get_by_role("button", name="立即采集").click()
    editor.sees("即将开始采集")
    worker_passes()
    editor.opens(f"/editor/capture/{source.pk}/")
    editor.sees_not("这个来源已失效")
    source.refresh_from_db()
    assert (source.state, CapturedItem.objects.count()) == ("active", 2), "what is known does not come twice"
