"""What an act is in the life of a matter, whatever the room: the words supervision understands.

A room says with each kind of entry which milestone it is (`declare(…, milestone="accepted")`). A limit is any fact of
an entry whose name ends in `_due` (or is `due`): who writes one is watched, with or without a milestone.
"""

from enum import StrEnum


class Milestone(StrEnum):
    """办理节点."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    HANDED_OVER = "handed_over"
    CORRECTION_REQUESTED = "correction_requested"
    CORRECTION_SUPPLIED = "correction_supplied"
    ACCEPTED = "accepted"
    STEP = "step"
    STEP_RETURNED = "step_returned"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXTENSION_REQUESTED = "extension_requested"
    EXTENDED = "extended"
    FEE = "fee"
    DECIDED = "decided"
    CERTIFIED = "certified"
    FINISHED = "finished"
    DELIVERED = "delivered"
    RATED = "rated"
    COMPLAINED = "complained"
    PRE_REJECTED = "pre_rejected"
    NOT_ACCEPTED = "not_accepted"
    RETURNED = "returned"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"
    TRANSFERRED = "transferred"
    NOTED = "noted"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Milestone.SUBMITTED: "网上提交",
    Milestone.RECEIVED: "收件",
    Milestone.HANDED_OVER: "代收移交",
    Milestone.CORRECTION_REQUESTED: "补正告知",
    Milestone.CORRECTION_SUPPLIED: "提交补正材料",
    Milestone.ACCEPTED: "受理",
    Milestone.STEP: "完成环节",
    Milestone.STEP_RETURNED: "退回环节",
    Milestone.SUSPENDED: "启动特别程序",
    Milestone.RESUMED: "结束特别程序",
    Milestone.EXTENSION_REQUESTED: "申请延期",
    Milestone.EXTENDED: "批准延期",
    Milestone.FEE: "收费",
    Milestone.DECIDED: "作出决定",
    Milestone.CERTIFIED: "制证",
    Milestone.FINISHED: "办结",
    Milestone.DELIVERED: "送达",
    Milestone.RATED: "评价",
    Milestone.COMPLAINED: "投诉",
    Milestone.PRE_REJECTED: "预审不通过",
    Milestone.NOT_ACCEPTED: "不予受理",
    Milestone.RETURNED: "退件",
    Milestone.LAPSED: "补正逾期终止",
    Milestone.WITHDRAWN: "申请人撤回",
    Milestone.VOIDED: "作废",
    Milestone.TRANSFERRED: "转报",
    Milestone.NOTED: "其他记录",
}

ENDINGS = frozenset(
    {
        Milestone.FINISHED,
        Milestone.PRE_REJECTED,
        Milestone.NOT_ACCEPTED,
        Milestone.RETURNED,
        Milestone.LAPSED,
        Milestone.WITHDRAWN,
        Milestone.VOIDED,
        Milestone.TRANSFERRED,
    }
)
"""What ends the handling of a matter; only 办结 may still owe a certificate and its delivery."""
