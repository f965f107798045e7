"""Pages of one act that comes with files: what was uploaded is kept while the words are mended."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal, Unknown

from . import uploads

FIELD = "files"
Made = TypeVar("Made")


def form(
    request: HttpRequest,
    template: str,
    names: dict[str, str],
    act: Callable[[dict[str, str], list[Attachment]], Made],
    done: Callable[[Made], tuple[str, HttpResponse]],
    *,
    by: str,
    at: datetime,
    **context: Any,
) -> HttpResponse:
    """Show the form; on POST store the files, act, say what is done and go on.

    A refusal shows the form again (409) with what was typed (`typed`), the files so far (`files`) and the sentences by
    field (`errors`).
    """
    typed, files, errors = names, [], {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in names}
        came = uploads.take(request, [FIELD], by=by, at=at)
        files, errors = came.files.get(FIELD, []), dict(came.errors)
        if not errors and not came.is_rearranged:
            try:
                made = act(typed, files)
            except Unknown:
                raise
            except Refusal as refusal:
                errors[refusal.field or ""] = refusal.sentence
            else:
                said, onward = done(made)
                messages.success(request, said)
                return onward
    context |= {"typed": typed, "files": files, "errors": errors, "upload_field": FIELD}
    return render(request, template, context, status=409 if errors else 200)
