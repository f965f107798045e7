"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("calendar.seeded", "载入工作日历")
declare("calendar.noticed", "录入放假安排通知")
declare("calendar.hours_changed", "调整作息时间")
declare("limit.changed", "调整法定期限参数")
declare("clock.moved", "期限随工作日历变动", milestone="noted")
declare("calendar.caught_up", "按现行日历补算期限")
