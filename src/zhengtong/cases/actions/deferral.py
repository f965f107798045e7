"""容缺 — what was promised at acceptance arrives afterwards, or its time runs out."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action
from zhengtong.org.models import Staff, User
from zhengtong.timers import actions as timers
from zhengtong.timers.models import Clock

from .. import gate
from ..choices import ClockName, MaterialState, TakenAs
from ..models import Case, CaseMaterial


@action("case.deferred_supplied")
def supply_deferred(
    ref: str,
    order: int,
    *,
    by: Staff | User,
    at: datetime,
    attachments: Sequence[Attachment] = (),
    on_paper: bool = False,
) -> Case:
    """补交容缺材料 — one promised material: sent online by whoever applied, or handed in at the window.

    The window compares what it takes with the original (`checked`); what comes online is `supplied`. The limit of the
    promise stops with the last of them.
    """
    if isinstance(by, Staff):
        case, actor = gate.for_staff(ref, "supply_deferred", by=by, permission="case.receive"), gate.staff_actor(by)
    else:
        case, actor = gate.for_applicant(ref, "supply_deferred", by=by, at=at), gate.citizen_actor(by)
    material = case.materials.filter(order=order, state=MaterialState.DEFERRED).first()
    if material is None:
        raise Unknown("没有这项待补交的容缺材料。")
    if isinstance(by, Staff):
        _check_something_came(bool(attachments) or on_paper, "请上传文件，或注明已收取纸质材料。")
        material.state = MaterialState.CHECKED
    else:
        _check_something_came(bool(attachments), f"请上传“{material.name}”。")
        if any(file.uploaded_by != actor for file in attachments):
            raise Unknown("没有找到这个文件，可能已经删除。")
        material.state, on_paper = MaterialState.SUPPLIED, False
    material.attachments.add(*attachments)
    bind(Attachment.objects.filter(pk__in=[a.pk for a in attachments]), case.ref)
    material.taken_as = TakenAs.PAPER if on_paper else TakenAs.UPLOAD
    material.save(update_fields=["state", "taken_as"])
    is_all = not case.materials.filter(state=MaterialState.DEFERRED).exists()
    if is_all:
        for clock in Clock.objects.filter(subject=case.ref, name=ClockName.DEFERRAL, is_open=True):
            timers.stop(clock, at=at)
    more = {"reply_due": None} if is_all else {}
    gate.note("case.deferred_supplied", case, actor=actor, at=at, material=material.name, **more)
    return case


def _check_something_came(came: bool, sentence: str) -> None:
    if not came:
        raise Refusal("nothing-supplied", sentence, "materials")


@action("case.deferral_expired")
def expire_deferral(ref: str, *, at: datetime) -> Case:
    """容缺补交逾期 — told to both sides; the case is then decided on what is there."""
    case = gate.lock(ref)
    clock = (
        Clock.objects.select_for_update()
        .filter(subject=case.ref, name=ClockName.DEFERRAL, is_open=True, promised_due__lte=at)
        .first()
    )
    if clock is None:
        raise Refusal("not-yet", "容缺补交期限尚未届满。")
    if clock.is_provisional:
        raise Refusal("cannot-be-determined", "放假调休安排尚未公布，期限是否届满暂时无法判定。")
    timers.stop(clock, at=at)
    names = list(case.materials.filter(state="deferred").values_list("name", flat=True))
    CaseMaterial.objects.filter(case=case, state="deferred").update(state="missing")
    gate.tell(
        case,
        "case-deferral-expired",
        "容缺材料逾期未补",
        f"办件{case.ref}的容缺材料未在承诺期限内补交：{'、'.join(names)}。",
        at,
    )
    gate.note(
        "case.deferral_expired",
        case,
        actor="system",
        at=at,
        materials=names,
        reply_due=None,
    )
    return case
