"""The files of themes — stylesheets, emblems, pictures — as they lie on disk, so that they answer without a database."""

import hashlib
import os
import re
from pathlib import Path

from django.conf import settings

from .models import ThemeVersion
from .rules import looks
from .rules.looks import Look

_NAME = re.compile(r"(?:[0-9a-f]{16}\.css|(?:hills|mark)-[0-9a-f]{6}\.svg|picture-[0-9a-f]{16}\.(?:jpg|png|webp))")
TYPES = {"css": "text/css; charset=utf-8", "svg": "image/svg+xml", "jpg": "image/jpeg", "png": "image/png",
         "webp": "image/webp"}  # fmt: skip


def folder() -> Path:
    """Where they lie."""
    return settings.HOME / "looks"


def write(look: Look) -> None:
    """Put the files of a look in their place; each is named by what is in it, so one that is there is right."""
    _put(f"{looks.digest(look)}.css", looks.stylesheet(look).encode())
    _put(looks.hills_name(look), looks.hills(look).encode())
    _put(looks.mark_name(look), looks.mark(look).encode())


def write_picture(content: bytes, ending: str) -> str:
    """Keep the picture of a masthead; its name."""
    name = f"picture-{hashlib.blake2b(content, digest_size=8).hexdigest()}.{ending}"
    _put(name, content)
    return name


def read(name: str) -> bytes | None:
    """A file of a theme; None where there is none. One that was lost is made again from the theme."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return (folder() / name).read_bytes()
    except FileNotFoundError:
        pass
    if name.endswith(".css"):
        version = ThemeVersion.objects.filter(digest=name.removesuffix(".css")).first()
        found = [version.look] if version else []
    elif name.endswith(".svg"):
        found = ThemeVersion.objects.filter(look__primary=f"#{name[-10:-4]}").values_list("look", flat=True)[:1]
    else:
        found = []
    for values in found:
        write(Look(**values))
    try:
        return (folder() / name).read_bytes()
    except FileNotFoundError:
        return None


def _put(name: str, content: bytes) -> None:
    target = folder() / name
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{name}.{os.getpid()}.{os.urandom(4).hex()}")
    draft.write_bytes(content)
    draft.replace(target)
