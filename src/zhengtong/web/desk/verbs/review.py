"""审查、特别程序、延期、联办、收费 — what each act asks, what follows, how its form becomes an action."""

from collections.abc import Sequence

from legalclock import Budget
from zhengtong.cases import actions, queries
from zhengtong.cases.choices import StepResult
from zhengtong.catalog.queries import published_items
from zhengtong.foundation.errors import Refusal
from zhengtong.org.queries import colleague, colleagues_in

from .asked import Asked, Field, VerbForm, ask, budget, opinion, reason, says


def _complete(asked: Asked) -> str:
    case = actions.complete_step(
        asked.case.ref, result=asked.text("result"), opinion=asked.text("opinion"), by=asked.by, at=asked.at
    )
    opened = case.steps.filter(state="open").first()
    return f"意见已提交，进入“{opened.name}”环节。" if opened else "意见已提交。"


def _assign(asked: Asked) -> str:
    to = colleague(asked.text("to"))
    if to is None:
        raise Refusal("no-colleague", "请选择经办人。", "to")
    actions.assign_step(asked.case.ref, to=to, by=asked.by, at=asked.at)
    return f"已转交{to.name}办理。"


def _colleagues(asked: Asked) -> Sequence[Field]:
    steps = queries.next_acts(asked.by, asked.case).steps
    if not steps:
        return ()
    people = colleagues_in(steps[0].post, steps[0].unit)
    return (ask("to", "转交给", "select", choices=[(p.code, f"{p.name}（{p.title}）") for p in people]),)


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
        ask("ground", "特别程序种类", "radio", choices=[(p.ground, f"{p.name}（{p.basis}）") for p in named]),
        ask(
            "days",
            "所需时间",
            "number",
            unit="个工作日",
            width="s",
            min=1,
            max=200,
            value=str(named[0].limit.amount) if named and named[0].limit else "",
        ),
        reason("启动依据", hint="写明事实和法律依据，将书面告知申请人"),
    )


def _resume(asked: Asked) -> str:
    actions.resume_case(asked.case.ref, result=asked.text("result"), by=asked.by, at=asked.at)
    return "特别程序已结束，今日起恢复计时。"


def _extend(asked: Asked) -> str:
    rule = queries.guide(asked.case.version_id).limits.extension
    actions.request_extension(
        asked.case.ref,
        budget=budget(asked.number("days", "延长期限"), rule.unit if rule else "wd", "days"),
        reason=asked.text("reason"),
        by=asked.by,
        at=asked.at,
    )
    return "延期申请已提交，等待负责人批准。"


def _extend_fields(asked: Asked) -> Sequence[Field]:
    rule = queries.guide(asked.case.version_id).limits.extension
    return (
        ask(
            "days",
            "延长期限",
            "number",
            unit="个工作日" if rule.unit == "wd" else "日",
            width="s",
            min=1,
            max=rule.amount,
            hint=f"最长{rule}，只能延长一次（{rule.basis}）",
        ),
        reason("延期理由", hint="批准后将告知申请人"),
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
        ask("approve", "审批意见", "radio", choices=(("1", "批准"), ("0", "不批准")), hint=hint),
        ask("answer", "说明", "textarea", required=False, rows=2, maxlength=500, hint="不批准时必填"),
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
        ask("order", "补交的材料", "radio", choices=[(str(m.order), m.name) for m in waiting]),
        ask("files", "上传文件", "file", required=False, multiple=True),
        ask("on_paper", "收取方式", "select", required=False, choices=(("1", "已收取纸质材料"),)),
    )


def _joint(asked: Asked) -> str:
    children = actions.open_joint(asked.case.ref, asked.request.POST.getlist("item_codes"), by=asked.by, at=asked.at)
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
        ask(
            "item_codes",
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
        ask("name", "收费项目", "radio", choices=[(f.name, f"{f.name}：{f.standard}（{f.basis}）") for f in fees]),
        ask("amount", "实收金额", "text", unit="元", width="s", inputmode="decimal"),
        ask("receipt_number", "财政票据号码", width="m", maxlength=40),
        ask("reduced_reason", "减免依据", required=False, maxlength=200, hint="少收或免收时必填"),
    )


FORMS: dict[str, VerbForm] = {
    "complete_step": VerbForm(
        "primary",
        lambda _: (
            ask(
                "result",
                "审查结果",
                "radio",
                choices=[(r.value, r.label) for r in (StepResult.APPROVED, StepResult.DISAPPROVED)],
                inline=True,
            ),
            opinion(),
        ),
        says("本环节结束，材料进入下一环节"),
        _complete,
    ),
    "supply_deferred": VerbForm("plain", _deferred_fields, says("全部补齐后容缺计时停止"), _deferred),
    "record_fee": VerbForm("plain", _fee_fields, says("只能登记办事指南列明的收费项目"), _fee),
    "assign_step": VerbForm("plain", _colleagues, says("该环节由所选人员办理"), _assign),
    "suspend": VerbForm(
        "plain",
        _suspend_fields,
        says("办理计时自今日起暂停", "出具特别程序告知书，书面告知所需时间", "本机关自行现场核查不属于特别程序"),
        _suspend,
    ),
    "resume": VerbForm("primary", lambda _: (reason("特别程序的结果", "result"),), says("今日起恢复计时"), _resume),
    "request_extension": VerbForm("plain", _extend_fields, says("由本机关负责人批准后生效"), _extend),
    "answer_extension": VerbForm("primary", _answer_fields, says("批准后出具延期办理告知书"), _answer),
    "open_joint": VerbForm(
        "plain", _joint_fields, says("为每个事项生成子办件，统计时只计一次", "子办件全部办结后才能作出决定"), _joint
    ),
    "return_step": VerbForm("danger", lambda _: (reason("退回原因"),), says("办理时限继续计算"), _step_back),
}
