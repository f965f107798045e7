"""The journal kinds this room writes. No entry names the complainant: their acts are those of `citizen:anonymous`."""

from zhengtong.journal.kinds import declare

declare(
    "complaint.filed",
    "提出投诉",
    public="投诉已登记，{intake_name}将于{accept_due}前决定是否受理。",
    milestone="received",
)
declare("complaint.accepted", "受理投诉", public="{unit_name}已决定受理。", milestone="accepted")
declare(
    "complaint.not_accepted",
    "不予受理投诉",
    public="{unit_name}决定不予受理：{ground_name}。{reason}",
    milestone="not_accepted",
)
declare("complaint.assigned", "分办投诉", public="已交{to_name}办理，应于{answer_due}前反馈结果。", milestone="step")
declare("complaint.answered", "反馈投诉办理结果", public="{unit_name}已反馈办理结果，正在审核。", milestone="step")
declare(
    "complaint.returned", "退回投诉重办", public="办理结果未通过审核，已退回重办，应于{answer_due}前再次反馈。",
    milestone="step_returned",
)  # fmt: skip
declare("complaint.closed", "办结投诉", public="已办结，核查结论：{finding_name}。", milestone="finished")
declare("complaint.withdrawn", "撤回投诉", public="投诉人已撤回。", milestone="withdrawn")
