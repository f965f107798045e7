"""监察统计: matters counted by two dimensions, each table one grouped statement, each number with the way to its matters.

A narrowing is what a list of matters and a table are limited to; a number links to the narrowing of exactly the matters
it counts, so that the list behind it can never differ from it.
"""

from .dimensions import DIMENSIONS, MEASURES, RATES
from .narrowing import BY, INSTANT, LIGHTS, NONE, OUTCOMES, STATES, Narrowing, matters_narrowed, narrowed
from .tables import Cell, Row, Table, by_measures, by_two, choices_of

__all__ = [
    "BY", "DIMENSIONS", "INSTANT", "LIGHTS", "MEASURES", "NONE", "OUTCOMES", "RATES", "STATES", "Cell", "Narrowing", "Row", "Table",
    "by_measures", "by_two", "choices_of", "matters_narrowed", "narrowed",
]  # fmt: skip
