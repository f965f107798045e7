"""繁體: the public's pages in traditional characters for who asks, turned on the way out."""

import re
from collections.abc import Callable
from functools import cache
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from opencc import OpenCC

COOKIE = "hant"
ASKED = "lang"
LANGUAGES = {"hant": "1", "hans": ""}
AGE = 60 * 60 * 24 * 365  # seconds
DOORS = ("wagtail_serve", "site-map", "site-report", "citizen:", "account:")
"""The pages of the public, by the beginning of their address's name."""
_CHINESE = re.compile(
    # What is typed or chosen in a form goes back as it was stored: neither values nor what was written are turned.
    r"""(?P<kept><textarea\b.*?</textarea>|\bvalue="[^"]*"|\bvalue='[^']*')|[\u3400-\u9fff]+""",
    re.DOTALL,
)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str) -> str:
    """The same page in traditional characters; everything but Chinese, and what a form sends back, stays as it is."""
    convert = _converter().convert
    return _CHINESE.sub(lambda found: found[0] if found["kept"] else convert(found[0]), text)


class TraditionalMiddleware:
    """Remembers the choice (?lang=hant, ?lang=hans) in a cookie, and turns the pages of who chose 繁體."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get(ASKED)
        if wanted in LANGUAGES and request.method == "GET":
            return self._chosen(request, LANGUAGES[wanted])
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or not match.view_name.startswith(DOORS) or response.streaming:
            return response
        patch_vary_headers(response, ["Cookie"])
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and request.COOKIES.get(COOKIE) == "1":
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
            text = traditional(response.content.decode(response.charset))
            response.content = text.replace('lang="zh-CN"', 'lang="zh-Hant"', 1).encode(response.charset)
            response.headers["Content-Language"] = "zh-Hant"
        elif is_page:
            response.headers["Content-Language"] = "zh-CN"
        return response

    def _chosen(self, request: HttpRequest, value: str) -> HttpResponse:
        """The same address without the choice, which the browser now carries."""
        asked = [(key, one) for key, values in request.GET.lists() if key != ASKED for one in values]
        # A path that begins with two slashes would be read as another host.
        path = "/" + request.path.lstrip("/")
        response = HttpResponseRedirect(f"{path}?{urlencode(asked)}" if asked else path)
        if value:
            response.set_cookie(COOKIE, value, max_age=AGE, httponly=True, samesite="Lax")
        else:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response
