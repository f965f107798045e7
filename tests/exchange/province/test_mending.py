"""What a person does about rejected messages and about what reconciliation finds."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests.cast import NOON
from zhengtong.exchange.models import (
    ProvinceMessage,
    ProvinceReceipt,
    Reconciliation,
    ReconciliationDifference,
)
from zhengtong.exchange.province import actions, codes, queries, tasks
from zhengtong.exchange.province.choices import DifferenceKind
from zhengtong.exchange.province.rules import row_guid
from zhengtong.foundation import holding
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry

from .acts import collect_all, outside, send_all, states, write

pytestmark = pytest.mark.django_db(transaction=True)
DAY = localdate(NOON)
NIGHT = NOON + timedelta(hours=15)  # 3:00 of the next day in China
GUID = row_guid("matter", "360829permits:1")
BAD = (GUID, 1)


@pytest.fixture
def rejected(province, cast):
    """Three messages of one object, the first one rejected."""
    outside("1", "received", "accepted", "finished")
    collect_all()
    province.control(mode="reject", code=codes.UNKNOWN_UNIT)
    send_all()
    province.control(mode="accept")
    assert states() == {"rejected": 1, "queued": 2}


def test_a_rejected_message_goes_again_with_what_was_mended(rejected, province, cast):
    unit = cast.unit("MZ")
    unit.credit_code = "11360829014899237J"
    unit.save()
    holding.forget()
    actions.resend(*BAD, by=cast.heshuju, at=NOON)
    send_all()
    assert states() == {"acknowledged": 3}
    taken = province.state()["taken"]
    assert [row["revision"] for row in taken] == [1, 2, 3]
    assert taken[0]["payload"]["org_code"] == "11360829014899237J"
    assert ProvinceReceipt.objects.filter(message__revision=1).count() == 2, "the rejection is kept"
    entry = Entry.objects.get(kind="province.resent")
    assert entry.actor == "staff:BG009" and entry.data["code"] == codes.UNKNOWN_UNIT


def test_what_is_given_up_stays_in_view_and_the_next_takes_its_place(rejected, province, cast):
    actions.abandon(*BAD, reason="来源系统测试数据", by=cast.heshuju, at=NOON)
    send_all()
    assert states() == {"dead": 1, "acknowledged": 2}
    assert [(row["cd_operation"], row["revision"], row["previous_revision"]) for row in province.state()["taken"]] == [
        ("I", 2, 0),
        ("U", 3, 2),
    ]
    outside("1", "delivered")
    collect_all()
    send_all()
    assert province.taken()[-1] == ("360829permits:1", 4)


def test_a_withdrawal_of_what_was_given_up_has_nothing_to_say(province, cast):
    write("card.issued", "JC1")
    collect_all()
    province.control(mode="reject")
    send_all()
    write("card.withdrawn", "JC1", reason="申诉成立")
    collect_all()
    actions.abandon(row_guid("card", "360829JC1"), 1, reason="不再报送", by=cast.heshuju, at=NOON)
    province.control(mode="accept")
    send_all()
    assert states() == {"dead": 2} and province.taken() == []


def test_only_who_manages_the_exchange_may_mend(rejected, cast):
    for act in (
        lambda: actions.resend(*BAD, by=cast.laozhou, at=NOON),
        lambda: actions.abandon(*BAD, reason="不再报送", by=cast.linjiancha, at=NOON),
        lambda: actions.reconcile(DAY, by=cast.laozhou, at=NOON),
        lambda: actions.repair(1, by=cast.laozhou, at=NOON),
        lambda: actions.try_connection("http://127.0.0.1:1", by=cast.laozhou, at=NOON),
    ):
        with pytest.raises(Unknown):
            act()
    assert not Entry.objects.filter(kind__startswith="province.").exists()


def test_a_message_that_was_not_rejected_is_left_alone(rejected, cast):
    with pytest.raises(Refusal) as refusal:
        actions.resend(GUID, 2, by=cast.heshuju, at=NOON)
    assert refusal.value.code == "not-rejected"
    with pytest.raises(Refusal) as refusal:
        actions.abandon(*BAD, reason=" ", by=cast.heshuju, at=NOON)
    assert refusal.value.code == "reason-needed" and states() == {"rejected": 1, "queued": 2}


def test_the_connection_is_tested_and_the_pause_ends(province, cast, settings):
    link = actions.try_connection(province.url, by=cast.heshuju, at=NOON)
    assert link.platform == "江西省统一监察平台（模拟）" and link.is_simulator and not link.fault
    province.kill()
    link = actions.try_connection(province.url, by=cast.heshuju, at=NOON)
    assert "连接被拒绝" in link.fault
    assert [entry.data["result"] for entry in Entry.objects.filter(kind="province.tested").order_by("id")] == [
        "连接正常",
        "连接不上省平台（连接被拒绝）。",
    ]
    with pytest.raises(Refusal):
        actions.try_connection("", by=cast.heshuju, at=NOON)


# --- reconciliation ---


@pytest.fixture
def sent(province, cast):
    """Four objects at the province."""
    for number in range(1, 4):
        outside(str(number), "received", "accepted")
    write("card.issued", "JC1", unit="MZ")
    collect_all()
    send_all()
    assert states() == {"acknowledged": 7}
    return province


def reconcile(cast):
    found = actions.reconcile(DAY, by=cast.heshuju, at=NOON)
    return found, {each.object_id: each for each in found.differences.all()}


def test_two_sides_that_agree_have_no_difference(sent, cast):
    found, differences = reconcile(cast)
    assert (found.ours, found.theirs, found.under_way, found.different, found.fault) == (4, 4, 0, 0, "")
    assert differences == {}
    assert {row["object_type"]: row["ours"] for row in found.sums} == {"card": 1, "matter": 3}
    assert all(row["ours_hash"] == row["theirs_hash"] for row in found.sums)
    assert Entry.objects.get(kind="province.reconciled").data["result"] == "一致"


def test_planted_differences_are_found_and_repair_mends_them(sent, cast):
    sent.control(forget=["360829permits:1"], alter=["360829permits:2"])
    plant = {**sent.state()["taken"][0], "object_id": "360829permits:stray", "revision": 4, "cd_operation": "U"}
    plant["row_guid"] = str(row_guid("matter", "360829permits:stray"))
    sent.control(plant=[plant])
    found, differences = reconcile(cast)
    assert {name: each.kind for name, each in differences.items()} == {
        "360829permits:1": DifferenceKind.MISSING,
        "360829permits:2": DifferenceKind.DIFFERS,
        "360829permits:stray": DifferenceKind.EXTRA,
    }
    assert queries.open_differences(cast.heshuju).count() == 3
    assert [actions.repair(each.pk, by=cast.heshuju, at=NOON) for _, each in sorted(differences.items())] == [2, 1, 1]
    send_all()
    again, differences = reconcile(cast)
    assert again.different == 0, [(each.object_id, each.kind) for each in differences.values()]
    assert queries.open_differences(cast.heshuju).count() == 0
    stray = [row["cd_operation"] for row in sent.state()["taken"] if row["object_id"] == "360829permits:stray"]
    assert stray == ["U", "D"]
    entry = Entry.objects.filter(kind="province.repaired").earliest("id")
    assert entry.subject == "360829permits:1" and entry.data["count"] == 2
    with pytest.raises(Refusal) as refusal:
        actions.repair(found.differences.first().pk, by=cast.heshuju, at=NOON)
    assert refusal.value.code == "repaired"


def test_a_province_that_lost_the_last_revision_gets_it_again(sent, cast):
    lost = sent.state()["taken"]
    sent.control(forget=["360829permits:1"])
    sent.control(plant=[row for row in lost if row["object_id"] == "360829permits:1" and row["revision"] == 1])
    _, differences = reconcile(cast)
    (each,) = differences.values()
    assert (each.kind, each.ours_revision, each.theirs_revision) == (DifferenceKind.DIFFERS, 2, 1)
    assert actions.repair(each.pk, by=cast.heshuju, at=NOON) == 1
    send_all()
    assert reconcile(cast)[0].different == 0


def test_what_is_still_under_way_is_no_difference(sent, cast):
    outside("9", "received")
    collect_all()
    sent.control(mode="lose-answer", times=1)
    actions.send_due(NOON)
    found, differences = reconcile(cast)
    assert differences == {} and found.under_way == 1


def test_a_repair_waits_for_what_is_under_way(sent, cast):
    sent.control(forget=["360829permits:1"])
    _, differences = reconcile(cast)
    outside("1", "finished")
    collect_all()
    with pytest.raises(Refusal) as refusal:
        actions.repair(differences["360829permits:1"].pk, by=cast.heshuju, at=NOON)
    assert refusal.value.code == "under-way"
    assert ReconciliationDifference.objects.get().repaired_at is None


def test_a_province_that_cannot_be_asked_is_written_down(sent, cast):
    sent.control(mode="fault")
    found, _ = reconcile(cast)
    assert "HTTP 500" in found.fault and queries.open_differences(cast.heshuju).count() == 0


def test_days_to_come_and_counties_without_a_link_are_refused(province, cast, settings):
    with pytest.raises(Refusal) as refusal:
        actions.reconcile(DAY + timedelta(days=1), by=cast.heshuju, at=NOON)
    assert refusal.value.code == "day-to-come"
    settings.PROVINCE_URL = ""
    with pytest.raises(Refusal) as refusal:
        actions.reconcile(DAY, by=cast.heshuju, at=NOON)
    assert refusal.value.code == "not-configured"


def test_the_night_reconciles_once_and_tries_again_while_it_fails(sent, cast):
    nightly = tasks._reconcile_yesterday
    assert nightly(NOON + timedelta(hours=13)) == 0, "it is one o'clock"
    sent.control(mode="fault")
    assert nightly(NIGHT) == 1
    assert nightly(NIGHT + timedelta(minutes=5)) == 0
    sent.control(mode="accept")
    assert nightly(NIGHT + timedelta(minutes=31)) == 1
    assert nightly(NIGHT + timedelta(hours=2)) == 0
    assert list(Reconciliation.objects.order_by("id").values_list("day", "by", "different")) == [
        (DAY, "system", 0),
        (DAY, "system", 0),
    ]


def test_the_days_counts_stand_by_type(sent, cast):
    counts = {row.object_type: row for row in queries.counts_of_day(DAY)}
    assert (counts["matter"].made, counts["matter"].acknowledged, counts["score"].made) == (6, 6, 0)
    assert (
        queries.messages(cast.heshuju, number="permits:1").count()
        == queries.messages(cast.heshuju, number="360829permits:1").count()
        == 2
    )
    assert ProvinceMessage.objects.count() == 7
