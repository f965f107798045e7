"""What the editors' door shows besides Wagtail's own."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from . import media, overtaken, policies  # noqa: F401 — overtaken registers its own hook
from .capturing import hooks as capturing_hooks  # noqa: F401 — registers its pages
from .duties import hooks as duties_hooks  # noqa: F401 — registers its page
from .models import SiteDocument
from .statistics import hooks as statistics_hooks  # noqa: F401 — registers its pages
from .surveys import hooks as surveys_hooks  # noqa: F401 — registers the chooser
from .videos import hooks as videos_hooks  # noqa: F401 — registers its pages and the chooser
from .workflow import hooks as workflow_hooks  # noqa: F401 — registers the readings, withdrawals and shares

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


@hooks.register("construct_page_chooser_queryset")
def choose_what_is_ones_own_or_everybodys(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return pages.filter(pk__in=policies.choosable_pages(request.user).values_list("pk", flat=True))


@hooks.register("before_serve_document")
def serve_what_is_public(document: SiteDocument, request: HttpRequest) -> None:
    media.refuse_hidden(document, request)
