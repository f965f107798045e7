"""Where the inspection stands in the editors' door."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import queries, views


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("inspection/", views.defects, name="cms_inspection"),
        path("inspection/<int:pk>/", views.defect, name="cms_inspection_defect"),
        path("inspection/<int:pk>/recheck/", views.recheck, name="cms_inspection_recheck"),
        path("inspection/indicators/", views.standings, name="cms_indicators"),
        path("inspection/indicators/<int:site_id>/", views.standing, name="cms_indicator_site"),
        path("inspection/reports/", views.reports, name="cms_inspection_reports"),
        path("inspection/reports/<int:pk>/", views.report, name="cms_inspection_report"),
        path("inspection/reports/<int:pk>/rows/", views.rows, name="cms_inspection_report_rows"),
        path(
            "inspection/reports/<int:pk>/report.docx",
            views.document,
            {"form": "docx"},
            name="cms_inspection_report_docx",
        ),
        path(
            "inspection/reports/<int:pk>/report.xlsx",
            views.document,
            {"form": "xlsx"},
            name="cms_inspection_report_xlsx",
        ),
    ]


class ReadersItem(MenuItem):
    """Shown to who manages a site or supervises what is published."""

    def is_shown(self, request: HttpRequest) -> bool:
        return queries.may_read(request.user)


@hooks.register("register_reports_menu_item")
def defects() -> MenuItem:
    return ReadersItem("网页检查", reverse("cms_inspection"), icon_name="clipboard-list", order=41)


@hooks.register("register_reports_menu_item")
def indicators() -> MenuItem:
    return ReadersItem("单项否决指标", reverse("cms_indicators"), icon_name="warning", order=42)


@hooks.register("register_reports_menu_item")
def reports() -> MenuItem:
    return ReadersItem("政府网站年度报表", reverse("cms_inspection_reports"), icon_name="table", order=43)
