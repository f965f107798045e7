"""What pages and other rooms read of the index."""

from .finding import find
from .hot import hot_words
from .stamps import number_of_listings, refs_saying, stamps
from .suggesting import Suggestion, suggest
from .values import FACETS, Facet, Found, Hit, Query, Value

__all__ = [
    "FACETS",
    "Facet",
    "Found",
    "Hit",
    "Query",
    "Suggestion",
    "Value",
    "find",
    "hot_words",
    "number_of_listings",
    "refs_saying",
    "stamps",
    "suggest",
]
