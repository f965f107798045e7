"""我的账户: signing in and out, registering, one's own record; and how the pages are shown to one."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from .addresses import own_address
from .context import ELDER_COOKIE

DISPLAY_AGE = timedelta(days=365)


@require_safe
def elder(request: HttpRequest) -> HttpResponse:
    """长者模式 on or off; a link, so that it works everywhere."""
    response = redirect(own_address(request.GET.get("next", ""), "/"))
    is_on = request.GET.get("on") == "1"
    response.set_cookie(ELDER_COOKIE, "1" if is_on else "0", max_age=DISPLAY_AGE, samesite="Lax", httponly=True)
    return response


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "account/accessibility.html")


urls = [
    path("elder/", elder, name="elder"),
    path("accessibility/", accessibility, name="accessibility"),
]
