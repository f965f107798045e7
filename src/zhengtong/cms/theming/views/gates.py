"""Who gets to these pages at all: whoever manages a site; to those of the whole cluster, whoever manages the portal."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from zhengtong.cms import policies
from zhengtong.org.models import Staff
from zhengtong.org.queries import staff_of

from .. import queries

View = Callable[..., HttpResponse]


def managers(view: View) -> View:
    """Not there for anybody who manages no site."""
    return _for(queries.manages_any, view)


def cluster_managers(view: View) -> View:
    """Not there for anybody who does not manage the portal."""
    return _for(lambda user: policies.manages(user, None), view)


def staff(request: HttpRequest) -> Staff:
    """The member of staff who acts. Raises Http404 where the account is nobody's."""
    found = staff_of(request.user)
    if found is None:
        raise Http404
    return found


def key(text: str | None) -> int:
    """A key as a form sent it. Raises Http404 for what is none."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)


def _for(may: Callable[[Any], bool], view: View) -> View:
    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return gated
