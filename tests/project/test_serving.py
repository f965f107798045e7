"""Pages for everybody are answered before Django is entered; whoever is anybody in particular is answered by Django."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.http import http_date

from zhengtong.cms.pagecache import files, rules
from zhengtong.project.serving import Front, Keeper
from zhengtong.web.middleware import CONTENT_SECURITY_POLICY

SOURCE = Path(__file__).resolve().parents[2] / "src" / "zhengtong"
PAGE = "<!doctype html><title>防汛</title>".encode() * 50


class Visitor:
    """Asks the front; `asked_django` tells what it let through."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.asked_django: list[str] = []
        self.front = Front(self._django, home)

    def _django(self, environ, start):
        self.asked_django.append(environ["PATH_INFO"])
        start("200 OK", [])
        return [b"django"]

    def ask(self, path="/news/", method="GET", query="", host="localhost", **headers):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": host, **headers}
        told = []
        body = b"".join(self.front(environ, lambda status, fields: told.append((status, fields))))
        ((status, fields),) = told
        return int(status[:3]), dict(fields), body

    def keep(self, body=PAGE, path="/news/", host=rules.DEFAULT):
        files.write(files.folder(files.root(self.home), host, path), body)


@pytest.fixture
def visitor(tmp_path) -> Visitor:
    visitor = Visitor(tmp_path)
    visitor.keep()
    return visitor


def test_a_kept_page_is_answered_without_django(visitor):
    status, headers, body = visitor.ask()
    assert (status, body, visitor.asked_django) == (200, PAGE, [])
    assert headers["Content-Type"] == "text/html; charset=utf-8" and headers["Content-Length"] == str(len(PAGE))
    assert headers["X-Page-Cache"] == "kept" and headers["Cache-Control"] == "no-cache"
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Frame-Options"] == "SAMEORIGIN" and headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "csrftoken=x; sessionid=abc"},
        {"HTTP_COOKIE": "elder=1"},
        {"HTTP_COOKIE": "a=b;hant=1"},
        {"method": "POST"},
        {"query": "page=2"},
        {"query": "lang=hant"},
        {"path": "/news"},
        {"path": "/none/"},
        {"path": "/../default/news/"},
        {"path": "/./news/"},
        {"path": "//news/"},
        {"path": "/news\0/"},
        {"path": "/\xff/"},
        {"path": "/" + "x" * 300 + "/"},
        {"host": ""},
        {"host": "bad host"},
    ],
    ids=str,
)
def test_everything_else_is_djangos(visitor, asked):
    visitor.ask()
    assert visitor.ask(**asked)[2] == b"django"


def test_a_cookie_that_changes_nothing_shown_does_not_matter(visitor):
    assert visitor.ask(HTTP_COOKIE="csrftoken=x; __waf=1; mysessionid=3")[2] == PAGE


def test_every_cookie_the_platform_sets_is_known_here():
    """A new cookie that changes what is shown must keep its bearer from the common pages, here and in nginx."""
    neutral = {"csrftoken", "survey"}  # the latter is sent to one survey's own address alone, which nobody keeps
    named = re.compile(r'set_cookie\(\s*(?:"([^"]+)"|([A-Z_]+))')
    found = set()
    for file in SOURCE.rglob("*.py"):
        text = file.read_text()
        for literal, constant in named.findall(text):
            found.add(literal or _constant(constant))
    assert found and found <= {*rules.PERSONAL_COOKIES, *neutral}
    assert settings.SESSION_COOKIE_NAME in rules.PERSONAL_COOKIES
    nginx = (SOURCE.parents[1] / "docs" / "nginx" / "portal.conf").read_text()
    assert f"(?:{'|'.join(rules.PERSONAL_COOKIES)})=" in nginx and CONTENT_SECURITY_POLICY in nginx


def _constant(name: str) -> str:
    for file in SOURCE.rglob("*.py"):
        if given := re.search(rf'^{name} = "([^"]+)"', file.read_text(), re.MULTILINE):
            return given[1]
    raise AssertionError(f"{name} is given nowhere")


def test_who_has_the_page_already_is_told_so(visitor):
    etag = visitor.ask()[1]["ETag"]
    for asked in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
        status, headers, body = visitor.ask(HTTP_IF_NONE_MATCH=asked)
        assert (status, body) == (304, b"") and headers["ETag"] == etag and "Content-Length" not in headers
    assert visitor.ask(HTTP_IF_NONE_MATCH='"other"', HTTP_IF_MODIFIED_SINCE=http_date(4e9))[0] == 200
    assert visitor.ask(HTTP_IF_MODIFIED_SINCE=http_date(4e9))[0] == 304
    assert visitor.ask(HTTP_IF_MODIFIED_SINCE=http_date(1))[0] == visitor.ask(HTTP_IF_MODIFIED_SINCE="?")[0] == 200


