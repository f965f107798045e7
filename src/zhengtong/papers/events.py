"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("paper.withdrawn", "撤回文书", public="文书{number}已撤回")
