"""What templates say often: dates, sums, masks, icons, and the parts shown at /styleguide/. Every template has them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zhengtong.foundation import masking
from zhengtong.timers import queries as limits
from zhengtong.web.icons import ICONS

register = template.Library()

ABSENT = "—"
TONES = {
    "info": ("info", "提示"),
    "success": ("check-circle", "成功"),
    "warn": ("alert", "请注意"),
    "error": ("cross-circle", "出错了"),
}
# What a state looks like: tone and icon. The word beside it always says the state itself.
STATE_LOOKS = {
    **dict.fromkeys(("draft", "waiting", "missing"), ("", "edit")),
    **dict.fromkeys(("submitted", "received", "open", "supplied", "requested", "active", "filed"), ("info", "inbox")),
    **dict.fromkeys(("accepted", "reviewing", "deciding", "certifying", "assigned", "verifying"), ("info", "clock")),
    **dict.fromkeys(("center_review", "legal_review", "egov_review", "city_review"), ("info", "clock")),
    **dict.fromkeys(
        ("granted", "finished", "delivered", "done", "checked", "approved", "closed"), ("success", "check")
    ),
    **dict.fromkeys(("answered", "published"), ("success", "check")),
    **dict.fromkeys(("correcting", "deferred", "rejected"), ("warn", "alert")),
    "suspended": ("warn", "pause"),
    **dict.fromkeys(("consulting", "awaiting_fee"), ("warn", "pause")),
    **dict.fromkeys(("registered", "drafting", "approving", "clearing"), ("info", "clock")),
    "replied": ("success", "check"),
    **dict.fromkeys(("abandoned", "abandoned_fee"), ("", "cross")),
    **dict.fromkeys(("denied", "not_accepted", "pre_rejected", "disapproved", "refused"), ("error", "cross")),
    **dict.fromkeys(("correction_expired", "returned"), ("error", "undo")),
    **dict.fromkeys(("withdrawn", "voided", "cancelled", "superseded", "discarded"), ("", "cross")),
    "archived": ("", "folder"),
    "transferred": ("", "send"),
}
LIMIT_UNITS = {"wd": "个工作日", "d": "日", "m": "个月", "wh": "个工作小时"}
# Longer budgets are drawn as one bar: single days would be too thin to tell apart.
MOST_CLOCK_SEGMENTS = 60


# -- words -----------------------------------------------------------------------------------------------------------


def _local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


@register.filter
def date_cn(moment: date | datetime | None) -> str:
    """2026年11月22日, for running text."""
    if not moment:
        return ABSENT
    day = _local(moment)
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def date_iso(moment: date | datetime | None) -> str:
    """2026-11-22, for lists and tables."""
    return f"{_local(moment):%Y-%m-%d}" if moment else ABSENT


@register.filter
def datetime_cn(moment: datetime | None) -> str:
    """2026年11月22日 09:30, in the county's time."""
    return f"{date_cn(moment)} {_local(moment):%H:%M}" if moment else ABSENT


@register.filter
def datetime_iso(moment: datetime | None) -> str:
    """2026-11-22 09:30, in the county's time."""
    return f"{_local(moment):%Y-%m-%d %H:%M}" if moment else ABSENT


@register.filter
def day_value(day: date | str | None) -> str:
    """A day as a date input takes it; what was typed wrongly stays as it was typed."""
    return f"{day:%Y-%m-%d}" if isinstance(day, date) else day or ""


@register.filter
def money(amount: Decimal | int | None) -> str:
    """1,280元 or 12.50元; an absent amount is a dash."""
    if amount is None or amount == "":
        return ABSENT
    sum_ = Decimal(amount)
    return f"{sum_:,.0f}元" if sum_ == sum_.to_integral_value() else f"{sum_:,.2f}元"


