"""Where the oversight door stands: who begins their day there, what its menu offers, and what its log tells to whom."""

import re

import pytest

from tests.cast import NOON, PASSWORD
from tests.web.test_journal_verify import forge
from zhengtong.journal import sealing
from zhengtong.journal.actions import ACTIONS, action, record

from . import ground


def offers(page: str) -> list[str]:
    menu = re.search(r'data-element="oversight-nav">(.*?)</nav>', page, re.S)[1]
    return re.findall(r"</svg>([^<]+)</a>", menu)


# --- the way in ---


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "home"),
    [("linjiancha", "/oversight/"), ("gaozhuren", "/oversight/"), ("mzjiancha", "/oversight/"),
     ("wangkezhang", "/desk/"), ("wushenji", "/desk/"), ("qianguanli", "/desk/")],
)  # fmt: skip
def test_who_only_supervises_begins_at_the_board_and_others_at_the_desk(client, cast, name, home):
    answer = client.post("/account/sign-in/", {"username": name, "password": PASSWORD})
    assert answer["Location"] == home
    assert client.get("/account/")["Location"] == home


@pytest.mark.django_db
def test_a_citizen_who_wants_the_board_is_shown_their_own_record(client, cast):
    answer = client.post("/account/sign-in/?", {"username": "zhangayi", "password": PASSWORD, "next": "/oversight/"})
    assert answer["Location"] == "/account/"


@pytest.mark.django_db
def test_the_menu_offers_only_pages_that_open(county, enter):
    for name in (*ground.WATCHERS, "gaozhuren", "heshuju"):
        client = enter(name)
        start = client.get("/oversight/")
        page = start if start.status_code == 200 else client.get("/oversight/province/")
        menu = re.search(r'data-element="oversight-nav">(.*?)</nav>', page.content.decode(), re.S)[1]
        for link in re.findall(r'href="([^"]+)"', menu):
            assert client.get(link).status_code == 200, f"{name} is offered {link}"


@pytest.mark.django_db
def test_the_two_doors_lead_to_each_other_where_one_may_enter_both(county, enter):
    assert 'data-element="to-oversight"' in enter("linjiancha").get("/desk/").content.decode()
    assert 'data-element="to-desk"' in enter("linjiancha").get("/oversight/").content.decode()
    assert 'data-element="to-oversight"' not in enter("wangkezhang").get("/desk/").content.decode()


@pytest.mark.django_db
def test_a_lost_page_of_the_door_stays_in_its_frame_and_tells_strangers_nothing(county, enter):
    lost = "/oversight/matters/N-1/"
    assert 'data-element="oversight-nav"' in enter("linjiancha").get(lost).content.decode()
    assert 'data-element="oversight-nav"' not in enter("laozhou").get(lost).content.decode()


# --- the log ---


def happen(kind: str, subject: str, unit: str, actor: str, **facts: object) -> None:
    """An act of the tests' own that leaves one entry; the product's list of acts does not hear of it."""

    def act() -> None:
        record(kind, subject, unit=unit, actor=actor, at=NOON, **facts)

    framed = action(kind)(act)
    ACTIONS.pop(f"{act.__module__}.{act.__qualname__}")
    framed()


@pytest.fixture
def written(transactional_db, county):
    """One card issued in civil affairs, one order in Henglong, one rule approved; sealed."""
    facts = {"matter": "MZ-1", "unit_name": "县民政局", "item_name": "慈善组织公开募捐资格"}
    happen("card.issued", "C-1", "MZ", "system", **facts)
    happen("order.issued", "D-1", "T103", "staff:JC001")
    happen("rule.approved", "T02", "JC", "staff:JC002")
    happen("session.closed", "staff:MZ001", "MZ", "staff:MZ001")
    sealing.seal(NOON)
    ground.beat(NOON)


def told(page: str) -> set[str]:
    return set(re.findall(r'data-label="对象" class="code">(?:<a[^>]*>)?([^<]+)', page))


@pytest.mark.parametrize(
    ("name", "seen"),
    [("linjiancha", {"C-1", "D-1", "T02"}), ("mzjiancha", {"C-1"}), ("henglongjiancha", {"D-1"})],
)
def test_the_log_tells_each_layer_what_supervision_did_there(written, enter, name, seen):
    assert told(enter(name).get("/oversight/log/").content.decode()) == seen


@pytest.mark.parametrize(
    ("asked", "found"),
    [("topic=card", {"C-1"}), ("topic=rule", {"T02"}), ("subject=D-1", {"D-1"}), ("actor=jc001", {"D-1"}),
     ("from=2026-11-24", set()), ("to=2026-11-22", set()), ("before=x&from=never", {"C-1", "D-1", "T02"})],
)  # fmt: skip
def test_the_log_is_narrowed_by_what_stands_in_the_address(written, enter, asked, found):
    assert told(enter("linjiancha").get(f"/oversight/log/?{asked}").content.decode()) == found


def test_an_entry_that_was_altered_is_named_in_the_log(written, enter):
    page = enter("linjiancha").get("/oversight/log/").content.decode()
    assert "与写入时的摘要不符" not in page and page.count("一致") >= 3
    forge("UPDATE journal_entry SET unit = 'JT' WHERE subject = 'D-1'")
    assert "与写入时的摘要不符" in enter("linjiancha").get("/oversight/log/").content.decode()


def test_an_altered_entry_of_a_matter_stands_out_on_its_page(written, county, enter):
    ground.matter(county, "MZ-1")
    happen("case.accepted", "MZ-1", "MZ", "staff:MZ001", promised_due=NOON.isoformat())
    client = enter("linjiancha")
    page = client.get("/oversight/matters/MZ-1/").content.decode()
    assert 'data-element="sound"' in page and "王建平（MZ001）" in page
    forge("UPDATE journal_entry SET at = at - interval '2 days' WHERE subject = 'MZ-1'")
    page = client.get("/oversight/matters/MZ-1/").content.decode()
    assert "流水校验发现问题" in page and 'data-element="sound"' not in page
