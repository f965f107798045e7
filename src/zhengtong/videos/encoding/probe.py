"""What is in a recording, as ffmpeg tells it on opening (its wheel brings no ffprobe)."""

import re
from dataclasses import dataclass
from pathlib import Path

from .ffmpeg import OWN, STRANGERS, Broken, Ffmpeg

_DURATION = re.compile(r"^\s*Duration: (?:(\d+):(\d\d):(\d\d\.\d+)|N/A)", re.MULTILINE)
_INPUT = re.compile(r"^Input #0, (?P<formats>\S+), from", re.MULTILINE)
_STREAM = re.compile(r"^\s*Stream #0:(?P<index>\d+)[^:]*: (?P<kind>Video|Audio): (?P<rest>.*)$", re.MULTILINE)
_SIZE = re.compile(r"[ ,](\d{1,6})x(\d{1,6})[ ,\[]")
_ASPECT = re.compile(r"SAR (\d+):(\d+)")
_RATE = re.compile(r"([\d.]+)k? fps")
_TURNED = re.compile(r"rotation of (-?\d+(?:\.\d+)?) degrees")
_OPENING_SECONDS = 30.0


class Unreadable(Exception):
    """ffmpeg cannot open it as a recording."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A recording as its own head describes it. Sizes in square pixels, as it is shown (turned upright)."""

    seconds: float
    width: int = 0
    height: int = 0
    rate: float = 0.0
    picture: int | None = None
    """The number of the stream with the picture; None for a recording of sound alone."""
    sound: int | None = None
    is_plain: bool = False
    """H.264 with 4:2:0 pictures: every browser plays it as it is."""


def look_into(ffmpeg: Ffmpeg, path: Path, *, is_own: bool = False) -> Facts:
    """Open a file and read its head. Raises Unreadable; Stopped where ffmpeg does not come back."""
    allowed = OWN if is_own else STRANGERS
    try:
        said = ffmpeg.run(
            [
                *allowed,
                "-i",
                f"file:{path}",
                "-map",
                "0:v?",
                "-map",
                "0:a?",
                "-c",
                "copy",
                "-t",
                "0",
                "-f",
                "null",
                "-",
            ],
            still=_OPENING_SECONDS,
        )
    except Broken as broken:
        said = broken.words
        if "Output file does not contain any stream" not in said:
            raise Unreadable(said[-300:]) from broken
    return read_words(said)


def read_words(said: str) -> Facts:
    """ffmpeg's description of its first input as facts."""
    opened = _INPUT.search(said)
    if opened is None:
        raise Unreadable(said[-300:])
    described = said[opened.start() :].split("\nOutput #0", 1)[0]
    length = _DURATION.search(described)
    seconds = 0.0
    if length and length[1] is not None:
        seconds = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3])
    picture, sound, width, height, rate, is_plain = None, None, 0, 0, 0.0, False
    streams = list(_STREAM.finditer(described))
    for number, stream in enumerate(streams):
        rest = stream["rest"]
        if stream["kind"] == "Audio":
            sound = int(stream["index"]) if sound is None else sound
        elif picture is None and "attached pic" not in rest and (size := _SIZE.search(f" {rest} ")):
            picture = int(stream["index"])
            width, height = int(size[1]), int(size[2])
            is_plain = rest.startswith("h264") and "yuv420p" in re.split(r"[\s,(]+", rest)
            if (aspect := _ASPECT.search(rest)) and int(aspect[1]) and int(aspect[2]):
                width = round(width * int(aspect[1]) / int(aspect[2]))
            rate = float(found[1]) if (found := _RATE.search(rest)) else 0.0
            end = streams[number + 1].start() if number + 1 < len(streams) else len(described)
            turned = _TURNED.search(described, stream.end(), end)
            if turned and round(abs(float(turned[1]))) % 180 == 90:
                width, height, is_plain = height, width, False
    return Facts(seconds, width, height, rate, picture, sound, is_plain)
