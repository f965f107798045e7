"""字幕: WebVTT and SRT as people write them → WebVTT as browsers show it. Words and times only; styling is dropped."""

import re
from dataclasses import dataclass
from html import escape, unescape

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_text

LARGEST = 1 << 20
"""Bytes: five hours of talk are a third of it."""
MOST_CUES = 10_000
LONGEST_CUE = 400
_AFTER_THE_END = 5.0
"""Seconds a caption may stand beyond the recording: editors cut the end and leave the file as it is."""
_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_TAG = re.compile(r"</?[^<>\n]{0,200}>|\{\\[^}\n]{0,80}\}")
_ASS = re.compile(r"^\[(Script Info|V4\+? Styles|Events)\]|^Dialogue:\s", re.MULTILINE)
_NOT_CUES = ("NOTE", "STYLE", "REGION")
HOW_TO = "请在字幕软件中另存为SRT或WebVTT（.vtt）格式后上传。"


@dataclass(frozen=True, slots=True)
class Captions:
    """Captions as they are kept: a WebVTT file, and how many cues stand in it."""

    vtt: str
    cues: int

    @property
    def words(self) -> str:
        """What is said, without times."""
        lines = [line for line in self.vtt.splitlines()[1:] if line and "-->" not in line]
        return unescape("\n".join(lines))


def read_captions(content: bytes, seconds: float) -> Captions:
    """A caption file for a recording of so many seconds.

    Raises Refusal `captions-empty`, `captions-too-large`, `captions-ass`, `captions-unreadable`, `captions-timing`,
    `captions-order`, `captions-beyond`, `captions-too-many`, `captions-too-long`.
    """
    if not content.strip():
        raise Refusal("captions-empty", "字幕文件是空的，请重新选择。", "file")
    if len(content) > LARGEST:
        raise Refusal("captions-too-large", "字幕文件超过了1 MB，请检查是不是选错了文件。", "file")
    text = tidy_text(_decoded(content))
    if _ASS.search(text):
        raise Refusal("captions-ass", f"这是ASS/SSA字幕，浏览器不能显示。{HOW_TO}", "file")
    cues = _cues(text)
    if not cues:
        raise Refusal(
            "captions-unreadable",
            f"文件中没有找到字幕（“00:00:01.000 --> 00:00:04.000”这样的时间行）。{HOW_TO}",
            "file",
        )
    if cues[-1][0] > seconds + _AFTER_THE_END:
        raise Refusal(
            "captions-beyond",
            f"字幕到{_clock(cues[-1][0])}才结束，视频只有{_clock(seconds)}，请核对是不是这个视频的字幕。",
            "file",
        )
    return Captions("WEBVTT\n\n" + "".join(_written(*cue) for cue in cues), len(cues))


def _decoded(content: bytes) -> str:
    """Files come from Windows as often as not: UTF-8 with or without a mark, UTF-16, GB 18030."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal("captions-unreadable", f"字幕文件无法识别，不是文字文件。{HOW_TO}", "file")


def _cues(text: str) -> list[tuple[float, float, str]]:
    found: list[tuple[float, float, str]] = []
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().splitlines()
        if not lines or lines[0].startswith(("WEBVTT", *_NOT_CUES)):
            continue
        place = next((number for number, line in enumerate(lines[:2]) if "-->" in line), None)
        if place is None:
            if found and not lines[0].strip().isdigit():
                # A caption with an empty line in it: the rest belongs to the one before.
                begin, end, said = found[-1]
                found[-1] = (begin, end, _checked(f"{said}\n{_plain(lines)}".strip(), begin))
            continue
        begin, end = _timing(lines[place])
        if found and begin < found[-1][0]:
            raise Refusal("captions-order", f"字幕在{_clock(begin)}处时间倒退，请按时间先后排列后再上传。", "file")
        if len(found) >= MOST_CUES:
            raise Refusal("captions-too-many", f"字幕超过{MOST_CUES}条，请检查是不是选错了文件。", "file")
        found.append((begin, end, _checked(_plain(lines[place + 1 :]), begin)))
    return [cue for cue in found if cue[2]]


def _timing(line: str) -> tuple[float, float]:
    times = _TIMING.fullmatch(line)
    if times is None:
        raise Refusal(
            "captions-timing", f"时间行“{line.strip()[:60]}”写法不对，应为“00:00:01.000 --> 00:00:04.000”。", "file"
        )
    begin, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
    if end <= begin:
        raise Refusal("captions-timing", f"{_clock(begin)}处的字幕结束时间不晚于开始时间，请改正后再上传。", "file")
    return begin, end


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    return (
        int(hours or 0) * 3600
        + int(minutes or 0) * 60
        + int(seconds or 0)
        + int((fraction or "0").ljust(3, "0")) / 1000
    )


def _plain(lines: list[str]) -> str:
    """Words without tags, style codes and entities; they are escaped again when written."""
    return unescape("\n".join(stripped for line in lines if (stripped := _TAG.sub("", line).strip())))


def _checked(said: str, begin: float) -> str:
    if len(said) > LONGEST_CUE:
        raise Refusal(
            "captions-too-long", f"{_clock(begin)}处的一条字幕超过{LONGEST_CUE}个字，请拆分后再上传。", "file"
        )
    return said


def _written(begin: float, end: float, said: str) -> str:
    safe = escape(said, quote=False).replace("--&gt;", "→")
    return f"{_stamp(begin)} --> {_stamp(end)}\n{safe}\n\n"


def _stamp(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    whole, rest = divmod(thousandths, 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{rest:03d}"


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return (
        f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
        if whole >= 3600
        else f"{whole // 60}:{whole % 60:02d}"
    )
