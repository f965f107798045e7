"""表单设计: list, draft, fields, preview, publish, compare. Every step is a button that works without JavaScript."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.forms import actions, queries, rules
from zhengtong.forms.models import Form, FormVersion
from zhengtong.forms.rules import KINDS, design, properties
from zhengtong.forms.sealing import display
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.web import filling, one_act

from . import designing
from .door import desk


@desk(Permission.FORM_EDIT)
@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    found = queries.editable_forms(request.staff)
    return render(request, "desk/forms/list.html", {"forms": found})


@desk(Permission.FORM_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_form(request: HttpRequest) -> HttpResponse:
    staff = request.staff
    owners = [(unit.code, unit.name) for unit in queries.units_for_forms(staff)]
    if queries.may_edit(staff, None):
        owners.insert(0, ("common", "全县通用"))
    typed = {name: request.POST.get(name, "") for name in ("title", "code", "unit")}
    errors: dict[str, str] = {}
    if request.method == "POST":
        owner = "" if typed["unit"] == "common" else typed["unit"]
        try:
            if not typed["unit"]:
                raise Refusal("no-unit", "请选择表单所属的单位。", "unit")
            actions.create_form(typed["code"], typed["title"], owner, by=staff, at=timezone.now())
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, "表单已新建，请逐节添加字段。")
            return redirect("desk:form-edit", typed["code"].strip())
    return render(request, "desk/forms/new.html", {"typed": typed, "errors": errors, "owners": owners})


@desk(Permission.FORM_EDIT)
@require_safe
def form(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.form_for(request.staff, code)
    versions = queries.versions_of(found)
    published = [version for version in versions if version.is_published]
    return render(
        request,
        "desk/forms/form.html",
        {
            "form_record": found,
            "versions": versions,
            "draft": queries.draft_of(found),
            "published": published,
            "changes": _changes_of_draft(found, published),
        },
    )


def _changes_of_draft(form: Form, published: list[FormVersion]) -> tuple[rules.Change, ...]:
    draft = queries.draft_of(form)
    if draft is None or not published:
        return ()
    return rules.compare(queries.definition(published[0]), queries.definition(draft))


@desk(Permission.FORM_EDIT)
@require_POST
def begin_draft(request: HttpRequest, code: str) -> HttpResponse:
    staff = request.staff
    found = queries.form_for(staff, code)
    if queries.draft_of(found) is None:
        actions.save_form_draft(code, queries.current_version(code).definition, by=staff, at=timezone.now())
    return redirect("desk:form-edit", code)


@desk(Permission.FORM_EDIT)
@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    return _act(
        request, code, lambda staff: actions.discard_form_draft(code, by=staff, at=timezone.now()), "草稿已放弃。"
    )


@desk(Permission.FORM_EDIT)
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    return _act(
        request,
        code,
        lambda staff: actions.publish_form_version(code, by=staff, at=timezone.now()),
        "新版本已发布，从现在起填写的都用这一版；没有提交的草稿会提示填表人核对变动。",
    )


def _act(request: HttpRequest, code: str, act: Callable[[Staff], object], done: str) -> HttpResponse:
    queries.form_for(request.staff, code)
    return one_act.button(request, lambda: act(request.staff), done, redirect("desk:form", code))


@desk(Permission.FORM_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The draft as an outline; one button, one step."""
    staff = request.staff
    found = queries.form_for(staff, code)
    draft = queries.draft_of(found)
    if draft is None:
        return redirect("desk:form", code)
    if request.method == "POST":
        try:
            changed, anchor = designing.step(request.POST, draft.definition)
            actions.save_form_draft(code, changed, by=staff, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            return _outline(request, found, draft, refusal.sentence)
        if anchor.startswith("field:"):
            return redirect("desk:form-field", code, anchor.removeprefix("field:"))
        return redirect(f"{reverse('desk:form-edit', args=[code])}#{anchor}")
    return _outline(request, found, draft)


def _outline(request: HttpRequest, form: Form, draft: FormVersion, problem: str = "") -> HttpResponse:
    definition = queries.definition(draft)
    context = {
        "form_record": form,
        "draft": draft,
        "definition": definition,
        "sections": designing.outline(definition, lambda key: reverse("desk:form-field", args=[form.code, key])),
        "kinds": list(KINDS.items()),
        "errors": {"": problem} if problem else {},
    }
    return render(request, "desk/forms/edit.html", context, status=409 if problem else 200)


@desk(Permission.FORM_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The properties of one field, on a form of the same engine."""
    staff = request.staff
    found = queries.form_for(staff, code)
    draft = queries.draft_of(found)
    if draft is None:
        return redirect("desk:form", code)
    at, by = timezone.now(), f"staff:{staff.code}"
    plain = design.find_field(draft.definition, key)
    asked = properties.properties_form(draft.definition, plain)
    entries, errors = properties.properties_entries(asked, plain), {}
    if request.method == "POST":
        try:
            if "change-kind" in request.POST:
                changed = design.change_kind(draft.definition, key, request.POST.get("new-kind", ""))
                actions.save_form_draft(code, changed, by=staff, at=at)
                return redirect("desk:form-field", code, key)
            posted = filling.take(request, asked, by=by, at=at)
            entries = posted.entries
            if not posted.is_rearranged:
                checked = filling.check(asked, posted, by=by, at=at)
                errors = checked.errors
                if checked.is_good:
                    changed = design.change_field(
                        draft.definition, key, properties.properties_from(checked.values, plain["kind"])
                    )
                    actions.save_form_draft(code, changed, by=staff, at=at)
                    return redirect(f"{reverse('desk:form-edit', args=[code])}#field-{checked.values['key']}")
        except Unknown:
            raise
        except Refusal as refusal:
            errors = {refusal.field if refusal.field and asked.field(refusal.field) else "": refusal.sentence}
    return render(
        request,
        "desk/forms/field.html",
        {
            "form_record": found,
            "draft": draft,
            "asked": plain,
            "kind_name": KINDS[plain["kind"]],
            "kinds": list(KINDS.items()),
            "form": filling.show(asked, entries, errors, by=by, at=at),
            "errors": errors,
        },
        status=409 if errors else 200,
    )


@desk(Permission.FORM_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The version as citizens see it, to be tried out; nothing is kept but the files that are sent."""
    staff = request.staff
    found = queries.form_for(staff, code)
    version = found.versions.filter(number=number).first()
    if version is None:
        raise Unknown("没有这个版本。")
    definition = queries.definition(version)
    at, by = timezone.now(), f"staff:{staff.code}"
    entries, errors, shown = rules.gather(definition, {}), {}, None
    if request.method == "POST":
        posted = filling.take(request, definition, by=by, at=at)
        entries, errors = posted.entries, posted.upload_errors
        if not posted.is_rearranged:
            checked = filling.check(definition, posted, by=by, at=at)
            errors = checked.errors
            shown = display(definition, checked.values) if checked.is_good else None
    return render(
        request,
        "desk/forms/preview.html",
        {
            "form_record": found,
            "version": version,
            "form": filling.show(definition, entries, errors, by=by, at=at),
            "shown": shown,
        },
    )


@desk(Permission.FORM_EDIT)
@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.form_for(request.staff, code)
    versions = queries.versions_of(found)
    by_number = {str(version.number): version for version in versions}
    old, new = by_number.get(request.GET.get("from", "")), by_number.get(request.GET.get("to", ""))
    changes = None
    if old and new:
        changes = rules.compare(queries.definition(old), queries.definition(new))
    names = [(str(v.number), f"第{v.number}版{'' if v.is_published else '（草稿）'}") for v in versions]
    context = {"form_record": found, "names": names, "old": old, "new": new, "changes": changes}
    return render(request, "desk/forms/compare.html", context)


urls = [
    path("forms/", forms, name="forms"),
    path("forms/new/", new_form, name="form-new"),
    path("forms/<slug:code>/", form, name="form"),
    path("forms/<slug:code>/draft/", begin_draft, name="form-draft"),
    path("forms/<slug:code>/discard/", discard, name="form-discard"),
    path("forms/<slug:code>/publish/", publish, name="form-publish"),
    path("forms/<slug:code>/compare/", compare, name="form-compare"),
    path("forms/<slug:code>/edit/", edit, name="form-edit"),
    path("forms/<slug:code>/edit/<slug:key>/", field, name="form-field"),
    path("forms/<slug:code>/versions/<int:number>/", preview, name="form-preview"),
]
