"""What pages and other rooms may read of the catalogue."""

from .browse import Choice, Facet, Filters, browse
from .public import item_for_application, item_for_public, items_of_unit, published_items, search

__all__ = [
    "Choice",
    "Facet",
    "Filters",
    "browse",
    "item_for_application",
    "item_for_public",
    "items_of_unit",
    "published_items",
    "search",
]
