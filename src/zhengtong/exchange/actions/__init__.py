"""The writes of the inbound half: systems and their keys, deliveries, files, and what was set aside."""

from . import importing, quarantine, receiving, systems
from .importing import import_file
from .quarantine import drop_line, mend_line, replay_line
from .receiving import receive
from .systems import (
    change_system,
    issue_key,
    register_system,
    resume_system,
    retire_system,
    revoke_key,
    save_mapping,
)

__all__ = [
    "change_system",
    "drop_line",
    "import_file",
    "importing",
    "issue_key",
    "mend_line",
    "quarantine",
    "receive",
    "receiving",
    "register_system",
    "replay_line",
    "resume_system",
    "retire_system",
    "revoke_key",
    "save_mapping",
    "systems",
]
