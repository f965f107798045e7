"""What may happen to a case and when: pure functions over values, no database, no clock.

The machine is domain facts §2.6; the grounds are 行政许可法 (2019). Every refusal has a code and a sentence, and is tested.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from zhengtong.foundation.errors import Refusal

from .choices import State, TakenAs

PRE_DECISION: Final = frozenset({"accepted", "reviewing", "suspended", "deciding"})
UNDER_REVIEW: Final = frozenset({"accepted", "reviewing", "deciding"})
BEFORE_ACCEPTANCE: Final = frozenset({"submitted", "received", "correcting"})

# verb → (states it may start from, state it leads to; None: the verb's own rule decides)
MOVES: Final[Mapping[str, tuple[frozenset[str], str | None]]] = {
    "submit": (frozenset({"draft"}), "submitted"),
    "receive": (frozenset({"draft", "submitted"}), "received"),
    "pre_reject": (frozenset({"submitted"}), "pre_rejected"),
    "check_materials": (frozenset({"received"}), None),
    "request_correction": (frozenset({"received"}), "correcting"),
    "supply_correction": (frozenset({"correcting"}), "received"),
    "expire_correction": (frozenset({"correcting"}), "correction_expired"),
    "accept": (frozenset({"received"}), "accepted"),
    "deem_accepted": (frozenset({"submitted", "received"}), "accepted"),
    "refuse_acceptance": (frozenset({"submitted", "received"}), "not_accepted"),
    "return": (frozenset({"submitted", "received"}), "returned"),
    "assign_step": (UNDER_REVIEW, None),
    "complete_step": (frozenset({"accepted", "reviewing"}), None),
    "return_step": (frozenset({"reviewing", "deciding"}), None),
    "suspend": (UNDER_REVIEW, "suspended"),
    "resume": (frozenset({"suspended"}), None),
    "request_extension": (UNDER_REVIEW, None),
    "answer_extension": (PRE_DECISION, None),
    "supply_deferred": (PRE_DECISION, None),
    "open_joint": (frozenset({"received", "accepted", "reviewing"}), None),
    "record_fee": (
        frozenset({"received", "accepted", "reviewing", "deciding", "granted", "certifying", "finished"}),
        None,
    ),
    "decide": (frozenset({"deciding"}), None),
    "issue_certificate": (frozenset({"granted"}), "certifying"),
    "finish": (frozenset({"granted", "denied", "certifying"}), "finished"),
    "deliver": (frozenset({"finished"}), "delivered"),
    "archive": (frozenset({"delivered"}), "archived"),
    "withdraw": (BEFORE_ACCEPTANCE | PRE_DECISION, "withdrawn"),
    "void": (BEFORE_ACCEPTANCE | PRE_DECISION, "voided"),
    "transfer": (PRE_DECISION, "transferred"),
    "rate": (frozenset({"finished", "delivered", "archived"}), None),
}


VERB_NAMES: Final[Mapping[str, str]] = {
    "submit": "提交申请",
    "receive": "收件",
    "pre_reject": "预审不通过",
    "check_materials": "核验材料",
    "request_correction": "补正告知",
    "supply_correction": "提交补正材料",
    "expire_correction": "补正逾期",
    "accept": "受理",
    "deem_accepted": "视为受理",
    "refuse_acceptance": "不予受理",
    "return": "退件",
    "assign_step": "转交经办人",
    "complete_step": "提交审查意见",
    "return_step": "退回上一环节",
    "suspend": "启动特别程序",
    "resume": "结束特别程序",
    "request_extension": "申请延期",
    "answer_extension": "审批延期",
    "supply_deferred": "补交容缺材料",
    "open_joint": "发起联办",
    "record_fee": "登记缴费",
    "decide": "作出决定",
    "issue_certificate": "制证",
    "finish": "办结",
    "deliver": "送达",
    "archive": "归档",
    "withdraw": "撤回申请",
    "void": "作废",
    "transfer": "转报上级",
    "rate": "评价",
}


def next_state(verb: str, state: str) -> str:
    """The state a verb leads to from here; raises Refusal if the verb is not lawful now.

    A verb whose own rule decides where it leads gives the state back unchanged.
    """
    allowed, target = MOVES[verb]
    if state not in allowed:
        if verb == "accept" and state in PRE_DECISION:
            raise Refusal("already-accepted", "该办件已经受理，不能重复受理。")
        raise Refusal(
            "wrong-state",
            f"该办件当前状态为“{State(state).label}”，不能进行“{VERB_NAMES[verb]}”，请刷新页面查看最新进展。",
        )
    return target or state


def lawful_verbs(state: str) -> frozenset[str]:
    """Every verb that the state allows; who may do it is another question."""
    return frozenset(verb for verb, (allowed, _) in MOVES.items() if state in allowed)


@dataclass(frozen=True, slots=True)
class Supplied:
    """One material as the window sees it."""

    order: int
    name: str
    need: str
    state: str
    has_file: bool = False
    on_paper: bool = False

    @property
    def is_there(self) -> bool:
        return self.state in ("supplied", "checked") or (self.state != "rejected" and (self.has_file or self.on_paper))


def missing_materials(materials: Iterable[Supplied]) -> list[Supplied]:
    """Required and deferrable materials that are absent or rejected."""
    return [m for m in materials if m.need != "optional" and not m.is_there]


MOST_COPIES: Final = 999
_LONGEST_REMARK: Final = 300
_LONGEST_PROBLEM: Final = 500


def check_mark(state: str, taken_as: str, copies: int, remark: str) -> None:
    """What a clerk may note about a material; raises Refusal."""
    if state not in ("checked", "rejected", "missing", "supplied"):
        raise Refusal("bad-mark", "材料核验结果不正确。")
    if taken_as not in TakenAs.values:
        raise Refusal("bad-mark", "材料的收取方式不正确。")
    if not 0 <= copies <= MOST_COPIES:
        raise Refusal("bad-copies", f"材料份数应为0至{MOST_COPIES}之间的数字。")
    if len(remark) > _LONGEST_REMARK:
        raise Refusal("long-remark", f"材料备注不能超过{_LONGEST_REMARK}字。")


def check_acceptance(materials: Sequence[Supplied], *, with_deferral: bool, may_defer: bool) -> list[Supplied]:
    """Which materials stay open at acceptance (容缺受理); raises Refusal if the case cannot be accepted.

    Main materials must be there; only those the guide marks 容缺后补 may follow, and only with the applicant's promise.
    """
    missing = missing_materials(materials)
    main = [m.name for m in missing if m.need == "required"]
    if main:
        raise Refusal(
            "materials-missing",
            f"必要材料不齐，不能受理：{'、'.join(main)}。请一次性告知申请人补正（行政许可法第三十二条）。",
        )
    if not missing:
        return []
    names = "、".join(m.name for m in missing)
    if not may_defer:
        raise Refusal("no-deferral", f"该事项未开通容缺受理，以下材料不能后补：{names}。")
    if not with_deferral:
        raise Refusal("deferral-unasked", f"缺少可容缺后补的材料：{names}。经申请人书面承诺后可以容缺受理。")
    return missing


def check_correction(problems: Sequence[Mapping[str, str]], *, was_told: bool) -> list[dict[str, str]]:
    """The one-off list of a correction notice (行政许可法 第三十二条第一款第四项); raises Refusal on a second notice."""
    if was_told:
        raise Refusal("told-before", "补正内容只能一次性告知，该办件已经发出过补正告知书，不能再次要求补正。")
    told = [
        {"material": row["material"].strip(), "problem": row["problem"].strip()}
        for row in problems
        if row.get("problem", "").strip()
    ]
    if not told:
        raise Refusal("nothing-told", "请逐项写明需要补正的材料和具体问题。", "problems")
    if any(len(row["problem"]) > _LONGEST_PROBLEM for row in told):
        raise Refusal("long-problem", f"每项材料的问题不能超过{_LONGEST_PROBLEM}字，请写得简明些。", "problems")
    return told


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the review chain as a value."""

    id: int
    order: int
    kind: str
    state: str
    name: str = ""


