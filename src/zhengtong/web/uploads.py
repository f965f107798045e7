"""Files that travel with a form: each is stored the moment it comes in, and kept by token while the form is mended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest

from zhengtong.files.actions import store_upload
from zhengtong.files.models import Attachment
from zhengtong.files.queries import own_attachments
from zhengtong.foundation.errors import Refusal

REMOVE = "remove-file"


@dataclass(slots=True)
class Uploads:
    """What is there by field, the sentences for what was refused, and whether a file was taken off by a button."""

    files: dict[str, list[Attachment]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    is_rearranged: bool = False


def take(request: HttpRequest, names: Iterable[str], *, by: str, at: datetime) -> Uploads:
    """Read the files of `names`: those kept from before (`kept-<name>`) and the new ones, each an act of its own.

    A button `remove-file` with the value `<name>:<token>` takes one off again.
    """
    came = Uploads(is_rearranged=REMOVE in request.POST)
    dropped = request.POST.get(REMOVE, "")
    for name in names:
        tokens = [token for token in request.POST.getlist(f"kept-{name}") if f"{name}:{token}" != dropped]
        files, errors = own_attachments(tokens, by=by), []
        for upload in request.FILES.getlist(name):
            try:
                files.append(store_upload(upload, by=by, at=at))
            except Refusal as refusal:
                errors.append(f"“{upload.name}”没有上传成功：{refusal.sentence}")
        if files:
            came.files[name] = files
        if errors:
            came.errors[name] = "".join(errors)
    return came
