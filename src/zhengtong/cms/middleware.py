"""What answers behind the editors' door carry."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
