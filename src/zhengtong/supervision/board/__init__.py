"""What the oversight board, its map, its lists and the wall read, limited to what the person may see."""

from .counting import WORST, Finished, Overview, PlaceStanding, Standing, Tally, is_township, overview
from .life import Limit, cards_of, course_of, limits_of, matter_for, orders_of, split_of, undetermined_of
from .listing import Asked, choices_of, log_for, matters_asked
from .seen import (
    cards_visible_to,
    followers_state,
    last_event_at,
    matters_visible_to,
    number_watched,
    orders_visible_to,
    undetermined_visible_to,
)
from .today import Hour, Needs, Newest, flow, late_orders, needs, newest_cards, newest_mark

__all__ = [
    "WORST",
    "Asked",
    "Finished",
    "Hour",
    "Limit",
    "Needs",
    "Newest",
    "Overview",
    "PlaceStanding",
    "Standing",
    "Tally",
    "cards_of",
    "cards_visible_to",
    "choices_of",
    "course_of",
    "flow",
    "followers_state",
    "is_township",
    "last_event_at",
    "late_orders",
    "limits_of",
    "log_for",
    "matter_for",
    "matters_asked",
    "matters_visible_to",
    "needs",
    "newest_cards",
    "newest_mark",
    "number_watched",
    "orders_of",
    "orders_visible_to",
    "overview",
    "split_of",
    "undetermined_of",
    "undetermined_visible_to",
]
