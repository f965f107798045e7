"""Every act on a case that the desk can do, in the order of the course; the page shows those that are lawful now."""

from . import intake, outcome, review
from .asked import Asked, VerbForm

_ORDER = (
    "receive",
    "accept",
    "check_materials",
    "request_correction",
    "supply_correction",
    "complete_step",
    "decide",
    "issue_certificate",
    "finish",
    "deliver",
    "supply_deferred",
    "record_fee",
    "assign_step",
    "suspend",
    "resume",
    "request_extension",
    "answer_extension",
    "open_joint",
    "transfer",
    "return_step",
    "pre_reject",
    "refuse_acceptance",
    "return",
    "void",
    "archive",
)
_ALL = intake.FORMS | review.FORMS | outcome.FORMS

FORMS: dict[str, VerbForm] = {verb: _ALL[verb] for verb in _ORDER}

__all__ = ["FORMS", "Asked", "VerbForm"]
