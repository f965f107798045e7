"""政府信息: sign, correct, publish, link with its interpretation, change its validity, withdraw."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from legalclock.moments import day_start
from zhengtong.files import actions as files
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards.actions import clear, noting_refusals
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit
from zhengtong.timers import actions as timers
from zhengtong.timers import queries as limits
from zhengtong.timers.models import Clock

from ..catalogue import InformationState, Mode, Validity
from ..models import IndexSerial, Information
from ..queries.public_texts import text_of_information
from ..rules import index
from ..rules import information as rules
from ..rules.information import Details

PUBLISH, INTERPRETATION = "publish", "interpretation"
"""The clocks; each is told as the fact `<name>_due`."""
SYSTEM = "system"
Actor = Staff | str
"""Who acts: an official, or `SYSTEM` where the county is loaded or time has passed."""


@action("information.signed", "information.kept")
def sign(details: Details, *, organ: Unit, by: Actor, at: datetime, files_of: Iterable[Attachment] = ()) -> Information:
    """登记 — a signed document gets its 索引号; what is to be published gets its limit from the day it was formed.

    Raises Unknown for an organ outside one's reach, Refusal as `rules.check_details` and `index-full`.
    """
    _may_register(by, organ)
    checked = rules.check_details(details, on=localdate(at))
    is_public = checked.mode == Mode.PROACTIVE
    number = index.index_number(
        organ.credit_code or organ.code, checked.signed_on.year, _next_serial(organ, checked.signed_on.year)
    )
    row = Information(
        index_number=number,
        organ=organ,
        mode=checked.mode,
        duty=checked.duty,
        signed_on=checked.signed_on,
        signed_at=at,
        state=InformationState.SIGNED if is_public else InformationState.KEPT,
    )
    _describe(row, checked)
    if is_public:
        row.clock = timers.start(
            number, PUBLISH, unit=organ.code, at=day_start(checked.signed_on), statutory=limits.limit(checked.duty)
        )
        row.publish_due = row.clock.statutory_due
    row.save(force_insert=True)
    files.bind(files_of, number)
    _record(
        "information.signed" if is_public else "information.kept",
        row,
        by=by,
        at=at,
        mode=row.mode,
        genre=row.genre,
        signed_on=row.signed_on,
        **({"publish_due": row.publish_due, "provisional": row.clock.is_provisional} if row.clock else {}),
    )
    return row


def _next_serial(organ: Unit, year: int) -> int:
    table = connection.ops.quote_name(IndexSerial._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS row (organ_id, year, last) VALUES (%s, %s, 1)"  # noqa: S608 — the model's own table
            " ON CONFLICT (organ_id, year) DO UPDATE SET last = row.last + 1 RETURNING last",
            [organ.pk, year],
        )
        return int(cursor.fetchone()[0])


_DESCRIBED = (
    "title", "theme", "genre", "document_number", "is_normative", "form", "summary", "text", "effective_on",
    "expires_on", "needs_interpretation", "department", "mode_reason", "mode_article",
)  # fmt: skip


def _describe(row: Information, details: Details) -> None:
    for name in _DESCRIBED:
        setattr(row, name, getattr(details, name))
    row.audience, row.keywords = list(details.audience), list(details.keywords)
    table = details.table
    row.table = None if table is None else {"head": list(table.head), "lines": [list(line) for line in table.lines]}


@noting_refusals
@action("information.revised")
def revise(number: str, details: Details, *, by: Actor, at: datetime) -> Information:
    """更正 — words and classes; the 索引号, the organ, the day it was formed and its mode stay what they are.

    Raises Unknown outside one's reach, Refusal `information-withdrawn`, `mode-fixed`, and as `rules.check_details`; for
    what is public already also what `guards.actions.clear` raises.
    """
    row = _locked(number, by)
    _not_withdrawn(row)
    checked = rules.check_details(details, on=localdate(at))
    if (checked.mode, checked.signed_on) != (row.mode, row.signed_on):
        raise Refusal("mode-fixed", "公开属性和成文日期登记后不能更改；登记有误的，请撤下后重新登记。", "mode")
    before = {name: getattr(row, name) for name in _DESCRIBED}
    _describe(row, checked)
    changed = [name for name in _DESCRIBED if getattr(row, name) != before[name]]
    if row.state == InformationState.PUBLISHED:
        _clear(row, by=by, at=at)
    row.save(update_fields=[*_DESCRIBED, "audience", "keywords", "table"])
    _record("information.revised", row, by=by, at=at, changed=changed)
    return row


@noting_refusals
@action("information.published")
def publish(
    number: str, *, reviewer: str, by: Actor, at: datetime, url: str = "", attachments: Sequence[Attachment] = ()
) -> Information:
    """公开 — after the review for secrets (第十七条); its limit is met, and that of its interpretation begins.

    `reviewer`: who reviewed it, by name; `url`: where it is shown, if not on its own page. Raises Unknown outside one's
    reach, Refusal `not-proactive`, `information-published`, `information-withdrawn`, `no-reviewer`, `no-content`,
    and what `guards.actions.clear` raises.
    """
    row = _locked(number, by)
    _not_withdrawn(row)
    if row.mode != Mode.PROACTIVE:
        raise Refusal("not-proactive", f"这条信息的公开属性是“{row.get_mode_display()}”，不能主动公开。")
    if row.state == InformationState.PUBLISHED:
        raise Refusal("information-published", "这条信息已经公开。")
    reviewed_by = rules.check_reviewer(reviewer)
    files.bind(attachments, number)
    row.url = url
    if not (url or row.text or row.table or row.summary or attachments or _has_files(number)):
        raise Refusal("no-content", "请先填写正文、数据表，或者上传附件，再公开。", "text")
    _clear(row, by=by, at=at)
    row.state, row.published_at, row.reviewed_by = InformationState.PUBLISHED, at, reviewed_by
    if row.clock is not None:
        timers.stop(row.clock, at=at)
    row.save(update_fields=["state", "published_at", "reviewed_by", "url"])
    if row.needs_interpretation:
        _owe_interpretation(row, by=by, at=at)
    if row.explains is not None:
        _meet_interpretation(row.explains, row, by=by, at=at)
    _record(
        "information.published",
        row,
        by=by,
        at=at,
        publish_due=row.publish_due,
        is_on_time=None if row.publish_due is None else at < row.publish_due,
        reviewer=reviewed_by,
    )
    return row


def _clear(row: Information, *, by: Actor, at: datetime) -> None:
    """What the county is loaded with has no author to refuse; it is looked over with everything public."""
    if isinstance(by, Staff):
        clear(text_of_information(row), at=at)


def _has_files(number: str) -> bool:
    return Attachment.objects.filter(subject=number, removed_at=None).exists()


@action("interpretation.owed")
def _owe_interpretation(row: Information, *, by: Actor, at: datetime) -> None:
    """应当解读 — within three working days of the document (国办发〔2016〕61号); met at once by one that is there."""
    subject = interpretation_subject(row)
    row.interpretation_clock = timers.start(
        subject, INTERPRETATION, unit=row.organ.code, at=at, statutory=limits.limit("policy.interpretation")
    )
    row.interpretation_due = row.interpretation_clock.statutory_due
    row.save(update_fields=["interpretation_clock", "interpretation_due"])
    _record("interpretation.owed", row, subject=subject, by=by, at=at, interpretation_due=row.interpretation_due)
    there = row.interpretations.filter(state=InformationState.PUBLISHED).first()
    if there is not None:
        _meet_interpretation(row, there, by=by, at=at)


def interpretation_subject(row: Information) -> str:
    """What the journal calls the duty to interpret a document."""
    return f"{row.index_number}#JD"


def _meet_interpretation(document: Information, piece: Information, *, by: Actor, at: datetime) -> None:
    if document.interpretation_clock is not None and document.interpretation_clock.is_open:
        _tell_met(document, piece, document.interpretation_clock, by=by, at=at)


@action("interpretation.published")
def _tell_met(document: Information, piece: Information, clock: Clock, *, by: Actor, at: datetime) -> None:
    """公开政策解读 — the document's duty is done."""
    timers.stop(clock, at=at)
    _record(
        "interpretation.published",
        document,
        subject=interpretation_subject(document),
        by=by,
        at=at,
        interpretation=piece.index_number,
        is_on_time=document.interpretation_due is None or at < document.interpretation_due,
    )


