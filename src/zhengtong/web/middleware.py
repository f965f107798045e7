"""What every answer carries, and what becomes of a refusal that reaches the door."""

import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.queries import people_known

from .addresses import came_from

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' blob:",  # hls.js hands what it fetched from here to the player as a blob
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


class ReadableTextMiddleware:
    """The null character is in nothing a person writes and no column can hold it: what carries it goes no further.

    Stands before the sessions: a cookie with one in it is none of ours, and is as if it had not been sent.
    """

    UNREADABLE = Refusal("unreadable-text", "提交的内容里有无法识别的字符，没有处理。请删去以后重新填写。")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if not any("\0" in text for text in self._texts(request)):
            return None
        return render(request, "refusal.html", {"refusal": self.UNREADABLE, "back": came_from(request)}, status=400)

    def _texts(self, request: HttpRequest) -> Iterator[str]:
        yield request.path_info
        for said in (request.GET, request.POST):
            for name, values in said.lists():
                yield name
                yield from values


class PersonalPagesMiddleware:
    """What somebody signed in was shown stays in no browser and no proxy: the next person at the machine finds nothing.

    (GB/T 22239-2019 8.1.4.9 剩余信息保护)
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session
        if is_signed_in and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
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


class PeopleKnownMiddleware:
    """Where a page is only asked for, its frame, its gate and its lists ask who somebody is: looked up once, not by each.

    What is sent in is left out: an act asks anew, and after it has its lock.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with people_known():
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
        return redirect(
            f"{reverse('account:password')}?{urlencode({'next': wanted})}" if wanted else "account:password"
        )


class RefusalMiddleware:
    """Views catch the refusals they can show beside a field; this catches the rest. What one may not know is a 404.

    A method an address does not take is told in words too.
    """

    NOT_TAKEN = Refusal("method-not-taken", "这个地址不能这样打开，请从页面上的按钮操作。")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            context = {"refusal": self.NOT_TAKEN, "back": came_from(request)}
            told = render(request, "refusal.html", context, status=response.status_code)
            told.headers["Allow"] = response.headers["Allow"]
            return told
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Unknown):
            raise Http404(exception.sentence)
        if isinstance(exception, Refusal):
            return render(request, "refusal.html", {"refusal": exception, "back": came_from(request)}, status=409)
        return None
