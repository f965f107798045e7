"""保密: what the journal tells in confidence. The room that writes it says from whom; whoever shows entries to people asks here.

The journal lies below the people and the rooms, so it holds their rules without knowing either.
"""

from collections.abc import Callable
from typing import Any

KeptFrom = Callable[[Any], Any]
"""A person, as org knows them → the query of the subjects that must not be known to them."""

_rules: list[KeptFrom] = []


def confide(rule: KeptFrom) -> KeptFrom:
    """Register whose business is told in confidence; a room calls it once, from its AppConfig.ready."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def kept_from(person: Any) -> list[Any]:
    """The queries of subjects that this person may know nothing of, each of one column, for `subject__in`."""
    return [rule(person) for rule in _rules]
