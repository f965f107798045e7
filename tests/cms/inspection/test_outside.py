"""Links to other sites: nobody is asked unless it is allowed, nobody is hurried, nothing of the house's own is asked."""

from datetime import timedelta

import pytest

from tests.cast import NOON
from zhengtong.cms.inspection import fetching, outside
from zhengtong.cms.inspection.actions import _remember_outside
from zhengtong.cms.inspection.choices import LinkState
from zhengtong.cms.inspection.fetching import Heard, ask_front, ask_outside
from zhengtong.cms.inspection.models import ExternalLink, InspectedPage

SOON = timedelta(seconds=2)


class Told:
    """A fetcher whose answers are told beforehand."""

    def __init__(self, **answers: Heard) -> None:
        self.answers, self.asked, self.waiting = answers, [], {}

    def ask(self, key, url) -> bool:
        self.asked.append(url)
        self.waiting[key] = self.answers.get(url.rsplit("/", 1)[1], Heard(200, 5))
        return True

    def heard(self):
        told, self.waiting = self.waiting, {}
        return told


@pytest.fixture
def page(portal, cast) -> InspectedPage:
    urls = ["https://a.example.org/one", "https://a.example.org/two", "https://b.example.org/three"]
    _remember_outside(urls, NOON)
    return InspectedPage.objects.create(
        url="/news/a/", site=portal, unit=cast.unit("BG"), kind="content", listed_on=NOON.date(), night=NOON.date(),
        external=urls,
    )  # fmt: skip


@pytest.mark.django_db
def test_nobody_is_asked_where_the_operator_has_not_allowed_it(page):
    told = Told()
    assert outside.visit(NOON, is_on=False, fetcher=told) == 0 and told.asked == []
    assert set(ExternalLink.objects.values_list("state", flat=True)) == {LinkState.UNCHECKED}


@pytest.mark.django_db
def test_a_host_is_asked_one_thing_at_a_time_and_an_answer_holds_for_a_day(page):
    told = Told()
    outside.visit(NOON, is_on=True, fetcher=told)
    assert sorted(told.asked) == ["https://a.example.org/one", "https://b.example.org/three"]
    outside.visit(NOON + SOON, is_on=True, fetcher=told)
    assert len(told.asked) == 2
    outside.visit(NOON + outside.APART, is_on=True, fetcher=told)
    assert told.asked[2:] == ["https://a.example.org/two"]
    outside.visit(NOON + timedelta(hours=3), is_on=True, fetcher=told)
    assert len(told.asked) == 3 and set(ExternalLink.objects.values_list("state", flat=True)) == {LinkState.FOUND}
    outside.visit(NOON + timedelta(hours=26), is_on=True, fetcher=told)
    assert len(told.asked) == 5


@pytest.mark.django_db
def test_a_link_that_turns_has_its_pages_looked_over_again(page):
    told = Told(one=Heard(404, 5, "回答了404"), three=Heard(None, 0, "地址在内部网络，没有检查", is_asked=False))
    outside.visit(NOON, is_on=True, fetcher=told)
    assert outside.visit(NOON + SOON, is_on=True, fetcher=told) == 2
    page.refresh_from_db()
    assert page.night is None
    states = dict(ExternalLink.objects.values_list("url", "state"))
    assert states["https://a.example.org/one"] == LinkState.BROKEN
    assert states["https://b.example.org/three"] == LinkState.UNCHECKED


def test_no_link_an_editor_wrote_leads_into_the_houses_own_network():
    for url in ("http://127.0.0.1:5432/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest"):
        heard = ask_outside(url)
        assert not heard.is_asked and "内部网络" in heard.problem
    for url in ("ftp://example.org/", "http:///x", "http://[half"):
        assert ask_outside(url).problem == "地址写得不对"


def test_a_redirect_into_the_own_network_is_not_followed(monkeypatch):
    monkeypatch.setattr(fetching, "_public_address", lambda host, port: None if host == "localhost" else "192.0.2.1")
    monkeypatch.setattr(fetching, "_request", lambda *asked: (302, "http://localhost/secret"))
    assert not ask_outside("http://example.org/").is_asked


def test_one_that_leads_in_circles_or_refuses_is_told_as_such(monkeypatch):
    monkeypatch.setattr(fetching, "_public_address", lambda host, port: "192.0.2.1")
    monkeypatch.setattr(fetching, "_request", lambda *asked: (302, "/again"))
    assert ask_outside("http://example.org/").problem == "转来转去，没有结果"
    answers = {"HEAD": (405, ""), "GET": (200, "")}
    monkeypatch.setattr(fetching, "_request", lambda method, *asked: answers[method])
    assert ask_outside("http://example.org/").problem == ""
    assert ask_front(("127.0.0.1", 9), "localhost", "/").problem == "拒绝连接"
