"""The citizens' gate: pages that belong to a person ask who that is."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zhengtong.org.queries import actor_of, citizen_of

View = Callable[..., HttpResponse]


def citizen(view: View) -> View:
    """Let in a natural or legal person, as `request.citizen` and, for the journal, `request.actor`.

    Who is not signed in goes to sign in and comes back to the same page; staff are told which account this takes. What
    stands behind the gate is personal, so no browser or proxy may keep it.
    """

    @functools.wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        person = citizen_of(request.user)
        if person is None:
            return render(request, "citizen/mine/staff.html", status=403)
        request.citizen = person  # type: ignore[attr-defined]
        request.actor = actor_of(request.user)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    enter.for_citizens = True  # type: ignore[attr-defined]
    return never_cache(enter)
