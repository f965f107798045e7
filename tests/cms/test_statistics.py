"""Numbers of the part of the cluster one works for: from the log of acts and the site's own log of visits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import NOON
from zhengtong.cms import actions
from zhengtong.cms.models import ArticlePage, ColumnPage
from zhengtong.cms.statistics import scope, workload
from zhengtong.visits.models import PageDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(portal, cast):
    """The portal with 要闻, the civil affairs site with 动态 and two articles of 唐晓雯, the transport site."""
    portal.add_child(instance=ColumnPage(title="要闻", slug="news"))
    mz = actions.open_site("民政局", unit=cast.unit("MZ"), slug="mz", below=portal, by="system", at=NOON)
    actions.open_site("交通局", unit=cast.unit("JT"), slug="jt", below=portal, by="system", at=NOON)
    column = mz.add_child(instance=ColumnPage(title="动态", slug="news"))
    tang = cast.tangbianji.user
    for number in (1, 2):
        article = ArticlePage(title=f"稿件{number}", source="民政局", owner=tang, live=False)
        article.body = [("text", "<p>低保<b>提标</b></p>")]
        column.add_child(instance=article)
        revision = article.save_revision(user=tang, log_action="wagtail.create")
        if number == 1:
            revision.publish(user=cast.hanqianfa.user, skip_permission_checks=True)
    today = timezone.localdate()
    for path, views in (("/mz/news/", 5), ("/jt/", 7), ("/news/", 11)):
        PageDay.objects.create(day=today, host="h", path=path, views=views)
    return portal


def test_an_author_is_credited_with_what_was_published_whoever_pressed_the_button(county, client, cast):
    client.force_login(cast.tangbianji.user)
    page = client.get("/editor/statistics/work/").content.decode()
    assert "唐晓雯" in page and "韩立群" not in page
    table = client.get("/editor/statistics/work/?export=csv").content.decode()
    assert "唐晓雯,2,0,0,1,4," in table


def test_nobody_counts_the_work_of_another_unit(county, client, cast):
    client.force_login(cast.jiaotongbianji.user)
    assert "唐晓雯" not in client.get("/editor/statistics/work/").content.decode()
    seen = client.get("/editor/statistics/visits/").content.decode()
    assert "<strong>7</strong> 次浏览" in seen and "民政局" not in seen
    assert client.get("/editor/statistics/visits/?site=mz").status_code == 404


def test_who_answers_for_the_portal_sees_every_site_and_its_columns(county, client, cast):
    client.force_login(cast.songwangzhan.user)
    seen = client.get("/editor/statistics/visits/").content.decode()
    assert "<strong>23</strong> 次浏览" in seen and "民政局" in seen and "访客" in seen
    assert "<strong>5</strong> 次浏览" in client.get("/editor/statistics/visits/?site=mz").content.decode()


@pytest.mark.parametrize("by", ["person", "unit", "column"])
def test_the_tables_ask_no_more_for_more_articles(county, cast, by):
    today = timezone.localdate()
    period = scope.Period(today, today)
    user = cast.songwangzhan.user

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            workload.table(user, period, by)
        return len(queries)

    asked()  # the person's rights are read once
    few = asked()
    column = ColumnPage.objects.get(title="动态")
    for number in range(5):
        article = column.add_child(instance=ArticlePage(title=f"又一篇{number}", source="民政局", owner=user))
        article.save_revision(user=user, log_action="wagtail.create")
    assert asked() == few


@pytest.mark.parametrize("asked", ["first=yesterday", "first=2026-11-20&last=2026-11-01", "first=2000-01-01"])
def test_a_period_that_is_none_is_told_in_words(county, client, cast, asked):
    client.force_login(cast.songwangzhan.user)
    for page in ("work", "visits"):
        answer = client.get(f"/editor/statistics/{page}/?{asked}")
        assert (answer.status_code == 400 and "日期" in answer.content.decode()) or "两年" in answer.content.decode()


def test_no_table_of_an_unknown_kind_and_no_door_without_a_post(county, client, cast):
    client.force_login(cast.songwangzhan.user)
    assert client.get("/editor/statistics/work/?by=secret").status_code == 404
    assert client.get("/editor/statistics/work/?export=exe").status_code == 404
    client.force_login(cast.wangkezhang.user)
    assert client.get("/editor/statistics/work/").status_code in (302, 404)
