from django.urls import include, path

from . import account, styleguide

urlpatterns = [
    path("account/", include((account.urls, "account"))),
    path("desk/", include("zhengtong.web.desk.urls")),
    path("styleguide/", include((styleguide.urls, "styleguide"))),
    path("", include("zhengtong.web.citizen.urls")),
]
