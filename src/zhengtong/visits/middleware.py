"""Pages that Django answers, noted in the visit log."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from . import log, rules

logger = logging.getLogger("zhengtong.visits")


class VisitMiddleware:
    """Note what was shown to whom; a log that cannot be written costs nobody their page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._writer = log.Writer(settings.HOME)
        self._is_broken = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code == 200 and rules.is_page(request.path_info):
            self._note(request, response.status_code)
        return response

    def _note(self, request: HttpRequest, status: int) -> None:
        told = log.line(
            host=request.META.get("HTTP_HOST", ""),
            path=request.path_info,
            status=status,
            agent=request.META.get("HTTP_USER_AGENT", ""),
            address=request.META.get("REMOTE_ADDR", ""),
            referrer=request.META.get("HTTP_REFERER", ""),
        )
        try:
            self._writer.write(told, at=log.now())
            self._is_broken = False
        except OSError:
            if not self._is_broken:
                logger.exception("the visit log cannot be written; pages are served, visits are not counted")
            self._is_broken = True
