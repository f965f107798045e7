"""A page for every act on a request, in the order of its course."""

from collections.abc import Sequence

from zhengtong.disclosure.actions import requests as actions
from zhengtong.disclosure.choices import (
    REPLY_ROWS,
    ConsultationAnswer,
    ConsultationKind,
    ExtensionState,
    FeeMethod,
    ReplyGroup,
    RequestTrack,
    Route,
)
from zhengtong.disclosure.models import DisclosureRequest
from zhengtong.disclosure.rules.course import least_track
from zhengtong.disclosure.rules.reply import DRAFTED
from zhengtong.foundation.errors import Refusal
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import current_units

from .asked import ActForm, Doing, Field

HANDLE, REVIEW, APPROVE = (
    Permission.DISCLOSURE_HANDLE,
    Permission.DISCLOSURE_REVIEW,
    Permission.DISCLOSURE_APPROVE,
)
Fields = Sequence[Field]
AGREE = (("yes", "同意"), ("no", "不同意，退回修改"))
KINDS = [
    (
        group.label,
        [(row.kind.value, f"{row.number} {row.label}" if row.number.isdigit() else row.label) for row in rows],
    )
    for group in ReplyGroup
    if (rows := [row for row in DRAFTED if row.group is group])
]
"""What a drafter may choose from, in the six groups of table 3."""


def _nothing(request: DisclosureRequest, by: Staff) -> Fields:
    return ()


def _open_consultations(request: DisclosureRequest) -> list[tuple[str, str]]:
    asked = request.consultations.filter(ended_at=None).order_by("pk")
    return [(str(each.pk), f"{each.name}（{each.get_kind_display()}）") for each in asked]


def _register(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("confirmed_on", "与申请人确认收到的日期", "date", width="s",
              hint="互联网渠道提交的，以双方确认之日为收到申请之日；答复期限自次日起算"),
        Field("track", "办理流程", "radio", RequestTrack.PLAIN, choices=RequestTrack.choices,
              hint="敏感的经合法性审核；重大的再报领导签批"),
    )  # fmt: skip


def _correction(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("problems", "需要补正的内容", "textarea", most=1000, hint="一次性说清楚，不能再次要求补正"),
        Field("guidance", "怎样补正", "textarea", most=1000),
        Field("days", "补正期限", "number", "15", width="xs", unit="个工作日"),
    )


def _supplied(request: DisclosureRequest, by: Staff) -> Fields:
    return (Field("text", "补正的内容", "textarea", rows=6, most=2000, hint="申请人当面或者书面补正的，照原文登记"),)


def _consult(request: DisclosureRequest, by: Staff) -> Fields:
    units = [(unit.code, unit.name) for unit in current_units() if unit.pk != request.unit_id]
    return (
        Field("kind", "对象", "radio", ConsultationKind.THIRD_PARTY, choices=ConsultationKind.choices),
        Field("unit", "本县的单位", "select", choices=units, required=False, width="m"),
        Field("name", "其他单位或者个人", required=False, width="m", most=80, hint="没有选单位的填写名称或者姓名"),
        Field("question", "征求意见的内容", "textarea", most=1000, hint="不要写申请人的姓名和联系方式"),
        Field("received_on", "对方收到的日期", "date", required=False, width="s",
              hint="已经送达的填写；15个工作日自对方收到的次日起算，也可以以后登记"),
    )  # fmt: skip


def _note_receipt(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("consultation", "征求意见对象", "radio", choices=_open_consultations(request)),
        Field("received_on", "对方收到的日期", "date", width="s"),
    )


def _end_consultation(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("consultation", "征求意见对象", "radio", choices=_open_consultations(request)),
        Field("answer", "对方的意见", "radio", choices=ConsultationAnswer.choices),
        Field("opinion", "意见内容", "textarea", required=False, most=1000, hint="不同意的，写明理由和范围"),
    )


def _charge(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("method", "计收方式", "radio", choices=FeeMethod.choices,
              hint="一件申请只能选一种。按件计收的件数由系统按同一申请人本自然月的申请计算"),
        Field("pages", "页数", "number", required=False, width="xs", unit="页", hint="按量计收的填写，A4单面为一页"),
    )  # fmt: skip


def _pay(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("paid_on", "缴费日期", "date", width="s", hint="答复期限自次日起重新计算"),
        Field("receipt_number", "非税收入票据号", width="m", most=60),
    )


def _extension(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("days", "延长期限", "number", "20", width="xs", unit="个工作日", hint="最多20个工作日，只能延长一次"),
        Field("reason", "延长的理由", "textarea", most=500, hint="批准后连同理由告知申请人"),
    )


