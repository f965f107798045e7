"""The only writes: keep the list, note findings, sign overrides, look everything public over again."""

from .findings import TextRefused, clear, keep_texts, look_over, mark, note_refused, noting_refusals, override
from .importing import Plan, Planned, import_words, load_seed, plan
from .rescanning import rescan
from .words import add_word, change_word, retire_word

__all__ = [
    "Plan", "Planned", "TextRefused", "add_word", "change_word", "clear", "import_words", "keep_texts", "load_seed",
    "look_over", "mark", "note_refused", "noting_refusals", "override", "plan", "rescan", "retire_word",
]  # fmt: skip
