"""监察规则: what a rule says (`RuleSpec`), how its spec is read (`parse`, `problems`), and all of them (`Rulebook`). Pure."""

from .reading import parse, problems
from .rulebook import Rulebook, VersionedRule
from .spec import COMPARE, PERIODS, SCOPES, TIME_UNITS, UNITS, Measure, RuleSpec, Scope, Threshold

__all__ = [
    "COMPARE", "PERIODS", "SCOPES", "TIME_UNITS", "UNITS", "Measure", "RuleSpec", "Rulebook", "Scope", "Threshold",
    "VersionedRule", "parse", "problems",
]  # fmt: skip
