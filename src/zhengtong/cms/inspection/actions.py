"""The night's pass, page by page; a page looked over again at once; a defect let stand under a signature."""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate, localtime

from zhengtong.cms import policies
from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import Fresh, action, record, record_many
from zhengtong.notices.actions import Message, notify_all
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from . import queries, rules
from .choices import DefectState
from .listing import OtherPage, list_some
from .looking import Look, look
from .models import Defect, Exemption, ExternalHost, ExternalLink, InspectedPage, Night
from .rules.faults import MEND_WITHIN

logger = logging.getLogger(__name__)

BY = "system"
SLICE = 0.5
"""Seconds of one go: the worker has other tasks, and readers come first."""
BEGIN_HOUR = 1
"""The pass of a day begins at this hour, when few read."""
LEASE = timedelta(minutes=10)
"""A page taken so long ago is taken anew: whoever had it is gone."""
RAISED_AFTER = timedelta(days=3)
"""A defect that stands longer becomes a matter with a limit in the journal."""
_TAKEN = """UPDATE inspection_inspectedpage SET taken_at = %(at)s WHERE id = (
SELECT id FROM inspection_inspectedpage WHERE is_public AND listed_on >= %(day)s AND (night IS NULL OR night < %(day)s)
AND (taken_at IS NULL OR taken_at < %(lease)s) ORDER BY night NULLS FIRST, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id"""


def inspect(at: datetime, others: Callable[[], Iterable[OtherPage]], *, seconds: float = SLICE) -> int:
    """Begin the night's pass where one is due or go on with it; how many pages were looked over.

    Every page is taken by one worker alone and its result stands in its row, so a pass broken off goes on where it was.
    """
    night = _night(at)
    if night is None:
        return 0
    until = time.monotonic() + seconds
    if not night.is_listed:
        _list(night, others)
        return 0
    count = 0
    while time.monotonic() < until:
        row = _take(at, night)
        if row is None:
            _finish_if_over(night.pk, at)
            break
        _look_over(row, at, night)
        count += 1
    return count


def recheck(user: object, pk: int, *, at: datetime) -> InspectedPage:
    """立即复查 — one page looked over at once, by whoever manages its site. Raises Unknown."""
    row = queries.page_for(user, pk)
    InspectedPage.objects.filter(pk=row.pk).update(taken_at=at)
    _look_over(row, at, None)
    return row


def _night(at: datetime) -> Night | None:
    """The pass under way; before the hour the one of the day before, if it is not over."""
    now = localtime(at)
    unfinished = Night.objects.filter(finished_at=None).order_by("-day").first()
    if unfinished is not None:
        return unfinished
    if now.hour < BEGIN_HOUR and Night.objects.exists():
        return None
    night, is_new = Night.objects.get_or_create(day=localdate(at), defaults={"begun_at": at})
    return night if is_new or night.finished_at is None else None


@transaction.atomic
def _list(night: Night, others: Callable[[], Iterable[OtherPage]]) -> None:
    row = Night.objects.select_for_update(skip_locked=True).filter(pk=night.pk, is_listed=False).first()
    if row is not None:
        list_some(row, others() if row.listed_to == 0 else ())
        row.save(update_fields=["listed_to", "is_listed"])


def _take(at: datetime, night: Night) -> InspectedPage | None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, {"at": at, "day": night.day, "lease": at - LEASE})
        taken = cursor.fetchone()
    return InspectedPage.objects.select_related("page", "site", "unit").get(pk=taken[0]) if taken else None


def _look_over(row: InspectedPage, at: datetime, night: Night | None) -> None:
    if row.page is not None and not row.page.live:
        _leave(row, at)
        return
    _settle(row, look(row, at), at, night)


@transaction.atomic
def _leave(row: InspectedPage, at: datetime) -> None:
    """What is not public any more has nothing left to mend."""
    InspectedPage.objects.filter(pk=row.pk).update(is_public=False, taken_at=None)
    for defect in Defect.objects.select_for_update().filter(page=row, state=DefectState.OPEN):
        _close(defect, at)


