"""What an interview may become, what may be asked, shown and counted. No database, no clock, no settings."""

from .asking import (
    CODES_A_DAY,
    MOST_QUESTION,
    MOST_TRIES,
    PROOF_LASTS,
    VALID,
    check_phone,
    check_question,
    code_of,
    is_right,
    next_code,
    question_ref,
    shown_name,
)
from .figures import DEFINITIONS, Figure, Figures
from .planning import Guest, Plan, check_announcing, check_plan, check_slug, check_told, interview_ref
from .polling import check_poll, choice_ref
from .standing import check_reason, next_state

__all__ = [
    "CODES_A_DAY", "DEFINITIONS", "MOST_QUESTION", "MOST_TRIES", "PROOF_LASTS", "VALID",
    "Figure", "Figures", "Guest", "Plan", "check_announcing", "check_phone", "check_plan", "check_poll", "check_question",
    "check_reason", "check_slug", "check_told", "choice_ref", "code_of", "interview_ref", "is_right", "next_code", "next_state",
    "question_ref", "shown_name",
]  # fmt: skip
