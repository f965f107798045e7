"""Pure rules of the catalogue."""

from .chain import CHAIN, REVIEW_PERMISSION, check_opinion, next_stage
from .columns import columns_of, family_of, folded, terms
from .comparison import Change, diff
from .gate import Missing, missing_elements
from .identity import check_code, references

__all__ = [
    "CHAIN",
    "REVIEW_PERMISSION",
    "Change",
    "Missing",
    "check_code",
    "check_opinion",
    "columns_of",
    "diff",
    "family_of",
    "folded",
    "missing_elements",
    "next_stage",
    "references",
    "terms",
]
