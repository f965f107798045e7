"""Open, change, take offline, bring back, merge and archive a site: each act leaves its entry in the journal."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from zhengtong.cms import actions as cluster
from zhengtong.cms.choices import SiteState
from zhengtong.cms.models import SitePage
from zhengtong.cms.pagecache.changes import EVERYTHING, tell
from zhengtong.cms.screening import actions as screening
from zhengtong.foundation.errors import Refusal
from zhengtong.guards.actions import noting_refusals
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit

from . import queries, rules, warc
from .models import Absence


def open_site(title: str, *, unit: Unit, slug: str, by: Staff, at: datetime) -> SitePage:
    """开设站点 — below the portal, for a unit that has none yet."""
    portal = queries.portal()
    _check_may(by, portal.unit)
    _check_may(by, unit)
    title = title.strip()
    if not title:
        raise Refusal("no-title", "请填写站点名称。", "title")
    is_taken = portal.get_children().filter(slug=slug).exists()
    rules.check_slug(slug, is_taken=is_taken, is_reserved=queries.is_reserved(slug))
    if SitePage.objects.filter(unit=unit).exclude(state__in=(SiteState.MERGED, SiteState.ARCHIVED)).exists():
        raise Refusal("unit-has-site", f"{unit.name}已经有站点，一个单位只开设一个站点。", "unit")
    return cluster.open_site(title, unit=unit, slug=slug, below=portal, by=f"staff:{by.code}", at=at)


@action("site.address_changed")
def change_address(site: SitePage, hostname: str, *, by: Staff, at: datetime) -> None:
    """变更域名 — a host name of its own, or none: then it answers at its path under the portal alone."""
    site = _locked(site, by)
    _check_state(site, SiteState.OPEN)
    hostname = hostname.strip().lower()
    own = Site.objects.filter(root_page=site, is_default_site=False).first()
    others = Site.objects.exclude(pk=own.pk) if own else Site.objects.all()
    rules.check_hostname(hostname, is_taken=bool(hostname) and others.filter(hostname=hostname).exists())
    before = own.hostname if own else ""
    if own and not hostname:
        own.delete()
    elif own:
        own.hostname = hostname
        own.save()
    elif hostname:
        Site.objects.create(hostname=hostname, port=80, root_page=site, site_name=site.title[:255])
    _record("site.address_changed", site, by, at, address=hostname, address_before=before)


@noting_refusals
@action("site.taken_offline")
def take_offline(site: SitePage, notice: str, *, until: datetime, by: Staff, at: datetime) -> None:
    """临时下线 — whoever comes reads the notice, and search engines are told to come again."""
    site = _locked(site, by)
    _check_state(site, SiteState.OPEN)
    if site.depth == Page.get_first_root_node().depth + 1:
        raise Refusal("portal-stays", "门户网站承载全县各站点，不能在这里下线。")
    rules.check_absence(notice, until, at=at)
    screening.clear_notice(site, notice.strip(), at=at)
    _change(site, SiteState.OFFLINE, notice.strip(), until)
    _record("site.taken_offline", site, by, at, notice=notice.strip(), back_by=until.isoformat())


@action("site.brought_back")
def bring_back(site: SitePage, *, by: Staff, at: datetime) -> None:
    """恢复上线."""
    site = _locked(site, by)
    _check_state(site, SiteState.OFFLINE)
    _change(site, SiteState.OPEN, "", None)
    _record("site.brought_back", site, by, at)


@action("site.merged")
def merge(site: SitePage, into: SitePage, *, by: Staff, at: datetime) -> int:
    """整合迁移 — every page goes to the other site, and every old address leads there for good; how many pages.

    Whoever merges manages both. A page whose address name is taken there gets the site's own in front of it.
    """
    site, into = _locked(site, by), _locked(into, by)
    _check_state(site, SiteState.OPEN, SiteState.OFFLINE)
    _check_state(into, SiteState.OPEN)
    _check_goes(site)
    if site.pk == into.pk or into.is_descendant_of(site):
        raise Refusal("merge-into-itself", "请选择另一个站点。", "into")
    places = _places(site)
    old = {page.pk: [(host, _below(page, root)) for host, root in places] for page in _pages(site)}
    for child in list(site.get_children()):
        if into.get_children().filter(slug=child.slug).exists():
            child = child.specific
            child.slug = _free_slug(into, f"{site.slug}-{child.slug}")
            child.save()
        Page.objects.get(pk=child.pk).move(Page.objects.get(pk=into.pk), pos="last-child")
    moved = 0
    for pk, addresses in old.items():
        target = into if pk == site.pk else Page.objects.get(pk=pk)
        moved += pk != site.pk
        for host, path in addresses:
            _lead(path, target, host)
    site = SitePage.objects.get(pk=site.pk)
    _change(site, SiteState.MERGED, f"本站已整合至“{into.title}”。", None)
    _record("site.merged", site, by, at, into=into.url_path, into_name=into.title, pages=moved)
    return moved


@action("site.archived")
def archive(site: SitePage, *, by: Staff, at: datetime) -> warc.Archive:
    """永久下线 — everything the public could read is written to one file (WARC, ISO 28500); the site then says 已归档."""
    site = _locked(site, by)
    _check_state(site, SiteState.OPEN, SiteState.OFFLINE)
    _check_goes(site)
    kept = warc.write(site, settings.MEDIA_ROOT / "archives" / f"{site.pk}.warc.gz", at=at)
    _change(site, SiteState.ARCHIVED, "本站已停止更新并归档。", None)
    _record("site.archived", site, by, at, records=kept.records, bytes=kept.bytes, sha256=kept.sha256)
    return kept


def _locked(site: SitePage, by: Staff) -> SitePage:
    found = SitePage.objects.select_for_update(of=("self",)).select_related("unit").get(pk=site.pk)
    _check_may(by, found.unit)
    return found


def _check_may(by: Staff, unit: Unit) -> None:
    if not by.may(Permission.SITE_MANAGE, unit=unit):
        raise Refusal("not-your-site", "这个站点不归您管理。")


def _check_state(site: SitePage, *states: SiteState) -> None:
    if site.state not in states:
        raise Refusal("site-state", f"“{site.title}”现在的状态是“{site.get_state_display()}”，不能这样办理。")


def _check_goes(site: SitePage) -> None:
    if site.depth == Page.get_first_root_node().depth + 1:
        raise Refusal("portal-stays", "门户网站承载全县各站点，不能在这里下线。")
    if queries.below(site).exists():
        raise Refusal("sites-below", f"“{site.title}”下面还有其他站点，请先处理下级站点。")


def _change(site: SitePage, state: SiteState, notice: str, until: datetime | None) -> None:
    site.state, site.notice = state, notice
    site.save(update_fields=["state", "notice"])
    if until is None:
        Absence.objects.filter(site=site).delete()
    else:
        Absence.objects.update_or_create(site=site, defaults={"until": until})
    tell([EVERYTHING])


def _record(kind: str, site: SitePage, by: Staff, at: datetime, **facts: object) -> None:
    record(
        kind, site.url_path, actor=f"staff:{by.code}", at=at, unit=site.unit.code, unit_name=site.unit.name,
        title=site.title, **facts,
    )  # fmt: skip


def _pages(site: SitePage) -> list[Page]:
    return list(Page.objects.descendant_of(site, inclusive=True).live())


def _places(site: SitePage) -> list[tuple[Site, Page]]:
    """The hosts at which a site's pages answer, and the page each host begins with."""
    hosts = Site.objects.select_related("root_page")
    return [(host, host.root_page) for host in hosts if site.path.startswith(host.root_page.path)]


def _below(page: Page, root: Page) -> str:
    return "/" + page.url_path[len(root.url_path) :]


def _lead(old_path: str, target: Page, host: Site) -> None:
    """One permanent redirect; what led elsewhere from the same address gives way."""
    path = Redirect.normalise_path(old_path)
    Redirect.objects.filter(Q(site=host) | Q(site=None), old_path=path).delete()
    if path != "/":
        Redirect.add_redirect(path, target, site=host, automatically_created=True)


def _free_slug(into: SitePage, slug: str) -> str:
    taken = set(into.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    return slug if slug not in taken else next(f"{slug}-{n}" for n in range(2, 1000) if f"{slug}-{n}" not in taken)
