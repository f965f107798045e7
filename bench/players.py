"""Live video: 200 people watch one broadcast, and what one of them costs the server that hands out the files.

A playlist grows by a piece of four seconds every four seconds (480 lines: 1.1 Mbit/s of picture and 64 kbit/s of sound);
every player asks for it as often and fetches what is new, over a connection it keeps, in its own turn. Twice: the
built-in file server alone (the same code and server as in production, two processes), and nginx as docs/nginx/portal.conf
sets it up. Server on one core, players on the other. Promise: no piece comes later than it lasts, p99 of a piece under a
second.
"""

import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

PLAYERS, SECONDS, WARM = 200, 40, 6
PIECE_SECONDS = 4
PIECE_BYTES = (1_100_000 + 64_000) // 8 * PIECE_SECONDS
TOKEN = "a-live-broadcast-0001"  # noqa: S105 — a folder's name
PORT, NGINX_PORT = 8941, 8942
PROMISE = 1.0
AT = f"/media/live/{TOKEN}/480p"
SAMPLE = Path(__file__).resolve().parent.parent / "docs" / "nginx" / "portal.conf"


@dataclass(slots=True)
class Watched:
    """What the players saw."""

    playlists: list[float] = field(default_factory=list)
    pieces: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    received: int = 0
    faults: int = 0


def main(argv: list[str]) -> int:
    print(__doc__)
    os.environ.setdefault("PYTHONPATH", "src")
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[-1]})
    kept = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        for label, serve, port in (("built-in server", _built_in, PORT), ("nginx", _nginx, NGINX_PORT)):
            try:
                with serve(home, cores[0]) as process:
                    kept.append(_watch(label, home, port, process))
            except FileNotFoundError:
                print(f"{label}: not installed")
    return 0 if all(kept) else 1


def _watch(label: str, home: Path, port: int, server: psutil.Process) -> bool:
    folder = home / "videos" / "live" / TOKEN / "480p"
    folder.mkdir(parents=True, exist_ok=True)
    seen = Watched()
    used, elapsed = asyncio.run(_broadcast(folder, port, server, seen))
    cost = used / elapsed / PLAYERS
    p99 = _percentile(seen.pieces, 99)
    print(
        f"{label}: {PLAYERS} players, {elapsed:.0f} s, {seen.received * 8 / elapsed / 1e6:.0f} Mbit/s; "
        f"playlist p50 {_percentile(seen.playlists, 50) * 1000:.1f} p99 {_percentile(seen.playlists, 99) * 1000:.1f} ms; "
        f"piece p50 {_percentile(seen.pieces, 50) * 1000:.1f} p99 {p99 * 1000:.1f} ms; "
        f"from listed to received p99 {_percentile(seen.late, 99):.2f} s; faults {seen.faults}; "
        f"server {used / elapsed * 100:.1f} % of a core, one player {cost * 100:.4f} %, "
        f"{used / max(1, len(seen.pieces)) * 1000:.2f} ms a piece with its playlist"
    )
    return seen.faults == 0 and p99 < PROMISE and max(seen.pieces) < PIECE_SECONDS


async def _broadcast(folder: Path, port: int, server: psutil.Process, seen: Watched) -> tuple[float, float]:
    stopping = asyncio.Event()
    feeding = asyncio.create_task(_feed(folder, stopping))
    await asyncio.sleep(0.5)
    players = [asyncio.create_task(_play(port, seen, stopping)) for _ in range(PLAYERS)]
    await asyncio.sleep(WARM)
    for measured in (seen.playlists, seen.pieces, seen.late):
        measured.clear()
    seen.received = 0
    before, began = _used(server), time.monotonic()
    await asyncio.sleep(SECONDS)
    used, elapsed = _used(server) - before, time.monotonic() - began
    stopping.set()
    await asyncio.gather(feeding, *players)
    return used, elapsed


