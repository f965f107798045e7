"""The journal kinds this room writes. `outside.*` is what other systems tell us of their matters, one kind a milestone."""

from zhengtong.journal.kinds import declare
from zhengtong.journal.milestones import Milestone

for _milestone in Milestone:
    declare(f"outside.{_milestone.value}", f"外部系统：{_milestone.label}", milestone=_milestone.value)
declare("outside.retracted", "外部系统：撤回报送", milestone="noted")

declare("province.resent", "重新发送省级报文")
declare("province.abandoned", "放弃省级报文")
declare("province.tested", "测试省级连接")
declare("province.reconciled", "与省平台对账")
declare("province.repaired", "向省平台补传")
