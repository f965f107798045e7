"""What every page's frame says: the county, the person who looks, the main entries, the display they chose."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from zhengtong.org.choices import UserKind
from zhengtong.web.citizen import navigation as citizen_navigation
from zhengtong.web.desk import navigation as desk_navigation

ELDER_COOKIE = "elder"


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in, as the frame names them."""

    name: str
    is_staff: bool = False
    unit_name: str = ""


def county(request: HttpRequest) -> dict[str, object]:
    return {
        "county": settings.COUNTY,
        "public_url": settings.PUBLIC_URL,
        "is_elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "idle_minutes": settings.SESSION_COOKIE_AGE // 60,
        "me": SimpleLazyObject(lambda: _me(request)),
        "entries": SimpleLazyObject(lambda: citizen_navigation.entries(request.path)),
        "search_url": SimpleLazyObject(citizen_navigation.search_url),
        "desk_entries": SimpleLazyObject(lambda: desk_navigation.entries(_staff(request), request.path)),
        "desk_search_url": SimpleLazyObject(desk_navigation.search_url),
    }


def _staff(request: HttpRequest):
    user = getattr(request, "user", None)
    return getattr(user, "staff", None) if user is not None and user.is_authenticated else None


def _me(request: HttpRequest) -> Me:
    user = request.user
    if user.kind == UserKind.STAFF and (staff := _staff(request)):
        return Me(staff.name, is_staff=True, unit_name=staff.unit.short_name)
    citizen = getattr(user, "citizen", None)
    return Me(citizen.name if citizen else user.username)
