"""Where template management stands in the editors' door."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from . import queries
from .views import templates, themes


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("themes/", themes.index, name="cms_themes"),
        path("themes/add/", themes.add, name="cms_theme_add"),
        path("themes/preview/", themes.preview, name="cms_theme_preview"),
        path("themes/mourning/", themes.mourn, name="cms_mourning"),
        path("themes/mourning/<int:pk>/cancel/", themes.stop_mourning, name="cms_mourning_cancel"),
        path("themes/sites/<int:pk>/", themes.choose, name="cms_site_look"),
        path("themes/<int:pk>/", themes.change, name="cms_theme"),
        path("themes/<int:pk>/versions/<int:number>/force/", themes.force, name="cms_theme_force"),
        path("templates/", templates.index, name="cms_templates"),
        path("templates/add/", templates.add, name="cms_template_add"),
        path("templates/<int:pk>/", templates.change, name="cms_template"),
        path("templates/<int:pk>/preview/", templates.preview, name="cms_template_preview"),
        path("templates/<int:pk>/assign/", templates.assign, name="cms_template_assign"),
        path("templates/<int:pk>/unassign/<int:page>/", templates.unassign, name="cms_template_unassign"),
        path("templates/<int:pk>/versions/<int:number>/check/", templates.check, name="cms_template_check"),
        path("templates/<int:pk>/versions/<int:number>/force/", templates.force, name="cms_template_force"),
        path("templates/<int:pk>/compare/<int:number>/<int:other>/", templates.compare, name="cms_template_compare"),
    ]


class Managers(SubmenuMenuItem):
    """Shown to whoever manages a site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return queries.manages_any(request.user)


@hooks.register("register_admin_menu_item")
def management() -> MenuItem:
    items = [
        MenuItem("主题", reverse("cms_themes"), icon_name="view", order=1),
        MenuItem("模板", reverse("cms_templates"), icon_name="code", order=2),
    ]
    return Managers("模板管理", Menu(register_hook_name="register_theming_menu_item", items=items), icon_name="table",
                    order=910)  # fmt: skip
