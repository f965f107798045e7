"""监察事项: the list of everything watched that one may see, and one matter's whole life on one page."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from zhengtong.complaints.models import Complaint
from zhengtong.complaints.queries import for_overseer
from zhengtong.foundation.text import tidy_line
from zhengtong.journal.facts import NAMES
from zhengtong.journal.kinds import KINDS
from zhengtong.journal.models import Entry
from zhengtong.journal.queries import Flaw, entries_of, verify_entry
from zhengtong.org.models import Staff
from zhengtong.org.queries import unit_names
from zhengtong.supervision import board as queries
from zhengtong.supervision.choices import Level, Light
from zhengtong.supervision.models import Matter
from zhengtong.supervision.rules.vocabulary import BUSINESSES
from zhengtong.web.templatetags.oversight import milestone_label

from .door import oversight
from .wording import COUNTY_SYSTEM, actor_labels, business_label, system_labels

PAGE = 50
MOST_ENTRIES = 200
"""Entries shown, and verified, on one page; what is longer is read in parts."""


def _asked(request: HttpRequest) -> queries.Asked:
    text = {name: tidy_line(value)[:80] for name, value in request.GET.items()}
    return queries.Asked(
        words=text.get("q", ""),
        system=text.get("system", ""),
        business=text.get("business", ""),
        unit=text.get("unit", ""),
        region=text.get("region", ""),
        light=text["light"] if text.get("light") in Light.values else "",
        level=text["level"] if text.get("level") in Level.values else "",
        is_open={"1": True, "0": False}.get(text.get("open", "")),
        first=_day(text.get("from", "")),
        last=_day(text.get("to", "")),
        is_late=text.get("late") == "1",
        ended_first=_day(text.get("ended_from", "")),
        ended_last=_day(text.get("ended_to", "")),
        has_blank=text.get("blank") == "1",
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@oversight()
@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    page = Paginator(queries.matters_asked(request.staff, asked), PAGE).get_page(request.GET.get("page"))
    choices, systems = queries.choices_of(request.staff), system_labels(request.staff)
    kept = {key: value for key, value in request.GET.items() if value and key != "page"}
    return render(
        request,
        "oversight/matters/list.html",
        {
            "asked": asked,
            "page": page,
            "rows": [
                (matter, systems.get(matter.system, matter.system), business_label(matter.business)) for matter in page
            ],
            "systems": list(systems.items()),
            "businesses": list(BUSINESSES.items()),
            "units": choices["units"],
            "regions": choices["regions"],
            "lights": Light.choices,
            "levels": Level.choices,
            "open": {True: "1", False: "0", None: ""}[asked.is_open],
            "opens": [("1", "在办"), ("0", "已办结或终止")],
            "late": "1" if asked.is_late else "",
            "lates": [("1", "超期办结")],
            "blank": "1" if asked.has_blank else "",
            "blanks": [("1", "有规则缺数据")],
            "csv_url": f"{reverse('oversight:matters-csv')}?{urlencode(kept)}",
            "now": timezone.now(),
        },
    )


# --- as a file ---

COLUMNS = (
    "编号", "系统", "业务", "事项编码", "事项名称", "单位", "区划", "亮灯", "无法判定", "收件", "受理", "办结", "终止方式",
    "承诺期限", "法定期限", "按时", "补正次数", "特别程序次数",
)  # fmt: skip


class _Line:
    """A file that gives back what is written to it, for `csv.writer`."""

    def write(self, text: str) -> str:
        return text


def _safe(text: str) -> str:
    """A cell that a spreadsheet takes as text and never as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _moment(moment: datetime | None) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def _told(value: bool | None, yes: str = "是", no: str = "否", unknown: str = "") -> str:
    return unknown if value is None else yes if value else no


def _cells(matter: Matter, systems: dict[str, str]) -> tuple[str, ...]:
    return (
        matter.ref, systems.get(matter.system, matter.system), business_label(matter.business), matter.item, matter.item_name,
        matter.unit.short_name if matter.unit else "", matter.region.name if matter.region else "",
        Light(matter.light).label, _told(matter.is_undetermined), _moment(matter.opened_at), _moment(matter.accepted_at),
        _moment(matter.ended_at), milestone_label(matter.ended_by), _moment(matter.promised_due), _moment(matter.legal_due),
        _told(matter.is_on_time, unknown="在办" if matter.ended_at is None else "无法判定"), str(matter.corrections),
        str(matter.suspensions),
    )  # fmt: skip


def _lines(rows: Iterable[Matter], systems: dict[str, str]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)  # the mark by which spreadsheets know UTF-8
    for matter in rows:
        yield writer.writerow([_safe(cell) for cell in _cells(matter, systems)])


