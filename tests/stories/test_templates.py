"""宋志明 gives the bureau's site a theme and a layout, looks at both on a real page first, and takes a step back."""

import pytest
from playwright.sync_api import expect

from tests.stories.people import Clerk
from tests.stories.test_portal import portal, violations  # noqa: F401 — the small portal of that story
from zhengtong.cms.models import ColumnPage, SitePage
from zhengtong.cms.theming.actions import templates, themes
from zhengtong.cms.theming.rules.looks import Look
from zhengtong.cms.theming.starters import starter

pytestmark = pytest.mark.browser


def test_a_layout_is_tried_on_a_real_page_before_anybody_sees_it(portal, county, clerk, clock):  # noqa: F811
    by, at = county.songwangzhan, clock.now()
    begun = starter("column-1-standard")
    unit = county.unit("BG")
    first = templates.save(None, begun.text, name="要闻列表", kind="column", unit=unit, by=by, at=at)
    templates.check(first, by=by, at=at)
    templates.put_in_force(first, by=by, at=at)
    templates.assign(first.template, ColumnPage.objects.get(slug="news"), by=by, at=at)

    manager: Clerk = clerk("songwangzhan")
    manager.opens(f"/editor/templates/{first.template_id}/")
    page = manager.page
    shown = page.frame_locator("iframe[name=preview]")
    expect(shown.locator("main h1")).to_be_visible()

    page.locator("[name=text]").fill("<h1>{{ page.title }}</h1>\n<script>alert(1)</script>")
    page.get_by_role("button", name="预览").click()
    expect(shown.get_by_text("第2行：不能使用<script>（脚本）。")).to_be_visible()

    page.locator("[name=text]").fill(starter("column-2-summaries").text)
    page.get_by_role("button", name="预览").click()
    expect(shown.locator(".dated-list")).to_be_visible()
    assert first.template.versions.count() == 1

    page.get_by_role("button", name="保存为新版本并检查").click()
    expect(page.get_by_text("检查通过，可以启用")).to_be_visible()
    page.get_by_role("button", name="启用", exact=True).click()
    manager.opens("/news/")
    expect(page.locator(".dated-list")).to_be_visible()
    assert violations(manager) == []

    manager.opens(f"/editor/templates/{first.template_id}/")
    page.get_by_role("button", name="退回这一版").click()
    manager.opens("/news/")
    expect(page.locator(".dated-list")).to_have_count(0)


def test_a_site_in_any_theme_stands_in_nobodys_way(portal, county, bring, clock):  # noqa: F811
    by, at = county.songwangzhan, clock.now()
    site = SitePage.objects.get(slug="mz")
    visitor = bring()
    for name, look in (
        ("青绿", Look(primary="#0f6b57", accent="#0e6654")),
        ("黛", Look(primary="#2f4858", accent="#8a4b12", background="#fcfbf8", masthead="solid", lettering="song")),
    ):
        version = themes.save(None, look.as_dict(), name=name, unit=site.unit, by=by, at=at)
        themes.put_in_force(version, by=by, at=at)
        themes.choose(site, version.theme, by=by, at=at)
        visitor.opens("/mz/")
        colour = visitor.page.evaluate("getComputedStyle(document.querySelector('.portal-entries')).backgroundColor")
        assert colour == f"rgb({', '.join(str(int(look.primary[n : n + 2], 16)) for n in (1, 3, 5))})"
        assert violations(visitor) == []