def _answer_extension(request: DisclosureRequest, by: Staff) -> Fields:
    asked = request.extensions.filter(state=ExtensionState.REQUESTED).first()
    hint = f"{asked.requested_by.name}申请延长{asked.days}个工作日：{asked.reason}" if asked else ""
    choices = (("yes", "批准"), ("no", "不批准"))
    return (
        Field("is_approved", "是否批准", "radio", choices=choices, hint=hint),
        Field("answer", "意见", "textarea", rows=2, required=False, most=500, hint="不批准的写明理由"),
    )


def _ask_reasons(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("excess", "数量、频次超过合理范围的情况", "textarea", most=1000,
              hint="写明多长时间内提出了多少件申请，随要求一并告知申请人"),
        Field("days", "说明理由的期限", "number", "10", width="xs", unit="个工作日"),
    )  # fmt: skip


def _state_reasons(request: DisclosureRequest, by: Staff) -> Fields:
    return (Field("text", "申请人说明的理由", "textarea", rows=5, most=2000, hint="当面或者书面说明的，照原文登记"),)


def _judge_reasons(request: DisclosureRequest, by: Staff) -> Fields:
    stated = request.reasons.stated
    return (
        Field("is_reasonable", "理由是否合理", "radio", choices=(("yes", "合理"), ("no", "不合理，不予处理")),
              hint=f"申请人的理由：{stated}" if stated else "申请人逾期没有说明理由"),
        Field("opinion", "意见", "textarea", rows=3, most=500, hint="延迟答复的，写明理由，告知申请人"),
        Field("days", "延迟答复的期限", "number", required=False, width="xs", unit="个工作日",
              hint="理由合理但不能在法定期限内答复的填写，最多60个工作日"),
    )  # fmt: skip


def _awaits_reasons(request: DisclosureRequest) -> bool:
    asked = getattr(request, "reasons", None)
    return asked is not None and asked.stated_at is None and asked.judged_at is None


def _awaits_judgement(request: DisclosureRequest) -> bool:
    return hasattr(request, "reasons") and request.reasons.judged_at is None


def _draft(request: DisclosureRequest, by: Staff) -> Fields:
    made = getattr(request, "reply", None)
    return (
        Field("kind", "答复类型", "select", made.kind if made else "", choices=KINDS, width="m",
              hint="与年度报告表三的项目一致，年报据此统计"),
        Field("reasons", "答复内容和理由", "textarea", made.reasons if made else "", rows=7, most=4000,
              hint="方括号中的内容须填写完整后才能提交"),
        Field("withheld", "不予公开的部分和理由", "textarea", made.withheld if made else "", required=False, most=1000,
              hint="部分公开的填写（条例第三十七条）"),
        Field("provided", "提供的信息和获取方式", "textarea", made.provided if made else "", required=False, most=1000),
    )  # fmt: skip


def _submit(request: DisclosureRequest, by: Staff) -> Fields:
    least = least_track(request.reply.kind)
    track = max(RequestTrack(request.track), least, key=list(RequestTrack).index)
    return (
        Field("track", "办理流程", "radio", track, choices=RequestTrack.choices,
              hint="不予公开、部分公开的应当经过合法性审核"),
        Field("opinion", "拟办意见", "textarea", rows=2, required=False, most=500),
    )  # fmt: skip


def _opinion(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("is_agreed", "意见", "radio", choices=AGREE),
        Field("opinion", "说明", "textarea", rows=3, required=False, most=500, hint="退回的写明理由"),
    )


def _deliver(request: DisclosureRequest, by: Staff) -> Fields:
    return (
        Field("method", "送达方式", "radio", request.route, choices=Route.choices),
        Field("delivered_on", "送达日期", "date", width="s", hint="申请行政复议和提起行政诉讼的期限自这一天起算"),
        Field("receiver", "领取人", required=False, width="s", most=40, hint="当面领取的填写"),
        Field("tracking", "邮件号码", required=False, width="m", most=40, hint="邮寄的填写"),
    )


def _archive(request: DisclosureRequest, by: Staff) -> Fields:
    return (Field("number", "档案号", width="m", most=60),)


def _publish(request: DisclosureRequest, by: Staff) -> Fields:
    made = request.reply
    return (
        Field("wanted", "申请内容", value=request.published_wanted or request.wanted, most=200,
              hint="申请人的姓名自动隐去，发布前请再检查一遍"),
        Field("reply", "答复要点", "textarea", request.published_reply or made.reasons, rows=6, most=4000),
    )  # fmt: skip


def _unpublish(request: DisclosureRequest, by: Staff) -> Fields:
    return (Field("reason", "撤下的理由", "textarea", rows=2, most=200),)


