"""Where capture stands in the editors' door (imported by wagtail_hooks)."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhengtong.org.queries import staff_of

from . import hosts, items, sources
from .door import POSTS


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("capture/", sources.index, name="cms_capture"),
        path("capture/new/", sources.add, name="cms_capture_add"),
        path("capture/one/", items.one, name="cms_capture_one"),
        path("capture/items/", items.index, name="cms_capture_items"),
        path("capture/items/<int:item_id>/", items.detail, name="cms_capture_item"),
        path("capture/hosts/", hosts.index, name="cms_capture_hosts"),
        path("capture/hosts/<int:host_id>/remove/", hosts.remove, name="cms_capture_host_remove"),
        path("capture/runs/<int:run_id>/", sources.run, name="cms_capture_run"),
        path("capture/<int:source_id>/", sources.detail, name="cms_capture_source"),
        path("capture/<int:source_id>/edit/", sources.edit, name="cms_capture_edit"),
        path("capture/<int:source_id>/<slug:act>/", sources.act, name="cms_capture_act"),
    ]


class CaptureItem(MenuItem):
    """Shown to whoever writes or manages sites."""

    def is_shown(self, request: HttpRequest) -> bool:
        staff = staff_of(request.user)
        return staff is not None and any(staff.may(post) for post in POSTS)


@hooks.register("register_admin_menu_item")
def entry() -> MenuItem:
    return CaptureItem("信息采集", reverse("cms_capture"), name="capture", icon_name="download", order=70)
