"""事项管理: find, read, edit, review, publish, import and export service items."""

from django.urls import path

from . import acts, editing, exchange, listing, reading

urls = [
    path("items/", listing.items, name="items"),
    path("items/new/", editing.new_item, name="item-new"),
    path("items/import/", exchange.import_page, name="item-import"),
    path("items/export/<str:kind>/", exchange.export, name="item-export"),
    path("items/<str:code>/", reading.item, name="item"),
    path("items/<str:code>/edit/", editing.edit, name="item-edit"),
    path("items/<str:code>/act/<str:verb>/", acts.act, name="item-act"),
    path("items/<str:code>/<int:number>/", reading.version, name="item-version"),
    path("items/<str:code>/<int:number>/yaml/", exchange.version_yaml, name="item-yaml"),
]
