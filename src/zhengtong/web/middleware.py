"""A refusal that reaches the door becomes a page with its sentence; what one may not know is a 404."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhengtong.foundation.errors import Refusal, Unknown


class RefusalMiddleware:
    """Views catch the refusals they can show beside a field; this catches the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Unknown):
            raise Http404(exception.sentence)
        if isinstance(exception, Refusal):
            return render(request, "refusal.html", {"refusal": exception}, status=409)
        return None
