"""Making rules: draft, edit, replay, submit, return, approve, discard, switch off. Each step works without JavaScript."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission, RegionLevel
from zhengtong.org.queries import current_regions, current_units
from zhengtong.supervision import rulebooks
from zhengtong.supervision.actions import rulebook as actions
from zhengtong.supervision.choices import Authority, Family, Issue, Level, VersionState
from zhengtong.supervision.models import Rule, RuleVersion
from zhengtong.supervision.rules.rule import COMPARE, problems
from zhengtong.supervision.rules.vocabulary import BUSINESSES, PLACEHOLDERS, SYSTEMS
from zhengtong.web import one_act

from ..door import oversight
from . import editor, guided

FORM_FIELDS = {"value": "element", "condition": "subject1", "scope": "systems"}
"""Where the editor shows a problem whose field is a part of one of its own."""
EditGate = oversight(Permission.RULE_EDIT)
EVERY_METHOD = require_http_methods(["GET", "HEAD", "POST"])


def _own(request: HttpRequest, code: str) -> Rule:
    """The rule, for who may change it; the province's stay as they are."""
    found = rulebooks.rule_for(request.staff, code)
    if found.authority != Authority.COUNTY:
        raise Unknown("省级规则，县级只读。")
    if not rulebooks.may_change(request.staff, found):
        raise Unknown("没有找到这条规则。")
    return found


def _draft_of(found: Rule) -> RuleVersion:
    version = rulebooks.open_version(found)
    if version is None or version.state != VersionState.DRAFT:
        raise Unknown("这条规则没有可以修改的草稿。")
    return version


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


# --- the editor ---


@EditGate
@EVERY_METHOD
def new(request: HttpRequest) -> HttpResponse:
    if not rulebooks.holds_county_wide(request.staff, Permission.RULE_EDIT):
        raise Unknown("没有找到这条规则。")
    tomorrow = localdate(timezone.now()) + timedelta(days=1)
    typed = editor.typed_of(editor.BLANK) | {"family": Family.TIME.value, "effective_on": f"{tomorrow:%Y-%m-%d}"}

    def save(typed: editor.Typed, spec: editor.Spec, effective_on: date | None) -> RuleVersion:
        return actions.draft_rule(
            typed["name"], typed["family"], spec, effective_on, typed["note"], by=request.staff, at=timezone.now()
        )

    return _editor(request, typed, None, save)


@EditGate
@EVERY_METHOD
def edit(request: HttpRequest, code: str) -> HttpResponse:
    version = _draft_of(_own(request, code))
    typed = editor.typed_of(version.spec) | {
        "name": version.name,
        "family": version.rule.family,
        "effective_on": f"{version.effective_on:%Y-%m-%d}" if version.effective_on else "",
        "note": version.note,
    }

    def save(typed: editor.Typed, spec: editor.Spec, effective_on: date | None) -> RuleVersion:
        return actions.edit_draft(
            code, typed["name"], spec, effective_on, typed["note"], by=request.staff, at=timezone.now()
        )

    return _editor(request, typed, version, save)


def _editor(
    request: HttpRequest,
    typed: editor.Typed,
    version: RuleVersion | None,
    save: Callable[[editor.Typed, editor.Spec, date | None], RuleVersion],
) -> HttpResponse:
    errors: dict[str, str] = {}
    if request.method == "POST":
        texts = {name: request.POST.get(name, "") for name in editor.TEXTS}
        lists = {name: request.POST.getlist(name) for name in editor.LISTS}
        typed = editor.typed_from(texts, lists)
        kept = version.spec if version else None
        spec, found = editor.spec_from(typed, kept)
        for refusal in [*found, *problems(spec)]:
            errors.setdefault(FORM_FIELDS.get(refusal.field or "", refusal.field or ""), refusal.sentence)
        if not errors:
            try:
                made = save(typed, spec, _day(typed["effective_on"]))
            except Unknown:
                raise
            except Refusal as refusal:
                errors[FORM_FIELDS.get(refusal.field or "", refusal.field or "")] = refusal.sentence
            else:
                messages.success(request, "草稿已保存。提交审批前，请用过去一段时间的业务回放。")
                return redirect("oversight:rule", made.rule.code)
    context = _editor_context(typed, version) | {"errors": errors}
    return render(request, "oversight/rules/edit.html", context, status=409 if errors else 200)


