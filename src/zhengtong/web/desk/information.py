"""政府信息登记: the register with what is due first, one piece with its next acts, registering and correcting."""

import csv
import io
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from legalclock.errors import ClockError
from legalclock.moments import last_day, parse_day
from zhengtong.disclosure.actions import information as actions
from zhengtong.disclosure.catalogue import (
    Audience,
    Duty,
    Genre,
    InformationForm,
    InformationState,
    Mode,
    Theme,
    Validity,
)  # fmt: skip
from zhengtong.disclosure.models import Information
from zhengtong.disclosure.queries import information as queries
from zhengtong.disclosure.rules.information import WITHHOLDING_ARTICLES, Details, Table, parse_table
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Unit
from zhengtong.org.queries import actor_of
from zhengtong.web import uploads

from .door import desk

PER_PAGE = 30
_REGISTER = Permission.DISCLOSURE_REGISTER
_TEXTS = (
    "organ", "title", "theme", "genre", "document_number", "signed_on", "mode", "mode_reason", "mode_article", "form",
    "duty", "effective_on", "expires_on", "keywords", "summary", "text", "table", "department",
)  # fmt: skip
_TICKED = ("is_normative", "needs_interpretation")


@desk(_REGISTER)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", InformationState.SIGNED)
    if state not in InformationState.values:
        state = InformationState.SIGNED
    page = Paginator(queries.register_for_desk(request.staff, state), PER_PAGE).get_page(request.GET.get("page"))
    at = timezone.now()
    rows = [(row, last_day(row.publish_due), row.publish_due is not None and row.publish_due <= at) for row in page]
    tabs = [(value, label, f"?state={value}") for value, label in InformationState.choices]
    return render(request, "desk/information/list.html", {"rows": rows, "page": page, "state": state, "tabs": tabs})


@desk(_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """登记: a signed document gets its 索引号."""
    at, errors = timezone.now(), {}
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in _TEXTS}
    organs = queries.organs_for_desk(request.staff)
    if request.method == "POST":
        try:
            row = _signed(request, organs.filter(code=typed["organ"]).first(), at)
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, f"已登记，索引号 {row.index_number}。")
            return redirect("desk:information", row.organ_part, row.number_part)
    context = _choices() | {
        "typed": typed,
        "chosen": request.POST.getlist("audience"),
        "checked": {name: name in request.POST for name in _TICKED},
        "errors": errors,
        "organs": [(unit.code, unit.name) for unit in organs],
    }
    return render(request, "desk/information/add.html", context, status=409 if errors else 200)


def _choices() -> dict[str, Any]:
    """What the fields of a piece of information may be."""
    return {
        "themes": Theme.choices, "genres": Genre.choices, "modes": Mode.choices, "forms": InformationForm.choices,
        "duties": Duty.choices, "audiences": Audience.choices, "articles": [(a, a) for a in WITHHOLDING_ARTICLES],
    }  # fmt: skip


@desk(_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, organ: str, number: str) -> HttpResponse:
    """更正: words and classes of what is registered; number, organ, day and mode stay what they are."""
    row = queries.information_for_desk(request.staff, f"{organ}/{number}")
    if row.state == InformationState.WITHDRAWN:
        messages.info(request, "这条信息已经撤下，不能更正。")
        return redirect("desk:information", organ, number)
    errors: dict[str, str] = {}
    typed, chosen, ticked = _entered(row), row.audience, {name: getattr(row, name) for name in _TICKED}
    if request.method == "POST":
        post = request.POST.copy()
        post.update({"mode": row.mode, "duty": row.duty, "signed_on": f"{row.signed_on:%Y-%m-%d}"})
        typed, chosen = {name: post.get(name, "") for name in _TEXTS}, post.getlist("audience")
        ticked = {name: name in post for name in _TICKED}
        try:
            actions.revise(row.index_number, _details(post), by=request.staff, at=timezone.now())
        except Unknown:
            raise
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, "已更正。")
            return redirect("desk:information", organ, number)
    context = _choices() | {"row": row, "typed": typed, "chosen": chosen, "checked": ticked, "errors": errors}
    return render(request, "desk/information/revise.html", context, status=409 if errors else 200)


def _entered(row: Information) -> dict[str, str]:
    """What stands in the fields at first; the table as lines with tabs, as a spreadsheet gives it."""
    texts = {name: str(getattr(row, name, "") or "") for name in _TEXTS}
    table = queries.table_of(row)
    lines = [] if table is None else [table.head, *table.lines]
    joined = ["\t".join("" if cell is None else str(cell) for cell in line) for line in lines]
    return texts | {"keywords": " ".join(row.keywords), "table": "\n".join(joined)}


