"""Rows of matters where only time has passed, read without the weight of a model."""

import orjson
from django.db import connection
from django.db.models import QuerySet

from ...models import Matter
from ...rules import track
from .judged import Judged, Kept

_COLUMNS = (
    "pk", "system", "subject", "ref", "business", "unit_id", "region_id", "item", "item_name", "item_kind", "channel",
    "is_instant", "light",
)  # fmt: skip


def kept(rows: QuerySet[Matter]) -> list[Judged]:
    """These rows, locked where the queryset locks them, with their tracks read back."""
    sql, params = rows.values_list(*_COLUMNS, "track").query.sql_with_params()
    # The database's text: as a model's field it would be read by a slower reader.
    sql = sql.replace('"supervision_matter"."track"', '"supervision_matter"."track"::text', 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [
            Judged(Kept(*row[:-1]), [track.read_back(event) for event in orjson.loads(row[-1])])
            for row in cursor.fetchall()
        ]
