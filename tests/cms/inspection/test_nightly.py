"""The night's pass: planted faults are found with their reasons, and what was mended is gone with the next look."""

import io
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from wagtail.contrib.redirects.models import Redirect

from tests.cast import NOON
from tests.cms.doors.ground import picture_file
from zhengtong.cms.inspection import actions, queries
from zhengtong.cms.inspection.choices import DefectKind, DefectState
from zhengtong.cms.inspection.listing import OtherPage
from zhengtong.cms.inspection.models import Defect, InspectedPage, Night
from zhengtong.cms.inspection.rules import PageKind
from zhengtong.cms.models import ArticlePage, ColumnPage, Picture, SiteDocument
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.notices.models import Notice

pytestmark = pytest.mark.django_db
NIGHT = NOON + timedelta(hours=14)
"""Two in the morning."""
DAY = timedelta(days=1)
ID_NUMBER = "360829195803140068"


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setattr(django_settings, "HOME", tmp_path)
    monkeypatch.setattr(django_settings, "MEDIA_ROOT", tmp_path / "media")


@pytest.fixture(autouse=True)
def about(portal):
    """关于本站: what the foot of every page leads to."""
    about = portal.add_child(instance=ColumnPage(title="关于本站", slug="about-site", kind="overview"))
    for slug, title in (("privacy", "隐私声明"), ("copyright", "网站声明")):
        about.add_child(instance=ArticlePage(title=title, slug=slug, source="县政府办", first_published_at=NOON))
    return about


@pytest.fixture
def news(portal, cast):
    """要闻 of the portal, kept by the civil affairs bureau."""
    return portal.add_child(instance=ColumnPage(title="要闻", slug="news", owner_unit=cast.unit("MZ")))


def an_article(column, slug="a", **fields) -> ArticlePage:
    fields = {"title": "救助资金发放公示", "source": "县民政局", "first_published_at": NOON} | fields
    body = fields.pop("body", [("text", "<p>本月救助资金已经发放。</p>")])
    article = ArticlePage(slug=slug, **fields)
    article.body = body
    return column.add_child(instance=article)


def a_docx(portal, *lines: str) -> SiteDocument:
    paper, packed = Document(), io.BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(packed)
    file = ContentFile(packed.getvalue(), "list.docx")
    return SiteDocument.objects.create(title="发放名单", file=file, collection=portal.collection)


def a_night(at=NIGHT, others=()) -> Night:
    """One pass from its beginning to its end."""
    for _ in range(200):
        actions.inspect(at, lambda: others)
        night = Night.objects.order_by("-day").first()
        if night is not None and night.finished_at is not None:
            return night
    raise AssertionError("the pass does not end")


def open_ones(page=None) -> dict[str, Defect]:
    rows = Defect.objects.filter(state=DefectState.OPEN).select_related("page")
    return {row.kind: row for row in (rows.filter(page__page=page) if page else rows)}


def test_a_cluster_without_faults_is_found_without_faults(portal, news):
    an_article(news)
    night = a_night()
    assert night.pages == 6 and not Defect.objects.exists()
    covered = queries.coverage(InspectedPage.objects.all(), NIGHT)
    # 我为政府网站找错 stands at another address that nobody asked yet: all well, and not all of it known.
    assert (covered.checked, covered.outside, covered.outside_checked, covered.is_whole) == (6, 1, 0, False)


