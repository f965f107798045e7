"""张阿姨 reads the portal: with sharp eyes or weak ones, on a telephone, without a mouse. axe finds nothing in her way."""

import json
from pathlib import Path

import pytest
from wagtail.models import Collection, Locale, Page, Site

from tests.cast import Cast
from tests.cms.test_pages import HOME
from tests.stories.inspection import squeezed
from tests.stories.people import PHONE, Visitor
from zhengtong.cms import actions, content, manuscripts
from zhengtong.cms.models import ColumnPage

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
DATA = Path(__file__).resolve().parents[2] / "data" / "anfu" / "portal"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
TEXT = """发展农业，保障民生。

## 数据

```chart 产量|万吨|bar
年份	产量
2024年	32.1
2025年	32.5
```

```table 价格|示例
品名	价格
茶叶	120
火腿	85
```

> 山里的早晨最美。
> —— 一位游客

![远山](peaks)"""
PAGES = ("/", "/news/", "/news/anfu/a1/", "/topics/nearby/", "/site-map/", "/search/?q=发展")


@pytest.fixture
def portal(county: Cast, clock) -> str:
    """A small portal: a home page with every kind of section, columns, a topic, articles with every kind of part."""
    at = clock.now()
    Locale.objects.get_or_create(language_code="zh-hans")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root")
    Site.objects.all().delete()
    site = actions.open_site("安福县人民政府", unit=county.unit("BG"), slug="portal", below=None, by="system", at=at)
    actions.open_site("安福县民政局", unit=county.unit("MZ"), slug="mz", below=site, by="system", at=at)
    news = site.add_child(instance=ColumnPage(title="要闻", slug="news", show_in_menus=True, description="县内大事"))
    news.add_child(instance=ColumnPage(title="安福要闻", slug="anfu"))
    news.add_child(instance=ColumnPage(title="乡镇动态", slug="towns"))
    site.add_child(instance=ColumnPage(title="专题", slug="topics", kind="topic", show_in_menus=True))
    pictures = content.load_pictures(DATA / "pictures", site.collection)
    topic = {"slug": "nearby", "title": "就近办", "summary": "在家门口办事", "picture": "hall"}
    content.open_topics(site, [topic], pictures, at)
    site.refresh_from_db()
    content.arrange(site, HOME)
    articles = [
        (site, manuscripts.Manuscript(f"a{n}", column, f"稿件{n}", n, "县融媒体中心", TEXT, "摘要", picture="peaks"))
        for n, column in enumerate(("news/anfu", "news/anfu", "news/towns", "topics/nearby"))
    ]
    content.publish(articles, pictures, at)
    return site.title


def violations(visitor: Visitor) -> list[str]:
    """What axe finds by WCAG 2.1 A and AA that is serious or critical, with the first place of each."""
    visitor.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = visitor.page.evaluate(f"axe.run(document, {json.dumps(RULES)}).then((result) => result.violations)")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def faults(visitor: Visitor) -> list[str]:
    found = []
    for path in PAGES:
        assert visitor.opens(path) == 200, path
        found += [f"{path} {one}" for one in violations(visitor)]
    return found


def test_nothing_on_the_portal_stands_in_anybodys_way(portal, bring):
    visitor = bring()
    assert "\n".join(faults(visitor)) == ""
    visitor.opens("/")
    visitor.presses("elder-toggle")
    assert visitor.page.evaluate("document.documentElement.className") == "elder"
    assert "\n".join(faults(visitor)) == ""


def test_the_portal_fits_a_telephone(portal, bring):
    visitor = bring(**PHONE)
    wide = []
    for path in PAGES:
        visitor.opens(path)
        wide += [f"{path} {fault}" for fault in squeezed(visitor.page) if "px wide" in fault]
    assert "\n".join(wide) == ""


def test_tabs_tables_and_letter_sizes_answer_the_keyboard(portal, bring):
    visitor = bring()
    visitor.opens("/")
    tab = visitor.page.get_by_role("tab", name="安福要闻")
    tab.focus()
    tab.press("ArrowRight")
    chosen = visitor.page.get_by_role("tab", name="乡镇动态")
    assert chosen.get_attribute("aria-selected") == "true"
    assert visitor.page.get_by_role("tabpanel", name="乡镇动态").is_visible()
    visitor.opens("/news/anfu/a1/")
    price = visitor.page.get_by_role("button", name="价格")
    price.press("Enter")
    rows = visitor.page.locator("table[data-sortable] tbody tr")
    assert rows.first.inner_text().startswith("火腿")
    visitor.page.get_by_role("button", name="大", exact=True).press("Enter")
    assert visitor.page.locator("[data-article]").get_attribute("data-size") == "l"
    visitor.opens("/news/anfu/a0/")
    assert visitor.page.locator("[data-article]").get_attribute("data-size") == "l"


def test_who_reads_traditional_characters_chooses_them_once(portal, bring):
    visitor = bring()
    visitor.opens("/news/anfu/a1/")
    visitor.presses("hant-toggle")
    assert "發展農業" in visitor.page.inner_text("main")
    visitor.opens("/")
    assert visitor.page.evaluate("document.documentElement.lang") == "zh-Hant"
    visitor.presses("hant-toggle")
    assert visitor.page.evaluate("document.documentElement.lang") == "zh-CN"
