"""What the public sends in, looked at before it is taken: the one call of every door with a form."""

from collections.abc import Mapping
from datetime import datetime

from zhengtong.guards import queries, rules
from zhengtong.guards.rules import Findings

Said = Mapping[str, tuple[str, str]]
"""Field → its name for people, and what was typed."""


def screen(said: Said, *, at: datetime) -> Findings:
    """Raise Refusal `words-blocked` under the field of a word that may not stand; else what a moderator should look at.

    Numbers are no matter here: people may tell their own to an office.
    """
    parts = []
    for field, (label, text) in said.items():
        findings = queries.check(text, at=at)
        rules.refuse_blocked(findings, label, field)
        parts.append(findings.at(label))
    return rules.joined(parts)
