"""Numbers and moments as an address or a form carries them: read, or None. What nobody would type is no fault of ours."""

from datetime import datetime

from .text import tidy_line

_MOST_DIGITS = 18  # what a bigint column holds


def whole_number(text: str) -> int | None:
    """A whole number from 0 on; full-width digits are forgiven, “²”, “٣” and numbers no column holds are none."""
    said = tidy_line(text)
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS else None


def aware_moment(text: str) -> datetime | None:
    """A moment with its zone in ISO form; one without a zone could mean any, so it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
