"""The only writes: keep the list, note findings, sign overrides, look everything public over again."""

from .findings import look_over, mark, override
from .importing import Plan, Planned, import_words, load_seed, plan
from .rescanning import rescan
from .words import add_word, change_word, retire_word

__all__ = [
    "Plan", "Planned", "add_word", "change_word", "import_words", "load_seed", "look_over", "mark", "override", "plan",
    "rescan", "retire_word",
]  # fmt: skip
