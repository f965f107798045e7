"""主题: a list with swatches, one page for each with its versions, the look of every site, mourning."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from zhengtong.cms import policies
from zhengtong.cms.models import SitePage
from zhengtong.cms.sites.queries import site_for, sites_for
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.models import Unit

from .. import checking, files, pictures, queries
from ..actions import mourning as mournings
from ..actions import themes as actions
from ..forms import ChooseForm, MourningForm, NewThemeForm, ThemeForm, blame
from ..models import Mourning, Theme
from ..rules import looks
from ..serving import look_of
from . import gates


@gates.managers
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every theme one may choose, the look of every site one manages, mourning."""
    sites = sites_for(request.user)
    chosen = queries.looks_of(sites)
    context = {
        "themes": [_card(theme, queries.units_of(request.user)) for theme in queries.themes_for(request.user)],
        "sites": [(site, chosen.get(site.pk)) for site in sites],
        "may_mourn": policies.manages(request.user, None),
        "mourning": queries.mourning_now(),
    }
    return render(request, "cms/theming/themes.html", context)


@gates.managers
def add(request: HttpRequest) -> HttpResponse:
    """新建主题."""
    form = NewThemeForm(
        request.POST or None,
        request.FILES or None,
        units=_units(request),
        may_share=policies.manages(request.user, None),
        initial=looks.Look().as_dict(),
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            version = actions.save(
                None, _said(values, ""), name=values["name"], unit=values["unit"], note=values["note"],
                is_shared=bool(values.get("is_shared")), by=gates.staff(request), at=timezone.now(),
            )  # fmt: skip
            messages.success(request, f"已保存主题“{version.theme.name}”第1版，启用以后站点才能选用。")
            return redirect("cms_theme", version.theme_id)
        except Refusal as refusal:
            blame(form, refusal)
    return render(request, "cms/theming/theme.html", {"form": form, "title": "新建主题", **_samples(request, None)})


@gates.managers
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One theme: its values, to be saved as a new version; its versions, each with what changed."""
    theme = _found(queries.theme_for, request, pk)
    is_own = theme.unit_id in queries.units_of(request.user)
    versions = list(theme.versions.order_by("-number"))
    newest = versions[0]
    form = ThemeForm(request.POST or None, request.FILES or None, initial={**newest.look, "name": theme.name})
    if request.method == "POST":
        if not is_own:
            raise Http404
        if form.is_valid():
            try:
                said = _said(form.cleaned_data, newest.look.get("picture", ""))
                version = actions.save(
                    theme, said, name=theme.name, unit=theme.unit, note=form.cleaned_data["note"],
                    by=gates.staff(request), at=timezone.now(),
                )  # fmt: skip
                messages.success(request, f"已保存第{version.number}版，启用以后生效。")
                return redirect("cms_theme", theme.pk)
            except Refusal as refusal:
                blame(form, refusal)
    rows = [
        (version, looks.changes(before.look, version.look) if before else [])
        for version, before in zip(versions, [*versions[1:], None], strict=True)
    ]
    context = {
        "form": form,
        "theme": theme,
        "title": theme.name,
        "is_own": is_own,
        "rows": rows,
        "ratios": looks.ratios(looks.Look(**newest.look)),
        **_samples(request, theme),
    }
    return render(request, "cms/theming/theme.html", context)


@gates.managers
@require_POST
def force(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """启用或退回一个版本."""
    theme = _found(queries.own_theme_for, request, pk)
    version = theme.versions.filter(number=number).first()
    if version is None:
        raise Http404
    try:
        actions.put_in_force(version, by=gates.staff(request), at=timezone.now())
        messages.success(request, f"“{theme.name}”第{number}版已启用，选用它的站点正在更新。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("cms_theme", theme.pk)


@gates.managers
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """一个站点选用主题."""
    try:
        site = site_for(request.user, pk)
    except Unknown as unknown:
        raise Http404 from unknown
    themes = queries.themes_for(request.user).filter(current__isnull=False)
    chosen = queries.looks_of(SitePage.objects.filter(pk=site.pk)).get(site.pk)
    form = ChooseForm(request.POST or None, themes=themes, initial={"theme": chosen})
    if request.method == "POST" and form.is_valid():
        try:
            theme = form.cleaned_data["theme"]
            actions.choose(site, theme, by=gates.staff(request), at=timezone.now())
            messages.success(request, f"“{site.title}”已选用{theme.name if theme else '默认外观'}。")
            return redirect("cms_themes")
        except Refusal as refusal:
            blame(form, refusal)
    cards = [_card(theme, set()) for theme in themes if theme.is_shared or theme.unit_id == site.unit_id]
    return render(request, "cms/theming/choose.html", {"site": site, "form": form, "cards": cards, "chosen": chosen})


@gates.managers
@require_POST
@xframe_options_sameorigin
def preview(request: HttpRequest) -> HttpResponse:
    """A real page of one's own in a look that is not saved."""
    form = ThemeForm({"name": "预览", **request.POST.dict()}, request.FILES or None)
    page = Page.objects.filter(pk=gates.key(request.POST.get("page")), live=True).first()
    if page is None or not _is_own(request, page):
        raise Http404
    if not form.is_valid():
        return render(request, "cms/theming/no_preview.html", {"problems": [str(e[0]) for e in form.errors.values()]})
    try:
        look = looks.read(_said(form.cleaned_data, str(request.POST.get("kept_picture", ""))))
    except Refusal as refusal:
        return render(request, "cms/theming/no_preview.html", {"problems": [refusal.sentence]})
    files.write(look)
    shown = look_of(queries.InForce(looks.digest(look), look))
    return checking.previewed(page.specific, None, shown)


@gates.cluster_managers
def mourn(request: HttpRequest) -> HttpResponse:
    """安排全网灰色悼念."""
    form = MourningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mournings.order(**form.cleaned_data, by=gates.staff(request), at=timezone.now())
            messages.success(request, "已安排，到开始时间全网自动变为灰色，到结束时间自动恢复。")
            return redirect("cms_themes")
        except Refusal as refusal:
            blame(form, refusal)
    return render(request, "cms/theming/mourn.html", {"form": form})


@gates.cluster_managers
@require_POST
def stop_mourning(request: HttpRequest, pk: int) -> HttpResponse:
    """取消灰色悼念."""
    mourning = Mourning.objects.filter(pk=pk).first()
    if mourning is None:
        raise Http404
    try:
        mournings.cancel(mourning, by=gates.staff(request), at=timezone.now())
        messages.success(request, "灰色悼念已取消，各站点正在恢复。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("cms_themes")


def _said(values: dict[str, Any], kept_picture: str) -> dict[str, str]:
    picture = pictures.keep(values["picture"]) if values.get("picture") else kept_picture
    return {**values, "picture": picture if values["masthead"] == "picture" else ""}


def _card(theme: Theme, own: set[int]) -> dict[str, Any]:
    version = theme.current or theme.versions.order_by("-number").first()
    return {"theme": theme, "look": version.look if version else {}, "is_own": theme.unit_id in own}


def _samples(request: HttpRequest, theme: Theme | None) -> dict[str, Any]:
    """Pages to look at a theme on: of a site that uses it, else of one's own."""
    sites = sites_for(request.user)
    site = sites.filter(look__theme=theme).first() if theme else None
    site = site or sites.first()
    if site is None:
        return {"samples": []}
    below = Page.objects.filter(path__startswith=site.path, live=True)
    column = below.filter(columnpage__isnull=False, columnpage__leads_to="").order_by("path").first()
    article = below.filter(articlepage__isnull=False).order_by("path").first()
    return {"samples": [page for page in (site, column, article) if page is not None]}


def _is_own(request: HttpRequest, page: Page) -> bool:
    return policies.held_pages(request.user).filter(pk=page.pk).exists()


def _units(request: HttpRequest) -> Any:
    return Unit.objects.filter(pk__in=queries.units_of(request.user)).order_by("number", "code")


def _found(find: Any, request: HttpRequest, pk: int) -> Theme:
    try:
        return find(request.user, pk)  # type: ignore[no-any-return]
    except Unknown as unknown:
        raise Http404 from unknown
