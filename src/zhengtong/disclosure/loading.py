"""The register of a county from its files: data/<county>/portal/pilot-plan.md and information.yaml. Loaded once."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils.timezone import localdate

from legalclock.moments import day_start
from zhengtong.org.models import Unit

from .actions import information as actions
from .actions import report as reports
from .models import AnnualReport, Information
from .rules.information import Details, parse_table

OPENING = timedelta(hours=10)
"""What the files date by the day happened at ten in the morning."""
REVIEWER = "保密审查小组"
Row = Mapping[str, Any]


def load_information(folder: Path, *, at: datetime) -> tuple[int, int]:
    """What is not there yet: how many pieces of information and how many annual reports were loaded."""
    units = {unit.code: unit for unit in Unit.objects.filter(valid_to=None)}
    count = _load_plan(folder / "portal" / "pilot-plan.md", units, at)
    path = folder / "portal" / "information.yaml"
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    count += _load_rows(document["information"], units, at)
    return count, sum(_load_report(row, units, at) for row in document["reports"])


def _load_plan(path: Path, units: Mapping[str, Unit], at: datetime) -> int:
    """The county's plan for the pilot: the first document of the register."""
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    row = yaml.safe_load(head)
    if Information.objects.filter(organ__code=row["organ"], title=row["title"]).exists():
        return 0
    details = Details(
        title=row["title"],
        theme=row["theme"],
        genre=row["genre"],
        signed_on=row["signed_on"],
        document_number=row["document_number"],
        keywords=tuple(row["keywords"]),
        text=text,
        audience=("citizens", "companies", "organs"),
        form="document",
    )
    moment = min(_moment(row["signed_on"]), at)
    signed = actions.sign(details, organ=units[row["organ"]], by=actions.SYSTEM, at=moment)
    actions.publish(signed.index_number, reviewer=REVIEWER, by=actions.SYSTEM, at=moment)
    return 1


def _load_rows(rows: list[Row], units: Mapping[str, Unit], at: datetime) -> int:
    numbers: dict[str, str] = {}
    steps: list[tuple[datetime, Callable[[datetime], object]]] = []
    for row in rows:
        organ = units[row["organ"]]
        signed_on = row["signed"] if "signed" in row else localdate(at) - timedelta(days=row["days_ago"])
        if signed_on > localdate(at) or Information.objects.filter(organ=organ, title=row["title"]).exists():
            continue
        signed = actions.sign(_details(row, signed_on), organ=organ, by=actions.SYSTEM, at=min(_moment(signed_on), at))
        numbers[row["key"]] = signed.index_number
        steps += _steps(row, numbers)
    for moment, step in sorted(steps, key=lambda each: each[0]):
        if moment <= at:
            step(moment)
    return len(numbers)


def _steps(row: Row, numbers: Mapping[str, str]) -> list[tuple[datetime, Callable[[datetime], object]]]:
    """What happened to a row later, each with its moment; keys of other rows are looked up when it happens."""
    key, found = row["key"], []

    def link(moment: datetime) -> object:
        return actions.link_interpretation(numbers[row["explains"]], numbers[key], by=actions.SYSTEM, at=moment)

    def publish(moment: datetime) -> object:
        return actions.publish(numbers[key], reviewer=REVIEWER, by=actions.SYSTEM, at=moment)

    if "published" in row:
        if row.get("explains") in numbers:
            found.append((_moment(row["published"]), link))
        found.append((_moment(row["published"]), publish))
    for validity, name in (("repealed", "repealed"), ("amended", "amended")):
        if name in row:
            found.append((_moment(row[name]["since"]) + OPENING, _changed(key, validity, row[name], numbers)))
    if "expires" in row:
        found.append((_moment(row["expires"] + timedelta(days=1)), lambda at: actions.expire(numbers[key], at=at)))
    return found


def _changed(key: str, validity: str, told: Row, numbers: Mapping[str, str]) -> Callable[[datetime], object]:
    return lambda moment: actions.change_validity(
        numbers[key],
        validity,
        told["basis"],
        by=actions.SYSTEM,
        at=moment,
        replaced_by=numbers.get(told.get("by", ""), ""),
    )


def _details(row: Row, signed_on: date) -> Details:
    table = row.get("table")
    return Details(
        title=row["title"],
        theme=row["theme"],
        genre=row["genre"],
        signed_on=signed_on,
        mode=row.get("mode", "proactive"),
        form=row.get("form", "page"),
        audience=tuple(row.get("audience", ())),
        document_number=row.get("document_number", ""),
        is_normative=row.get("normative", False),
        duty=row.get("duty", "info.publish"),
        mode_reason=row.get("reason", ""),
        mode_article=row.get("article", ""),
        effective_on=row.get("effective"),
        expires_on=row.get("expires"),
        keywords=tuple(row.get("keywords", ())),
        summary=row.get("summary", ""),
        text=row.get("text", ""),
        table=parse_table([table["head"], *([str(cell) for cell in line] for line in table["lines"])])
        if table
        else None,
        needs_interpretation=row.get("interpreted", False),
    )


def _load_report(row: Row, units: Mapping[str, Unit], at: datetime) -> int:
    unit, published = units[row["unit"]], _moment(row["published"])
    year = row["published"].year - 1
    if published > at or AnnualReport.objects.filter(unit=unit, year=year).exists():
        return 0
    opened = _moment(date(year + 1, 1, 1))
    reports.open_report(unit, year, by=reports.SYSTEM, at=opened)
    sections = {key: row[key] for key in ("overview", "problems", "other")}
    reports.edit_report(unit.code, year, sections=sections, entered=row["entered"], by=reports.SYSTEM, at=published)
    reports.approve_report(unit.code, year, by=reports.SYSTEM, at=published)
    reports.publish_report(unit.code, year, by=reports.SYSTEM, at=published)
    return 1


def _moment(day: date) -> datetime:
    return day_start(day) + OPENING
