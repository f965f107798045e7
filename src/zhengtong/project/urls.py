from django.urls import include, path

urlpatterns = [
    path("", include("zhengtong.web.urls")),
]