def open_orders(steps: Iterable[StepView]) -> list[StepView]:
    """The steps that are being worked on now."""
    return [step for step in steps if step.state == "open"]


def following(steps: Sequence[StepView]) -> list[StepView]:
    """The steps to open once no step of the present order is open: all waiting steps of the lowest order."""
    if open_orders(steps):
        return []
    waiting = [step for step in steps if step.state == "waiting"]
    lowest = min((step.order for step in waiting), default=None)
    return [step for step in waiting if step.order == lowest]


def state_of_review(opened: Iterable[StepView], *, any_done: bool) -> str:
    """accepted until the first step is done, reviewing afterwards, deciding once the decision is the open step."""
    if any(step.kind == "decide" for step in opened):
        return "deciding"
    return "reviewing" if any_done else "accepted"


def steps_to_reopen(steps: Sequence[StepView], current_order: int) -> list[StepView]:
    """Where a returned file goes: the steps of the order before; raises Refusal at the first step."""
    before = [step for step in steps if step.order < current_order and step.state in ("done", "returned")]
    if not before:
        raise Refusal("first-step", "这已经是第一个审查环节，没有上一环节可以退回。")
    order = max(step.order for step in before)
    return [step for step in before if step.order == order]


def check_opinion(text: str, *, field: str = "opinion") -> str:
    """An opinion is a sentence somebody answers for."""
    said = text.strip()
    if len(said) < 2:
        raise Refusal("no-opinion", "请填写审查意见。", field)
    if len(said) > 2000:
        raise Refusal("long-opinion", "审查意见不能超过2000字。", field)
    return said


