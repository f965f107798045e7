"""Where the statistics stand in the editors' door (imported by wagtail_hooks)."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("statistics/work/", views.work, name="cms_work"),
        path("statistics/visits/", views.visited, name="cms_visits"),
    ]


@hooks.register("register_reports_menu_item")
def work() -> MenuItem:
    return MenuItem("工作量统计", reverse("cms_work"), icon_name="tasks", order=50)


@hooks.register("register_reports_menu_item")
def visits() -> MenuItem:
    return MenuItem("访问量统计", reverse("cms_visits"), icon_name="view", order=51)
