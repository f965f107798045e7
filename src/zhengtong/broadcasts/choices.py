from django.db.models import TextChoices


class Source(TextChoices):
    """画面来源."""

    BROWSER = "browser", "浏览器摄像头"
    RTMP = "rtmp", "推流软件（RTMP）"
    SRT = "srt", "编码器（SRT）"
    OUTSIDE = "outside", "外部流媒体服务器"


class BroadcastState(TextChoices):
    """直播状态."""

    WAITING = "waiting", "等待信号"
    ON = "on", "正在直播"
    INTERRUPTED = "interrupted", "信号中断"
    ENDED = "ended", "已结束"


class Pause(TextChoices):
    """中断原因, each a sentence for the director."""

    GONE = "gone", "推流已断开，正在等待重新连接。"
    SILENT = "silent", "超过8秒没有收到画面，正在等待信号恢复。"
    BROKEN = "broken", "收到的内容无法播放，请检查推流设置后重新开始。"
    KEYS = "keys", "推流软件的关键帧间隔太长，改为重新编码，几秒后恢复；建议把关键帧间隔设为2秒。"
    DISK = "disk", "服务器磁盘空间不足，已停止录制和播出，请联系技术人员清理。"
    STUDIO = "studio", "直播服务重新启动，正在等待信号恢复。"
    DIRECTOR = "director", "导播暂停了播出。"
    ENDED = "ended", "直播结束。"