def test_a_head_request_is_told_the_same_without_the_page(visitor):
    assert visitor.ask(method="HEAD")[::2] == (200, b"") and visitor.ask(method="HEAD")[1] == visitor.ask()[1]


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [("gzip, br", True), ("*", True), ("br", False), ("gzip;q=0", False), ("gzip;q=0.5", True), ("", False)],
)
def test_a_page_is_packed_for_who_takes_it(visitor, accepted, is_packed):
    _, headers, body = visitor.ask(HTTP_ACCEPT_ENCODING=accepted)
    assert ("Content-Encoding" in headers) == is_packed and headers["Vary"] == "Cookie, Accept-Encoding"
    assert (gzip.decompress(body) if is_packed else body) == PAGE and headers["Content-Length"] == str(len(body))


def test_a_page_that_was_made_anew_or_taken_away_is_known_at_once(visitor):
    etag = visitor.ask()[1]["ETag"]
    visitor.keep(b"new")
    assert visitor.ask(HTTP_IF_NONE_MATCH=etag)[::2] == (200, b"new")
    files.remove(files.folder(files.root(visitor.home), rules.DEFAULT, "/news/"))
    assert visitor.ask()[2] == b"django"


def test_a_host_with_a_site_of_its_own_is_never_shown_the_portals_pages(visitor):
    files.open_hosts(files.root(visitor.home), {"mz.example"})
    assert visitor.ask(host="MZ.example:8000")[2] == b"django"
    visitor.keep(b"mz", host="mz.example")
    assert visitor.ask(host="mz.example")[2] == b"mz" and visitor.ask(host="other.example")[2] == PAGE


def test_a_host_that_is_not_this_site_is_refused_by_django(visitor, monkeypatch):
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    assert visitor.ask(host="evil.example")[2] == b"django" and visitor.ask()[2] == PAGE


def test_a_visit_is_counted_once_and_a_broken_log_costs_nobody_their_page(visitor, caplog):
    visitor.ask(HTTP_USER_AGENT="Mozilla/5.0", REMOTE_ADDR="10.1.1.1")
    visitor.ask(method="HEAD")
    (log,) = (visitor.home / "visits").glob("*.log")
    (line,) = log.read_text().splitlines()
    assert json.loads(line) | {"path": "/news/", "address": "10.1.1.1", "status": "200"} == json.loads(line)
    other = Visitor(visitor.home / "file")
    other.home.mkdir()
    other.keep()
    (other.home / "visits").write_text("in the way")
    assert other.ask()[2] == other.ask()[2] == PAGE
    assert caplog.text.count("the visit log cannot be written") == 1


def test_memory_is_bounded(visitor, monkeypatch):
    monkeypatch.setattr("zhengtong.project.serving.MEMORY", 3 * len(PAGE))
    for number in range(20):
        visitor.keep(path=f"/p{number}/")
        assert visitor.ask(path=f"/p{number}/")[2] == PAGE
    assert visitor.front._size <= 3 * len(PAGE) and len(visitor.front._held) <= 3
    assert visitor.ask(path="/p0/")[2] == PAGE


def test_a_page_is_in_its_place_whole_or_not_at_all(tmp_path, monkeypatch):
    place = tmp_path / "default" / "a"
    assert files.write(place, b"old") and not files.write(place, b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zhengtong.cms.pagecache.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write(place, b"new")
    assert (place / "index.html").read_bytes() == b"old" and len(list(place.iterdir())) == 2


def test_pages_of_another_version_are_thrown_away(visitor, tmp_path):
    pages = files.root(tmp_path)
    assert files.clear_unless(pages, "v1") and visitor.ask()[2] == b"django"
    visitor.keep()
    assert not files.clear_unless(pages, "v1") and visitor.ask()[2] == PAGE
    (tmp_path / "a.py").write_text("1")
    before = files.version_of(tmp_path)
    (tmp_path / "a.py").write_text("22")
    assert files.version_of(tmp_path) != before


@pytest.mark.parametrize(
    ("asked", "is_kept"),
    [
        ({}, True),
        ({"HTTP_HOST": "made-up.example"}, False),
        ({"HTTP_HOST": "localhost:81"}, False),
        ({"wsgi.url_scheme": "https"}, False),
        ({"REQUEST_METHOD": "HEAD"}, False),
        ({"QUERY_STRING": "page=2"}, False),
        ({"HTTP_COOKIE": "sessionid=1"}, False),
        ({"PATH_INFO": "/calculator/"}, False),
        ({"PATH_INFO": "/.a/"}, False),
    ],
    ids=str,
)
def test_a_page_is_kept_only_as_made_for_everybody_under_its_proper_name(asked, is_kept, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(settings, "PUBLIC_URL", "http://localhost")
    plain = {"REQUEST_METHOD": "GET", "PATH_INFO": "/news/", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http"}
    address = Keeper(lambda environ, start: [])._address(plain | asked)
    assert (address is not None) == is_kept
