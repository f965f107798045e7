"""政府网站标签规范, 页脚, 长者模式, 繁體 and print: on every kind of page anybody may read."""

import pytest

from tests.cast import NOON
from tests.doors.ground import lay
from tests.doors.table import rows
from zhengtong.cms.inspection import rules
from zhengtong.cms.inspection.rules import PageKind
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage, TopicPage
from zhengtong.web import tags

pytestmark = pytest.mark.django_db
OURS = {"styleguide:citizen", "styleguide:desk", "styleguide:oversight"}
"""Shown to who builds the site; no part of it."""


@pytest.fixture
def public(cast, client, settings, tmp_path) -> dict[str, str]:
    """Name of every address of the doors that answers nobody in particular with a page → that page."""
    settings.FILES_ROOT = tmp_path / "files"
    names = lay(cast)
    pages = {}
    for name, path, signs in rows():
        if signs[0] == "+" and name not in OURS:
            answer = client.get(path.format(**names))
            if answer["Content-Type"].startswith("text/html") and b"<html" in answer.content:
                pages[name] = answer.content.decode()
    return pages


@pytest.fixture
def cluster(portal, client) -> dict[PageKind, list[str]]:
    """Every kind of page of the cluster, as anybody reads it."""
    column = portal.add_child(instance=ColumnPage(title="要闻", slug="news", first_published_at=NOON))
    topic = portal.add_child(instance=TopicPage(title="乡村振兴", slug="village", first_published_at=NOON))
    article = ArticlePage(title="县政府常务会议召开", slug="a", source="县融媒体中心", first_published_at=NOON)
    article.body = [("text", "<p>会议研究了<b>民生</b>工作。</p>")]
    column.add_child(instance=article)
    said = {page: client.get(f"/{page.url_path.removeprefix(portal.url_path)}").content.decode() for page in
            (SitePage.objects.get(pk=portal.pk), column, topic, article)}  # fmt: skip
    home, *rest = said.values()
    return {PageKind.HOME: [home, client.get("/site-map/").content.decode()], PageKind.COLUMN: rest[:2],
            PageKind.CONTENT: rest[2:]}  # fmt: skip


def test_every_public_page_of_the_doors_carries_the_tags_of_its_kind(public):
    """A page added tomorrow is asked the same: who adds one names its column in web/tags.py."""
    wrong = []
    for name, page in public.items():
        kind = PageKind.CONTENT if name in tags.CONTENTS else PageKind.COLUMN
        wrong += [f"{name}: {one.reason}" for one in rules.check_tags(rules.read(page), kind)]
    assert len(public) > 25 and not wrong, "\n".join(wrong)


def test_every_page_of_the_cluster_carries_the_tags_of_its_kind(cluster):
    wrong = [
        f"{kind}: {one.reason}"
        for kind, pages in cluster.items()
        for page in pages
        for one in rules.check_tags(rules.read(page), kind)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_public_page_has_the_foot_large_type_traditional_characters_and_print(public, cluster):
    for name, page in [*public.items(), *((str(kind), page) for kind, pages in cluster.items() for page in pages)]:
        assert not rules.check_foot(rules.read(page)), name
        assert 'data-element="elder-toggle"' in page and 'data-element="hant-toggle"' in page, name
        assert 'media="print"' in page and 'name="viewport"' in page and 'class="skip"' in page, name


def test_who_chose_traditional_characters_reads_them_on_the_services_pages_too(public, client):
    client.cookies["hant"] = "1"
    page = client.get("/services/").content.decode()
    assert 'lang="zh-Hant"' in page and "辦事" in page


def test_what_a_form_sends_back_is_never_turned():
    from zhengtong.cms.traditional import traditional

    asked = '<input value="办事"><option value="发展">发展</option><textarea>发展</textarea><p>发展</p>'
    assert traditional(asked) == (
        '<input value="办事"><option value="发展">發展</option><textarea>发展</textarea><p>發展</p>'
    )
