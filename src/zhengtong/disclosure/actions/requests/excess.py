"""数量、频次明显超过合理范围 (条例 第三十五条): reasons are asked for, judged, and the request refused or the reply put off."""

from datetime import datetime

from django.utils.timezone import localdate

from legalclock import Budget, Ceiling
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.timers import actions as timers
from zhengtong.timers import queries as limits

from ... import gate
from ...models import DisclosureRequest, RequestReasons
from ...rules import course
from ...rules.application import check_days, check_words

SHORTEST_DAYS, LONGEST_DAYS = 5, 30
"""A reasonable time for answering, in working days."""
LONGEST_DELAY = 60
"""延迟答复的合理期限: the law names no number; more than sixty working days is not held reasonable here."""
ARTICLE = "政府信息公开条例第三十五条"


@action("request.reasons_asked")
def ask_reasons(ref: str, excess: str, *, days: int | None, by: Staff, at: datetime) -> DisclosureRequest:
    """要求说明理由 — once; the limit for the reply runs on. Raises Refusal `reasons-asked-already`, `no-words`, `bad-days`."""
    request = gate.for_staff(ref, "ask_reasons", by=by, permission=Permission.DISCLOSURE_HANDLE)
    if RequestReasons.objects.filter(request=request).exists():
        raise Refusal("reasons-asked-already", "已经要求申请人说明过理由，不能再次要求。")
    asked = RequestReasons(
        request=request,
        excess=check_words(excess, "excess", "数量、频次超过合理范围的情况", least=10, most=1000),
        days=check_days(days, least=SHORTEST_DAYS, most=LONGEST_DAYS, what="说明理由的期限"),
        asked_at=at,
        asked_by=by,
    )
    asked.clock = gate.own_clock(request, gate.REASONS, days=asked.days, key="", at=at, on=localdate(at))
    asked.due_at = asked.clock.promised_due
    asked.save()
    text = f"您的政府信息公开申请（编号{ref}）需要说明申请的理由，请查看并在期限内说明。"
    gate.tell(request, "disclosure-reasons", "请说明申请的理由", text, at)
    gate.note("request.reasons_asked", request, actor=gate.staff_actor(by), at=at, reply_due=asked.due_at)
    return request


@action("request.reasons_stated")
def state_reasons(ref: str, text: str, *, code: str = "", by: Staff | None = None, at: datetime) -> DisclosureRequest:
    """说明理由 — by whoever holds the query code, or taken in at the desk. Raises Unknown, Refusal `reasons-not-asked`."""
    if by is not None:
        request = gate.for_staff(ref, "state_reasons", by=by, permission=Permission.DISCLOSURE_HANDLE)
    else:
        request = gate.lock(ref)
        if request.query_code != code:
            raise Unknown(gate.NOT_FOUND)
        course.next_state("state_reasons", request.state)
    asked = _asked(request)
    if asked.stated_at is not None or asked.judged_at is not None:
        raise Refusal("reasons-stated-already", "已经说明过理由。")
    asked.stated, asked.stated_at = check_words(text, "text", "申请的理由", least=4, most=2000), at
    asked.save(update_fields=["stated", "stated_at"])
    _stop(asked, at)
    actor = gate.staff_actor(by) if by else gate.APPLICANT
    gate.note("request.reasons_stated", request, actor=actor, at=at, reply_due=None)
    return request


@action("request.reasons_judged", "request.delayed")
def judge_reasons(
    ref: str, *, is_reasonable: bool, opinion: str, days: int | None, by: Staff, at: datetime
) -> DisclosureRequest:
    """认定理由 — by the head of the office, never by who asked: unreasonable, the request may be refused; reasonable and
    not to be done in time, the reply is put off by `days` working days and the applicant told.

    Raises Refusal `reasons-not-asked`, `reasons-awaited`, `own-request`, `no-words`, `bad-days`, `delay-needs-reason`.
    """
    request = gate.for_staff(ref, "judge_reasons", by=by, permission=Permission.DISCLOSURE_APPROVE)
    asked = _asked(request)
    if asked.judged_at is not None:
        raise Refusal("reasons-judged-already", "理由已经认定过。")
    if asked.asked_by_id == by.pk:
        raise Refusal("own-request", "理由不能由要求说明理由的人自己认定。")
    if asked.stated_at is None and (asked.due_at is None or at < asked.due_at):
        raise Refusal("reasons-awaited", "申请人还没有说明理由，期限也没有届满。")
    if days is not None and not is_reasonable:
        raise Refusal("delay-needs-reason", "认定理由不合理的，不填写延迟答复的期限。", "days")
    asked.opinion = check_words(opinion, "opinion", "认定的意见")
    asked.is_reasonable, asked.judged_at, asked.judged_by = is_reasonable, at, by
    if days is not None:
        asked.delayed_days = check_days(days, least=1, most=LONGEST_DELAY, what="延迟答复的期限")
    asked.save()
    _stop(asked, at)
    if asked.delayed_days:
        _delay(request, asked, by=by, at=at)
    else:
        actor = gate.staff_actor(by)
        gate.note("request.reasons_judged", request, actor=actor, at=at, is_reasonable=is_reasonable, reply_due=None)
    return request


def _delay(request: DisclosureRequest, asked: RequestReasons, *, by: Staff, at: datetime) -> None:
    clock, budget = gate.reply_clock(request), Budget.parse(f"{asked.delayed_days}wd")
    ceiling = Ceiling(limits.limit("info.reply"), budget, "政府信息公开工作机构负责人", ARTICLE)
    timers.extend(clock, budget=budget, approver=by.name, reason=asked.opinion, ceiling=ceiling, at=at)
    request.legal_due = clock.statutory_due
    request.save(update_fields=["legal_due"])
    text = f"您的政府信息公开申请（编号{request.ref}）延迟{asked.delayed_days}个工作日答复，理由：{asked.opinion}"
    gate.tell(request, "disclosure-delayed", "延迟答复", text, at)
    gate.note(
        "request.delayed",
        request,
        actor=gate.staff_actor(by),
        at=at,
        is_reasonable=True,
        reply_due=None,
        legal_due=request.legal_due,
        provisional=clock.is_provisional,
        extended_days=asked.delayed_days,
        extensions=1,
        is_within_statute=True,
        approver=gate.staff_actor(by),
        reason=asked.opinion,
    )


def _asked(request: DisclosureRequest) -> RequestReasons:
    asked = RequestReasons.objects.select_related("clock").filter(request=request).first()
    if asked is None:
        raise Refusal("reasons-not-asked", "没有要求申请人说明理由。")
    return asked


def _stop(asked: RequestReasons, at: datetime) -> None:
    if asked.clock.is_open:
        timers.stop(asked.clock, at=at)
