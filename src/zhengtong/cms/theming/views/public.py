"""The files of themes: their names change with what is in them, so they are kept for ever."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .. import files

YEAR = 365 * 24 * 3600  # seconds


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """A stylesheet, an emblem, the picture of a masthead."""
    content = files.read(name)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=files.TYPES[name.rpartition(".")[2]])
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer
