"""What an address of the house answers somebody without an account, without going over the network."""

from functools import cache
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from zhengtong.cms.pagecache import baking, rules

AGENT = "Zhengtong inspection bot"
"""Counted by nobody as a visit."""


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def asked(address: baking.Address) -> HttpResponse:
    """The answer; unlike that of a server it leaves the connection to the database as it is, also within a transaction."""
    name, _, port = address.name.partition(":")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address.path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": name,
        "SERVER_PORT": port or ("443" if address.scheme == "https" else "80"),
        "HTTP_HOST": address.name,
        "HTTP_USER_AGENT": AGENT,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": BytesIO(b""),
    }
    return _handler().get_response(WSGIRequest(environ))


def address_at(path: str) -> baking.Address:
    """An address of the county's own host, as readers ask for it."""
    parts = urlsplit(settings.PUBLIC_URL)
    return baking.Address(rules.DEFAULT, path, parts.netloc, parts.scheme)
