"""Recordings made on the spot by the real ffmpeg: a pattern, a tone, both, or something that only calls itself one."""

import struct
from pathlib import Path

from zhengtong.videos.queries import ffmpeg

PICTURE = ("-f", "lavfi", "-i", "testsrc2=s={size}:r=10:d={seconds}")
TONE = ("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration={seconds}")
QUICK = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def film(
    folder: Path, name: str = "演示.mp4", *, size: str = "640x360", seconds: float = 3, sound: bool = True
) -> Path:
    """A moving pattern of so many seconds, with a tone unless it is to be silent."""
    inputs = [word.format(size=size, seconds=seconds) for word in (*PICTURE, *(TONE if sound else ()))]
    place = folder / name
    ffmpeg().run(["-y", *inputs, *QUICK, "-movflags", "+faststart", str(place)])
    return place


def tone(folder: Path, name: str = "录音.mp3", seconds: float = 2) -> Path:
    place = folder / name
    ffmpeg().run(["-y", *(word.format(seconds=seconds) for word in TONE), str(place)])
    return place


def words_alone(folder: Path) -> Path:
    """A recording with nothing to see and nothing to hear: captions and no more."""
    text, place = folder / "a.srt", folder / "a.mkv"
    text.write_text("1\n00:00:00,000 --> 00:00:02,000\nhello\n")
    ffmpeg().run(["-y", "-i", str(text), str(place)])
    return place


def claims_ten_hours(clip: Path) -> bytes:
    """A recording of seconds whose head says ten hours (Matroska: Duration, a float in thousandths of a second)."""
    content = bytearray(clip.read_bytes())
    place = content.index(b"\x44\x89\x88") + 3
    struct.pack_into(">d", content, place, 36_000_000.0)
    return bytes(content)
