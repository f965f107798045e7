"""The journal kinds of themes and templates."""

from zhengtong.journal.kinds import declare

declare("theme.saved", "保存主题版本")
declare("theme.in_force", "启用主题版本")
declare("theme.rolled_back", "主题退回旧版本")
declare("site.theme_chosen", "站点选用主题")
declare("template.saved", "保存模板版本")
declare("template.checked", "检查模板版本")
declare("template.in_force", "启用模板版本")
declare("template.rolled_back", "模板退回旧版本")
declare("template.assigned", "指定网页使用模板")
declare("template.unassigned", "网页恢复标准模板")
declare("template.failed", "模板运行出错，改用标准模板")
declare("mourning.ordered", "安排全网灰色悼念")
declare("mourning.cancelled", "取消全网灰色悼念")
declare("mourning.begun", "全网灰色悼念开始")
declare("mourning.ended", "全网灰色悼念结束")
