"""The citizens' addresses: every topic module of this folder has a list `urls`, joined here.

Names the frame leads to: home, services, search, progress, letters, calculator, my.
"""

from django.urls import URLPattern, URLResolver, include, path

from zhengtong.web import files

from . import (
    annual_reports,
    applications,
    calculator,
    camera,
    complaints,
    consultation,
    disclosure,
    home,
    interviews,
    items,
    messages,
    mine,
    opendata,
    papers,
    policies,
    results,
    search,
    services,
    surveys,
)

app_name = "citizen"

# One line a topic: path("", include(services.urls)),
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(files.urls)),
    path("", include(papers.urls)),
    path("", include(messages.urls)),
    path("", include(consultation.urls)),
    path("", include(surveys.urls)),
    path("", include(interviews.urls)),
    path("", include(camera.urls)),
    path("", include(complaints.urls)),
    path("", include(disclosure.urls)),
    path("", include(home.urls)),
    path("", include(services.urls)),
    path("", include(search.urls)),
    path("", include(items.urls)),
    path("", include(results.urls)),
    path("", include(calculator.urls)),
    path("", include(applications.urls)),
    path("", include(mine.urls)),
    path("", include(policies.urls)),
    path("", include(opendata.urls)),
    path("", include(annual_reports.urls)),
]