def _editor_context(typed: editor.Typed, version: RuleVersion | None) -> dict[str, Any]:
    has_kept = version is not None and editor.typed_of(version.spec)["element"] == guided.KEPT
    kept = rulebooks.spec_of(version) if version is not None else None
    return {
        "typed": typed,
        "version": version,
        "kept_sentence": kept.say() if kept else "",
        "kept_condition": kept.condition.say() if kept and kept.condition else "",
        "families": Family.choices,
        "elements": guided.elements(with_kept=has_kept),
        "milestones": guided.MILESTONES,
        "within_units": guided.WITHIN_UNITS,
        "periods": guided.PERIOD_CHOICES,
        "totals": guided.TOTAL_CHOICES,
        "compares": [(sign, word) for sign, (word, _) in COMPARE.items()],
        "units_of_threshold": guided.UNIT_CHOICES,
        "subjects": guided.subjects(),
        "operators": guided.OPERATORS,
        "rows": [_condition_row(typed, number) for number in guided.CONDITION_ROWS],
        "join_choices": [("and", "同时满足"), ("or", "满足任何一行")],
        "keep_choices": [("yes", "保留原有条件")],
        "peer_choices": [("yes", "与各单位平均值相减")],
        "instants": [("yes", "只限即办件"), ("no", "不含即办件")],
        "levels": Level.choices,
        "issues": Issue.choices,
        "systems": list(SYSTEMS.items()),
        "businesses": list(BUSINESSES.items()),
        "regions": current_regions().exclude(level=RegionLevel.VILLAGE).values_list("code", "name"),
        "units": current_units().values_list("code", "name"),
        "item_kinds": guided.ITEM_KIND_CHOICES,
        "placeholders": list(PLACEHOLDERS.items()),
    }


def _condition_row(typed: editor.Typed, number: int) -> dict[str, Any]:
    parts = ("subject", "operator", "operand")
    row: dict[str, Any] = {part: typed.get(f"{part}{number}", "") for part in parts}
    return row | {"number": number, "names": [f"{part}{number}" for part in parts]}


# --- acts ---


@EditGate
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """起草新版本: a copy of what is in force, opened in the editor."""
    found = _own(request, code)
    try:
        actions.draft_version(found.code, by=request.staff, at=timezone.now())
    except Unknown:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("oversight:rule", code)
    return redirect("oversight:rule-edit", code)


@EditGate
@EVERY_METHOD
def switch(request: HttpRequest, code: str) -> HttpResponse:
    """停用 or 启用: drafts a version that says the same; it too is replayed and approved by another."""
    found = _own(request, code)
    in_force = rulebooks.version_in_force(rulebooks.versions_of(request.staff, found), localdate(timezone.now()))
    on = in_force is not None and not in_force.is_enabled
    return one_act.form(
        request,
        "oversight/rules/switch.html",
        {"effective_on": "", "note": ""},
        lambda typed: actions.switch_rule(
            found.code, _day(typed["effective_on"]), typed["note"], on=on, by=request.staff, at=timezone.now()
        ),
        lambda made: (f"已起草{'启用' if on else '停用'}，请回放后提交审批。", redirect("oversight:rule", code)),
        rule=found,
        in_force=in_force,
        word="启用" if on else "停用",
    )


@EditGate
@require_POST
def submit(request: HttpRequest, code: str) -> HttpResponse:
    _own(request, code)
    return one_act.button(
        request,
        lambda: actions.submit_draft(code, by=request.staff, at=timezone.now()),
        "已提交，由另一人审批。",
        redirect("oversight:rule", code),
    )


@EditGate
@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    found = _own(request, code)
    is_only = not found.versions.filter(state=VersionState.APPROVED).exists()
    return one_act.button(
        request,
        lambda: actions.discard_draft(code, by=request.staff, at=timezone.now()),
        "草稿已放弃，现行规则不变。",
        redirect("oversight:rules") if is_only else redirect("oversight:rule", code),
    )


@oversight(Permission.RULE_APPROVE)
@require_POST
def approve(request: HttpRequest, code: str) -> HttpResponse:
    return one_act.button(
        request,
        lambda: actions.approve_draft(code, by=request.staff, at=timezone.now()),
        "已批准，自生效日期起施行。",
        redirect("oversight:rule", code),
    )


@oversight(Permission.RULE_APPROVE)
@EVERY_METHOD
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    found = rulebooks.rule_for(request.staff, code)
    version = rulebooks.open_version(found)
    if version is None or version.state != VersionState.SUBMITTED:
        raise Unknown("这条规则没有待审批的版本。")
    return one_act.form(
        request,
        "oversight/rules/return.html",
        {"reason": ""},
        lambda typed: actions.return_draft(code, typed["reason"], by=request.staff, at=timezone.now()),
        lambda made: ("已退回起草人修改。", redirect("oversight:rule", code)),
        rule=found,
        version=version,
    )
