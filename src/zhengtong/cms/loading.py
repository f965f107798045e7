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

from . import actions, content, indexing, manuscripts
from .models import ColumnPage, SitePage

BY = "system"
WITH_SITES = (UnitKind.COUNTY_DEPARTMENT, UnitKind.TOWNSHIP)
"""Whose site the cluster opens: organs of government. 党委部门, 垂直管理单位 and 企业 publish on sites of their own."""


@indexing.together()
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
    pictures = content.load_pictures(folder / "portal" / "pictures", portal.collection)
    content.open_topics(portal, plan["portal"]["topics"], pictures, at)
    content.arrange(portal, plan["portal"]["home"])
    for unit in units.values():
        if unit.kind not in WITH_SITES or unit.code == "TOWN":
            continue
        if unit.code not in known:
            site = actions.open_site(unit.name, unit=unit, slug=unit.code.lower(), below=portal, by=BY, at=at)
            sites += 1
            kind = "townships" if unit.kind == UnitKind.TOWNSHIP else "departments"
            columns += _columns(site, plan[kind]["columns"], units, at)
            content.arrange(site, plan[kind]["home"])
    return sites, columns


@indexing.together()
def load_articles(folder: Path, *, at: datetime) -> int:
    """The articles of the portal, and the first ones of every site; how many were made. Only what is missing is made."""
    plan = yaml.safe_load((folder / "portal" / "sites.yaml").read_text(encoding="utf-8"))
    portal = SitePage.objects.get(depth=2)
    pictures = content.pictures_by_name(folder / "portal" / "pictures", portal.collection)
    articles = [(portal, one) for one in manuscripts.read_all(folder / "portal" / "articles")]
    units = yaml.safe_load((folder / "units.yaml").read_text(encoding="utf-8"))
    handles = {unit["code"]: unit.get("handles", []) for unit in units}
    for site in SitePage.objects.filter(depth__gt=2).select_related("unit"):
        kind = "townships" if site.unit.kind == UnitKind.TOWNSHIP else "departments"
        words = content.words_of(site, handles.get(site.unit.code, []))
        for number, one in enumerate(plan[kind]["articles"], 1):
            articles.append((site, content.filled(one, number, words)))
    return content.publish(articles, pictures, at)


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
                show_in_menus=row.get("menu", True),
                description=row.get("description", ""),
                leads_to=row.get("leads_to", ""),
                first_published_at=at,
                last_published_at=at,
            )
            below.add_child(instance=page)
            made += 1
        made += _columns(page, row.get("columns", ()), units, at)
    return made
