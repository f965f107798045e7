"""无法判定: what could not be decided is written once, and cleared when it can be."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from zhengtong.foundation.copying import copy_in, draw_keys
from zhengtong.journal.actions import action, record

from ...models import Matter, Undetermined
from ...rules.findings import Blank
from .judged import SYSTEM, Judged, Kept
from .rows import array_of

_OPEN = """
    SELECT matter_id, rule_code, id FROM supervision_undetermined WHERE matter_id = ANY(%s::bigint[]) AND cleared_at IS NULL
"""


def blanks_of(ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """By matter: rule → key of the open finding."""
    found: dict[int, dict[str, int]] = {}
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_OPEN, [array_of(map(str, ids))])
            for matter, rule, pk in cursor.fetchall():
                found.setdefault(matter, {})[rule] = pk
    return found


def write_blanks(judged: Sequence[Judged], known: dict[int, dict[str, int]], at: datetime) -> None:
    """Open what is undecided now and was not, clear what was and is not any more."""
    fresh: list[Undetermined] = []
    cleared: list[int] = []
    for one in judged:
        there = known.get(one.matter.pk, {})
        if not there and not one.blanks:
            continue
        now = {blank.rule.code: blank for blank in one.blanks}
        cleared += [pk for rule, pk in there.items() if rule not in now]
        fresh += [_undetermined(one.matter, blank) for rule, blank in now.items() if rule not in there]
    if cleared:
        Undetermined.objects.filter(pk__in=cleared).update(cleared_at=at)
    if fresh:
        for row, key in zip(fresh, draw_keys(Undetermined, len(fresh)), strict=True):
            row.pk = key
        copy_in(Undetermined, fresh)
    if fresh or cleared:
        tell_undetermined(len(fresh), len(cleared), at)


def _undetermined(matter: Matter | Kept, blank: Blank) -> Undetermined:
    return Undetermined(
        matter_id=matter.pk, unit_id=matter.unit_id, system=matter.system, rule_code=blank.rule.code,
        reason=blank.reason[:300], missing=[name[:60] for name in blank.missing], since=blank.since,
    )  # fmt: skip


@action("matters.undetermined")
def tell_undetermined(found: int, cleared: int, at: datetime) -> None:
    """One entry for a batch: how many rules could not be decided, and how many can be now."""
    record("matters.undetermined", "supervision", actor=SYSTEM, at=at, count=found, cleared=cleared)