async def _feed(folder: Path, stopping: asyncio.Event) -> None:
    """The studio's part: a new piece, then the playlist that names it, in one step each."""
    content, names = os.urandom(PIECE_BYTES), []
    number = 0
    while not stopping.is_set():
        name = f"r01-{number:05d}.ts"
        (folder / f".{name}").write_bytes(content)
        (folder / f".{name}").replace(folder / name)
        names = [*names, name][-450:]
        lines = ["#EXTM3U", "#EXT-X-VERSION:6", f"#EXT-X-TARGETDURATION:{PIECE_SECONDS}", "#EXT-X-MEDIA-SEQUENCE:0"]
        lines += [line for each in names for line in (f"#EXTINF:{PIECE_SECONDS}.000,", each)]
        (folder / ".index").write_text("\n".join([*lines, ""]))
        (folder / ".index").replace(folder / "index-1.m3u8")
        number += 1
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), PIECE_SECONDS)


async def _play(port: int, seen: Watched, stopping: asyncio.Event) -> None:
    await asyncio.sleep(random.uniform(0, PIECE_SECONDS))
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    fetched = ""
    try:
        while not stopping.is_set():
            began = time.monotonic()
            body = await _get(reader, writer, f"{AT}/index-1.m3u8")
            seen.playlists.append(time.monotonic() - began)
            newest = body.decode().split()[-1]
            if newest != fetched:
                fetched, asked = newest, time.monotonic()
                piece = await _get(reader, writer, f"{AT}/{newest}")
                seen.pieces.append(time.monotonic() - asked)
                seen.late.append(time.monotonic() - began)
                seen.received += len(piece)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), max(0.0, PIECE_SECONDS - (time.monotonic() - began)))
    except (OSError, ValueError, asyncio.IncompleteReadError):
        seen.faults += 1
    finally:
        writer.close()


async def _get(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> bytes:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head[:16]:
        raise ValueError(head[:60])
    length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    return await reader.readexactly(int(length.split(b":")[1]))


# --- servers ---


def application(environ, start):
    """The files of videos as `zhengtong web` answers them, with nothing behind."""
    return _front()(environ, start)


def _front():
    global _made
    if _made is None:
        from zhengtong.project.serving_videos import Videos

        _made = Videos(_nothing, Path(os.environ["PLAYERS_HOME"]) / "videos")
    return _made


_made = None


def _nothing(environ, start):
    start("404 Not Found", [("Content-Length", "0")])
    return [b""]


@contextmanager
def _built_in(home: Path, core: int) -> Iterator[psutil.Process]:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT), "--workers", "2",
        "--blocking-threads", "4", "--backlog", "2048", "--backpressure", "1024", "--no-ws", "--log-level", "warning",
        "bench.players:application",
    ]  # fmt: skip
    with _running(command, core, PORT, PLAYERS_HOME=str(home)) as process:
        yield process


@contextmanager
def _nginx(home: Path, core: int) -> Iterator[psutil.Process]:
    text = (
        SAMPLE.read_text()
        .replace("listen 80;", f"listen 127.0.0.1:{NGINX_PORT};")
        .replace("/var/lib/zhengtong", str(home))
    )
    (home / "portal.conf").write_text(text)
    for name in ("pages", "visits", "run"):
        (home / name).mkdir(exist_ok=True)
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(
        f"{name}_temp_path {home}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (home / "nginx.conf").write_text(
        f"{user} pid {home}/nginx.pid; error_log {home}/error.log; daemon off; worker_processes 1;"
        f"events {{ worker_connections 1024; }} http {{ access_log off; {temporary} include {home}/portal.conf; }}"
    )
    programme = next((place for place in ("/usr/sbin/nginx", "/usr/bin/nginx") if Path(place).exists()), "nginx")
    with _running([programme, "-c", str(home / "nginx.conf"), "-p", str(home)], core, NGINX_PORT) as process:
        yield process


@contextmanager
def _running(command: list[str], core: int, port: int, **environment: str) -> Iterator[psutil.Process]:
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, preexec_fn=lambda: os.sched_setaffinity(0, {core})
    )
    try:
        asyncio.run(_answering(port))
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


async def _answering(port: int) -> None:
    for _ in range(100):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise RuntimeError(f"nothing answers at port {port}")


def _used(server: psutil.Process) -> float:
    times = [process.cpu_times() for process in (server, *server.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1] if len(values) > 1 else float("nan")
