"""Three ways to withdraw an article, each with its own face to the public; and 有效性 on a basis."""

import pytest
from django.utils import timezone

from tests.cms.editorial import Office, open_office, told
from zhengtong.cms.models import ArticlePage
from zhengtong.cms.withdrawing import actions
from zhengtong.foundation.errors import Refusal

pytestmark = pytest.mark.django_db
SECRET = "<p>每人每月提高二十元，名单附后。</p>"


@pytest.fixture
def office(cast, portal) -> Office:
    return open_office(cast, portal)


@pytest.fixture
def article(office) -> ArticlePage:
    return office.publish(office.write(text=SECRET))


def fresh(page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def refused(code, act, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code


def test_published_in_error_it_is_gone_and_its_text_with_it(office, article, client):
    assert "二十元" in client.get(article.url).content.decode()
    actions.withdraw(
        article, "error", "名单误发", note="本稿内容有误，已撤回。", by=office.cast.hanqianfa, at=timezone.now()
    )
    gone = client.get(article.url)
    page = gone.content.decode()
    assert gone.status_code == 410 and "本稿内容有误" in page and "二十元" not in page and "名单误发" not in page
    assert not fresh(article).live and not ArticlePage.objects.live().filter(pk=article.pk).exists()
    entry = told("article.withdrawn")[0]
    assert entry.data["reason"] == "名单误发" and entry.data["method"] == "误发撤回"


def test_consolidated_it_leads_for_good_to_what_took_its_place(office, article, client):
    other = office.publish(office.write("救助政策汇编"))
    actions.withdraw(article, "consolidated", "合并", replaced_by=other, by=office.cast.hanqianfa, at=timezone.now())
    answer = client.get(article.url)
    assert answer.status_code == 301 and answer["Location"] == fresh(other).get_url()
    assert not fresh(article).live


def test_withdrawn_it_stays_to_be_read_under_a_notice(office, article, client):
    actions.withdraw(article, "withdrawn", "标准已调整", by=office.cast.songwangzhan, at=timezone.now())
    page = client.get(article.url)
    assert page.status_code == 200 and "停止适用" in page.content.decode() and "二十元" in page.content.decode()


def test_a_withdrawal_by_mistake_is_undone_as_if_it_had_not_been(office, article, client):
    for kind in ("error", "withdrawn"):
        actions.withdraw(article, kind, "误操作", by=office.cast.hanqianfa, at=timezone.now())
        actions.restore(article, "撤错了稿件", by=office.cast.hanqianfa, at=timezone.now())
        page = client.get(article.url).content.decode()
        assert "二十元" in page and "停止适用" not in page
    assert fresh(article).live and fresh(article).withdrawn_at is None and len(told("article.restored")) == 2


def test_who_may_not_withdraw_changes_nothing(office, article, client):
    at = timezone.now()
    for person in (office.cast.tangbianji, office.cast.luchushen, office.cast.baifushen, office.cast.jiaotongbianji):
        refused("not-allowed", actions.withdraw, article, "error", "不想要了", by=person, at=at)
        client.force_login(person.user)
        assert client.get(f"/editor/articles/{article.pk}/withdraw/").status_code == 404
    assert fresh(article).live and not told("article.withdrawn")


@pytest.mark.parametrize(
    "code, kind, reason, which",
    [
        ("withdrawal-kind", "gone", "x", None),
        ("no-reason", "error", " ", None),
        ("no-replacement", "consolidated", "x", None),
        ("replacement-circle", "consolidated", "x", "itself"),
        ("replacement-hidden", "consolidated", "x", "draft"),
    ],
)
def test_a_withdrawal_that_makes_no_sense_is_refused(office, article, code, kind, reason, which):
    other = {None: None, "itself": article, "draft": office.write("草稿")}[which]
    han = office.cast.hanqianfa
    refused(code, actions.withdraw, article, kind, reason, replaced_by=other, by=han, at=timezone.now())
    assert fresh(article).live and fresh(article).withdrawal == ""


def test_two_articles_do_not_lead_to_one_another(office, article):
    other, han = office.publish(office.write("汇编")), office.cast.hanqianfa
    actions.withdraw(article, "withdrawn", "旧", by=han, at=timezone.now())
    refused("already-withdrawn", actions.withdraw, article, "error", "再撤", by=han, at=timezone.now())
    actions.restore(article, "恢复", by=han, at=timezone.now())
    ArticlePage.objects.filter(pk=other.pk).update(replaced_by=article)
    refused(
        "replacement-circle",
        actions.withdraw,
        article,
        "consolidated",
        "合并",
        replaced_by=other,
        by=han,
        at=timezone.now(),
    )


def test_an_old_draft_published_later_does_not_undo_a_withdrawal(office, article):
    article.title = "新标题"
    article.save_revision(user=office.cast.tangbianji.user)
    actions.withdraw(article, "withdrawn", "停用", by=office.cast.hanqianfa, at=timezone.now())
    assert fresh(article).get_latest_revision().as_object().withdrawal == "withdrawn"
    assert not fresh(article).permissions_for_user(office.cast.tangbianji.user).can_submit_for_moderation()


def test_validity_changes_on_a_basis_and_the_page_says_so(office, article, client):
    han, at = office.cast.hanqianfa, timezone.now()
    refused("no-basis", actions.change_validity, article, "repealed", " ", by=han, at=at)
    refused("not-allowed", actions.change_validity, article, "repealed", "清理结果", by=office.cast.tangbianji, at=at)
    actions.change_validity(article, "repealed", "安府发〔2026〕12号", by=han, at=at)
    assert "已废止" in client.get(article.url).content.decode()
    assert told("article.validity_changed")[0].data["after"] == "废止"
    refused("validity-same", actions.change_validity, article, "repealed", "又来", by=han, at=at)
    article.save_revision(user=office.cast.tangbianji.user)
    assert fresh(article).get_latest_revision().as_object().validity == "repealed"


def test_it_is_done_on_pages_that_tell_what_each_way_means(office, article, client):
    client.force_login(office.cast.hanqianfa.user)
    assert "撤稿" in client.get(f"/editor/pages/{article.pk}/edit/").content.decode()
    page = client.get(f"/editor/articles/{article.pk}/withdraw/?q=救助").content.decode()
    assert "永久转到" in page and "页首注明" in page
    assert client.post(f"/editor/articles/{article.pk}/withdraw/", {"kind": "error"}).status_code == 409
    said = {"kind": "error", "reason": "误发"}
    assert client.post(f"/editor/articles/{article.pk}/withdraw/", said).status_code == 302
    assert client.post(f"/editor/articles/{article.pk}/restore/", {"reason": "恢复"}).status_code == 302
    said = {"validity": "lapsed", "basis": "有效期满"}
    assert client.post(f"/editor/articles/{article.pk}/validity/", said).status_code == 302
    assert fresh(article).live and fresh(article).validity == "lapsed"
