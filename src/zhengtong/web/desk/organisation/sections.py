"""The four sections of 机构与人员, each shown to whoever may use it, and what their forms read alike."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_date

from zhengtong.foundation.errors import Refusal
from zhengtong.org.choices import Permission, RegionLevel
from zhengtong.org.models import Region, Staff

_SECTIONS = (
    ("units", "单位", "desk:org", Permission.ORG_EDIT),
    ("regions", "区划", "desk:regions", Permission.ORG_EDIT),
    ("stations", "便民服务站", "desk:stations", Permission.ORG_EDIT),
    ("people", "人员", "desk:people", Permission.USER_EDIT),
)


def sections(staff: Staff) -> list[tuple[str, str, str]]:
    """Key, label and address of every section this person may enter; none where there is only one."""
    open_to = [(key, label, reverse(name)) for key, label, name, permission in _SECTIONS if staff.may(permission)]
    return open_to if len(open_to) > 1 else []


def lines(text: str) -> list[str]:
    """One entry a line, or separated by Chinese or Western commas."""
    return [
        part.strip() for line in text.splitlines() for part in line.replace("，", ",").replace("、", ",").split(",")
    ]


def region_choices(regions: Iterable[Region]) -> list[tuple[str, Any]]:
    """A picker of regions given county first, each before its villages: townships are groups, the county stands alone."""
    groups: dict[str, tuple[str, Any]] = {}
    for region in regions:
        codes = region.path.split("/")
        if region.level == RegionLevel.COUNTY:
            groups[region.code] = (region.code, region.name)
        elif region.level == RegionLevel.TOWNSHIP:
            groups[region.code] = (region.name, [(region.code, region.name)])
        else:
            if codes[1] not in groups:
                groups[codes[1]] = (region.parent.name, [])
            groups[codes[1]][1].append((region.code, region.name))
    return list(groups.values())


def day_of(text: str) -> date:
    """A typed day; raises Refusal."""
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise Refusal("day-shape", "请填写有效的日期，例如2026-11-23。", "on")
    return day
