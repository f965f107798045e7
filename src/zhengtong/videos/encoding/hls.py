"""HLS (RFC 8216): a recording or a broadcast in several sizes, cut into pieces of a few seconds, with sound alone besides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..rules.ladder import SOUND_KBPS, Rendition, downloadable
from .ffmpeg import OWN, STRANGERS, Ffmpeg
from .probe import Facts

PIECE_SECONDS = 4
MASTER = "master.m3u8"
SOUND = "sound"
FILM, RECORD = "video.mp4", "audio.m4a"
"""The whole of it as one file, with picture or without."""
_FASTEST = 30
_PRESET = "veryfast"


@dataclass(frozen=True, slots=True)
class Live:
    """A broadcast: one run of it. Its pieces and its playlists bear the run's name, so that many runs lie side by side."""

    run: str
    is_copied: bool = False
    """The largest size is the picture as it came."""


@dataclass(frozen=True, slots=True)
class HlsJob:
    """What is to be made: from which input (ffmpeg's own arguments up to and with `-i …`), of which streams and sizes."""

    source: Sequence[str]
    facts: Facts
    sizes: Sequence[Rendition]
    live: Live | None = None
    longest: int | None = None
    """Seconds after which it ends whatever the source says."""

    @property
    def is_copied(self) -> bool:
        return self.live is not None and self.live.is_copied


def arguments(ffmpeg: Ffmpeg, job: HlsJob) -> list[str]:
    """Everything ffmpeg is told; run in the folder that shall hold `master.m3u8` and a folder for each size."""
    facts, sizes = job.facts, job.sizes if job.facts.picture is not None else ()
    made = sizes[:-1] if job.is_copied else sizes
    told = ["-y", *ffmpeg.frugal, *job.source]
    if made:
        told += ["-filter_complex_threads", str(ffmpeg.threads), "-filter_complex", _sized(facts, made)]
    streams: list[str] = []
    for number, size in enumerate(sizes):
        told += ["-map", f"[v{number}]" if size in made else f"0:{facts.picture}"]
        if facts.sound is not None:
            told += ["-map", f"0:{facts.sound}"]
        streams.append(_named(number, size.name, facts.sound is not None))
    if facts.sound is not None:
        told += ["-map", f"0:{facts.sound}"]
        streams.append(f"a:{len(sizes)},name:{SOUND}")
    told += _picture(ffmpeg, made, is_copied=job.is_copied and bool(sizes))
    told += _sound(sizes) if facts.sound is not None else []
    if job.longest is not None:
        told += ["-t", str(job.longest)]
    return told + _cut(job.live, streams)


def folders(job: HlsJob) -> list[str]:
    """The folders that must be there before ffmpeg runs."""
    names = [size.name for size in job.sizes] if job.facts.picture is not None else []
    return names + ([SOUND] if job.facts.sound is not None else [])


def package(
    ffmpeg: Ffmpeg,
    source: Path,
    facts: Facts,
    sizes: Sequence[Rendition],
    folder: Path,
    *,
    longest: int,
    on_progress: Callable[[float], None],
) -> Path:
    """A stranger's recording → HLS in `folder`, and one file of the whole of it; where that file lies.

    `on_progress` hears the seconds made. Raises Broken, Stopped and what `on_progress` raises.
    """
    job = HlsJob((*STRANGERS, "-i", f"file:{source}"), facts, sizes, longest=longest)
    for name in folders(job):
        (folder / name).mkdir(parents=True)
    ffmpeg.run(arguments(ffmpeg, job), folder=folder, on_progress=on_progress)
    has_picture = facts.picture is not None
    best = downloadable(list(sizes)).name if has_picture else SOUND
    whole = folder / (FILM if has_picture else RECORD)
    ffmpeg.run(
        [
            "-y", *OWN, "-allowed_extensions", "ALL", "-i", f"file:{folder / best / 'index.m3u8'}", "-c", "copy",
            "-movflags", "+faststart", "-f", "mp4", f"file:{whole}",
        ]
    )  # fmt: skip
    return whole


def _sized(facts: Facts, sizes: Sequence[Rendition]) -> str:
    """The picture once per size: upright, square pixels, no more pictures a second than a screen needs."""
    even = f"fps={_FASTEST}," if facts.rate > _FASTEST + 1 else ""
    labels = "".join(f"[s{number}]" for number in range(len(sizes)))
    scaled = ";".join(
        f"[s{number}]scale={size.width}:{size.height},setsar=1,format=yuv420p[v{number}]"
        for number, size in enumerate(sizes)
    )
    return f"[0:{facts.picture}]{even}split={len(sizes)}{labels};{scaled}"


def _picture(ffmpeg: Ffmpeg, made: Sequence[Rendition], *, is_copied: bool) -> list[str]:
    told: list[str] = []
    for number, size in enumerate(made):
        told += [
            f"-c:v:{number}", "libx264", f"-preset:v:{number}", _PRESET, f"-profile:v:{number}", "main",
            f"-crf:v:{number}", "23", f"-threads:v:{number}", str(ffmpeg.threads), f"-sc_threshold:v:{number}", "0",
            f"-force_key_frames:v:{number}", f"expr:gte(t,n_forced*{PIECE_SECONDS})",
            f"-maxrate:v:{number}", f"{size.video_kbps}k", f"-bufsize:v:{number}", f"{size.video_kbps * 2}k",
        ]  # fmt: skip
    return told + ([f"-c:v:{len(made)}", "copy"] if is_copied else [])


def _sound(sizes: Sequence[Rendition]) -> list[str]:
    told = ["-c:a", "aac", "-ac", "2", "-ar", "48000", "-af", "aresample=async=1:first_pts=0"]
    rates = [size.audio_kbps for size in sizes] + [SOUND_KBPS]
    for number, rate in enumerate(rates):
        told += [f"-b:a:{number}", f"{rate}k"]
    return told


def _named(number: int, name: str, has_sound: bool) -> str:
    return f"v:{number},a:{number},name:{name}" if has_sound else f"v:{number},name:{name}"


def _cut(live: Live | None, streams: Sequence[str]) -> list[str]:
    told = ["-f", "hls", "-hls_time", str(PIECE_SECONDS), "-hls_flags"]
    if live is None:
        name, pieces, master = "index", "%v/%05d.ts", MASTER
        told += ["independent_segments", "-hls_playlist_type", "vod"]
    else:
        name, pieces, master = live.run, f"%v/{live.run}-%05d.ts", f"{live.run}.m3u8"
        told += ["independent_segments+temp_file+program_date_time+omit_endlist", "-hls_list_size", "0"]
    told += ["-hls_segment_filename", pieces, "-master_pl_name", master]
    return [*told, "-var_stream_map", " ".join(streams), f"%v/{name}.m3u8"]
