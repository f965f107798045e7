"""Save a theme, put a version in force or back, choose one for a site."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from zhengtong.cms.models import SitePage
from zhengtong.cms.pagecache.changes import tell
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff, Unit

from .. import files
from ..models import SiteLook, Theme, ThemeVersion
from ..rules import looks
from .allowed import check_cluster, check_unit


@action("theme.saved")
def save(
    theme: Theme | None,
    said: Mapping[str, str],
    *,
    name: str,
    unit: Unit,
    note: str = "",
    is_shared: bool = False,
    by: Staff,
    at: datetime,
) -> ThemeVersion:
    """保存主题 — a new version (and the theme, where there is none yet); it shows nowhere until it is put in force."""
    check_unit(by, theme.unit if theme else unit)
    if is_shared:
        check_cluster(by)
    look = looks.read(said)
    return keep(theme, look, name=name, unit=unit, note=note, is_shared=is_shared, actor=f"staff:{by.code}",
                made_by=by.name, at=at)  # fmt: skip


def keep(
    theme: Theme | None, look: looks.Look, *, name: str, unit: Unit, note: str, is_shared: bool, actor: str,
    made_by: str, at: datetime,
) -> ThemeVersion:  # fmt: skip
    """Write a version down, inside an act that saves it."""
    if theme is None:
        name = name.strip()
        if not name:
            raise Refusal("no-name", "请填写主题名称。", "name")
        if Theme.objects.filter(unit=unit, name=name).exists():
            raise Refusal("name-taken", f"已经有名为“{name}”的主题，请换一个名称。", "name")
        theme = Theme.objects.create(name=name, unit=unit, is_shared=is_shared)
    theme = Theme.objects.select_for_update(of=("self",)).select_related("unit").get(pk=theme.pk)
    number = (theme.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = ThemeVersion.objects.create(
        theme=theme, number=number, note=note.strip()[:100], made_by=made_by, made_at=at, look=look.as_dict(),
        digest=looks.digest(look),
    )  # fmt: skip
    files.write(look)
    record("theme.saved", f"theme-{theme.pk}", actor=actor, at=at, unit=theme.unit.code, unit_name=theme.unit.name,
           name=theme.name, version=number, note=version.note)  # fmt: skip
    return version


@action("theme.in_force", "theme.rolled_back")
def put_in_force(version: ThemeVersion, *, by: Staff, at: datetime) -> None:
    """启用 — every site that has chosen the theme shows this version; an older one is a step back."""
    check_unit(by, version.theme.unit)
    force(version, actor=f"staff:{by.code}", at=at)


def force(version: ThemeVersion, *, actor: str, at: datetime) -> None:
    """Put a version in force, inside an act that does."""
    theme = Theme.objects.select_for_update(of=("self",)).select_related("unit", "current").get(pk=version.theme_id)
    look = looks.Look(**version.look)
    looks.check(look)
    before = theme.current.number if theme.current else 0
    if before == version.number:
        raise Refusal("in-force-already", "这个版本已经在用。")
    files.write(look)
    theme.current = version
    theme.save(update_fields=["current"])
    version.in_force_at = at
    version.save(update_fields=["in_force_at"])
    tell([f"theme:{theme.pk}"])
    kind = "theme.in_force" if version.number > before else "theme.rolled_back"
    record(kind, f"theme-{theme.pk}", actor=actor, at=at, unit=theme.unit.code, unit_name=theme.unit.name,
           name=theme.name, version=version.number, version_before=before)  # fmt: skip


@action("theme.in_force", "theme.rolled_back")
def load(version: ThemeVersion, *, actor: str, at: datetime) -> None:
    """A ready theme of the product, put in force when it is loaded."""
    force(version, actor=actor, at=at)


@action("theme.saved")
def load_version(look: looks.Look, *, name: str, unit: Unit, note: str, actor: str, at: datetime) -> ThemeVersion:
    """A ready theme of the product, for every site."""
    looks.check(look)
    return keep(None, look, name=name, unit=unit, note=note, is_shared=True, actor=actor, made_by="系统", at=at)


@action("site.theme_chosen")
def choose(site: SitePage, theme: Theme | None, *, by: Staff, at: datetime) -> None:
    """选用主题 — from now on the site looks so; None: as the portal does by default."""
    check_unit(by, site.unit)
    if theme is not None and not (theme.is_shared or theme.unit_id == site.unit_id):
        raise Refusal("not-your-theme", f"“{theme.name}”是其他单位的主题，不能选用。", "theme")
    choose_for(site, theme, actor=f"staff:{by.code}", at=at)


@action("site.theme_chosen")
def load_choice(site: SitePage, theme: Theme, *, actor: str, at: datetime) -> None:
    """The theme a site begins with."""
    choose_for(site, theme, actor=actor, at=at)


def choose_for(site: SitePage, theme: Theme | None, *, actor: str, at: datetime) -> None:
    """Note the choice, inside an act that makes it."""
    theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk) if theme is not None else None
    if theme is not None and theme.current_id is None:
        raise Refusal("no-version", f"“{theme.name}”还没有启用的版本，请先启用一个版本。", "theme")
    before = SiteLook.objects.filter(site=site).select_related("theme").first()
    if theme is None:
        SiteLook.objects.filter(site=site).delete()
    else:
        SiteLook.objects.update_or_create(site=site, defaults={"theme": theme})
    tell([f"look:{site.pk}"])
    record("site.theme_chosen", site.url_path, actor=actor, at=at, unit=site.unit.code, unit_name=site.unit.name,
           title=site.title, theme=theme.name if theme else "", theme_before=before.theme.name if before else "")  # fmt: skip
