"""Pure: names of objects, pauses between tries, what was found different, when the link is alarming. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from .comparison import Line

# `choices.Operation` and `choices.DifferenceKind` by their values: rules know no database.
INSERT, UPDATE, DELETE = "I", "U", "D"
MISSING, EXTRA, DIFFERS = "missing", "extra", "differs"

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=5)
LEASE = timedelta(seconds=90)
"""How long a batch belongs to the sender that took it: longer than any answer is waited for, so that only a sender
that was killed is stepped in for."""
BATCH = 100
ALONE_AFTER = 3
"""A message that failed this often travels alone: whatever upsets the platform holds up nobody else."""

WAITS_TOO_LONG = timedelta(minutes=10)
TOO_MANY_REJECTED = 20


def pause(failures: int) -> timedelta:
    """The wait after that many failures in a row: 2 s, 4 s, 8 s … never more than five minutes, and no jitter."""
    return min(FIRST_PAUSE * (1 << min(max(failures, 1) - 1, 20)), LONGEST_PAUSE)


def object_id(area: str, subject: str) -> str:
    """本地主键 = 区划代码 + 本地编号 (domain facts §3.7); a 办件编号 begins with the area already."""
    return subject if subject.startswith(area) else f"{area}{subject}"


def row_guid(object_type: str, object_id_: str) -> UUID:
    """row_guid: the same for every message of one object, whoever works it out and however often."""
    return uuid5(NAMESPACE_URL, f"zhengtong:province:{object_type}:{object_id_}")


def operation(told: str, last: str | None) -> str | None:
    """I, U or D after what the province was `last` told of the object; None: it never knew what is taken back."""
    is_known = last in (INSERT, UPDATE)
    if told == DELETE:
        return DELETE if is_known else None
    return UPDATE if is_known else INSERT


# --- reconciliation ---


@dataclass(frozen=True, slots=True)
class Difference:
    kind: str
    object_id: str
    ours: Line | None
    theirs: Line | None


def differences(ours: Iterable[Line], theirs: Iterable[Line], unsettled: Iterable[str] = ()) -> list[Difference]:
    """What is missing there, extra there, or there otherwise; objects still under way (`unsettled`) are left out."""
    here: Mapping[str, Line] = {line.object_id: line for line in ours}
    there: Mapping[str, Line] = {line.object_id: line for line in theirs}
    found = []
    for name in sorted((here.keys() | there.keys()) - set(unsettled)):
        mine, other = here.get(name), there.get(name)
        if mine == other:
            continue
        kind = DIFFERS
        if other is None:
            kind = MISSING
        elif mine is None:
            kind = EXTRA
        found.append(Difference(kind, name, mine, other))
    return found


# --- the state of the link ---


@dataclass(frozen=True, slots=True)
class LinkState:
    """省级对接状况, for the board: `sentence` says in one line how the link is."""

    is_configured: bool
    is_simulator: bool
    is_alarming: bool
    waiting: int
    rejected: int
    oldest_at: datetime | None
    last_success_at: datetime | None
    sentence: str


def alarm(waiting_since: datetime | None, rejected: int, fault: str, at: datetime) -> str:
    """Why the link is alarming, in a sentence; "" while it is not."""
    if waiting_since is not None and at - waiting_since > WAITS_TOO_LONG:
        minutes = int((at - waiting_since).total_seconds() // 60)
        return f"最早的报文已等待 {minutes} 分钟" + (f"：{fault}" if fault else "。")
    if rejected >= TOO_MANY_REJECTED:
        return f"有 {rejected} 条报文被省平台退回，等待处理。"
    return ""


def stopped(waited: timedelta) -> str:
    """What is said where entries of the journal wait that long to be made into messages; "" while they need not worry."""
    if waited <= WAITS_TOO_LONG:
        return ""
    return f"报文收集已停止 {int(waited.total_seconds() // 60)} 分钟，请检查后台任务。"
