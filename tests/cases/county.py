"""A small county at work: the cast, the calendar, the laws, and three published items to apply for."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

from legalclock import Calendar, china_calendar, load_laws
from tests.standing import kept, written_again
from zhengtong.catalog.choices import VersionState
from zhengtong.catalog.guide import Guide
from zhengtong.catalog.models import ItemVersion, ServiceItem
from zhengtong.catalog.rules.columns import columns_of
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Unit
from zhengtong.timers import queries as timers_queries
from zhengtong.timers.models import CalendarDay, CalendarVersion, HolidayNotice, LegalLimit, OfficeSeason

DATA = Path(__file__).resolve().parents[2] / "data" / "anfu"
HOURS = (
    {"code": "winter", "name": "冬季作息", "first": "10-01", "last": "04-30", "sessions": "08:30-12:00,14:30-17:30"},
    {"code": "summer", "name": "夏季作息", "first": "05-01", "last": "09-30", "sessions": "08:30-12:00,15:00-18:00"},
)

MORNING = datetime(2025, 9, 15, 1, 0, tzinfo=UTC)
"""2025-09-15 09:00 in Anfu, a Monday; the calendar of 2025 is known to its end."""


def days_later(n: int) -> datetime:
    return MORNING + timedelta(days=n)


def keep_time(at: datetime = MORNING, hours: Sequence[Mapping[str, str]] = HOURS) -> None:
    """Enter the calendar and the laws, straight into the database: what loads them for a county has tests of its own."""
    enter_calendar(at, hours)
    if not written_again("laws"):
        kept("laws", [LegalLimit], _enter_laws)


def _enter_laws() -> None:
    LegalLimit.objects.bulk_create(
        LegalLimit(
            key=law.key, amount=law.amount, unit=law.unit, start=law.start, basis=law.basis, confidence=law.confidence
        )
        for law in load_laws()
    )


@action("calendar.seeded")
def enter_calendar(at: datetime, hours: Sequence[Mapping[str, str]] = HOURS) -> None:
    timers_queries.forget_calendar()
    source = _calendar()
    what = ("calendar", at, repr(hours))
    if not written_again(what):
        tables = [HolidayNotice, CalendarDay, OfficeSeason, CalendarVersion]
        kept(what, tables, lambda: _enter_days(source, at, hours))
    record("calendar.seeded", "calendar", actor="system", at=at, days=len(source.days), until=source.covered_until)


def _enter_days(source: Calendar, at: datetime, hours: Sequence[Mapping[str, str]]) -> None:
    years = range(source.covered_from.year, source.covered_until.year + 1)
    told = {day.on.year: day.source for day in reversed(source.days)}
    notices = HolidayNotice.objects.bulk_create(
        HolidayNotice(year=year, source=told.get(year, f"{year}年按国家规定"), covered_until=date(year, 12, 31),
                      entered_by="system", entered_at=at)
        for year in years
    )  # fmt: skip
    of_year = {notice.year: notice for notice in notices}
    CalendarDay.objects.bulk_create(
        CalendarDay(on=day.on, kind=day.kind.value, name=day.name, source=day.source, notice=of_year[day.on.year])
        for day in source.days
    )
    OfficeSeason.objects.bulk_create(OfficeSeason(**season) for season in hours)
    CalendarVersion.objects.create(number=1, reason="首次载入", at=at)


@cache
def _calendar() -> Calendar:
    return china_calendar()


def publish(content: dict, *, number: int = 1) -> ItemVersion:
    """A published version straight into the database: the approval chain has tests of its own."""
    guide = Guide.of(content)
    item, _ = ServiceItem.objects.get_or_create(
        code=guide.code, defaults={"unit": Unit.objects.get(code="MZ" if guide.unit == "TOWN" else guide.unit)}
    )
    ItemVersion.objects.filter(item=item, state=VersionState.PUBLISHED).update(state=VersionState.SUPERSEDED)
    version = ItemVersion.objects.create(
        item=item,
        number=number,
        state=VersionState.PUBLISHED,
        content=content,
        digest="0" * 64,
        edited_by="system",
        edited_at=MORNING,
        published_at=MORNING,
        effective_on=MORNING.date(),
        **columns_of(guide),
    )
    item.current = version
    item.save()
    return version


def county_item(code: str, **changes: object) -> dict:
    """An item of the demo county with some elements changed; forms are left out unless a test brings one."""
    content = deepcopy(_read(code))
    content["form"] = None
    content.update(deepcopy(changes))
    return content


@cache
def _read(code: str) -> dict:
    return _plain(yaml.safe_load((DATA / "items" / f"{code.lower()}.yaml").read_text()))


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def licence() -> dict:
    """社会团体成立登记 made ready for every act: two reviews side by side, expert review, extension, deferral, a fee."""
    return county_item(
        "MZ-XK-0026",
        limits={
            "statutory": {"amount": 20, "unit": "wd", "basis": "行政许可法第四十二条"},
            "promised": {"amount": 10, "unit": "wd"},
            "extension": {
                "allowed": True,
                "amount": 10,
                "unit": "wd",
                "approver": "本机关负责人",
                "basis": "行政许可法第四十二条",
            },
        },
        audience=["natural", "enterprise"],
        deferral={"allowed": True, "amount": 5, "unit": "wd"},
        special_procedures=[
            {"ground": "expert_review", "name": "专家评审", "amount": 15, "unit": "wd", "basis": "行政许可法第四十五条"}
        ],
        materials=[
            _material("申请书", "required", "form", blank_form=True),
            _material("身份证明", "required", "certificate"),
            _material("场所证明", "deferrable", "other"),
            _material("照片", "optional", "other"),
        ],
        fees=[
            {
                "name": "工本费",
                "standard": "20元/证",
                "amount": "20.00",
                "basis": "示例收费文件",
                "reducible": True,
                "reduce_basis": "首次申领免收",
            }
        ],
        steps=[
            _step("材料审查", "review", "MZ", "reviewer", 3),
            _step("交通会签", "countersign", "JT", "reviewer", 2, parallel=1),
            _step("业务会签", "countersign", "MZ", "section_head", 2, parallel=1),
            _step("决定", "decide", "MZ", "leader", 2),
        ],
        results=[{"name": "登记证书", "type": "certificate", "valid": "五年"}],
    )


def _material(name: str, need: str, kind: str, *, blank_form: bool = False) -> dict:
    return {
        "name": name,
        "need": need,
        "type": kind,
        "format": "both",
        "originals": 1,
        "copies": 0,
        "paper": "A4",
        "source": "applicant",
        "note": "",
        "basis": "示例",
        "blank_form": blank_form,
    }


def _step(name: str, kind: str, unit: str, post: str, days: int, parallel: int | None = None) -> dict:
    row = {
        "name": name,
        "kind": kind,
        "unit": unit,
        "post": post,
        "amount": days,
        "unit_of_limit": "wd",
        "standard": "按规定审查",
    }
    return row | ({"parallel": parallel} if parallel else {})
