"""对账 — a day's messages compared with what the province holds of them, and what is missing sent again."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.conf import settings

from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from ...models import ProvinceMessage, Reconciliation, ReconciliationDifference
from .. import national, rules, transport
from ..choices import DifferenceKind, MessageState, ObjectType, Operation
from ..comparison import Group, Line, Sum, sum_of
from .collecting import area, lock_cursor, message
from .sending import signed

UNDER_WAY = (MessageState.QUEUED, MessageState.SENT, MessageState.REJECTED)
SYSTEM = "system"


@dataclass(slots=True)
class _Ours:
    """What this side holds of one group: the acknowledged lines, and the objects whose messages are still under way."""

    lines: dict[str, Line] = field(default_factory=dict)
    under_way: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Findings:
    """What one comparison found, before it is written down."""

    sums: list[dict[str, Any]] = field(default_factory=list)
    differences: list[ReconciliationDifference] = field(default_factory=list)
    fault: str = ""


def reconcile(day: date, *, by: Staff | None, at: datetime) -> Reconciliation:
    """Compare `day` (in China) with the province and write down what differs. `by` None: the nightly run.

    The province is asked outside any transaction. Where it cannot be asked, that is what is written down. Refusal:
    nothing is configured, or the day has not come.
    """
    if by is not None and not by.may(Permission.EXCHANGE_MANAGE):
        raise Unknown()
    if not settings.PROVINCE_URL:
        raise Refusal("not-configured", "还没有配置省平台地址（环境变量 PROVINCE_URL），不能对账。")
    if day > at.astimezone(national.CHINA).date():
        raise Refusal("day-to-come", "只能对已经到来的日子对账。", field="day")
    try:
        findings = _compare(day, at)
    except transport.LinkFault as fault:
        findings = Findings(fault=str(fault)[:300])
    return _keep(day, findings, by=by, at=at)


def _compare(day: date, at: datetime) -> Findings:
    theirs = _sums_of_the_province(day, at)
    findings = Findings()
    for group, here in _ours(day):
        _compare_group(findings, day, group, here, theirs.pop(group, Sum(0, "")), at)
    for group, there in sorted(theirs.items()):
        _compare_group(findings, day, group, _Ours(), there, at)
    return findings


def _compare_group(findings: Findings, day: date, group: Group, here: _Ours, there: Sum, at: datetime) -> None:
    mine = sum_of(here.lines.values(), there.hash.partition(":")[0] or crypto.HASH)
    found: list[ReconciliationDifference] = []
    if (mine.count, mine.hash) != (there.count, there.hash) and (mine.count or there.count):
        found = _differences(day, group, here, at)
    findings.differences += found
    findings.sums.append(
        {
            "unit": group.unit,
            "object_type": group.object_type,
            "ours": mine.count,
            "theirs": there.count,
            "ours_hash": mine.hash,
            "theirs_hash": there.hash,
            "under_way": len(here.under_way),
            "different": len(found),
        }
    )


def _ours(day: date) -> Iterator[tuple[Group, _Ours]]:
    """Group by group, so that a day of a million messages is never held at once."""
    rows = ProvinceMessage.objects.filter(day=day).exclude(state=MessageState.DEAD).order_by("unit", "object_type")
    told = rows.values_list("unit", "object_type", "object_id", "revision", "payload_hash", "state")
    for (unit, kind), lines in groupby(told.iterator(), key=lambda row: row[:2]):
        ours = _Ours()
        for _, _, name, revision, stated, state in lines:
            if state in UNDER_WAY:
                ours.under_way.add(name)
            elif name not in ours.lines or ours.lines[name].revision < revision:
                ours.lines[name] = Line(name, revision, stated)
        yield Group(unit, kind), ours


def _sums_of_the_province(day: date, at: datetime) -> dict[Group, Sum]:
    body = _ask("/v1/reconcile", {"day": day.isoformat()}, at)
    try:
        return {
            Group(str(row["unit"]), str(row["object_type"])): Sum(int(row["count"]), str(row["hash"])) for row in body
        }
    except (KeyError, TypeError, ValueError) as error:
        raise transport.LinkFault("省平台的对账应答无法识别。") from error


def _differences(day: date, group: Group, here: _Ours, at: datetime) -> list[ReconciliationDifference]:
    names = {name: str(rules.row_guid(group.object_type, name)) for name in here.lines}
    asked = {
        "day": day.isoformat(),
        "unit": group.unit,
        "object_type": group.object_type,
        "objects": sorted(names.values()),
    }
    body = _ask("/v1/reconcile/lines", asked, at)
    try:
        there = [Line(str(row["object_id"]), int(row["revision"]), str(row["payload_hash"])) for row in body["lines"]]
        held = {str(row["row_guid"]): (int(row["revision"]), str(row["payload_hash"])) for row in body["held"]}
    except (KeyError, TypeError, ValueError) as error:
        raise transport.LinkFault("省平台的对账应答无法识别。") from error
    if group.object_type not in ObjectType.values:
        raise transport.LinkFault(f"省平台的对账应答中有不认识的报送内容“{group.object_type}”。")
    found = []
    for each in rules.differences(here.lines.values(), there, here.under_way):
        revision, stated = held.get(str(rules.row_guid(group.object_type, each.object_id)), (0, ""))
        found.append(
            ReconciliationDifference(
                kind=each.kind,
                object_type=group.object_type,
                object_id=each.object_id[:100],
                unit=group.unit[:20],
                ours_revision=each.ours.revision if each.ours else None,
                theirs_revision=each.theirs.revision if each.theirs else None,
                held_revision=revision,
                held_hash=stated[:80],
            )
        )
    return found


def _ask(path: str, asked: dict[str, Any], at: datetime) -> Any:
    return transport.send(settings.PROVINCE_URL, path, signed([asked], f"R{secrets.token_hex(8)}", at)).body


@action("province.reconciled")
def _keep(day: date, findings: Findings, *, by: Staff | None, at: datetime) -> Reconciliation:
    found = Reconciliation.objects.create(
        day=day,
        at=at,
        by=f"staff:{by.code}" if by else SYSTEM,
        fault=findings.fault,
        sums=findings.sums,
        ours=sum(row["ours"] for row in findings.sums),
        theirs=sum(row["theirs"] for row in findings.sums),
        under_way=sum(row["under_way"] for row in findings.sums),
        different=len(findings.differences),
    )
    for each in findings.differences:
        each.reconciliation = found
    ReconciliationDifference.objects.bulk_create(findings.differences)
    record(
        "province.reconciled",
        f"reconciliation:{day}",
        actor=found.by,
        at=at,
        unit=by.unit.code if by else "",
        on=day,
        result=findings.fault or ("一致" if not found.different else "有差异"),
        ours=found.ours,
        theirs=found.theirs,
        different=found.different,
    )
    return found


@action("province.repaired")
def repair(difference: int, *, by: Staff, at: datetime) -> int:
    """补传 — bring the province to what this side holds of one object; how many messages go.

    What it lacks goes again under its own revisions; where its newest is not ours, a new revision follows on it; what is
    unknown here is withdrawn there. It is done on what the comparison saw: if that is out of date the province says so.
    """
    if not by.may(Permission.EXCHANGE_MANAGE):
        raise Unknown()
    lock_cursor()
    found = ReconciliationDifference.objects.select_for_update().filter(pk=difference).first()
    if found is None:
        raise Unknown("没有这条差异。")
    if found.repaired_at is not None:
        raise Refusal("repaired", "这条差异已经补传过了；请重新对账，看是否已经一致。")
    guid = rules.row_guid(found.object_type, found.object_id)
    chain = list(ProvinceMessage.objects.select_for_update().filter(guid=guid).order_by("revision"))
    if any(each.state in UNDER_WAY for each in chain):
        raise Refusal("under-way", "该对象还有报文没有办完，请等它们确认或者处置后再补传。")
    sent = _mend(found, [each for each in chain if each.state == MessageState.ACKNOWLEDGED], at)
    found.repaired_at, found.repaired_by = at, f"staff:{by.code}"
    found.save(update_fields=["repaired_at", "repaired_by"])
    record(
        "province.repaired",
        found.object_id,
        actor=f"staff:{by.code}",
        at=at,
        unit=by.unit.code,
        object_type=found.object_type,
        problem=DifferenceKind(found.kind).label,
        on=found.reconciliation.day,
        count=sent,
    )
    return sent


def _mend(found: ReconciliationDifference, chain: list[ProvinceMessage], at: datetime) -> int:
    held = found.held_revision
    newest = chain[-1] if chain else None
    if newest is None or held > newest.revision or (held == newest.revision and found.held_hash != newest.payload_hash):
        ProvinceMessage.objects.bulk_create([_over_what_is_held(found, newest, at)])
        return 1
    known = {each.revision for each in chain}
    lacking = [each for each in chain if each.revision > held]
    if not lacking:
        # The province holds our newest; only an earlier day's line differs there, and a newer revision mends that too.
        ProvinceMessage.objects.bulk_create([_over_what_is_held(found, newest, at)])
        return 1
    if held and held not in known:
        lacking[0].previous = held
    for each in lacking:
        each.state, each.next_try_at, each.settled_at, each.tries = MessageState.QUEUED, at, None, 0
    ProvinceMessage.objects.bulk_update(lacking, ["state", "next_try_at", "settled_at", "tries", "previous"])
    return len(lacking)


def _over_what_is_held(
    found: ReconciliationDifference, newest: ProvinceMessage | None, at: datetime
) -> ProvinceMessage:
    """A revision above both sides': our newest content, or a withdrawal where this side has no such object."""
    held = found.held_revision
    if newest is None:
        subject = found.object_id.removeprefix(area())[:80]
        told = national.Told(ObjectType(found.object_type), subject, subject, {}, True, "对账：本县没有该对象的记录")
        return message(told, found.object_id, Operation.DELETE, held + 1, held, at, unit=found.unit, entry=None)
    is_gone = newest.operation == Operation.DELETE
    told = national.Told(
        ObjectType(newest.object_type), newest.subject, newest.title, newest.payload, is_gone, "对账补传"
    )
    operation = Operation.DELETE if is_gone else (Operation.UPDATE if held else Operation.INSERT)
    revision = max(held, newest.revision) + 1
    return message(told, newest.object_id, operation, revision, held, at, unit=newest.unit, entry=None)
