"""Cards confirmed, cancelled, withdrawn, settled, dealt by hand; the matter's light follows, nothing is deleted."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.notices.models import Notice
from zhengtong.supervision import processes
from zhengtong.supervision.actions import cards, telling
from zhengtong.supervision.models import Card, Matter

from .cards import MONDAY, Deal, a_card, a_matter, county, deal, later

__all__ = ["county", "deal"]


def kinds(subject: str) -> list[str]:
    return list(Entry.objects.filter(subject=subject).order_by("id").values_list("kind", flat=True))


def light(matter: Matter) -> str:
    matter.refresh_from_db()
    return matter.light


def test_a_confirmed_card_counts_and_can_be_appealed_for_three_working_days(county, deal: Deal):
    card = deal(state="pending", issued_at=None, appeal_until=None)
    cards.confirm_card(card.ref, by=county.linjiancha, at=MONDAY)
    card.refresh_from_db()
    assert (card.state, card.issued_at) == ("issued", MONDAY)
    assert card.appeal_until == later(days=3, hours=14.5)  # 24:00 of Thursday
    assert light(card.matter) == "yellow" and card.is_highest
    assert kinds(card.ref) == ["card.confirmed"]
    with pytest.raises(Refusal) as refusal:
        cards.confirm_card(card.ref, by=county.gaozhuren, at=MONDAY)
    assert (refusal.value.code, refusal.value.sentence) == ("card-state", "这张黄牌现在是“已发”，不能确认发牌。")


def test_a_cancelled_proposal_stays_in_view_and_lights_nothing(county, deal: Deal):
    card = deal(state="pending", issued_at=None)
    cards.cancel_card(card.ref, reason="系统时间错误，并未超期。", by=county.linjiancha, at=MONDAY)
    card.refresh_from_db()
    assert (card.state, card.settled_by, card.settled_reason) == (
        "cancelled",
        "staff:JC001",
        "系统时间错误，并未超期。",
    )
    assert light(card.matter) == "green"
    assert kinds(card.ref) == ["card.cancelled"]
    assert card in processes.cards_for_oversight(county.linjiancha)
    assert card not in processes.cards_for_unit(county.wangkezhang)


def test_withdrawing_the_worst_card_leaves_the_next_one_to_count(county, deal: Deal):
    matter = a_matter(county)
    yellow, red = deal(matter), deal(matter, "red", rule_code="T03")
    cards.relight([matter.pk])
    yellow.refresh_from_db()
    red.refresh_from_db()
    assert (light(matter), red.is_highest, yellow.is_highest) == ("red", True, False)
    cards.withdraw_card(red.ref, reason="法定时限登记有误，已更正。", by=county.linjiancha, at=MONDAY)
    yellow.refresh_from_db()
    red.refresh_from_db()
    assert (light(matter), red.is_highest, yellow.is_highest) == ("yellow", False, True)
    assert kinds(red.ref) == ["card.withdrawn"]
    assert red in processes.cards_for_unit(county.wangkezhang)  # withdrawn, and still in view


def test_a_matter_that_cannot_be_judged_is_not_made_green(county, deal: Deal):
    matter = a_matter(county, is_undetermined=True)
    card = deal(matter)
    cards.relight([matter.pk])
    assert light(matter) == "yellow"
    cards.withdraw_card(card.ref, reason="法定时限登记有误。", by=county.linjiancha, at=MONDAY)
    assert light(matter) == "undetermined"


def test_relighting_costs_two_statements_however_many_matters(county, deal: Deal, django_assert_num_queries):
    matters = [a_matter(county) for _ in range(30)]
    for matter in matters:
        deal(matter, "warning")
    with django_assert_num_queries(2):
        cards.relight([matter.pk for matter in matters])
    assert set(Matter.objects.values_list("light", flat=True)) == {"warning"}


def test_a_card_is_settled_when_its_matter_has_ended_and_not_before(county, deal: Deal):
    card = deal()
    with pytest.raises(Refusal) as refusal:
        cards.close_card(card.ref, by=county.linjiancha, at=MONDAY)
    assert refusal.value.code == "matter-open"
    Matter.objects.filter(pk=card.matter_id).update(ended_at=MONDAY)
    cards.close_card(card.ref, by=county.linjiancha, at=MONDAY)
    card.refresh_from_db()
    assert (card.state, light(card.matter), card.is_highest) == ("closed", "yellow", True)
    assert kinds(card.ref) == ["card.closed"]


def test_a_refused_act_leaves_no_trace(county, deal: Deal):
    card = deal()
    for act in (
        lambda: cards.withdraw_card(card.ref, reason="错", by=county.linjiancha, at=MONDAY),
        lambda: cards.cancel_card(card.ref, reason="这张牌发错了。", by=county.linjiancha, at=MONDAY),
        lambda: cards.close_card(card.ref, by=county.linjiancha, at=MONDAY),
    ):
        with pytest.raises(Refusal):
            act()
    assert not kinds(card.ref) and not Notice.objects.exists()
    card.refresh_from_db()
    assert card.state == "issued"


def test_who_does_not_judge_learns_nothing_of_a_card(county, deal: Deal):
    card = deal()
    for stranger in (county.laozhou, county.wangkezhang, county.mzjiancha, county.xiaoli):
        with pytest.raises(Unknown):
            cards.withdraw_card(card.ref, reason="不应当发牌。", by=stranger, at=MONDAY)
    with pytest.raises(Unknown):
        cards.withdraw_card("JC0000", reason="不应当发牌。", by=county.linjiancha, at=MONDAY)


def test_laozhou_sees_none_of_another_units_cards(county, deal: Deal):
    card = deal()
    for seen in (processes.seen_cards, processes.cards_for_unit, processes.cards_for_oversight):
        assert card not in seen(county.laozhou)
    assert card in processes.cards_for_unit(county.wangkezhang)
    assert card in processes.cards_for_oversight(county.linjiancha)
    with pytest.raises(Unknown):
        processes.card_for_unit(county.laozhou, card.ref)


def by_hand(county, **more) -> Card:
    said = {
        "level": "yellow", "family": "procedure", "title": "窗口服务不规范", "unit": "MZ",
        "text": "暗访发现窗口工作时间无人值守，群众等候超过三十分钟。", "basis": "《安福县行政效能电子监察办法（示例）》第六条",
        "by": county.linjiancha, "at": MONDAY,
    }  # fmt: skip
    return cards.issue_card_by_hand(**said | more)


def test_a_supervisor_deals_a_card_by_hand_and_another_withdraws_it(county):
    card = by_hand(county)
    assert (card.rule_code, card.unit.code, card.matter, card.is_highest) == ("HAND", "MZ", None, True)
    assert card.ref.startswith("JC20261123")
    entry = Entry.objects.get(subject=card.ref)
    assert entry.kind == "card.issued" and entry.data["by_hand"] is True and entry.unit == "MZ"
    with pytest.raises(Refusal) as refusal:
        cards.withdraw_card(card.ref, reason="情况已经核实。", by=county.linjiancha, at=MONDAY)
    assert refusal.value.code == "own-card"
    cards.withdraw_card(card.ref, reason="情况已经核实，不属实。", by=county.gaozhuren, at=MONDAY)
    card.refresh_from_db()
    assert (card.state, card.is_highest) == ("withdrawn", False)


def test_a_card_by_hand_against_a_matter_lights_it(county):
    matter = a_matter(county)
    card = by_hand(county, subject=matter.ref, unit="")
    assert (card.unit.code, card.subject, light(matter)) == ("MZ", matter.subject, "yellow")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"level": "green"}, "no-level", "level"), ({"family": "weather"}, "no-family", "family"),
        ({"title": " "}, "text-missing", "title"), ({"text": "短"}, "text-missing", "text"),
        ({"basis": ""}, "text-missing", "basis"), ({"unit": ""}, "no-unit", "unit"),
        ({"unit": "NONE"}, "no-unit", "unit"), ({"subject": "360829"}, "no-matter", "subject"),
    ],
)  # fmt: skip
def test_a_card_by_hand_says_what_is_missing(county, wrong, code, field):
    with pytest.raises(Refusal) as refusal:
        by_hand(county, **wrong)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Card.objects.exists()


def test_only_who_judges_deals_by_hand(county):
    with pytest.raises(Refusal) as refusal:
        by_hand(county, by=county.mzjiancha)
    assert refusal.value.code == "not-permitted"


# --- who hears ---


def hears(**card: object) -> dict[str, set[str]]:
    sent: dict[str, set[str]] = {}
    for notice in Notice.objects.filter(**card).select_related("recipient"):
        sent.setdefault(notice.channel, set()).add(notice.recipient.username if notice.recipient else "")
    return sent


@pytest.mark.parametrize(
    ("level", "heard"),
    [
        ("warning", {"wangkezhang"}),
        ("yellow", {"wangkezhang", "mzjiancha"}),
        ("red", {"wangkezhang", "mzjiancha", "liujuzhang", "majuzhang", "linjiancha", "gaozhuren"}),
    ],
)
def test_the_worse_the_card_the_higher_it_is_heard(county, deal: Deal, level, heard):
    telling.tell([deal(level=level)], at=MONDAY)
    assert hears()["mailbox"] == heard


def test_without_a_known_handler_the_units_supervisor_hears_of_a_warning(county, deal: Deal):
    telling.tell([deal(level="warning", duty_actor="Resource21")], at=MONDAY)
    assert hears()["mailbox"] == {"mzjiancha"}


def test_the_township_supervisor_hears_of_the_townships_cards(county, deal: Deal):
    telling.tell([deal(a_matter(county, "T103"), "yellow", duty_actor="")], at=MONDAY)
    assert hears()["mailbox"] == {"henglongjiancha"}


def test_a_card_of_nobodys_unit_reaches_the_county(county, deal: Deal):
    card = deal()
    card.unit = None
    telling.tell([card], at=MONDAY)
    assert hears()["mailbox"] == {"wangkezhang", "linjiancha", "gaozhuren"}


def test_a_proposed_card_is_heard_of_by_those_who_confirm_it_alone(county, deal: Deal):
    telling.tell([deal(level="red", state="pending")], at=MONDAY)
    assert hears()["mailbox"] == {"linjiancha", "gaozhuren"}
    assert Notice.objects.first().title.startswith("待确认红牌：")


def test_a_red_card_also_goes_to_the_telephone(county, deal: Deal):
    county.majuzhang.phone = "19900100088"
    county.majuzhang.save()
    telling.tell([deal(level="yellow")], at=MONDAY)
    assert "sms" not in hears()
    telling.tell([deal(level="red")], at=MONDAY)
    assert Notice.objects.get(channel="sms").recipient == county.majuzhang.user


def test_many_cards_at_once_are_one_summary_a_person_and_a_handful_of_statements(
    county, deal: Deal, django_assert_max_num_queries
):
    matter = a_matter(county)
    few = [deal(matter, level="warning") for _ in range(3)]
    telling.tell(few, at=MONDAY)
    assert Notice.objects.count() == 3
    Notice.objects.all().delete()
    one = few[0]
    many = [
        Card(ref=f"JC{n}", unit_id=one.unit_id, level="red" if n == 0 else "yellow", state="issued", title=one.title,
             text=one.text, duty_actor="staff:MZ001", appeal_until=one.appeal_until)
        for n in range(10_000)
    ]  # fmt: skip
    with django_assert_max_num_queries(10):
        telling.tell(many, at=MONDAY)
    mine = Notice.objects.get(recipient=county.wangkezhang.user)
    assert mine.title == "新增监察信息10000条"
    assert "红牌1张、黄牌9999张" in mine.text
    assert Notice.objects.get(recipient=county.linjiancha.user).title.startswith("红牌：")


def test_telling_nothing_asks_nothing(county, django_assert_num_queries):
    with django_assert_num_queries(0):
        telling.tell([], at=MONDAY)


# --- evidence stays ---


def test_no_card_appeal_or_order_can_be_deleted(county, deal: Deal):
    deal()
    for table in ("card", "appeal", "supervisionorder", "supervisionorder_cards", "orderstep"):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgtype & 8 = 8",
                [f"supervision_{table}"],
            )
            assert cursor.fetchone() == (1,)
    with pytest.raises(DatabaseError, match="监察记录不得删除"), transaction.atomic():
        QuerySet(Card).delete()
    assert Card.objects.exists()


def test_filters_narrow_what_one_sees(county, deal: Deal):
    yellow, red = deal(), deal(level="red", rule_code="T03", family="procedure")
    other = a_card(county, a_matter(county, "T103", region=county.region("360829103213")))
    seen = processes.cards_for_oversight(county.linjiancha)
    find = processes.filtered_cards
    assert set(find(seen, level="red")) == {red}
    assert set(find(seen, unit="MZ", rule="T02")) == {yellow}
    assert set(find(seen, family="procedure")) == {red}
    assert set(find(seen, region="360829103000")) == {other}
    assert set(find(seen, words=yellow.matter.ref)) == {yellow}
    assert set(find(seen, first=MONDAY.date(), last=MONDAY.date())) == {yellow, red, other}
    assert not find(seen, last=later(days=-1).date())
    assert set(processes.cards_for_oversight(county.henglongjiancha)) == {other}
