"""What a table is laid out by, and what it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce, TruncDay, TruncMonth, TruncQuarter, TruncWeek, TruncYear

from zhengtong.org.choices import RegionLevel
from zhengtong.org.models import Region, Unit

from ..rules.vocabulary import BUSINESSES, ITEM_KINDS
from .narrowing import CHINA, DAY, NONE, OUTCOME_IS, STATE_IS, lit, moment_of, successors


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a table is laid out by: `key` is the grouped expression, `adds` what a key means for the narrowing,
    `named` a column that names it, `merges` keys that count as another.
    """

    label: str
    key: Callable[[str], Any]
    adds: Callable[[Any], dict[str, Any]]
    labels: Callable[[list[Any]], Mapping[Any, str]]
    is_period: bool = False
    merges: Callable[[], Mapping[Any, Any]] = dict
    named: str = ""

    def is_untold(self, key: Any) -> bool:
        """Whether this key stands for the matters of which nobody told it (未明确…)."""
        return not self.is_period and NONE in self.adds(key).values()


def _place(part: int) -> Callable[[str], Any]:
    return lambda by: Func(F("region__path"), Value("/"), Value(part), function="split_part", output_field=CharField())


def _county() -> str:
    return Region.objects.filter(level=RegionLevel.COUNTY, valid_to=None).values_list("code", flat=True).get()


def _region_labels(keys: list[Any]) -> dict[Any, str]:
    named = dict(
        Region.objects.filter(code__in=[key for key in keys if key]).order_by("valid_from").values_list("code", "name")
    )
    return {**named, "": "县本级", None: "未明确区划"}


def _unit_labels(keys: list[Any]) -> dict[Any, str]:
    named = Unit.objects.filter(code__in=[key for key in keys if key]).order_by("number")
    return {**dict(named.values_list("code", "short_name")), None: "未明确单位"}


def _told(words: Mapping[Any, str], absent: str) -> Callable[[list[Any]], Mapping[Any, str]]:
    return lambda keys: {key: words.get(key, key) if key else absent for key in keys}


def _plain(label: str, name: str, words: Mapping[Any, str], absent: str) -> Dimension:
    return Dimension(label, lambda by: F(name), lambda key: {name: key or NONE}, _told(words, absent))


def _period(label: str, trunc: type, last: Callable[[date], date], said: Callable[[date], str]) -> Dimension:
    return Dimension(
        label,
        lambda by: trunc(moment_of(by), output_field=DateField(), tzinfo=CHINA),
        lambda key: {"first": key, "last": last(key)},
        lambda keys: {key: said(key) for key in keys},
        is_period=True,
    )


def _month_end(first: date, months: int) -> date:
    place = first.month - 1 + months
    return date(first.year + place // 12, place % 12 + 1, 1) - DAY


CHANNELS = {"online": "网上申请", "window": "窗口申请", "township": "乡镇代收", "village": "村级代办"}

DIMENSIONS: Mapping[str, Dimension] = {
    "unit": Dimension("单位", lambda by: F("unit__code"), lambda key: {"unit": key or NONE}, _unit_labels),
    "township": Dimension(
        "乡镇",
        _place(2),
        lambda key: {"region": NONE if key is None else key or _county()},
        _region_labels,
        merges=successors,
    ),
    "village": Dimension(
        "村（社区）",
        lambda by: F("region__code"),
        lambda key: {"place": key or NONE},
        _region_labels,
        merges=successors,
    ),
    "item": replace(_plain("事项", "item", {}, "未明确事项"), named="item_name"),
    "item_kind": _plain("事项类型", "item_kind", ITEM_KINDS, "未明确类型"),
    "instant": Dimension(
        "办件类型",
        lambda by: Coalesce(Cast("is_instant", CharField()), Value("")),
        lambda key: {"instant": {"true": "1", "false": "0"}.get(key, NONE)},
        _told({"true": "即办件", "false": "承诺件"}, "未明确"),
    ),
    "business": _plain("业务", "business", BUSINESSES, "未明确"),
    "system": _plain("系统", "system", {"county": "本县系统"}, "未明确"),
    "channel": _plain("申请渠道", "channel", CHANNELS, "未明确渠道"),
    "day": _period("日", TruncDay, lambda key: key, lambda key: f"{key:%Y-%m-%d}"),
    "week": _period("周", TruncWeek, lambda key: key + 6 * DAY, lambda key: f"{key:%Y-%m-%d} 起一周"),
    "month": _period("月", TruncMonth, lambda key: _month_end(key, 1), lambda key: f"{key.year}年{key.month}月"),
    "quarter": _period(
        "季度",
        TruncQuarter,
        lambda key: _month_end(key, 3),
        lambda key: f"{key.year}年第{'一二三四'[key.month // 3]}季度",
    ),
    "year": _period("年", TruncYear, lambda key: date(key.year, 12, 31), lambda key: f"{key.year}年"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A count: which of the matters, and what that adds to the narrowing."""

    label: str
    condition: Q | None = None
    adds: Mapping[str, Any] = field(default_factory=dict)


MEASURES: Mapping[str, Measure] = {
    "all": Measure("收件"),
    "accepted": Measure("受理", STATE_IS["accepted"], {"state": ("accepted",)}),
    "finished": Measure("办结", STATE_IS["finished"], {"state": ("finished",)}),
    "in_hand": Measure("在办", STATE_IS["open"], {"state": ("open",)}),
    "early": Measure("提前办结", OUTCOME_IS["early"], {"outcome": ("early",)}),
    "on_time": Measure("按时办结", OUTCOME_IS["on_time"], {"outcome": ("on_time",)}),
    "late": Measure("超期办结", OUTCOME_IS["late"], {"outcome": ("late",)}),
    "untold": Measure("时限不明", OUTCOME_IS["untold"], {"outcome": ("untold",)}),
    "warned": Measure("预警", lit("warning"), {"light": ("warning",)}),
    "yellow": Measure("黄牌", lit("yellow"), {"light": ("yellow",)}),
    "red": Measure("红牌", lit("red"), {"light": ("red",)}),
    "undetermined": Measure("无法判定", lit("undetermined"), {"light": ("undetermined",)}),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of two counts; None where there is nothing to take a share of."""

    label: str
    of: Callable[[Mapping[str, int]], tuple[int, int]]

    def value(self, counts: Mapping[str, int]) -> float | None:
        part, whole = self.of(counts)
        return part / whole if whole else None


RATES: Mapping[str, Rate] = {
    "early_rate": Rate("提前办结率", lambda n: (n["early"], n["finished"])),
    "on_time_rate": Rate("按时办结率", lambda n: (n["on_time"], n["finished"])),
    "coverage": Rate("监察覆盖率", lambda n: (n["all"] - n["undetermined"], n["all"])),
}