@action("information.linked")
def link_interpretation(document: str, piece: str, *, by: Actor, at: datetime) -> Information:
    """关联解读 — `piece` explains `document`; shown on both. Raises Unknown, Refusal `bad-link`, `information-withdrawn`."""
    held = {number: _locked(number, by) for number in sorted({document, piece})}  # one order, so that two never wait
    explained, row = held[document], held[piece]
    if explained.pk == row.pk or explained.explains_id is not None:
        raise Refusal("bad-link", "解读材料只能关联一份政策文件，不能关联自己或者另一份解读。", "document")
    _not_withdrawn(row)
    _not_withdrawn(explained)
    row.explains = explained
    row.save(update_fields=["explains"])
    if row.state == InformationState.PUBLISHED:
        _meet_interpretation(explained, row, by=by, at=at)
    _record("information.linked", row, by=by, at=at, document=explained.index_number)
    return row


@action("information.validity_changed")
def change_validity(
    number: str, validity: str, basis: str, *, by: Actor, at: datetime, replaced_by: str = ""
) -> Information:
    """变更有效性 — 失效、废止 or 部分修改, on a basis, with the document that takes its place where there is one.

    Raises Unknown outside one's reach, Refusal `bad-validity`, `no-basis`, `information-withdrawn`.
    """
    row = _locked(number, by)
    _not_withdrawn(row)
    before = row.validity
    row.validity_basis = rules.check_validity(before, validity, basis)[:200]
    if replaced_by:
        row.replaced_by = _information(replaced_by)
        if row.replaced_by.pk == row.pk:
            raise Refusal("bad-validity", "替代文件不能是它自己。", "replaced_by")
    row.validity, row.validity_on = validity, localdate(at)
    row.save(update_fields=["validity", "validity_basis", "validity_on", "replaced_by"])
    _record("information.validity_changed", row, by=by, at=at, before=before, after=validity, basis=row.validity_basis)
    return row


