"""What pages and the interface read of outside systems, their files, and what was set aside."""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import reach
from zhengtong.supervision.board.counting import Tally
from zhengtong.supervision.models import Matter

from .choices import LineState
from .keys import secret_hash
from .models import ColumnMapping, Import, OutsideSystem, QuarantinedLine, SystemKey

WAITING = (LineState.OPEN, LineState.MENDED)
_CLIENT = """
    SELECT k.client_id, k.secret_hash, k.signing_key, s.id, s.code
    FROM exchange_systemkey k JOIN exchange_outsidesystem s ON s.id = k.system_id
    WHERE k.client_id = %s AND k.revoked_at IS NULL AND s.is_active
"""


def systems_visible_to(staff: Staff) -> QuerySet[OutsideSystem]:
    """Those the person may see, by code, each with `open_lines`: how many lines of it are set aside and not settled."""
    seen = reach(staff, Permission.EXCHANGE_MANAGE) | reach(staff, Permission.SUPERVISION_VIEW)
    waiting = Count("quarantine", filter=Q(quarantine__state__in=WAITING))
    return (
        OutsideSystem.objects.filter(seen)
        .select_related("unit", "region")
        .annotate(open_lines=waiting)
        .order_by("code")
    )


def system_for(staff: Staff, code: str) -> OutsideSystem:
    """One of `systems_visible_to`; raises Unknown."""
    found = systems_visible_to(staff).filter(code=code).first()
    if found is None:
        raise Unknown
    return found


def may_manage(staff: Staff, system: OutsideSystem) -> bool:
    return staff.may(Permission.EXCHANGE_MANAGE, unit=system.unit, region=system.region)


def tallies(systems: Iterable[OutsideSystem]) -> dict[str, Tally]:
    """The code of each system → its matters by light, open and ended."""
    found = {system.code: Tally() for system in systems}
    rows = Matter.objects.filter(system__in=list(found)).values_list("system", "light", "is_undetermined")
    for code, light, is_undetermined, number in rows.annotate(number=Count("pk")).order_by():
        found[code].add(light, is_undetermined, number)
    return found


def imports_of(system: OutsideSystem) -> QuerySet[Import]:
    """Its files, newest first."""
    return system.imports.select_related("mapping").order_by("-started_at", "-pk")


def import_for(staff: Staff, ref: str) -> Import:
    """One file of a system the person may see; raises Unknown."""
    found = Import.objects.select_related("system__unit", "mapping").filter(ref=ref).first()
    if found is None or not systems_visible_to(staff).filter(pk=found.system_id).exists():
        raise Unknown
    return found


def quarantine(
    system: OutsideSystem, *, state: str = "", file: Import | None = None, before: int | None = None
) -> QuerySet[QuarantinedLine]:
    """What was set aside, newest first; `state` narrows (`LineState`), `before` is the id to page on from."""
    rows = system.quarantine.select_related("system", "file").order_by("-pk")
    if state:
        rows = rows.filter(state=state)
    if file is not None:
        rows = rows.filter(file=file)
    return rows.filter(pk__lt=before) if before else rows


def line_for(staff: Staff, line_id: int) -> QuarantinedLine:
    """One line of a system the person may see; raises Unknown."""
    found = QuarantinedLine.objects.select_related("system__unit", "system__region", "file").filter(pk=line_id).first()
    if found is None or not systems_visible_to(staff).filter(pk=found.system_id).exists():
        raise Unknown
    return found


def keys_of(system: OutsideSystem) -> QuerySet[SystemKey]:
    """Its keys, the newest first, revoked ones too."""
    return system.keys.order_by("-issued_at", "-pk")


def mappings_of(system: OutsideSystem) -> QuerySet[ColumnMapping]:
    """How its files are read: every version, newest first."""
    return system.mappings.order_by("name", "-version")


def late_feeds(at: datetime) -> list[OutsideSystem]:
    """Active systems that ought to have told something by now and have not: an alarm against their owner.

    One that never told anything counts from its registration.
    """
    expected = OutsideSystem.objects.filter(is_active=True, expected_every_minutes__isnull=False).select_related("unit")
    return [
        system
        for system in expected.order_by("code")
        if at - (system.last_event_at or system.registered_at) > timedelta(minutes=system.expected_every_minutes or 0)
    ]


class Client(NamedTuple):
    """Who asks at the interface: a key that still opens, of an active system, and the code of that system."""

    client_id: str
    secret_hash: str
    signing_key: str
    system_id: int
    system: str


def client(client_id: str) -> Client | None:
    """The client with this number; None for a revoked key, a retired system, a number nobody has.

    Asked anew with every request, so that a revocation holds at once; `signing_key` is what bodies are signed with.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CLIENT, [client_id])
        found = cursor.fetchone()
    return Client(found[0], found[1], _opened(found[2]), *found[3:]) if found else None


@lru_cache(maxsize=64)
def _opened(sealed: str) -> str:
    """Opening a signing key costs more than finding it, and the same sealed text always opens to the same key."""
    return crypto.decrypt(sealed)


def system_of(client: Client) -> OutsideSystem:
    return OutsideSystem.objects.get(pk=client.system_id)


def client_with(client_id: str, secret: str) -> Client | None:
    """The client whose secret this is; None alike for a wrong secret, a revoked key, an unknown client."""
    found = client(client_id)
    told = secret_hash(secret)
    return found if hmac.compare_digest(told, found.secret_hash if found else "") else None
