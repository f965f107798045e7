"""What the page, the board and the command line read of the link.

How the link is and how many went is for everybody who may look; the messages themselves are seen as far as one's own
post reaches: the whole county by who manages the exchange and by county supervisors, else one's own units.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from zhengtong.foundation.errors import Unknown
from zhengtong.journal.queries import settled_entries
from zhengtong.journal.rules import Place
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import all_units, reach, region_by_code

from ..models import (
    ProvinceCursor,
    ProvinceLink,
    ProvinceMessage,
    ProvinceReceipt,
    Reconciliation,
    ReconciliationDifference,
)
from . import codes, rules
from .actions.collecting import CURSOR
from .actions.sending import LINK
from .choices import MessageState, ObjectType

COUNTED = 100_000
"""A queue is counted up to here: the board asks every few seconds, and how many more there are changes nothing."""


def link() -> ProvinceLink:
    """How the link is; a fresh one where nothing was ever sent."""
    return ProvinceLink.objects.filter(name=LINK).first() or ProvinceLink(name=LINK)


def link_state(at: datetime) -> rules.LinkState:
    """省级对接状况 for the board: alarming where the oldest message waits over ten minutes or too many were rejected."""
    found = link()
    oldest = _waiting().order_by("created_at").values_list("created_at", flat=True).first()
    rejected = ProvinceMessage.objects.filter(state=MessageState.REJECTED).count()
    waiting = _waiting()[:COUNTED].count()
    is_configured = bool(settings.PROVINCE_URL)
    alarm = (_stopped(at) or rules.alarm(oldest, rejected, found.fault, at)) if is_configured else ""
    return rules.LinkState(
        is_configured=is_configured,
        is_simulator=found.is_simulator,
        is_alarming=bool(alarm),
        waiting=waiting,
        rejected=rejected,
        oldest_at=oldest,
        last_success_at=found.last_success_at,
        sentence=alarm or _sentence(found, waiting, rejected, is_configured=is_configured),
    )


def _stopped(at: datetime) -> str:
    """Why the outbox no longer follows the journal, in a sentence; "" while it does."""
    cursor = ProvinceCursor.objects.filter(name=CURSOR).first() or ProvinceCursor(name=CURSOR)
    if cursor.collected_at is not None and at - cursor.collected_at <= rules.WAITS_TOO_LONG:
        return ""
    unread = settled_entries(Place(cursor.epoch, cursor.xid, cursor.entry), limit=1)
    since = unread[0].recorded_at if unread else at
    return rules.stopped(at - max(since, cursor.collected_at or since))


def _sentence(found: ProvinceLink, waiting: int, rejected: int, *, is_configured: bool) -> str:
    if not is_configured:
        return "尚未接入省平台。"
    if found.fault:
        return f"链路中断：{found.fault}"
    if found.last_success_at is None:
        return "已配置省平台，还没有报送过。"
    if rejected:
        return f"链路正常，有 {rejected} 条报文被退回，等待处理。"
    return f"链路正常，{waiting} 条报文在途。" if waiting else "链路正常，报文已全部确认。"


def _waiting() -> QuerySet[ProvinceMessage]:
    return ProvinceMessage.objects.filter(state__in=[MessageState.QUEUED, MessageState.SENT])


def reach_of(staff: Staff) -> list[str] | None:
    """The codes of the units whose messages this person may see; None: all of them, and those of no unit."""
    county = region_by_code(settings.COUNTY["code"])
    if staff.may(Permission.EXCHANGE_MANAGE) or staff.may(Permission.SUPERVISION_VIEW, region=county):
        return None
    units = all_units().filter(reach(staff, Permission.SUPERVISION_VIEW, unit="", region=None))
    return list(units.values_list("code", flat=True))


def within_reach(staff: Staff, field: str = "unit") -> Q:
    """The rows (of messages or differences, by their unit code in `field`) this person may see."""
    units = reach_of(staff)
    return Q() if units is None else Q(**{f"{field}__in": units})


@dataclass(frozen=True, slots=True)
class RejectGroup:
    """退回的报文, by the code they were rejected with."""

    code: str
    meaning: str
    advice: str
    count: int
    messages: list[ProvinceMessage]


def rejected(staff: Staff, most: int = 50) -> list[RejectGroup]:
    """What waits for a person, by reject code, most first; at most `most` messages of each."""
    rows = ProvinceMessage.objects.filter(within_reach(staff), state=MessageState.REJECTED)
    return [
        RejectGroup(
            code,
            codes.meaning(code),
            codes.advice(code),
            number,
            list(rows.filter(code=code).order_by("settled_at")[:most]),
        )
        for code, number in _rejected_by_code(rows)
    ]


def _rejected_by_code(rows: QuerySet[ProvinceMessage]) -> QuerySet[ProvinceMessage, tuple[str, int]]:
    return rows.values_list("code").annotate(number=Count("id")).order_by("-number", "code")


@dataclass(frozen=True, slots=True)
class DayCount:
    """今日报送 of one type."""

    object_type: str
    label: str
    made: int
    acknowledged: int
    waiting: int
    rejected: int
    dead: int


def counts_of_day(day: date) -> list[DayCount]:
    """Per type: the messages made on `day` (in China) and where they stand; types without messages stand there with 0."""
    rows = {
        row["object_type"]: row
        for row in ProvinceMessage.objects.filter(day=day)
        .values("object_type")
        .annotate(
            made=Count("id"),
            acknowledged=Count("id", filter=Q(state=MessageState.ACKNOWLEDGED)),
            waiting=Count("id", filter=Q(state__in=[MessageState.QUEUED, MessageState.SENT])),
            rejected=Count("id", filter=Q(state=MessageState.REJECTED)),
            dead=Count("id", filter=Q(state=MessageState.DEAD)),
        )
    }
    empty = {"made": 0, "acknowledged": 0, "waiting": 0, "rejected": 0, "dead": 0}
    return [
        DayCount(kind.value, kind.label, *(rows.get(kind.value, empty)[name] for name in empty)) for kind in ObjectType
    ]


def messages(
    staff: Staff, *, state: str = "", object_type: str = "", number: str = "", before: int | None = None
) -> QuerySet[ProvinceMessage]:
    """报文, newest first; `number` is an object id or a journal subject; `before` is the id to page on from."""
    rows = ProvinceMessage.objects.filter(within_reach(staff)).order_by("-id")
    if state:
        rows = rows.filter(state=state)
    if object_type:
        rows = rows.filter(object_type=object_type)
    if number:
        rows = rows.filter(object_id__in=[number, rules.object_id(settings.COUNTY["region6"], number)])
    return rows.filter(pk__lt=before) if before else rows


def message_of(staff: Staff, guid: UUID, revision: int) -> ProvinceMessage:
    """One message with its receipts, newest answer last; raises Unknown."""
    rows = ProvinceMessage.objects.filter(within_reach(staff), guid=guid, revision=revision)
    found = rows.prefetch_related(Prefetch("receipts", ProvinceReceipt.objects.order_by("id"))).first()
    if found is None:
        raise Unknown("没有这条报文。")
    return found


def receipts(staff: Staff, most: int = 10) -> QuerySet[ProvinceReceipt]:
    """回执, newest first."""
    rows = ProvinceReceipt.objects.filter(within_reach(staff, "message__unit")).select_related("message")
    return rows.order_by("-at", "-id")[:most]


def reconciliations(most: int = 14) -> QuerySet[Reconciliation]:
    """对账, newest first."""
    return Reconciliation.objects.order_by("-at")[:most]


def sums_of(staff: Staff, run: Reconciliation) -> list[dict[str, Any]]:
    """The counts and hashes of one comparison, of the units this person may see."""
    units = reach_of(staff)
    return [row for row in run.sums if units is None or row["unit"] in units]


def open_differences(staff: Staff, most: int = 200) -> QuerySet[ReconciliationDifference]:
    """What the newest comparison of each day found and nobody has sent again yet, newest first."""
    rows = _open_differences().filter(within_reach(staff)).select_related("reconciliation")
    return rows.order_by("-reconciliation__day", "object_type", "object_id")[:most]


def _open_differences() -> QuerySet[ReconciliationDifference]:
    newest = Reconciliation.objects.filter(fault="").values("day").annotate(last=Max("id")).order_by("-day")[:31]
    ids = [row["last"] for row in newest]
    return ReconciliationDifference.objects.filter(reconciliation__in=ids, repaired_at=None)


def is_to_reconcile(day: date, *, since: datetime) -> bool:
    """Whether `day` has no comparison that worked, made after the day's end, and none was tried after `since`."""
    over = Reconciliation.objects.filter(day=day, at__date__gt=day)
    return not over.filter(Q(fault="") | Q(at__gt=since)).exists()


def collected_at() -> datetime | None:
    """When the outbox last read new entries."""
    return ProvinceCursor.objects.filter(name=CURSOR).values_list("collected_at", flat=True).first()


def status(at: datetime) -> dict[str, Any]:
    """The command line's account of the link, as plain values."""
    state, found = link_state(at), link()
    return {
        "is_configured": state.is_configured,
        "url": settings.PROVINCE_URL,
        "platform": found.platform,
        "is_simulator": state.is_simulator,
        "is_alarming": state.is_alarming,
        "sentence": state.sentence,
        "waiting": state.waiting,
        "oldest_at": state.oldest_at.isoformat() if state.oldest_at else None,
        "rejected": dict(_rejected_by_code(ProvinceMessage.objects.filter(state=MessageState.REJECTED))),
        "last_success_at": found.last_success_at.isoformat() if found.last_success_at else None,
        "failures": found.failures,
        "today": {
            row.object_type: {"made": row.made, "acknowledged": row.acknowledged}
            for row in counts_of_day(localdate(at))
        },
        "open_differences": _open_differences().count(),
    }
