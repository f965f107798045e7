"""决定、办结、送达、作废、转报 — what each act asks, what follows, how its form becomes an action."""

from zhengtong.cases import actions
from zhengtong.cases.choices import DecisionKind, DeliveryMethod

from .asked import Asked, VerbForm, ask, nothing, opinion, reason, says


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


FORMS: dict[str, VerbForm] = {
    "decide": VerbForm(
        "primary",
        lambda _: (
            ask("kind", "决定", "radio", choices=DecisionKind.choices, inline=True),
            opinion("决定意见"),
            ask(
                "reasons",
                "不予的理由",
                "textarea",
                required=False,
                maxlength=500,
                rows=3,
                hint="作出不予决定时必填，将写入决定书",
            ),
            ask(
                "basis", "不予的法律依据", required=False, maxlength=500, hint="作出不予决定时必填，写明法律名称和条款"
            ),
        ),
        says("办理计时停止", "十个工作日内送达（行政许可法第四十四条）"),
        _decide,
    ),
    "issue_certificate": VerbForm(
        "primary",
        lambda asked: (
            ask("number", "证照编号", width="m", maxlength=60),
            ask("valid_from", "有效期起始日", "date", width="s", value=f"{asked.at:%Y-%m-%d}"),
            ask("valid_to", "有效期截止日", "date", width="s", required=False, hint="长期有效的留空"),
        ),
        says("生成可核验的电子证照"),
        _certify,
    ),
    "finish": VerbForm(
        "primary",
        lambda _: (reason("办理结果说明", "summary", "告知申请人结果是什么、如何领取"),),
        says("出具办结通知书并通知申请人"),
        _finish,
    ),
    "deliver": VerbForm(
        "primary",
        lambda _: (
            ask("method", "送达方式", "select", choices=DeliveryMethod.choices),
            ask("receiver", "签收人", width="m", maxlength=40),
            ask("tracking", "邮寄单号", width="m", required=False, maxlength=40, hint="邮寄送达时必填"),
        ),
        says("生成送达回证，办件离开收件箱"),
        _deliver,
    ),
    "transfer": VerbForm(
        "plain",
        lambda _: (ask("to", "转报机关", maxlength=60, hint="上级机关全称"), reason("转报理由")),
        says("本级办理结束，由上级机关决定"),
        _transfer,
    ),
    "void": VerbForm("danger", lambda _: (reason("作废原因"),), says("办件结束且不能恢复", "申请人会收到通知"), _void),
    "archive": VerbForm("plain", nothing, says("办件归档，不再变更"), _archive),
}
