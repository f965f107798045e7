"""The figures of an annual report from the rows behind them, and the reports themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from legalclock.moments import day_end, day_start
from zhengtong.foundation.errors import Unknown
from zhengtong.journal.models import Entry
from zhengtong.org.choices import Permission, UnitKind
from zhengtong.org.models import Staff, Unit, User
from zhengtong.org.queries import reach, staff_of

from ..catalogue import Genre, InformationState, Mode, ReportState, Validity
from ..choices import REPLY_ROWS, ReplyKind, RequestState
from ..models import AnnualReport, DisclosureRequest, Information, RemedyRecord
from ..rules import report as rules
from ..rules.report import Cells, DocumentFact, Figure, RemedyFact, RequestFact

REPORTING_KINDS = (UnitKind.COUNTY_DEPARTMENT, UnitKind.TOWNSHIP)
"""行政机关: they report; party organs, enterprises and public institutions do not (条例 第四十九条)."""
_ENDED_AS = {
    RequestState.ABANDONED: ReplyKind.NOT_CORRECTED,
    RequestState.ABANDONED_FEE: ReplyKind.NOT_PAID,
    RequestState.WITHDRAWN: ReplyKind.OTHER,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Tables 2 to 4 of a report, every cell with the numbers of its rows, and what does not add up."""

    documents: Mapping[str, tuple[str, ...]]
    acts: Mapping[str, Figure]
    requests: Cells
    remedies: Cells
    problems: tuple[str, ...] = ()


def organs_counted(unit: Unit) -> Q:
    """Whose rows a report counts: the county's office reports for the whole county, everybody else for themselves."""
    return Q() if unit.code == rules.GOVERNMENT_OFFICE else Q(unit=unit)


def request_facts(unit: Unit, year: int) -> list[RequestFact]:
    """The requests that were open in a year; what was withdrawn before it was registered was never received."""
    first = date(year, 1, 1)
    rows = DisclosureRequest.objects.filter(
        organs_counted(unit), Q(ended_at=None) | Q(ended_at__gte=day_start(first)),
        received_on__isnull=False, received_on__lte=date(year, 12, 31),
    ).select_related("reply")  # fmt: skip
    return [_request_fact(row) for row in rows.order_by("received_on", "ref")]


def _request_fact(row: DisclosureRequest) -> RequestFact:
    kind = _ENDED_AS.get(RequestState(row.state), "")
    reply = getattr(row, "reply", None)
    if not kind and reply is not None:
        kind = reply.kind
    ended_on = None if row.ended_at is None else localdate(row.ended_at)
    return RequestFact(row.ref, row.applicant_kind, row.received_on, ended_on, str(kind) if kind in REPLY_ROWS else "")


def document_facts(unit: Unit, year: int) -> list[DocumentFact]:
    """规章 and 规范性文件 signed up to the end of a year, whatever became of them."""
    rows = Information.objects.filter(
        Q(is_normative=True) | Q(genre=Genre.RULE), mode=Mode.PROACTIVE, signed_on__lte=date(year, 12, 31)
    ).exclude(state=InformationState.WITHDRAWN)
    if unit.code != rules.GOVERNMENT_OFFICE:
        rows = rows.filter(organ=unit)
    gone = {Validity.EXPIRED, Validity.REPEALED}
    return [
        DocumentFact(
            row.index_number,
            "rule" if row.genre == Genre.RULE else "normative",
            row.signed_on,
            row.validity_on if row.validity in gone else None,
        )
        for row in rows.order_by("index_number")
    ]


def _decided(unit: Unit, year: int, kind: str) -> tuple[str, ...]:
    """The cases decided in a year, as the journal tells them; one that was decided again is one."""
    entries = _entries(unit, year).filter(kind="case.decided", data__item_kind=kind)
    return tuple(dict.fromkeys(entries.order_by("at", "id").values_list("subject", flat=True)))


def _entries(unit: Unit, year: int) -> QuerySet[Entry]:
    within = Entry.objects.filter(at__gte=day_start(date(year, 1, 1)), at__lt=day_end(date(year, 12, 31)))
    return within if unit.code == rules.GOVERNMENT_OFFICE else within.filter(data__owner_unit=unit.code)


