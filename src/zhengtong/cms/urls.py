"""The editors' door, and every public address no other door answers: the pages of the site cluster."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import JavaScriptCatalog
from wagtail import urls as page_urls
from wagtail.admin import urls as editor_urls
from wagtail.documents import urls as document_urls

from . import media, portal_urls
from .theming.views import public as looks
from .videos import views as videos


def sign_out(request: HttpRequest) -> HttpResponse:
    """The form goes on as it came, with its token."""
    return HttpResponseRedirect("/account/sign-out/", preserve_request=True)


# What Wagtail says in the browser, and what this house adds where its Chinese is silent.
WORDS = ["wagtail.admin", "zhengtong.cms"]
ELSEWHERE = [
    # One account for every door: signing in and out and one's own settings are the county's pages.
    path("login/", RedirectView.as_view(url="/account/sign-in/?next=/editor/"), name="wagtailadmin_login"),
    path("logout/", sign_out, name="wagtailadmin_logout"),
    path("account/", RedirectView.as_view(url="/account/"), name="wagtailadmin_account"),
    path("jsi18n/", JavaScriptCatalog.as_view(packages=WORDS), name="wagtailadmin_javascript_catalog"),
]
urlpatterns = [
    path("editor/", include([*ELSEWHERE, path("", include(editor_urls))])),
    path("documents/", include(document_urls)),
    path("media/videos/<path:name>", videos.public, name="media-video"),
    path("media/live/<path:name>", videos.live, name="media-live"),
    path("media/<path:name>", media.serve, name="media"),
    path("look/<str:name>", looks.file, name="look-file"),
    *portal_urls.urlpatterns,
]
pages = [path("", include(page_urls))]
