"""What a survey may ask, when and of whom, and what may be told of its answers. No database, no clock, no settings."""

from .asking import (
    PRESETS,
    add_question,
    blank_design,
    check_design,
    has_questions,
    presets,
    read_design,
    refuse_forged,
)
from .counting import SMALL, Cross, Line, Tally, crossed, splitting, tallies, told
from .settings import (
    Settings,
    check_period,
    check_reason,
    check_settings,
    check_slug,
    check_summary,
    settings_entries,
    settings_form,
    settings_from,
)
from .standing import CAST_WORDS, Standing, check_open, next_turn, standing

REF_ENTRY = "BM"
MOST_FROM_ADDRESS = 100
"""Answers taken from one address on one day where nobody signs in: a whole village may share one."""
BATCH = 5
"""Fewer envelopes than these are not opened while a survey is open: an answer is never alone."""

__all__ = [
    "BATCH", "CAST_WORDS", "MOST_FROM_ADDRESS", "PRESETS", "REF_ENTRY", "SMALL", "Cross", "Line", "Settings",
    "Standing", "Tally", "add_question", "blank_design", "check_design", "check_open", "check_period",
    "check_reason", "check_settings", "check_slug", "check_summary", "crossed", "has_questions", "next_turn", "presets", "read_design",
    "refuse_forged", "settings_entries", "settings_form", "settings_from", "splitting", "standing", "tallies", "told",
]  # fmt: skip
