"""A page that a crowd opens in the same seconds is drawn once, and given to each with tokens of their own.

What may differ from reader to reader is only what stands behind a mark: a random word nobody can guess or type.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from zhengtong.foundation import refs

from .context import ELDER_COOKIE

SECONDS = 2
"""For so long a page is given to whoever comes next."""


def is_anybodys(request: HttpRequest) -> bool:
    """Whether whoever asks so is nobody in particular: not signed in, no question after the address, no large type."""
    personal = {settings.SESSION_COOKIE_NAME, ELDER_COOKIE}
    return not request.META.get("QUERY_STRING") and not personal & request.COOKIES.keys()


def drawn_once(request: HttpRequest, name: str, draw: Callable[[dict[str, Any]], HttpResponse]) -> HttpResponse:
    """The page kept under a name (without spaces) and this host, else what `draw` makes.

    `draw` is given the `csrf_token` and the `submission` its template has to use.
    """
    key = f"crowd:{request.scheme}://{request.get_host()}:{name}"
    kept: tuple[bytes, dict[str, str]] | None = cache.get(key)
    if kept is None:
        marks = {"csrf_token": refs.token(), "submission": refs.token()}
        kept = draw(marks).content, marks
        cache.set(key, kept, SECONDS)
    body, marks = kept
    for mark, own in ((marks["csrf_token"], get_token(request)), (marks["submission"], refs.token())):
        body = body.replace(mark.encode(), own.encode())
    return HttpResponse(body)
