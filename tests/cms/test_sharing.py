"""推送: one text shown in several places, taken in by those who answer there, following its source at once."""

import pytest
from django.utils import timezone

from tests.cms.editorial import Office, open_office, state_of, told
from zhengtong.cms.models import ArticlePage, ColumnPage
from zhengtong.cms.sharing import actions, queries
from zhengtong.cms.withdrawing import actions as withdrawing
from zhengtong.foundation.errors import Refusal
from zhengtong.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast, portal) -> Office:
    return open_office(cast, portal)


@pytest.fixture
def article(office) -> ArticlePage:
    return office.publish(office.write())


def fresh(page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def refused(code, act, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code


def push(office, article, by=None, column=None) -> ArticlePage:
    return actions.share(article, column or office.elsewhere, by=by or office.cast.tangbianji, at=timezone.now())


def test_what_is_pushed_waits_for_those_who_edit_there(office, article, client):
    shown = push(office, article)
    assert not shown.live and client.get(shown.url).status_code == 404
    cao = office.cast.jiaotongbianji
    assert queries.waiting_shares(cao) == [shown] and queries.waiting_shares(office.cast.tangbianji) == []
    assert cao.user in {notice.recipient for notice in Notice.objects.filter(template="share-waiting")}
    client.force_login(cao.user)
    assert article.title in client.get("/editor/shares/").content.decode()
    client.post(f"/editor/shares/{shown.pk}/", {"decision": "accept"})
    state = state_of(shown)
    assert (state.level, state.unit.code, state.status) == ("first", "JT", "in_progress")
    assert queries.waiting_shares(cao) == [] and len(told("article.share_accepted")) == 1


def test_who_signs_there_shows_it_at_once_with_the_source_and_its_address(office, article, client):
    shown = push(office, article, by=office.cast.hanqianfa)
    page = client.get(fresh(shown).url).content.decode()
    assert "每人每月提高二十元" in page and "县民政局" in page
    assert f"{office.column.url}{article.slug}/" in page.split('rel="canonical"')[1].split(">")[0]


def test_the_share_holds_no_text_of_its_own(office, article):
    shown = push(office, article, by=office.cast.hanqianfa)
    assert not fresh(shown).body and fresh(shown).shared_from_id == article.pk


def test_shares_follow_their_article_at_once(office, article, client):
    shown = push(office, article, by=office.cast.hanqianfa)
    article = fresh(article)
    article.title = "救助标准再提高"
    article.body = [{"type": "text", "value": "<p>提高五十元。</p>"}]
    article.save_revision(user=office.cast.tangbianji.user)
    office.publish(article)
    assert fresh(shown).title == "救助标准再提高"
    assert "提高五十元" in client.get(fresh(shown).url).content.decode()


@pytest.mark.parametrize("kind, status", [("error", 410), ("withdrawn", 200)])
def test_shares_of_what_was_withdrawn_say_so_themselves(office, article, client, kind, status):
    shown = push(office, article, by=office.cast.hanqianfa)
    withdrawing.withdraw(article, kind, "有误", by=office.cast.hanqianfa, at=timezone.now())
    assert client.get(shown.url).status_code == status and fresh(shown).live is (status == 200)
    withdrawing.restore(article, "恢复", by=office.cast.hanqianfa, at=timezone.now())
    assert client.get(shown.url).status_code == 200 and fresh(shown).live


def test_restoring_an_article_does_not_show_what_was_never_taken_in(office, article):
    shown = push(office, article)
    withdrawing.withdraw(article, "error", "有误", by=office.cast.hanqianfa, at=timezone.now())
    withdrawing.restore(article, "恢复", by=office.cast.hanqianfa, at=timezone.now())
    assert not fresh(shown).live


def test_a_share_of_a_share_is_a_share_of_the_article(office, article):
    shown = push(office, article, by=office.cast.hanqianfa)
    third = office.other.add_child(instance=ColumnPage(title="转载", slug="again"))
    again = actions.share(fresh(shown), third, by=office.cast.jiaotongbianji, at=timezone.now())
    assert again.shared_from_id == article.pk


def test_declining_removes_the_share_and_tells_the_sender_why(office, article, client):
    shown = push(office, article)
    cao = office.cast.jiaotongbianji
    refused("no-reason", actions.decline, shown, " ", by=cao, at=timezone.now())
    refused("not-editor", actions.decline, shown, "与本局无关", by=office.cast.tangbianji, at=timezone.now())
    client.force_login(cao.user)
    client.post(f"/editor/shares/{shown.pk}/", {"decision": "decline", "reason": "与本局无关"})
    assert not ArticlePage.objects.filter(pk=shown.pk).exists() and fresh(article).live
    assert "与本局无关" in Notice.objects.get(template="share-declined").text
    assert told("article.share_declined")[0].data["reason"] == "与本局无关"


def test_what_cannot_be_pushed(office, article):
    refused("same-column", push, office, article, column=office.column)
    refused("not-allowed", push, office, article, by=office.cast.jiaotongbianji)
    refused("not-published", push, office, office.write("草稿"))
    refused("not-a-column", push, office, article, column=office.other)
    push(office, article)
    refused("shared-already", push, office, article)


def test_a_share_is_nobodys_to_edit_or_withdraw(office, article):
    shown = push(office, article, by=office.cast.hanqianfa)
    for person in (office.cast.jiaotongbianji, office.cast.hanqianfa, office.cast.songwangzhan):
        assert not fresh(shown).permissions_for_user(person.user).can_edit()
    refused("shared", withdrawing.withdraw, shown, "error", "x", by=office.cast.hanqianfa, at=timezone.now())
    refused("shared", withdrawing.change_validity, shown, "lapsed", "x", by=office.cast.hanqianfa, at=timezone.now())


def test_it_is_pushed_from_the_articles_own_page(office, article, client):
    client.force_login(office.cast.tangbianji.user)
    page = client.get(f"/editor/articles/{article.pk}/share/?q=交通 通知").content.decode()
    assert "通知公告" in page
    posted = {"columns": [office.elsewhere.pk]}
    assert client.post(f"/editor/articles/{article.pk}/share/", posted).status_code == 302
    assert queries.shares_of(article).count() == 1 and list(queries.columns_with(article)) == [
        office.elsewhere.page_ptr
    ]
    assert client.post(f"/editor/articles/{article.pk}/share/", posted).status_code == 409
