"""Text as people type it: full-width forms, stray blanks, control characters."""

import re
import unicodedata

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_LINE_END = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
# Digits, letters and the blank only: full-width punctuation is correct Chinese and stays.
_HALF_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


def half_width(text: str) -> str:
    """Full-width digits and letters become half-width, and the full-width blank stays."""
    return text.translate(_HALF_WIDTH)


def tidy_line(text: str) -> str:
    """One line: full-width digits and letters become half-width, blanks are folded, control characters go."""
    return " ".join(_CONTROL.sub("", half_width(text)).split())


def tidy_text(text: str) -> str:
    """Running text: line ends unified and trimmed, control and direction-changing characters removed."""
    lines = _CONTROL.sub("", _LINE_END.sub("\n", text)).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def tidy_code(text: str) -> str:
    """A number copied from paper: half-width, no blanks or hyphens, nothing invisible, capitals."""
    return re.sub(r"[\s\-‐–—]", "", _CONTROL.sub("", unicodedata.normalize("NFKC", text))).upper()
