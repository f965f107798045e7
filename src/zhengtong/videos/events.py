"""The journal kinds this room writes."""

from zhengtong.journal.kinds import declare

declare("video.received", "上传视频")
declare("video.encoded", "视频转码完成")
declare("video.failed", "视频转码失败")
declare("video.renamed", "修改视频标题")
declare("video.retried", "重新转码")
declare("video.poster_chosen", "选定视频封面")
declare("video.captioned", "上传字幕")
declare("video.caption_removed", "删除字幕")
declare("video.removed", "删除视频")
