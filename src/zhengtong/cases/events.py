"""The journal kinds this room writes; `public` is the sentence a citizen reads on the progress page."""

from zhengtong.journal.kinds import declare

declare("draft.started", "开始填写申请")
declare("draft.saved", "保存申请草稿")
declare("draft.refreshed", "草稿更新到新版事项")
declare("draft.discarded", "删除申请草稿")
declare("case.submitted", "网上提交", public="申请已提交，等待{unit_name}审核材料。", milestone="submitted")
declare("case.received", "收件", public="{unit_name}已收到申请材料。", milestone="received")
declare("case.handed_over", "代收移交", public="代收的申请材料已移交{unit_name}。", milestone="handed_over")
declare("case.pre_rejected", "预审不通过", public="预审不通过：{reason}", milestone="pre_rejected")
declare("case.materials_checked", "核验材料", milestone="noted")
declare(
    "case.correction_requested",
    "补正告知",
    public="需要补正材料，请于{reply_due}前补齐。",
    milestone="correction_requested",
)
declare("case.correction_supplied", "提交补正材料", public="补正材料已提交。", milestone="correction_supplied")
declare("case.correction_expired", "补正逾期", public="逾期未补正，申请终止。", milestone="lapsed")
declare("case.accepted", "受理", public="已受理，自次日起计算办理时限。", milestone="accepted")
declare(
    "case.deemed_accepted",
    "视为受理",
    public="逾期未告知补正，自收到申请材料之日起视为受理（行政许可法第三十二条）。",
    milestone="accepted",
)
declare("case.not_accepted", "不予受理", public="不予受理：{reason}", milestone="not_accepted")
declare("case.returned", "退件", public="退件：{reason}", milestone="returned")
declare("case.step_assigned", "转交经办人", milestone="noted")
declare("case.step_completed", "完成环节", public="“{step}”环节已完成。", milestone="step")
declare("case.step_returned", "退回上一环节", public="材料退回“{to}”环节重新审查。", milestone="step_returned")
declare(
    "case.suspended",
    "启动特别程序",
    public="进入特别程序“{name}”，预计{days}个工作日，期间不计入办理时限。",
    milestone="suspended",
)
declare("case.resumed", "结束特别程序", public="特别程序“{name}”结束，恢复计算时限。", milestone="resumed")
declare("case.extension_requested", "申请延期", milestone="extension_requested")
declare(
    "case.extension_approved", "批准延期", public="经批准延长办理期限{extended}，理由：{reason}", milestone="extended"
)
declare("case.extension_refused", "不批准延期", milestone="noted")
declare("case.deferred_supplied", "补交容缺材料", public="容缺材料“{material}”已补交。", milestone="noted")
declare("case.deferral_expired", "容缺补交逾期", public="容缺材料未在承诺期限内补交。", milestone="noted")
declare("case.joint_opened", "发起联办", public="由多个部门联合办理。", milestone="noted")
declare("case.fee_recorded", "登记缴费", public="已登记缴费：{name}{amount}元。", milestone="fee")
declare("case.decided", "作出决定", public="已作出决定：{decision}。", milestone="decided")
declare("case.certified", "制证", public="结果证照“{name}”已制作。", milestone="certified")
declare("case.finished", "办结", public="已办结。", milestone="finished")
declare("case.delivered", "送达", public="办理结果已送达（{method}）。", milestone="delivered")
declare("case.archived", "归档", milestone="noted")
declare("case.withdrawn", "申请人撤回", public="申请人已撤回申请。", milestone="withdrawn")
declare("case.voided", "作废", public="办件作废：{reason}", milestone="voided")
declare("case.transferred", "转报上级", public="已转报{to}办理。", milestone="transferred")
declare("case.rated", "好差评", milestone="rated")