def _signed(request: HttpRequest, organ: Unit | None, at: datetime) -> Information:
    """What was typed, signed; files are stored first, each an act of its own. Raises Refusal."""
    if organ is None:
        raise Refusal("no-organ", "请选择制作机关。", "organ")
    came = uploads.take(request, ["files"], by=actor_of(request.user), at=at)
    if came.errors:
        raise Refusal("file-refused", came.errors["files"], "files")
    return actions.sign(
        _details(request.POST), organ=organ, by=request.staff, at=at, files_of=came.files.get("files", [])
    )


def _details(post: QueryDict) -> Details:
    """What was typed; raises Refusal for what cannot be read."""
    for name, choices, label in (
        ("theme", Theme, "主题分类"), ("genre", Genre, "体裁"), ("mode", Mode, "公开属性"), ("form", InformationForm, "公开形式"),
        ("duty", Duty, "公开时限"),
    ):  # fmt: skip
        if post.get(name, "") not in choices.values:
            raise Refusal("no-choice", f"请选择{label}。", name)
    signed_on = _day(post.get("signed_on", ""), "signed_on")
    if signed_on is None:
        raise Refusal("bad-signed-on", "请填写成文日期。", "signed_on")
    return Details(
        title=post.get("title", ""),
        theme=post["theme"],
        genre=post["genre"],
        signed_on=signed_on,
        mode=post["mode"],
        form=post["form"],
        duty=post["duty"],
        audience=tuple(code for code in post.getlist("audience") if code in Audience.values),
        document_number=post.get("document_number", ""),
        is_normative="is_normative" in post,
        needs_interpretation="needs_interpretation" in post,
        mode_reason=post.get("mode_reason", ""),
        mode_article=post.get("mode_article", ""),
        effective_on=_day(post.get("effective_on", ""), "effective_on"),
        expires_on=_day(post.get("expires_on", ""), "expires_on"),
        keywords=tuple(post.get("keywords", "").replace("、", " ").split()),
        summary=post.get("summary", ""),
        text=post.get("text", ""),
        table=_table(post.get("table", "")),
        department=post.get("department", ""),
    )


def _day(text: str, field: str) -> Any:
    if not text.strip():
        return None
    try:
        return parse_day(text.strip())
    except ClockError as error:
        raise Refusal("bad-day", "日期请写成：2026-11-23。", field) from error


def _table(text: str) -> Table | None:
    """Lines pasted from a spreadsheet (tabs) or a CSV (commas)."""
    if not text.strip():
        return None
    lines = list(csv.reader(io.StringIO(text.strip()), delimiter="\t" if "\t" in text else ","))
    return parse_table(lines)


@desk(_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def information(request: HttpRequest, organ: str, number: str) -> HttpResponse:
    """One piece with its next acts: publish, link what it explains, change its validity, withdraw."""
    row = queries.information_for_desk(request.staff, f"{organ}/{number}")
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            done = _act(request, row, timezone.now())
        except Unknown as unknown:
            errors["document"] = unknown.sentence
        except Refusal as refusal:
            errors[refusal.field or ""] = refusal.sentence
        else:
            messages.success(request, done)
            return redirect("desk:information", organ, number)
    at = timezone.now()
    context = {
        "row": row,
        "typed": request.POST,
        "errors": errors,
        "due_on": last_day(row.publish_due),
        "is_late": row.state == InformationState.SIGNED and row.publish_due is not None and row.publish_due <= at,
        "interpretation_due_on": last_day(row.interpretation_due),
        "interpretations": queries.interpretations_of(row),
        "files": queries.files_of(row),
        "table": queries.table_of(row),
        "validities": [(value, label) for value, label in Validity.choices if value != Validity.VALID],
        "follows": ("公众页面不再显示这条信息。", "索引号、标题和撤下理由保留在登记簿。", "撤下以后不能再公开。"),
    }
    return render(request, "desk/information/information.html", context, status=409 if errors else 200)


def _act(request: HttpRequest, row: Information, at: datetime) -> str:
    """The act whose button was pressed; the sentence that tells it is done. Raises Refusal."""
    post, by, number = request.POST, request.staff, row.index_number
    match post.get("act", ""):
        case "publish":
            actions.publish(number, reviewer=post.get("reviewer", ""), by=by, at=at)
            return "已公开。"
        case "link":
            actions.link_interpretation(post.get("document", "").strip(), number, by=by, at=at)
            return "已关联，两边页面互相链接。"
        case "validity":
            actions.change_validity(
                number, post.get("validity", ""), post.get("basis", ""), by=by, at=at,
                replaced_by=post.get("replaced_by", "").strip(),
            )  # fmt: skip
            return "有效性已变更。"
        case "withdraw":
            actions.withdraw(number, post.get("reason", ""), by=by, at=at)
            return "已撤下。"
    raise Refusal("no-act", "请选择要做的操作。")


urls = [
    path("information/", register, name="information-register"),
    path("information/add/", add, name="information-add"),
    path("information/<str:organ>/<str:number>/", information, name="information"),
    path("information/<str:organ>/<str:number>/revise/", revise, name="information-revise"),
]
