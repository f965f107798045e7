"""Every site chooses how it looks; a change reaches the pages that show it and no others; grey comes and goes by the clock."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.cast import NOON
from tests.cms.theming.conftest import TEXT, column_of, in_force
from zhengtong.cms import actions as cluster
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage
from zhengtong.cms.pagecache import baking
from zhengtong.cms.pagecache import tasks as cache
from zhengtong.cms.theming import files, tasks
from zhengtong.cms.theming.actions import mourning, templates, themes
from zhengtong.cms.theming.models import Mourning, SiteLook, TemplateAssignment, Theme, ThemeVersion
from zhengtong.cms.theming.rules.looks import Look
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry

GREEN = Look(primary="#0f6b57", accent="#0e6654").as_dict()
BLUE = Look(primary="#15609c", accent="#15588f").as_dict()
HOUR = timedelta(hours=1)


def theme_of(cast, values=GREEN, name="青绿", unit="MZ", *, is_shared=False) -> ThemeVersion:
    by = cast.songwangzhan
    version = themes.save(None, values, name=name, unit=cast.unit(unit), is_shared=is_shared, by=by, at=NOON)
    themes.put_in_force(version, by=by, at=NOON)
    return version


def kinds() -> list[str]:
    found = Entry.objects.order_by("pk").values_list("kind", flat=True)
    return [kind for kind in found if kind.startswith(("theme.", "site.theme", "mourning."))]


# --- themes ---


@pytest.mark.django_db
def test_a_site_looks_as_its_theme_says_and_others_as_before(cast, bureau, manager, client):
    version = theme_of(cast)
    themes.choose(bureau, version.theme, by=manager, at=NOON)
    sheet = f"/look/{version.digest}.css"
    for path in ("/mz/", "/mz/news/", "/mz/news/news-1/"):
        assert sheet in client.get(path).content.decode()
    assert "/look/" not in client.get("/").content.decode()
    answer = client.get(sheet)
    assert answer["Content-Type"] == "text/css; charset=utf-8" and "immutable" in answer["Cache-Control"]
    assert "#0f6b57" in answer.content.decode()
    assert client.get("/look/mark-0f6b57.svg")["Content-Type"] == "image/svg+xml"
    assert kinds() == ["theme.saved", "theme.in_force", "site.theme_chosen"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["../secret.key", "x.css", "0123456789abcdef.css", "mark-zzzzzz.svg", ".css", "secret.key"]
)
def test_no_other_file_is_there(client, name):
    assert client.get(f"/look/{name}").status_code == 404


@pytest.mark.django_db
def test_a_stylesheet_that_was_lost_is_made_again(cast, bureau, client, tmp_path, settings):
    version = theme_of(cast)
    settings.HOME = tmp_path / "elsewhere"
    assert client.get(f"/look/{version.digest}.css").status_code == 200
    assert (files.folder() / f"{version.digest}.css").exists()


@pytest.mark.django_db
def test_a_theme_goes_back_in_one_act(cast, bureau, manager, client):
    first = theme_of(cast)
    themes.choose(bureau, first.theme, by=manager, at=NOON)
    second = themes.save(first.theme, BLUE, name="", unit=first.theme.unit, by=manager, at=NOON)
    assert first.digest in client.get("/mz/").content.decode()
    themes.put_in_force(second, by=manager, at=NOON)
    assert second.digest in client.get("/mz/").content.decode()
    themes.put_in_force(first, by=manager, at=NOON)
    assert first.digest in client.get("/mz/").content.decode()
    assert kinds()[-1] == "theme.rolled_back"


@pytest.mark.django_db
def test_an_unreadable_theme_leaves_no_trace(cast, bureau, manager):
    with pytest.raises(Refusal) as refusal:
        themes.save(None, {**GREEN, "accent": "#cccccc"}, name="淡", unit=bureau.unit, by=manager, at=NOON)
    assert refusal.value.code == "contrast" and not Theme.objects.exists() and kinds() == []


@pytest.mark.django_db
def test_a_theme_of_another_unit_cannot_be_chosen_a_shared_one_can(cast, bureau, portal, manager):
    with pytest.raises(Refusal) as refusal:
        themes.choose(portal, theme_of(cast).theme, by=manager, at=NOON)
    assert refusal.value.code == "not-your-theme"
    themes.choose(portal, theme_of(cast, BLUE, "湖蓝", "BG", is_shared=True).theme, by=manager, at=NOON)
    themes.choose(portal, None, by=manager, at=NOON)
    assert not SiteLook.objects.exists()


@pytest.mark.django_db
def test_who_does_not_manage_the_site_changes_no_theme(cast, bureau):
    version = theme_of(cast)
    before = kinds()
    for by in (cast.tangbianji, cast.hanqianfa, cast.jiaotongbianji):
        for act in (
            lambda by=by: themes.save(None, GREEN, name="x", unit=bureau.unit, by=by, at=NOON),
            lambda by=by: themes.put_in_force(version, by=by, at=NOON),
            lambda by=by: themes.choose(bureau, version.theme, by=by, at=NOON),
            lambda by=by: mourning.order("全国哀悼日", begins_at=NOON, ends_at=NOON + HOUR, by=by, at=NOON),
        ):
            with pytest.raises(Refusal):
                act()
    assert kinds() == before


# --- mourning ---


@pytest.mark.django_db
def test_grey_begins_and_ends_by_the_clock(cast, bureau, manager, client):
    def is_grey() -> bool:
        return "mourning.css" in client.get("/mz/").content.decode()

    mourning.order("国务院公告：全国哀悼日", begins_at=NOON + HOUR, ends_at=NOON + 3 * HOUR, by=manager, at=NOON)
    assert tasks.turn(NOON) == 0 and not is_grey()
    assert tasks.turn(NOON + HOUR) == 1 and is_grey() and tasks.turn(NOON + HOUR) == 0
    assert tasks.turn(NOON + 3 * HOUR) == 1 and not is_grey()
    assert kinds() == ["mourning.ordered", "mourning.begun", "mourning.ended"]


@pytest.mark.django_db
def test_grey_is_cancelled_at_once(cast, bureau, manager, client):
    one = mourning.order("全国哀悼日", begins_at=NOON, ends_at=NOON + HOUR, by=manager, at=NOON)
    tasks.turn(NOON)
    mourning.cancel(one, by=manager, at=NOON)
    assert "mourning.css" not in client.get("/mz/").content.decode() and kinds()[-1] == "mourning.cancelled"
    with pytest.raises(Refusal):
        mourning.cancel(one, by=manager, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begins", "ends", "reason", "code"),
    [
        (NOON, NOON, "全国哀悼日", "ends-before"),
        (NOON - 3 * HOUR, NOON - HOUR, "全国哀悼日", "ends-before"),
        (NOON, NOON + 24 * 16 * HOUR, "全国哀悼日", "too-long"),
        (NOON, NOON + HOUR, "哀", "no-reason"),
    ],
)
def test_grey_without_reason_or_end_is_refused(cast, portal, manager, begins, ends, reason, code):
    with pytest.raises(Refusal) as refusal:
        mourning.order(reason, begins_at=begins, ends_at=ends, by=manager, at=NOON)
    assert refusal.value.code == code and not Mourning.objects.exists()


# --- exactly the pages that show it ---


@pytest.fixture
def kept(cast, bureau, portal, pages):
    """Every page of two sites on disk; what one act changes is asked for with `changed`."""
    other = cluster.open_site("交通局", unit=cast.unit("JT"), slug="jt", below=portal, by="system", at=NOON)
    other.add_child(instance=ColumnPage(title="交通动态", slug="news", show_in_menus=True))
    return pages


def bake_all(pages) -> None:
    cache.refresh(NOON)
    for page in (*SitePage.objects.all(), *ColumnPage.objects.all(), *ArticlePage.objects.live()):
        baking.bake(baking.address_of(page))
    for _ in range(10):
        if not baking.refresh(NOON, 100):
            break


def changed(pages, act) -> set[str]:
    def ages() -> dict[str, int]:
        return {str(file.parent.relative_to(pages)): file.stat().st_mtime_ns for file in pages.rglob("index.html")}

    bake_all(pages)
    before = ages()
    with transaction.atomic():
        act()
    for _ in range(10):
        if not baking.refresh(NOON, 100):
            break
    after = ages()
    assert set(before) == set(after)
    return {path for path in after if after[path] != before[path]}


@pytest.mark.django_db(transaction=True)
def test_a_change_rewrites_exactly_the_pages_that_use_it(cast, bureau, kept, manager):
    columns = {"mz/news", "mz/notices"}
    template = in_force(cast, TEXT)
    assert changed(kept, lambda: templates.assign(template, bureau, by=manager, at=NOON)) == columns
    own = in_force(cast, TEXT.replace("排法一", "排法三"), name="公告")
    notices = column_of(bureau, "notices")
    assert changed(kept, lambda: templates.assign(own, notices, by=manager, at=NOON)) == {"mz/notices"}
    assert changed(kept, lambda: in_force(cast, TEXT.replace("排法一", "排法二"))) == {"mz/news"}
    at_site = TemplateAssignment.objects.get(page_id=bureau.pk)
    assert changed(kept, lambda: templates.unassign(at_site, by=manager, at=NOON)) == {"mz/news"}

    version = theme_of(cast)
    whole = changed(kept, lambda: themes.choose(bureau, version.theme, by=manager, at=NOON))
    assert whole and all(path == "mz" or path.startswith("mz/") for path in whole)
    assert {"mz", "mz/news", "mz/notices", "mz/news/news-1"} <= whole
    second = themes.save(version.theme, BLUE, name="", unit=bureau.unit, by=manager, at=NOON)
    assert changed(kept, lambda: themes.put_in_force(second, by=manager, at=NOON)) == whole
