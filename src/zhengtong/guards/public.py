"""What the guards look over again when the list changes: everything public, told by the doors that show it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengtong.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class PublicText:
    """One text anybody may read: what it is, its number, where it stands, whose it is (unit code), what it says.

    `attachments` are the files offered with it, each with its name.
    """

    kind: str
    ref: str
    url: str
    title: str
    text: str
    unit: str = ""
    attachments: Sequence[tuple[str, "StoredFile"]] = ()


Source = Callable[[str], Iterator[PublicText]]
"""Given a ref: the texts of its kind with greater refs (compared code point by code point), in that order; "" for all."""

PUBLIC_TEXTS: dict[str, Source] = {}
"""Kind → source. A door adds its own in AppConfig.ready; the re-scan goes through them bit by bit and can be broken off."""
