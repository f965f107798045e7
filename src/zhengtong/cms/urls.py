"""The editors' door, and every public address no other door answers: the pages of the site cluster."""

from django.urls import include, path
from wagtail import urls as page_urls
from wagtail.admin import urls as editor_urls
from wagtail.documents import urls as document_urls

from . import media, portal_urls

urlpatterns = [
    path("editor/", include(editor_urls)),
    path("documents/", include(document_urls)),
    path("media/<path:name>", media.serve, name="media"),
    *portal_urls.urlpatterns,
]
pages = [path("", include(page_urls))]
