"""The journal kinds this door writes."""

from zhengtong.journal.kinds import declare

declare("site.opened", "开设站点")

# 三审三校: a round of readings is a matter (送审编号) with a limit at every level.
declare("article.submitted", "送审稿件", milestone="received")
declare("article.reviewed", "稿件审核通过", milestone="step")
declare("article.signed", "稿件终审签发", milestone="finished")
declare("article.returned", "退回稿件", milestone="returned")
declare("article.recalled", "撤回送审", milestone="withdrawn")
declare("article.expedited", "加急签发稿件")
declare("article.published", "发布稿件")
declare("article.scheduled", "稿件定时发布")
declare("article.held", "定时发布受阻")
declare("article.taken_down", "稿件下线")
declare("article.withdrawn", "撤稿")
declare("article.restored", "撤销撤稿")
declare("article.validity_changed", "变更有效性")
declare("article.shared", "推送稿件")
declare("article.share_accepted", "接收推送")
declare("article.share_declined", "不接收推送")
declare("content.imported", "导入历史内容")
declare("article.captured", "采集内容成为草稿")

# 栏目更新: a standing duty, watched by its limit and never business of anybody who waits.
declare("column.kept", "栏目更新期限", milestone="noted")
declare("columns.checked", "核对栏目更新")
