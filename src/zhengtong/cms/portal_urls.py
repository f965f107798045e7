"""What the portal offers beside its pages: feeds, site maps, the files of data tables."""

from django.urls import path, re_path

from . import feeds, sitemaps, tables
from .inspection import urls as inspection_urls

urlpatterns = [
    *inspection_urls.urlpatterns,
    path("sitemap.xml", sitemaps.xml, name="sitemap"),
    path("site-map/", sitemaps.page, name="site-map"),
    path("rss/<path:path>.xml", feeds.column, name="feed"),
    re_path(r"^tables/(?P<block>[0-9a-f-]{36})\.(?P<form>csv|xlsx)/(?P<path>.+)$", tables.file, name="table-file"),
]
