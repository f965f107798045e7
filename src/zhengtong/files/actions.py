from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from zhengtong.foundation import refs
from zhengtong.foundation.crypto import HASH
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record

from . import rules, storage
from .choices import KINDS, Trust
from .models import Attachment, StoredFile


@action("file.stored")
def store_upload(upload: UploadedFile, *, by: str, at: datetime, trust: str = Trust.UPLOADED) -> Attachment:
    """上传文件 — keep what a person sent, once by its digest, after looking at what it really is.

    Refused: file-empty, file-too-large, file-kind, file-mismatch, file-damaged, file-encrypted, file-macro, file-bomb,
    image-too-large; nothing stays behind. The name given is cleaned, never used as a path.
    """
    limit = settings.MAX_UPLOAD_BYTES
    name = rules.clean_name(upload.name or "")
    rules.check_size(upload.size or 0, limit)
    with storage.incoming() as received:
        storage.receive(upload.chunks(), received, ceiling=limit)
        rules.check_size(received.size, limit)
        received.file.flush()
        with open(received.file.name, "rb") as content:
            kind = rules.identify(content, name, received.size)
        stored = _stored(received, kind.media_type, at)
        received.keep()
    attachment = Attachment.objects.create(
        token=refs.token(),
        stored=stored,
        name=rules.named_as(name, kind),
        uploaded_by=by,
        uploaded_at=at,
        trust=Trust(trust),
    )
    record(
        "file.stored",
        stored.digest,
        actor=by,
        at=at,
        attachment=attachment.pk,
        size=stored.size,
        media_type=stored.media_type,
        trust=attachment.trust,
    )
    return attachment


@action("file.removed")
def remove(token: str, *, by: str, at: datetime) -> None:
    """删除文件 — the uploader takes back what is not yet part of a matter; what was handed in stays on the record."""
    attachment = Attachment.objects.select_for_update().filter(token=token, uploaded_by=by, removed_at=None).first()
    if attachment is None:
        raise Unknown("没有找到这个文件，可能已经删除。")
    if attachment.subject:
        raise Refusal("file-bound", f"“{attachment.name}”已随{attachment.subject}提交，不能删除。")
    attachment.removed_at = at
    attachment.save(update_fields=["removed_at"])
    record("file.removed", attachment.stored_id, actor=by, at=at, attachment=attachment.pk)


def bind(attachments: Iterable[Attachment], subject: str) -> None:
    """Tie files to the matter they were sent for. Part of the caller's act: records nothing.

    Refused: file-bound (used for another matter), file-gone (taken back). Binding twice is harmless.
    """
    wanted = {attachment.pk: attachment for attachment in attachments}
    locked = Attachment.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    for row in locked:
        if row.removed_at is not None:
            raise Refusal("file-gone", f"“{row.name}”已经删除，请重新上传。")
        if row.subject not in ("", subject):
            raise Refusal("file-bound", f"“{row.name}”已用于另一件业务，请重新上传。")
    locked.update(subject=subject)
    for attachment in wanted.values():
        attachment.subject = subject


def store_document(content: bytes, *, kind: str, at: datetime) -> StoredFile:
    """Keep what the house itself made (a paper's PDF). Part of the caller's act: records nothing."""
    with storage.incoming() as received:
        received.write(content)
        stored = _stored(received, KINDS[kind].media_type, at)
        received.keep()
    return stored


def _stored(received: storage.Incoming, media_type: str, at: datetime) -> StoredFile:
    stored, _ = StoredFile.objects.get_or_create(
        digest=received.digest,
        defaults={"algorithm": HASH, "size": received.size, "media_type": media_type, "stored_at": at},
    )
    return stored
