"""The log is counted once, whole lines only, and nothing that tells people apart outlives its day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.visits.test_rules import FIREFOX
from zhengtong.visits import actions, log, queries
from zhengtong.visits.models import ReadUpTo, VisitorToday

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def writer(settings, tmp_path) -> log.Writer:
    settings.HOME = tmp_path
    return log.Writer(tmp_path)


def shown(writer: log.Writer, path: str, address: str = "10.0.0.1", at: datetime = NOON, status: int = 200) -> None:
    line = log.line(host="h", path=path, status=status, agent=FIREFOX, address=address, referrer="")
    writer.write(line, at=at)


def test_a_second_count_adds_nothing_and_a_later_line_is_added(writer):
    for address in ("10.0.0.1", "10.0.0.2", "10.0.0.1"):
        shown(writer, "/news/", address)
    assert actions.fold(NOON) == 3 and actions.fold(NOON) == 0
    shown(writer, "/news/1/", "10.0.0.2")
    assert actions.fold(NOON) == 1
    assert queries.by_day(TODAY, TODAY) == [queries.DaySum(TODAY, 4, 2)]
    assert queries.by_path(TODAY, TODAY) == [("/news/", 3), ("/news/1/", 1)]
    assert queries.under(["/news/", "/notices/"], TODAY, TODAY) == {"/news/": 4, "/notices/": 0}


def test_half_a_line_waits_for_its_end_and_a_broken_one_is_left_out(writer, tmp_path):
    shown(writer, "/")
    file = tmp_path / "visits" / "2026-11-23.log"
    whole = file.read_bytes()
    file.write_bytes(b"no line at all\n" + whole + whole[:20])
    assert actions.fold(NOON) == 1
    file.write_bytes(file.read_bytes() + whole[20:])
    assert actions.fold(NOON) == 1


def test_when_the_day_is_over_only_sums_are_left(writer, tmp_path):
    shown(writer, "/", at=NOON - timedelta(days=1))
    shown(writer, "/")
    actions.fold(NOON)
    assert not VisitorToday.objects.filter(day=TODAY - timedelta(days=1)).exists()
    assert {file.name for file in (tmp_path / "visits").iterdir()} == {"2026-11-23.log", "2026-11-23.salt"}
    assert ReadUpTo.objects.count() == 1
    assert [day.visitors for day in queries.by_day(TODAY - timedelta(days=1), TODAY)] == [1, 1]
    assert queries.of_year(2026) == (2, 2)


def test_a_page_shown_by_the_site_is_noted_and_the_desk_is_not(writer, client, cast):
    from django.test import RequestFactory

    from zhengtong.visits.middleware import VisitMiddleware

    notes = VisitMiddleware(lambda request: client.get("/hall/"))
    notes(RequestFactory().get("/hall/", headers={"user-agent": FIREFOX}))
    notes(RequestFactory().get("/desk/", headers={"user-agent": FIREFOX}))
    assert actions.fold(datetime.now(UTC)) == 1


def test_a_log_that_cannot_be_written_costs_nobody_their_page(writer, settings, monkeypatch, rf):
    from django.http import HttpResponse

    from zhengtong.visits.middleware import VisitMiddleware

    notes = VisitMiddleware(lambda request: HttpResponse("页"))
    monkeypatch.setattr(log.Writer, "write", lambda self, data, at: (_ for _ in ()).throw(OSError("full")))
    assert notes(rf.get("/")).status_code == 200
