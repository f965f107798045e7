"""Stands before everything else: the files of public videos, whole or in ranges, without Django and without the database."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from zhengtong.videos import serving

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]


class Videos:
    """Files below /media/videos/ from the folders that are public; everything else, and what is not there, from `inside`."""

    def __init__(self, inside: Application, videos: Path) -> None:
        self._inside = inside
        self._public = videos / "public"

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(serving.AT) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._inside(environ, start)
        place = serving.find(self._public, path)
        if place is None:
            return self._inside(environ, start)
        try:
            answer = serving.answer(place, environ, is_head=environ["REQUEST_METHOD"] == "HEAD")
        except FileNotFoundError:  # withdrawn between two looks
            return self._inside(environ, start)
        start(f"{answer.status} {HTTPStatus(answer.status).phrase}", list(answer.headers.items()))
        return answer.pieces
