"""Stands before everything else: the files of public videos and of what is live, whole or in ranges, without Django and
without the database."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from zhengtong.videos import serving

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]


class Videos:
    """Files below /media/videos/ and /media/live/ from the folders that are public; everything else, and what is not there,
    from `inside`."""

    def __init__(self, inside: Application, videos: Path) -> None:
        self._inside = inside
        self._folders = {serving.AT: videos / "public", serving.LIVE_AT: videos / "live"}

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        at = next((one for one in self._folders if path.startswith(one)), None)
        if at is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._inside(environ, start)
        place = serving.find(self._folders[at], path, at)
        if place is None:
            return self._inside(environ, start)
        try:
            answer = serving.answer(
                place, environ, is_head=environ["REQUEST_METHOD"] == "HEAD", is_live=at == serving.LIVE_AT
            )
        except FileNotFoundError:  # withdrawn between two looks
            return self._inside(environ, start)
        start(f"{answer.status} {HTTPStatus(answer.status).phrase}", list(answer.headers.items()))
        return answer.pieces
