"""Orders: issued, signed for, answered, returned, extended, closed; late ones rise, closing settles the cards."""

import pytest

from tests.cases.test_two_at_once import together
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.notices.models import Notice
from zhengtong.papers.actions import pdf
from zhengtong.papers.models import Paper
from zhengtong.supervision import duties, processes
from zhengtong.supervision.actions import appeals, cards, orders
from zhengtong.supervision.models import SupervisionOrder
from zhengtong.timers.models import Clock

from .cards import MONDAY, Deal, a_file, a_matter, county, deal, later

__all__ = ["county", "deal"]
SIGN_DUE = later(days=1, hours=14.5)  # 24:00 of Tuesday
ANSWER_DUE = later(days=7, hours=14.5)  # 24:00 of Monday, the fifth working day
WHAT = "请查明超期原因，尽快办结，并说明责任人和整改措施。"
DONE = "该件已于11月25日办结，对承办人作出批评教育，并建立提醒制度。"


def last(ref: str) -> Entry:
    return Entry.objects.filter(subject=ref).order_by("-id").first()


def kinds(ref: str) -> list[str]:
    return list(Entry.objects.filter(subject=ref).order_by("id").values_list("kind", flat=True))


def refused(code: str, act, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


def issue(county, *refs: str, **more) -> SupervisionOrder:
    said = {
        "unit": "MZ", "level": "general", "title": "最低生活保障对象认定超过承诺时限", "text": WHAT,
        "basis": "《安福县行政效能电子监察办法（示例）》第九条", "by": county.linjiancha, "at": MONDAY,
    }  # fmt: skip
    return orders.issue_order(card_refs=refs, **said | more)


@pytest.fixture
def order(county, deal: Deal) -> SupervisionOrder:
    return issue(county, deal().ref)


def signed(county, order: SupervisionOrder, at=MONDAY) -> SupervisionOrder:
    return orders.sign_order(order.ref, by=county.mzjiancha, at=at)


def answered(county, order: SupervisionOrder, at=MONDAY, **more) -> SupervisionOrder:
    signed(county, order, at=at)
    return orders.answer_order(order.ref, text=DONE, by=county.wangkezhang, at=at, **more)


def test_an_order_runs_on_two_limits_that_supervision_reads_in_the_journal(county, order: SupervisionOrder):
    assert (order.state, order.sign_due, order.answer_due) == ("issued", SIGN_DUE, ANSWER_DUE)
    entry = last(order.ref)
    assert (entry.kind, entry.unit, entry.data["level"]) == ("order.issued", "MZ", "general")
    assert entry.data["sign_due"] == "2026-11-25T00:00:00+08:00"
    assert entry.data["answer_due"] == "2026-12-01T00:00:00+08:00"
    assert entry.data["cards"] == [card.ref for card in order.cards.all()]
    assert set(Clock.objects.filter(subject=order.ref).values_list("name", flat=True)) == {"order-sign", "order-answer"}
    heard = set(Notice.objects.filter(subject=order.ref).values_list("recipient__username", flat=True))
    assert heard == {"wangkezhang", "mzjiancha"}


def test_a_key_order_is_heard_by_the_leaders_too(county):
    order = issue(county, level="key")
    heard = set(Notice.objects.filter(subject=order.ref).values_list("recipient__username", flat=True))
    assert heard == {"wangkezhang", "mzjiancha", "liujuzhang", "majuzhang"}


def test_an_order_is_printed_as_a_numbered_notice(county, order: SupervisionOrder):
    paper = Paper.objects.get(subject=order.ref)
    assert (paper.kind, paper.title, paper.unit) == ("supervision_order", "督办通知单", "JC")
    assert paper.number == "安监督〔2026〕1号"
    assert pdf(paper).startswith(b"%PDF")
    assert processes.paper_of_order(order, paper.verification_code) == paper
    with pytest.raises(Unknown):
        processes.paper_of_order(issue(county), paper.verification_code)


def test_the_whole_way_from_the_card_to_its_settlement(county, order: SupervisionOrder):
    card = order.cards.get()
    ref = order.ref
    signed(county, order)
    assert last(ref).data["sign_due"] is None and last(ref).data["answer_due"] is not None
    answer = {"text": DONE, "by": county.wangkezhang}
    orders.answer_order(ref, **answer, files=[a_file("staff:MZ001")], at=later(days=2))
    assert (last(ref).data["answer_due"], last(ref).data["is_on_time"]) == (None, True)
    orders.return_order(ref, reason="没有写明责任人。", days=2, by=county.linjiancha, at=later(days=3))
    order.refresh_from_db()
    assert (order.state, order.returned_times, order.answer_due) == ("returned", 1, later(days=7, hours=14.5))
    orders.answer_order(ref, **answer, at=later(days=4))
    closed = orders.close_order(ref, result="整改到位。", is_accountable=False, by=county.gaozhuren, at=later(days=4))
    card.refresh_from_db()
    assert (closed.state, closed.is_accountable, card.state) == ("closed", False, "closed")
    assert card.settled_reason == f"督办单{ref}已办结"
    assert kinds(ref) == [
        "order.issued", "order.signed", "order.answered", "order.returned", "order.answered", "order.closed",
    ]  # fmt: skip
    assert kinds(card.ref) == ["card.closed"]
    assert [step.verb for step in closed.steps.all()] == ["issue", "sign", "answer", "return", "answer", "close"]
    assert closed.steps.all()[2].evidence[0]["name"] == "情况说明.pdf"
    assert not Clock.objects.filter(subject=ref, is_open=True).exists()


def test_each_state_allows_its_own_acts_and_no_others(county, order: SupervisionOrder):
    ref = order.ref
    mine = {"by": county.mzjiancha, "at": MONDAY}
    theirs = {"by": county.linjiancha, "at": MONDAY}
    early = refused("order-state", orders.answer_order, ref, text=DONE, **mine)
    assert early.sentence == "督办单现在是“待签收”，不能反馈。"
    refused("order-state", orders.return_order, ref, reason="没有写明责任人。", **theirs)
    refused("order-state", orders.close_order, ref, result="整改到位。", is_accountable=False, **theirs)
    refused("order-state", orders.request_extension, ref, days=2, reason="核查需要时间。", **mine)
    answered(county, order)
    refused("order-state", orders.sign_order, ref, **mine)
    refused("no-accountable", orders.close_order, ref, result="整改到位。", **theirs)
    refused("text-missing", orders.close_order, ref, result="", is_accountable=True, **theirs)
    orders.close_order(ref, result="整改到位。", is_accountable=True, **theirs)
    refused("order-state", orders.cancel_order, ref, reason="不再需要。", **theirs)


def test_only_the_unit_answers_and_only_supervisors_verify(county, order: SupervisionOrder):
    for stranger in (county.laozhou, county.henglongjiancha, county.linjiancha):
        with pytest.raises(Unknown):
            orders.sign_order(order.ref, by=stranger, at=MONDAY)
    answered(county, order)
    for stranger in (county.wangkezhang, county.laozhou):
        with pytest.raises(Unknown):
            orders.close_order(order.ref, result="整改到位。", is_accountable=False, by=stranger, at=MONDAY)
        with pytest.raises(Unknown):
            orders.cancel_order(order.ref, reason="不再需要。", by=stranger, at=MONDAY)
    with pytest.raises(Unknown):
        orders.sign_order("DB0000", by=county.mzjiancha, at=MONDAY)
    assert order not in processes.orders_for_unit(county.laozhou) and order not in processes.seen_orders(county.laozhou)
    with pytest.raises(Unknown):
        processes.order_for_unit(county.laozhou, order.ref)
    assert processes.order_for_unit(county.wangkezhang, order.ref) == order
    assert processes.order_for_oversight(county.linjiancha, order.ref) == order


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"unit": ""}, "no-unit", "unit"), ({"level": "loud"}, "no-level", "level"),
        ({"title": ""}, "text-missing", "title"), ({"text": "快办"}, "text-missing", "text"),
        ({"basis": ""}, "text-missing", "basis"), ({"days": 0}, "bad-days", "days"), ({"days": 31}, "bad-days", "days"),
        ({"source": "card"}, "no-source", "source"), ({"source": "rumour"}, "no-source", "source"),
    ],
)  # fmt: skip
def test_an_order_says_what_is_missing(county, wrong, code, field):
    assert refused(code, issue, county, **wrong).field == field
    assert not SupervisionOrder.objects.exists() and not Paper.objects.exists() and not Clock.objects.exists()


