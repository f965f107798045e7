"""What may be sent: by name, by its first bytes, by what ffmpeg finds in it; how often a failed making is tried again."""

import re

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line

CHUNK = 8 << 20
"""Bytes of one piece of an upload: below what nginx lets through, and no more than a minute on a slow line."""
MAX_TRIES = 3
MAX_PIXELS = 9_500_000
"""4096 × 2304: what a telephone films; more is a picture wall, or an attack."""
ENDINGS = ("mp4", "m4v", "mov", "mkv", "webm", "avi", "wmv", "asf", "flv", "mpg", "mpeg", "ts", "mts", "3gp")
SOUNDS = ("mp3", "m4a", "wav", "aac", "ogg", "flac")
ALLOWED = "MP4、MOV、MKV、WEBM、AVI、WMV、FLV、MPG视频，或者MP3、M4A、WAV录音"
_HEADS = (
    rb".{4}(ftyp|moov|mdat|wide|free|skip)",  # MP4, MOV, M4A, 3GP
    rb"\x1a\x45\xdf\xa3",  # Matroska, WebM
    rb"RIFF.{4}(AVI |WAVE)",
    rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # ASF, WMV
    rb"FLV\x01",
    rb"\x00\x00\x01[\xba\xb3]",  # MPEG program stream
    rb"\x47.{187}\x47",  # MPEG transport stream
    rb".{4}\x47.{191}\x47",  # the same as camcorders write it
    rb"ID3|\xff[\xe2-\xff]",  # MP3, AAC
    rb"OggS",
    rb"fLaC",
)
_HEAD = re.compile(b"|".join(b"(?:" + head + b")" for head in _HEADS), re.DOTALL)
HEAD_BYTES = 400


def clean_name(name: str) -> str:
    """The last part of a path, in one line; it is shown and never used as a path."""
    return tidy_line(name.replace("\\", "/").rpartition("/")[2])[-200:]


def clean_title(title: str) -> str:
    """The title as it is kept; raises Refusal `no-title`, `title-too-long`."""
    said = tidy_line(title)
    if not said:
        raise Refusal("no-title", "请填写视频标题。", "title")
    if len(said) > 80:
        raise Refusal("title-too-long", "视频标题不能超过80个字。", "title")
    return said


def check_sending(name: str, size: int, most: int) -> None:
    """Raises Refusal `video-kind`, `video-empty`, `video-too-large` before a byte is sent."""
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS + SOUNDS:
        raise Refusal("video-kind", f"不能使用“.{ending[:12]}”文件。请上传{ALLOWED}。", "file")
    if size <= 0:
        raise Refusal("video-empty", "这个文件是空的，请重新选择。", "file")
    if size > most:
        raise Refusal(
            "video-too-large",
            f"文件有{_megabytes(size)}，超过了{_megabytes(most)}的上限，请压缩或剪辑后再上传。",
            "file",
        )


def check_chunk(offset: int, received: int, length: int, size: int) -> None:
    """A piece fits where the last one ended; raises Refusal `chunk-elsewhere`, `chunk-too-large`, `chunk-beyond`."""
    if offset != received:
        raise Refusal("chunk-elsewhere", f"上传位置不一致，请从第{received}字节继续。")
    if not 0 < length <= CHUNK:
        raise Refusal("chunk-too-large", f"每次最多上传{_megabytes(CHUNK)}，请刷新页面后继续。")
    if offset + length > size:
        raise Refusal("chunk-beyond", "收到的内容比文件还大，请重新选择文件上传。")


def check_head(head: bytes) -> None:
    """What the first bytes say, whatever the name says; raises Refusal `not-a-video`."""
    if not _HEAD.match(head):
        raise Refusal("not-a-video", f"文件内容不是视频，不能上传（改扩展名不会变成视频）。请上传{ALLOWED}。", "file")


def check_length(seconds: float, most: int) -> None:
    """Raises Refusal `video-too-long`, `video-no-length`."""
    if seconds > most:
        raise Refusal(
            "video-too-long",
            f"视频时长{_clock(seconds)}，超过了{most // 60}分钟的上限，请分段或剪辑后再上传。",
            "file",
        )
    if seconds <= 0:
        raise Refusal("video-no-length", "读不出视频时长，文件可能已损坏，请重新导出后上传。", "file")


def check_streams(*, width: int, height: int, has_picture: bool, has_sound: bool) -> None:
    """Raises Refusal `video-no-stream`, `video-too-many-pixels`."""
    if not has_picture and not has_sound:
        raise Refusal("video-no-stream", "文件里没有可以播放的画面或声音，请检查后重新导出。", "file")
    if width * height > MAX_PIXELS:
        raise Refusal("video-too-many-pixels", f"画面有{width}×{height}像素，请先缩小到4K（3840×2160）以内。", "file")


def check_poster(second: str, length: float) -> float:
    """The second an editor names for the poster; raises Refusal `poster-second`."""
    try:
        moment = float(second)
    except ValueError:
        moment = -1.0
    if not 0 <= moment < max(length, 0.1):
        raise Refusal("poster-second", f"请填写0到{length:.0f}之间的秒数。", "second")
    return moment


def is_cut_short(declared: float, found: float) -> bool:
    """Whether a recording ends well before the moment its own head names: it was broken off on the way."""
    return found < declared * 0.9 - 1


def pause_before(tries: int) -> int:
    """Seconds until a making that failed for no reason of its own is tried again."""
    return int(60 * 4 ** (tries - 1))


def _megabytes(size: int) -> str:
    return f"{size / (1 << 30):.1f} GB" if size >= 1 << 30 else f"{max(1, round(size / (1 << 20)))} MB"


def _clock(seconds: float) -> str:
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}小时{rest // 60}分" if hours else f"{rest // 60}分{rest % 60}秒"
