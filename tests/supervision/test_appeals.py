"""Appeals: filed in time by the unit, upheld, granted or returned for more; two supervisors at once, one of them wins."""

import pytest

from tests.cases.test_two_at_once import together
from zhengtong.files.queries import attachment_for
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.notices.models import Notice
from zhengtong.supervision import processes
from zhengtong.supervision.actions import appeals, cards
from zhengtong.supervision.models import Appeal

from .cards import MONDAY, Deal, a_file, county, deal, later

__all__ = ["county", "deal"]
WHY = "申请人家庭成员外出务工，入户核查约定在下周，应当按特别程序扣除时间。"
SAID = "经核查，特别程序告知书于期限届满后出具，不予扣除。"


def kinds(subject: str) -> list[str]:
    return list(Entry.objects.filter(subject=subject).order_by("id").values_list("kind", flat=True))


def refused(code: str, act, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


@pytest.fixture
def appealed(county, deal: Deal) -> Appeal:
    card = deal()
    cards.relight([card.matter_id])
    return appeals.file_appeal(card.ref, text=WHY, files=[a_file("staff:MZ001")], by=county.wangkezhang, at=MONDAY)


def test_the_unit_appeals_with_evidence_and_the_supervisors_hear(county, appealed: Appeal):
    assert (appealed.state, appealed.filed_by, appealed.unit.code) == ("filed", "staff:MZ001", "MZ")
    assert appealed.decide_due == later(days=3, hours=14.5)
    assert [file["name"] for file in appealed.evidence] == ["情况说明.pdf"]
    assert kinds(appealed.card.ref) == ["appeal.filed"]
    heard = set(Notice.objects.filter(template="appeal").values_list("recipient__username", flat=True))
    assert heard == {"linjiancha", "gaozhuren"}


def test_the_evidence_is_read_by_the_unit_and_the_supervisors_and_nobody_else(county, appealed: Appeal):
    token = appealed.evidence[0]["token"]
    for reader in (county.mzjiancha, county.linjiancha, county.gaozhuren):
        assert attachment_for(reader.user, token).name == "情况说明.pdf"
    for stranger in (county.laozhou, county.xiaoli, county.henglongjiancha, county.zhangayi):
        with pytest.raises(Unknown):
            attachment_for(stranger.user, token)


def test_a_late_appeal_is_refused_with_the_moment_it_was_due(county, deal: Deal):
    card = deal()
    late = refused(
        "appeal-late", appeals.file_appeal, card.ref, text=WHY, by=county.wangkezhang, at=later(days=3, hours=14.5)
    )
    assert late.sentence == "申诉截止时间是2026年11月26日24时，已经过期，不能再提出申诉。"
    assert not Appeal.objects.exists() and not kinds(card.ref)


def test_a_card_is_appealed_once(county, appealed: Appeal):
    again = {"text": WHY, "by": county.mzjiancha, "at": MONDAY}
    refused("appeal-open", appeals.file_appeal, appealed.card.ref, **again)
    appeals.decide_appeal(appealed.card.ref, verdict="upheld", answer=SAID, by=county.linjiancha, at=MONDAY)
    refused("appealed-already", appeals.file_appeal, appealed.card.ref, **again)


def test_nobody_appeals_for_another_unit_or_against_what_was_not_issued(county, deal: Deal):
    card, proposed = deal(), deal(state="pending")
    for ref, by in ((card.ref, county.laozhou), (card.ref, county.linjiancha), (proposed.ref, county.wangkezhang)):
        with pytest.raises(Unknown):
            appeals.file_appeal(ref, text=WHY, by=by, at=MONDAY)
    refused("text-missing", appeals.file_appeal, card.ref, text="不服", by=county.wangkezhang, at=MONDAY)


def test_an_upheld_card_stands(county, appealed: Appeal):
    appeals.decide_appeal(appealed.card.ref, verdict="upheld", answer=SAID, by=county.linjiancha, at=later(days=1))
    appealed.refresh_from_db()
    card = appealed.card
    card.refresh_from_db()
    assert (appealed.state, appealed.decided_by, card.state, card.matter.light) == (
        "upheld", "staff:JC001", "issued", "yellow",
    )  # fmt: skip
    assert kinds(card.ref) == ["appeal.filed", "appeal.upheld"]
    assert Notice.objects.filter(template="appeal-decided", recipient=county.wangkezhang.user).exists()


def test_a_granted_appeal_withdraws_the_card_and_the_light_follows(county, appealed: Appeal, deal: Deal):
    matter = appealed.card.matter
    warning = deal(matter, "warning", rule_code="T01")
    cards.relight([matter.pk])
    appeals.decide_appeal(appealed.card.ref, verdict="granted", answer="情况属实。", by=county.gaozhuren, at=MONDAY)
    card = appealed.card
    for row in (card, warning, matter):
        row.refresh_from_db()
    assert (card.state, card.is_highest, warning.is_highest, matter.light) == ("withdrawn", False, True, "warning")
    assert card.settled_reason == "申诉成立：情况属实。"
    assert kinds(card.ref) == ["appeal.filed", "card.withdrawn", "appeal.granted"]
    assert card in processes.cards_for_oversight(county.linjiancha)


def test_what_is_asked_for_is_supplied_in_time_and_the_time_to_decide_runs_anew(county, appealed: Appeal):
    ref = appealed.card.ref
    appeals.decide_appeal(ref, verdict="returned", answer="请补充入户核查预约记录。", by=county.linjiancha, at=MONDAY)
    appealed.refresh_from_db()
    assert appealed.supplement_due == later(days=3, hours=14.5)
    refused("appeal-waits", appeals.decide_appeal, ref, verdict="upheld", answer=SAID, by=county.linjiancha, at=MONDAY)
    more = {"text": "补充预约记录。", "by": county.mzjiancha}
    refused("supplement-late", appeals.supplement_appeal, ref, **more, at=later(days=4))
    appeals.supplement_appeal(ref, **more, files=[a_file("staff:MZ009", "预约记录.pdf")], at=later(days=1))
    appealed.refresh_from_db()
    assert (appealed.state, appealed.supplement_due, len(appealed.evidence)) == ("filed", None, 2)
    assert appealed.decide_due == later(days=4, hours=14.5)
    assert "【补充】补充预约记录。" in appealed.text
    assert kinds(ref) == ["appeal.filed", "appeal.returned", "appeal.supplemented"]
    refused("appeal-state", appeals.supplement_appeal, ref, **more, at=later(days=1))


def test_what_was_never_supplied_is_decided_without_it(county, appealed: Appeal):
    ref = appealed.card.ref
    appeals.decide_appeal(ref, verdict="returned", answer="请补充入户核查预约记录。", by=county.linjiancha, at=MONDAY)
    appeals.decide_appeal(ref, verdict="upheld", answer="逾期未补充。", by=county.linjiancha, at=later(days=4))
    appealed.refresh_from_db()
    assert appealed.state == "upheld"


def test_who_issued_by_hand_does_not_decide_its_appeal(county, deal: Deal):
    card = deal(rule_code="HAND", issued_by="staff:JC001")
    appeals.file_appeal(card.ref, text=WHY, by=county.wangkezhang, at=MONDAY)
    decide = {"verdict": "upheld", "answer": SAID, "at": MONDAY}
    refused("own-card", appeals.decide_appeal, card.ref, by=county.linjiancha, **decide)
    appeals.decide_appeal(card.ref, by=county.gaozhuren, **decide)


def test_a_card_under_appeal_is_settled_by_deciding_the_appeal(county, appealed: Appeal):
    refused(
        "appeal-open", cards.withdraw_card, appealed.card.ref, reason="情况已经核实。", by=county.linjiancha, at=MONDAY
    )


def test_only_supervisors_decide(county, appealed: Appeal):
    for stranger in (county.wangkezhang, county.laozhou, county.majuzhang):
        with pytest.raises(Unknown):
            appeals.decide_appeal(appealed.card.ref, verdict="granted", answer=SAID, by=stranger, at=MONDAY)
    refused("text-missing", appeals.decide_appeal, appealed.card.ref, verdict="upheld", answer="", by=county.linjiancha,
            at=MONDAY)  # fmt: skip
    assert list(processes.open_appeals(county.linjiancha)) == [appealed]
    assert not processes.appeals_for_oversight(county.laozhou)


@pytest.mark.django_db(transaction=True)
def test_two_supervisors_decide_one_appeal_and_one_of_them_does(county, deal: Deal):
    card = deal()
    appeals.file_appeal(card.ref, text=WHY, by=county.wangkezhang, at=MONDAY)
    decide = {"answer": SAID, "at": MONDAY}
    answers = together(
        lambda: appeals.decide_appeal(card.ref, verdict="granted", by=county.linjiancha, **decide),
        lambda: appeals.decide_appeal(card.ref, verdict="upheld", by=county.gaozhuren, **decide),
    )
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [refusal.code for refusal in refusals] == ["appeal-decided"]
    appeal = Appeal.objects.get()
    card.refresh_from_db()
    assert (appeal.state, card.state) in {("granted", "withdrawn"), ("upheld", "issued")}
    assert len([kind for kind in kinds(card.ref) if kind in ("appeal.granted", "appeal.upheld")]) == 1


@pytest.mark.django_db(transaction=True)
def test_the_unit_appeals_while_a_supervisor_withdraws_and_nothing_is_left_hanging(county, deal: Deal):
    card = deal()
    together(
        lambda: appeals.file_appeal(card.ref, text=WHY, by=county.wangkezhang, at=MONDAY),
        lambda: cards.withdraw_card(card.ref, reason="情况已经核实。", by=county.linjiancha, at=MONDAY),
    )
    card.refresh_from_db()
    assert (card.state, Appeal.objects.count()) in {("withdrawn", 0), ("issued", 1)}