def test_only_supervisors_issue(county):
    refused("not-permitted", issue, county, by=county.mzjiancha)


def test_a_card_is_ordered_once_at_a_time_and_with_its_own_unit(county, deal: Deal):
    mine, other = deal(), deal(a_matter(county, "JT"))
    refused("other-unit", issue, county, mine.ref, other.ref)
    refused("card-state", issue, county, deal(state="withdrawn").ref)
    first = issue(county, mine.ref)
    refused("order-open", issue, county, mine.ref)
    refused("order-open", cards.withdraw_card, mine.ref, reason="情况已经核实。", by=county.linjiancha, at=MONDAY)
    orders.cancel_order(first.ref, reason="事项已由上级督办。", by=county.linjiancha, at=MONDAY)
    assert issue(county, mine.ref).cards.get() == mine


def test_a_complaint_or_an_instruction_is_ordered_without_a_card(county):
    order = issue(county, source="complaint", source_ref="TS20261123000017", days=3)
    assert (order.source, order.source_ref, order.answer_due) == (
        "complaint", "TS20261123000017", later(days=3, hours=14.5),
    )  # fmt: skip


def test_a_cancelled_order_stays_in_view_and_its_paper_loses_effect(county, order: SupervisionOrder):
    orders.cancel_order(order.ref, reason="重复下发，以前一份为准。", by=county.linjiancha, at=MONDAY)
    assert order in processes.orders_for_unit(county.mzjiancha)
    assert Paper.objects.get(subject=order.ref).withdrawn_at == MONDAY
    assert not Clock.objects.filter(subject=order.ref, is_open=True).exists()
    assert last(order.ref).kind == "order.cancelled"
    card = order.cards.get()
    assert card.state == "issued"


