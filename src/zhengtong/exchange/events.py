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

declare("events.received", "接收外部系统事件")
declare("events.imported", "导入外部系统文件")
declare("quarantine.mended", "修正隔离数据")
declare("quarantine.replayed", "重放隔离数据")
declare("quarantine.dropped", "放弃隔离数据")
declare("system.registered", "登记外部系统")
declare("system.changed", "修改外部系统登记")
declare("system.retired", "停用外部系统")
declare("system.resumed", "恢复外部系统")
declare("system_key.issued", "发放接入密钥")
declare("system_key.revoked", "作废接入密钥")
declare("mapping.saved", "保存字段映射")
