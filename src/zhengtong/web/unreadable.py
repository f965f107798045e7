"""A request nobody can read: a broken body, a strange encoding, a host that is not ours (HTTP 400)."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def answer(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page asks nothing of the request. Django's own answer looks for the CSRF token in the body that just failed."""
    return HttpResponse(render_to_string("400.html"), status=400)
