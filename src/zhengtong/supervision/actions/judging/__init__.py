"""Judge a batch of matters and bring rows, cards and undecided findings into line: a few statements for any number.

A card is issued once for an occurrence: the matter's row is held, and the table refuses a second. What a rule no longer
finds, because what was told has been corrected or came late, is withdrawn with that reason; nothing is deleted.
"""

from .. import cards as acts
from .blanks import tell_undetermined
from .comparing import AGAIN, Standing, compare_one
from .following_up import CORRECTED, ENDED, GONE, MET, take_back
from .issuing import issue
from .judged import SYSTEM, Judged, Kept
from .kept import kept
from .settling import settle

__all__ = [
    "AGAIN", "CORRECTED", "ENDED", "GONE", "MET", "SYSTEM", "Judged", "Kept", "Standing", "acts", "compare_one", "issue",
    "kept", "settle", "take_back", "tell_undetermined",
]  # fmt: skip
