"""The only writes to a case, by the verb said over the counter."""

from .acceptance import accept_case, deem_accepted, refuse_acceptance, return_case
from .applying import (
    attach_material,
    detach_material,
    discard_draft,
    refresh_draft,
    save_draft,
    start_draft,
    submit_application,
)
from .correction import expire_correction, request_correction, supply_correction
from .deferral import expire_deferral, supply_deferred
from .joint import open_joint
from .outcome import (
    archive_case,
    decide_case,
    deliver_case,
    finish_case,
    issue_certificate,
    rate_case,
    transfer_case,
    void_case,
    withdraw_case,
)
from .pause import answer_extension, request_extension, resume_case, suspend_case
from .reception import Mark, WalkIn, check_materials, pre_reject, receive_case, receive_walk_in
from .review import assign_step, complete_step, record_fee, return_step

__all__ = [
    "Mark",
    "WalkIn",
    "accept_case",
    "answer_extension",
    "archive_case",
    "assign_step",
    "attach_material",
    "check_materials",
    "complete_step",
    "decide_case",
    "deem_accepted",
    "deliver_case",
    "detach_material",
    "discard_draft",
    "expire_correction",
    "expire_deferral",
    "finish_case",
    "issue_certificate",
    "open_joint",
    "pre_reject",
    "rate_case",
    "receive_case",
    "receive_walk_in",
    "record_fee",
    "refresh_draft",
    "refuse_acceptance",
    "request_correction",
    "request_extension",
    "resume_case",
    "return_case",
    "return_step",
    "save_draft",
    "start_draft",
    "submit_application",
    "supply_correction",
    "supply_deferred",
    "suspend_case",
    "transfer_case",
    "void_case",
    "withdraw_case",
]
