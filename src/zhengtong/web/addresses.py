"""Addresses that come from outside: where to go next, where one came from."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(text: str, fallback: str) -> str:
    """`text` if it leads to a page of this site, else `fallback`: nobody is sent elsewhere by a crafted link."""
    # From the root only: a bare word is no address to `redirect`, it would look for a view of that name.
    is_own = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if is_own else fallback


def came_from(request: HttpRequest, fallback: str = "/") -> str:
    """The path of the page of this site one came from."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    if referrer.netloc != request.get_host():
        return fallback
    return own_address(f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path, fallback)
