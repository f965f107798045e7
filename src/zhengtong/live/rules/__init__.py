"""What a line may be, what it reads like on the wire, and what stands after many of them. No database, no clock."""

from .folding import Answer, Entry, Poll, Speaker, Standing, fold
from .lines import MOST_BYTES, MOST_LINE, compose, erased, read, refuse_long
from .wording import as_html, as_text

__all__ = [
    "MOST_BYTES", "MOST_LINE", "Answer", "Entry", "Poll", "Speaker", "Standing", "as_html", "as_text", "compose",
    "erased", "fold", "read", "refuse_long",
]  # fmt: skip
