"""The desk's gate: only people who serve come in, and each view says which permission it takes."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from zhengtong.foundation.errors import Unknown
from zhengtong.org.queries import staff_of

View = Callable[..., HttpResponse]


def desk(*permissions: str) -> Callable[[View], View]:
    """Let in staff who hold any of `permissions` somewhere (none named: any staff), as `request.staff`.

    Who is not signed in goes to sign in; who is signed in and does not belong here learns nothing (404). Whether they may
    touch the very thing at hand is decided by the room's query or action, never here.
    """

    def gate(view: View) -> View:
        @functools.wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            staff = staff_of(request.user)
            if staff is None or (permissions and not any(staff.may(permission) for permission in permissions)):
                raise Unknown()
            request.staff = staff  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        enter.desk_permissions = permissions  # type: ignore[attr-defined]
        return enter

    return gate
