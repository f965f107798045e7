"""批量导入: looked through first, then taken in. Nothing is kept in between."""

import base64

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.guards import actions
from zhengtong.guards.actions.importing import CHANGED, FAULT, NEW, SAME
from zhengtong.guards.rules import HEAD, MOST_BYTES
from zhengtong.org.choices import Permission

from ..door import desk
from .sections import sections

MOST_SHOWN = 200


@desk(Permission.WORDS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    context: dict[str, object] = {
        "sections": sections(request.staff),
        "errors": {},
        "columns": "、".join(HEAD.values()),
    }
    if request.method == "POST":
        try:
            name, content = _file(request)
            if "import" in request.POST:
                done = actions.import_words(name, content, by=request.staff, at=timezone.now())
                messages.success(
                    request, f"已导入：新增{done.counts[NEW]}条，修改{done.counts[CHANGED]}条。公开的内容将自动复查。"
                )
                return redirect("desk:words")
            plan = actions.plan(name, content)
        except Refusal as refusal:
            context["errors"] = {"file": refusal.sentence}
        else:
            context |= {
                "plan": plan,
                "name": name,
                "payload": base64.b64encode(content).decode(),
                "stats": [(will, plan.counts[will], "行", "") for will in (NEW, CHANGED, SAME, FAULT)],
                "lines": [*plan.faults, *plan.to_write][:MOST_SHOWN],
                "most_shown": MOST_SHOWN,
            }
    return render(request, "desk/words/import.html", context, status=409 if context["errors"] else 200)


def _file(request: HttpRequest) -> tuple[str, bytes]:
    upload = request.FILES.get("file")
    if upload is not None:
        if (upload.size or 0) > MOST_BYTES:
            raise Refusal("words-file-large", "文件超过5 MB，请分批导入。", "file")
        return tidy_line(upload.name or ""), upload.read()
    if "payload" in request.POST:
        try:
            return tidy_line(request.POST.get("name", "")), base64.b64decode(request.POST["payload"], validate=True)
        except ValueError as error:
            raise Refusal("words-file-broken", "文件没有传完整，请重新选择文件。", "file") from error
    raise Refusal("words-no-file", "请选择要导入的文件。", "file")


urls = [path("words/import/", import_page, name="word-import")]
