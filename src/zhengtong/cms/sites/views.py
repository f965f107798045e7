"""站点管理 behind the editors' door: a list, and one page with words for every act."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhengtong.cms.choices import SiteState
from zhengtong.cms.models import SitePage
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.models import Staff
from zhengtong.org.queries import staff_of

from . import actions, queries
from .forms import AddressForm, MergeForm, OfflineForm, OpenForm, SureForm

ACTS = {
    "address": ("变更域名", "站点可以有自己的域名；旧网址仍然有效。", "保存域名"),
    "offline": ("临时下线", "下线期间，公众看到的是公告页，搜索引擎会在恢复后再来。", "确认下线"),
    "back": ("恢复上线", "恢复后，本站所有网页立即可以访问。", "确认恢复"),
    "merge": ("整合迁移", "本站所有栏目和稿件移入另一个站点，每一个旧网址都永久跳转到新网址。", "确认整合"),
    "archive": (
        "永久下线并归档",
        "公众能看到的每一个网页连同图片、附件写入一个归档文件（WARC，ISO 28500），之后本站显示“已归档”，不能恢复。",
        "确认归档",
    ),
}
OPEN_ACTS, OFFLINE_ACTS = ("address", "offline", "merge", "archive"), ("back", "merge", "archive")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every site one manages, with its state and what may be done."""
    now = timezone.now()
    sites = _sites(request)
    rows = [
        {
            "site": site,
            "host": queries.own_host(site),
            "acts": [(name, ACTS[name][0]) for name in _acts(site)],
            "until": until,
            "is_due_back": until is not None and until <= now,
            "is_kept": site.state == SiteState.ARCHIVED,
        }
        for site, until in ((site, queries.away_until(site)) for site in sites)
    ]
    context = {"rows": rows, "may_open": queries.may_open(request.user), "states": SiteState}
    return render(request, "cms/sites/index.html", context)


def open_site(request: HttpRequest) -> HttpResponse:
    """开设站点."""
    if not queries.may_open(request.user):
        raise Http404
    form = OpenForm(request.POST or None, units=queries.units_for(request.user))

    def act(staff: Staff, values: dict[str, Any]) -> str:
        actions.open_site(
            values["title"], unit=values["unit"], slug=values["slug"].strip(), by=staff, at=timezone.now()
        )
        return f"已开设“{values['title']}”。"

    words = ("开设站点", "新站点开在门户之下，网址为“/地址名/”，带有主办单位自己的图片和文档库。", "确认开设")
    return _asked(request, form, act, words, None)


def change(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act upon one site; what the site's state does not allow is not there."""
    try:
        site = queries.site_for(request.user, pk)
    except Unknown as unknown:
        raise Http404 from unknown
    if act not in _acts(site):
        raise Http404
    posted = request.POST or None
    form: forms.Form
    if act == "address":
        form = AddressForm(posted, initial={"hostname": queries.own_host(site)})
    elif act == "offline":
        form = OfflineForm(posted)
    elif act == "merge":
        others = queries.sites_for(request.user).filter(state=SiteState.OPEN).exclude(pk=site.pk)
        form = MergeForm(posted, sites=others)
    else:
        form = SureForm(posted)
    return _asked(request, form, lambda staff, values: _perform(act, site, values, staff), ACTS[act], site)


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The archive of a site, to whoever manages it."""
    try:
        site = queries.site_for(request.user, pk)
    except Unknown as unknown:
        raise Http404 from unknown
    path = Path(settings.MEDIA_ROOT) / "archives" / f"{site.pk}.warc.gz"
    if site.state != SiteState.ARCHIVED or not path.exists():
        raise Http404
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=f"{site.slug}.warc.gz")
    answer.headers["Content-Type"] = "application/warc"
    return answer


def _perform(act: str, site: SitePage, values: dict[str, Any], staff: Staff) -> str:
    now = timezone.now()
    if act == "address":
        actions.change_address(site, values["hostname"], by=staff, at=now)
        return "域名已保存。"
    if act == "offline":
        actions.take_offline(site, values["notice"], until=values["until"], by=staff, at=now)
        return f"“{site.title}”已临时下线。"
    if act == "back":
        actions.bring_back(site, by=staff, at=now)
        return f"“{site.title}”已恢复上线。"
    if act == "merge":
        moved = actions.merge(site, values["into"], by=staff, at=now)
        return f"“{site.title}”已整合至“{values['into'].title}”，移入{moved}个网页。"
    kept = actions.archive(site, by=staff, at=now)
    return f"“{site.title}”已归档，共{kept.records}个网页和文件。"


def _asked(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[Staff, dict[str, Any]], str],
    words: tuple[str, str, str],
    site: SitePage | None,
) -> HttpResponse:
    title, explanation, button = words
    if request.method == "POST" and form.is_valid():
        staff = staff_of(request.user)
        if staff is None:
            raise Http404
        try:
            messages.success(request, act(staff, form.cleaned_data))
            return redirect("cms_sites")
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    context = {"form": form, "title": title, "explanation": explanation, "button": button, "site": site}
    return render(request, "cms/sites/ask.html", context)


def _sites(request: HttpRequest) -> list[SitePage]:
    sites = list(queries.sites_for(request.user))
    if not sites:
        raise Http404
    return sites


def _acts(site: SitePage) -> tuple[str, ...]:
    if site.is_root() or site.depth == queries.portal().depth:
        return ("address",)
    return {SiteState.OPEN: OPEN_ACTS, SiteState.OFFLINE: OFFLINE_ACTS}.get(SiteState(site.state), ())