@transaction.atomic
def _settle(row: InspectedPage, seen: Look, at: datetime, night: Night | None) -> None:
    """Write down what was found; what is not there any more is mended."""
    InspectedPage.objects.select_for_update().get(pk=row.pk)
    known = {defect.key: defect for defect in Defect.objects.filter(page=row)}
    found = {rules.key_of(one): one for one in seen.problems}
    fresh = [_defect(row, key, one, at) for key, one in found.items() if key not in known]
    again = [known[key] for key in found if key in known and known[key].state == DefectState.MENDED]
    gone = [defect for key, defect in known.items() if key not in found and defect.state == DefectState.OPEN]
    Defect.objects.bulk_create(fresh)
    for defect in again:
        defect.state, defect.since, defect.closed_at, defect.raised_at, defect.is_told = (
            DefectState.OPEN,
            at,
            None,
            None,
            False,
        )
        defect.mend_due = at + MEND_WITHIN[rules.Kind(defect.kind)]
        defect.place, defect.reason = found[defect.key].place[:120], found[defect.key].reason[:300]
    Defect.objects.bulk_update(
        again, ["state", "since", "closed_at", "raised_at", "is_told", "mend_due", "place", "reason"]
    )
    for defect in gone:
        _close(defect, at)
    _remember_outside(seen.external, at)
    values = {
        "unit": policies.unit_of(row.page) if row.page else row.unit, "taken_at": None, "checked_at": at,
        "external": list(seen.external), "links": seen.links, "unread": seen.unread,
    }  # fmt: skip
    if night is not None:
        values["night"] = night.day
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE inspection_night SET pages = pages + 1, opened = opened + %s, mended = mended + %s WHERE id = %s",
                [len(fresh) + len(again), len(gone), night.pk],
            )
    InspectedPage.objects.filter(pk=row.pk).update(**values)


def _defect(row: InspectedPage, key: str, found: rules.Problem, at: datetime) -> Defect:
    return Defect(
        page=row, key=key, kind=found.kind.value, place=found.place[:120], what=found.what[:600],
        reason=found.reason[:300], excerpt=found.excerpt[:200], since=at, mend_due=at + MEND_WITHIN[found.kind],
    )  # fmt: skip


def _close(defect: Defect, at: datetime) -> None:
    if defect.raised_at is not None:
        _mended(defect, at)
        return
    Defect.objects.filter(pk=defect.pk).update(state=DefectState.MENDED, closed_at=at)


@action("defect.mended")
def _mended(defect: Defect, at: datetime) -> None:
    """What had a limit in the journal ends there too."""
    Defect.objects.filter(pk=defect.pk).update(state=DefectState.MENDED, closed_at=at)
    record("defect.mended", defect.ref, actor=BY, at=at, unit=defect.page.unit.code, url=defect.page.url)


def _remember_outside(urls: Iterable[str], at: datetime) -> None:
    """Addresses of other sites are asked later, one at a time."""
    hosts = {url: (urlsplit(url).hostname or "")[:255] for url in urls}
    if not hosts:
        return
    names = sorted(set(hosts.values()))
    ExternalHost.objects.bulk_create([ExternalHost(name=name, next_at=at) for name in names], ignore_conflicts=True)
    keys = dict(ExternalHost.objects.filter(name__in=names).values_list("name", "pk"))
    ExternalLink.objects.bulk_create(
        [ExternalLink(url=url, host_id=keys[host], next_at=at) for url, host in sorted(hosts.items())],
        ignore_conflicts=True,
    )


def _finish_if_over(pk: int, at: datetime) -> None:
    """The pass is over once no page of tonight's list waits and nobody holds one."""
    with transaction.atomic():
        night = Night.objects.select_for_update(skip_locked=True).filter(pk=pk, finished_at=None).first()
        if night is None:
            return
        waits = Q(night=None) | Q(night__lt=night.day)
        gone = InspectedPage.objects.filter(is_public=True, listed_on__lt=night.day)
        for row in gone.filter(Q(taken_at=None) | Q(taken_at__lt=at - LEASE)):
            _leave(row, at)
        if not InspectedPage.objects.filter(waits, is_public=True).exists():
            _finish(night, at)


