"""The shapes of supervision: what is watched, by which rules, what was found, and what followed from it."""

from .card import Appeal, Card
from .matter import Follower, Matter, Undetermined
from .order import OrderStep, SupervisionOrder
from .rule import Rule, RuleVersion

__all__ = [
    "Appeal", "Card", "Follower", "Matter", "OrderStep", "Rule", "RuleVersion", "SupervisionOrder", "Undetermined",
]  # fmt: skip