@action("information.expired")
def expire(number: str, *, at: datetime) -> Information:
    """到期失效 — the day it gave itself as the last is over. Raises Refusal `not-expired`."""
    row = _information(number, locked=True)
    if not rules.is_expired(row.validity, row.expires_on, localdate(at)):
        raise Refusal("not-expired", "这份文件还没有到失效日期。")
    row.validity, row.validity_on = Validity.EXPIRED, localdate(at)
    row.validity_basis = f"有效期至{row.expires_on:%Y-%m-%d}，期满自行失效"
    row.save(update_fields=["validity", "validity_basis", "validity_on"])
    _record("information.expired", row, by=SYSTEM, at=at, until=row.expires_on)
    return row


@action("information.withdrawn")
def withdraw(number: str, reason: str, *, by: Actor, at: datetime) -> Information:
    """撤下 — not public any more; number, title and reason stay in the register. Raises Refusal `no-reason`."""
    row = _locked(number, by)
    _not_withdrawn(row)
    row.withdrawal_reason = rules.check_reason(reason)
    row.state, row.withdrawn_at = InformationState.WITHDRAWN, at
    for clock in (row.clock, row.interpretation_clock):
        if clock is not None and clock.is_open:
            timers.stop(clock, at=at)
    row.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    _record("information.withdrawn", row, by=by, at=at, reason=row.withdrawal_reason)
    return row


@action("information.restored")
def restore(number: str, reason: str, *, by: Actor, at: datetime) -> Information:
    """恢复公开 — it was taken down by mistake. Raises Unknown outside one's reach, Refusal `not-withdrawn`, `no-reason`."""
    row = _locked(number, by)
    if row.state != InformationState.WITHDRAWN or row.published_at is None:
        raise Refusal("not-withdrawn", "这条信息没有撤下，或者从来没有公开过。")
    said = rules.check_reason(reason)
    row.state, row.withdrawn_at, row.withdrawal_reason = InformationState.PUBLISHED, None, ""
    row.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    _record("information.restored", row, by=by, at=at, reason=said)
    return row


def follow_clocks(clocks: Sequence[Clock]) -> None:
    """Repeat re-derived limits on the rows that show them; called by the timers when the calendar changes."""
    for clock in clocks:
        if clock.name == PUBLISH:
            Information.objects.filter(clock=clock, state=InformationState.SIGNED).update(
                publish_due=clock.statutory_due
            )
        elif clock.name == INTERPRETATION:
            Information.objects.filter(interpretation_clock=clock).update(interpretation_due=clock.statutory_due)


def _may_register(by: Actor, organ: Unit) -> None:
    if isinstance(by, Staff) and not by.may(Permission.DISCLOSURE_REGISTER, unit=organ):
        raise Unknown("没有找到您可以登记信息的单位。")


def _information(number: str, *, locked: bool = False) -> Information:
    rows = Information.objects.select_related("organ", "clock", "interpretation_clock", "explains__organ")
    rows = rows.select_for_update(of=("self",)) if locked else rows
    row = rows.filter(index_number=number).first()
    if row is None:
        raise Unknown("没有找到这条政府信息，请核对索引号。")
    return row


def _locked(number: str, by: Actor) -> Information:
    """The row, held until the act ends; Unknown for whoever does not register for its organ."""
    row = _information(number, locked=True)
    if isinstance(by, Staff) and not by.may(Permission.DISCLOSURE_REGISTER, unit=row.organ):
        raise Unknown("没有找到这条政府信息，请核对索引号。")
    return row


def _not_withdrawn(row: Information) -> None:
    if row.state == InformationState.WITHDRAWN:
        raise Refusal("information-withdrawn", "这条信息已经撤下。")


def _record(kind: str, row: Information, *, by: Actor, at: datetime, subject: str = "", **facts: object) -> None:
    record(
        kind,
        subject or row.index_number,
        actor=by if isinstance(by, str) else f"staff:{by.code}",
        at=at,
        unit=row.organ.code,
        unit_name=row.organ.name,
        owner_unit=row.organ.code,
        item_name=row.title,
        index_number=row.index_number,
        **facts,
    )
