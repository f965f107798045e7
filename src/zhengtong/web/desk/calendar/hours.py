"""作息时间: the seasons in which limits in working hours run."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.foundation.errors import Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.org.choices import Permission
from zhengtong.timers import actions, queries
from zhengtong.timers.rules import MovedClock
from zhengtong.web import one_act

from ..door import desk
from .sections import may_edit, sections


@desk()
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    context = {"sections": sections(), "seasons": queries.seasons(), "may_edit": may_edit(request.staff)}
    return render(request, "desk/calendar/hours.html", context)


@desk(Permission.CALENDAR_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    season = queries.season_of(code)
    if season is None:
        raise Unknown("没有这个作息季节。")

    def change(typed: one_act.Typed) -> list[MovedClock]:
        told = {name: tidy_line(text)[:60] for name, text in typed.items()}
        return actions.change_office_hours(code, **told, by=f"staff:{request.staff.code}", at=timezone.now())

    def done(moved: list[MovedClock]) -> tuple[str, HttpResponse]:
        said = f"{len(moved)}个按工作小时计算的期限已重新计算" if moved else "没有正在计时的期限因此变动"
        return f"{season.name}已调整，{said}。", redirect("desk:calendar-hours")

    return one_act.form(
        request,
        "desk/calendar/season_edit.html",
        {"first": season.first, "last": season.last, "sessions": season.sessions},
        change,
        done,
        sections=sections(),
        season=season,
    )


urls = [
    path("calendar/hours/", hours, name="calendar-hours"),
    path("calendar/hours/<slug:code>/", edit, name="calendar-season"),
]
