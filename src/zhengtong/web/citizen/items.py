"""One service item: the answer at once, then exactly five sub-columns (工信部联信〔2011〕455号).

办事指南、表格下载、网上咨询、网上申请 stand here; 结果反馈 stands in results.py. Versions are public: what a guide said on
the day one applied can be read afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from legalclock import Budget
from zhengtong.cases.actions.applying import check_open_to
from zhengtong.catalog.choices import ItemState, LegacyKind, Level, MaterialType
from zhengtong.catalog.flow_chart import flow_chart
from zhengtong.catalog.guide import Apply, Guide, Material, Step
from zhengtong.catalog.models import ItemVersion
from zhengtong.catalog.queries import editions_of, item_for_application, item_for_public
from zhengtong.catalog.rules import Change, diff
from zhengtong.forms.models import FormVersion
from zhengtong.forms.queries import current_version
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.models import Delegation
from zhengtong.org.queries import (
    all_stations,
    citizen_of,
    delegations_of,
    role_names,
    township_centres,
    unit_names,
)
from zhengtong.papers.blank_form import blank_form

from .consultation import consultation_context

TABS = (
    ("guide", "办事指南", "citizen:item"),
    ("forms", "表格下载", "citizen:item-forms"),
    ("consult", "网上咨询", "citizen:item-consult"),
    ("apply", "网上申请", "citizen:item-apply"),
    ("results", "结果反馈", "citizen:item-results"),
)
TOWNSHIP = "TOWN"
ROOM_TO_WRITE = 4
_PRINTED_FOR = 3600  # seconds a printed sheet is kept


def item_context(version: ItemVersion, tab: str, **more: Any) -> dict[str, Any]:
    """What every page of an item shows above its sub-column."""
    code = version.item.code
    content = more.pop("guide", None) or Guide.of(version.content)
    return {
        "version": version,
        "item": version.item,
        "guide": content,
        "unit_name": "各乡镇人民政府" if content.unit == TOWNSHIP else version.item.unit.name,
        "tabs": [(key, label, reverse(name, args=[code])) for key, label, name in TABS],
        "tab": tab,
        "is_cancelled": version.item.state == ItemState.CANCELLED,
        "is_suspended": version.item.state == ItemState.SUSPENDED,
        **more,
    }


# --- 办事指南 ---


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    version = item_for_public(code)
    return render(request, "citizen/services/guide.html", _guide_context(version))


def _guide_context(version: ItemVersion) -> dict[str, Any]:
    content = Guide.of(version.content)
    codes = {content.unit, *content.joint_units, *(step.unit for step in content.steps)}
    names = unit_names(codes) | {TOWNSHIP: "申请人所在乡镇人民政府"}
    posts = role_names({step.post for step in content.steps})
    return item_context(
        version,
        "guide",
        guide=content,
        joint_units=[names.get(code, code) for code in content.joint_units],
        steps=[_step_line(step, names, posts) for step in content.steps],
        level=Level(content.level).label if content.level else "",
        legacy_kind=LegacyKind(content.legacy_kind).label if content.legacy_kind else "",
        ways=_ways(content.apply),
        flow=flow_chart(content, names),
        stations=all_stations().filter(code__in=content.places.stations),
        township_centres=township_centres().count() if content.places.township else 0,
    )


def _step_line(step: Step, units: Mapping[str, str], posts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": step.name,
        "is_parallel": step.parallel is not None,
        "unit": units.get(step.unit, step.unit),
        "post": posts.get(step.post, step.post),
        "limit": str(Budget.parse(step.limit)) if step.limit else "",
        "standard": step.standard,
    }


def _ways(ways: Apply) -> list[str]:
    """办理形式 in words."""
    named = {
        "网上办理": ways.online,
        "窗口办理": ways.window,
        "快递申请": ways.express,
        "自助终端办理": ways.self_service,
    }
    return [name for name, is_open in named.items() if is_open]


# --- 历次版本 ---


@dataclass(frozen=True, slots=True)
class Edition:
    """A version with what it changed of the one before; None for the first."""

    version: ItemVersion
    changes: list[Change] | None


@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """历次版本: each with what it changed, in plain words."""
    version = item_for_public(code)
    rows = editions_of(version)
    before: list[ItemVersion | None] = [*rows[1:], None]
    editions = [
        Edition(row, diff(older.content, row.content) if older else None)
        for row, older in zip(rows, before, strict=True)
    ]
    return render(request, "citizen/services/versions.html", item_context(version, "guide", editions=editions))


@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version as it stood; the one in force is the guide itself."""
    current = item_for_public(code)
    shown = next((row for row in editions_of(current) if row.number == number), None)
    if shown is None:
        raise Unknown("没有找到这一版办事指南。")
    return render(
        request,
        "citizen/services/guide.html",
        {**_guide_context(shown), "in_force": current, "edition_url": reverse("citizen:item-versions", args=[code])},
    )


