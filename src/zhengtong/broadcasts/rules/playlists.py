"""The playlists the public reads (RFC 8216), put together of what ffmpeg lists run by run.

ffmpeg knows one run of itself. A broadcast that was interrupted has several, and its playlist goes on over all of them:
a discontinuity between two, old pieces leaving by the window, an end when it is over.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WINDOW_SECONDS = 1800
"""How far back one can go while it is live; afterwards all of it is there."""
_PIECE = re.compile(
    r"#EXTINF:(?P<seconds>[\d.]+),[^\n]*\n(?:#EXT-X-PROGRAM-DATE-TIME:(?P<at>\S+)\n)?(?P<name>[a-z0-9-]+\.ts)\n"
)
_LEAST_TARGET = 4
_BANDWIDTH = re.compile(r"(?<![A-Z-])BANDWIDTH=(\d+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a few seconds; `at` is the moment it begins, as ffmpeg writes it."""

    name: str
    seconds: float
    at: str = ""


def run_name(number: int) -> str:
    """How the files of a run begin, e.g. r03."""
    return f"r{number:02d}"


def index_name(edition: int) -> str:
    return f"index-{edition}.m3u8"


def master_name(edition: int) -> str:
    return f"master-{edition}.m3u8"


def read_pieces(text: str) -> list[Piece]:
    """The pieces of a playlist that ffmpeg wrote; a line that is not complete yet is no piece."""
    return [Piece(one["name"], float(one["seconds"]), one["at"] or "") for one in _PIECE.finditer(text)]


def seconds_of(pieces: Iterable[Piece]) -> float:
    return sum(piece.seconds for piece in pieces)


def keep_window(runs: Sequence[Sequence[Piece]], window: float) -> tuple[list[list[Piece]], int, int]:
    """What is left when old pieces leave, how many pieces and how many discontinuities left before."""
    left = seconds_of(piece for run in runs for piece in run)
    kept: list[list[Piece]] = []
    dropped = breaks = 0
    for run in runs:
        rest = list(run)
        while rest and left - rest[0].seconds >= window:
            left -= rest.pop(0).seconds
            dropped += 1
        if rest:
            kept.append(rest)
        elif run and not kept:
            breaks += 1
    return kept, dropped, breaks


def write_index(runs: Sequence[Sequence[Piece]], *, is_over: bool, window: float = WINDOW_SECONDS) -> str:
    """One size over all its runs: while live the window, afterwards the whole."""
    filled = [list(run) for run in runs if run]
    kept, dropped, breaks = (filled, 0, 0) if is_over else keep_window(filled, window)
    # A target may not change while somebody plays: it is that of all pieces there have been.
    longest = max((piece.seconds for run in filled for piece in run), default=0.0)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:6",
        f"#EXT-X-TARGETDURATION:{max(_LEAST_TARGET, math.ceil(longest))}",
        f"#EXT-X-MEDIA-SEQUENCE:{dropped}",
        *([f"#EXT-X-DISCONTINUITY-SEQUENCE:{breaks}"] if breaks else []),
        *(["#EXT-X-PLAYLIST-TYPE:VOD"] if is_over else []),
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]
    for number, run in enumerate(kept):
        lines += ["#EXT-X-DISCONTINUITY"] if number else []
        for piece in run:
            lines += [f"#EXTINF:{piece.seconds:.3f},"]
            lines += [f"#EXT-X-PROGRAM-DATE-TIME:{piece.at}"] if piece.at else []
            lines += [piece.name]
    return "\n".join([*lines, *(["#EXT-X-ENDLIST"] if is_over else []), ""])


def master(text: str, number: int, edition: int, bits: Mapping[str, int]) -> str:
    """ffmpeg's list of the sizes of one run as that of the edition. `bits`: a second's as measured, by folder.

    Of a picture that is copied ffmpeg does not know how many there are, and players choose by them.
    """
    lines = text.splitlines()
    for place, line in enumerate(lines):
        folder = line.removesuffix(f"/{run_name(number)}.m3u8")
        if folder == line or not place:
            continue
        lines[place] = f"{folder}/{index_name(edition)}"
        told = _BANDWIDTH.search(lines[place - 1])
        if told and int(told[1]) < bits.get(folder, 0):
            lines[place - 1] = _BANDWIDTH.sub(f"BANDWIDTH={bits[folder]}", lines[place - 1])
    return "\n".join([*lines, ""])
