"""What the editors' door shows besides Wagtail's own."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

# What would lead a county's editor away from the county, or to what is managed elsewhere (org).
HIDDEN = frozenset({"help", "settings"})


@hooks.register("construct_main_menu")
def only_what_is_ours(request: HttpRequest, items: list[MenuItem]) -> None:
    """Help pages in English and an empty settings menu serve nobody."""
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("register_admin_menu_item")
def back_to_the_desk() -> MenuItem:
    return MenuItem("返回工作台", "/desk/", icon_name="arrow-left", order=10_000)


@hooks.register("insert_global_admin_css")
def look() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("zhengtong/css/editor.css"))
