"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("file.stored", "上传文件")
declare("file.removed", "删除文件")
