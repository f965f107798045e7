"""What the guards look over again when the list changes: everything public, told by the doors that show it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengtong.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file that lies elsewhere than in the store of files: a digest of its bytes, its kind (docx, pdf …), how to read it."""

    digest: str
    kind: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class PublicText:
    """One text anybody may read: what it is, its number, where it stands, whose it is (unit code), what it says.

    `parts` are pieces of it with their names (标题, 摘要 …): checked one by one, so that a finding tells in which it stands;
    whoever gives parts gives the title among them. `attachments` are the files offered with it, each with its name.
    """

    kind: str
    ref: str
    url: str
    title: str
    text: str
    unit: str = ""
    attachments: Sequence[tuple[str, "StoredFile | PublicFile"]] = ()
    parts: Sequence[tuple[str, str]] = ()


Source = Callable[[str], Iterator[PublicText]]
"""Given a ref: the texts of its kind with greater refs (compared code point by code point), in that order; "" for all."""

PUBLIC_TEXTS: dict[str, Source] = {}
"""Kind → source. A door adds its own in AppConfig.ready; the re-scan goes through them bit by bit and can be broken off."""
