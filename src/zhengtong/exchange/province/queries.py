"""What the page, the board and the command line read of the link. Messages are the whole county's: no rows of one unit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localdate

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


def link() -> ProvinceLink:
    """How the link is; a fresh one where nothing was ever sent."""
    return ProvinceLink.objects.filter(name=LINK).first() or ProvinceLink(name=LINK)


def link_state(at: datetime) -> rules.LinkState:
    """省级对接状况 for the board: alarming where the oldest message waits over ten minutes or too many were rejected."""
    found = link()
    oldest = _waiting().order_by("created_at").values_list("created_at", flat=True).first()
    rejected = ProvinceMessage.objects.filter(state=MessageState.REJECTED).count()
    waiting = _waiting().count()
    is_configured = bool(settings.PROVINCE_URL)
    alarm = rules.alarm(oldest, rejected, found.fault, at) if is_configured else ""
    return rules.LinkState(
        is_configured=is_configured,
        is_simulator=found.is_simulator,
        is_alarming=bool(alarm),
        waiting=waiting,
        rejected=rejected,
        oldest_at=oldest,
        last_success_at=found.last_success_at,
        sentence=alarm or _sentence(found, waiting, is_configured=is_configured),
    )


def _sentence(found: ProvinceLink, waiting: int, *, is_configured: bool) -> str:
    if not is_configured:
        return "尚未接入省平台。"
    if found.fault:
        return f"链路中断：{found.fault}"
    if found.last_success_at is None:
        return "已配置省平台，还没有报送过。"
    return f"链路正常，{waiting} 条报文在途。" if waiting else "链路正常，报文已全部确认。"


def _waiting() -> QuerySet[ProvinceMessage]:
    return ProvinceMessage.objects.filter(state__in=[MessageState.QUEUED, MessageState.SENT])


@dataclass(frozen=True, slots=True)
class RejectGroup:
    """退回的报文, by the code they were rejected with."""

    code: str
    meaning: str
    advice: str
    count: int
    messages: list[ProvinceMessage]


def rejected(most: int = 50) -> list[RejectGroup]:
    """What waits for a person, by reject code, most first; at most `most` messages of each."""
    rows = ProvinceMessage.objects.filter(state=MessageState.REJECTED)
    counts = rows.values_list("code").annotate(number=Count("id")).order_by("-number", "code")
    return [
        RejectGroup(
            code,
            codes.meaning(code),
            codes.advice(code),
            number,
            list(rows.filter(code=code).order_by("settled_at")[:most]),
        )
        for code, number in counts
    ]


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
    *, state: str = "", object_type: str = "", number: str = "", before: int | None = None
) -> QuerySet[ProvinceMessage]:
    """报文, newest first; `number` is an object id or a journal subject; `before` is the id to page on from."""
    rows = ProvinceMessage.objects.order_by("-id")
    if state:
        rows = rows.filter(state=state)
    if object_type:
        rows = rows.filter(object_type=object_type)
    if number:
        rows = rows.filter(object_id__in=[number, rules.object_id(settings.COUNTY["region6"], number)])
    return rows.filter(pk__lt=before) if before else rows


def message_of(object_type: str, object_id: str, revision: int) -> ProvinceMessage | None:
    """One message with its receipts."""
    return (
        ProvinceMessage.objects.prefetch_related("receipts")
        .filter(object_type=object_type, object_id=object_id, revision=revision)
        .first()
    )


def receipts(most: int = 20) -> QuerySet[ProvinceReceipt]:
    """回执, newest first."""
    return ProvinceReceipt.objects.select_related("message").order_by("-at", "-id")[:most]


def reconciliations(most: int = 14) -> QuerySet[Reconciliation]:
    """对账, newest first."""
    return Reconciliation.objects.order_by("-at")[:most]


def open_differences(most: int = 200) -> QuerySet[ReconciliationDifference]:
    """What the newest comparison of each day found and nobody has sent again yet, newest first."""
    newest = Reconciliation.objects.filter(fault="").values("day").annotate(last=Max("id")).order_by("-day")[:31]
    ids = [row["last"] for row in newest]
    rows = ReconciliationDifference.objects.select_related("reconciliation").filter(reconciliation__in=ids)
    return rows.filter(repaired_at=None).order_by("-reconciliation__day", "object_type", "object_id")[:most]


def difference(number: int) -> ReconciliationDifference | None:
    return ReconciliationDifference.objects.select_related("reconciliation").filter(pk=number).first()


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
        "rejected": {group.code: group.count for group in rejected(0)},
        "last_success_at": found.last_success_at.isoformat() if found.last_success_at else None,
        "failures": found.failures,
        "today": {
            row.object_type: {"made": row.made, "acknowledged": row.acknowledged}
            for row in counts_of_day(localdate(at))
        },
        "open_differences": open_differences().count(),
    }
