"""Save a template, check it, put a version in force or back, say where it is used."""

from datetime import datetime

from django.db.models import Max
from wagtail.models import Page

from zhengtong.cms.pagecache.changes import tell
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff, Unit

from .. import checking, queries
from ..choices import PageKind
from ..models import Template, TemplateAssignment, TemplateVersion
from ..rules import language
from .allowed import check_unit


@action("template.saved")
def save(
    template: Template | None,
    text: str,
    *,
    name: str,
    kind: str,
    unit: Unit,
    note: str = "",
    by: Staff,
    at: datetime,
) -> TemplateVersion:
    """保存模板 — a new version (and the template, where there is none yet); it shows nowhere until it is in force.

    A draft may have mistakes; only one too long is refused.
    """
    check_unit(by, template.unit if template else unit)
    return _kept(template, text, name=name, kind=kind, unit=unit, note=note, actor=f"staff:{by.code}",
                 made_by=by.name, at=at)  # fmt: skip


@action("template.saved")
def load(text: str, *, name: str, kind: str, unit: Unit, actor: str, at: datetime) -> TemplateVersion:
    """A template a site begins with."""
    return _kept(None, text, name=name, kind=kind, unit=unit, note="", actor=actor, made_by="系统", at=at)


@action("template.checked")
def check(version: TemplateVersion, *, by: Staff, at: datetime) -> TemplateVersion:
    """检查 — tried on real pages of the unit's sites; what was found is kept with the version."""
    check_unit(by, version.template.unit)
    return _checked(version, actor=f"staff:{by.code}", at=at)


@action("template.checked")
def load_check(version: TemplateVersion, *, actor: str, at: datetime) -> TemplateVersion:
    """The check of a template a site begins with."""
    return _checked(version, actor=actor, at=at)


@action("template.in_force", "template.rolled_back")
def put_in_force(version: TemplateVersion, *, by: Staff, at: datetime) -> None:
    """启用 — every page that uses the template is laid out by this version; an older one is a step back."""
    check_unit(by, version.template.unit)
    _force(version, actor=f"staff:{by.code}", at=at)


@action("template.in_force", "template.rolled_back")
def load_in_force(version: TemplateVersion, *, actor: str, at: datetime) -> None:
    """A template a site begins with, in force."""
    _force(version, actor=actor, at=at)


@action("template.assigned")
def assign(template: Template, page: Page, *, by: Staff, at: datetime) -> None:
    """指定 — the pages of the template's kind at this place and below it use it, up to where another is assigned."""
    check_unit(by, template.unit)
    if not queries.places_for(template).filter(pk=page.pk).exists():
        raise Refusal("not-your-place", "只能用在模板所属单位自己的站点里。", "page")
    _assign(template, page, actor=f"staff:{by.code}", at=at)


@action("template.assigned")
def load_assignment(template: Template, page: Page, *, actor: str, at: datetime) -> None:
    """Where a template is used from the beginning."""
    _assign(template, page, actor=actor, at=at)


@action("template.unassigned")
def unassign(assignment: TemplateAssignment, *, by: Staff, at: datetime) -> None:
    """恢复标准模板 — what stands above this place applies again, or the standard layout."""
    template = assignment.template
    check_unit(by, template.unit)
    page = assignment.page
    assignment.delete()
    tell([f"layout-{template.kind}:{page.pk}"])
    _record("template.unassigned", template, f"staff:{by.code}", at, title=page.title)


@action("template.failed")
def _note_first(version: TemplateVersion, said: str, *, at: datetime) -> None:
    version.failed_at, version.failure = at, said
    version.save(update_fields=["failed_at", "failure"])
    _record("template.failed", version.template, "system", at, version=version.number, problem=said)


def note_failure(version_id: int, said: str, *, at: datetime) -> None:
    """The first time a version fails while it is shown is told; the standard layout has answered."""
    won = TemplateVersion.objects.filter(pk=version_id, failed_at=None).update(failed_at=at)
    if won:
        _note_first(TemplateVersion.objects.select_related("template__unit").get(pk=version_id), said, at=at)


def _kept(
    template: Template | None, text: str, *, name: str, kind: str, unit: Unit, note: str, actor: str, made_by: str,
    at: datetime,
) -> TemplateVersion:  # fmt: skip
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise Refusal("no-text", "模板内容不能为空。", "text")
    if len(text) > language.LONGEST:
        raise Refusal("text-long", f"模板最长{language.LONGEST}个字，现在有{len(text)}个字。", "text")
    if template is None:
        name = name.strip()
        if not name:
            raise Refusal("no-name", "请填写模板名称。", "name")
        if kind not in PageKind.values:
            raise Refusal("no-kind", "请选择模板类别。", "kind")
        if Template.objects.filter(unit=unit, name=name).exists():
            raise Refusal("name-taken", f"{unit.name}已经有名为“{name}”的模板，请换一个名称。", "name")
        template = Template.objects.create(name=name, kind=kind, unit=unit)
    template = _locked(template)
    number = (template.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = TemplateVersion.objects.create(
        template=template, number=number, note=note.strip()[:100], made_by=made_by, made_at=at, text=text
    )
    _record("template.saved", template, actor, at, version=number, note=version.note)
    return version


def _checked(version: TemplateVersion, *, actor: str, at: datetime) -> TemplateVersion:
    report = checking.check(version.template, version.text)
    version.checked_at, version.problems, version.tried_on = at, report.problems, len(report.pages)
    version.failed_at, version.failure = None, ""
    version.save(update_fields=["checked_at", "problems", "tried_on", "failed_at", "failure"])
    _record("template.checked", version.template, actor, at, version=version.number, problems=len(report.problems),
            pages=len(report.pages))  # fmt: skip
    return version


def _force(version: TemplateVersion, *, actor: str, at: datetime) -> None:
    template = _locked(version.template)
    if not version.is_fit:
        raise Refusal("not-checked", "这个版本还没有检查通过，不能启用。请先检查，改正发现的问题。")
    before = template.current.number if template.current else 0
    if before == version.number:
        raise Refusal("in-force-already", "这个版本已经在用。")
    template.current = version
    template.save(update_fields=["current"])
    version.in_force_at = at
    version.save(update_fields=["in_force_at"])
    tell([f"template:{template.pk}"])
    kind = "template.in_force" if version.number > before else "template.rolled_back"
    _record(kind, template, actor, at, version=version.number, version_before=before)


def _assign(template: Template, page: Page, *, actor: str, at: datetime) -> None:
    template = _locked(template)
    if template.current_id is None:
        raise Refusal("no-version", f"“{template.name}”还没有启用的版本，请先检查并启用一个版本。")
    found = TemplateAssignment.objects.filter(page=page, kind=template.kind).first()
    if found is not None and found.template_id == template.pk:
        raise Refusal("assigned-already", f"“{page.title}”已经在用这个模板。", "page")
    TemplateAssignment.objects.update_or_create(page=page, kind=template.kind, defaults={"template": template})
    tell([f"layout-{template.kind}:{page.pk}"])
    _record("template.assigned", template, actor, at, title=page.title)


def _locked(template: Template) -> Template:
    return Template.objects.select_for_update(of=("self",)).select_related("unit", "current").get(pk=template.pk)


def _record(kind: str, template: Template, actor: str, at: datetime, **facts: object) -> None:
    record(kind, f"template-{template.pk}", actor=actor, at=at, unit=template.unit.code,
           unit_name=template.unit.name, name=template.name, **facts)  # fmt: skip
