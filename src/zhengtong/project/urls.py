from django.urls import include, path

from . import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("api/", include("zhengtong.api.urls")),
    path("", include("zhengtong.web.urls")),
]

handler400 = "zhengtong.web.unreadable.answer"