# --- extensions ---


def test_an_extension_is_asked_for_once_and_answered_by_the_supervisors(county, order: SupervisionOrder):
    ref, ask = order.ref, {"days": 3, "reason": "需要入户核查。", "by": county.mzjiancha, "at": MONDAY}
    signed(county, order)
    refused("bad-days", orders.request_extension, ref, **ask | {"days": 6})
    orders.request_extension(ref, **ask)
    refused("asked-already", orders.request_extension, ref, **ask)
    with pytest.raises(Unknown):
        orders.answer_extension(ref, approve=True, by=county.mzjiancha, at=MONDAY)
    orders.answer_extension(ref, approve=True, by=county.linjiancha, at=later(days=1))
    order.refresh_from_db()
    assert (order.extended_days, order.asked_days, order.answer_due) == (3, None, later(days=10, hours=14.5))
    assert last(ref).data["answer_due"] == "2026-12-04T00:00:00+08:00"
    refused("extended-already", orders.request_extension, ref, **ask)
    refused("no-request", orders.answer_extension, ref, approve=True, by=county.linjiancha, at=later(days=1))
    assert kinds(ref)[-2:] == ["order.extension_requested", "order.extended"]


def test_a_refused_extension_changes_no_limit(county, order: SupervisionOrder):
    signed(county, order)
    orders.request_extension(order.ref, days=3, reason="需要入户核查。", by=county.mzjiancha, at=MONDAY)
    decide = {"approve": False, "by": county.linjiancha, "at": MONDAY}
    assert refused("text-missing", orders.answer_extension, order.ref, **decide).field == "answer"
    orders.answer_extension(order.ref, answer="时间足够，不予延期。", **decide)
    order.refresh_from_db()
    assert (order.answer_due, order.asked_days) == (ANSWER_DUE, None)
    assert last(order.ref).kind == "order.extension_refused"


def test_no_extension_is_asked_for_after_the_limit(county, order: SupervisionOrder):
    signed(county, order)
    refused("extension-late", orders.request_extension, order.ref, days=3, reason="需要入户核查。", by=county.mzjiancha,
            at=ANSWER_DUE)  # fmt: skip


# --- what time does ---