def _fees(unit: Unit, year: int) -> tuple[tuple[str, ...], Decimal]:
    """The cases a fee was recorded for in a year, and what they paid in ten-thousands of yuan."""
    paid = list(
        _entries(unit, year).filter(kind="case.fee_recorded").order_by("at", "id").values_list("subject", "data")
    )
    sum_of = sum((Decimal(str(data["amount"])) for _, data in paid if data.get("amount")), Decimal(0))
    return tuple(dict.fromkeys(subject for subject, _ in paid)), sum_of / 10_000


def acts_of(unit: Unit, year: int, entered: Mapping[str, str]) -> dict[str, Figure]:
    """The lower half of table 2: counted from the journal, with what was entered besides."""
    more = {key: Decimal(entered.get(key, "0")) for key in rules.ENTERED}
    payers, fees = _fees(unit, year)
    return {
        **{kind: Figure(_decided(unit, year, kind), more[kind]) for kind in ("license", "penalty", "coercion")},
        "fees": Figure(payers, more["fees"], fees),
    }


def remedy_facts(unit: Unit, year: int) -> list[RemedyFact]:
    rows = RemedyRecord.objects.filter(organs_counted(unit), filed_on__lte=date(year, 12, 31)).order_by(
        "filed_on", "pk"
    )
    return [RemedyFact(row.number, row.kind, row.filed_on, row.closed_on, row.result) for row in rows]


def count(unit: Unit, year: int, entered: Mapping[str, str]) -> Figures:
    """Tables 2 to 4 as the rows stand now."""
    requests = rules.count_requests(request_facts(unit, year), year)
    return Figures(
        rules.count_documents(document_facts(unit, year), year),
        acts_of(unit, year, entered),
        requests,
        rules.count_remedies(remedy_facts(unit, year), year),
        tuple(rules.imbalances(requests, _carried_over(unit, year))),
    )


def _carried_over(unit: Unit, year: int) -> dict[str, int] | None:
    """By column, what the report of the year before carried out; None where there is none that was approved."""
    before = AnnualReport.objects.filter(unit=unit, year=year - 1).exclude(state=ReportState.DRAFT).first()
    if before is None or before.tables is None:
        return None
    return {column: len(refs) for column, refs in before.tables["requests"][rules.CARRIED_OUT].items()}


def figures_of(report: AnnualReport) -> Figures:
    """Tables 2 to 4 of a report: as counted now while it is a draft, as they were approved ever after."""
    if report.tables is None:
        return count(report.unit, report.year, report.entered)
    return thawed(report.tables)


def frozen(figures: Figures) -> dict[str, Any]:
    """The figures as they are kept with an approved report."""
    return {
        "documents": {key: list(refs) for key, refs in figures.documents.items()},
        "acts": {
            key: {
                "refs": list(figure.refs),
                "entered": str(figure.entered),
                "counted": None if figure.counted is None else str(figure.counted),
            }
            for key, figure in figures.acts.items()
        },
        "requests": {line: {c: list(refs) for c, refs in row.items()} for line, row in figures.requests.items()},
        "remedies": {kind: {r: list(refs) for r, refs in row.items()} for kind, row in figures.remedies.items()},
    }


def thawed(tables: Mapping[str, Any]) -> Figures:
    """The other way round."""
    acts = {
        key: Figure(
            tuple(kept["refs"]),
            Decimal(kept["entered"]),
            None if kept["counted"] is None else Decimal(kept["counted"]),
        )
        for key, kept in tables["acts"].items()
    }
    return Figures(
        {key: tuple(refs) for key, refs in tables["documents"].items()},
        acts,
        {line: {c: tuple(refs) for c, refs in row.items()} for line, row in tables["requests"].items()},
        {kind: {r: tuple(refs) for r, refs in row.items()} for kind, row in tables["remedies"].items()},
    )


@dataclass(frozen=True, slots=True)
class DrilledRow:
    """One row behind a cell: its number, what it is called, its state or day, where it is looked at."""

    ref: str
    title: str
    note: str
    url: str = ""


