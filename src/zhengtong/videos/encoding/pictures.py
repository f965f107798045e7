"""A still picture out of a recording."""

from pathlib import Path

from .ffmpeg import OWN, Ffmpeg

_WIDEST = 1280


def take_picture(ffmpeg: Ffmpeg, recording: Path, into: Path, *, second: float, is_chosen: bool) -> None:
    """The picture at a second as JPEG; unless a person chose it, the most typical of the pictures that follow.

    Raises Broken, Stopped; FileNotFoundError where there is no picture at that second.
    """
    size = f"scale='min({_WIDEST},iw)':-2"
    pick = size if is_chosen else f"thumbnail=60,{size}"
    ffmpeg.run(
        [
            "-y", *ffmpeg.frugal, *OWN, "-ss", f"{second:.3f}", "-i", f"file:{recording}", "-frames:v", "1", "-an",
            "-vf", pick, "-pix_fmt", "yuvj420p", "-q:v", "4", "-update", "1", "-f", "image2", f"file:{into}",
        ]
    )  # fmt: skip
    into.stat()
