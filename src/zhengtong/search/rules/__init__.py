"""Searching in Chinese as pure functions: words, numbers, what was asked, spelling, what is shown of a result."""

from .document import Document
from .folding import fold, fold_query
from .highlight import excerpt, mark
from .lexemes import query_text, title_text, vector_text
from .lexicon import Lexicon
from .numbers import document_number, document_numbers, index_number
from .parsing import MOST_CHARACTERS, Asked, Term, parse
from .spelling import Speller

__all__ = [
    "MOST_CHARACTERS",
    "Asked",
    "Document",
    "Lexicon",
    "Speller",
    "Term",
    "document_number",
    "document_numbers",
    "excerpt",
    "fold",
    "fold_query",
    "index_number",
    "mark",
    "parse",
    "query_text",
    "title_text",
    "vector_text",
]
