"""The only writes of the room."""

from .answering import answer, close_over, collect, collect_waiting, forget_addresses
from .drafting import change_questions, change_settings, create_survey, delete_survey, submit_survey, withdraw_survey
from .entries import FULL, already, note_entry, purge_entries, purge_over, send_entry
from .results import add_excerpt, drop_excerpt, publish_results, return_results, write_summary
from .reviewing import close_survey, open_survey, return_survey

__all__ = [
    "FULL", "add_excerpt", "already", "answer", "change_questions", "change_settings", "close_over", "close_survey", "collect",
    "collect_waiting", "create_survey", "delete_survey", "drop_excerpt", "forget_addresses", "note_entry",
    "open_survey", "publish_results", "purge_entries", "purge_over", "return_results", "return_survey",
    "send_entry", "submit_survey", "withdraw_survey", "write_summary",
]  # fmt: skip