def test_an_unsigned_order_rises_once_and_the_leaders_hear(county, order: SupervisionOrder):
    assert duties.escalate(later(days=1)) == 0
    assert duties.escalate(SIGN_DUE) == 1
    assert duties.escalate(SIGN_DUE) == 0 and duties.escalate(later(days=3)) == 0
    order.refresh_from_db()
    assert (order.level, order.escalated_at, order.escalated_due) == ("key", SIGN_DUE, SIGN_DUE)
    entry = last(order.ref)
    assert (entry.kind, entry.actor, entry.data["before"], entry.data["level"]) == (
        "order.escalated", "system", "general", "key",
    )  # fmt: skip
    told = Notice.objects.filter(subject=order.ref, title__startswith="督办逾期未签收")
    assert {"majuzhang", "liujuzhang", "linjiancha"} <= set(told.values_list("recipient__username", flat=True))
    signed(county, order, at=later(days=3))
    assert duties.escalate(ANSWER_DUE) == 1
    order.refresh_from_db()
    assert order.level == "listed"


def test_what_is_answered_or_closed_never_rises(county, order: SupervisionOrder):
    answered(county, order)
    assert duties.escalate(later(days=30)) == 0
    orders.return_order(order.ref, reason="没有写明责任人。", by=county.linjiancha, at=later(days=30))
    assert duties.escalate(later(days=31)) == 0
    assert duties.escalate(later(days=45)) == 1


def test_a_calendar_that_moves_a_limit_moves_the_order(county, order: SupervisionOrder):
    clock = order.answer_clock
    Clock.objects.filter(pk=clock.pk).update(promised_due=later(days=9))
    duties.follow_clocks([clock])
    order.refresh_from_db()
    assert (order.answer_due, order.sign_due) == (later(days=9), SIGN_DUE)


@pytest.mark.django_db(transaction=True)
def test_two_workers_raise_an_order_once(county, deal: Deal):
    order = issue(county, deal().ref)
    assert sum(together(lambda: duties.escalate(SIGN_DUE), lambda: duties.escalate(SIGN_DUE))) == 1
    assert kinds(order.ref).count("order.escalated") == 1


@pytest.mark.django_db(transaction=True)
def test_two_supervisors_order_one_card_and_one_order_is_issued(county, deal: Deal):
    card = deal()
    answers = together(lambda: issue(county, card.ref), lambda: issue(county, card.ref, by=county.gaozhuren))
    assert [a.code for a in answers if isinstance(a, Refusal)] == ["order-open"]
    assert SupervisionOrder.objects.count() == 1


# --- what closing leaves alone ---


def test_a_card_under_appeal_is_not_settled_with_its_order(county, order: SupervisionOrder):
    card = order.cards.get()
    appeals.file_appeal(card.ref, text="特别程序时间应当扣除，请予核查。", by=county.wangkezhang, at=MONDAY)
    answered(county, order)
    orders.close_order(order.ref, result="整改到位。", is_accountable=False, by=county.linjiancha, at=MONDAY)
    card.refresh_from_db()
    assert card.state == "issued"
    appeals.decide_appeal(
        card.ref, verdict="upheld", answer="维持发牌，已按督办整改。", by=county.linjiancha, at=MONDAY
    )
    cards.close_card(card.ref, by=county.linjiancha, at=MONDAY)
    card.refresh_from_db()
    assert card.state == "closed"


def test_advice_is_a_paper_of_its_own(county, order: SupervisionOrder):
    advice = "一、对承办人员开展时限管理培训。二、建立到期前两个工作日的内部提醒。"
    orders.advise(order.ref, advice=advice, by=county.gaozhuren, at=MONDAY)
    paper = Paper.objects.get(subject=order.ref, kind="supervision_advice")
    assert paper.number == "安监建〔2026〕1号"
    assert last(order.ref).data["document"] == paper.number
    assert [p.kind for p in processes.papers_of_order(order)] == ["supervision_order", "supervision_advice"]


def test_the_desk_counts_what_waits(county, order: SupervisionOrder):
    count = processes.waiting_orders
    assert (count(county.wangkezhang), count(county.laozhou), count(county.henglongjiancha)) == (1, 0, 0)
    assert processes.waiting_cards(county.wangkezhang, MONDAY) == 1
    assert processes.waiting_cards(county.wangkezhang, later(days=4)) == 0
    answered(county, order)
    assert count(county.wangkezhang) == 0
    assert list(processes.running_orders(county.linjiancha)) == [order]
