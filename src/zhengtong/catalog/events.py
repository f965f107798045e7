"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("item.drafted", "起草事项", milestone="noted")
declare("item.edited", "修改事项草稿", milestone="noted")
declare("item.submitted", "提交事项审核")
declare("item.approved", "事项审核通过")
declare("item.returned", "事项审核退回")
declare("item.withdrawn", "撤回事项送审")
declare("item.draft_discarded", "放弃事项草稿")
declare("item.published", "发布事项", public="第{number}版自{effective_on}起施行", milestone="noted")
declare("item.suspended", "暂停事项", public="暂停办理：{reason}", milestone="noted")
declare("item.resumed", "恢复事项", public="恢复办理", milestone="noted")
declare("item.cancelled", "取消事项", public="自{cancelled_on}起取消，依据：{basis}", milestone="voided")
declare("items.imported", "批量导入事项")
declare("items.loaded", "载入事项库")
