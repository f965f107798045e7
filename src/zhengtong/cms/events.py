"""The journal kinds this door writes."""

from zhengtong.journal.kinds import declare

declare("site.opened", "开设站点", milestone="noted")
