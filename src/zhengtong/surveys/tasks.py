"""What happens because time passes. Each survey is done in a transaction of its own."""

from datetime import datetime

from django.db import connection

from . import actions

_EMPTIED = ("surveys_envelope", "surveys_participation", "surveys_surveyanswer")


def box(at: datetime) -> int:
    """Close what is over, put waiting answers into the box, forget yesterday's addresses; how many answers went in."""
    actions.close_over(at)
    actions.forget_addresses(at)
    count = actions.collect_waiting(at)
    if count and not connection.in_atomic_block:
        # Rows that were removed stay in the files until they are cleaned away; here they would tell what was removed.
        with connection.cursor() as cursor:
            for table in _EMPTIED:
                cursor.execute(f"VACUUM {table}")
    return count


def purge(at: datetime) -> int:
    """Empty the entries of e-forms whose time is over."""
    return actions.purge_over(at)
