"""What a line of a channel may be. The letters are read by livehub's listeners: they never change."""

from enum import StrEnum


class LineKind(StrEnum):
    """The kinds of line, each with what its payload carries."""

    SAY = "say"
    """Somebody says something: who {name, post, role}, html; picture {url, w, h, alt} and to (a question's ref) if any."""
    ASK = "ask"
    """A question from the public that passed: ref, name, text, votes."""
    PUT = "put"
    """That question is put to the guest: ref."""
    ANSWERED = "answered"
    """That question is answered by these lines: ref, of (numbers)."""
    FIX = "fix"
    """An earlier line reads otherwise: of (number), html."""
    GONE = "gone"
    """An earlier line is withdrawn: of (number)."""
    PIN = "pin"
    """A notice above all: html."""
    UNPIN = "unpin"
    """No notice any more."""
    POLL = "poll"
    """A poll is opened, or closed with its counts: ref, title, choices [{ref, text}], is_open, counts {ref: n}."""
    VOTES = "votes"
    """How many want each question answered: counts {ref: n}."""
    STATE = "state"
    """Where the occasion stands: state, text if any."""
    VIDEO = "video"
    """Where the picture stands: state on, interrupted or ended; url if any."""
    WITHDRAWN = "withdrawn"
    """What stands in the place of a line whose text the law wants removed. Never said: `live.actions.erase` writes it."""
