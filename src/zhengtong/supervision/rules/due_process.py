"""What may follow a card — confirmed, withdrawn, appealed, settled — and an order through its states. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from legalclock import Calendar
from legalclock.moments import local
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.refs import luhn_check
from zhengtong.foundation.text import tidy_line, tidy_text

from ..choices import AppealState, CardState, Level, OrderState

BY_HAND = "HAND"
"""The rule code of a card that a supervisor issued by hand (手动发牌), version 0."""
NOTICES_AT_MOST = 5
"""More new cards than this for one person at once are told in one summary (domain facts §3.4)."""

_CARD_VERBS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "confirm": ("确认发牌", ("pending",), "issued"),
    "cancel": ("取消", ("pending",), "cancelled"),
    "withdraw": ("撤销", ("issued",), "withdrawn"),
    "close": ("销号", ("issued",), "closed"),
}
_ORDER_VERBS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "sign": ("签收", ("issued",)),
    "answer": ("反馈", ("signed", "returned")),
    "request_extension": ("申请延期", ("signed", "returned")),
    "answer_extension": ("审批延期", ("signed", "returned")),
    "return": ("退回重办", ("answered",)),
    "close": ("办结", ("answered",)),
    "cancel": ("撤销", ("issued", "signed", "answered", "returned")),
    "advise": ("出具监察建议书", ("issued", "signed", "answered", "returned", "closed")),
}
STEP_LABELS: Mapping[str, str] = {
    "issue": "下发",
    "sign": "签收",
    "answer": "反馈",
    "return": "退回重办",
    "request_extension": "申请延期",
    "approve_extension": "批准延期",
    "refuse_extension": "不批准延期",
    "escalate": "逾期升级",
    "advise": "出具监察建议书",
    "close": "办结",
    "cancel": "撤销",
}
"""What each step of an order is called (OrderStep.verb)."""
RUNNING = ("issued", "signed", "answered", "returned")
"""Orders not yet closed or cancelled."""

_LEVELS = ("general", "key", "listed")

# 黄牌包含预警的用户，红牌包含黄牌和预警的用户 (domain facts §3.4).
_CASCADE: tuple[tuple[str, frozenset[str]], ...] = (
    ("warning", frozenset()),
    ("yellow", frozenset({"section_head", "unit_supervisor"})),
    ("red", frozenset({"leader", "main_leader", "supervisor", "supervision_head"})),
)
LEADERS = frozenset({"leader", "main_leader"})
COUNTY_SUPERVISORS = frozenset({"supervisor", "supervision_head"})
POSTS_TOLD = frozenset().union(*(posts for _, posts in _CASCADE))


# --- cards ---


def numbered(letters: str, on: date, serial: int) -> str:
    """监察编号 and 督办编号: JC or DB, the day, a serial of at least six digits, a Luhn digit: JC20261123000017x."""
    digits = f"{on:%Y%m%d}{serial:06d}"
    return f"{letters}{digits}{luhn_check(digits)}"


def next_card_state(verb: str, state: str, level: str) -> str:
    """The state after `verb`; raises Refusal where the card does not stand so."""
    name, before, after = _CARD_VERBS[verb]
    if state not in before:
        label, now = Level(level).label, CardState(state).label
        raise Refusal("card-state", f"这张{label}现在是“{now}”，不能{name}。")
    return after


def card_verbs(state: str) -> tuple[str, ...]:
    """What a supervisor may do with a card in this state."""
    return tuple(verb for verb, (_, before, _) in _CARD_VERBS.items() if state in before)


def check_nothing_open(*, has_appeal: bool, has_order: bool, what: str) -> None:
    """A card whose appeal or order is still open is settled by deciding that, not around it."""
    if has_appeal:
        raise Refusal("appeal-open", f"这张牌的申诉还没有审查结束，请先审查申诉，再{what}。")
    if has_order:
        raise Refusal("order-open", f"这张牌的督办单还没有办结，请先办结或者撤销督办单，再{what}。")


def check_may_close(*, matter_ended: bool, order_closed: bool) -> None:
    """销号 — the matter is done, or what was ordered has been carried out and verified."""
    if not (matter_ended or order_closed):
        raise Refusal("matter-open", "所涉事项还没有办结，也没有办结的督办单，不能销号。")


def check_other_hands(issued_by: str, actor: str, what: str) -> None:
    """Who issued a card by hand judges neither its appeal nor its withdrawal."""
    if issued_by and issued_by == actor:
        raise Refusal("own-card", f"这张牌是您人工发出的，{what}须由其他监察人员办理。")


def posts_told(level: str) -> frozenset[str]:
    """Role codes that hear of a card of this level, lower levels included; who handles the matter hears of every one."""
    told: frozenset[str] = frozenset()
    for name, posts in _CASCADE:
        told |= posts
        if name == level:
            return told
    raise ValueError(f"no such level: {level}")


# --- appeals ---


def check_appeal(*, state: str, appeal_until: datetime | None, at: datetime, appeals: tuple[str, ...]) -> None:
    """申诉 — against an issued card, once, within the limit; `appeals` are the states of those before."""
    if any(one in ("filed", "returned") for one in appeals):
        raise Refusal("appeal-open", "这张牌已经提出申诉，正在审查，不能重复提出。")
    if "upheld" in appeals:
        raise Refusal("appealed-already", "这张牌的申诉已经审查并维持，不能再次申诉。")
    if state != "issued":
        raise Refusal("card-state", f"这张牌现在是“{CardState(state).label}”，不需要申诉。")
    if appeal_until is None:
        raise Refusal("no-appeal-limit", "这张牌没有登记申诉截止时间，请联系监察机关补录后再申诉。")
    if at >= appeal_until:
        raise Refusal("appeal-late", f"申诉截止时间是{moment_words(appeal_until)}，已经过期，不能再提出申诉。")


def check_supplement(*, state: str, supplement_due: datetime | None, at: datetime) -> None:
    if state != "returned":
        raise Refusal("appeal-state", f"申诉现在是“{AppealState(state).label}”，不需要补充材料。")
    if supplement_due is not None and at >= supplement_due:
        raise Refusal("supplement-late", f"补充材料的截止时间是{moment_words(supplement_due)}，已经过期，不能再补充。")


def check_decide(*, state: str, verdict: str, supplement_due: datetime | None, card_state: str, at: datetime) -> None:
    """审查申诉 — upheld, granted, or returned for more; what was asked for and not supplied in time may be upheld."""
    if verdict not in ("upheld", "granted", "returned"):
        raise Refusal("no-verdict", "请选择审查结果：维持、撤销发牌或者退回补充。", "verdict")
    if state in ("upheld", "granted"):
        raise Refusal("appeal-decided", f"这件申诉已经审查，结果是“{AppealState(state).label}”。")
    if state == "returned":
        waits = supplement_due is not None and at < supplement_due
        if waits or verdict == "returned":
            raise Refusal("appeal-waits", "已退回申诉单位补充材料，等补充材料送达或者期限届满后再审查。")
    if card_state == "withdrawn" and verdict != "granted":
        raise Refusal("card-withdrawn", "这张牌已经撤销，申诉只能按“撤销发牌”结案。", "verdict")


# --- orders ---


def check_order(verb: str, state: str) -> None:
    """Raises Refusal where an order in this state does not allow `verb`."""
    name, before = _ORDER_VERBS[verb]
    if state not in before:
        raise Refusal("order-state", f"督办单现在是“{OrderState(state).label}”，不能{name}。")


def order_verbs(state: str) -> tuple[str, ...]:
    """What may lawfully be done with an order in this state, by whomever."""
    return tuple(verb for verb, (_, before) in _ORDER_VERBS.items() if state in before)


def raised(level: str) -> str:
    """督办级别 one step up; 挂牌督办 is the top."""
    return _LEVELS[min(_LEVELS.index(level) + 1, len(_LEVELS) - 1)]


def missed_limit(
    *, state: str, sign_due: datetime, answer_due: datetime, raised_for: datetime | None, at: datetime
) -> tuple[str, datetime] | None:
    """The earliest limit of an order that ran out and for which its level was not raised yet: ("sign" | "answer", due)."""
    limits = []
    if state == "issued":
        limits.append(("sign", sign_due))
    if state in ("issued", "signed", "returned"):
        limits.append(("answer", answer_due))
    missed = [(name, due) for name, due in limits if due <= at and (raised_for is None or due > raised_for)]
    return min(missed, key=lambda limit: limit[1], default=None)


def check_days(days: int | None, *, most: int, what: str, field: str = "days") -> int:
    """A number of working days between 1 and `most`."""
    if days is None or not 1 <= days <= most:
        raise Refusal("bad-days", f"{what}应为1至{most}个工作日。", field)
    return days


# --- words ---


def line(text: str, most: int, what: str, field: str) -> str:
    """One line that must be there; raises Refusal."""
    said = tidy_line(text)
    if not said:
        raise Refusal("text-missing", f"请填写{what}。", field)
    if len(said) > most:
        raise Refusal("text-long", f"{what}不能超过{most}个字，现在有{len(said)}个字。", field)
    return said


def words(text: str, most: int, what: str, field: str, *, least: int = 5) -> str:
    """Running text that must say something; raises Refusal."""
    said = tidy_text(text)
    if len(said) < least:
        raise Refusal("text-missing", f"请填写{what}，写明事实，不少于{least}个字。", field)
    if len(said) > most:
        raise Refusal("text-long", f"{what}不能超过{most}个字，现在有{len(said)}个字。", field)
    return said


def moment_words(moment: datetime) -> str:
    """2026年11月26日24时 for the end of a day, else 2026年11月26日 15:20; in the county's time."""
    there = local(moment)
    if (there.hour, there.minute, there.second) == (0, 0, 0):
        before = there - timedelta(days=1)
        return f"{before.year}年{before.month}月{before.day}日24时"
    return f"{there.year}年{there.month}月{there.day}日{there:%H:%M}"


def last_day(due: datetime) -> date:
    """The day a limit ends on: 24:00 of a day is stored as 00:00 of the next."""
    return local(due - timedelta(microseconds=1)).date()


def days_left(due: datetime, at: datetime, calendar: Calendar) -> int:
    """Working days left to the last day; 0 on that day, negative once it is over."""
    today, end = local(at).date(), last_day(due)
    if end >= today:
        return calendar.workdays_between(today, end)
    return -max(calendar.workdays_between(end, today), 1)
