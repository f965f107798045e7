"""What pages and the province read of the appraisal."""

from .books import (
    Compared,
    book_in_force,
    book_of,
    chosen_scheme,
    draft_of,
    indicator_version,
    indicators_for_pages,
    indicators_in_force,
    newest_approved,
    parsed,
    preview,
    rules_of,
    scheme_version,
    schemes_for_pages,
)
from .facts import Dossier, dossiers
from .scores import (
    Behind,
    Ranked,
    Ranking,
    appraisal_of,
    appraisals,
    behind,
    counted,
    current_scores,
    given_marks,
    lines_of,
    marks_of,
    newest,
    objection_for,
    objections_for,
    objections_of,
    open_objections,
    own_scores,
    ranking,
    revisions_of,
    score_for,
    scores_answered_by,
    scores_counting,
    scores_visible_to,
    trend,
)

__all__ = [
    "Behind", "Compared", "Dossier", "Ranked", "Ranking", "appraisal_of", "appraisals", "behind", "book_in_force", "book_of",
    "chosen_scheme", "counted", "current_scores", "dossiers", "draft_of", "given_marks", "indicator_version", "indicators_for_pages", "indicators_in_force",
    "lines_of", "marks_of", "newest", "newest_approved", "objection_for", "objections_for", "objections_of", "open_objections",
    "own_scores", "parsed", "preview", "ranking", "revisions_of", "rules_of", "scheme_version", "schemes_for_pages", "score_for", "scores_answered_by",
    "scores_counting", "scores_visible_to", "trend",
]  # fmt: skip
