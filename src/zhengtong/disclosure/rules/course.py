"""The lawful course of a request: which act is open in which state, and where it leads."""

from collections.abc import Mapping

from zhengtong.foundation.errors import Refusal

from ..choices import OPEN_STATES, OpinionStep, ReplyGroup, ReplyKind, RequestState, RequestTrack
from ..choices import REPLY_ROWS as ROWS

_S = RequestState
_WORKING = frozenset({_S.ACCEPTED, _S.DRAFTING})
_REASONED = {state: state for state in (_S.REGISTERED, _S.ACCEPTED, _S.CONSULTING, _S.DRAFTING)}

ACTS: Mapping[str, str] = {
    "register": "登记，确认收到申请",
    "request_correction": "告知补正",
    "supply_correction": "登记补正材料",
    "accept": "审查通过，开始办理",
    "consult": "征求意见",
    "end_consultation": "登记征求意见结果",
    "charge": "发出收费通知",
    "pay": "登记缴费",
    "request_extension": "申请延长答复",
    "answer_extension": "审批延长答复",
    "ask_reasons": "要求说明理由",
    "state_reasons": "登记申请人说明的理由",
    "judge_reasons": "认定理由",
    "draft": "拟写答复",
    "submit": "提交审批",
    "review": "合法性审核",
    "approve": "批准答复",
    "clear": "领导签批",
    "reply": "出具答复书",
    "deliver": "登记送达",
    "archive": "归档",
    "publish": "公开问答",
    "withdraw": "登记撤回",
    "lapse_correction": "逾期不补正",
    "lapse_fee": "逾期不缴费",
}
"""Every act by its verb at the desk."""

NEXT: Mapping[str, Mapping[RequestState, RequestState]] = {
    "register": {_S.SUBMITTED: _S.REGISTERED},
    "request_correction": {_S.REGISTERED: _S.CORRECTING},
    "supply_correction": {_S.CORRECTING: _S.REGISTERED},
    "lapse_correction": {_S.CORRECTING: _S.ABANDONED},
    "accept": {_S.REGISTERED: _S.ACCEPTED},
    "consult": {_S.ACCEPTED: _S.CONSULTING, _S.DRAFTING: _S.CONSULTING, _S.CONSULTING: _S.CONSULTING},
    "end_consultation": {_S.CONSULTING: _S.ACCEPTED},
    "charge": dict.fromkeys(_WORKING, _S.AWAITING_FEE),
    "pay": {_S.AWAITING_FEE: _S.ACCEPTED},
    "lapse_fee": {_S.AWAITING_FEE: _S.ABANDONED_FEE},
    "request_extension": {
        state: state for state in (_S.REGISTERED, _S.ACCEPTED, _S.DRAFTING, _S.LEGAL_REVIEW, _S.APPROVING, _S.CLEARING)
    },
    "answer_extension": {
        state: state for state in (_S.REGISTERED, _S.ACCEPTED, _S.DRAFTING, _S.LEGAL_REVIEW, _S.APPROVING, _S.CLEARING)
    },
    "ask_reasons": _REASONED,
    "state_reasons": _REASONED,
    "judge_reasons": _REASONED,
    "draft": dict.fromkeys(_WORKING, _S.DRAFTING),
    "submit": {_S.DRAFTING: _S.LEGAL_REVIEW},
    "review": {_S.LEGAL_REVIEW: _S.APPROVING},
    "approve": {_S.APPROVING: _S.APPROVED},
    "clear": {_S.CLEARING: _S.APPROVED},
    "reply": {_S.APPROVED: _S.REPLIED},
    "deliver": {_S.REPLIED: _S.DELIVERED},
    "archive": dict.fromkeys((_S.DELIVERED, _S.ABANDONED, _S.ABANDONED_FEE, _S.WITHDRAWN), _S.ARCHIVED),
    "publish": {state: state for state in (_S.DELIVERED, _S.ARCHIVED)},
    "withdraw": dict.fromkeys(OPEN_STATES, _S.WITHDRAWN),
}  # fmt: skip
"""Act → state it is lawful in → state it leads to; `submit`, `review` and `approve` as the track turns them."""

CHAINS: Mapping[RequestTrack, tuple[OpinionStep, ...]] = {
    RequestTrack.PLAIN: (OpinionStep.HANDLE, OpinionStep.APPROVE),
    RequestTrack.SENSITIVE: (OpinionStep.HANDLE, OpinionStep.LEGAL, OpinionStep.APPROVE),
    RequestTrack.LEADER: (OpinionStep.HANDLE, OpinionStep.LEGAL, OpinionStep.APPROVE, OpinionStep.LEADER),
}
"""Who has to have agreed, in this order, before a reply goes out."""

_WAITING = {
    OpinionStep.LEGAL: _S.LEGAL_REVIEW,
    OpinionStep.APPROVE: _S.APPROVING,
    OpinionStep.LEADER: _S.CLEARING,
}
_STEP_OF_ACT = {
    "submit": OpinionStep.HANDLE,
    "review": OpinionStep.LEGAL,
    "approve": OpinionStep.APPROVE,
    "clear": OpinionStep.LEADER,
}


def next_state(act: str, state: str) -> RequestState:
    """Where `act` leads from `state`; raises Refusal `wrong-state` where it is not lawful now."""
    reached = NEXT[act].get(RequestState(state))
    if reached is None:
        raise Refusal("wrong-state", f"这件申请目前“{RequestState(state).label}”，不能{ACTS[act]}。")
    return reached


def acts_in(state: str) -> tuple[str, ...]:
    """The acts that are lawful in a state, in the order of the table."""
    return tuple(act for act, turns in NEXT.items() if RequestState(state) in turns)


def after_step(act: str, state: str, track: str) -> RequestState:
    """Where an agreeing step of approval leads on this track; raises Refusal `wrong-state`."""
    next_state(act, state)
    chain = CHAINS[RequestTrack(track)]
    rest = chain[chain.index(_STEP_OF_ACT[act]) + 1 :]
    return _WAITING[rest[0]] if rest else _S.APPROVED


def step_of(act: str) -> OpinionStep:
    return _STEP_OF_ACT[act]


def least_track(kind: str) -> RequestTrack:
    """A reply that withholds anything passes legal review: it may end in court (行政复议法 第二十三条)."""
    withholds = ROWS[kind].group in (ReplyGroup.DENIED, ReplyGroup.PARTIAL)
    return RequestTrack.SENSITIVE if withholds else RequestTrack.PLAIN


def check_track(track: str, kind: str) -> None:
    """Raises Refusal `track-too-light`."""
    order = list(RequestTrack)
    if track not in RequestTrack.values:
        raise Refusal("no-track", "请选择办理流程。", "track")
    least = least_track(kind)
    if order.index(RequestTrack(track)) < order.index(least):
        label = ReplyKind(kind).label
        raise Refusal("track-too-light", f"“{label}”的答复应当经过合法性审核，请按“{least.label}”流程办理。", "track")


def check_other_hands(by: str, earlier: Mapping[str, str]) -> None:
    """Each step is another person's; `earlier` are people by what they did. Raises Refusal `own-step`."""
    if by in earlier:
        raise Refusal("own-step", f"您是这件申请的{earlier[by]}，这一环节应当由其他人办理。")
