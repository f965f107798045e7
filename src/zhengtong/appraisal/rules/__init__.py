"""The rules of appraisal: formulas, indicators, schemes, scores. Pure functions over values."""

from .facts import CardFact, ComplaintFact, Fact, MatterFact, OrderFact, Tally, tally
from .formula import parse
from .indicator import DIRECTIONS, UNITS, Book, Draft, Indicator, Reading, rounded
from .periods import Period, mean, month_after, month_before, month_of, read_period
from .scheme import HOW, NEW_LINE, Scheme, parse_scheme, rearranged, reweighted
from .scoring import CategoryScore, LineScore, Mark, Sheet, check_mark, score, sheet
from .totals import CARD_TOTALS, FAMILIES, TOTALS
from .wording import example_words, read_example, read_formula

__all__ = [
    "CARD_TOTALS", "DIRECTIONS", "FAMILIES", "HOW", "NEW_LINE", "TOTALS", "UNITS", "Book", "CardFact", "CategoryScore", "ComplaintFact", "Draft", "Fact",
    "Indicator", "LineScore", "Mark", "MatterFact", "OrderFact", "Period", "Reading", "Scheme", "Sheet", "Tally",
    "check_mark", "example_words", "mean", "month_after", "month_before", "month_of", "parse", "parse_scheme", "read_example", "read_formula", "read_period",
    "rearranged", "reweighted", "rounded",
    "score", "sheet", "tally",
]  # fmt: skip
