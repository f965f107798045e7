from collections.abc import Callable, Iterable
from pathlib import Path

from django.db.models import QuerySet

from zhengtong.foundation.errors import Unknown
from zhengtong.org.models import User
from zhengtong.org.queries import actor_of

from . import storage
from .models import Attachment, StoredFile

MayRead = Callable[[User, Attachment], bool]
_readers: list[MayRead] = []


def allow(may_read: MayRead) -> MayRead:
    """Register who else may read a file bound to a matter: the rooms above know their matters, this one does not.

    A room calls it once, from its AppConfig.ready; usable as a decorator. One reader that says yes is enough.
    """
    if may_read not in _readers:
        _readers.append(may_read)
    return may_read


def visible_to(user: User) -> QuerySet[Attachment]:
    """What this account sent itself and has not taken back, newest first."""
    if not user.is_authenticated:
        return Attachment.objects.none()
    sent = Attachment.objects.filter(uploaded_by=actor_of(user), removed_at=None)
    return sent.select_related("stored").order_by("-uploaded_at", "-pk")


def attachment_for(user: User, token: str) -> Attachment:
    """A file this account may read: its own, or one of a matter it may see; Unknown for everything else."""
    attachment = Attachment.objects.select_related("stored").filter(token=token, removed_at=None).first()
    if attachment is None or not user.is_authenticated:
        raise Unknown("没有找到这个文件。")
    is_own = attachment.uploaded_by == actor_of(user)
    if not is_own and not (attachment.subject and any(may_read(user, attachment) for may_read in _readers)):
        raise Unknown("没有找到这个文件。")
    return attachment


def attachment_by_token(token: str) -> Attachment:
    """For actions that take a token from a form; says nothing of who may use it. Raises Unknown."""
    attachment = Attachment.objects.select_related("stored").filter(token=token, removed_at=None).first()
    if attachment is None:
        raise Unknown("没有找到这个文件，可能已经删除，请重新上传。")
    return attachment


def attachments_of(subject: str) -> QuerySet[Attachment]:
    """What is bound to a matter, in the order it came; who may see the matter may see these."""
    return Attachment.objects.filter(subject=subject, removed_at=None).select_related("stored").order_by("pk")


def own_attachments(tokens: Iterable[str], *, by: str) -> list[Attachment]:
    """The uploads of one actor by their tokens, in the order given; raises Unknown if one is missing or another's."""
    wanted = list(dict.fromkeys(tokens))
    found = {
        a.token: a
        for a in Attachment.objects.filter(token__in=wanted, uploaded_by=by, removed_at=None).select_related("stored")
    }
    if len(found) != len(wanted):
        raise Unknown("有一个文件没有找到，可能已经删除，请重新上传。")
    return [found[token] for token in wanted]


def path(stored: StoredFile) -> Path:
    """Where the bytes lie, for a door that streams them; raises StorageFault if they are not there."""
    place = storage.place_of(stored.digest)
    if not place.is_file():
        raise storage.StorageFault(f"stored file {stored.digest} is missing")
    return place


def content(stored: StoredFile) -> bytes:
    """The bytes themselves, checked against their digest; raises StorageFault if they are missing or altered."""
    return storage.read(stored.digest, stored.algorithm)
