"""File names as people give them: Chinese kept, everything that could act as a path or a command taken out."""

import re
import unicodedata

from ..choices import FileKind

MAX_LENGTH = 200
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_RESERVED = re.compile(r'[<>:"|?*]')


def clean_name(name: str) -> str:
    """The last part of a path, without control or direction-changing characters, at most 200 characters long."""
    last = re.split(r"[/\\]", _INVISIBLE.sub("", unicodedata.normalize("NFC", name)))[-1]
    kept = " ".join(_RESERVED.sub("_", last).split()).lstrip(". ").rstrip(". ")
    stem, dot, extension = kept.rpartition(".")
    if not dot:
        return kept[:MAX_LENGTH] or "未命名文件"
    extension = extension.strip()[:12]
    return f"{stem.strip()[: MAX_LENGTH - len(extension) - 1] or '未命名文件'}.{extension}"


def extension_of(name: str) -> str:
    """Lower case, without the dot; empty if there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def named_as(name: str, kind: FileKind) -> str:
    """The name with an extension of its kind: a PNG that a telephone called .jpg is a PNG."""
    if extension_of(name) in kind.extensions:
        return name
    return f"{name.rpartition('.')[0]}.{kind.extensions[0]}"
