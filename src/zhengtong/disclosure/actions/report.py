"""年度报告: open, write, record reviews and lawsuits, approve, return, publish."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.timezone import localdate

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.text import tidy_text
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit

from ..catalogue import RemedyKind, RemedyResult, ReportState
from ..models import AnnualReport, RemedyRecord
from ..queries import report as queries
from ..rules import information
from ..rules import report as rules

SYSTEM = "system"
Actor = Staff | str


@action("annual_report.opened")
def open_report(unit: Unit, year: int, *, by: Actor, at: datetime) -> AnnualReport:
    """开始编制 — the duty to publish by 31 January or 31 March begins to be watched.

    Raises Unknown for a unit outside one's reach, Refusal `bad-year`, `report-exists`.
    """
    _may(by, Permission.DISCLOSURE_REGISTER, unit)
    rules.check_year(year, localdate(at))
    report, is_new = AnnualReport.objects.get_or_create(
        unit=unit, year=year, defaults={"opened_at": at, "publish_due": queries.due_moment(unit, year)}
    )
    if not is_new:
        raise Refusal("report-exists", f"{unit.name}{year}年的年度报告已经在编制。")
    _record("annual_report.opened", report, by=by, at=at, publish_due=report.publish_due)
    return report


@action("annual_report.edited")
def edit_report(
    unit: str, year: int, *, sections: Mapping[str, str], entered: Mapping[str, str], by: Actor, at: datetime
) -> AnnualReport:
    """编写 — the written sections, and figures of what was decided or charged outside the platform.

    Raises Unknown outside one's reach, Refusal `report-approved`, `section-too-long`, `bad-figure`.
    """
    report = _draft(unit, year, by)
    before = (report.sections, report.entered)
    report.sections, report.entered = rules.check_sections(sections), rules.read_entered(entered)
    report.save(update_fields=["sections", "entered"])
    changed = [
        key
        for old, new in zip(before, (report.sections, report.entered), strict=True)
        for key in sorted({*old, *new})
        if old.get(key, "") != new.get(key, "")
    ]
    _record("annual_report.edited", report, by=by, at=at, changed=changed)
    return report


@action("annual_report.remedy_recorded")
def record_remedy(
    unit: str,
    year: int,
    *,
    kind: str,
    number: str,
    filed_on: date,
    by: Actor,
    at: datetime,
    closed_on: date | None = None,
    result: str = RemedyResult.PENDING,
    request_ref: str = "",
) -> RemedyRecord:
    """登记复议、诉讼 — new, or what became of one already recorded under its number.

    Raises Unknown outside one's reach, Refusal `report-approved`, `bad-remedy-kind`, and as `rules.check_remedy`.
    """
    report = _draft(unit, year, by)
    if kind not in RemedyKind.values or result not in RemedyResult.values:
        raise Refusal("bad-remedy-kind", "请选择复议或者诉讼的类型和结果。", "kind")
    tidied = rules.check_remedy(number, filed_on, closed_on, result, on=localdate(at))
    row, _ = RemedyRecord.objects.update_or_create(
        unit=report.unit,
        number=tidied,
        defaults={"kind": kind, "filed_on": filed_on, "closed_on": closed_on, "result": result},
        create_defaults={
            "kind": kind,
            "filed_on": filed_on,
            "closed_on": closed_on,
            "result": result,
            "request_ref": request_ref,
            "recorded_at": at,
        },
    )
    _record("annual_report.remedy_recorded", report, by=by, at=at, number=tidied, result=result)
    return row


@action("annual_report.approved")
def approve_report(unit: str, year: int, *, by: Actor, at: datetime) -> AnnualReport:
    """审定 — the sections are written, the columns add up; from now on the figures stay as they are.

    Raises Unknown outside one's reach, Refusal `report-approved`, `section-missing`, `not-balanced`.
    """
    report = _draft(unit, year, by, permission=Permission.DISCLOSURE_APPROVE)
    figures = queries.count(report.unit, report.year, report.entered)
    rules.check_ready(report.sections, figures.problems)
    report.tables, report.state = queries.frozen(figures), ReportState.APPROVED
    report.approved_at, report.approved_by = at, by if isinstance(by, str) else by.name
    report.save(update_fields=["tables", "state", "approved_at", "approved_by"])
    _record("annual_report.approved", report, by=by, at=at)
    return report


@action("annual_report.returned")
def return_report(unit: str, year: int, reason: str, *, by: Actor, at: datetime) -> AnnualReport:
    """退回修改 — an approved report that is not yet published is a draft again. Raises Refusal `not-approved`."""
    report = _locked(unit, year, by, Permission.DISCLOSURE_APPROVE)
    if report.state != ReportState.APPROVED:
        raise Refusal("not-approved", "只有已审定、还没有公布的年度报告可以退回修改。")
    said = information.check_reason(tidy_text(reason))
    report.state, report.tables, report.approved_at, report.approved_by = ReportState.DRAFT, None, None, ""
    report.save(update_fields=["state", "tables", "approved_at", "approved_by"])
    _record("annual_report.returned", report, by=by, at=at, reason=said)
    return report


@action("annual_report.published")
def publish_report(unit: str, year: int, *, by: Actor, at: datetime) -> AnnualReport:
    """公布 — everybody may read it; the duty is done. Raises Refusal `not-approved`."""
    report = _locked(unit, year, by, Permission.DISCLOSURE_REGISTER)
    if report.state != ReportState.APPROVED:
        raise Refusal(
            "not-approved", "年度报告审定以后才能公布。" if report.state == ReportState.DRAFT else "年度报告已经公布。"
        )
    report.state, report.published_at = ReportState.PUBLISHED, at
    report.save(update_fields=["state", "published_at"])
    _record("annual_report.published", report, by=by, at=at, is_on_time=at < report.publish_due)
    return report


def _may(by: Actor, permission: str, unit: Unit) -> None:
    if isinstance(by, Staff) and not by.may(permission, unit=unit):
        raise Unknown("没有找到这份年度报告。")


def _locked(unit: str, year: int, by: Actor, permission: str) -> AnnualReport:
    rows = AnnualReport.objects.select_for_update(of=("self",)).select_related("unit")
    report = rows.filter(unit__code=unit, year=year).first()
    if report is None:
        raise Unknown("没有找到这份年度报告。")
    _may(by, permission, report.unit)
    return report


def _draft(unit: str, year: int, by: Actor, *, permission: str = Permission.DISCLOSURE_REGISTER) -> AnnualReport:
    report = _locked(unit, year, by, permission)
    if report.state != ReportState.DRAFT:
        raise Refusal("report-approved", "年度报告已经审定，不能再改；确需修改的，请审定人退回。")
    return report


def _record(kind: str, report: AnnualReport, *, by: Actor, at: datetime, **facts: object) -> None:
    record(
        kind,
        report.subject,
        actor=by if isinstance(by, str) else f"staff:{by.code}",
        at=at,
        unit=report.unit.code,
        unit_name=report.unit.name,
        owner_unit=report.unit.code,
        item_name=f"{report.year}年政府信息公开工作年度报告",
        year=report.year,
        **facts,
    )
