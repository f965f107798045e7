"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("capture.host_allowed", "采集白名单加入主机")
declare("capture.host_removed", "采集白名单移除主机")
declare("capture.source_added", "新增采集来源")
declare("capture.source_changed", "修改采集来源")
declare("capture.source_paused", "暂停采集来源")
declare("capture.source_resumed", "恢复采集来源")
declare("capture.taken", "采集到新内容")
declare("capture.taken_by_hand", "手工采集网页")
declare("capture.released", "重复内容仍要入库")
declare("capture.broken", "采集来源失效")
declare("capture.mended", "采集来源恢复正常")
