"""A page lies on disk for everybody; a change reaches every page that shows it, within a second, and no other."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from wagtail.models import PageViewRestriction

from tests.cast import NOON
from zhengtong.cms import actions
from zhengtong.cms.models import ArticlePage, ColumnPage
from zhengtong.cms.pagecache import baking, files, rules, tasks
from zhengtong.cms.pagecache.models import CachedPage, PageChange

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    return files.root(tmp_path) / rules.DEFAULT


@pytest.fixture
def news(portal, pages):
    return portal.add_child(instance=ColumnPage(title="本县要闻", slug="news", show_in_menus=True))


@pytest.fixture
def notices(portal, pages):
    return portal.add_child(instance=ColumnPage(title="通知公告", slug="notices", show_in_menus=True, kind="notice"))


@transaction.atomic
def write(column: ColumnPage, title: str, slug: str) -> ArticlePage:
    article = column.add_child(instance=ArticlePage(title=title, slug=slug, source="县政府办", live=False))
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


@transaction.atomic
def republish(article: ArticlePage, **fields: object) -> None:
    article.refresh_from_db()
    for name, value in fields.items():
        setattr(article, name, value)
    article.save_revision().publish()


def read(pages: Path, path: str) -> str:
    return (pages / path.strip("/") / "index.html").read_text()


def ages(pages: Path) -> dict[str, int]:
    return {str(file.parent.relative_to(pages)): file.stat().st_mtime_ns for file in pages.rglob("index.html")}


def keep_all(pages: Path) -> dict[str, int]:
    """Make every public page, as visitors would have done."""
    tasks.refresh(NOON)
    for page in (*ColumnPage.objects.all(), *ArticlePage.objects.live()):
        assert baking.bake(baking.address_of(page)) in (True, False)
    return ages(pages)


def test_a_published_article_is_there_with_its_column_and_its_front_page(portal, news, pages):
    keep_all(pages)
    write(news, "全县防汛工作会议召开", "flood")
    tasks.refresh(NOON)
    for path in ("/news/flood/", "/news/"):
        assert "全县防汛工作会议召开" in read(pages, path)
        packed = (pages / path.strip("/") / "index.html.gz").read_bytes()
        assert gzip.decompress(packed).decode() == read(pages, path)
    assert (pages / "index.html").exists()


def test_a_change_reaches_every_page_that_shows_it_and_no_other(news, notices, pages):
    write(news, "甲", "a")
    write(news, "乙", "b")
    write(notices, "丙", "c")
    before = keep_all(pages)
    republish(ArticlePage.objects.get(slug="a"), title="甲的新标题")
    assert tasks.refresh(NOON) >= 2
    after = ages(pages)
    assert "甲的新标题" in read(pages, "/news/a/") and "甲的新标题" in read(pages, "/news/")
    for path in ("notices", "notices/c"):
        assert after[path] == before[path], path
    shown = [path for path in after if "甲的新标题" in read(pages, path)]
    assert {path for path in after if after[path] != before.get(path)} == set(shown)


def test_a_draft_changes_nothing(news, pages):
    article = write(news, "甲", "a")
    before = keep_all(pages)
    article.title = "还没有审的标题"
    article.save_revision()
    assert tasks.refresh(NOON) == 0
    assert ages(pages) == before


def test_what_is_withdrawn_moved_or_deleted_is_gone_from_its_old_place(news, notices, pages):
    gone, moved, deleted = write(news, "甲", "a"), write(news, "乙", "b"), write(news, "丙", "c")
    keep_all(pages)
    with transaction.atomic():
        gone.unpublish()
        moved.move(notices, pos="last-child")
        deleted.delete()
    tasks.refresh(NOON)
    tasks.refresh(NOON)
    assert not any((pages / "news" / slug / "index.html").exists() for slug in "abc")
    assert not any(word in read(pages, "/news/") for word in ("甲", "乙", "丙"))
    assert "乙" in read(pages, "/notices/")


def test_a_renamed_column_is_renamed_wherever_it_stands(portal, news, pages):
    write(news, "甲", "a")
    keep_all(pages)
    republish(news, title="安福要闻")
    tasks.refresh(NOON)
    assert "安福要闻" in read(pages, "/news/")
    for path, _ in ages(pages).items():
        assert "本县要闻" not in read(pages, path)


def test_a_rolled_back_change_was_never_told(news, pages):
    write(news, "甲", "a")
    before = keep_all(pages)
    waiting = PageChange.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        republish(ArticlePage.objects.get(slug="a"), title="不算数")
        raise ZeroDivisionError
    assert PageChange.objects.count() == waiting
    assert tasks.refresh(NOON) == 0 and ages(pages) == before


def test_a_page_that_changed_while_it_was_made_is_made_again(news, pages):
    article = write(news, "旧标题", "a")
    tasks.refresh(NOON)
    address = baking.address_of(article)
    made = []

    def meanwhile():
        answer = baking.asked(address)
        if not made:
            republish(article, title="新标题")
            PageChange.objects.update(done_at=NOON)  # another process has seen to it already
        made.append(answer)
        return answer

    baking.keep(address, meanwhile)
    assert len(made) == 2 and "新标题" in read(pages, "/news/a/")


def test_a_page_somebody_took_away_while_it_was_made_does_not_come_back_unknown(news, pages):
    address = baking.address_of(write(news, "甲", "a"))
    tasks.refresh(NOON)
    made = []

    def meanwhile():
        made.append(baking.asked(address))
        return made[-1]

    original = files.write

    def taken_away(place, body):
        if len(made) == 1:
            CachedPage.objects.filter(path="/news/a/").delete()
        return original(place, body)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "write", taken_away)
        baking.keep(address, meanwhile)
    assert len(made) == 2 and CachedPage.objects.filter(path="/news/a/").count() == 1


def test_a_restricted_page_a_form_and_a_missing_page_are_not_kept(news, pages):
    article = write(news, "内部", "a")
    tasks.refresh(NOON)
    PageViewRestriction.objects.create(page=article, restriction_type="password", password="x")
    assert not baking.is_for_everybody(*_made(article)[:2])
    baking.bake(baking.address_of(article))
    assert not (pages / "news" / "a" / "index.html").exists()
    missing = baking.Address(rules.DEFAULT, "/news/none/", "localhost", "http")
    assert baking.bake(missing) is False and not CachedPage.objects.filter(path="/news/none/").exists()


def _made(article):
    from zhengtong.cms.pagecache.notes import noting

    with noting() as notes:
        return baking.asked(baking.address_of(article)), notes


def test_many_pages_concerned_at_once_are_taken_away_until_they_are_visited(news, pages, monkeypatch):
    for number in range(12):
        write(news, f"第{number}条", f"n{number}")
    keep_all(pages)
    republish(news, title="安福要闻")
    baking.refresh(NOON, 4)
    assert all("本县要闻" not in read(pages, path) for path in ages(pages))
    left = set(CachedPage.objects.values_list("path", flat=True))
    assert left == {f"/{path}/".replace("/./", "/") for path in ages(pages)}


def test_a_site_of_its_own_host_has_its_own_pages(portal, cast, pages):
    from wagtail.models import Site

    site = actions.open_site("民政局", unit=cast.unit("MZ"), slug="mz", below=portal, by="system", at=NOON)
    tasks.refresh(NOON)
    assert (pages / "mz" / "index.html").exists()
    Site.objects.create(hostname="MZ.anfu.example", port=80, root_page=site)
    tasks.refresh(NOON)
    tasks.refresh(NOON)
    own = baking.address_of(site.specific)
    assert own.host == "mz.anfu.example" and baking.bake(own)
    assert (pages.parent / "mz.anfu.example" / "index.html").exists()


def test_forgotten_changes_are_those_every_page_knows(news, pages):
    tasks.refresh(NOON)
    assert tasks.forget(NOON) == 0
    PageChange.objects.update(done_at=NOON - baking.REMEMBERED * 2)
    assert tasks.forget(NOON) > 0
