"""What a browser may send: chunks with numbers, the first of which shows what it is."""

import re

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

CHUNK = 2 << 20
"""Bytes: a second of 720 lines is a fifth of it."""
AHEAD = 64
"""So many chunks may come before one that is missing."""
SILENT_SECONDS = 8.0
"""Without a byte for so long, the signal is interrupted."""
_FEED = re.compile(r"[A-Za-z0-9-]{8,40}")
_WEBM, _MP4 = b"\x1a\x45\xdf\xa3", b"ftyp"


def clean_title(title: str) -> str:
    """The title as it is kept; raises Refusal `no-title`, `title-too-long`."""
    said = tidy_line(title)
    if not said:
        raise Refusal("no-title", "请填写直播标题。", "title")
    if len(said) > 80:
        raise Refusal("title-too-long", "直播标题不能超过80个字。", "title")
    return said


def check_feed(feed: str) -> None:
    """The name a browser gave its session; raises Refusal `feed-name`."""
    if not _FEED.fullmatch(feed):
        raise Refusal("feed-name", "这次直播的编号不正确，请刷新页面重新开始。")


def check_chunk(number: int, following: int, size: int) -> None:
    """Raises Refusal `chunk-empty`, `chunk-too-large`, `chunk-number`, `chunk-too-far`."""
    if size == 0:
        raise Refusal("chunk-empty", "收到的画面是空的，请检查摄像头。")
    if size > CHUNK:
        raise Refusal("chunk-too-large", "一次发送的画面超过了2 MB，请刷新页面重新开始。")
    if number < 0:
        raise Refusal("chunk-number", "画面的序号不正确，请刷新页面重新开始。")
    if number > following + AHEAD:
        raise Refusal("chunk-too-far", f"前面的画面还没有收到，请从第{following}段继续。")


def check_head(head: bytes) -> None:
    """What the first chunk says of itself; raises Refusal `not-a-video`."""
    kind_of(head)


def kind_of(head: bytes) -> str:
    """ffmpeg's name for what MediaRecorder makes; raises Refusal `not-a-video`."""
    if head.startswith(_WEBM):
        return "matroska"
    if head[4:8] == _MP4:
        return "mp4"
    raise Refusal("not-a-video", "发来的内容不是视频，不能直播。请用页面上的“开始直播”打开摄像头。")
