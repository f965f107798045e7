"""遮盖PDF: words to hide and areas drawn on the pages; the proved copy is sent back at once and not kept."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.disclosure.redaction import Area, preview, redact, survey
from zhengtong.files import actions as files
from zhengtong.files import queries as stored
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.queries import actor_of

from .door import desk

_PERMISSIONS = (Permission.DISCLOSURE_HANDLE, Permission.DISCLOSURE_REGISTER)
MOST_SHOWN = 60
"""Pages drawn for marking; what comes after them is marked by numbers."""
PDF = "application/pdf"


@desk(*_PERMISSIONS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Choose the file: hide words at once, or look at its pages first."""
    errors: dict[str, str] = {}
    typed = {name: request.POST.get(name, "") for name in ("words", "confirmed")}
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise Refusal("no-file", "请选择要处理的PDF文件。", "file")
            if "look" in request.POST:
                return redirect("desk:redaction-marking", _kept(request).token)
            done = redact(upload.read(), words=typed["words"].splitlines(), confirmed=_pages(typed["confirmed"]))
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or "file"] = refusal.sentence
        else:
            return _sent(done.content, upload.name or "文件.pdf")
    context = {"errors": errors, "typed": typed}
    return render(request, "desk/information/redaction.html", context, status=409 if errors else 200)


def _kept(request: HttpRequest) -> Attachment:
    """The file while its pages are looked at; only a PDF that can be read. Raises Refusal."""
    at, by = timezone.now(), actor_of(request.user)
    kept = files.store_upload(request.FILES["file"], by=by, at=at)
    try:
        if kept.stored.kind.media_type != PDF:
            raise Refusal("not-pdf", "只能处理PDF文件；其他文件请先另存为PDF。", "file")
        survey(stored.content(kept.stored))
    except Refusal:
        files.remove(kept.token, by=by, at=at)
        raise
    return kept


@desk(*_PERMISSIONS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def marking(request: HttpRequest, token: str) -> HttpResponse:
    """The pages as pictures; areas are drawn on them or written as numbers. `forget` takes the file away."""
    kept = _own(request, token)
    if "forget" in request.POST:
        files.remove(token, by=actor_of(request.user), at=timezone.now())
        messages.success(request, "上传的文件已删除。")
        return redirect("desk:redaction")
    content, errors = stored.content(kept.stored), {}
    typed = {name: request.POST.get(name, "") for name in ("words", "areas")}
    confirmed = _pages(" ".join(request.POST.getlist("confirmed")))
    if request.method == "POST":
        try:
            done = redact(
                content, areas=read_areas(typed["areas"]), words=typed["words"].splitlines(), confirmed=confirmed
            )
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            return _sent(done.content, kept.name)
    seen = survey(content)
    context = {
        "kept": kept,
        "typed": typed,
        "errors": errors,
        "pages": range(1, min(seen.pages, MOST_SHOWN) + 1),
        "count": seen.pages,
        "is_cut": seen.pages > MOST_SHOWN,
        "unread": [(str(page), f"第{page}页") for page in seen.unread],
        "confirmed": [str(page) for page in confirmed],
    }
    return render(request, "desk/information/marking.html", context, status=409 if errors else 200)


@desk(*_PERMISSIONS)
@require_safe
@never_cache
def page(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """A picture of one page, for whoever uploaded the file."""
    return HttpResponse(preview(stored.content(_own(request, token).stored), number), content_type="image/png")


def _own(request: HttpRequest, token: str) -> Attachment:
    """A PDF of one's own; raises Unknown."""
    (kept,) = stored.own_attachments([token], by=actor_of(request.user))
    if kept.stored.kind.media_type != PDF:
        raise Unknown("没有找到这个文件。")
    return kept


def read_areas(text: str) -> Sequence[Area]:
    """Lines of five numbers, 页码 左 上 右 下, edges in percent of the page; raises Refusal naming the line."""
    areas = []
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.replace("，", " ").replace(",", " ").split()
        if not parts:
            continue
        try:
            place, left, top, right, bottom = parts
            areas.append(Area(int(place), *(float(edge) / 100 for edge in (left, top, right, bottom))))
        except ValueError as error:
            raise Refusal(
                "bad-area", f"遮盖区域第{number}行应为五个数字：页码 左 上 右 下，例如：1 10 20 45 24。", "areas"
            ) from error
    return areas


def _pages(text: str) -> list[int]:
    return [int(page) for page in text.replace("、", " ").replace(",", " ").split() if page.isdecimal()]


def _sent(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = content_disposition_header(True, f"{name.removesuffix('.pdf')}（遮盖件）.pdf")
    return response


urls = [
    path("information/redaction/", start, name="redaction"),
    path("information/redaction/<str:token>/", marking, name="redaction-marking"),
    path("information/redaction/<str:token>/pages/<int:number>.png", page, name="redaction-page"),
]
