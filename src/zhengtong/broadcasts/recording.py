"""The recording: all runs one after the other in one file, and the words of the timeline against its seconds."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zhengtong.live import queries as live
from zhengtong.live.choices import LineKind
from zhengtong.live.rules.lines import moment, read
from zhengtong.videos import encoding

from . import places, queries, rules
from .models import Broadcast, BroadcastRun

_RATE = 25


@dataclass(frozen=True, slots=True)
class _Part:
    """One run as one file."""

    run: BroadcastRun
    file: Path
    seconds: float


def join(broadcast: Broadcast, folder: Path) -> Path | None:
    """The recording as one file in `folder`; None where nothing was ever made. Raises Broken, Stopped, OSError.

    Runs of one shape are put together as they are; where the shape changed, everything is brought to the largest.
    """
    parts = [_part(broadcast, run, folder) for run in queries.runs_of(broadcast) if _pieces(broadcast, run)]
    if not parts:
        return None
    whole = folder / ("recording.mp4" if any(part.run.width for part in parts) else "recording.m4a")
    if len({part.run.edition for part in parts}) == 1:
        names = folder / "parts.txt"
        names.write_text("".join(f"file '{part.file.name}'\n" for part in parts))
        source = [*encoding.OWN, "-f", "concat", "-safe", "1", "-i", f"file:{names}", "-c", "copy"]
    else:
        source = _brought_together(parts)
    queries.ffmpeg().run(["-y", *source, "-movflags", "+faststart", "-f", "mp4", f"file:{whole}"])
    return whole


def moments(broadcast: Broadcast) -> list[rules.Moment]:
    """The runs against the recording's seconds."""
    runs = queries.runs_of(broadcast)
    return [rules.Moment(run.began_at, rules.seconds_of(_pieces(broadcast, run))) for run in runs]


def annotations(broadcast: Broadcast) -> tuple[str, list[rules.Chapter]]:
    """Captions (WebVTT or nothing) and chapters out of the timeline as it stands."""
    if not broadcast.channel:
        return "", []
    standing = live.timeline(broadcast.channel)
    words = [
        rules.Word(entry.at, entry.who.name if entry.who else "", rules.plain(entry.html))
        for entry in standing
        if entry.kind == LineKind.SAY
    ]
    begun = _begun(broadcast.channel)
    questions = [
        (begun[entry.ref], entry.text) for entry in standing if entry.kind == LineKind.ASK and entry.ref in begun
    ]
    found = moments(broadcast)
    return rules.captions(found, words), rules.chapters(found, questions)


def _begun(channel: str) -> dict[str, datetime]:
    """When each question was put to the guest, or failing that, when somebody first spoke to it."""
    begun: dict[str, datetime] = {}
    last = 0
    while lines := live.page(channel, last):
        for number, text in lines:
            told, last = read(text), number
            ref = told["ref"] if told["k"] == LineKind.PUT else told.get("to", "") if told["k"] == LineKind.SAY else ""
            if ref:
                begun.setdefault(ref, moment(told["at"]))
    return begun


def _pieces(broadcast: Broadcast, run: BroadcastRun) -> list[rules.Piece]:
    return places.read_run(broadcast.token, _best(run), run.number)


def _best(run: BroadcastRun) -> str:
    """The folder of the largest size, or of the sound where there is nothing else."""
    sizes = [name for name in run.folders if name != encoding.SOUND]
    return sizes[-1] if sizes else encoding.SOUND


def _part(broadcast: Broadcast, run: BroadcastRun, folder: Path) -> _Part:
    """The pieces of a run in one file: a transport stream is its pieces one after the other."""
    pieces = _pieces(broadcast, run)
    stream, file = folder / f"{rules.run_name(run.number)}.ts", folder / f"{rules.run_name(run.number)}.mp4"
    with stream.open("wb") as out:
        for piece in pieces:
            out.write((places.public(broadcast.token) / _best(run) / piece.name).read_bytes())
    queries.ffmpeg().run(["-y", *encoding.OWN, "-i", f"file:{stream}", "-c", "copy", "-f", "mp4", f"file:{file}"])
    stream.unlink()
    return _Part(run, file, rules.seconds_of(pieces))


def _brought_together(parts: list[_Part]) -> list[str]:
    width, height = max((part.run.width, part.run.height) for part in parts)
    told: list[str] = []
    filters, joined = [], ""
    for number, part in enumerate(parts):
        told += [*encoding.OWN, "-i", f"file:{part.file}"]
        if width and part.run.width:
            filters.append(
                f"[{number}:v:0]scale={width}:{height}:force_original_aspect_ratio=decrease,"
                f"pad={width}:{height}:-1:-1,setsar=1,fps={_RATE},format=yuv420p[v{number}]"
            )
        elif width:
            filters.append(f"color=black:s={width}x{height}:r={_RATE}:d={part.seconds:.3f},format=yuv420p[v{number}]")
        if part.run.has_sound:
            filters.append(f"[{number}:a:0]aresample=48000,aformat=channel_layouts=stereo[a{number}]")
        else:
            filters.append(f"anullsrc=r=48000:cl=stereo:d={part.seconds:.3f}[a{number}]")
        joined += f"[v{number}][a{number}]" if width else f"[a{number}]"
    filters.append(f"{joined}concat=n={len(parts)}:v={int(bool(width))}:a=1{'[v]' if width else ''}[a]")
    maps = [*(["-map", "[v]"] if width else []), "-map", "[a]"]
    coded = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21"] if width else []
    return [*told, "-filter_complex", ";".join(filters), *maps, *coded, "-c:a", "aac", "-b:a", "128k"]
