"""Forms as data: what a definition may say, what an answer must satisfy. No database, no clock, no settings."""

from .changes import Change, carry_over, compare
from .checking import Checked, FileFacts, check
from .definition import Choice, Column, Condition, Definition, Field, Section
from .entries import Entries, entries_of, gather, rows_changed
from .kinds import COLUMN_KINDS, KINDS, NUMBERS, PERSONAL
from .parsing import parse_definition
from .plain import plain
from .visibility import condition_sentence, visible_keys

__all__ = [
    "COLUMN_KINDS",
    "KINDS",
    "NUMBERS",
    "PERSONAL",
    "Change",
    "Checked",
    "Choice",
    "Column",
    "Condition",
    "Definition",
    "Entries",
    "Field",
    "FileFacts",
    "Section",
    "carry_over",
    "check",
    "compare",
    "condition_sentence",
    "entries_of",
    "gather",
    "parse_definition",
    "plain",
    "rows_changed",
    "visible_keys",
]
