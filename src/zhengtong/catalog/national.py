"""国家交换字段 — an item version under the column names of the national exchange (up_task_*, GB/T 39046-2020).

The one place that knows those names (facts §1.3–1.5). Values the county does not hold are left out, never guessed.
"""

from typing import Any

from .choices import NATIONAL_KIND, ItemState
from .guide import Guide, Limit, Material
from .models import ItemVersion

STATE = {ItemState.ACTIVE: "1", ItemState.SUSPENDED: "2", ItemState.CANCELLED: "3"}
AUDIENCE = {
    "natural": "1",
    "enterprise": "2",
    "institution": "3",
    "social_org": "4",
    "unincorporated": "5",
    "government": "6",
    "other": "9",
}
PROJECT_TYPE = {"instant": "1", "promised": "2"}
TIME_UNIT = {"wd": "1", "d": "2", "wh": "3", "m": "4"}
NEED = {"required": "1", "optional": "2", "deferrable": "3"}
MATERIAL_TYPE = {"certificate": "1", "form": "2", "other": "3"}
MATERIAL_FORMAT = {"paper": "1", "electronic": "2", "both": "3"}
MATERIAL_SOURCE = {"applicant": "10", "government": "20", "other": "99"}
RESULT_TYPE = {"certificate": "10", "approval": "20", "other": "30"}
# Several values in one column are joined so (facts §1.3).
JOINT = "^"


def task(version: ItemVersion) -> dict[str, Any]:
    """The row of the implementation list (实施清单): basic and extended columns. Reads the item and its unit."""
    guide = Guide.of(version.content)
    item = version.item
    fields: dict[str, Any] = {
        "task_name": guide.name,
        "local_task_code": guide.code,
        "task_type": NATIONAL_KIND[guide.kind],
        "task_state": STATE[ItemState(item.state)],
        "task_version": version.number,
        "by_law": _bases(guide),
        "use_level": guide.level,
        "dept_name": item.unit.name,
        "dept_code": item.unit.credit_code,
        **_limit("anticipate", guide.limits.statutory),
        "anticipate_explain": guide.limits.statutory.basis if guide.limits.statutory else "",
        **_limit("promise", guide.limits.promised),
        "accept_condition": guide.conditions,
        "handle_flow": "→".join("、".join(step.name for step in stage) for stage in guide.stages),
        "special_procedure": "；".join(special.name for special in guide.special_procedures),
        "is_fee": _yes(bool(guide.fees)),
        "fee_basis": "；".join(fee.basis for fee in guide.fees),
        "server_type": JOINT.join(AUDIENCE[code] for code in guide.audience),
        "project_type": PROJECT_TYPE[guide.project_type],
        "handle_type": JOINT.join(_ways(guide)),
        "limit_scene_num": guide.apply.visits,
        "limit_scene_explain": guide.apply.visits_reason,
        "transact_addr": guide.address,
        "transact_time": guide.hours,
        "link_way": guide.phone,
        "supervise_way": guide.supervise_phone,
        "plan_effective_date": version.effective_on,
        "plan_cancel_date": item.cancelled_on,
        "is_entry_center": _yes("county-hall" in guide.places.stations),
        "other_dept": JOINT.join(guide.joint_units),
        "limit_explain": guide.quantity_limit,
        "result_type": JOINT.join(dict.fromkeys(RESULT_TYPE[result.type] for result in guide.results)),
        "result_name": JOINT.join(result.name for result in guide.results),
        "is_express": _yes(guide.apply.express),
        "is_service_terminals": _yes(guide.apply.self_service),
        "is_online": _yes(guide.apply.online),
        "user_topic_type": JOINT.join(guide.topics_person),
        "corp_topic_type": JOINT.join(guide.topics_corp),
    }
    if guide.penalty:
        fields["punishment_method"] = guide.penalty
    return fields


def materials(version: ItemVersion) -> list[dict[str, Any]]:
    """up_task_material, in order."""
    return [_material(material) for material in Guide.of(version.content).materials]


def fees(version: ItemVersion) -> list[dict[str, Any]]:
    """up_task_fee, in order."""
    return [
        {
            "fee_name": fee.name,
            "fee_stand": fee.standard,
            "by_law": fee.basis,
            "is_desc": _yes(fee.reducible),
            "desc_explain": fee.reduce_basis,
            "order_num": number,
        }
        for number, fee in enumerate(Guide.of(version.content).fees, 1)
    ]


def questions(version: ItemVersion) -> list[dict[str, Any]]:
    """up_task_faq, in order."""
    return [
        {"question": one.q, "answer": one.a, "order_num": number}
        for number, one in enumerate(Guide.of(version.content).faq, 1)
    ]


def flow(version: ItemVersion) -> list[dict[str, Any]]:
    """The steps under the provincial names; `is_special` marks the stage after which special procedures may run."""
    guide = Guide.of(version.content)
    return [
        {
            "link_name": step.name,
            "handle_dept_name": step.unit,
            "handle_day": step.limit.rstrip("wdmh"),
            "handle_type": TIME_UNIT[step.limit.lstrip("0123456789")] if step.limit else "",
            "check_standard": step.standard,
            "is_special": _yes(bool(guide.special_procedures) and step.order == 1),
            "order_num": step.order,
        }
        for step in guide.steps
    ]


def _yes(holds: bool) -> str:
    return "1" if holds else "0"


def _limit(prefix: str, limit: Limit | None) -> dict[str, Any]:
    if limit is None:
        return {f"{prefix}_day": None, f"{prefix}_type": None}
    return {f"{prefix}_day": limit.amount, f"{prefix}_type": TIME_UNIT[limit.unit]}


def _bases(guide: Guide) -> str:
    return "；".join(
        f"《{basis.law}》{f'（{basis.number}）' if basis.number else ''}{basis.article}" for basis in guide.bases
    )


def _ways(guide: Guide) -> list[str]:
    offered = (("1", guide.apply.window), ("2", guide.apply.online), ("3", guide.apply.express))
    return [code for code, is_offered in offered if is_offered]


def _material(material: Material) -> dict[str, Any]:
    return {
        "material_name": material.name,
        "is_need": NEED[material.need],
        "material_type": MATERIAL_TYPE[material.type],
        "material_format": MATERIAL_FORMAT[material.format],
        "page_num": material.originals + material.copies,
        "page_format": material.paper,
        "source_type": MATERIAL_SOURCE[material.source],
        "fill_explain": material.note,
        "by_law": material.basis,
        "order_num": material.order,
    }
