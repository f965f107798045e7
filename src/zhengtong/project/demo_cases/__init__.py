"""示范办件: some hundred applications of the last months, each carried by the same acts as a real one.

Every act runs through the rooms' own actions at a past moment within office hours, in the order of time over all cases,
so the journal reads like the county's. Repeatable: the same moment of loading gives the same stories.
"""

from .disclosures import load_disclosures
from .interviews import load_interviews
from .loading import load_demo_cases, load_follow_ups
from .outside import load_outside
from .surveys import load_surveys

__all__ = ["load_demo_cases", "load_disclosures", "load_follow_ups", "load_interviews", "load_outside", "load_surveys"]
