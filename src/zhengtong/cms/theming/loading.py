"""The ready themes of the county, which site begins with which, and the templates in use from the beginning."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from wagtail.models import Page

from zhengtong.cms.models import SitePage
from zhengtong.org.models import Unit

from . import starters
from .actions import templates, themes
from .models import SiteLook, Template, TemplateAssignment, Theme
from .rules.looks import Look

BY = "system"


def load_looks(folder: Path, *, at: datetime) -> tuple[int, int, int]:
    """Make what `looks.yaml` names; how many themes, choices of sites and templates. Only what is missing is made."""
    plan = yaml.safe_load((folder / "portal" / "looks.yaml").read_text(encoding="utf-8"))
    portal = SitePage.objects.select_related("unit").get(depth=2)
    ready, made = _themes(plan["themes"], portal.unit, at)
    sites = {site.unit.code: site for site in SitePage.objects.select_related("unit")}
    known = set(SiteLook.objects.values_list("site_id", flat=True))
    chosen = 0
    for code, name in _choices(plan, sites).items():
        if sites[code].pk not in known:
            themes.load_choice(sites[code], ready[name], actor=BY, at=at)
            chosen += 1
    return made, chosen, sum(_template(row, sites, at) for row in plan["templates"])


def _themes(rows: list[Mapping[str, str]], unit: Unit, at: datetime) -> tuple[dict[str, Theme], int]:
    known = {theme.name: theme for theme in Theme.objects.filter(unit=unit, is_shared=True)}
    made = 0
    for row in rows:
        if row["name"] in known:
            continue
        look = Look(**{name: str(value) for name, value in row.items() if name not in ("name", "note")})
        version = themes.load_version(look, name=row["name"], unit=unit, note=row.get("note", ""), actor=BY, at=at)
        themes.load(version, actor=BY, at=at)
        known[row["name"]] = Theme.objects.get(pk=version.theme_id)
        made += 1
    return known, made


def _choices(plan: Mapping[str, Any], sites: Mapping[str, SitePage]) -> dict[str, str]:
    """Unit code → theme: named ones first, the others by the kind of their unit, in turn."""
    chosen = {code: name for code, name in plan["sites"].items() if code in sites}
    for kind, names in plan["kinds"].items():
        others = sorted(code for code, site in sites.items() if site.unit.kind == kind and code not in chosen)
        for number, code in enumerate(others):
            chosen[code] = names[number % len(names)]
    return chosen


def _template(row: Mapping[str, str], sites: Mapping[str, SitePage], at: datetime) -> int:
    site = sites.get(row["site"])
    if site is None or Template.objects.filter(unit=site.unit, name=row["name"]).exists():
        return 0
    place = Page.objects.filter(url_path=f"{site.url_path}{row.get('place', '')}", live=True).first()
    if place is None:
        return 0
    begun = starters.starter(row["starter"])
    version = templates.load(begun.text, name=row["name"], kind=begun.kind, unit=site.unit, actor=BY, at=at)
    templates.load_check(version, actor=BY, at=at)
    if not version.is_fit:
        raise ValueError(f"{row['name']}: {version.problems}")
    templates.load_in_force(version, actor=BY, at=at)
    if not TemplateAssignment.objects.filter(page=place, kind=begun.kind).exists():
        templates.load_assignment(Template.objects.get(pk=version.template_id), place, actor=BY, at=at)
    return 1
