"""One open broadcast: who sends its picture just now, its run, its playlists, and what everybody is told of it."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

from django.utils import timezone

from zhengtong.foundation.errors import Refusal
from zhengtong.videos import encoding

from .. import actions, places, queries, rules
from ..choices import BroadcastState, Pause, Source
from ..models import Broadcast, BroadcastRun
from .run import Run, Unplayable

log = logging.getLogger(__name__)

LONGEST_PIECE = 10.0
"""Pieces of a copied picture are as long as the source's key pictures are apart; beyond this it is encoded instead."""
DISK_EVERY = 5.0
Call = Callable[..., Awaitable[Any]]


class Occupied(Exception):
    """Somebody else is sending already, or nothing may be sent; the sentence says which."""


class Sender(Protocol):
    """Whoever brings the picture."""

    def dropped(self) -> None:
        """What it brings is not taken any more; it may begin anew."""


class Desk:
    """Call `look` often. Who brings the picture calls `occupy`, then `take` for what comes, then `leave`.

    `call` runs what touches the database.
    """

    def __init__(self, broadcast: Broadcast, call: Call) -> None:
        self.broadcast = broadcast
        self._call = call
        self._run: Run | None = None
        self._sender: Sender | None = None
        self._heard = 0.0
        self._is_counted = False
        self._edition = 0
        self._runs: list[BroadcastRun] = []
        self._written: dict[Path, str] = {}
        self._disk_at = 0.0
        self._is_full = False
        self._may_copy = True
        self._lock = asyncio.Lock()
        self.is_done = False

    @property
    def ref(self) -> str:
        return self.broadcast.ref

    def occupy(self, sender: Sender) -> None:
        """Begin to send; raises Occupied."""
        if not self.broadcast.is_open:
            raise Occupied("视频直播已经结束。")
        if self._sender is not None and self._sender is not sender:
            raise Occupied("已经有一路画面正在直播，请先停止那一路。")
        if self._is_full:
            raise Occupied(Pause.DISK.label)
        self._sender, self._heard = sender, time.monotonic()

    def hears(self, sender: Sender) -> bool:
        """Whether this sender's picture is being taken."""
        return self._sender is sender

    async def take(self, sender: Sender, data: bytes, form: str) -> None:
        """More of the picture. Raises Occupied for who is no longer the sender, Unplayable after saying so."""
        async with self._lock:
            if self._sender is not sender:
                raise Occupied("画面已经由另一路发送。")
            self._heard = time.monotonic()
            if self._run is None:
                self._run = await self._call(self._new_run, form)
                self._is_counted = False
            try:
                await self._run.take(data)
            except Unplayable:
                log.warning("%s: cannot be played: %s", self.ref, self._run.words())
                await self._close(Pause.BROKEN)
                raise

    async def leave(self, sender: Sender, why: Pause = Pause.GONE) -> None:
        """The sender is gone."""
        async with self._lock:
            if self._sender is sender:
                await self._close(why)

    async def end(self) -> None:
        """The broadcast has ended: close the run, complete the playlists."""
        async with self._lock:
            self._sender = None
            if self._run is not None:
                await self._run.finish()
                await self._count()
                self._run = None
            await self._refresh(is_over=True)
            await self._call(actions.pack, self.ref, at=timezone.now())
            self.is_done = True

    async def stop(self) -> None:
        """The studio ends: what is half made is closed, and the broadcast waits for the studio to come back."""
        async with self._lock:
            if self._run is not None:
                await self._close(Pause.STUDIO)

    async def look(self, *, is_patient: bool = False) -> None:
        """Count new pieces, notice silence, a full disk, a picture copied in pieces too long, an ffmpeg that ended.

        `is_patient`: the sender keeps what it cannot send, and goes on where it stopped: silence ends nothing.
        """
        async with self._lock:
            await self._look_at_the_disk()
            if self._run is None:
                if self.broadcast.state == BroadcastState.ON:  # what stopped it could not be told at the time
                    await self._interrupt(Pause.GONE)
                return
            if self._run.has_ended:
                log.warning("%s: ffmpeg ended by itself: %s", self.ref, self._run.words())
                await self._close(Pause.BROKEN)
                return
            await self._count()
            if self._run.is_copying and self._longest() > LONGEST_PIECE:
                log.warning("%s: key pictures too far apart, encoded from now on", self.ref)
                self._may_copy = False
                await self._close(Pause.KEYS)
                return
            silent = time.monotonic() - self._heard > rules.SILENT_SECONDS
            if silent and not is_patient:
                await self._close(Pause.SILENT)
            elif silent and self.broadcast.state == BroadcastState.ON:
                await self._interrupt(Pause.SILENT, is_run_over=False)
            elif not silent and self._is_counted and self.broadcast.state == BroadcastState.INTERRUPTED:
                await self._go_on()

    def _new_run(self, form: str) -> Run:
        self._runs = queries.runs_of(self.broadcast)
        number = max([run.number for run in self._runs] + _numbers(self.broadcast.token), default=0) + 1
        own = places.own(self.ref)
        # A browser's key pictures are anywhere, and what it sends cannot be begun in the middle.
        may_copy = self._may_copy and self.broadcast.source != Source.BROWSER
        return Run(number, self.broadcast.token, own, form, queries.ffmpeg(), is_copying=may_copy)

    async def _close(self, why: Pause) -> None:
        run, sender = self._run, self._sender
        self._run = self._sender = None
        if sender is not None:
            sender.dropped()
        if run is None:
            if why == Pause.BROKEN:
                await self._call(actions.note, self.ref, why.label)
            return
        await run.finish()
        self._run = run
        await self._count()
        self._run = None
        if self.broadcast.state == BroadcastState.ON:
            await self._interrupt(why)
        elif why != Pause.GONE:
            await self._call(actions.note, self.ref, why.label)

    async def _interrupt(self, why: Pause, *, is_run_over: bool = True) -> None:
        try:
            self.broadcast = await self._call(
                actions.interrupt, self.ref, why, is_run_over=is_run_over, at=timezone.now()
            )
        except Refusal as refusal:
            log.info("%s: not interrupted: %s", self.ref, refusal)

    async def _go_on(self) -> None:
        """The picture is there, for the first time or again."""
        if self.broadcast.state == BroadcastState.ON:
            return
        act = actions.begin if self.broadcast.began_at is None else actions.resume
        try:
            self.broadcast = await self._call(act, self.ref, by="system", at=timezone.now())
        except Refusal as refusal:
            log.info("%s: not gone on: %s", self.ref, refusal)

    async def _count(self) -> None:
        """Pieces that are made: the first of them begin the broadcast, all of them go into the playlists."""
        run = self._run
        if run is None or run.shape is None or run.began_at is None:
            return
        pieces = [places.read_run(self.broadcast.token, folder, run.number) for folder in run.shape.folders]
        if not all(pieces):
            return
        is_new = not self._is_counted
        if is_new and not await self._begin(run):
            return
        await self._refresh(is_over=False)
        if is_new:
            await asyncio.to_thread(self._take_poster, run)
            await self._go_on()
            await self._call(actions.note, self.ref, _lacking(run))

    async def _begin(self, run: Run) -> bool:
        try:
            await self._call(
                actions.start_run, self.ref, run.number, run.shape, began_at=run.began_at, at=timezone.now()
            )
        except Refusal:
            log.info("%s: was ended meanwhile", self.ref)
            return False
        self._runs = await self._call(queries.runs_of, self.broadcast)
        self._is_counted = True
        return True

    def _longest(self) -> float:
        """Seconds of the longest piece that was copied."""
        run = self._run
        if run is None or run.shape is None:
            return 0.0
        sizes = [name for name in run.shape.folders if name != encoding.SOUND]
        pieces = places.read_run(self.broadcast.token, sizes[-1], run.number)
        return max((piece.seconds for piece in pieces), default=0.0)

    async def _refresh(self, *, is_over: bool) -> None:
        """Write the playlists of the newest edition; the older ones, once, as what is over."""
        if not self._runs:
            self._runs = await self._call(queries.runs_of, self.broadcast)
        await asyncio.to_thread(self._write_playlists, is_over)

    def _write_playlists(self, is_over: bool) -> None:
        public, token = places.public(self.broadcast.token), self.broadcast.token
        newest = max((run.edition for run in self._runs), default=0)
        for edition in sorted({run.edition for run in self._runs}):
            runs = [run for run in self._runs if run.edition == edition]
            for folder in runs[0].folders:
                pieces = [places.read_run(token, folder, run.number) for run in runs]
                text = rules.write_index(pieces, is_over=is_over or edition < newest)
                self._write(public / folder / rules.index_name(edition), text)
            first = public / f"{rules.run_name(runs[0].number)}.m3u8"
            if first.exists():
                text = rules.master(first.read_text(), runs[0].number, edition, self._measured(runs[0]))
                self._write(public / rules.master_name(edition), text)

    def _measured(self, run: BroadcastRun) -> dict[str, int]:
        """Bits a second of the first piece in each size, and a fifth more."""
        found = {}
        for folder in run.folders:
            piece = next(iter(places.read_run(self.broadcast.token, folder, run.number)), None)
            place = places.public(self.broadcast.token) / folder / piece.name if piece else None
            if piece and place and place.exists():
                found[folder] = round(place.stat().st_size * 8 / max(piece.seconds, 0.1) * 1.2)
        return found

    def _write(self, place: Path, text: str) -> None:
        if self._written.get(place) != text:
            places.write(place, text.encode())
            self._written[place] = text

    def _take_poster(self, run: Run) -> None:
        sizes = [name for name in run.shape.folders if name != encoding.SOUND] if run.shape else []
        if not sizes:
            return
        public = places.public(self.broadcast.token)
        piece = places.read_run(self.broadcast.token, sizes[-1], run.number)[0]
        draft = places.own(self.ref) / "poster.jpg"
        try:
            encoding.take_picture(queries.ffmpeg(), public / sizes[-1] / piece.name, draft, second=0, is_chosen=False)
            places.write(public / "poster.jpg", draft.read_bytes())
        except (encoding.Broken, encoding.Stopped, FileNotFoundError) as fault:
            log.warning("%s: no poster: %s", self.ref, fault)

    async def _look_at_the_disk(self) -> None:
        now = time.monotonic()
        if now - self._disk_at < DISK_EVERY:
            return
        self._disk_at, was = now, self._is_full
        self._is_full = await asyncio.to_thread(places.is_full)
        if self._is_full and not was:
            log.error("%s: the disk is nearly full, nothing is taken in", self.ref)
            if self._run is not None:
                await self._close(Pause.DISK)
            else:
                await self._call(actions.note, self.ref, Pause.DISK.label)
        elif was and not self._is_full:
            await self._call(actions.note, self.ref, "")


def _lacking(run: Run) -> str:
    if run.shape is None or (run.shape.width and run.shape.has_sound):
        return ""
    return "收到的信号没有声音，请检查麦克风。" if run.shape.width else "收到的信号没有画面，只播出声音。"


def _numbers(token: str) -> list[int]:
    """Runs that left something, counted or not."""
    return [int(place.stem[1:]) for place in places.public(token).glob("r[0-9]*.m3u8") if place.stem[1:].isdigit()]
