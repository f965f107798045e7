"""Text as people type it: full-width forms, stray blanks, control characters."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def tidy_line(text: str) -> str:
    """One line: full-width digits and letters become half-width, blanks are folded, control characters go."""
    return " ".join(_CONTROL.sub("", unicodedata.normalize("NFKC", text)).split())


def tidy_text(text: str) -> str:
    """Running text: line ends unified and trimmed, control and direction-changing characters removed."""
    lines = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def tidy_code(text: str) -> str:
    """A number copied from paper: half-width, no blanks or hyphens, capitals."""
    return re.sub(r"[\s\-‐–—]", "", unicodedata.normalize("NFKC", text)).upper()
