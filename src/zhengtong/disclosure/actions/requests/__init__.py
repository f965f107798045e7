"""The only writes to requests, one module a turn of their course."""

from .clarity import accept, lapse_correction, request_correction, supply_correction
from .consulting import consult, end_consultation, fall_silent, note_receipt
from .ending import archive, deliver, publish, unpublish, withdraw
from .excess import ask_reasons, judge_reasons, state_reasons
from .extending import answer_extension, request_extension
from .fees import charge, lapse_fee, pay
from .intake import keep_draft, register, submit, take_in
from .replying import approve, clear, draft, reply, review, submit_for_approval

__all__ = [
    "accept", "answer_extension", "approve", "archive", "ask_reasons", "charge", "clear", "consult", "deliver", "draft",
    "end_consultation", "fall_silent", "judge_reasons", "keep_draft", "lapse_correction", "lapse_fee", "note_receipt", "pay", "publish",
    "register", "reply", "request_correction", "request_extension", "review", "state_reasons", "submit", "submit_for_approval",
    "supply_correction", "take_in", "unpublish", "withdraw",
]  # fmt: skip
