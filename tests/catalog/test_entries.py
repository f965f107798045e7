"""What the entries of the catalogue tell of a guide: its limits, what it lacks, on what it rests."""

from datetime import date

import pytest

from tests.cast import NOON
from tests.catalog.items import allowance, publish_forms, put_through
from zhengtong.catalog import actions
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.rules import repealed_bases
from zhengtong.journal.facts import NAMES
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db
CODE = "MZ-JF-0018"
MARRIAGE_LAW = {
    "law": "中华人民共和国婚姻法", "number": "", "article": "第七条", "gist": "", "issuer": "", "effective_on": None,
    "level": "法律",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _forms(db):
    publish_forms()


def told(kind: str) -> dict:
    return Entry.objects.filter(subject=CODE, kind=kind).latest("id").data


def test_a_publication_tells_both_limits_and_that_nothing_is_missing(cast):
    put_through(cast, allowance())
    entry = told("item.published")
    assert (entry["promised"], entry["statutory"]) == ("20wd", "30wd")
    assert (entry["missing_elements"], entry["basis_repealed"], entry["is_promise_longer"]) == ([], [], False)
    assert KINDS["item.published"].milestone == "noted"


def test_a_draft_tells_what_it_lacks(cast):
    limits = allowance()["limits"] | {"promised": {"amount": 60, "unit": "wd"}}
    actions.draft_item(allowance(phone="", limits=limits), by=cast.wangkezhang, at=NOON)
    entry = told("item.drafted")
    assert "咨询电话" in entry["missing_elements"] and entry["is_promise_longer"] is True
    actions.edit_draft(CODE, allowance(), by=cast.wangkezhang, at=NOON)
    assert told("item.edited")["missing_elements"] == []


def test_a_law_that_is_repealed_carries_no_item(cast):
    actions.draft_item(allowance(bases=[*allowance()["bases"], MARRIAGE_LAW]), by=cast.wangkezhang, at=NOON)
    assert told("item.drafted")["basis_repealed"] == ["中华人民共和国婚姻法"]
    bases = Guide.of(allowance(bases=[MARRIAGE_LAW])).bases
    assert repealed_bases(bases, date(2020, 12, 31)) == [], "until the Civil Code came it stood"


def test_every_fact_of_an_item_has_a_chinese_name(cast):
    put_through(cast, allowance())
    facts = {name for entry in Entry.objects.filter(subject=CODE) for name in entry.data}
    assert facts - NAMES.keys() == set()
