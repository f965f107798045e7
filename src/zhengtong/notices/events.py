"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("notice.sent", "发送短信")
declare("notice.postponed", "短信暂未发出，稍后重试")
declare("notice.failed", "短信发送失败")
