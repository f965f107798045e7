"""Pure rules of the catalogue."""

import re
import unicodedata


def folded(text: str) -> str:
    """Text as it is compared in a search: half-width, small letters, one blank between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def terms(text: str) -> list[str]:
    """The words of a search, at most eight; punctuation separates."""
    return list(dict.fromkeys(re.sub(r"[^\w.〔〕\[\]-]+", " ", folded(text)).split()))[:8]
