"""What is shown of a result: the best piece of its text, escaped, with what was asked for in `<mark>`."""

import html
import re
from collections.abc import Sequence

LENGTH = 120
_BEFORE = 30


def mark(text: str, words: Sequence[str]) -> str:
    """HTML: everything escaped, every occurrence of a word in `<mark>`; width and case do not matter."""
    pattern = _pattern(words)
    if pattern is None:
        return html.escape(text)
    out, end = [], 0
    for match in pattern.finditer(text):
        out += [html.escape(text[end : match.start()]), "<mark>", html.escape(match[0]), "</mark>"]
        end = match.end()
    return "".join((*out, html.escape(text[end:])))


def excerpt(summary: str, body: str, words: Sequence[str]) -> str:
    """HTML of the summary if it holds a word, otherwise of the piece of the body that holds the most different ones."""
    pattern = _pattern(words)
    text = " ".join(body.split())
    if summary and (pattern is None or pattern.search(summary) or not text or not pattern.search(text)):
        return mark(summary[: LENGTH + 60], words)
    start = _best_start(text, pattern) if pattern else 0
    piece = text[start : start + LENGTH]
    shown = mark(piece, words)
    return f"{'…' if start else ''}{shown}{'…' if start + LENGTH < len(text) else ''}"


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    usable = [re.escape(word) for word in words if word.strip()]
    return re.compile("|".join(usable), re.IGNORECASE) if usable else None


def _best_start(text: str, pattern: re.Pattern[str]) -> int:
    places = [(match.start(), match[0]) for match in pattern.finditer(text)][:200]
    best, most = 0, 0
    for place, _ in places:
        within = len({word for at, word in places if place <= at < place + LENGTH - _BEFORE})
        if within > most:
            best, most = place, within
    start = max(0, best - _BEFORE)
    # From the beginning of a sentence where one begins just before.
    sentence = max(text.rfind(stop, start, best) for stop in "。；！？") if start else -1
    return sentence + 1 if sentence >= start else start
