from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from zhengtong.files import queries as files
from zhengtong.files.actions import store_document
from zhengtong.files.models import StoredFile
from zhengtong.foundation import refs, rows
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.actions import action, canonical, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import unit_by_code

from . import queries, rendering, rules
from .choices import PaperKind
from .content import complete
from .models import Paper, PaperNumber


def issue(kind: PaperKind, *, subject: str, unit: Unit, content: Mapping[str, Any], by: str, at: datetime) -> Paper:
    """出具文书 — number a paper and freeze its words. Part of the caller's act: records nothing.

    Refused: paper-incomplete, naming everything that is missing. The unit's number row stays locked until the act
    commits, which is why nobody else's number can fall into a gap: issue papers as late in an act as possible.
    """
    kind = PaperKind(kind)
    county = settings.COUNTY["name"]
    said = complete(kind, content, county=county)
    words = canonical({"organ": unit.name, "content": said}).decode()
    code = refs.verification_code()
    year = localdate(at).year
    serial = _next_serial(unit.code, kind, year)
    paper = Paper(
        number=rules.paper_number(rules.organ_word(county, unit.short_name), kind, year, serial),
        kind=kind,
        subject=subject,
        unit=unit.code,
        title=said["name"] if kind is PaperKind.CERTIFICATE else kind.label,
        content=words,
        template=f"{kind}/{rendering.VERSION}",
        verification_code=code,
        issued_at=at,
        issued_by=by,
    )
    return rows.insert(paper)


def _next_serial(unit: str, kind: PaperKind, year: int) -> int:
    """The next number of a unit for a kind in a year. A rolled-back act gives its number back: no gaps."""
    table = connection.ops.quote_name(PaperNumber._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS row (unit, kind, year, last) VALUES (%s, %s, %s, 1)"  # noqa: S608 — the model's own table
            " ON CONFLICT (unit, kind, year) DO UPDATE SET last = row.last + 1 RETURNING last",
            [unit, kind.value, year],
        )
        return int(cursor.fetchone()[0])


def pdf(paper: Paper) -> bytes:
    """The paper's PDF: rendered when first needed, stored by digest, the same bytes ever after.

    Two readers at once render twice and store once, because the same words and moment give the same bytes.
    """
    if paper.pdf_digest:
        return files.content(StoredFile.objects.get(pk=paper.pdf_digest))
    content = rendering.render(paper.kind, queries.printed(paper), at=paper.issued_at)
    stored = store_document(content, kind="pdf", at=paper.issued_at)
    Paper.objects.filter(pk=paper.pk, pdf_digest="").update(pdf_digest=stored.digest)
    paper.pdf_digest = stored.digest
    return content


def sign_for(paper: Paper, *, name: str, at: datetime) -> None:
    """签收 — note who took the paper. Part of the caller's act: records nothing.

    Refused: paper-withdrawn, paper-signed (a second signature never replaces the first).
    """
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    if row.withdrawn_at is not None:
        raise Refusal("paper-withdrawn", f"{row.number}已经撤回，不能签收。")
    if row.signed_for_at is not None:
        raise Refusal("paper-signed", f"{row.number}已由{row.signed_for_by}签收，不能重复签收。")
    paper.signed_for_by, paper.signed_for_at = tidy_line(name), at
    paper.save(update_fields=["signed_for_by", "signed_for_at"])


def withdraw_all(subject: str, *, reason: str, at: datetime) -> int:
    """Every paper of a matter that is itself undone loses its effect. Part of the caller's act: records nothing."""
    return Paper.objects.filter(subject=subject, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_reason=tidy_line(reason)[:200]
    )


@action("paper.withdrawn")
def withdraw(number: str, *, by: Staff, reason: str, at: datetime) -> Paper:
    """撤回文书 — a paper issued by mistake loses its effect; it stays verifiable, as withdrawn."""
    paper = Paper.objects.select_for_update().filter(number=number).first()
    if paper is None or not by.may(Permission.CASE_VOID, unit=unit_by_code(paper.unit)):
        raise Unknown("没有找到这份文书。")
    reason = tidy_line(reason)
    if not reason:
        raise Refusal("reason-missing", "请填写撤回的理由。", field="reason")
    if paper.withdrawn_at is not None:
        raise Refusal("paper-withdrawn", f"{paper.number}已经撤回，不必再次撤回。")
    paper.withdrawn_at, paper.withdrawn_reason = at, reason[:200]
    paper.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    record(
        "paper.withdrawn",
        paper.subject,
        actor=f"staff:{by.code}",
        at=at,
        unit=paper.unit,
        number=paper.number,
        paper=paper.kind,
    )
    return paper
