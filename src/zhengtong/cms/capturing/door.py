"""Who stands at the pages of capture, and the frame they share."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhengtong.capture import queries
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import staff_of

POSTS = (Permission.CONTENT_EDIT, Permission.SITE_MANAGE)
ROOT = {"url": "/editor/", "label": "首页"}
HERE = {"url": "/editor/capture/", "label": "信息采集"}
TABS = (
    ("sources", "采集来源", "cms_capture"),
    ("items", "采集结果", "cms_capture_items"),
    ("hosts", "采集白名单", "cms_capture_hosts"),
)


def staff_at(request: HttpRequest) -> Staff:
    """Who may have something captured; to everybody else there is nothing here."""
    staff = staff_of(request.user)
    if staff is None or not any(staff.may(post) for post in POSTS):
        raise Http404
    return staff


def page(
    request: HttpRequest, template: str, shown: dict[str, Any], *, title: str = "", status: int = 200
) -> HttpResponse:
    """One of the room's pages below its own title and crumbs."""
    crumbs = [ROOT, HERE, *([{"url": "", "label": title}] if title else [])]
    frame = {
        "header_title": title or "信息采集",
        "header_icon": "download",
        "breadcrumbs_items": crumbs,
        "tabs": TABS,
        "may_keep_hosts": queries.may_keep_hosts(staff_at(request)),
    }
    return render(request, f"cms/capture/{template}", frame | shown, status=status)