@register.filter
def play_time(seconds: float) -> str:
    """How long a recording plays: 0:42, 12:05, 1:03:20."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}" if minutes >= 60 else f"{minutes}:{rest:02d}"


@register.filter
def file_size(count: int) -> str:
    """Bytes as a person reads them: 820 KB, 3.4 MB, 20 MB."""
    if count < 1048576:
        return f"{max(round(count / 1024), 1)} KB"
    return f"{round(count / 1048576, 1):g} MB"


@register.filter
def limit_cn(amount: int, unit: str = "wd") -> str:
    """20 → 20个工作日; units wd, d, m, wh."""
    return f"{amount}{LIMIT_UNITS[unit]}"


@register.filter
def remaining_cn(days: int | None) -> str:
    """Working days left as words: 剩余6个工作日 / 今天到期 / 已超期2个工作日."""
    if days is None:
        return ABSENT
    if days == 0:
        return "今天到期"
    return f"剩余{days}个工作日" if days > 0 else f"已超期{-days}个工作日"


@register.filter
def is_group(label: Any) -> bool:
    """Whether a choice of a select is a group of choices."""
    return isinstance(label, list)


register.filter("mask_name", masking.mask_name)
register.filter("mask_id", masking.mask_id_number)
register.filter("mask_phone", masking.mask_phone)


# -- small parts -----------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One of our line icons; silent for screen readers unless it stands alone with a label."""
    says = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" {}>{}</svg>',
        says,
        mark_safe(ICONS[name]),
    )


@register.simple_tag
def legal_limit(key: str) -> str:
    """A limit as the county has it on record, in words: 5个工作日."""
    return str(limits.limit(key))


@register.simple_tag
def tag(tone: str, text: str, icon_name: str = "dot") -> SafeString:
    """A badge of icon and word. tone: "", info, success, warn, error."""
    style = f"tag tag-{tone}" if tone else "tag"
    return format_html('<span class="{}">{}{}</span>', style, icon(icon_name), text)


@register.simple_tag
def state_tag(state: str, text: str) -> SafeString:
    """A state of a case, a step, a material, a version or a letter; `text` is its Chinese label."""
    tone, name = STATE_LOOKS.get(state, ("", "dot"))
    return tag(tone, text, name)


@register.simple_tag
def crumb(text: str, url: str = "") -> SafeString:
    """One step of 您所在的位置, inside the block `crumbs`; without an address it is the page itself."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, text)
    return format_html('<li><span aria-current="page">{}</span></li>', text)


# -- parts with a template -------------------------------------------------------------------------------------------


@register.inclusion_tag("components/field.html")
def field(
    name: str,
    label: str,
    *,
    value: Any = "",
    errors: dict[str, str] | None = None,
    error: str = "",
    hint: str = "",
    type: str = "text",
    choices: Any = (),
    required: bool = True,
    width: str = "",
    **attributes: Any,
) -> dict[str, Any]:
    """A labelled field with hint and error.

    type: text, tel, email, number, date, password, textarea, select, radio, checkbox, file, …; `choices` are pairs, or
    groups of pairs for a select; a value of checkboxes is a list. width: xs, s, m. Other names become attributes of
    the control (`autocomplete="tel"`, `maxlength=18`, `aria_label=…`); True stands for a bare attribute, empty ones go.
    """
    rows = attributes.pop("rows", 4)
    inline = attributes.pop("inline", False)
    unit = attributes.pop("unit", "")
    max_mb = attributes.pop("max_mb", None)
    problem = error or (errors or {}).get(name, "")
    control = f"f-{name}"
    described = " ".join(
        part for part, is_there in ((f"{control}-hint", hint or max_mb), (f"{control}-error", problem)) if is_there
    )
    chosen = [str(one) for one in value] if isinstance(value, list | tuple | set) else [str(value)]
    return {
        "name": name,
        "label": label,
        "value": "" if value is None else value,
        "chosen": chosen,
        "problem": problem,
        "hint": hint,
        "type": type,
        "choices": _choices(choices),
        "required": required,
        "width": width,
        "rows": rows,
        "inline": inline,
        "unit": unit,
        "max_mb": max_mb,
        "max_bytes": max_mb * 1024 * 1024 if max_mb else None,
        "control": control,
        "described": described,
        "attributes": {
            key.rstrip("_").replace("_", "-"): content
            for key, content in attributes.items()
            if content not in ("", None)
        },
    }


def _choices(choices: Any) -> list[tuple[str, Any]]:
    """Pairs with the value as text, because what a form brings back is text; groups keep their inner pairs."""
    pairs = choices.items() if isinstance(choices, dict) else choices
    return [
        (value, [(str(inner), text) for inner, text in label])
        if isinstance(label, list | tuple)
        else (str(value), label)
        for value, label in pairs
    ]


@register.inclusion_tag("components/error_summary.html")
def error_summary(errors: dict[str, str] | None) -> dict[str, Any]:
    """All errors of a form at its top, each a link to its field; the key "" is an error of the whole form."""
    return {"errors": errors or {}}


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A notice with icon, word and text. kind: info, success, warn, error."""
    name, word = TONES[kind]
    return mark_safe(
        render_to_string(
            "components/notice.html", {"kind": kind, "icon_name": name, "title": title or word, "content": content}
        )
    )