@oversight()
@require_safe
def matters_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list under its filters, every page of it."""
    rows = queries.matters_asked(request.staff, _asked(request)).iterator(chunk_size=2000)
    response = StreamingHttpResponse(_lines(rows, system_labels(request.staff)), content_type="text/csv; charset=utf-8")
    day = f"{localtime(timezone.now()):%Y%m%d}"
    response["Content-Disposition"] = f"attachment; filename=\"matters-{day}.csv\"; filename*=UTF-8''{day}.csv"
    return response


# --- one matter ---


def _timeline(entries: list[Entry]) -> list[dict[str, Any]]:
    """The entries as a page tells them; `counts`: supervision reads it, the rest (a message sent) stands back."""
    actors = actor_labels(entry.actor for entry in entries)
    units = unit_names(entry.unit for entry in entries if entry.unit)
    lines = []
    for entry in entries:
        kind = KINDS.get(entry.kind)
        # What happened in the words of who told it: the step, or the activity of the outside system.
        said = entry.data.get("label") or entry.data.get("step") or ""
        lines.append(
            {
                "entry": entry,
                "label": kind.label.removeprefix("外部系统：") if kind else entry.kind,
                "said": said if isinstance(said, str) else "",
                "counts": kind is not None and kind.milestone is not None,
                "by": actors[entry.actor],
                "unit": units.get(entry.unit, entry.unit),
                "facts": [(NAMES.get(name, name), _fact(value)) for name, value in entry.data.items()],
                "flaw": verify_entry(entry.pk),
            }
        )
    return lines


def _fact(value: Any) -> str:
    """A fact as a person reads it: 是 and 否, moments in the county's time, the rest as it was written."""
    if isinstance(value, bool):
        return _told(value)
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return value
        return _moment(moment) if moment.tzinfo else value
    if isinstance(value, list | tuple):
        return "、".join(_fact(one) for one in value)
    return "—" if value is None else str(value)


@oversight()
@require_safe
def matter(request: HttpRequest, subject: str) -> HttpResponse:
    """全过程 — facts, clock, entries with their verification, cards, findings that could not be made, orders."""
    found = queries.matter_for(request.staff, subject)
    entries = list(entries_of(subject).select_related("link")[: MOST_ENTRIES + 1])
    timeline = _timeline(entries[:MOST_ENTRIES])
    at, course = timezone.now(), queries.course_of(found, entries)
    flaws: list[Flaw] = [line["flaw"] for line in timeline if line["flaw"]]
    return render(
        request,
        "oversight/matters/matter.html",
        {
            "matter": found,
            "facts": _facts(found, system_labels(request.staff)),
            "limits": queries.limits_of(course, at) if course else [],
            "split": queries.split_of(course, at) if course else {},
            "timeline": timeline,
            "flaws": flaws,
            "sealed": sum(getattr(entry, "link", None) is not None for entry in entries[:MOST_ENTRIES]),
            "is_cut": len(entries) > MOST_ENTRIES,
            "most": MOST_ENTRIES,
            "cards": queries.cards_of(found),
            "undetermined": queries.undetermined_of(found),
            "orders": queries.orders_of(found),
            "complaints": complaints_about(request.staff, found.ref) if found.system == COUNTY_SYSTEM else (),
        },
    )


def complaints_about(staff: Staff, ref: str) -> list[Complaint]:
    """投诉 that quote this number, for those who handle complaints."""
    return list(for_overseer(staff).filter(case_ref=ref).order_by("filed_at"))


def _facts(matter: Matter, systems: dict[str, str]) -> list[tuple[str, str]]:
    """What is told of a matter; what nobody told is said to be untold, never left out."""
    untold = "未报送"
    rows = [
        ("编号", matter.ref),
        ("系统", systems.get(matter.system, matter.system)),
        ("业务", business_label(matter.business)),
        ("事项", " ".join(filter(None, (matter.item_name, matter.item))) or untold),
        ("责任单位", matter.unit.name if matter.unit else untold),
        ("所在区划", matter.region.name if matter.region else untold),
        ("即办件", _told(matter.is_instant, unknown=untold)),
        ("收件", _moment(matter.opened_at)),
        ("受理", _moment(matter.accepted_at) or "—"),
    ]
    if matter.ended_at:
        rows.append((milestone_label(matter.ended_by), _moment(matter.ended_at)))
        rows.append(("按时", _told(matter.is_on_time, unknown="无法判定")))
    else:
        rows.append(("当前环节", matter.step or "—"))
    rows += [("补正", f"{matter.corrections}次"), ("特别程序", f"{matter.suspensions}次")]
    if matter.rating:
        rows.append(("群众评价", f"{matter.rating}星"))
    return rows


urls = [
    path("matters/", matters, name="matters"),
    path("matters.csv", matters_csv, name="matters-csv"),
    path("matters/<path:subject>/", matter, name="matter"),
]
