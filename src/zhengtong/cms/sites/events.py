"""The journal kinds of site management."""

from zhengtong.journal.kinds import declare

declare("site.address_changed", "变更站点域名")
declare("site.taken_offline", "站点临时下线")
declare("site.brought_back", "站点恢复上线")
declare("site.merged", "站点整合迁移")
declare("site.archived", "站点永久下线并归档")
