"""唐晓雯 writes for the bureau's site; three people read it; it is public at its moment, and later withdrawn."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import Collection, Locale, Page, Site

from tests.cms.editorial import Office
from tests.stories.people import Clerk
from zhengtong.cms import actions
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage
from zhengtong.cms.pagecache import baking, files, rules
from zhengtong.cms.workflow import setting_up, tasks

pytestmark = pytest.mark.browser
TITLE = "全县临时救助标准提高"


@pytest.fixture
def office(county, clock) -> Office:
    Locale.objects.get_or_create(language_code="zh-hans")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root")
    Site.objects.all().delete()
    setting_up.ensure()

    def site(title: str, unit: str, below: Page | None = None) -> SitePage:
        return actions.open_site(
            title, unit=county.unit(unit), slug=unit.lower(), below=below, by="system", at=clock.now()
        )

    portal = site("安福县人民政府", "BG")
    bureau, other = site("民政局", "MZ", portal), site("交通局", "JT", portal)
    column = bureau.add_child(instance=ColumnPage(title="工作动态", slug="news"))
    return Office(county, bureau, column, other, other.add_child(instance=ColumnPage(title="通知公告", slug="notices")))


@pytest.fixture
def kept(tmp_path, monkeypatch) -> Path:
    """Where pages lie for everybody; this process sees to changes as the server does, after the commit."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(baking, "_serving", True)
    return files.root(tmp_path) / rules.DEFAULT


@pytest.fixture
def editor(bring, county):
    def sit_down(name: str) -> Clerk:
        person = bring(Clerk, viewport={"width": 1280, "height": 900})
        person.signs_in(name, "/editor/")
        return person

    return sit_down


def writes(editor: Clerk, column: int, at: str) -> ArticlePage:
    """A new article with its moment of publishing, saved and sent for reading."""
    editor.opens(f"/editor/pages/add/cms/articlepage/{column}/")
    editor.page.fill("[name=title]", TITLE)
    editor.page.fill("[name=source]", "县民政局")
    editor.page.fill("[name=summary]", "每人每月提高二十元。")
    for name, value in (("go_live_at", at), ("slug", "relief")):  # they stand in a drawer and on another tab
        editor.page.locator(f"[name={name}]").evaluate("(field, value) => { field.value = value; }", value)
    editor.shot("editor-new")
    editor.page.locator("button[name=action-submit]").evaluate("(button) => button.click()")
    editor.page.wait_for_url(lambda url: "/add/" not in url)
    return ArticlePage.objects.get(title=TITLE)


def reads_and_passes(reader: Clerk, opinion: str = "") -> None:
    """From the inbox to the text, and on to the next level."""
    reader.opens("/editor/inbox/")
    reader.page.get_by_role("link", name=TITLE).first.click()
    reader.sees("每人每月提高二十元。")
    reader.page.fill("#comment", opinion)
    reader.shot("editor-review")
    reader.page.locator("button[value=approve]").click()
    reader.page.wait_for_url("**/editor/inbox/")


def test_an_article_from_the_draft_to_its_withdrawal(office, kept, clock, editor):
    tang = editor("tangbianji")
    article = writes(tang, office.column.pk, "2026-11-24 08:00")
    address, edit = article.get_url(), f"/editor/pages/{article.pk}/edit/"

    # While three people read it, it is theirs: its author looks on.
    tang.opens(edit)
    tang.sees("陆文静")
    assert tang.page.locator("button[name=action-submit]").count() == 0
    tang.shot("editor-locked")
    lu, bai, han = (editor(name) for name in ("luchushen", "baifushen", "hanqianfa"))
    reads_and_passes(lu, "数字已核对。")
    reads_and_passes(bai)
    bai.opens(edit)
    assert not ArticlePage.objects.get(pk=article.pk).live
    reads_and_passes(han, "同意。")

    # Signed for eight in the morning: nobody reads it before, everybody at once then.
    assert tang.opens(address) == 404
    clock.set(11, 24, 8)
    assert tasks.publish_scheduled(clock.now() + timedelta(seconds=1)) == 1
    for path in (address, office.column.get_url()):
        assert TITLE in (kept / path.strip("/") / "index.html").read_text()
    assert tang.opens(address) == 200
    tang.shot("editor-public")

    # Its versions stand beside each other.
    article.refresh_from_db()
    first = article.revisions.order_by("pk").first()
    article.summary = "每人每月提高三十元。"
    second = article.save_revision(user=office.cast.tangbianji.user)
    tang.opens(f"/editor/pages/{article.pk}/revisions/compare/{first.pk}...{second.pk}/")
    tang.sees("三十元", "二十元")
    tang.shot("editor-compare")

    # The transport bureau's editor is not even told that it is there.
    cao = editor("jiaotongbianji")
    for path in (edit, f"/editor/pages/{article.pk}/history/", f"/editor/articles/{article.pk}/withdraw/"):
        assert cao.opens(path) == 404, path

    # Published in error: the address says so, the text is gone from it and from what lies on disk.
    han.opens(f"/editor/articles/{article.pk}/withdraw/")
    han.page.check("[name=kind][value=error]")
    han.page.fill("[name=reason]", "标准尚未批准。")
    han.page.fill("[name=note]", "本稿内容有误，已撤回。")
    han.page.locator("main button.no").click()
    han.page.wait_for_url("**/edit/")
    assert han.opens(address) == 410
    han.sees("本稿内容有误，已撤回。")
    han.sees_not("标准尚未批准", "每人每月")
    assert TITLE not in (kept / office.column.get_url().strip("/") / "index.html").read_text()