@register.inclusion_tag("components/messages.html", takes_context=True)
def one_time_messages(context: Context) -> dict[str, Any]:
    """Django's messages as notices: debug and info, success, warning, error."""
    kinds = {"warning": "warn", "error": "error", "success": "success"}
    return {"notices": [(kinds.get(each.level_tag, "info"), str(each)) for each in context.get("messages") or ()]}


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context, content: str, *, title: str, action: str, button: str, back: str = "", follows: Any = ()
) -> SafeString:
    """A dangerous act: what will follow (sentences), the fields it asks (usually the reason), and the button."""
    inner = {"content": content, "title": title, "action": action, "button": button, "back": back, "follows": follows}
    return mark_safe(render_to_string("components/confirm.html", inner, request=context["request"]))


@register.inclusion_tag("components/clock_card.html")
def clock_card(
    name: str,
    *,
    spent: int,
    budget: int,
    due: date | datetime | None,
    state: str = "running",
    unit: str = "个工作日",
    statutory_due: date | datetime | None = None,
    provisional: bool = False,
    why_url: str = "",
    note: str = "",
    deed: str = "办结",
    lead: str = "预计",
) -> dict[str, Any]:
    """The clock beside a timeline. state: running, soon, late, paused, done, unknown; counts in `unit`.

    `deed`: what is to be done by the due day; `lead`: 预计 where it is promised, 应于 where it is due, 请于 where the
    applicant is asked.
    `provisional`: the due day runs past the published holiday calendar (暂定). `unknown`: it cannot be determined.
    """
    filled = min(max(spent, 0), budget)
    segments = budget if 0 < budget <= MOST_CLOCK_SEGMENTS else 0
    return {
        "name": name,
        "spent": spent,
        "budget": budget,
        "over": max(spent - budget, 0),
        "left": max(budget - spent, 0),
        "due": due,
        "state": state,
        "unit": unit,
        "statutory_due": statutory_due,
        "provisional": provisional,
        "why_url": why_url,
        "note": note,
        "deed": deed,
        "lead": lead,
        "segments": [(place * 10, place < filled) for place in range(segments)],
        "length": max(segments * 10 - 2, 1),
        "share": round(100 * filled / budget) if budget else 0,
    }


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Any) -> dict[str, Any]:
    """Things that happened, are happening and come next.

    Each entry has title and any of state (done, current, next, paused, stopped), at, by, text — as a dict or an object.
    """
    return {"entries": entries}


@register.inclusion_tag("components/steps.html")
def steps(labels: Any, current: int) -> dict[str, Any]:
    """Where one is in a short series; `current` counts from 1, labels may be (text, address) to lead back."""
    marked = []
    for place, label in enumerate(labels, 1):
        text, url = label if isinstance(label, list | tuple) else (label, "")
        marked.append((place, text, url if place < current else "", place < current, place == current))
    return {"steps": marked, "current": current, "count": len(marked)}


@register.inclusion_tag("components/tabs.html")
def tabs(entries: Any, current: str, label: str = "子栏目") -> dict[str, Any]:
    """Tabs that are links: (key, text, address) or (key, text, address, count); `current` is a key."""
    return {"tabs": [(key, text, url, *more) for key, text, url, *more in entries], "current": current, "label": label}


@register.inclusion_tag("components/pick.html")
def pick(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> dict[str, Any]:
    """One filter of a list: a choice that sends its own name, 全部 first."""
    return {"name": name, "label": label, "options": options, "chosen": chosen}


@register.inclusion_tag("components/paginate.html", takes_context=True)
def paginate(context: Context, page: Page) -> dict[str, Any]:
    """Links to the other pages; the rest of the address (filters, search) stays."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": numbers, "gap": page.paginator.ELLIPSIS, "request": context["request"]}