def test_every_planted_fault_is_found_with_its_place_and_its_reason_and_is_gone_once_mended(portal, news, cast):
    picture = Picture.objects.create(title="IMG_2031", file=picture_file(), collection=portal.collection)
    listed = a_docx(portal, "发放名单", f"张桂兰 {ID_NUMBER} 800元")
    article = an_article(
        news,
        body=[
            (
                "text",
                '<p>见<a href="/news/gone/">旧通知</a>，<a href="/hall/">政务服务</a>，<a href="/items/NO-1/">事项</a></p>',
            ),
            ("picture", {"picture": picture, "caption": ""}),
            ("document", listed),
        ],
    )
    healthy = an_article(news, slug="b")
    a_night()
    assert not open_ones(healthy)
    found = open_ones(article)
    links = {row.what: row for row in Defect.objects.filter(kind=DefectKind.LINK, state=DefectState.OPEN)}
    assert set(links) == {"/news/gone/", "/items/NO-1/"}
    assert links["/news/gone/"].place == "正文的链接“旧通知”" and links["/news/gone/"].reason == "链接指向的地址不存在"
    assert "只是文件名" in found[DefectKind.ALT].reason
    leak = found[DefectKind.LEAK]
    assert leak.place == "附件“发放名单”" and "居民身份证号码" in leak.reason and ID_NUMBER not in repr(vars(leak))
    assert all(row.page.unit == cast.unit("MZ") for row in found.values())

    Redirect.add_redirect("/news/gone/", healthy, site=None)
    Picture.objects.filter(pk=picture.pk).update(description="工作人员发放救助资金")
    article.body = [
        ("text", '<p>见<a href="/news/gone/">旧通知</a></p>'),
        ("picture", {"picture": picture, "caption": ""}),
    ]
    article.save_revision().publish()
    night = a_night(NIGHT + DAY)
    assert not open_ones() and night.mended == 4
    assert set(Defect.objects.values_list("state", flat=True)) == {DefectState.MENDED}

    Redirect.objects.all().delete()
    a_night(NIGHT + 2 * DAY)
    again = open_ones()[DefectKind.LINK]
    assert again.pk == links["/news/gone/"].pk and again.since == NIGHT + 2 * DAY and again.closed_at is None


def test_a_missing_tag_is_found_on_the_page_that_lacks_it(portal, news, monkeypatch):
    monkeypatch.setitem(django_settings.COUNTY, "site_code", "12")
    article = an_article(news)
    a_night()
    assert "应为10位数字" in open_ones(article)[DefectKind.TAG].reason


def test_links_to_what_is_taken_back_or_written_wrongly_are_found(portal, news):
    an_article(news, slug="taken", withdrawal="error")
    draft = an_article(news, slug="draft", live=False)
    an_article(news, slug="c", body=[("text", '<p><a href="/news/taken/">一</a><a href="/news/draft/">二</a></p>')])
    a_night()
    reasons = set(Defect.objects.filter(kind=DefectKind.LINK).values_list("reason", flat=True))
    assert reasons == {"链接指向的稿件已经撤回", "链接指向的网页已经下线"}
    assert not InspectedPage.objects.filter(page=draft).exists()


def test_pages_of_the_other_doors_are_looked_over_too(portal):
    a_night(
        others=(OtherPage("/calculator/", PageKind.COLUMN, "期限计算器"), OtherPage("/nowhere/", PageKind.COLUMN, "无"))
    )
    assert {row.page.url: row.kind for row in open_ones().values()} == {"/nowhere/": DefectKind.ANSWER}


def test_a_pass_broken_off_goes_on_and_two_workers_never_take_the_same_page(portal, news):
    for number in range(4):
        an_article(news, slug=f"n{number}")
    actions.inspect(NIGHT, tuple, seconds=0)
    night = Night.objects.get()
    one, other = actions._take(NIGHT, night), actions._take(NIGHT, night)
    assert one.pk != other.pk
    # The other one dies; what it had taken is taken anew when its lease is over.
    actions._look_over(one, NIGHT, night)
    actions.inspect(NIGHT, tuple)
    actions.inspect(NIGHT, tuple)
    assert Night.objects.get().finished_at is None
    night = a_night(NIGHT + timedelta(minutes=11))
    assert night.pages == 9 and InspectedPage.objects.filter(night=night.day).count() == 9


def test_nothing_is_begun_before_the_hour_nor_twice_a_night(portal):
    a_night()
    assert actions.inspect(NIGHT + timedelta(hours=1), tuple) == 0
    before = NIGHT + timedelta(hours=22, minutes=30)
    assert actions.inspect(before, tuple) == 0 and Night.objects.count() == 1


def test_what_is_not_public_any_more_has_nothing_left_to_mend(portal, news):
    article = an_article(news, body=[("text", '<p><a href="/news/gone/">旧</a></p>')])
    a_night()
    article.unpublish()
    a_night(NIGHT + DAY)
    assert not open_ones() and not InspectedPage.objects.filter(page=article, is_public=True).exists()


