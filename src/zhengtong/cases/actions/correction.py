"""补正 — told once, with everything, and answered or not (行政许可法 第三十二条第一款第四项)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from legalclock import Budget
from zhengtong.files.actions import bind
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action
from zhengtong.org.models import Staff, User

from .. import documents, gate, limits, rules
from ..choices import ClockName
from ..models import Case, Correction


@action("case.correction_requested")
def request_correction(
    ref: str, problems: Sequence[Mapping[str, str]], *, reply: Budget, by: Staff, at: datetime
) -> Case:
    """补正告知 — once, with everything (行政许可法 第三十二条第一款第四项); the office's clock stands while they mend it."""
    case = gate.for_staff(ref, "request_correction", by=by, permission="case.correct")
    told = rules.check_correction(problems, was_told=Correction.objects.filter(case=case).exists())
    case.state = rules.next_state("request_correction", case.state)
    limits.stop(case, at)
    clock = limits.start(case, ClockName.CORRECTION, at, promised=reply.code)
    limits.watch(case, clock)
    case.holder = by
    gate.save(case)
    Correction.objects.create(case=case, items=told, issued_at=at, issued_by=by, due_at=clock.promised_due)
    names = {row["material"] for row in told}
    case.materials.filter(name__in=names).update(state="rejected")
    documents.correction_notice(case, told, clock, by=by, at=at)
    gate.tell(
        case,
        "case-correction",
        "请补正申请材料",
        f"办件{case.ref}需要补正{len(told)}项材料，请登录“我的办件”查看并在期限内补齐。",
        at,
    )
    gate.note(
        "case.correction_requested",
        case,
        actor=gate.staff_actor(by),
        at=at,
        problems=told,
        materials_asked=sorted(names),
        outside_guide=sorted(names - {m.name for m in gate.guide_of(case).materials}),
        reply_due=clock.promised_due,
        intake_due=None,
    )
    return case


@action("case.correction_supplied")
def supply_correction(
    ref: str,
    attachments: Mapping[int, Sequence[Attachment]],
    *,
    at: datetime,
    by: User | None = None,
    window: Staff | None = None,
    on_paper: Sequence[int] = (),
) -> Case:
    """提交补正材料 — by the applicant online, or over the counter; the five working days begin anew."""
    if window is not None:
        case = gate.for_staff(ref, "supply_correction", by=window, permission="case.receive")
        actor = gate.staff_actor(window)
    elif by is not None:
        case = gate.for_applicant(ref, "supply_correction", by=by, at=at)
        actor = gate.citizen_actor(by)
    else:
        raise TypeError("either the applicant or a window supplies a correction")
    wanted = {m.order: m for m in case.materials.filter(state="rejected")}
    for order, files in attachments.items():
        if order not in wanted or not files:
            continue
        wanted[order].attachments.add(*files)
        bind(Attachment.objects.filter(pk__in=[f.pk for f in files]), case.ref)
        wanted[order].state, wanted[order].taken_as = "supplied", "2"
        wanted[order].save(update_fields=["state", "taken_as"])
    for order in on_paper:
        if order in wanted:
            wanted[order].state, wanted[order].taken_as = "supplied", "1"
            wanted[order].save(update_fields=["state", "taken_as"])
    still = [m.name for m in wanted.values() if m.state == "rejected"]
    if still:
        raise Refusal("still-missing", f"以下材料还没有补正：{'、'.join(still)}。", "materials")
    case.state = rules.next_state("supply_correction", case.state)
    limits.stop(case, at)
    limits.await_intake(case, at, sequence=2)
    Correction.objects.filter(case=case).update(answered_at=at)
    gate.save(case)
    names = [m.name for m in wanted.values()]
    documents.correction_receipt(case, names, actor=actor, by=window, at=at)
    gate.note(
        "case.correction_supplied",
        case,
        actor=actor,
        at=at,
        materials=names,
        reply_due=None,
        intake_due=case.clock.statutory_due,
    )
    return case


@action("case.correction_expired")
def expire_correction(ref: str, *, at: datetime) -> Case:
    """补正逾期 — the applicant let the time pass; ends the case (办结结果 5), decided only where the day is certain."""
    case = gate.lock(ref)
    case.state = rules.next_state("expire_correction", case.state)
    limits.require_certain(case, at)
    case.result_code, case.result_text = "5", "逾期未补正"
    unit = case.unit.code
    limits.end(case, at)
    gate.save(case)
    documents.returned(case, reason="申请人在告知的期限内没有补正申请材料。", by="system", at=at)
    gate.tell(
        case,
        "case-correction-expired",
        "补正逾期",
        f"办件{case.ref}逾期未补正，申请已终止。如仍需办理，请重新申请。",
        at,
    )
    gate.note(
        "case.correction_expired",
        case,
        actor="system",
        at=at,
        unit=unit,
    )
    return case
