from django.urls import include, path

from . import account, papers, styleguide

urlpatterns = [
    path("account/", include((account.urls, "account"))),
    path("desk/", include("zhengtong.web.desk.urls")),
    path("oversight/", include("zhengtong.web.oversight.urls")),
    path("papers/", include((papers.urls, "papers"))),
    path("styleguide/", include((styleguide.urls, "styleguide"))),
    path("", include("zhengtong.web.citizen.urls")),
]