def drill(report: AnnualReport, table: str, line: str, column: str) -> list[DrilledRow]:
    """The rows behind a cell, in the order they were counted; raises Unknown for a cell that is not there."""
    figures = figures_of(report)
    try:
        if table == "documents":
            return _documents(figures.documents[f"{line}.{column}"])
        if table == "acts":
            return [DrilledRow(ref, "办件", "") for ref in figures.acts[line].refs]
        if table == "requests":
            return _requests(figures.requests[line][column])
        return _remedies(report, figures.remedies[line][column])
    except KeyError as error:
        raise Unknown("年度报告里没有这一格。") from error


def _documents(numbers: tuple[str, ...]) -> list[DrilledRow]:
    rows = {row.index_number: row for row in Information.objects.filter(index_number__in=numbers)}
    return [
        DrilledRow(number, rows[number].title, rows[number].get_validity_display(), rows[number].get_absolute_url())
        for number in numbers
    ]


def _requests(refs: tuple[str, ...]) -> list[DrilledRow]:
    rows = {row.ref: row for row in DisclosureRequest.objects.filter(ref__in=refs)}
    return [DrilledRow(ref, rows[ref].wanted, rows[ref].get_state_display()) for ref in refs]


def _remedies(report: AnnualReport, numbers: tuple[str, ...]) -> list[DrilledRow]:
    rows = {row.number: row for row in RemedyRecord.objects.filter(organs_counted(report.unit), number__in=numbers)}
    return [DrilledRow(n, rows[n].get_kind_display(), rows[n].get_result_display()) for n in numbers]


# --- the reports ---


def published_reports() -> QuerySet[AnnualReport]:
    """历年年报, the newest year first, in the order of the units."""
    rows = AnnualReport.objects.filter(state=ReportState.PUBLISHED).select_related("unit")
    return rows.order_by("-year", "unit__number")


def visible_to(user: User | AnonymousUser) -> QuerySet[AnnualReport]:
    """What this account may read: what is published, and for staff those they write or approve."""
    staff = staff_of(user) if user.is_authenticated else None
    seen = Q(state=ReportState.PUBLISHED)
    return AnnualReport.objects.filter(seen if staff is None else seen | _reached(staff)).select_related("unit")


def report_for_public(year: int, unit: str) -> AnnualReport:
    """A published report; raises Unknown."""
    found = published_reports().filter(year=year, unit__code=unit).first()
    if found is None:
        raise Unknown("没有找到这份年度报告，可能还没有公布。")
    return found


def _reached(staff: Staff) -> Q:
    writes = reach(staff, Permission.DISCLOSURE_REGISTER, region=None)
    return writes | reach(staff, Permission.DISCLOSURE_APPROVE, region=None)


def reports_for_desk(staff: Staff) -> QuerySet[AnnualReport]:
    """The reports this person writes or approves, the newest year first."""
    return AnnualReport.objects.filter(_reached(staff)).select_related("unit").order_by("-year", "unit__number")


def report_for_desk(staff: Staff, year: int, unit: str) -> AnnualReport:
    """One of `reports_for_desk`; raises Unknown."""
    found = reports_for_desk(staff).filter(year=year, unit__code=unit).first()
    if found is None:
        raise Unknown("没有找到这份年度报告。")
    return found


def remedies_for_desk(report: AnnualReport) -> QuerySet[RemedyRecord]:
    """The reviews and lawsuits a report may count, the newest first."""
    return RemedyRecord.objects.filter(organs_counted(report.unit), filed_on__lte=date(report.year, 12, 31)).order_by(
        "-filed_on", "-pk"
    )


def units_without_report(year: int) -> QuerySet[Unit]:
    """Who owes a report of a year that nobody has opened yet."""
    units = Unit.objects.filter(kind__in=REPORTING_KINDS, valid_to=None, merged_into=None)
    return units.exclude(annual_reports__year=year).order_by("number")


def is_government(unit: Unit) -> bool:
    """Whether its report is a government's, with the later day."""
    return unit.kind == UnitKind.TOWNSHIP or unit.code == rules.GOVERNMENT_OFFICE


def due_moment(unit: Unit, year: int) -> datetime:
    """By when a unit's report of a year is published."""
    return rules.deadline(unit.code, year, is_government=is_government(unit))
