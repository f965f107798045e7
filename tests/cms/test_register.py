"""An article and the piece of information it publishes are one thing seen in two places."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from legalclock import load_laws
from tests.cast import NOON
from tests.cms.editorial import Office, open_office, told
from zhengtong.cms.models import ArticlePage
from zhengtong.cms.pagecache.models import PageChange
from zhengtong.cms.register import actions
from zhengtong.cms.register.loading import load_documents
from zhengtong.cms.register.models import DisclosedArticle
from zhengtong.cms.withdrawing import actions as withdrawing
from zhengtong.disclosure.actions import information as register
from zhengtong.disclosure.models import Information
from zhengtong.disclosure.rules.information import Details, Table
from zhengtong.foundation.errors import Refusal
from zhengtong.timers import actions as timers

pytestmark = pytest.mark.django_db
DETAILS = Details(
    title="临时救助办法", theme="17", genre="notice", signed_on=date(2026, 11, 20), document_number="安民发〔2026〕9号"
)


@pytest.fixture
def office(cast, portal) -> Office:
    made = open_office(cast, portal)
    timers.load_laws(load_laws())
    return made


@pytest.fixture
def row(office) -> Information:
    return sign(office)


def sign(office, unit="MZ", **changed) -> Information:
    return register.sign(replace(DETAILS, **changed), organ=office.cast.unit(unit), by=register.SYSTEM, at=NOON)


def link(office, article, row, by=None):
    return actions.link(article, row.index_number, by=by or office.cast.tangbianji, at=timezone.now())


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def page_of(client, article) -> str:
    answer = client.get(fresh(article).url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_article_tells_the_metadata_the_law_wants(office, row, client):
    article = office.write()
    link(office, article, row)
    page = page_of(client, office.publish(article))
    for said in (
        "索引号",
        row.index_number,
        "安民发〔2026〕9号",
        "安福县民政局",
        "2026-11-20",
        "有效",
        "民政、扶贫、救灾",
        "通知",
    ):
        assert said in page, said
    other = page_of(client, office.publish(office.write("普通动态", slug="plain")))
    assert "policy-facts" not in other


def test_publishing_the_article_publishes_the_information_and_ends_its_duty_once(office, row):
    article = office.write(slug="relief")
    link(office, article, row)
    assert fresh(row).state == "signed" and fresh(row).clock.is_open
    published = office.publish(article)
    row = fresh(row)
    assert row.state == "published" and not row.clock.is_open and row.reviewed_by == "韩立群"
    assert row.get_absolute_url() == published.url
    published.title = "临时救助办法（更正）"
    published.save_revision(user=office.cast.tangbianji.user)
    office.publish(fresh(published))
    assert len(told("information.published")) == 1


def test_an_article_that_is_public_already_publishes_what_it_is_linked_with(office, row):
    article = office.publish(office.write())
    link(office, article, row)
    assert fresh(row).state == "published" and len(told("article.registered")) == 1


def test_validity_is_the_same_in_both_places_whoever_changes_it(office, row, client):
    article = office.write()
    link(office, article, row)
    article = office.publish(article)
    assert fresh(article).validity == "in_force"
    register.change_validity(row.index_number, "amended", "安民发〔2026〕10号", by=register.SYSTEM, at=NOON)
    assert (fresh(article).validity, fresh(article).validity_basis) == ("amended", "安民发〔2026〕10号")
    withdrawing.change_validity(article, "repealed", "安民发〔2026〕11号", by=office.cast.hanqianfa, at=timezone.now())
    assert (fresh(row).validity, fresh(row).validity_basis) == ("repealed", "安民发〔2026〕11号")
    assert "废止" in page_of(client, article)
    with pytest.raises(Refusal):
        withdrawing.change_validity(article, "in_force", "又恢复", by=office.cast.hanqianfa, at=timezone.now())
    assert fresh(article).validity == "repealed"


def test_what_was_published_in_error_leaves_both_places_and_comes_back_to_both(office, row):
    article = office.write()
    link(office, article, row)
    article = office.publish(article)
    han, at = office.cast.hanqianfa, timezone.now()
    withdrawing.withdraw(article, "error", "文号有误", by=han, at=at)
    assert fresh(row).state == "withdrawn" and not fresh(article).live
    withdrawing.restore(article, "核对无误", by=han, at=at)
    assert fresh(row).state == "published" and fresh(article).live


def test_what_the_register_takes_down_is_gone_from_the_site(office, row, client):
    article = office.write()
    link(office, article, row)
    article = office.publish(article)
    register.withdraw(row.index_number, "涉及商业秘密", by=register.SYSTEM, at=NOON)
    assert client.get(article.url).status_code == 410 and not fresh(article).live


def test_policy_and_interpretation_lead_to_one_another(office, row, client):
    reading = sign(office, title="临时救助办法解读", genre="interpretation", document_number="", text="解读。")
    policy, piece = office.write("临时救助办法", slug="zc"), office.write("一图读懂", slug="jd")
    link(office, policy, row)
    link(office, piece, reading)
    policy, piece = office.publish(policy), office.publish(piece)
    PageChange.objects.all().delete()
    register.link_interpretation(row.index_number, reading.index_number, by=register.SYSTEM, at=NOON)
    assert f'<a href="{piece.url}">临时救助办法解读</a>' in page_of(client, policy)
    assert f'<a href="{policy.url}">临时救助办法</a>' in page_of(client, piece)
    tags = {tag for change in PageChange.objects.all() for tag in change.tags}
    assert {f"information:{row.pk}", f"information:{reading.pk}"} <= tags


def test_only_what_is_ones_own_free_and_public_is_linked(office, row, client):
    article = office.write()
    kept = sign(office, title="内部档案目录", mode="on_request", mode_reason="涉及内部管理")
    others = sign(office, unit="JT", title="路长制名单")
    for number, code in ((others.index_number, "no-information"), (kept.index_number, "not-proactive")):
        with pytest.raises(Refusal) as refused:
            actions.link(article, number, by=office.cast.tangbianji, at=timezone.now())
        assert refused.value.code == code
    for person in (office.cast.jiaotongbianji, office.cast.wangkezhang):
        with pytest.raises(Refusal, match="本单位"):
            link(office, article, row, by=person)
    address = f"/editor/articles/{article.pk}/information/"
    client.force_login(office.cast.tangbianji.user)
    page = client.get(f"{address}?q=救助").content.decode()
    assert row.title in page and "路长制" not in page and "内部档案" not in page
    assert client.post(address, {"number": row.index_number}).status_code == 302
    with pytest.raises(Refusal) as refused:
        link(office, office.write("另一篇", slug="other"), row)
    assert refused.value.code == "information-taken"
    assert row.index_number in client.get(address).content.decode()
    assert client.post(address, {"act": "unlink"}).status_code == 302
    assert not DisclosedArticle.objects.exists() and len(told("article.unregistered")) == 1
    client.force_login(office.cast.jiaotongbianji.user)
    assert client.get(address).status_code == 404


def test_the_registers_documents_are_loaded_as_articles_of_their_organs(office):
    columns = {site.pk: site for site in (office.site, office.other)}
    for site in columns.values():
        from zhengtong.cms.models import ColumnPage

        site.add_child(instance=ColumnPage(title="政策文件", slug="policies", kind="policy"))
    table = Table(("乡镇", "人数"), (("平都镇", 312),))
    for unit, title in (("MZ", "救助人数"), ("JT", "公交线路")):
        row = sign(office, unit=unit, title=title, form="table", table=table)
        register.publish(row.index_number, reviewer="白云飞", by=register.SYSTEM, at=NOON)
    assert load_documents(at=timezone.now()) == 2 and load_documents(at=timezone.now()) == 0
    article = ArticlePage.objects.get(title="公交线路")
    assert article.url_path.startswith(office.other.url_path) and article.validity == "in_force"
    assert article.body[0].block_type == "table" and article.disclosed.information.title == "公交线路"
