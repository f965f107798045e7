"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("letter.sent", "提出咨询", public="咨询已提交，{unit_name}将于{due}前答复。", milestone="received")
declare("letter.forwarded", "转办咨询", public="已转由{unit_name}答复，答复期限不变。", milestone="noted")
declare("letter.answered", "答复咨询", public="{unit_name}已答复。", milestone="finished")
declare("letter.unpublished", "撤下公开问答")
