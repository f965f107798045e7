"""What every answer carries, and what becomes of a refusal that reaches the door."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhengtong.foundation.errors import Refusal, Unknown

from .addresses import came_from

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self'",
        "script-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)


class ContentSecurityPolicyMiddleware:
    """Only what this site itself serves may run or be drawn; a page may set a stricter policy of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        return response


class SessionRenewalMiddleware:
    """A session ends SESSION_IDLE_MINUTES after the last request, not after signing in (GB/T 22239-2019 8.1.4.1).

    The renewal is written at most once a minute, so that a busy reader does not write with every page.
    """

    RENEWED_AT = "renewed_at"
    PAUSE_SECONDS = 60

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            now = int(time.time())
            if now - request.session.get(self.RENEWED_AT, 0) >= self.PAUSE_SECONDS:
                request.session[self.RENEWED_AT] = now
        return self.get_response(request)


class FirstPasswordMiddleware:
    """A password somebody else gave opens nothing but the page on which it is changed (GB/T 22239-2019 8.1.4.1)."""

    OPEN = frozenset({"account:password", "account:sign-out", "account:elder", "account:accessibility"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        if request.user.password_changed_at is not None or request.resolver_match.view_name in self.OPEN:
            return None
        wanted = request.get_full_path() if request.method == "GET" else ""
        return redirect(f"{reverse('account:password')}?{urlencode({'next': wanted})}" if wanted else "account:password")


class RefusalMiddleware:
    """Views catch the refusals they can show beside a field; this catches the rest. What one may not know is a 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Unknown):
            raise Http404(exception.sentence)
        if isinstance(exception, Refusal):
            return render(request, "refusal.html", {"refusal": exception, "back": came_from(request)}, status=409)
        return None
