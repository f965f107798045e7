"""Into which sizes a recording is made: never larger than it is, the shorter side counts (telephones film upright)."""

from collections.abc import Sequence
from dataclasses import dataclass

LADDER = ((360, 700, 64), (720, 2400, 96), (1080, 4500, 128))
"""Shorter side in pixels, video and audio in kbit/s: a telephone on the road, a desk, a hall."""
LIVE_LADDER = ((240, 400, 48), (480, 1100, 64), (720, 2400, 96))
"""What is made while it happens: a thin rural line, a telephone, a desk."""
SOUND_KBPS = 64
_WORTH = 1.25
"""A source that much larger than one step gets a step of its own size besides."""
_DOWNLOAD = 720


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size: its name is the folder it lies in."""

    name: str
    width: int
    height: int
    video_kbps: int
    audio_kbps: int


def renditions(width: int, height: int, ladder: Sequence[tuple[int, int, int]] = LADDER) -> list[Rendition]:
    """The sizes for a picture of so many square pixels, the smallest first."""
    short = min(width, height)
    steps = [step for step in ladder if step[0] <= short]
    above = [step for step in ladder if step[0] > short]
    if above and (not steps or short >= steps[-1][0] * _WORTH):
        steps.append((short, above[0][1], above[0][2]))
    return [_sized(width, height, step) for step in steps]


def downloadable(made: list[Rendition]) -> Rendition:
    """The size offered as one file: the largest up to 720 lines, for browsers without scripts and for taking home."""
    return next((one for one in reversed(made) if min(one.width, one.height) <= _DOWNLOAD), made[0])


def _sized(width: int, height: int, step: tuple[int, int, int]) -> Rendition:
    lines, video, audio = step
    share = lines / min(width, height)
    return Rendition(f"{lines}p", _even(width * share), _even(height * share), video, audio)


def _even(pixels: float) -> int:
    """The encoder wants even sides (4:2:0)."""
    return max(2, round(pixels / 2) * 2)
