"""The journal kinds this room writes. None of them tells who answered, or when a single answer came."""

from zhengtong.journal.kinds import declare

declare("survey.created", "新建调查或表单")
declare("survey.changed", "修改调查或表单草稿")
declare("survey.submitted", "调查或表单送审")
declare("survey.returned", "退回调查或表单")
declare("survey.opened", "审核开放调查或表单")
declare("survey.collected", "答卷入箱")
declare("survey.closed", "结束调查或表单")
declare("survey.excerpted", "选登意见")
declare("survey.summarised", "撰写调查结果说明")
declare("survey.published", "公布调查结果")
declare("survey.deleted", "删除未开放的调查或表单")
declare("form_entry.sent", "提交电子表单")
declare("form_entry.noted", "处理电子表单")
declare("form_entry.purged", "清除到期的表单内容")
