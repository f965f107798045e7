"""Pure rules of the catalogue."""

from .chain import CHAIN, REVIEW_PERMISSION, check_opinion, next_stage
from .columns import columns_of, family_of, folded, terms
from .comparison import Change, diff
from .gate import Missing, is_longer, missing_elements
from .identity import check_code, references
from .repealed import repealed_bases

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
    "is_longer",
    "missing_elements",
    "next_stage",
    "references",
    "repealed_bases",
    "terms",
]
