"""What answers behind the editors' door carry, and what becomes of a refusal there."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from . import scoping

EDITOR = "/editor/"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "script-src 'self' 'unsafe-inline'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
"""Wagtail's own pages start their scripts inline; the pages of every other door stay under the stricter policy."""


class EditorPolicyMiddleware:
    """The editors' door alone allows inline scripts and styles."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(EDITOR):
            response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        scoping.refuse_what_is_closed(request.resolver_match)
        if request.path_info.startswith(EDITOR):
            scoping.refuse_what_is_not_theirs(request, request.resolver_match)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, PermissionDenied) and request.path_info.startswith(EDITOR):
            raise Http404


class LeadOnMiddleware(RedirectMiddleware):
    """An address that moved leads on with what was asked there; Wagtail's own forgets the question."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        led = super().process_response(request, response)
        query = request.META.get("QUERY_STRING", "")
        if led is not response and query and "?" not in led["Location"]:
            led["Location"] += f"?{query}"
        return led
