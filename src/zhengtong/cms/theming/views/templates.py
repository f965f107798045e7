"""模板: a list, an editor with preview and help, versions with comparison, where each is used."""

from difflib import SequenceMatcher
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.models import Unit

from .. import checking, queries
from ..actions import templates as actions
from ..choices import PageKind
from ..forms import AssignForm, NewTemplateForm, TextForm, blame
from ..models import Template, TemplateVersion
from ..names import NAMES_OF, names_for
from ..rules import comparing, language
from ..serving import Broken
from ..starters import starter, starters
from . import gates

SAMPLES = 12
"""Pages offered for the preview."""


@gates.managers
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every template of the units one manages, with its state and where it is used."""
    return render(request, "cms/theming/templates.html", {"templates": queries.templates_for(request.user)})


@gates.managers
def add(request: HttpRequest) -> HttpResponse:
    """新建模板 — from one of the ready texts."""
    units = Unit.objects.filter(pk__in=queries.units_of(request.user)).order_by("number", "code")
    form = NewTemplateForm(request.POST or None, units=units, starters=starters())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        begun = starter(values["starter"])
        try:
            version = actions.save(
                None, begun.text, name=values["name"], kind=begun.kind, unit=values["unit"],
                note=f"从样板“{begun.name}”开始", by=gates.staff(request), at=timezone.now(),
            )  # fmt: skip
            return redirect("cms_template", version.template_id)
        except Refusal as refusal:
            blame(form, refusal)
    groups = [(label, [one for one in starters() if one.kind == kind]) for kind, label in PageKind.choices]
    return render(request, "cms/theming/template_new.html", {"form": form, "groups": groups})


@gates.managers
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor of one template: its newest text, saved as a new version and checked at once."""
    template = _template(request, pk)
    versions = list(template.versions.order_by("-number"))
    begun = _version(template, request.GET["from"]) if request.GET.get("from") else versions[0]
    form = TextForm(request.POST or None, initial={"text": begun.text})
    if request.method == "POST" and form.is_valid():
        now, staff = timezone.now(), gates.staff(request)
        try:
            version = actions.save(
                template, form.cleaned_data["text"], name=template.name, kind=template.kind, unit=template.unit,
                note=form.cleaned_data["note"], by=staff, at=now,
            )  # fmt: skip
            actions.check(version, by=staff, at=now)
            _tell(request, version)
            return redirect("cms_template", template.pk)
        except Refusal as refusal:
            blame(form, refusal)
    context = {
        "template": template,
        "form": form,
        "version": begun,
        "versions": versions,
        "samples": queries.samples_of(template, SAMPLES),
        "names": names_for(template.kind),
        "filters": NAMES_OF["filters"],
        "tags": NAMES_OF["tags"],
        "classes": NAMES_OF["classes"],
        "assignments": queries.assignments_of(template),
        "assign": AssignForm(places=queries.places_for(template)),
        "limits": language,
    }
    return render(request, "cms/theming/template.html", context)


@gates.managers
@require_POST
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A real page laid out by what stands in the editor, or what is wrong with it; nothing is kept."""
    template = _template(request, pk)
    chosen = gates.key(request.POST.get("page"))
    page = next((page for page in queries.samples_of(template, SAMPLES) if page.pk == chosen), None)
    if page is None:
        raise Http404
    text = str(request.POST.get("text", "")).replace("\r\n", "\n")
    try:
        compiled = language.compile_text(text)
        problems = [str(problem) for problem in checking.tried(page.specific, compiled)]
        if not problems:
            return checking.previewed(page.specific, text, None)
    except (language.Unfit, Broken) as problem:
        problems = [str(problem)]
    return render(request, "cms/theming/no_preview.html", {"problems": problems})


@gates.managers
@require_POST
def check(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """检查一个版本."""
    template = _template(request, pk)
    version = actions.check(_version(template, number), by=gates.staff(request), at=timezone.now())
    _tell(request, version)
    return redirect("cms_template", template.pk)


@gates.managers
@require_POST
def force(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """启用或退回一个版本."""
    template = _template(request, pk)
    try:
        actions.put_in_force(_version(template, number), by=gates.staff(request), at=timezone.now())
        messages.success(request, f"“{template.name}”第{number}版已启用，用到它的网页正在更新。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("cms_template", template.pk)


@gates.managers
@require_safe
def compare(request: HttpRequest, pk: int, number: int, other: int) -> HttpResponse:
    """两个版本的差别, line by line."""
    template = _template(request, pk)
    before, after = _version(template, number), _version(template, other)
    rows = comparing.lines(before.text, after.text)
    share = SequenceMatcher(None, before.text, after.text, autojunk=False).quick_ratio()
    context = {"template": template, "before": before, "after": after, "rows": rows, "share": round(share * 100)}
    return render(request, "cms/theming/compare.html", context)


@gates.managers
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """指定网页使用模板."""
    template = _template(request, pk)
    form = AssignForm(request.POST, places=queries.places_for(template))
    if not form.is_valid():
        messages.error(request, "请选择要使用这个模板的站点或栏目。")
        return redirect("cms_template", template.pk)
    page: Page = form.cleaned_data["page"]
    try:
        actions.assign(template, page, by=gates.staff(request), at=timezone.now())
        messages.success(request, f"“{page.title}”已使用这个模板。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("cms_template", template.pk)


@gates.managers
@require_POST
def unassign(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """恢复标准模板."""
    template = _template(request, pk)
    assignment = template.assignments.select_related("page", "template__unit").filter(page_id=page).first()
    if assignment is None:
        raise Http404
    actions.unassign(assignment, by=gates.staff(request), at=timezone.now())
    messages.success(request, f"“{assignment.page.title}”已不再使用这个模板。")
    return redirect("cms_template", template.pk)


def _tell(request: HttpRequest, version: TemplateVersion) -> None:
    if version.problems:
        messages.error(request, f"第{version.number}版已保存，检查发现{len(version.problems)}个问题，改正后才能启用。")
    else:
        messages.success(request, f"第{version.number}版已保存，在{version.tried_on}个真实网页上检查通过，可以启用。")


def _template(request: HttpRequest, pk: int) -> Template:
    try:
        return queries.template_for(request.user, pk)
    except Unknown as unknown:
        raise Http404 from unknown


def _version(template: Template, number: Any) -> TemplateVersion:
    try:
        return queries.version_of(template, gates.key(str(number)))
    except Unknown as unknown:
        raise Http404 from unknown
