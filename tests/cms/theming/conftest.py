"""A bureau with columns, articles and a topic, for themes and templates to dress."""

from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import Page

from tests.cast import NOON, Cast
from zhengtong.cms import actions
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage, TopicPage
from zhengtong.cms.pagecache import files, rules
from zhengtong.cms.theming.actions import templates
from zhengtong.cms.theming.models import Template, TemplateVersion

TEXT = '<h1>{{ page.title }}</h1><p class="soft">排法一</p>{{ pages }}<ul>{% for a in articles %}<li>{{ a.title }}</li>{% endfor %}</ul>'


@pytest.fixture
def bureau(cast: Cast, portal: SitePage) -> SitePage:
    site = actions.open_site("民政局", unit=cast.unit("MZ"), slug="mz", below=portal, by="system", at=NOON)
    for slug, title in (("news", "民政动态"), ("notices", "通知公告")):
        column = site.add_child(instance=ColumnPage(title=title, slug=slug, show_in_menus=True))
        for number in (1, 2):
            column.add_child(instance=article(f"{title}第{number}篇", f"{slug}-{number}"))
    site.add_child(instance=TopicPage(title="就近办", slug="nearby", summary="在家门口办事"))
    return SitePage.objects.get(pk=site.pk)


def article(title: str, slug: str) -> ArticlePage:
    return ArticlePage(
        title=title, slug=slug, source="民政局", published_on=NOON, first_published_at=NOON,
        body=[("text", f"<p>{title}的正文</p>")],
    )  # fmt: skip


@pytest.fixture
def pages(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return files.root(tmp_path) / rules.DEFAULT


@pytest.fixture
def manager(cast: Cast):
    return cast.songwangzhan


def column_of(site: Page, slug: str) -> ColumnPage:
    return ColumnPage.objects.get(path__startswith=site.path, slug=slug)


def in_force(cast: Cast, text: str, kind: str = "column", name: str = "试", unit: str = "MZ") -> Template:
    """A template of the bureau, checked and in force."""
    version = drafted(cast, text, kind, name, unit)
    assert version.is_fit, version.problems
    templates.put_in_force(version, by=cast.songwangzhan, at=NOON)
    return Template.objects.get(pk=version.template_id)


def drafted(cast: Cast, text: str, kind: str = "column", name: str = "试", unit: str = "MZ") -> TemplateVersion:
    by = cast.songwangzhan
    known = Template.objects.filter(name=name, unit=cast.unit(unit)).first()
    version = templates.save(known, text, name=name, kind=kind, unit=cast.unit(unit), by=by, at=NOON)
    return templates.check(version, by=by, at=NOON)
