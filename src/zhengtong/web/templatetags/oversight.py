"""Parts of the oversight door, shown at /styleguide/oversight/: lights, cards, tiles, filters, the division of time."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zhengtong.supervision.choices import STANDING, CardState, Level, Light
from zhengtong.supervision.models import Card

from .zhengtong import icon

register = template.Library()

# ● 预警 ▲ 黄牌 ■ 红牌 ◆ 无法判定: a form and a word for each, colour only helps.
ICONS = {
    Light.GREEN: "check",
    Light.WARNING: "dot",
    Light.YELLOW: "triangle",
    Light.RED: "square",
    Light.UNDETERMINED: "diamond",
}
HOLDERS = {"office": "机关", "applicant": "申请人", "third_party": "第三方", "special": "特别程序"}
"""责任方 as a page names them; the keys are those of Card.split and Matter.holder."""
WIDTH = 1000


@register.filter
def holder_label(holder: str) -> str:
    """机关, 申请人, 第三方, 特别程序; what another system calls its holder stays as it is."""
    return HOLDERS.get(holder, holder)


@register.simple_tag
def light_badge(light: str, number: int | None = None) -> SafeString:
    """A light as icon and word, with how many if `number` is given; "" is a unit with nothing to watch."""
    if not light:
        return format_html('<span class="light light-none">{}无事项</span>', icon("dot"))
    label = Light(light).label
    word = label if number is None else f"{label} {number:,}"
    return format_html('<span class="light light-{}">{}{}</span>', light, icon(ICONS[Light(light)]), word)


@register.simple_tag
def level_badge(level: str, state: str = CardState.ISSUED) -> SafeString:
    """A card's level, and its state where it does not simply stand: 待发, 取消, 撤销 (struck out), 销号."""
    word = Level(level).label
    note = "" if state == CardState.ISSUED else CardState(state).label
    is_off = state not in (*STANDING, CardState.PENDING)
    return format_html(
        '<span class="light badge-card light-{}{}">{}<span class="light-word">{}</span>{}</span>',
        level,
        " is-off" if is_off else "",
        icon(ICONS[Light(level)]),
        word,
        f"（{note}）" if note else "",
    )


@register.simple_tag
def card_badge(card: Card) -> SafeString:
    """`level_badge` of a card."""
    return level_badge(card.level, card.state)


@register.inclusion_tag("oversight/parts/tile.html")
def tile(
    name: str, number: Any, unit: str = "件", *, url: str = "", light: str = "", note: str = "", key: str = ""
) -> dict[str, Any]:
    """A number that leads to what it counts. `light` colours its edge and gives it an icon; `note` stands below it.

    `number` None is said as —. `key` names it for scripts and tests (data-tile).
    """
    return {
        "name": name,
        "number": f"{number:,}" if isinstance(number, int) else "—" if number is None else number,
        "unit": unit if number is not None else "",
        "url": url,
        "light": light,
        "icon_name": ICONS[Light(light)] if light else "",
        "note": note,
        "key": key,
    }


@register.filter
def percent(share: float | None) -> str:
    """A share of one as 98.2%; never rounded up to 100%, and — where there is nothing to measure."""
    if share is None:
        return "—"
    shown = int(share * 1000) / 10  # rounding up would hide the last matter that cannot be judged
    return f"{shown:g}%"


@register.simple_block_tag(takes_context=True)
def filters(context: template.Context, content: str, *, button: str = "筛选") -> SafeString:
    """The filters of a list: fields in, a form out whose answers stay in the address; offers to clear them if any is set."""
    request = context["request"]
    asked = any(value for key, value in request.GET.items() if key != "page")
    clear = format_html('<a class="button button-quiet" href="{}">清除条件</a>', request.path) if asked else ""
    return format_html(
        '<form class="filters" method="get" data-element="filters">{}'
        '<div class="filters-do"><button class="button button-secondary">{}{}</button>{}</div></form>',
        mark_safe(content),
        icon("filter"),
        button,
        clear,
    )


@register.inclusion_tag("oversight/parts/split.html")
def time_split(split: Mapping[str, int] | None, *, label: str = "时间构成") -> dict[str, Any]:
    """Who held a matter and how long: a bar and its table. `split` is seconds by holder (Card.split)."""
    held = {holder: seconds for holder, seconds in (split or {}).items() if seconds > 0}
    total = sum(held.values())
    parts, x = [], 0.0
    order = [*(h for h in HOLDERS if h in held), *(h for h in held if h not in HOLDERS)]
    for holder in order:
        width = WIDTH * held[holder] / total
        known = holder if holder in HOLDERS else "other"
        parts.append((HOLDERS.get(holder, holder), known, round(x, 1), round(width, 1), said(held[holder])))
        x += width
    return {"parts": parts, "label": label, "width": WIDTH}


@register.filter
def said(seconds: int | None) -> str:
    """Seconds as a person says them: 3天4小时, 5小时20分, 8分."""
    if seconds is None:
        return "—"
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86400
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    if hours:
        return f"{hours}小时{minutes}分" if minutes else f"{hours}小时"
    return f"{minutes}分" if minutes else "不足1分"
