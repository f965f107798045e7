"""The acts on an item: each has a page that says what follows and asks what it needs, and one button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from zhengtong.catalog import actions, queries
from zhengtong.catalog.choices import VersionState
from zhengtong.catalog.models import ItemVersion
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.reading import aware_moment
from zhengtong.foundation.text import tidy_line

from ..door import desk
from .reading import DANGEROUS, VERBS


@dataclass(frozen=True, slots=True)
class Field:
    """One thing an act asks for."""

    name: str
    label: str
    type: str = "text"
    hint: str = ""
    required: bool = True
    most: int = 500


@dataclass(frozen=True, slots=True)
class Verb:
    """What follows an act, what it asks, and what is said when it is done."""

    follows: tuple[str, ...]
    done: str
    fields: tuple[Field, ...] = ()


OPINION = Field("text", "审核意见", "textarea", "不填写的，记为“同意。”", required=False)
DOCUMENT = Field("document", "市级审定文号", "text", "例如 吉政数字〔2026〕8号", most=80)
WHY_BACK = Field("text", "退回理由", "textarea", "写清楚要改哪里，起草单位会看到")
REASON = Field("reason", "原因", "textarea", "群众会在事项页面看到，不超过200字", most=200)
EFFECTIVE = Field("effective_on", "生效日期", "date", "不填写的，自今天起生效；不能晚于今天", required=False)

PAGES = {
    "submit": Verb(("提交后不能再改，退回后才能修改。", "行政服务中心、法制、电子政务办、市级依次审核。"), "已提交行政服务中心初审。"),
    "withdraw": Verb(
        ("这一版回到草稿，修改后须从行政服务中心初审起重新提交。", "已经出具的审核意见保留，撤回的原因审核单位都能看到。"),
        "已撤回，可以继续修改草稿。",
        (Field("reason", "撤回原因", "textarea", "例如：收费依据有误，需要更正；不超过200字", most=200),),
    ),
    "discard": Verb(
        ("草稿不能再修改、提交，也不能恢复，内容和审核意见留存备查。", "现行版本不受影响；还没有发布过的事项，编码可以重新使用。"),
        "草稿已放弃。",
    ),
    "approve": Verb(("这一版进入下一个环节。", "您的意见署名留存，不能修改。"), "意见已记入，这一版进入下一个环节。", (OPINION,)),
    "return": Verb(("这一版回到草稿，由起草单位修改后重新提交。", "您的意见署名留存，不能修改。"), "已退回起草单位。", (WHY_BACK,)),
    "publish": Verb(
        ("群众立即看到这一版，原来的版本停止使用。", "已经受理的办件仍按受理时的版本办理。", "这一版从此不能修改。"),
        "已发布，群众现在看到的就是这一版。",
        (EFFECTIVE,),
    ),
    "revise": Verb(("以现行版本为底稿起草新版本。", "新版本发布之前，群众看到的仍是现行版本。"), "新版本的草稿已建好，请修改。"),
    "suspend": Verb(("不再接受新的申请，事项页面显示暂停办理和原因。", "已经受理的办件照常办理。"), "已暂停办理。", (REASON,)),
    "resume": Verb(("重新接受申请。",), "已恢复办理。", (REASON,)),
    "cancel": Verb(
        ("不再接受申请，也不能恢复；事项页面显示已经取消和依据。", "已经受理的办件照常办理。"),
        "已取消。",
        (
            Field("basis", "取消依据", "textarea", "写明法律或文件的名称、文号", most=200),
            Field("on", "取消日期", "date", "不能晚于今天"),
        ),
    ),
}  # fmt: skip


@desk()
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """The page of one act; POST performs it."""
    if verb not in PAGES:
        raise Http404
    version = _meant(request, code, verb)
    page = PAGES[verb]
    fields = (*page.fields, DOCUMENT) if _asks_document(version, verb) else page.fields
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _ACTS[verb](request, code)
        except Refusal as refusal:
            # A refusal about an element of the item belongs to the whole page, not to a field of this form.
            known = refusal.field if refusal.field in {field.name for field in fields} else ""
            errors[known or ""] = refusal.sentence
        else:
            messages.success(request, f"“{version.name}”：{page.done}")
            return _after(verb, version)
    return render(
        request,
        "desk/items/act.html",
        {
            "version": version,
            "item": version.item,
            "verb": verb,
            "label": VERBS[verb],
            "follows": page.follows,
            "fields": [(field, request.POST.get(field.name, "")) for field in fields],
            "errors": errors,
            "is_dangerous": verb in DANGEROUS,
            "stage": request.POST.get("stage", version.state),
            "seen": request.POST.get("seen", version.edited_at.isoformat()),
        },
        status=409 if errors else 200,
    )


def _after(verb: str, version: ItemVersion) -> HttpResponse:
    code = version.item.code
    if verb == "revise":
        return redirect("desk:item-edit", code)
    if verb == "discard" and version.item.current_id is None:
        return redirect("desk:items")
    return redirect("desk:item", code)


def _meant(request: HttpRequest, code: str, verb: str) -> ItemVersion:
    """The version an act is about, if the person may see it and may act on it as things stand; 404 otherwise.

    While an act is being posted the item may have moved on: then any version one may see will do, and the action says no.
    """
    history = queries.history_for(request.staff, code)
    for found in history:
        if verb in queries.possible_acts(request.staff, found):
            return found
    if history and request.method == "POST":
        return history[0]
    raise Http404


def _asks_document(version: ItemVersion, verb: str) -> bool:
    return verb == "approve" and version.state == VersionState.CITY_REVIEW


def _day(request: HttpRequest, name: str, label: str) -> Any:
    text = tidy_line(request.POST.get(name, ""))
    try:
        day = parse_date(text) if text else None
    except ValueError:
        day = None
    if text and day is None:
        raise Refusal("bad-date", f"{label}不是有效的日期，请按2026-11-23的样式填写。", name)
    return day


def _opinion(request: HttpRequest, code: str, *, approve: bool) -> None:
    given = {name: request.POST.get(name, "") for name in ("text", "document")}
    stage = request.POST.get("stage") or None
    actions.give_opinion(code, approve=approve, **given, stage=stage, by=request.staff, at=timezone.now())


def _discard(request: HttpRequest, code: str) -> None:
    seen = aware_moment(request.POST.get("seen", ""))
    actions.discard_draft(code, seen=seen, by=request.staff, at=timezone.now())


def _publish(request: HttpRequest, code: str) -> None:
    effective_on = _day(request, "effective_on", "生效日期")
    actions.publish_version(code, effective_on=effective_on, by=request.staff, at=timezone.now())


def _cancel(request: HttpRequest, code: str) -> None:
    on = _day(request, "on", "取消日期")
    if on is None:
        raise Refusal("date-empty", "请填写取消日期。", "on")
    actions.cancel_item(code, basis=request.POST.get("basis", ""), on=on, by=request.staff, at=timezone.now())


_ACTS: dict[str, Callable[[HttpRequest, str], Any]] = {
    "submit": lambda request, code: actions.submit_version(code, by=request.staff, at=timezone.now()),
    "withdraw": lambda request, code: actions.withdraw_version(
        code, reason=request.POST.get("reason", ""), by=request.staff, at=timezone.now()
    ),
    "discard": _discard,
    "approve": lambda request, code: _opinion(request, code, approve=True),
    "return": lambda request, code: _opinion(request, code, approve=False),
    "publish": _publish,
    "revise": lambda request, code: actions.revise_item(code, by=request.staff, at=timezone.now()),
    "suspend": lambda request, code: actions.suspend_item(
        code, reason=request.POST.get("reason", ""), by=request.staff, at=timezone.now()
    ),
    "resume": lambda request, code: actions.resume_item(
        code, reason=request.POST.get("reason", ""), by=request.staff, at=timezone.now()
    ),
    "cancel": _cancel,
}
