"""What pages and other rooms may read of the catalogue."""

from .browse import Choice, Facet, Filters, browse
from .desk import (
    history_for,
    items_for_desk,
    opinions_on,
    possible_acts,
    units_for_editing,
    version_for_desk,
    versions_for,
    visible_to,
    waiting_for,
)
from .gate import Known, findings
from .public import (
    cancelled_items,
    editions_of,
    item_for_application,
    item_for_public,
    items_of_unit,
    published_items,
    search,
)

__all__ = [
    "Choice",
    "Facet",
    "Filters",
    "Known",
    "browse",
    "cancelled_items",
    "editions_of",
    "findings",
    "history_for",
    "item_for_application",
    "item_for_public",
    "items_for_desk",
    "items_of_unit",
    "opinions_on",
    "possible_acts",
    "published_items",
    "search",
    "units_for_editing",
    "version_for_desk",
    "versions_for",
    "visible_to",
    "waiting_for",
]