# --- 表格下载 ---


@dataclass(frozen=True, slots=True)
class Sheet:
    """表格 — a blank sheet to take home; `order` is its material's, 0 for the electronic form alone."""

    order: int
    number: str
    name: str
    note: str
    is_application: bool


def sheets_of(content: Guide) -> list[Sheet]:
    """The item's blank forms; its electronic form is printed under the name of the application form."""
    blank = [material for material in content.materials if material.blank_form]
    application = _application_form(content, blank)
    sheets = [Sheet(m.order, f"{content.code}-B{m.order:02d}", m.name, m.note, m is application) for m in blank]
    if content.form and application is None:
        sheets.insert(0, Sheet(0, f"{content.code}-B00", f"{content.name}申请表", "与网上申请填写的内容相同", True))
    return sheets


def _application_form(content: Guide, blank: list[Material]) -> Material | None:
    forms = [material for material in blank if material.type == MaterialType.FORM]
    return forms[0] if content.form and forms else None


@require_safe
def forms(request: HttpRequest, code: str) -> HttpResponse:
    version = item_for_public(code)
    content = Guide.of(version.content)
    context = item_context(version, "forms", guide=content, sheets=sheets_of(content))
    return render(request, "citizen/services/forms.html", context)


@require_safe
def sheet(request: HttpRequest, code: str, order: int) -> HttpResponse:
    """A blank form as PDF, free of charge (行政许可法 第二十九条)."""
    version = item_for_public(code)
    content = Guide.of(version.content)
    wanted = next((one for one in sheets_of(content) if one.order == order), None)
    if wanted is None:
        raise Unknown("没有找到这张表格。")
    form = current_version(content.form) if wanted.is_application and content.form else None
    key = f"sheet:{version.pk}:{form.pk if form else 0}:{order}"
    pdf = cache.get(key)
    if pdf is None:
        made_at = (form.published_at if form else version.published_at) or version.edited_at
        pdf = _printed(wanted, form, at=made_at.replace(microsecond=0))
        cache.set(key, pdf, _PRINTED_FOR)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{wanted.number} {wanted.name}.pdf")
    return response


def _printed(wanted: Sheet, form: FormVersion | None, *, at: datetime) -> bytes:
    if form is not None:
        return blank_form(wanted.name, wanted.number, form.definition["sections"], note=wanted.note, at=at)
    lines = [{"key": f"body{n}", "label": "（续）" if n else "内容", "kind": "textarea"} for n in range(ROOM_TO_WRITE)]
    truth = {"kind": "declaration", "label": "以上内容真实、准确，如有不实，愿意承担相应的法律责任。"}
    sections = [{"title": wanted.name, "hint": wanted.note, "fields": [*lines, truth]}]
    return blank_form(wanted.name, wanted.number, sections, at=at)


# --- 网上申请 ---


@require_safe
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """What it takes and for whom; the button leads to the application itself."""
    version = item_for_public(code)
    at = timezone.now()
    citizen = citizen_of(request.user)
    context = item_context(version, "apply", citizen=citizen, needs_sign_in=citizen is None)
    refusal = _refusal(version, citizen.kind if citizen else "")
    consents = _standing_delegations(request.user, version.item.code, at) if citizen and refusal is None else []
    return render(request, "citizen/services/apply.html", {**context, "refusal": refusal, "consents": consents})


def _refusal(version: ItemVersion, applicant_kind: str) -> Refusal | None:
    """Why nobody, or not this person, may start an application on line."""
    try:
        check_open_to(item_for_application(version.item.code), applicant_kind, online=True)
    except Refusal as refusal:
        return refusal
    return None


def _standing_delegations(user: Any, code: str, at: datetime) -> list[Delegation]:
    today = timezone.localdate(at)
    return [
        one
        for one in delegations_of(user).filter(revoked_at=None, valid_until__gte=today)
        if one.item_code in ("", code)
    ]


# --- 网上咨询 ---


@require_safe
def consult(request: HttpRequest, code: str) -> HttpResponse:
    version = item_for_public(code)
    column = consultation_context(version.item.code, request)
    return render(request, "citizen/services/consult.html", {**item_context(version, "consult"), **column})


urls = [
    path("items/<str:code>/", guide, name="item"),
    path("items/<str:code>/versions/", versions, name="item-versions"),
    path("items/<str:code>/versions/<int:number>/", version, name="item-version"),
    path("items/<str:code>/forms/", forms, name="item-forms"),
    path("items/<str:code>/forms/<int:order>/", sheet, name="item-sheet"),
    path("items/<str:code>/consult/", consult, name="item-consult"),
    path("items/<str:code>/apply/", apply, name="item-apply"),
]
