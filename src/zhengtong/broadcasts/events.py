"""The journal kinds this room writes. None of them carries a key."""

from zhengtong.journal.kinds import declare

declare("broadcast.opened", "开通视频直播")
declare("broadcast.key_renewed", "更换推流密钥")
declare("broadcast.begun", "视频直播开始")
declare("broadcast.interrupted", "视频直播中断")
declare("broadcast.resumed", "视频直播恢复")
declare("broadcast.ended", "视频直播结束")
declare("broadcast.recorded", "保存直播录像")
declare("broadcast.annotated", "为直播录像配上章节和字幕")
