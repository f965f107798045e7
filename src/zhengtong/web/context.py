"""What every page's frame says: the county, the person who looks, the main entries, the display they chose."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from zhengtong.notices.queries import unread_count
from zhengtong.org.models import Staff
from zhengtong.org.queries import citizen_of, staff_of
from zhengtong.web.citizen import navigation as citizen_navigation
from zhengtong.web.desk import navigation as desk_navigation
from zhengtong.web.navigation import address
from zhengtong.web.oversight import navigation as oversight_navigation

ELDER_COOKIE = "elder"


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in, as the frame names them."""

    name: str
    is_staff: bool = False
    unit_name: str = ""


def county(request: HttpRequest) -> dict[str, object]:
    """`frame` is the base template of pages that both the desk and the citizens meet: refusals, errors, passwords."""
    return {
        "county": settings.COUNTY,
        "public_url": settings.PUBLIC_URL,
        "frame": _frame(request),
        "is_elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "idle_minutes": settings.SESSION_COOKIE_AGE // 60,
        "me": SimpleLazyObject(lambda: _me(request)),
        "unread": SimpleLazyObject(lambda: unread_count(request.user)),
        "messages_url": SimpleLazyObject(lambda: address("citizen:messages")),
        "entries": SimpleLazyObject(lambda: citizen_navigation.entries(request.path)),
        "open_entries": SimpleLazyObject(lambda: citizen_navigation.open_entries(request.path)),
        # Wagtail's own pages understand a name of a view by it.
        "search_url": "" if request.path.startswith("/editor/") else SimpleLazyObject(citizen_navigation.search_url),
        "desk_entries": SimpleLazyObject(lambda: desk_navigation.entries(staff_at(request), request.path)),
        "desk_search_url": SimpleLazyObject(desk_navigation.search_url),
        "oversight_entries": SimpleLazyObject(lambda: oversight_navigation.entries(staff_at(request), request.path)),
        "oversight_url": SimpleLazyObject(lambda: oversight_navigation.home(staff_at(request))),
        "matters_url": SimpleLazyObject(lambda: oversight_navigation.search_url(staff_at(request))),
    }


def _frame(request: HttpRequest) -> str:
    """The door one stands in; who does not belong there is shown the citizens' frame, and learns nothing."""
    if request.path.startswith("/desk/") and staff_at(request) is not None:
        return "desk/base.html"
    if request.path.startswith("/oversight/") and oversight_navigation.home(staff_at(request)):
        return "oversight/base.html"
    return "citizen/base.html"


def staff_at(request: HttpRequest) -> Staff | None:
    """The member of staff who asks: the one the desk's gate let in, else looked up once a request."""
    if not hasattr(request, "staff"):
        user = getattr(request, "user", None)
        request.staff = staff_of(user) if user is not None else None  # type: ignore[attr-defined]
    return request.staff


def _me(request: HttpRequest) -> Me:
    if staff := staff_at(request):
        return Me(staff.name, is_staff=True, unit_name=staff.unit.short_name)
    citizen = citizen_of(request.user)
    return Me(citizen.name if citizen else str(request.user))