@action("pages.inspected", bulk=("defect.raised",))
def _finish(night: Night, at: datetime) -> None:
    night.finished_at = at
    night.save(update_fields=["finished_at"])
    raised = list(
        Defect.objects.select_related("page__unit__region")
        .filter(state=DefectState.OPEN, raised_at=None, since__lte=at - RAISED_AFTER)
        .order_by("pk")
    )
    record_many(Fresh("defect.raised", row.ref, row.page.unit.code, BY, at, _facts(row)) for row in raised)
    Defect.objects.filter(pk__in=[row.pk for row in raised]).update(raised_at=at)
    told = _tell_owners(at)
    record(
        "pages.inspected", f"NIGHT-{night.day:%Y%m%d}", actor=BY, at=at, pages=night.pages, opened=night.opened,
        closed=night.mended, raised=len(raised), told=told,
    )  # fmt: skip


def _facts(row: Defect) -> dict[str, object]:
    return {
        "unit_name": row.page.unit.name, "owner_unit": row.page.unit.code, "region": row.page.unit.region.code,
        "item_name": f"{row.page.title}：{row.reason}"[:200], "url": row.page.url, "found_at": row.since,
        "mend_due": max(row.mend_due, row.since + RAISED_AFTER),
    }  # fmt: skip


def _tell_owners(at: datetime) -> int:
    """One notice a unit, with how many new defects of which kind; who edits its pages and who manages its site get it."""
    counts = queries.untold_by_unit()
    messages = []
    for unit, kinds in counts.items():
        said = "、".join(f"{label}{count}处" for label, count in kinds.items())
        text = f"昨夜检查{unit.name}的公开网页，新发现{said}。请在整改期限内处理，改好后系统会在下一次检查时自动销号。"
        messages += [
            Message("page_defects", f"NIGHT-{localdate(at):%Y%m%d}", "网页检查发现问题", text, link, user)
            for user, link in queries.tellable(unit)
        ]
    Defect.objects.filter(is_told=False, state=DefectState.OPEN).update(is_told=True)
    return notify_all(messages, at=at)


@action("defect.exempted", "defect.closed")
def exempt(user: object, pk: int, reason: str, *, by: Staff, at: datetime) -> Exemption:
    """豁免 — the defect stays as it is, under somebody's name and the platform's signature.

    Raises Unknown, Refusal `defect-closed`, `no-reason`, `reason-too-long`.
    """
    found = queries.defect_for(user, pk)
    defect = Defect.objects.select_for_update(of=("self",)).select_related("page__unit").get(pk=found.pk)
    if not by.may(Permission.SITE_MANAGE, unit=defect.page.unit):
        raise Unknown("没有这条网页问题。")
    if defect.state != DefectState.OPEN:
        raise Refusal("defect-closed", "这条问题已经处理过了。")
    said = tidy_line(reason)
    if len(said) < 4:
        raise Refusal("no-reason", "请写明豁免的理由（至少四个字）。", "reason")
    if len(said) > 200:
        raise Refusal("reason-too-long", "理由不超过200字。", "reason")
    signed = Exemption(defect=defect, staff=by, reason=said, at=at, algorithm=crypto.SIGNATURE)
    signed.signature = crypto.sign(queries.signed_content(signed))
    signed.save(force_insert=True)
    Defect.objects.filter(pk=defect.pk).update(state=DefectState.EXEMPTED, closed_at=at)
    kind = "defect.exempted" if defect.raised_at is None else "defect.closed"
    record(
        kind, defect.ref, actor=f"staff:{by.code}", at=at, unit=defect.page.unit.code, url=defect.page.url, reason=said,
        problem=defect.reason, signature=bytes(signed.signature).hex(),
    )  # fmt: skip
    return signed
