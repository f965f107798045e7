"""The county's own text files → regions, units, stations, roles, people. Only what is missing is made.

A row that is already there stays as the county has since edited it, so a second load changes nothing.
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.db.models import Model

from zhengtong.foundation import checkdigits
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record

from . import queries, rules
from .choices import CitizenKind, IdType, Permission, RegionLevel, UserKind
from .models import Assignment, Citizen, Region, Role, ServiceWindow, Staff, Station, Unit, User

Progress = Callable[[str, int], None]
"""Told what was made and how many: `progress("区划", 296)`."""


@dataclass(slots=True)
class Loaded:
    """How many rows of each kind a load made."""

    regions: int = 0
    units: int = 0
    stations: int = 0
    roles: int = 0
    staff: int = 0
    citizens: int = 0

    @property
    def total(self) -> int:
        return self.regions + self.units + self.stations + self.roles + self.staff + self.citizens


@dataclass(frozen=True, slots=True)
class CountyFiles:
    """The parsed files of one county folder."""

    regions: list[dict[str, str]]
    changes: list[dict[str, str]]
    units: list[dict[str, Any]]
    stations: list[dict[str, Any]]
    roles: list[dict[str, Any]]
    staff: list[dict[str, Any]]
    citizens: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path) -> "CountyFiles":
        people = _yaml(folder / "staff.yaml")
        public = _yaml(folder / "citizens.yaml")
        natural = [{**row, "kind": CitizenKind.NATURAL} for row in public["natural"]]
        names = {row["username"]: row["name"] for row in natural}
        legal = [
            {**row, "kind": CitizenKind.LEGAL, "representative": names[row["legal_representative"]]}
            for row in public["legal"]
        ]
        return cls(
            regions=_csv(folder / "regions.csv"),
            changes=_csv(folder / "region-changes.csv"),
            units=_yaml(folder / "units.yaml"),
            stations=_yaml(folder / "stations.yaml"),
            roles=people["roles"],
            staff=people["staff"],
            citizens=natural + legal,
        )


def load_county(
    folder: Path, at: datetime, *, demo_password: str | None = None, progress: Progress | None = None
) -> Loaded:
    """Load a county folder (see its README); a folder that is already loaded leaves nothing, not even an entry.

    New accounts get `demo_password`, or none, which keeps them locked. Raises Refusal naming the file and the row whose
    reference does not resolve; then nothing at all is loaded.
    """
    files = CountyFiles.read(folder)
    if not _is_anything_missing(files):
        return Loaded()
    return _load(files, at=at, demo_password=demo_password, progress=progress or (lambda what, count: None))


def _is_anything_missing(files: CountyFiles) -> bool:
    # The current regions have exactly one row a code on file; a former one may share its code with its successor.
    return bool(
        _missing(files.regions, Region, "code")
        or _missing(files.units, Unit, "code")
        or _missing(files.stations, Station, "code")
        or _missing(files.roles, Role, "code")
        or _missing(files.staff, Staff, "code")
        or _missing(files.citizens, User, "username")
    )


def _missing(rows: Iterable[Mapping[str, Any]], model: type[Model], key: str) -> list[Mapping[str, Any]]:
    known = set(model._default_manager.values_list(key, flat=True))
    return [row for row in rows if row[key] not in known]


@action("county.loaded")
def _load(files: CountyFiles, *, at: datetime, demo_password: str | None, progress: Progress) -> Loaded:
    password = make_password(demo_password)
    loaded = Loaded()
    for name, label, load in (
        ("regions", "区划", lambda: _load_regions(files)),
        ("units", "单位", lambda: _load_units(files.units)),
        ("stations", "便民服务站", lambda: _load_stations(files.stations)),
        ("roles", "角色", lambda: _load_roles(files.roles)),
        ("staff", "工作人员", lambda: _load_staff(files.staff, password, at)),
        ("citizens", "公众账户", lambda: _load_citizens(files.citizens, password, at)),
    ):
        count = load()
        setattr(loaded, name, count)
        progress(label, count)
    record(
        "county.loaded",
        files.regions[0]["code"],
        actor="system",
        at=at,
        regions=loaded.regions,
        units=loaded.units,
        stations=loaded.stations,
        roles=loaded.roles,
        staff=loaded.staff,
        citizens=loaded.citizens,
    )
    return loaded


def _load_regions(files: CountyFiles) -> int:
    new = _missing(files.regions, Region, "code")
    begins = {row["replaced_by"]: _day(row["valid_to"]) + timedelta(days=1) for row in files.changes}
    current = {region.code: region for region in Region.objects.filter(valid_to=None)}
    for row in new:
        region = _region(row, current)
        region.valid_from = begins.get(row["code"])
        region.save()
        current[region.code] = region
    fresh = {row["code"] for row in new}
    former = [row for row in files.changes if row["replaced_by"] in fresh]
    for row in former:
        region = _region(row, current)
        region.valid_from = _day(row["valid_from"]) if row["valid_from"] else None
        region.valid_to = _day(row["valid_to"])
        region.replaced_by = current[row["replaced_by"]]
        region.save()
    return len(new) + len(former)


def _region(row: Mapping[str, str], current: Mapping[str, Region]) -> Region:
    if row["level"] == RegionLevel.COUNTY:
        return Region(code=row["code"], name=row["name"], level=row["level"], path=f"{row['code']}/")
    parent = _resolve(current, row["parent_code"], "regions.csv", row["code"])
    return Region(
        code=row["code"], name=row["name"], level=row["level"], parent=parent, path=f"{parent.path}{row['code']}/"
    )


def _load_units(rows: list[dict[str, Any]]) -> int:
    new = _missing(rows, Unit, "code")
    regions = _regions()
    units = {unit.code: unit for unit in Unit.objects.all()}
    for row in new:
        parent = _resolve(units, row["parent"], "units.yaml", row["code"]) if row["parent"] else None
        units[row["code"]] = Unit.objects.create(
            code=row["code"],
            number=row["number"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            region=_resolve(regions, row["region"], "units.yaml", row["code"]),
            parent=parent,
            path=f"{parent.path if parent else ''}{row['code']}/",
            credit_code=checkdigits.read_credit_code(row["credit_code"]) if row["credit_code"] else "",
            former=row["former"],
            phone=row["phone"],
            address=row["address"],
            owns_items=row["is_item_owner"],
            handles=row["handles"],
            valid_to=row.get("valid_to"),
        )
    for row in new:
        if row.get("merged_into"):
            unit = units[row["code"]]
            unit.merged_into = _resolve(units, row["merged_into"], "units.yaml", row["code"])
            unit.save(update_fields=["merged_into"])
    return len(new)


def _load_stations(rows: list[dict[str, Any]]) -> int:
    new = _missing(rows, Station, "code")
    regions, units = _regions(), {unit.code: unit for unit in Unit.objects.all()}
    served: list[Any] = []
    for row in new:
        station = Station.objects.create(
            code=row["code"],
            name=row["name"],
            level=row["level"],
            region=_resolve(regions, row["region"], "stations.yaml", row["code"]),
            unit=_resolve(units, row["unit"], "stations.yaml", row["code"]),
            address=row["address"],
            hours=row["hours"],
            phone=row["phone"],
            devices=row["devices"],
        )
        for counter in row["windows"]:
            window = ServiceWindow.objects.create(station=station, number=counter["number"], name=counter["name"])
            served += [
                ServiceWindow.units.through(
                    servicewindow=window, unit=_resolve(units, code, "stations.yaml", row["code"])
                )
                for code in counter["units"]
            ]
    ServiceWindow.units.through.objects.bulk_create(served)
    return len(new)


def _load_roles(rows: list[dict[str, Any]]) -> int:
    new = _missing(rows, Role, "code")
    for row in new:
        unknown = set(row["permissions"]) - set(Permission.values)
        if unknown:
            raise Refusal("county-file", f"staff.yaml：角色{row['code']}含有未知权限{'、'.join(sorted(unknown))}。")
    Role.objects.bulk_create(Role(code=r["code"], name=r["name"], permissions=r["permissions"]) for r in new)
    return len(new)


def _load_staff(rows: list[dict[str, Any]], password: str, at: datetime) -> int:
    new = _missing(rows, Staff, "code")
    regions, units = _regions(), {unit.code: unit for unit in Unit.objects.all()}
    stations = {station.code: station for station in Station.objects.all()}
    roles = {role.code: role for role in Role.objects.all()}
    posts: list[Assignment] = []
    for row in new:
        rules.check_separation(post["role"] for post in row["assignments"])
        where = ("staff.yaml", row["code"])
        staff = Staff.objects.create(
            user=_user(row["username"], UserKind.STAFF, password, at),
            code=row["code"],
            name=row["name"],
            unit=_resolve(units, row["unit"], *where),
            station=_resolve(stations, row["station"], *where) if row.get("station") else None,
            title=row["title"],
            phone=row["phone"],
        )
        posts += [
            Assignment(
                staff=staff,
                role=_resolve(roles, post["role"], *where),
                unit=_resolve(units, post["unit"], *where) if post["unit"] else None,
                region=_resolve(regions, post["region"], *where) if post["region"] else None,
            )
            for post in row["assignments"]
        ]
    Assignment.objects.bulk_create(posts)
    return len(new)


def _load_citizens(rows: list[dict[str, Any]], password: str, at: datetime) -> int:
    new = _missing(rows, User, "username")
    regions = _regions()
    for row in new:
        is_natural = row["kind"] == CitizenKind.NATURAL
        number = (
            checkdigits.read_resident_id(row["id_number"]).number
            if is_natural
            else checkdigits.read_credit_code(row["credit_code"])
        )
        Citizen.objects.create(
            user=_user(row["username"], UserKind.CITIZEN, password, at),
            kind=row["kind"],
            name=row["name"],
            id_type=IdType.RESIDENT if is_natural else IdType.CREDIT_CODE,
            id_number=number,
            id_index=queries.id_index(number),
            phone=row["phone"],
            phone_index=queries.phone_index(row["phone"]),
            legal_representative=row.get("representative", ""),
            contact_name=row.get("representative", ""),
            address=row["address"],
            region=_resolve(regions, row["region"], "citizens.yaml", row["username"]),
            registered_at=at,
        )
    return len(new)


def _user(username: str, kind: UserKind, password: str, at: datetime) -> User:
    return User.objects.create(
        username=rules.check_username(username), kind=kind, password=password, date_joined=at, password_changed_at=at
    )


def _regions() -> dict[str, Region]:
    return {region.code: region for region in queries.current_regions()}


def _resolve(known: Mapping[str, Any], code: str, file: str, row: str) -> Any:
    if code not in known:
        raise Refusal("county-file", f"{file}：{row}引用的{code}没有登记。")
    return known[code]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