def _withdraw(request: DisclosureRequest, by: Staff) -> Fields:
    return (Field("reason", "申请人撤回的方式和原因", "textarea", rows=2, required=False, most=200),)


def _consultation_of(doing: Doing) -> int:
    number = doing.number("consultation")
    if number is None:
        raise Refusal("no-choice", "请选择征求意见的对象。", "consultation")
    return number


def _decision(doing: Doing, name: str) -> bool:
    if doing.typed.get(name) not in ("yes", "no"):
        raise Refusal("no-choice", "请选择意见。", name)
    return doing.typed[name] == "yes"


def _do_consult(doing: Doing) -> object:
    typed = doing.typed
    return actions.consult(
        doing.request.ref, typed["kind"], unit=typed["unit"], name=typed["name"], question=typed["question"],
        received_on=doing.day_or_none("received_on"), by=doing.by, at=doing.at,
    )  # fmt: skip


def _do_draft(doing: Doing) -> object:
    typed = doing.typed
    return actions.draft(
        doing.request.ref, kind=typed["kind"], reasons=typed["reasons"], provided=typed["provided"],
        withheld=typed["withheld"], files=doing.files, by=doing.by, at=doing.at,
    )  # fmt: skip


def _do_deliver(doing: Doing) -> object:
    typed = doing.typed
    return actions.deliver(
        doing.request.ref, method=typed["method"], receiver=typed["receiver"], tracking=typed["tracking"],
        delivered_on=doing.day("delivered_on"), by=doing.by, at=doing.at,
    )  # fmt: skip


def _has_no_extension(request: DisclosureRequest) -> bool:
    return not request.extensions.exclude(state=ExtensionState.REFUSED).exists()