def test_a_defect_nobody_mends_becomes_a_matter_with_a_limit_and_ends_when_mended(portal, news, cast):
    article = an_article(news, body=[("text", '<p><a href="/news/gone/">旧</a></p>')])
    a_night()
    a_night(NIGHT + 2 * DAY)
    assert not Entry.objects.filter(kind="defect.raised").exists()
    a_night(NIGHT + 3 * DAY)
    a_night(NIGHT + 4 * DAY)
    raised = Entry.objects.get(kind="defect.raised")
    assert raised.unit == "MZ" and raised.data["mend_due"] and "链接指向的地址不存在" in raised.data["item_name"]
    article.body = [("text", "<p>改好了</p>")]
    article.save_revision().publish()
    a_night(NIGHT + 5 * DAY)
    assert Entry.objects.get(kind="defect.mended").subject == raised.subject


def test_the_owner_is_told_once(portal, news, cast):
    an_article(news, body=[("text", '<p><a href="/news/gone/">旧</a></p>')])
    a_night()
    a_night(NIGHT + DAY)
    told = {notice.recipient: notice.text for notice in Notice.objects.filter(template="page_defects")}
    assert set(told) == {cast.tangbianji.user, cast.luchushen.user} and Notice.objects.count() == 2
    assert all("站内链接失效1处" in text for text in told.values())


def test_an_exemption_is_signed_and_holds_while_the_fault_stays(portal, news, cast):
    an_article(news, body=[("text", '<p><a href="/news/gone/">旧</a></p>')])
    a_night()
    defect, manager = Defect.objects.get(), cast.songwangzhan
    with pytest.raises(Refusal) as refused:
        actions.exempt(manager.user, defect.pk, "好", by=manager, at=NIGHT)
    assert refused.value.code == "no-reason" and defect.state == DefectState.OPEN
    for person in (cast.tangbianji, cast.jiaotongbianji, cast.hanqianfa):
        with pytest.raises(Unknown):
            actions.exempt(person.user, defect.pk, "历史栏目保留原貌", by=person, at=NIGHT)
    exemption = actions.exempt(manager.user, defect.pk, "历史栏目保留原貌", by=manager, at=NIGHT)
    assert queries.is_genuine(exemption)
    exemption.reason = "另一个理由"
    assert not queries.is_genuine(exemption)
    a_night(NIGHT + DAY)
    assert Defect.objects.get().state == DefectState.EXEMPTED
    with pytest.raises(Refusal):
        actions.exempt(manager.user, defect.pk, "再豁免一次", by=manager, at=NIGHT)


def test_one_page_is_looked_over_again_at_once_by_who_manages_it(portal, news, cast):
    article = an_article(news, body=[("text", '<p><a href="/news/gone/">旧</a></p>')])
    a_night()
    row = InspectedPage.objects.get(page=article)
    article.body = [("text", "<p>改好了</p>")]
    article.save_revision().publish()
    with pytest.raises(Unknown):
        actions.recheck(cast.jiaotongbianji.user, row.pk, at=NIGHT)
    actions.recheck(cast.songwangzhan.user, row.pk, at=NIGHT)
    assert not open_ones()


def test_a_look_asks_the_same_of_the_database_however_much_stands_on_the_page(portal, news):
    an_article(news, slug="few", body=[("text", '<p><a href="/news/">一</a></p>')])
    many = "".join(
        f'<a href="/news/gone{number}/">{number}</a><a href="/news/few/?{number}">x</a>' for number in range(40)
    )
    an_article(news, slug="many", body=[("text", f"<p>{many}</p>")])
    a_night()

    def asked(slug: str) -> int:
        row = InspectedPage.objects.select_related("page", "site", "unit").get(url=f"/news/{slug}/")
        with CaptureQueriesContext(connection) as found:
            actions._look_over(row, NIGHT, None)
        return len(found)

    asked("few")
    # One more for the redirects that might lead on from what is missing.
    assert asked("many") <= asked("few") + 1
