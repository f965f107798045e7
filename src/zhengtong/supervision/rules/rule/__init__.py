"""监察规则: what a rule says (`RuleSpec`), how its spec is read (`parse`, `problems`), and all of them (`Rulebook`). Pure."""

from .description import Change, Content, changes, describe, say_scope
from .reading import parse, problems
from .rulebook import Rulebook, VersionedRule
from .spec import COMPARE, PERIODS, SCOPES, TIME_UNITS, UNITS, Measure, RuleSpec, Scope, Threshold

__all__ = [
    "COMPARE",
    "PERIODS",
    "SCOPES",
    "TIME_UNITS",
    "UNITS",
    "Change",
    "Content",
    "Measure",
    "RuleSpec",
    "Rulebook",
    "Scope",
    "Threshold",
    "VersionedRule",
    "changes",
    "describe",
    "parse",
    "problems",
    "say_scope",
]  # fmt: skip