def check_reason(text: str, *, field: str = "reason", what: str = "理由") -> str:
    """行政许可法 第三十二条、第三十八条: what burdens the applicant carries its reason."""
    said = text.strip()
    if len(said) < 4:
        raise Refusal("no-reason", f"请写明{what}，让申请人看得明白。", field)
    if len(said) > 500:
        raise Refusal("long-reason", f"{what}不能超过500字。", field)
    return said


def check_length(text: str, most: int, what: str, field: str) -> str:
    """One entry of a form that may be empty; raises Refusal when it is longer than its place."""
    said = text.strip()
    if len(said) > most:
        raise Refusal("too-long", f"{what}不能超过{most}字。", field)
    return said


def check_ground(ground: str, *, named_by_item: Collection[str]) -> None:
    """A clock stops only for a special procedure that the item's guide lists (行政许可法 第四十五条)."""
    if not named_by_item:
        raise Refusal("no-procedure", "该事项的实施清单没有列明特别程序，不能停止计时。")
    if ground not in named_by_item:
        raise Refusal("other-procedure", "该事项的实施清单没有列明这一种特别程序，不能据此停止计时。", "ground")


def check_decision(
    *, open_deferrals: Sequence[str], open_children: int, open_steps: Sequence[StepView], extension_waits: bool
) -> None:
    """Nothing may be left hanging when the decision is made."""
    if open_deferrals:
        raise Refusal("deferral-open", f"容缺材料尚未补齐，不能作出决定：{'、'.join(open_deferrals)}。")
    if open_children:
        raise Refusal("children-open", f"还有{open_children}个联办子办件没有办结，不能作出决定。")
    if any(step.kind != "decide" for step in open_steps):
        raise Refusal("review-open", "审查环节尚未全部完成，不能作出决定。")
    if extension_waits:
        raise Refusal("extension-open", "延期申请尚待批准，请先处理延期申请。")


def result_matches(decision: str, results: Collection[str]) -> bool:
    """Whether the item can end like this: what is granted must be one of the results its guide lists."""
    return decision != "granted" or bool(results)


@dataclass(frozen=True, slots=True)
class FeeRow:
    """A fee of the guide: amount in yuan as text, "" where it depends on the matter."""

    name: str
    standard: str
    amount: str
    reducible: bool


def check_fee(fees: Sequence[FeeRow], name: str, amount: str, reduced_reason: str) -> FeeRow:
    """No fee without a standing in the guide, and never more than its standard (行政许可法 第五十八条、第五十九条)."""
    row = next((fee for fee in fees if fee.name == name), None)
    if row is None:
        raise Refusal("fee-unlisted", "办事指南没有列明这项收费，不得收取（行政许可法第五十八条）。", "name")
    try:
        paid = Decimal(amount)
    except InvalidOperation as error:
        raise Refusal("fee-amount", "金额应为数字，例如 80.00。", "amount") from error
    if not (paid.is_finite() and 0 <= paid <= Decimal("9999999999") and paid == paid.quantize(Decimal("0.01"))):
        raise Refusal("fee-amount", "金额应为不小于0、最多两位小数的数字。", "amount")
    if row.amount and paid > Decimal(row.amount):
        raise Refusal("fee-above", f"超过公布的收费标准（{row.standard}）。", "amount")
    if row.amount and paid < Decimal(row.amount):
        if not row.reducible:
            raise Refusal("fee-below", f"该项收费不在减免范围，应按标准收取（{row.standard}）。", "amount")
        if len(reduced_reason.strip()) < 2:
            raise Refusal("fee-reason", "少收或免收须写明减免依据。", "reduced_reason")
    return row


def title_of(applicant: str, item: str) -> str:
    """办理摘要, as the national exchange names it."""
    return f"关于{applicant}的{item}"
