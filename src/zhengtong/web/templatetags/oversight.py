"""Parts of the oversight door, shown at /styleguide/oversight/: lights, cards, tiles, filters, the division of time."""

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from zhengtong.journal.milestones import Milestone
from zhengtong.supervision.choices import STANDING, CardState, Level, Light
from zhengtong.supervision.models import Card
from zhengtong.supervision.rules import vocabulary
from zhengtong.supervision.rules.vocabulary import HOLDERS

from .zhengtong import date_cn, datetime_cn, icon, tag

register = template.Library()

# ● 预警 ▲ 黄牌 ■ 红牌 ◆ 无法判定: a form and a word for each, colour only helps.
ICONS = {
    Light.GREEN: "check",
    Light.WARNING: "dot",
    Light.YELLOW: "triangle",
    Light.RED: "square",
    Light.UNDETERMINED: "diamond",
}
WIDTH = 1000
_NAMES = re.compile(r'\sname="([^"]+)"')


@register.filter
def holder_label(holder: str) -> str:
    """行政机关, 申请人, 第三方, 特别程序; what another system calls its holder stays as it is."""
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
        # Nothing is no alarm: a zero of red cards is not drawn red.
        "light": light if number else "",
        "icon_name": ICONS[Light(light)] if light and number else "",
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


@register.simple_block_tag(takes_context=True)
def more_filters(context: template.Context, content: str) -> SafeString:
    """The filters asked for less often, behind 更多条件; open where one of them is set."""
    asked = context["request"].GET
    is_open = any(asked.get(name) for name in _NAMES.findall(content))
    return format_html(
        '<details class="filters-more"{}><summary>更多条件</summary><div class="filters-fields">{}</div></details>',
        " open" if is_open else "",
        mark_safe(content),
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
    """Working time as a person says it: 31小时, 5小时20分, 8分. Never in days: a day of work is no day of the calendar."""
    if seconds is None:
        return "—"
    minutes, hours = seconds // 60 % 60, seconds // 3600
    if hours:
        return f"{hours:,}小时{minutes}分" if minutes else f"{hours:,}小时"
    return f"{minutes}分" if minutes else "不足1分"


@register.filter
def with_query(url: str, query: str) -> str:
    """An address with its question; empty stays empty, because a page that is not there has no question."""
    return f"{url}?{query}" if url else ""


@register.filter
def coverage_note(tally: Any) -> str:
    """监察覆盖率 beside a green number: how many of the watched matters can be judged at all."""
    if tally.coverage is None:
        return "监察覆盖率 —"
    return f"监察覆盖率 {percent(tally.coverage)}（{tally.judged:,}/{tally.watched:,}）"


@register.filter
def rate_note(finished: Any) -> str:
    """What a rate is a rate of: 在 1,190 件可判定的办结件中；另有 12 件无法判定."""
    known = finished.on_time + finished.late
    unknown = f"；另有{finished.unknown:,}件无法判定" if finished.unknown else ""
    return f"{finished.on_time:,}/{known:,} 件{unknown}"


@register.filter
def late_note(number: int) -> str:
    return f"其中{number:,}件已超过审查期限" if number else ""


@register.simple_tag
def matter_link(subject: str) -> str:
    """The address of a matter's page; a number from outside may hold colons and slashes. Empty for what is no matter."""
    return reverse("oversight:matter", args=[subject]) if subject else ""


@register.filter
def due_moment(moment: datetime | None) -> str:
    """2026-12-07 24:00 for a limit that ends with the day, else the minute: the midnight after is no day of anybody's."""
    if moment is None:
        return "—"
    local = localtime(moment)
    if local.time() == time.min:
        return f"{local - timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"


@register.filter
def due_moment_cn(moment: datetime | None) -> str:
    """2026年12月7日 24:00: the same, for running text and facts."""
    if moment is None:
        return "—"
    local = localtime(moment)
    if local.time() == time.min:
        return f"{date_cn(local - timedelta(days=1))} 24:00"
    return datetime_cn(local)


@register.simple_tag
def matters_link(asked: Mapping[str, str], **more: str | int) -> str:
    """The list of matters under these filters."""
    return f"{reverse('oversight:matters')}?{urlencode({**asked, **more})}"


@register.simple_tag
def count_link(number: int | None, asked: Mapping[str, str], **more: str) -> SafeString:
    """A number of matters, and the way to them; nothing to follow where there are none."""
    if not number:
        return format_html('<span class="soft">{}</span>', 0)
    light = more.get("light", "")
    return format_html(
        '<a class="count{}" href="{}">{}</a>',
        f" light-{light}" if light else "",
        matters_link(asked, **more),
        f"{number:,}",
    )


@register.filter
def milestone_label(milestone: str) -> str:
    """办结, 不予受理 … as the entry that ended a matter is called; empty while it is open."""
    return Milestone(milestone).label if milestone else ""


@register.filter
def limit_label(name: str, business: str = "") -> str:
    """承诺办结期限, 环节期限 …; a limit another system names in its own way keeps its name."""
    return "申请人补正期限" if name == vocabulary.APPLICANTS_LIMIT else vocabulary.limit_label(name, business)


@register.simple_tag
def limit_state(limit: Any) -> SafeString:
    """How a limit stands: 剩余3个工作日, 已超期2个工作日, 按时, 超期, 停止计时."""
    days = "" if limit.left is None else f"{abs(limit.left)}个工作日"
    if limit.state == "standing":
        return tag("", "停止计时", "pause")
    if limit.state == "met":
        return tag("success", "按时", "check")
    if limit.state == "missed":
        return tag("error", f"超期{days}", "square")
    if limit.state == "late":
        return tag("error", "今天超期" if limit.left == 0 else f"已超期{days}", "square")
    if limit.left is None:
        return tag("", "剩余天数无法确定", "help")
    return tag("warn" if limit.left <= 2 else "info", f"剩余{days}" if limit.left else "今天到期", "clock")


@register.simple_tag
def light_icon(light: str) -> SafeString:
    """The form of a light alone, where its word stands beside it."""
    return icon(ICONS[Light(light)])