FORMS: tuple[ActForm, ...] = (
    ActForm("register", HANDLE, "登记", _register, lambda d: actions.register(
        d.request.ref, confirmed_on=d.day("confirmed_on"), track=d.typed["track"], by=d.by, at=d.at),
        "已登记，答复期限开始计算。", is_main=True),
    ActForm("accept", HANDLE, "内容明确，开始办理", _nothing, lambda d: actions.accept(d.request.ref, by=d.by, at=d.at),
            "已开始办理。", is_main=True),
    ActForm("request_correction", HANDLE, "告知补正", _correction, lambda d: actions.request_correction(
        d.request.ref, d.typed["problems"], d.typed["guidance"], days=d.number("days"), by=d.by, at=d.at),
        "已出具补正告知书并通知申请人。", is_open=lambda request: not hasattr(request, "correction"),
        note="自收到申请之日起7个工作日内，只能告知一次。答复期限自收到补正之日起重新计算。"),
    ActForm("supply_correction", HANDLE, "登记补正", _supplied, lambda d: actions.supply_correction(
        d.request.ref, d.typed["text"], by=d.by, files=d.files, at=d.at),
        "已登记补正，答复期限重新计算。", files="补正材料", is_main=True),
    ActForm("draft", HANDLE, "拟写答复", _draft, _do_draft, "答复草稿已保存。", files="随答复提供的文件", is_main=True),
    ActForm("submit", HANDLE, "提交审批", _submit, lambda d: actions.submit_for_approval(
        d.request.ref, track=d.typed["track"], opinion=d.typed["opinion"], by=d.by, at=d.at),
        "已提交审批。", is_main=True),
    ActForm("consult", HANDLE, "征求意见", _consult, _do_consult, "已出具征求意见书，答复期限暂停计算。",
            note="征求第三方和其他机关意见所需时间不计入答复期限（条例第三十三条）。"),
    ActForm("note_receipt", HANDLE, "登记对方收到", _note_receipt, lambda d: actions.note_receipt(
        d.request.ref, _consultation_of(d), received_on=d.day("received_on"), by=d.by, at=d.at),
        "已登记，15个工作日自次日起算。",
        is_open=lambda request: request.consultations.filter(ended_at=None, received_on=None).exists()),
    ActForm("end_consultation", HANDLE, "登记征求的意见", _end_consultation, lambda d: actions.end_consultation(
        d.request.ref, _consultation_of(d), answer=d.typed["answer"], opinion=d.typed["opinion"], by=d.by, at=d.at),
        "已登记意见。", is_main=True,
        note="15个工作日内没有意见的，由系统到期登记：共同制作的机关视为同意，第三方不视为同意。"),
    ActForm("charge", HANDLE, "发出收费通知", _charge, lambda d: actions.charge(
        d.request.ref, method=d.typed["method"], pages=d.number("pages"), by=d.by, at=d.at),
        "已出具收费通知并通知申请人。", is_open=lambda request: not hasattr(request, "fee"),
        note="只有数量、频次明显超过合理范围的才收费，应当在答复期限内通知（条例第四十二条）。"),
    ActForm("pay", HANDLE, "登记缴费", _pay, lambda d: actions.pay(
        d.request.ref, paid_on=d.day("paid_on"), receipt_number=d.typed["receipt_number"], by=d.by, at=d.at),
        "已登记缴费，答复期限重新计算。", is_main=True),
    ActForm("ask_reasons", HANDLE, "要求说明理由", _ask_reasons, lambda d: actions.ask_reasons(
        d.request.ref, d.typed["excess"], days=d.number("days"), by=d.by, at=d.at),
        "已要求申请人说明理由。", is_open=lambda request: not hasattr(request, "reasons"),
        note="申请的数量、频次明显超过合理范围的，可以要求说明理由（条例第三十五条）。答复期限不停止计算。"),
    ActForm("state_reasons", HANDLE, "登记申请人的理由", _state_reasons, lambda d: actions.state_reasons(
        d.request.ref, d.typed["text"], by=d.by, at=d.at), "已登记。", is_open=_awaits_reasons),
    ActForm("judge_reasons", APPROVE, "认定理由", _judge_reasons, lambda d: actions.judge_reasons(
        d.request.ref, is_reasonable=_decision(d, "is_reasonable"), opinion=d.typed["opinion"],
        days=d.number_or_none("days"), by=d.by, at=d.at),
        "已认定。", is_open=_awaits_judgement, is_main=True),
    ActForm("request_extension", HANDLE, "申请延长答复", _extension, lambda d: actions.request_extension(
        d.request.ref, days=d.number("days"), reason=d.typed["reason"], by=d.by, at=d.at),
        "已提交负责人批准。", is_open=_has_no_extension),
    ActForm("answer_extension", APPROVE, "审批延长答复", _answer_extension, lambda d: actions.answer_extension(
        d.request.ref, is_approved=_decision(d, "is_approved"), answer=d.typed["answer"], by=d.by, at=d.at),
        "已审批。", is_main=True,
        is_open=lambda request: request.extensions.filter(state=ExtensionState.REQUESTED).exists()),
    ActForm("review", REVIEW, "合法性审核", _opinion, lambda d: actions.review(
        d.request.ref, is_agreed=_decision(d, "is_agreed"), opinion=d.typed["opinion"], by=d.by, at=d.at),
        "审核意见已登记。", is_main=True),
    ActForm("approve", APPROVE, "批准答复", _opinion, lambda d: actions.approve(
        d.request.ref, is_agreed=_decision(d, "is_agreed"), opinion=d.typed["opinion"], by=d.by, at=d.at),
        "批准意见已登记。", is_main=True),
    ActForm("clear", APPROVE, "领导签批", _opinion, lambda d: actions.clear(
        d.request.ref, is_agreed=_decision(d, "is_agreed"), opinion=d.typed["opinion"], by=d.by, at=d.at),
        "签批意见已登记。", is_main=True),
    ActForm("reply", HANDLE, "出具答复书", _nothing, lambda d: actions.reply(d.request.ref, by=d.by, at=d.at),
            "已出具答复书并通知申请人。", is_main=True, note="编号后的答复书不能再改，请核对草稿和附件。"),
    ActForm("deliver", HANDLE, "登记送达", _deliver, _do_deliver, "已登记送达。", is_main=True),
    ActForm("publish", APPROVE, "列入答复公示", _publish, lambda d: actions.publish(
        d.request.ref, wanted=d.typed["wanted"], reply=d.typed["reply"], by=d.by, at=d.at),
        "已列入公示。", is_open=lambda request: request.may_publish and not request.is_published),
    ActForm("unpublish", APPROVE, "撤下公示", _unpublish, lambda d: actions.unpublish(
        d.request.ref, d.typed["reason"], by=d.by, at=d.at), "已撤下。",
        is_open=lambda request: request.is_published),
    ActForm("archive", HANDLE, "归档", _archive, lambda d: actions.archive(
        d.request.ref, d.typed["number"], by=d.by, at=d.at), "已归档。", is_main=True),
    ActForm("withdraw", HANDLE, "登记申请人撤回", _withdraw, lambda d: actions.withdraw(
        d.request.ref, d.typed["reason"], by=d.by, at=d.at), "已登记撤回。", note="撤回后不能恢复。"),
)  # fmt: skip
_LAWFUL_AS = {"note_receipt": "end_consultation", "unpublish": "publish"}
"""Acts that have no turn of their own: they are lawful where another is."""


def template_of(kind: str) -> str:
    """The words a reply of this kind begins from; "" for none."""
    row = REPLY_ROWS.get(kind)
    return row.reasons if row is not None else ""


def lawful_as(act: str) -> str:
    return _LAWFUL_AS.get(act, act)
