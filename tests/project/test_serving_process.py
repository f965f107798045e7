"""The web server as it runs: a page is kept by its first reader, changed when it is published, and there without PostgreSQL."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, transaction
from wagtail.models import Collection, Locale, Page, Site

from tests.cast import NOON
from tests.project.conftest import _NOT_INHERITED, free_port
from zhengtong.cms import actions
from zhengtong.cms.models import ArticlePage, ColumnPage
from zhengtong.cms.pagecache import tasks

pytestmark = pytest.mark.django_db(transaction=True)


class Web:
    """One web server with a home of its own, which reaches PostgreSQL through a link that can be cut."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self._link = home / "socket"
        told = connection.settings_dict
        self._link.symlink_to(told["HOST"])
        url = f"postgresql://{told['USER']}:@:{told['PORT']}/{told['NAME']}?host={self._link}"
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        settings = {
            "ZHENGTONG_HOME": str(home),
            "PORT": str(self.port),
            "WEB_WORKERS": "1",
            "DATABASE_URL": url.replace(":@:", "@localhost:"),
            "SECRET_KEY_FILE": os.environ["SECRET_KEY_FILE"],
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zhengtong.project.commands", "web"], env=kept | settings
        )

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=30)) as asked:
            asked.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = asked.getresponse()
            return answer.status, {name.lower(): told for name, told in answer.getheaders()}, answer.read().decode()

    def wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            assert self.process.poll() is None and time.monotonic() < deadline
            try:
                self.ask("/healthz")
            except OSError:
                time.sleep(0.1)
            else:
                return

    def cut(self) -> None:
        """PostgreSQL is gone for the web server: nothing is left of its connections, and none can be made."""
        self._link.unlink()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def article(cast) -> ArticlePage:
    Locale.objects.get_or_create(language_code="zh-hans")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root")
    Site.objects.all().delete()
    portal = actions.open_site("安福县人民政府", unit=cast.unit("BG"), slug="portal", below=None, by="system", at=NOON)
    news = portal.add_child(instance=ColumnPage(title="本县要闻", slug="news", show_in_menus=True))
    with transaction.atomic():
        page = news.add_child(instance=ArticlePage(title="防汛会议召开", slug="flood", source="县政府办", live=False))
        page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def web(tmp_path, article) -> Iterator[Web]:
    web = Web(tmp_path)
    try:
        web.wait()
        yield web
    finally:
        web.process.send_signal(signal.SIGTERM)
        web.process.wait(30)


def test_a_page_is_kept_by_its_first_reader_and_stays_without_the_database(web, article, settings, tmp_path):
    for path in ("/", "/news/", "/news/flood/"):
        status, made, text = web.ask(path)
        assert status == 200 and "x-page-cache" not in made, path
        again, kept, same = web.ask(path)
        assert (again, same) == (200, text) and kept["x-page-cache"] == "kept", path
        for name in made.keys() - {"date", "content-length", "vary", "server"}:
            assert kept[name] == made[name], (path, name)
    assert "x-page-cache" not in web.ask("/news/", Cookie="elder=1")[1]
    assert 'class="elder"' in web.ask("/news/", Cookie="elder=1")[2]
    assert web.ask("/news/none/")[0] == 404 and "x-page-cache" not in web.ask("/news/none/")[1]
    assert "x-page-cache" not in web.ask("/hall/")[1]

    settings.HOME, settings.PUBLIC_URL = tmp_path, f"http://localhost:{web.port}"
    with transaction.atomic():
        article.title = "防汛会议今日召开"
        article.save_revision().publish()
    began = time.monotonic()
    tasks.refresh(NOON)
    assert "今日召开" in web.ask("/news/flood/")[2] and "今日召开" in web.ask("/news/")[2]
    assert time.monotonic() - began < 2

    web.cut()
    for path, words in (("/", "安福县"), ("/news/flood/", "今日召开")):
        status, headers, text = web.ask(path)
        assert status == 200 and words in text and headers["x-page-cache"] == "kept"
    for path, cookie in (("/calculator/", ""), ("/services/", ""), ("/news/", "elder=1"), ("/news/none/", "")):
        status, headers, text = web.ask(path, Cookie=cookie)
        if status != 200:  # what asks nothing of the database is answered all the same
            assert status == 503 and headers["retry-after"] == "10" and "数据库暂时连接不上" in text, path
    assert web.ask("/news/", Cookie="elder=1")[0] == web.ask("/news/none/")[0] == 503
