"""What a reader is told when an answer failed: that the database is away is said as such, with 503 (RFC 9110 15.6.4)."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.defaults import server_error

RETRY_SECONDS = 10


def answer(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        away = HttpResponse(loader.get_template("503.html").render(), status=503)
        away.headers["Retry-After"] = str(RETRY_SECONDS)
        return away
    return server_error(request)
