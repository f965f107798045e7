"""国家交换字段 — a case under the names and codes of the national exchange (up_pro_*, domain facts §2.3–2.6).

The one place that knows them. Values the county does not hold are left out, never guessed; personal numbers are opened
here, because the exchange carries them in full, so whoever calls this is a feed and not a page.
"""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from .choices import State, StepResult
from .models import Case, CaseMaterial, CaseStep, SpecialProcedure

# 湖南 TA_SP_INSTANCE.project_state and 浙江 AFFCORE, as two systems in production number the states (facts §2.6).
HUNAN_STATE = {
    State.DRAFT: "0", State.SUBMITTED: "9", State.PRE_REJECTED: "11", State.RECEIVED: "10", State.CORRECTING: "3",
    State.ACCEPTED: "1", State.REVIEWING: "1", State.SUSPENDED: "1", State.DECIDING: "1", State.GRANTED: "1",
    State.DENIED: "1", State.CERTIFYING: "1", State.NOT_ACCEPTED: "2", State.FINISHED: "6", State.DELIVERED: "6",
    State.ARCHIVED: "6", State.WITHDRAWN: "7", State.VOIDED: "7", State.RETURNED: "8", State.CORRECTION_EXPIRED: "7",
    State.TRANSFERRED: "4",
}  # fmt: skip
ZHEJIANG_STATE = {
    State.SUBMITTED: "02", State.RECEIVED: "02", State.CORRECTING: "06", State.ACCEPTED: "05", State.REVIEWING: "12",
    State.DECIDING: "12", State.GRANTED: "12", State.DENIED: "12", State.CERTIFYING: "12", State.SUSPENDED: "11",
    State.NOT_ACCEPTED: "07", State.PRE_REJECTED: "07", State.FINISHED: "10", State.DELIVERED: "10",
    State.ARCHIVED: "10", State.TRANSFERRED: "10", State.WITHDRAWN: "13", State.VOIDED: "13", State.RETURNED: "13",
    State.CORRECTION_EXPIRED: "13",
}  # fmt: skip

# 山东 办件归集 (facts §2.4): node types and what a node resulted in.
FIRST, MIDDLE, LAST, ONLY = "1", "2", "3", "4"
NODE_RESULT = {
    StepResult.DISAPPROVED: "0", StepResult.APPROVED: "1", "not_required": "2", "not_accepted": "3", "accepted": "4",
    "corrected": "5", "suspended": "6", StepResult.RETURNED: "7",
}  # fmt: skip
# 特别程序种类 TBCXZL (facts §2.5): A prolongs the time to decide, B is every other special procedure.
EXTENDING, OTHER_SPECIAL = "A", "B"
APPLICANT = {"natural": "1", "legal": "2"}
CHANNEL = {"window": "0", "online": "1", "township": "4", "village": "4"}


def _moment(at: datetime | None) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M:%S}" if at else ""


def accept(case: Case) -> dict[str, Any]:
    """受理信息."""
    clock = case.handling_clock
    return {
        "project_no": case.ref,
        "local_task_code": case.item_code,
        "task_name": case.version.name,
        "task_version": case.version.number,
        "project_name": case.title,
        "project_type": "1" if case.version.project_type == "instant" else "2",
        "applyer_name": case.applicant_name,
        "applyer_type": APPLICANT[case.applicant_kind],
        "applyer_page_type": case.applicant_id_type,
        "applyer_page_code": case.applicant_id_number,
        "legal": case.legal_representative,
        "contact_name": case.agent_name or case.applicant_name,
        "contact_mobile": case.applicant_phone,
        "address": case.applicant_address,
        "apply_type": CHANNEL[case.channel],
        "apply_date": _moment(case.submitted_at),
        "org_code": case.unit.credit_code,
        "org_name": case.unit.name,
        "accept_date": _moment(case.accepted_at),
        "promise_date": _moment(clock.promised_due) if clock else "",
        "area_code": case.region.code,
    }


def process(case: Case) -> list[dict[str, Any]]:
    """过程信息: acceptance or its refusal, and every step that was closed, in the order of time."""
    nodes: list[tuple[datetime, dict[str, Any]]] = []
    if case.accepted_at:
        nodes.append((case.accepted_at, _node(case, "受理", "accepted", case.accepted_at, case.accepted_at, FIRST)))
    elif case.state == State.NOT_ACCEPTED:
        return [_node(case, "不予受理", "not_accepted", case.ended_at, case.ended_at, ONLY)]
    closed = [step for step in case.steps.select_related("closed_by", "unit") if step.state == "done"]
    nodes += [(step.closed_at, _step(case, step)) for step in closed]
    return [node for _, node in sorted(nodes, key=lambda pair: pair[0])]


def _step(case: Case, step: CaseStep) -> dict[str, Any]:
    node = _node(
        case, step.name, step.result, step.opened_at, step.closed_at, LAST if step.kind == "decide" else MIDDLE
    )
    return {**node, "handle_user_name": step.closed_by.name, "handle_explain": step.opinion, "org_name": step.unit.name}


def _node(
    case: Case, name: str, result: str, began: datetime | None, ended: datetime | None, kind: str
) -> dict[str, Any]:
    return {
        "project_no": case.ref,
        "process_name": name,
        "nodetype": kind,
        "noderesult": NODE_RESULT[result],
        "event_start_time": _moment(began),
        "event_end_time": _moment(ended),
    }


def special(case: Case) -> list[dict[str, Any]]:
    """特别程序信息: what stopped the clock, and what prolonged it."""
    stopped = [_procedure(case, each) for each in case.special_procedures.select_related("started_by")]
    prolonged = [
        {
            "project_no": case.ref,
            "special_type": EXTENDING,
            "special_name": "延长审批",
            "special_reason": each.reason,
            "special_time": _moment(each.answered_at),
            "handle_user": each.answered_by.name,
        }
        for each in case.extensions.filter(state="approved").select_related("answered_by")
    ]
    return stopped + prolonged


def _procedure(case: Case, each: SpecialProcedure) -> dict[str, Any]:
    return {
        "project_no": case.ref,
        "special_type": OTHER_SPECIAL,
        "special_name": each.name,
        "special_reason": each.reason,
        "special_time": _moment(each.started_at),
        "end_time": _moment(each.ended_at),
        "result": each.result,
        "handle_user": each.started_by.name,
    }


def materials(case: Case) -> list[dict[str, Any]]:
    """材料信息: what was taken, how, and how many."""
    return [_material(case, each) for each in case.materials.prefetch_related("attachments") if each.taken_as]


def _material(case: Case, each: CaseMaterial) -> dict[str, Any]:
    return {
        "project_no": case.ref,
        "material_name": each.name,
        "material_attach_name": "、".join(file.name for file in each.attachments.all()),
        "get_type": each.taken_as,
        "get_num": each.copies or 1,
    }


def result(case: Case) -> dict[str, Any] | None:
    """结果信息; None while the case has no end. `result_type` is 办结结果代码 BJJGDM (facts §2.5)."""
    if case.finished_at is None and case.ended_at is None:
        return None
    certificate = getattr(case, "certificate", None)
    rating = getattr(case, "rating", None)
    delivery = getattr(case, "delivery", None)
    return {
        "project_no": case.ref,
        "result_type": case.result_code,
        "result_date": _moment(case.finished_at or case.ended_at),
        "result_explain": case.result_text,
        "result_cetr_name": certificate.name if certificate else "",
        "result_cetr_no": certificate.number if certificate else "",
        "is_delivery_results": "1" if delivery and delivery.method == "mail" else "0",
        **({"satisfaction": str(rating.score)} if rating else {}),
    }
