"""Government information is found by its numbers, and by what shows it best."""

from dataclasses import replace

import pytest

from legalclock import load_laws
from tests.cases.county import keep_time
from tests.cast import NOON
from tests.disclosure.test_screening import DETAILS
from zhengtong.cms.register.models import DisclosedArticle
from zhengtong.disclosure.actions import information
from zhengtong.disclosure.models import Information
from zhengtong.project import search_feed
from zhengtong.search.models import Listing
from zhengtong.search.queries import Query, find
from zhengtong.timers import actions as timers

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(cast) -> Information:
    keep_time(NOON, [])
    timers.load_laws(load_laws())
    details = replace(DETAILS, title="临时救助办法", text="救助标准。", document_number="安民发〔2026〕9号")
    signed = information.sign(details, organ=cast.unit("MZ"), by=information.SYSTEM, at=NOON)
    return information.publish(signed.index_number, reviewer="白云飞", by=information.SYSTEM, at=NOON)


def hits(text: str):
    return find(Query(text=text), at=NOON).hits


def test_it_is_found_by_words_document_number_and_index_number(row):
    search_feed.compare_information()
    for asked in ("临时救助", "安民发〔2026〕9号", "安民发[2026]9号", row.index_number):
        hit = hits(asked)[0]
        assert (hit.kind, hit.url) == ("policy", row.get_absolute_url()), asked
    found = find(Query(text="临时救助", validity="in_force", organ="安福县民政局", year=2026), at=NOON)
    assert found.total == 1


def test_a_change_of_validity_is_found_and_what_is_taken_down_is_not(row):
    search_feed.compare_information()
    information.change_validity(row.index_number, "repealed", "安民发〔2026〕10号", by=information.SYSTEM, at=NOON)
    assert search_feed.compare_information([row.index_number]) == 1
    assert find(Query(text="临时救助", validity="repealed"), at=NOON).total == 1
    information.withdraw(row.index_number, "涉及商业秘密", by=information.SYSTEM, at=NOON)
    assert search_feed.compare_information([row.index_number]) == 1
    assert hits("临时救助") == ()


def test_what_an_article_shows_is_found_once_by_the_article_with_its_numbers(row, article):
    search_feed.compare_information()
    DisclosedArticle.objects.create(article=article, information=row)
    article.save_revision().publish()
    search_feed.compare_information()
    assert [hit.ref for hit in hits(row.index_number)] == [f"page-{article.pk}"]
    assert Listing.objects.get(ref=f"page-{article.pk}").document_number == "安民发〔2026〕9号"
