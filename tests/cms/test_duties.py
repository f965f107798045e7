"""A column is kept up within its cycle; who lets it lapse gets a card, and an update moves the limit."""

from datetime import date, timedelta

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.cms import actions
from zhengtong.cms.duties import actions as duties
from zhengtong.cms.duties import queries
from zhengtong.cms.duties.rules import Duty, Standing
from zhengtong.cms.models import ArticlePage, ColumnPage
from zhengtong.journal.models import Entry
from zhengtong.supervision.actions import watching
from zhengtong.supervision.actions.rulebook import load_rules
from zhengtong.supervision.models import Card, Matter
from zhengtong.supervision.models.matter import RECORD

TODAY = date(2026, 11, 23)


def test_a_cycle_ends_with_its_last_day():
    duty = Duty(date(2026, 11, 1), date(2026, 1, 1), 14)
    assert duty.due_at.isoformat() == "2026-11-16T00:00:00+08:00"
    days = {date(2026, 11, 10): Standing.KEPT, date(2026, 11, 11): Standing.NEAR, date(2026, 11, 15): Standing.NEAR}
    assert {day: duty.standing(day) for day in days} == days
    assert duty.standing(date(2026, 11, 16)) == Standing.OVERDUE


def test_a_column_that_never_had_anything_is_named_empty():
    assert Duty(None, date(2026, 11, 22), 14).standing(TODAY) == Standing.EMPTY


@pytest.fixture
def news(portal, cast):
    """要闻 of the portal, owned by the civil affairs bureau, opened forty days ago and never filled."""
    opened = NOON - timedelta(days=40)
    column = ColumnPage(title="要闻", slug="news", kind="news", owner_unit=cast.unit("MZ"), first_published_at=opened)
    return portal.add_child(instance=column)


def an_article(column: ColumnPage, at) -> ArticlePage:
    return column.add_child(
        instance=ArticlePage(title=f"稿件{at:%m%d}", source="民政局", live=True, published_on=at, first_published_at=at)
    )


@pytest.mark.django_db
def test_the_journal_is_told_once_of_each_limit_and_again_when_it_moves(news):
    assert duties.tell(NOON) == 1 and duties.tell(NOON) == 0
    an_article(news, NOON)
    assert duties.tell(NOON) == 1 and duties.tell(NOON) == 0
    first, second = Entry.objects.filter(kind="column.kept").order_by("pk")
    assert first.subject == second.subject and first.unit == "MZ"
    assert first.data["column_due"] < second.data["column_due"]


@pytest.mark.django_db
def test_what_only_gathers_and_what_is_offline_has_no_duty(portal, news, cast):
    below = news.add_child(instance=ColumnPage(title="部门动态", slug="below", first_published_at=NOON))
    assert [one.page.pk for one in queries.columns()] == [below.pk]
    site = actions.open_site("交通局", unit=cast.unit("JT"), slug="jt", below=portal, by="system", at=NOON)
    site.add_child(instance=ColumnPage(title="动态", slug="news", first_published_at=NOON))
    assert len(queries.columns()) == 2
    site.state = "offline"
    site.save()
    assert [one.page.pk for one in queries.columns()] == [below.pk]


@pytest.mark.django_db(transaction=True)
def test_a_lapsed_column_is_carded_once_and_is_nobodys_open_business(news, settings):
    keep_time()
    load_rules(settings.ROOT / "data" / "rules", at=NOON - timedelta(days=60), by="system")
    duties.tell(NOON)
    watching.catch_up(NOON)
    card = Card.objects.get()
    assert (card.rule_code, card.level, card.unit.code) == ("X03", "yellow", "MZ")
    assert "要闻" in card.text
    assert Matter.objects.get().ended_by == RECORD
    an_article(news, NOON)
    duties.tell(NOON + timedelta(minutes=1))
    watching.catch_up(NOON + timedelta(minutes=2))
    assert Card.objects.get().state == "issued"  # late it was, and late it stays
    watching.wake(NOON + timedelta(days=20))
    assert Card.objects.count() == 2
