"""The only writes of the catalogue."""

from .approval import give_opinion, publish_version, submit_version, withdraw_version
from .drafting import discard_draft, draft_item, edit_draft, revise_item
from .importing import import_items
from .loading import load_items
from .standing import cancel_item, resume_item, suspend_item

__all__ = [
    "cancel_item",
    "discard_draft",
    "draft_item",
    "edit_draft",
    "give_opinion",
    "import_items",
    "load_items",
    "publish_version",
    "resume_item",
    "revise_item",
    "submit_version",
    "suspend_item",
    "withdraw_version",
]
