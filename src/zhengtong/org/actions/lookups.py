"""查询失败计数: guesses are counted for all web processes together."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction

from .. import queries
from ..models import LookupFailure

# One statement, so that two guesses at once are two. A count begins anew once its time is over.
_COUNT = """
INSERT INTO org_lookupfailure AS kept (key, count, until) VALUES (%(key)s, 1, %(until)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN kept.until <= %(at)s THEN 1 ELSE kept.count + 1 END,
    until = CASE WHEN kept.until <= %(at)s THEN excluded.until ELSE kept.until END
"""


@transaction.atomic
def count_failed_lookup(what: Iterable[str], *, at: datetime, within: timedelta) -> None:
    """One more failure of each of these; a count ends `within` after its first. No act of anybody: records nothing."""
    over = LookupFailure.objects.select_for_update(skip_locked=True).filter(until__lte=at)
    LookupFailure.objects.filter(key__in=over.values("key")).delete()
    with connection.cursor() as cursor:
        for one in sorted(what):
            cursor.execute(_COUNT, {"key": queries.lookup_key(one), "until": at + within, "at": at})
