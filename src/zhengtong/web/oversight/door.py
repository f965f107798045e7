"""The oversight gate: only those who supervise come in, and each view says which permission it takes."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.queries import staff_of

View = Callable[..., HttpResponse]


def oversight(*permissions: str) -> Callable[[View], View]:
    """Let in staff who hold any of `permissions` somewhere (none named: supervision.view), as `request.staff`.

    Who is not signed in goes to sign in; who is signed in and does not belong here learns nothing (404). What of the
    county they may see is decided by the room's queries, never here.
    """
    wanted = permissions or (Permission.SUPERVISION_VIEW,)

    def gate(view: View) -> View:
        @functools.wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            staff = staff_of(request.user)
            if staff is None or not any(staff.may(permission) for permission in wanted):
                raise Unknown()
            request.staff = staff  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        enter.oversight_permissions = wanted  # type: ignore[attr-defined]
        return enter

    return gate
