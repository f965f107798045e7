"""The journal kinds this room writes. No entry names the applicant: their acts are those of `citizen:anonymous`.

`legal_due` is the statutory limit of the reply (条例 第三十三条), null while it stands still and once nothing is owed;
`reply_due` is the applicant's own limit (补正, 缴费), `sign_due` the office's for confirming receipt.
"""

from zhengtong.journal.kinds import declare

declare(
    "request.submitted", "提交政府信息公开申请", public="申请已提交，{unit_name}将与您确认收到。", milestone="submitted"
)
declare(
    "request.registered",
    "登记政府信息公开申请",
    public="{unit_name}于{received_on}收到申请，应于{legal_due}前答复。",
    milestone="received",
)
declare(
    "request.correction_requested",
    "告知补正申请",
    public="申请内容需要补正，请于{reply_due}前补正；补正期间不计算答复期限。",
    milestone="correction_requested",
)
declare(
    "request.correction_supplied",
    "补正申请",
    public="已收到补正，答复期限重新计算，应于{legal_due}前答复。",
    milestone="correction_supplied",
)
declare("request.correction_lapsed", "逾期不补正", public="逾期没有补正，视为放弃申请，不再处理。", milestone="lapsed")
declare("request.accepted", "开始办理申请", public="申请内容明确，{unit_name}正在办理。", milestone="accepted")
declare("request.consulted", "征求意见", public="正在征求{whom}意见，所需时间不计入答复期限。", milestone="suspended")
declare(
    "request.consultation_ended", "征求意见有结果", public="征求意见已有结果，答复期限继续计算。", milestone="resumed"
)
declare("request.consultation_received", "对方收到征求意见书", milestone="noted")
declare("request.consultation_closed", "一方意见收到", milestone="noted")
declare(
    "request.charged",
    "发出收费通知",
    public="需要缴纳信息处理费{amount}元，请于{reply_due}前缴纳；缴费前不计算答复期限。",
    milestone="fee",
)
declare(
    "request.paid",
    "缴纳信息处理费",
    public="已缴费，答复期限自次日起重新计算，应于{legal_due}前答复。",
    milestone="noted",
)
declare("request.fee_lapsed", "逾期不缴费", public="逾期没有缴费，视为放弃申请，不再处理。", milestone="lapsed")
declare("request.extension_requested", "申请延长答复", milestone="extension_requested")
declare(
    "request.extended",
    "延长答复",
    public="经政府信息公开工作机构负责人批准，答复期限延长{extended_days}个工作日，应于{legal_due}前答复。理由：{reason}",
    milestone="extended",
)
declare("request.extension_refused", "不批准延长答复", milestone="noted")
declare(
    "request.reasons_asked",
    "要求说明申请理由",
    public="申请的数量、频次超过合理范围，请于{reply_due}前说明理由（条例第三十五条）。",
    milestone="noted",
)
declare("request.reasons_stated", "说明申请理由", public="已收到您说明的理由。", milestone="noted")
declare("request.reasons_judged", "认定申请理由", milestone="noted")
declare(
    "request.delayed",
    "延迟答复",
    public="理由合理，但不能在法定期限内答复，延迟{extended_days}个工作日，应于{legal_due}前答复。理由：{reason}",
    milestone="extended",
)
declare("request.drafted", "拟写答复", milestone="noted")
declare("request.proposed", "提交审批", milestone="step")
declare("request.reviewed", "合法性审核", milestone="step")
declare("request.approved", "批准答复", milestone="decided")
declare("request.sent_back", "退回修改", milestone="step_returned")
declare("request.replied", "答复政府信息公开申请", public="{unit_name}已作出答复，文号{number}。", milestone="finished")
declare("request.delivered", "送达答复", public="答复已送达。", milestone="delivered")
declare("request.archived", "归档", milestone="noted")
declare("request.published", "公开问答", milestone="noted")
declare("request.unpublished", "撤下公开问答", milestone="noted")
declare("request.withdrawn", "撤回申请", public="申请人已撤回申请。", milestone="withdrawn")
declare("request.draft_kept", "保存申请草稿")

# 政府信息: `publish_due` is the limit of its publication (条例 第二十六条), `interpretation_due` that of its 解读 (three
# working days, 国办发〔2016〕61号), which is a matter of its own.
declare("information.signed", "登记主动公开信息", milestone="received")
declare("information.kept", "登记不主动公开信息", milestone="finished")
declare("information.revised", "更正政府信息", milestone="noted")
declare("information.published", "公开政府信息", milestone="finished")
declare("information.withdrawn", "撤下政府信息", milestone="withdrawn")
declare("information.restored", "恢复公开政府信息", milestone="noted")
declare("information.validity_changed", "变更有效性", milestone="noted")
declare("information.expired", "到期失效", milestone="noted")
declare("information.linked", "关联政策解读", milestone="noted")
declare("interpretation.owed", "应当解读", milestone="received")
declare("interpretation.published", "公开政策解读", milestone="finished")
declare("annual_report.opened", "开始编制年报", milestone="received")
declare("annual_report.edited", "修改年报", milestone="noted")
declare("annual_report.remedy_recorded", "登记公开复议诉讼", milestone="noted")
declare("annual_report.approved", "审定年报", milestone="decided")
declare("annual_report.returned", "退回年报", milestone="step_returned")
declare("annual_report.published", "公布年报", milestone="finished")
