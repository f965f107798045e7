"""The door for files: uploads are measured as they come in, downloads go by token and never by path."""

from collections.abc import Callable
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhengtong.files import queries
from zhengtong.files.rules import size_words
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import look
from zhengtong.org.queries import actor_of

FILES_IN_ONE_REQUEST = 5
_DRAINED_AT_MOST = 1024**3
# A picture is boxed in completely. Chrome refuses to start its PDF viewer in a sandboxed page, so a PDF gets the same
# policy without that word; scripts inside a PDF run in the viewer's own process, never in this site's origin.
_IMAGE_POLICY = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_SAVED_POLICY = "sandbox; default-src 'none'"


class OversizedUpload(UploadedFile):
    """What is left of a file above the limit: name and true size, so that the refusal can stand beside the field."""


class SizeGuard(FileUploadHandler):
    """First of the upload handlers: a file that passes MAX_UPLOAD_BYTES is counted to its end and not kept any more."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)
        self.is_over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.is_over = self.is_over or start + len(raw_data) > settings.MAX_UPLOAD_BYTES
        return None if self.is_over else raw_data

    def file_complete(self, file_size: int) -> OversizedUpload | None:
        if not self.is_over:
            return None
        return OversizedUpload(BytesIO(), self.file_name, self.content_type, file_size, self.charset)


class BodyGuard:
    """Middleware: a request larger than several full files is answered with a sentence instead of being read.

    The body is drained, because a browser that is still sending never shows an answer it got too early.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        limit = FILES_IN_ONE_REQUEST * settings.MAX_UPLOAD_BYTES
        if length <= limit:
            return self.get_response(request)
        if length <= _DRAINED_AT_MOST:
            while request.read(1 << 20):
                pass
        refusal = Refusal(
            "request-too-large",
            f"这次提交的内容共有{size_words(length)}，超过了一次{size_words(limit)}的上限，没有保存。请减少文件后分几次上传。",
        )
        return render(request, "refusal.html", {"refusal": refusal}, status=413)


@require_safe
@never_cache
def download(request: HttpRequest, token: str) -> FileResponse:
    """Send one file to whoever may read it; `?download=1` saves instead of showing."""
    attachment = queries.attachment_for(request.user, token)
    actor = actor_of(request.user)
    if actor.startswith("staff:") and attachment.uploaded_by != actor:
        address = request.META.get("REMOTE_ADDR") or None
        look(actor, attachment.subject, f"附件 {attachment.pk}", address=address)
    kind = attachment.stored.kind
    is_inline = kind.is_shown_inline and "download" not in request.GET
    response = FileResponse(
        queries.path(attachment.stored).open("rb"),
        as_attachment=not is_inline,
        filename=attachment.name,
        content_type=kind.media_type,
    )
    response["Content-Security-Policy"] = (
        (_IMAGE_POLICY if kind.is_image else _PDF_POLICY) if is_inline else _SAVED_POLICY
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


urls = [path("files/<str:token>/", download, name="file")]
