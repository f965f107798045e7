"""答复: drafted from a reason code, agreed to by everybody the track names, and sent out as a numbered letter."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_text
from zhengtong.journal.actions import action
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from ... import documents, gate
from ...choices import REPLY_ROWS, FilePart, OpinionStep, RequestState
from ...models import DisclosureRequest, RequestCorrection, RequestOpinion, RequestReasons, RequestReply
from ...rules import course
from ...rules import reply as rules
from ...rules.application import check_words

_DID = {
    OpinionStep.HANDLE: "拟稿人",
    OpinionStep.LEGAL: "合法性审核人",
    OpinionStep.APPROVE: "批准人",
    OpinionStep.LEADER: "签批人",
}


@action("request.drafted")
def draft(
    ref: str,
    *,
    kind: str,
    reasons: str,
    provided: str = "",
    withheld: str = "",
    files: Sequence[Attachment] = (),
    by: Staff,
    at: datetime,
) -> RequestReply:
    """拟写答复 — kept as it stands, complete or not; it is checked when it is submitted."""
    request = gate.for_staff(ref, "draft", by=by, permission=Permission.DISCLOSURE_HANDLE)
    if kind not in {row.kind for row in rules.DRAFTED}:
        raise Refusal("no-kind", "请选择答复类型。", "kind")
    reply, _ = RequestReply.objects.update_or_create(
        request=request,
        defaults={
            "kind": kind,
            "reasons": tidy_text(reasons)[:4000],
            "provided": tidy_text(provided)[:1000],
            "withheld": tidy_text(withheld)[:1000],
            "drafted_by": by,
            "drafted_at": at,
        },
    )
    gate.attach(request, files, FilePart.REPLY)
    request.state, request.handler = course.next_state("draft", request.state), by
    request.save(update_fields=["state", "handler"])
    gate.note("request.drafted", request, actor=gate.staff_actor(by), at=at, reply_kind=kind)
    return reply


@action("request.proposed")
def submit_for_approval(ref: str, *, track: str, opinion: str, by: Staff, at: datetime) -> DisclosureRequest:
    """提交审批 — the draft is checked, and goes to the first whom its track names. Raises what `check_reply` raises."""
    request = gate.for_staff(ref, "submit", by=by, permission=Permission.DISCLOSURE_HANDLE)
    reply = _reply(request)
    ended = request.consultations.exclude(ended_at=None).values_list("kind", flat=True)
    words = rules.check_reply(
        reply.kind,
        reply.reasons,
        reply.provided,
        reply.withheld,
        was_corrected=RequestCorrection.objects.filter(request=request).exclude(supplied_at=None).exists(),
        consulted=set(ended),
        open_consultations=request.consultations.filter(ended_at=None).count(),
        files=request.files.filter(part=FilePart.REPLY).count(),
        is_excessive=RequestReasons.objects.filter(request=request, is_reasonable=False).exists(),
    )
    course.check_track(track, words.kind)
    reply.withheld = words.withheld
    reply.save(update_fields=["withheld"])
    request.track = track
    return _step(request, "submit", "request.proposed", is_agreed=True, opinion=opinion, by=by, at=at)


@action("request.reviewed", "request.sent_back")
def review(ref: str, *, is_agreed: bool, opinion: str, by: Staff, at: datetime) -> DisclosureRequest:
    """合法性审核 — agrees, or sends it back with the reason."""
    request = gate.for_staff(ref, "review", by=by, permission=Permission.DISCLOSURE_REVIEW)
    return _step(request, "review", "request.reviewed", is_agreed=is_agreed, opinion=opinion, by=by, at=at)


@action("request.approved", "request.sent_back")
def approve(ref: str, *, is_agreed: bool, opinion: str, by: Staff, at: datetime) -> DisclosureRequest:
    """批准 — by the head of the disclosure office."""
    request = gate.for_staff(ref, "approve", by=by, permission=Permission.DISCLOSURE_APPROVE)
    return _step(request, "approve", "request.approved", is_agreed=is_agreed, opinion=opinion, by=by, at=at)


@action("request.approved", "request.sent_back")
def clear(ref: str, *, is_agreed: bool, opinion: str, by: Staff, at: datetime) -> DisclosureRequest:
    """领导签批 — by another who may approve, where the track asks for it."""
    request = gate.for_staff(ref, "clear", by=by, permission=Permission.DISCLOSURE_APPROVE)
    return _step(request, "clear", "request.approved", is_agreed=is_agreed, opinion=opinion, by=by, at=at)


def _step(
    request: DisclosureRequest, act: str, kind: str, *, is_agreed: bool, opinion: str, by: Staff, at: datetime
) -> DisclosureRequest:
    step = course.step_of(act)
    if step is not OpinionStep.HANDLE:
        course.check_other_hands(by.code, _hands_of_round(request))
    said = check_words(opinion, "opinion", "意见" if is_agreed else "退回的理由", least=0 if is_agreed else 4)
    RequestOpinion.objects.create(request=request, step=step, is_agreed=is_agreed, opinion=said, by=by, at=at)
    request.state = course.after_step(act, request.state, request.track) if is_agreed else RequestState.DRAFTING
    request.save(update_fields=["state", "track"])
    gate.note(
        kind if is_agreed else "request.sent_back",
        request,
        actor=gate.staff_actor(by),
        at=at,
        step=step.label,
        legal_due=request.legal_due,
        **({} if is_agreed else {"reason": said}),
    )
    return request


def _hands_of_round(request: DisclosureRequest) -> dict[str, str]:
    """Who has already acted on this draft, by code, and as what; a draft sent back begins a round of its own."""
    hands: dict[str, str] = {}
    for one in request.opinions.select_related("by"):
        if one.step == OpinionStep.HANDLE:
            hands = {}
        hands.setdefault(one.by.code, _DID[OpinionStep(one.step)])
    return hands | {_reply(request).drafted_by.code: _DID[OpinionStep.HANDLE]}


@action("request.replied")
def reply(ref: str, *, by: Staff, at: datetime) -> DisclosureRequest:
    """出具答复书 — numbered, in the name of the organ; from now on the clock of the reply stands."""
    request = gate.for_staff(ref, "reply", by=by, permission=Permission.DISCLOSURE_HANDLE)
    made = _reply(request)
    due = request.legal_due
    is_on_time = gate.stop_reply(request, at)
    request.state, request.ended_at = course.next_state("reply", request.state), at
    request.save(update_fields=["state", "ended_at", "legal_due"])
    signed = request.opinions.filter(step__in=[OpinionStep.APPROVE, OpinionStep.LEADER], is_agreed=True).last()
    made.replied_at, made.signed_by = at, signed.by if signed else None
    made.number = documents.reply_letter(request, made, by=by, at=at).number
    made.save(update_fields=["replied_at", "signed_by", "number"])
    text = f"您的政府信息公开申请（编号{ref}）已作出答复，请查看答复书。"
    gate.tell(request, "disclosure-replied", "您的申请已答复", text, at)
    gate.note(
        "request.replied",
        request,
        actor=gate.staff_actor(by),
        at=at,
        number=made.number,
        reply_kind=made.kind,
        group=REPLY_ROWS[made.kind].group.value,
        is_on_time=is_on_time,
        legal_due=due,
    )
    return request


def _reply(request: DisclosureRequest) -> RequestReply:
    made = RequestReply.objects.select_related("drafted_by").filter(request=request).first()
    if made is None:
        raise Refusal("no-draft", "还没有拟写答复。")
    return made
