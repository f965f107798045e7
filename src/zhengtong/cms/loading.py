"""The county's own text files → sites and columns. Only what is missing is made."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from wagtail.models import Page

from zhengtong.org.choices import UnitKind
from zhengtong.org.models import Unit
from zhengtong.org.queries import current_units

from . import actions
from .models import ColumnPage, SitePage

BY = "system"
WITH_SITES = (UnitKind.COUNTY_DEPARTMENT, UnitKind.TOWNSHIP)
"""Whose site the cluster opens: organs of government. 党委部门, 垂直管理单位 and 企业 publish on sites of their own."""


def load_sites(folder: Path, *, at: datetime) -> tuple[int, int]:
    """Open the portal and a site for every department and township; how many sites and columns were made."""
    plan = yaml.safe_load((folder / "portal" / "sites.yaml").read_text(encoding="utf-8"))
    units = {unit.code: unit for unit in current_units()}
    portal = SitePage.objects.filter(depth=2).first()
    sites = 0
    if portal is None:
        _remove_welcome()
        portal = actions.open_site(
            plan["portal"]["title"], unit=units[plan["portal"]["unit"]], slug="portal", below=None, by=BY, at=at
        )
        sites += 1
    columns = _columns(portal, plan["portal"]["columns"], units, at)
    known = set(SitePage.objects.values_list("unit__code", flat=True))
    for unit in units.values():
        if unit.kind not in WITH_SITES or unit.code == "TOWN":
            continue
        if unit.code not in known:
            site = actions.open_site(unit.name, unit=unit, slug=unit.code.lower(), below=portal, by=BY, at=at)
            sites += 1
            kind = "townships" if unit.kind == UnitKind.TOWNSHIP else "departments"
            columns += _columns(site, plan[kind]["columns"], units, at)
    return sites, columns


def _remove_welcome() -> None:
    """The page Wagtail's own migrations make, so that its fresh installation shows something."""
    for page in Page.objects.filter(depth=2, slug="home"):
        if page.specific_class is Page:
            page.delete()


def _columns(below: Page, rows: Iterable[Mapping[str, Any]], units: Mapping[str, Unit], at: datetime) -> int:
    made = 0
    known = {page.slug: page for page in below.get_children()}
    for row in rows:
        page = known.get(row["slug"])
        if page is None:
            page = ColumnPage(
                title=row["title"],
                slug=row["slug"],
                kind=row["kind"],
                owner_unit=units[row["owner"]] if "owner" in row else None,
                cycle_days=row.get("cycle"),
                show_in_menus=True,
                first_published_at=at,
                last_published_at=at,
            )
            below.add_child(instance=page)
            made += 1
        made += _columns(page, row.get("columns", ()), units, at)
    return made
