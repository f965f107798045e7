"""What is found in a text, and what an entry of the list must say. No Django below here."""

from .checking import EXCEPTION, Checker, Listed
from .findings import (
    BLOCK,
    EXCERPT,
    LEAK,
    ORDER,
    REVIEW,
    SUGGEST,
    Findings,
    Found,
    Standing,
    hint,
    joined,
    refusal_of,
    refuse_blocked,
)
from .listing import HEAD, MOST_BYTES, Draft, Line, read_draft, read_file
from .markup import HotWords, plain

__all__ = [
    "BLOCK", "EXCEPTION", "EXCERPT", "HEAD", "LEAK", "MOST_BYTES", "ORDER", "REVIEW", "SUGGEST", "Checker", "Draft",
    "Findings", "Found", "HotWords", "Line", "Listed", "Standing", "hint", "joined", "plain", "read_draft", "read_file",
    "refusal_of", "refuse_blocked",
]  # fmt: skip
