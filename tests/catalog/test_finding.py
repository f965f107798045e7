"""People find items by typing, by choosing, by wandering; always in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON
from tests.catalog.items import FOLDER, allowance, another, publish_forms
from zhengtong.catalog import actions, queries
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.models import ItemVersion, ServiceItem
from zhengtong.catalog.queries import Filters, browse, search
from zhengtong.catalog.rules import columns_of
from zhengtong.foundation.errors import Unknown
from zhengtong.journal.models import Entry


def in_force(unit, *contents) -> None:
    """Put contents in force without their chain, many at a time."""
    for content in contents:
        item = ServiceItem.objects.create(code=content["code"], unit=unit)
        item.current = ItemVersion.objects.create(
            item=item, number=1, state="published", content=content, digest="0", edited_by="system", edited_at=NOON,
            published_at=NOON, effective_on=NOON.date(), **columns_of(Guide.of(content)),
        )  # fmt: skip
        item.save()


PAPER = [{"name": "通知书", "type": "other", "valid": None}]


@pytest.fixture
def county(cast):
    in_force(
        cast.unit("MZ"),
        allowance(results=PAPER),
        another(
            1,
            name="临时救助",
            keywords=["急难"],
            life_events=["遇到困难"],
            summary="遇到急难的家庭可以申请。",
            results=PAPER,
        ),
        another(2, name="救助站入站服务", keywords=["流浪"], life_events=[], summary="也与低保有关。", results=PAPER),
    )
    license_content = allowance(
        code="SC-XK-0003", unit="SC", kind="license", name="食品经营许可（新办）", keywords=["餐馆", "开饭店"],
        life_events=["开店"], topics_person=[], topics_corp=["准营准办"], audience=["enterprise"], summary="开餐馆。", results=PAPER,
    )  # fmt: skip
    license_content["places"] = {"stations": ["county-hall"], "township": False, "village_agent": False}
    in_force(cast.unit("SC"), license_content)
    return cast


def codes(found) -> list[str]:
    return [version.item.code for version in found]


def test_the_name_counts_more_than_the_keywords_and_they_more_than_the_rest(county):
    in_force(county.unit("MZ"), another(4, name="低保边缘家庭认定", keywords=[], results=PAPER))
    assert codes(search("低保")) == ["MZ-JF-0004", "MZ-JF-0018", "MZ-JF-0002"]


def test_every_word_must_occur(county):
    assert codes(search("救助 急难")) == ["MZ-JF-0001"]
    assert codes(search("救助，入站")) == ["MZ-JF-0002"]


def test_full_width_and_case_are_forgiven(county):
    assert codes(search("ｓｃ－ｘｋ－０００３")) == ["SC-XK-0003"]
    assert codes(search("食品经营许可(新办)")) == ["SC-XK-0003"]


def test_a_whole_sentence_finds_by_the_items_own_keywords(county):
    assert codes(search("我想在县城开饭店要怎么办")) == ["SC-XK-0003"]


def test_nothing_matches_nothing_and_empty_matches_all(county):
    assert codes(search("航天发射")) == []
    assert codes(search("%")) == codes(search(" ")) == codes(queries.published_items())


def test_a_search_stays_within_the_choices_made(county):
    within = Filters(unit="SC").narrow(queries.published_items())
    assert codes(search("低保", within)) == []


def facets(filters: Filters = Filters()) -> dict[str, dict[str, int]]:  # noqa: B008 — frozen
    return {facet.key: {choice.label: choice.count for choice in facet.choices} for facet in browse(filters)}


def test_every_way_in_says_how_many_items_are_behind_it(county):
    found = facets()
    assert found["family"] == {"行政职权": 4}
    assert found["unit"] == {"县民政局": 3, "县市监局": 1}
    assert found["audience"] == {"自然人": 3, "企业法人": 1}
    assert found["corp"] == {"准营准办": 1}
    assert found["event"]["遇到困难"] == 2
    assert found["place"]["县政务服务中心"] == 4 and found["place"]["乡镇便民服务中心"] == 3


def test_the_kinds_stand_below_their_family(county):
    (family,) = next(facet for facet in browse(Filters()) if facet.key == "family").choices
    assert [(kind.label, kind.count) for kind in family.below] == [("行政许可", 1), ("行政给付", 3)]


def test_counts_follow_the_other_choices_but_not_their_own(county):
    found = facets(Filters(unit="SC"))
    assert found["unit"] == {"县民政局": 3, "县市监局": 1}
    assert found["event"] == {"开店": 1}
    chosen = next(facet for facet in browse(Filters(unit="SC")) if facet.key == "unit").choices
    assert [choice.label for choice in chosen if choice.chosen] == ["县市监局"]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(kind="license"), 1), (Filters(family="power"), 4), (Filters(unit="MZ"), 3),
        (Filters(person="社会保障"), 3), (Filters(corp="准营准办"), 1), (Filters(audience="enterprise"), 1),
        (Filters(event="开店"), 1), (Filters(place="township"), 3), (Filters(place="village"), 3),
        (Filters(place="county"), 4), (Filters(place="online"), 4), (Filters(place="moon"), 0),
        (Filters(unit="MZ", event="开店"), 0),
    ],
)  # fmt: skip
def test_filters_narrow_as_the_facets_promise(county, filters, count):
    assert filters.narrow(queries.published_items()).count() == count


def test_a_draft_and_a_cancelled_item_are_not_found(county):
    actions.draft_item(another(9, name="低保新政"), by=county.wangkezhang, at=NOON)
    ServiceItem.objects.filter(code="MZ-JF-0018").update(state="cancelled")
    assert "MZ-JF-0009" not in codes(search("低保")) and "MZ-JF-0018" not in codes(search("低保"))
    with pytest.raises(Unknown):
        queries.item_for_public("MZ-JF-0009")


def queries_of(act) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        act()
    return len(captured)


def test_growth_costs_no_more_queries(county):
    def wander():
        browse(Filters(unit="MZ"))
        return [(version.name, version.item.unit.short_name) for version in search("救助")[:20]]

    def desk():
        return [
            (version.item.unit.short_name, version.name) for version in queries.items_for_desk(county.wangkezhang)[:20]
        ]

    wander(), desk()
    before = queries_of(wander), queries_of(desk)
    in_force(county.unit("MZ"), *(another(n) for n in range(100, 200)))
    assert (queries_of(wander), queries_of(desk)) == before


def test_the_countys_files_are_put_in_force_once(county_office):
    loaded = actions.load_items(FOLDER, units=county_office, at=NOON)
    assert len(loaded) >= 79
    assert queries.published_items().count() == len(loaded) - 2
    cancelled = queries.item_for_public("LY-XK-0037")
    assert cancelled.item.state == "cancelled" and cancelled.item.cancelled_on.isoformat() == "2020-07-01"
    opinion = cancelled.opinions.get()
    assert opinion.by_name == "初始导入"
    entries = Entry.objects.count()
    assert actions.load_items(FOLDER, units=county_office, at=NOON) == []
    assert Entry.objects.count() == entries == len(loaded) + 1
    assert codes(search("营业执照"))[:2] != []


@pytest.fixture
def county_office(cast):
    """The units, forms and roles that the county's files refer to."""
    import yaml

    from zhengtong.org.models import Unit

    county = cast.region("360829000000")
    there = dict(cast.units)
    rows = yaml.safe_load((FOLDER.parent / "units.yaml").read_text())
    names = {row["code"]: row["name"] for row in rows} | {"TOWN": "各乡镇人民政府"}
    for number, (code, name) in enumerate(names.items(), 500):
        if code not in there:
            there[code] = Unit.objects.create(
                code=code, number=str(number), name=name, short_name=name[:20], kind="county_department",
                region=county, path=f"{code}/",
            )  # fmt: skip
    publish_forms(*(path.stem for path in (FOLDER.parent / "forms").glob("*.yaml")))
    return there
