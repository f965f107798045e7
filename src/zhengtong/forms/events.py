"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("form.created", "新建表单")
declare("form.drafted", "保存表单草稿")
declare("form.discarded", "放弃表单草稿")
declare("form.published", "发布表单版本")
declare("form.loaded", "载入表单")
