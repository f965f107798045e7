"""联办 — several departments handle one matter as a parent and its children, which are never counted twice."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.catalog.queries import item_for_application
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.refs import query_code, token
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff
from zhengtong.timers.queries import limit

from .. import gate, limits, rules
from ..choices import ClockName, State
from ..models import Case
from .applying import handling_unit, lay_out_materials

_COPIED = (
    "region",
    "window",
    "channel",
    "applicant_user",
    "applicant_kind",
    "applicant_name",
    "applicant_id_type",
    "applicant_id_number",
    "applicant_id_index",
    "applicant_phone",
    "applicant_address",
    "legal_representative",
    "delegation",
    "agent_name",
    "submitted_by",
)


@action("case.joint_opened")
def open_joint(ref: str, item_codes: Sequence[str], *, by: Staff, at: datetime) -> list[Case]:
    """发起联办 — a child case for each other item, received at once, with the parent's files at hand.

    The parent cannot be decided before every child has ended; statistics count the parent alone.
    """
    case = gate.for_staff(ref, "open_joint", by=by, permission="case.accept")
    if case.parent_id is not None:
        raise Refusal("child-joint", "子办件不能再发起联办。")
    wanted = [code.strip() for code in item_codes if code.strip()]
    if not wanted:
        raise Refusal("no-items", "请选择需要联办的事项。", "item_codes")
    if case.item_code in wanted or len(set(wanted)) != len(wanted):
        raise Refusal("same-item", "联办事项不能重复，也不能是本事项。", "item_codes")
    running = set(case.children.filter(ended_at__isnull=True).values_list("item_code", flat=True))
    if running & set(wanted):
        raise Refusal("joint-running", "所选事项已经在联办中。", "item_codes")
    children = [_child(case, code, by, at) for code in wanted]
    gate.note(
        "case.joint_opened",
        case,
        actor=gate.staff_actor(by),
        at=at,
        children=[{"ref": c.ref, "item": c.item_code, "unit": c.unit.code} for c in children],
    )
    return children


@action("case.received")
def _child(parent: Case, item_code: str, by: Staff, at: datetime) -> Case:
    version = item_for_application(item_code)
    child = Case(
        parent=parent,
        draft_token=token(),
        query_code=query_code(),
        version=version,
        item_code=item_code,
        title=rules.title_of(parent.applicant_name, version.name),
        unit=handling_unit(version, parent.region),
        created_at=at,
        submitted_at=at,
        received_at=at,
        state=State.DRAFT,
        **{name: getattr(parent, name) for name in _COPIED},
    )
    child.save()
    lay_out_materials(child)
    files = {m.name: list(m.attachments.all()) for m in parent.materials.prefetch_related("attachments")}
    for material in child.materials.all():
        if files.get(material.name):
            material.attachments.set(files[material.name])
            material.state, material.taken_as = "supplied", "2"
            material.save(update_fields=["state", "taken_as"])
    child.ref = gate.next_ref(child.unit, version.kind, at)
    child.state = State.RECEIVED
    limits.watch(child, limits.start(child, ClockName.INTAKE, at, statutory=limit("license.correction_notice").code))
    child.save()
    child.acting_post = parent.acting_post
    record(
        "case.received",
        child.ref,
        actor=gate.staff_actor(by),
        at=at,
        unit=child.unit.code,
        intake_due=child.clock.statutory_due,
        **gate.facts(child),
    )
    return child
