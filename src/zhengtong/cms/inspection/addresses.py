"""Where links inside the cluster lead, found out without asking over the network: addresses, pages, documents, redirects."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from zhengtong.cms.choices import SiteState, Withdrawal
from zhengtong.cms.models import PictureRendition, SiteDocument, SitePage

from .asking import address_at, asked

NOTHING = "链接指向的地址不存在"
_REMEMBERED = 600.0  # seconds for which another door's answer holds
_asked: dict[str, tuple[float, str]] = {}
_MOST_ASKED = 10_000
_ELSEWHERE = ("mailto", "tel", "sms")


@dataclass(slots=True)
class Resolved:
    """href → why it leads nowhere ("" where it leads somewhere), and the addresses of other sites."""

    inside: dict[str, str] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)
    """href → the whole address."""


def resolve_all(hrefs: Iterable[str], base: str) -> Resolved:
    """Look at every link of a page at `base` (its whole address). A handful of queries, however many links."""
    found = Resolved()
    roots = _roots()
    pages: dict[str, str] = {}
    documents: dict[str, int] = {}
    pictures: dict[str, str] = {}
    for href in dict.fromkeys(hrefs):
        try:
            parts = urlsplit(urljoin(base, href))
            host = parts.hostname or ""
        except ValueError:
            found.inside[href] = "链接地址写得不对"
            continue
        if parts.scheme in _ELSEWHERE:
            continue
        if parts.scheme not in ("http", "https"):
            found.inside[href] = f"链接用了不能打开的“{parts.scheme}:”地址"
        elif host not in roots:
            found.outside[href] = parts._replace(fragment="").geturl()
        else:
            path = unquote(parts.path) or "/"
            found.inside[href] = _first_look(href, path, roots[host], pages, documents, pictures)
    _look_at_pages(pages, found.inside)
    _look_at_files(documents, pictures, found.inside)
    return found


def _roots() -> dict[str, str]:
    """Host → url_path of the page it shows at its root."""
    sites = {site.site_id: site for site in Site.get_site_root_paths()}
    roots = {}
    for row in Site.objects.filter(pk__in=sites):
        roots[row.hostname.lower()] = sites[row.pk].root_path
        if row.is_default_site:
            roots[(urlsplit(settings.PUBLIC_URL).hostname or "").lower()] = sites[row.pk].root_path
    return roots


def _first_look(
    href: str,
    path: str,
    root: str,
    pages: dict[str, str],
    documents: dict[str, int],
    pictures: dict[str, str],
) -> str:
    """What the path alone tells; pages and files are noted down, to be asked for together."""
    if path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
        return "" if finders.find(path.removeprefix(f"/{settings.STATIC_URL.strip('/')}/")) else NOTHING
    try:
        match = resolve(path)
    except Resolver404:
        try:
            match = resolve(f"{path}/")  # the server adds the slash and leads on
        except Resolver404:
            return _by_redirect(href, path, pages)
        path = f"{path}/"
    if match.view_name == "wagtail_serve":
        pages[href] = f"{root.rstrip('/')}{path}"
    elif match.view_name == "wagtaildocs_serve":
        documents[href] = int(match.args[0] if match.args else match.kwargs["document_id"])
    elif match.view_name == "media":
        pictures[href] = match.kwargs["name"]
    elif match.kwargs:
        return _answer_at(path)
    return ""


def _by_redirect(href: str, path: str, pages: dict[str, str]) -> str:
    """An old address that is no address of ours any more may still lead on."""
    pages[href] = path
    return NOTHING


def _look_at_pages(wanted: dict[str, str], found: dict[str, str]) -> None:
    if not wanted:
        return
    rows = Page.objects.filter(url_path__in=set(wanted.values()))
    there = {
        url_path: (live, withdrawal or "", path)
        for url_path, live, withdrawal, path in rows.values_list("url_path", "live", "articlepage__withdrawal", "path")
    }
    away = tuple(SitePage.objects.exclude(state=SiteState.OPEN).values_list("path", flat=True))
    missing = []
    for href, url_path in wanted.items():
        live, withdrawal, path = there.get(url_path, (False, "", ""))
        if url_path not in there or not live:
            missing.append(href)
            found[href] = "链接指向的网页已经下线" if url_path in there else NOTHING
        elif withdrawal == Withdrawal.ERROR:
            found[href] = "链接指向的稿件已经撤回"
        else:
            found[href] = "链接指向的站点已经下线" if path.startswith(away) else ""
    if missing:
        _look_at_redirects({href: _old_path(href) for href in missing}, found)


def _old_path(href: str) -> str:
    return Redirect.normalise_path(urlsplit(href).path or "/")


def _look_at_redirects(wanted: dict[str, str], found: dict[str, str]) -> None:
    """The path as it was linked and as it is asked for: redirects of a host are found by the path alone."""
    rows = Redirect.objects.filter(old_path__in=set(wanted.values()))
    leads = {
        old: is_elsewhere or bool(live)
        for old, is_elsewhere, live in (
            (old, bool(link), live)
            for old, link, live in rows.values_list("old_path", "redirect_link", "redirect_page__live")
        )
    }
    for href, old in wanted.items():
        if leads.get(old):
            found[href] = ""


def _look_at_files(documents: dict[str, int], pictures: dict[str, str], found: dict[str, str]) -> None:
    if documents:
        there = SiteDocument.objects.in_bulk(set(documents.values()))
        for href, pk in documents.items():
            is_there = pk in there and there[pk].file.storage.exists(there[pk].file.name)
            found[href] = "" if is_there else "链接指向的附件不存在"
    if pictures:
        names = set(PictureRendition.objects.filter(file__in=pictures.values()).values_list("file", flat=True))
        for href, name in pictures.items():
            found[href] = "" if name in names else "链接指向的图片不存在"


def _answer_at(path: str) -> str:
    """What another door answers somebody without an account; remembered for a while."""
    now = time.monotonic()
    if path in _asked and _asked[path][0] > now:
        return _asked[path][1]
    status = asked(address_at(path)).status_code
    reason = NOTHING if status == 404 else f"链接指向的页面出错（{status}）" if status >= 500 or status == 410 else ""
    if len(_asked) >= _MOST_ASKED:
        _asked.clear()
    _asked[path] = (now + _REMEMBERED, reason)
    return reason
