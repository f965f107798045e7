"""What the rules find in a matter's course: a pure function of entries, rules and calendar, three-valued.

A `Finding` says that a rule was broken, when, and by whom; a `Blank` that it cannot be determined, and what was not
told. Nothing is compared with "now": `until` is how far is looked, and a limit that was closed can no longer be missed.
"""

from .finding import Blank, Finding
from .judge import Judge
from .sight import Sight, split

__all__ = ["Blank", "Finding", "Judge", "Sight", "split"]
