"""收件、补正、受理 — what each act asks, what follows, how its form becomes an action."""

from collections.abc import Sequence

from zhengtong.cases import actions, queries
from zhengtong.cases.actions import Mark
from zhengtong.cases.choices import RefusalGround
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal

from .asked import Asked, Field, VerbForm, ask, budget, nothing, reason, says


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
                copies=asked.number(f"copies-{material.order}", "份数") if copies else 0,
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
    actions.request_correction(asked.case.ref, problems, reply=budget(days, "wd", "days"), by=asked.by, at=asked.at)
    return "补正告知书已发出，申请人补正期间不计入受理审查期限。"


def _accept(asked: Asked) -> str:
    case = actions.accept_case(
        asked.case.ref, by=asked.by, at=asked.at, with_deferral=asked.text("with_deferral") == "1"
    )
    return f"已受理，办理期限自{case.accepted_at:%Y-%m-%d}的次日起算，受理通知书已生成。"


def _accept_fields(asked: Asked) -> Sequence[Field]:
    if queries.guide(asked.case.version_id).deferral is None:
        return ()
    return (
        ask(
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


FORMS: dict[str, VerbForm] = {
    "receive": VerbForm("primary", nothing, says("申请人收到收件凭证", "受理审查期限自提交之日起算"), _receive),
    "accept": VerbForm("primary", _accept_fields, _accept_follows, _accept),
    "check_materials": VerbForm("plain", nothing, says("核验为原件一致的电子件可信等级升为B级"), _check, True),
    "request_correction": VerbForm(
        "plain",
        lambda _: (ask("days", "补正期限", "number", value="10", unit="个工作日", width="s", min=1, max=60),),
        says("只能告知一次，请把全部问题写全", "申请人补正期间停止计算受理审查期限", "逾期不补正的，申请自动终止"),
        _correct,
        True,
    ),
    "supply_correction": VerbForm(
        "primary", nothing, says("出具补正材料接收凭证", "重新计算五个工作日"), _supply, True
    ),
    "pre_reject": VerbForm(
        "danger",
        lambda _: (reason("不通过的原因", hint="告诉申请人怎样才能办成"),),
        says("申请结束，申请人可以重新提交"),
        _pre_reject,
    ),
    "refuse_acceptance": VerbForm(
        "danger",
        lambda _: (
            ask("ground", "法定情形", "radio", choices=RefusalGround.choices),
            reason("理由"),
            ask("send_to", "应向哪个机关申请", required=False, maxlength=80, hint="不属于本机关职权时必填"),
        ),
        says("出具不予受理通知书，载明救济途径", "申请结束"),
        _refuse,
    ),
    "return": VerbForm("danger", lambda _: (reason("退件原因"),), says("出具退件通知书", "申请结束"), _return),
}
