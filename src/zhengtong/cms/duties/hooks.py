"""Where the columns' duties stand in the editors' door (imported by wagtail_hooks)."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("columns/", views.columns, name="cms_columns")]


@hooks.register("register_reports_menu_item")
def columns() -> MenuItem:
    return MenuItem("栏目更新", reverse("cms_columns"), icon_name="calendar-check", order=40)
