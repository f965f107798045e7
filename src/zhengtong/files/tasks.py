import os
from datetime import datetime, timedelta

from . import storage

ABANDONED_AFTER = timedelta(days=1)


def sweep(at: datetime) -> int:
    """Remove what broken-off uploads left in the receiving folder; returns how many."""
    folder = storage.root() / "incoming"
    limit = (at - ABANDONED_AFTER).timestamp()
    stale = [entry for entry in os.scandir(folder) if entry.stat().st_mtime < limit] if folder.is_dir() else []
    for entry in stale:
        os.unlink(entry.path)
    return len(stale)
