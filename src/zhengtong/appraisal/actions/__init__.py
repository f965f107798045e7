"""The only writes of the appraisal."""

from .computing import compute, publish, recompute, replay_without
from .hearing import decide, give_mark, object_to
from .loading import load_seed
from .rulemaking import (
    approve_indicator,
    approve_scheme,
    discard_indicator,
    discard_scheme,
    draft_indicator,
    draft_scheme,
)

__all__ = [
    "approve_indicator", "approve_scheme", "compute", "decide", "discard_indicator", "discard_scheme", "draft_indicator",
    "draft_scheme", "give_mark", "load_seed", "object_to", "publish", "recompute", "replay_without",
]  # fmt: skip
