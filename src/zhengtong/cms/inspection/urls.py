"""What everybody may read of the inspection: the yearly tables of the sites."""

from django.urls import path

from . import views

urlpatterns = [
    path("site-reports/", views.public_reports, name="site-reports"),
    path("site-reports/<int:year>/<str:unit>/", views.public_report, name="site-report"),
    path(
        "site-reports/<int:year>/<str:unit>/report.docx",
        views.public_document,
        {"form": "docx"},
        name="site-report-docx",
    ),
    path(
        "site-reports/<int:year>/<str:unit>/report.xlsx",
        views.public_document,
        {"form": "xlsx"},
        name="site-report-xlsx",
    ),
]
