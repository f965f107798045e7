"""What each act on a case asks of the person, what will follow, and how its form becomes an action."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from legalclock import Budget, ClockError
from zhengtong.cases import actions, queries
from zhengtong.cases.actions import Mark
from zhengtong.cases.choices import DecisionKind, DeliveryMethod, RefusalGround, StepResult
from zhengtong.cases.models import Case
from zhengtong.catalog.queries import published_items
from zhengtong.files.actions import store_upload
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal
from zhengtong.org.models import Staff
from zhengtong.web.templatetags.zhengtong import field


@dataclass(frozen=True, slots=True)
class Asked:
    """The person, the case and the moment an act is asked about."""

    request: HttpRequest
    case: Case
    at: datetime

    @property
    def by(self) -> Staff:
        return self.request.staff

    def text(self, name: str) -> str:
        return self.request.POST.get(name, "").strip()

    def number(self, name: str, what: str) -> int:
        said = self.text(name)
        if not said.isdigit():
            raise Refusal("not-a-number", f"{what}应填写数字。", name)
        return int(said)

    def day(self, name: str, what: str, *, required: bool = True) -> date | None:
        said = self.text(name)
        if not said and not required:
            return None
        try:
            return date.fromisoformat(said)
        except ValueError as error:
            raise Refusal("not-a-day", f"{what}应填写日期，例如 2026-11-23。", name) from error

    def uploads(self, name: str) -> list[Attachment]:
        files = self.request.FILES.getlist(name)
        return [store_upload(f, by=f"staff:{self.by.code}", at=self.at, trust="B") for f in files]


Field = dict[str, Any]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """tone: primary (carries the case forward), plain, danger (burdens the applicant or cannot be undone)."""

    tone: str
    asks: Callable[[Asked], Sequence[Field]]
    follows: Callable[[Asked], Sequence[str]]
    perform: Callable[[Asked], str]
    takes_materials: bool = False

    def fields(self, asked: Asked, values: Mapping[str, str], errors: Mapping[str, str]) -> list[str]:
        """The fields drawn, with what was typed before and what is wrong with it."""
        return [
            render_to_string(
                "components/field.html",
                field(**{**f, "value": values.get(f["name"], f.get("value", "")), "error": errors.get(f["name"], "")}),
            )
            for f in self.asks(asked)
        ]


def _field(name: str, label: str, kind: str = "text", **more: Any) -> Field:
    return {"name": name, "label": label, "type": kind, **more}


def _nothing(_: Asked) -> Sequence[Field]:
    return ()


def _says(*sentences: str) -> Callable[[Asked], Sequence[str]]:
    return lambda _: sentences


def _reason(label: str, name: str = "reason", hint: str = "") -> Field:
    return _field(name, label, "textarea", hint=hint, maxlength=500, rows=3)


def _receive(asked: Asked) -> str:
    actions.receive_case(asked.case.ref, by=asked.by, at=asked.at)
    return "已收件，请核验材料。"


def _pre_reject(asked: Asked) -> str:
    actions.pre_reject(asked.case.ref, reason=asked.text("reason"), by=asked.by, at=asked.at)
    return "已告知申请人预审不通过。"


def _check(asked: Asked) -> str:
    marks = []
    for material in asked.case.materials.all():
        state = asked.text(f"state-{material.order}")
        if not state:
            continue
        copies = asked.text(f"copies-{material.order}")
        marks.append(
            Mark(
                material.order,
                state,
                taken_as=asked.text(f"taken-{material.order}") or "1",
                copies=int(copies) if copies.isdigit() else 0,
                remark=asked.text(f"remark-{material.order}"),
            )
        )
    if not marks:
        raise Refusal("nothing-marked", "请至少核验一项材料。")
    actions.check_materials(asked.case.ref, marks, by=asked.by, at=asked.at)
    return "材料核验结果已保存。"


def _correct(asked: Asked) -> str:
    problems = [
        {"material": material.name, "problem": asked.text(f"problem-{material.order}")}
        for material in asked.case.materials.all()
    ]
    days = asked.number("days", "补正期限")
    actions.request_correction(asked.case.ref, problems, reply=_budget(days, "wd", "days"), by=asked.by, at=asked.at)
    return "补正告知书已发出，申请人补正期间不计入受理审查期限。"


def _budget(amount: int, unit: str, field: str) -> Budget:
    try:
        return Budget.parse(f"{amount}{unit}")
    except ClockError as error:
        raise Refusal(error.code, str(error), field) from error


def _accept(asked: Asked) -> str:
    case = actions.accept_case(
        asked.case.ref, by=asked.by, at=asked.at, with_deferral=asked.text("with_deferral") == "1"
    )
    return f"已受理，办理期限自{case.accepted_at:%Y-%m-%d}的次日起算，受理通知书已生成。"


def _accept_fields(asked: Asked) -> Sequence[Field]:
    if queries.guide(asked.case.version_id).deferral is None:
        return ()
    return (
        _field(
            "with_deferral",
            "容缺受理",
            "select",
            required=False,
            choices=(("1", "材料有容缺后补项，申请人已书面承诺按期补交"),),
            hint="仅在缺少办事指南标明“容缺后补”的材料时选择",
        ),
    )


def _accept_follows(asked: Asked) -> Sequence[str]:
    limits = queries.guide(asked.case.version_id).limits
    said = ["出具受理通知书并通知申请人", f"承诺时限{limits.promised}开始计算，受理当日不计入"]
    if limits.statutory:
        said.append(f"法定时限{limits.statutory}同时开始计算")
    return said


def _refuse(asked: Asked) -> str:
    actions.refuse_acceptance(
        asked.case.ref,
        ground=asked.text("ground"),
        reason=asked.text("reason"),
        send_to=asked.text("send_to"),
        by=asked.by,
        at=asked.at,
    )
    return "不予受理通知书已生成。"


def _return(asked: Asked) -> str:
    actions.return_case(asked.case.ref, reason=asked.text("reason"), by=asked.by, at=asked.at)
    return "已退件。"


def _supply(asked: Asked) -> str:
    files: dict[int, list[Attachment]] = {}
    paper: list[int] = []
    for material in asked.case.materials.filter(state="rejected"):
        files[material.order] = asked.uploads(f"file-{material.order}")
        if asked.text(f"paper-{material.order}") == "1":
            paper.append(material.order)
    actions.supply_correction(asked.case.ref, files, at=asked.at, window=asked.by, on_paper=paper)
    return "补正材料已收取，重新计算五个工作日的受理审查期限。"


def _complete(asked: Asked) -> str:
    case = actions.complete_step(
        asked.case.ref, result=asked.text("result"), opinion=asked.text("opinion"), by=asked.by, at=asked.at
    )
    opened = case.steps.filter(state="open").first()
    return f"意见已提交，进入“{opened.name}”环节。" if opened else "意见已提交。"


def _assign(asked: Asked) -> str:
    to = Staff.objects.filter(code=asked.text("to"), left_on=None).select_related("unit").first()
    if to is None:
        raise Refusal("no-colleague", "请选择经办人。", "to")
    actions.assign_step(asked.case.ref, to=to, by=asked.by, at=asked.at)
    return f"已转交{to.name}办理。"


def _colleagues(asked: Asked) -> Sequence[Field]:
    steps = queries.next_acts(asked.by, asked.case).steps
    if not steps:
        return ()
    people = (
        Staff.objects.filter(left_on=None, assignments__role__code=steps[0].post, unit=steps[0].unit)
        .distinct()
        .order_by("code")
    )
    return (_field("to", "转交给", "select", choices=[(p.code, f"{p.name}（{p.title}）") for p in people]),)


def _step_back(asked: Asked) -> str:
    actions.return_step(asked.case.ref, reason=asked.text("reason"), by=asked.by, at=asked.at)
    return "已退回上一环节。"


def _suspend(asked: Asked) -> str:
    actions.suspend_case(
        asked.case.ref,
        ground=asked.text("ground"),
        days=asked.number("days", "所需工作日"),
        reason=asked.text("reason"),
        by=asked.by,
        at=asked.at,
    )
    return "特别程序已启动，计时暂停，特别程序告知书已生成。"


def _suspend_fields(asked: Asked) -> Sequence[Field]:
    named = queries.guide(asked.case.version_id).special_procedures
    return (
        _field("ground", "特别程序种类", "radio", choices=[(p.ground, f"{p.name}（{p.basis}）") for p in named]),
        _field(
            "days",
            "所需时间",
            "number",
            unit="个工作日",
            width="s",
            min=1,
            max=200,
            value=str(named[0].limit.amount) if named and named[0].limit else "",
        ),
        _reason("启动依据", hint="写明事实和法律依据，将书面告知申请人"),
    )


def _resume(asked: Asked) -> str:
    actions.resume_case(asked.case.ref, result=asked.text("result"), by=asked.by, at=asked.at)
    return "特别程序已结束，今日起恢复计时。"


def _extend(asked: Asked) -> str:
    rule = queries.guide(asked.case.version_id).limits.extension
    actions.request_extension(
        asked.case.ref,
        budget=_budget(asked.number("days", "延长期限"), rule.unit if rule else "wd", "days"),
        reason=asked.text("reason"),
        by=asked.by,
        at=asked.at,
    )
    return "延期申请已提交，等待负责人批准。"


def _extend_fields(asked: Asked) -> Sequence[Field]:
    rule = queries.guide(asked.case.version_id).limits.extension
    return (
        _field(
            "days",
            "延长期限",
            "number",
            unit="个工作日" if rule.unit == "wd" else "日",
            width="s",
            min=1,
            max=rule.amount,
            hint=f"最长{rule}，只能延长一次（{rule.basis}）",
        ),
        _reason("延期理由", hint="批准后将告知申请人"),
    )


def _answer(asked: Asked) -> str:
    approve = asked.text("approve")
    if approve not in ("1", "0"):
        raise Refusal("no-answer", "请选择是否批准。", "approve")
    actions.answer_extension(
        asked.case.ref, approve=approve == "1", answer=asked.text("answer"), by=asked.by, at=asked.at
    )
    return "已批准延期，延期办理告知书已生成。" if approve == "1" else "已退回延期申请。"


def _answer_fields(asked: Asked) -> Sequence[Field]:
    request = asked.case.extensions.filter(state="requested").select_related("requested_by").first()
    hint = (
        f"{request.requested_by.name}申请延长{Budget.parse(request.budget)}，理由：{request.reason}" if request else ""
    )
    return (
        _field("approve", "审批意见", "radio", choices=(("1", "批准"), ("0", "不批准")), hint=hint),
        _field("answer", "说明", "textarea", required=False, rows=2, maxlength=500, hint="不批准时必填"),
    )


def _deferred(asked: Asked) -> str:
    actions.supply_deferred(
        asked.case.ref,
        asked.number("order", "材料"),
        by=asked.by,
        at=asked.at,
        attachments=asked.uploads("files"),
        on_paper=asked.text("on_paper") == "1",
    )
    return "容缺材料已补交。"


def _deferred_fields(asked: Asked) -> Sequence[Field]:
    waiting = asked.case.materials.filter(state="deferred")
    return (
        _field("order", "补交的材料", "radio", choices=[(str(m.order), m.name) for m in waiting]),
        _field("files", "上传文件", "file", required=False, multiple=True),
        _field("on_paper", "收取方式", "select", required=False, choices=(("1", "已收取纸质材料"),)),
    )


def _joint(asked: Asked) -> str:
    children = actions.open_joint(asked.case.ref, asked.request.POST.getlist("items"), by=asked.by, at=asked.at)
    return f"已发起{len(children)}个联办子办件。"


def _joint_fields(asked: Asked) -> Sequence[Field]:
    others = (
        published_items()
        .filter(item__state="active", family__in=["power", "convenience"])
        .exclude(item__code=asked.case.item_code)
        .select_related("item__unit")
    )
    groups: dict[str, list[tuple[str, str]]] = {}
    for version in others:
        groups.setdefault(version.item.unit.short_name, []).append((version.item.code, version.name))
    return (
        _field(
            "items",
            "联办事项",
            "select",
            choices=list(groups.items()),
            multiple=True,
            size=12,
            hint="可多选：按住 Ctrl 点选",
        ),
    )


def _fee(asked: Asked) -> str:
    actions.record_fee(
        asked.case.ref,
        name=asked.text("name"),
        amount=asked.text("amount"),
        receipt_number=asked.text("receipt_number"),
        reduced_reason=asked.text("reduced_reason"),
        by=asked.by,
        at=asked.at,
    )
    return "缴费已登记。"


def _fee_fields(asked: Asked) -> Sequence[Field]:
    fees = queries.guide(asked.case.version_id).fees
    return (
        _field("name", "收费项目", "radio", choices=[(f.name, f"{f.name}：{f.standard}（{f.basis}）") for f in fees]),
        _field("amount", "实收金额", "text", unit="元", width="s", inputmode="decimal"),
        _field("receipt_number", "财政票据号码", width="m", maxlength=40),
        _field("reduced_reason", "减免依据", required=False, maxlength=200, hint="少收或免收时必填"),
    )


def _decide(asked: Asked) -> str:
    actions.decide_case(
        asked.case.ref,
        kind=asked.text("kind"),
        opinion=asked.text("opinion"),
        reasons=asked.text("reasons"),
        basis=asked.text("basis"),
        by=asked.by,
        at=asked.at,
    )
    return "决定已作出，办理计时停止。"


def _certify(asked: Asked) -> str:
    actions.issue_certificate(
        asked.case.ref,
        number=asked.text("number"),
        valid_from=asked.day("valid_from", "有效期起始日"),
        valid_to=asked.day("valid_to", "有效期截止日", required=False),
        by=asked.by,
        at=asked.at,
    )
    return "证照已制作。"


def _finish(asked: Asked) -> str:
    actions.finish_case(asked.case.ref, summary=asked.text("summary"), by=asked.by, at=asked.at)
    return "已办结，办结通知书已生成。"


def _deliver(asked: Asked) -> str:
    actions.deliver_case(
        asked.case.ref,
        method=asked.text("method"),
        receiver=asked.text("receiver"),
        tracking=asked.text("tracking"),
        by=asked.by,
        at=asked.at,
    )
    return "送达已登记。"


def _archive(asked: Asked) -> str:
    actions.archive_case(asked.case.ref, by=asked.by, at=asked.at)
    return "已归档。"


def _void(asked: Asked) -> str:
    actions.void_case(asked.case.ref, reason=asked.text("reason"), by=asked.by, at=asked.at)
    return "办件已作废。"


def _transfer(asked: Asked) -> str:
    actions.transfer_case(asked.case.ref, to=asked.text("to"), reason=asked.text("reason"), by=asked.by, at=asked.at)
    return "已转报上级机关。"


def _opinion(label: str = "审查意见") -> Field:
    return _field("opinion", label, "textarea", maxlength=2000, rows=4)


# In the order of the course; the page shows those that are lawful now.
FORMS: dict[str, VerbForm] = {
    "receive": VerbForm("primary", _nothing, _says("申请人收到收件凭证", "受理审查期限自提交之日起算"), _receive),
    "accept": VerbForm("primary", _accept_fields, _accept_follows, _accept),
    "check_materials": VerbForm("plain", _nothing, _says("核验为原件一致的电子件可信等级升为B级"), _check, True),
    "request_correction": VerbForm(
        "plain",
        lambda _: (_field("days", "补正期限", "number", value="10", unit="个工作日", width="s", min=1, max=60),),
        _says("只能告知一次，请把全部问题写全", "申请人补正期间停止计算受理审查期限", "逾期不补正的，申请自动终止"),
        _correct,
        True,
    ),
    "supply_correction": VerbForm(
        "primary", _nothing, _says("出具补正材料接收凭证", "重新计算五个工作日"), _supply, True
    ),
    "complete_step": VerbForm(
        "primary",
        lambda _: (
            _field(
                "result",
                "审查结果",
                "radio",
                choices=[(r.value, r.label) for r in (StepResult.APPROVED, StepResult.DISAPPROVED)],
                inline=True,
            ),
            _opinion(),
        ),
        _says("本环节结束，材料进入下一环节"),
        _complete,
    ),
    "decide": VerbForm(
        "primary",
        lambda _: (
            _field("kind", "决定", "radio", choices=DecisionKind.choices, inline=True),
            _opinion("决定意见"),
            _field(
                "reasons",
                "不予的理由",
                "textarea",
                required=False,
                maxlength=500,
                rows=3,
                hint="作出不予决定时必填，将写入决定书",
            ),
            _field(
                "basis", "不予的法律依据", required=False, maxlength=500, hint="作出不予决定时必填，写明法律名称和条款"
            ),
        ),
        _says("办理计时停止", "十个工作日内送达（行政许可法第四十四条）"),
        _decide,
    ),
    "issue_certificate": VerbForm(
        "primary",
        lambda asked: (
            _field("number", "证照编号", width="m", maxlength=60),
            _field("valid_from", "有效期起始日", "date", width="s", value=f"{asked.at:%Y-%m-%d}"),
            _field("valid_to", "有效期截止日", "date", width="s", required=False, hint="长期有效的留空"),
        ),
        _says("生成可核验的电子证照"),
        _certify,
    ),
    "finish": VerbForm(
        "primary",
        lambda _: (_reason("办理结果说明", "summary", "告知申请人结果是什么、如何领取"),),
        _says("出具办结通知书并通知申请人"),
        _finish,
    ),
    "deliver": VerbForm(
        "primary",
        lambda _: (
            _field("method", "送达方式", "select", choices=DeliveryMethod.choices),
            _field("receiver", "签收人", width="m", maxlength=40),
            _field("tracking", "邮寄单号", width="m", required=False, maxlength=40, hint="邮寄送达时必填"),
        ),
        _says("生成送达回证，办件离开收件箱"),
        _deliver,
    ),
    "supply_deferred": VerbForm("plain", _deferred_fields, _says("全部补齐后容缺计时停止"), _deferred),
    "record_fee": VerbForm("plain", _fee_fields, _says("只能登记办事指南列明的收费项目"), _fee),
    "assign_step": VerbForm("plain", _colleagues, _says("该环节由所选人员办理"), _assign),
    "suspend": VerbForm(
        "plain",
        _suspend_fields,
        _says("办理计时自今日起暂停", "出具特别程序告知书，书面告知所需时间", "本机关自行现场核查不属于特别程序"),
        _suspend,
    ),
    "resume": VerbForm("primary", lambda _: (_reason("特别程序的结果", "result"),), _says("今日起恢复计时"), _resume),
    "request_extension": VerbForm("plain", _extend_fields, _says("由本机关负责人批准后生效"), _extend),
    "answer_extension": VerbForm("primary", _answer_fields, _says("批准后出具延期办理告知书"), _answer),
    "open_joint": VerbForm(
        "plain", _joint_fields, _says("为每个事项生成子办件，统计时只计一次", "子办件全部办结后才能作出决定"), _joint
    ),
    "transfer": VerbForm(
        "plain",
        lambda _: (_field("to", "转报机关", maxlength=60, hint="上级机关全称"), _reason("转报理由")),
        _says("本级办理结束，由上级机关决定"),
        _transfer,
    ),
    "return_step": VerbForm("danger", lambda _: (_reason("退回原因"),), _says("办理时限继续计算"), _step_back),
    "pre_reject": VerbForm(
        "danger",
        lambda _: (_reason("不通过的原因", hint="告诉申请人怎样才能办成"),),
        _says("申请结束，申请人可以重新提交"),
        _pre_reject,
    ),
    "refuse_acceptance": VerbForm(
        "danger",
        lambda _: (
            _field("ground", "法定情形", "radio", choices=RefusalGround.choices),
            _reason("理由"),
            _field("send_to", "应向哪个机关申请", required=False, maxlength=80, hint="不属于本机关职权时必填"),
        ),
        _says("出具不予受理通知书，载明救济途径", "申请结束"),
        _refuse,
    ),
    "return": VerbForm("danger", lambda _: (_reason("退件原因"),), _says("出具退件通知书", "申请结束"), _return),
    "void": VerbForm(
        "danger", lambda _: (_reason("作废原因"),), _says("办件结束且不能恢复", "申请人会收到通知"), _void
    ),
    "archive": VerbForm("plain", _nothing, _says("办件归档，不再变更"), _archive),
}
