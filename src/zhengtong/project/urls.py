from django.urls import include, path

from zhengtong.cms import urls as cms

from . import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("api/", include("zhengtong.api.urls")),
    path("", include(cms.urlpatterns)),
    path("", include("zhengtong.web.urls")),
    path("", include(cms.pages)),
]

handler400 = "zhengtong.web.unreadable.answer"
handler500 = "zhengtong.project.serving_fault.answer"
