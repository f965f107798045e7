"""Visits are people reading pages; nobody can be followed."""

from zhengtong.visits import rules

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SALT = b"s" * 32


def told(**facts: str) -> dict[str, str]:
    plain = {"host": "www.afx.gov.cn", "path": "/news/", "status": "200", "agent": FIREFOX, "address": "10.0.0.1"}
    return {**plain, "referrer": "", **facts}


def test_a_reader_of_a_page_is_a_visit():
    visit = rules.visit_of(told(path="/news/?page=2"), SALT)
    assert (visit.host, visit.path, visit.source) == ("www.afx.gov.cn", "/news/", "direct")


def test_machines_failures_and_parts_of_pages_are_none():
    for facts in (
        {"agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"},
        {"agent": "curl/8.5"},
        {"agent": ""},
        {"status": "404"},
        {"path": "/static/zhengtong/css/base.css"},
        {"path": "/media/images/a.jpg"},
        {"path": "/desk/cases/"},
        {"path": "/favicon.ico"},
        {"path": "/" + "a" * 600},
    ):
        assert rules.visit_of(told(**facts), SALT) is None, facts


def test_one_reader_counts_once_a_day_and_is_a_stranger_the_next():
    today = rules.Day()
    today.add([rules.visit_of(told(path=path), SALT) for path in ("/", "/news/", "/news/")])
    assert len(today.visitors["www.afx.gov.cn"]) == 1 and sum(today.views.values()) == 3
    assert rules.token("10.0.0.1", FIREFOX, SALT) != rules.token("10.0.0.1", FIREFOX, b"t" * 32)
    assert "10.0.0.1" not in rules.token("10.0.0.1", FIREFOX, SALT)


def test_where_a_reader_came_from_is_a_kind_or_a_host_never_an_address():
    host = "www.afx.gov.cn"
    assert rules.source_of("", host) == "direct"
    assert rules.source_of("https://www.afx.gov.cn/news/", host) == "inside"
    assert rules.source_of("https://www.baidu.com/s?wd=低保", host) == "search"
    assert rules.source_of("https://www.jian.gov.cn/a?b=secret", host) == "www.jian.gov.cn"
