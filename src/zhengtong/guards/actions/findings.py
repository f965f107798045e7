"""What a check found becomes work: noted, mended, or signed for."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.db import transaction

from zhengtong.foundation import crypto
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit

from .. import queries
from ..choices import FindingLevel, FindingState, Way
from ..models import DocumentText, Finding, Override, Rescan
from ..public import PublicText
from ..rules import Findings, refusal_of
from .words import check_reason

UNREAD = "附件无法检查"
P, T = ParamSpec("P"), TypeVar("T")


@transaction.atomic
def look_over(text: PublicText, *, at: datetime, rescan: Rescan | None = None) -> list[Finding]:
    """Check a public text and bring the work list up to date; what still stands against it.

    New findings open rows, rows whose finding is gone are mended, overridden ones stay so. A door that publishes calls
    `clear`, which refuses while a row of level block, leak or review stands.
    """
    keep_texts(text, at=at)
    findings = queries.check_public(text, at=at)
    unit = Unit.objects.filter(code=text.unit).first() if text.unit and not findings.is_clean else None
    fresh = {row.key: row for row in _rows(findings, text, unit, at)}
    there = {row.key: row for row in Finding.objects.select_for_update().filter(kind=text.kind, ref=text.ref)}
    for key, row in there.items():
        if key not in fresh:
            if row.state == FindingState.OPEN:
                _close(row, at)
            continue
        now = fresh[key]
        row.url, row.title, row.unit, row.word_id = now.url, now.title, now.unit, now.word_id
        row.level, row.right, row.rescan = now.level, now.right, rescan or row.rescan
        if row.state == FindingState.MENDED:
            row.state, row.found_at, row.closed_at = FindingState.OPEN, at, None
        row.save()
    new = [row for key, row in fresh.items() if key not in there]
    for row in new:
        row.rescan = rescan
    Finding.objects.bulk_create(new)
    return list(queries.open_findings(text.kind, text.ref))


class TextRefused(Refusal):
    """A text may not be published as it stands; `text` is what the door notes once the act around it is undone."""

    def __init__(self, code: str, sentence: str, text: PublicText) -> None:
        super().__init__(code, sentence)
        self.text = text


def clear(text: PublicText, *, at: datetime) -> None:
    """Before a text becomes public, within the act that publishes it.

    Raises TextRefused `text-block`, `text-leak`, `text-review` while a finding of that level stands. The refusal undoes
    the act and what was noted in it; `noting_refusals` around the act notes it again, so that there is something to sign.
    """
    refused = refusal_of(look_over(text, at=at))
    if refused is not None:
        raise TextRefused(*refused, text)


def note_refused(refusal: Refusal, *, at: datetime) -> None:
    """Write down what a refused text was refused for; nothing for any other refusal."""
    if isinstance(refusal, TextRefused):
        look_over(refusal.text, at=at)


def noting_refusals(act: Callable[P, T]) -> Callable[P, T]:
    """Around an act that publishes: what a text was refused for stays in the work list, the act leaves no other trace."""

    @wraps(act)
    def noting(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return act(*args, **kwargs)
        except TextRefused as refusal:
            note_refused(refusal, at=cast(datetime, kwargs["at"]))
            raise

    return noting


def keep_texts(text: PublicText, *, at: datetime) -> None:
    """Read its attachments once: a file of one digest never says anything else, and a gap is a gap the next time as well."""
    kept = queries.kept_texts(text)
    for _, file in text.attachments:
        if file.digest not in kept:
            read = queries.read_file(file)
            kept[file.digest] = DocumentText(digest=file.digest, text=read.text, gap=read.gap, read_at=at)
            DocumentText.objects.bulk_create([kept[file.digest]], ignore_conflicts=True)


def mark(
    findings: Findings, *, kind: str, ref: str, url: str, title: str, unit: Unit, at: datetime, is_confidential: bool
) -> int:
    """待复核 — what somebody sent in goes through and waits for a moderator; how many rows that makes.

    Of a confidential text (a complaint) the row tells that there is something, and neither the words around nor the title.
    """
    text = PublicText(kind, ref, url, "" if is_confidential else title, "")
    rows = _rows(Findings(findings.reviewing, findings.undetermined), text, unit, at)
    if is_confidential:
        for row in rows:
            row.excerpt, row.title = "", f"{title}（内容不公开）"
    Finding.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@action("finding.overridden")
def override(finding: Finding, reason: str, *, by: Staff, at: datetime) -> Override:
    """放行 — the place stays as it is, under somebody's name and the platform's signature; other places are not touched.

    Raises Unknown where it is not theirs to sign, Refusal `finding-closed`, `no-reason`.
    """
    row = Finding.objects.select_for_update(of=("self",)).select_related("unit").get(pk=finding.pk)
    if not may_override(by, row):
        raise Unknown("没有这条内容问题。")
    if row.state != FindingState.OPEN:
        raise Refusal("finding-closed", "这条内容问题已经处理过了。")
    said = check_reason(reason)
    signed = Override(finding=row, staff=by, reason=said, at=at, algorithm=crypto.SIGNATURE)
    signed.signature = crypto.sign(queries.signed_content(signed))
    signed.save(force_insert=True)
    row.state, row.closed_at = FindingState.OVERRIDDEN, at
    row.save(update_fields=["state", "closed_at"])
    record(
        "finding.overridden", f"FINDING-{row.pk}", actor=f"staff:{by.code}", at=at,
        unit=row.unit.code if row.unit else by.unit.code, ref=row.ref, text_kind=row.kind, level=row.level, reason=said,
        signature=bytes(signed.signature).hex(),
    )  # fmt: skip
    return signed


def may_override(by: Staff, finding: Finding) -> bool:
    """Whoever keeps the words, or signs what is published, for the unit the text belongs to."""
    if finding.unit is None:
        return by.may(Permission.WORDS_EDIT)
    return any(by.may(held, unit=finding.unit) for held in (Permission.WORDS_EDIT, Permission.CONTENT_SIGN))


def _close(row: Finding, at: datetime) -> None:
    row.state, row.closed_at = FindingState.MENDED, at
    row.save(update_fields=["state", "closed_at"])


def _rows(findings: Findings, text: PublicText, unit: Unit | None, at: datetime) -> list[Finding]:
    """Unsaved rows, each place once."""
    rows: dict[str, Finding] = {}
    for found in findings.found:
        row = _row(text, unit, at, (str(found.entry or ""), found.what, found.place, found.excerpt))
        row.word_id, row.what, row.right, row.level, row.way = (
            found.entry,
            found.what,
            found.right,
            found.level,
            found.way,
        )
        row.place, row.excerpt = found.place[:200], found.excerpt[:300]
        rows.setdefault(row.key, row)
    for sentence in findings.undetermined:
        row = _row(text, unit, at, ("", UNREAD, "", sentence))
        row.what, row.level, row.way, row.excerpt = UNREAD, FindingLevel.REVIEW, Way.UNREAD, sentence[:300]
        rows.setdefault(row.key, row)
    return list(rows.values())


def _row(text: PublicText, unit: Unit | None, at: datetime, identity: Iterable[str]) -> Finding:
    key = hashlib.sha256("\n".join(identity).encode()).hexdigest()
    return Finding(
        kind=text.kind, ref=text.ref, key=key, url=text.url[:300], title=text.title[:200], unit=unit, found_at=at
    )
