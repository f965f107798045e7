"""The tables themselves: each one grouped statement, each number with the narrowing of exactly what it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Count, Max

from zhengtong.org.choices import Permission, RegionLevel
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import current_regions, reach

from ..board.seen import matters_visible_to
from ..rules.vocabulary import BUSINESSES, ITEM_KINDS
from .dimensions import DIMENSIONS, MEASURES, RATES, Dimension, Measure
from .narrowing import Narrowing, visible


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the narrowing of the matters it counts."""

    number: int
    behind: Narrowing


@dataclass(frozen=True, slots=True)
class Row:
    """`is_untold`: the matters of which nobody told what the table is laid out by (未明确单位)."""

    label: str
    cells: tuple[Cell, ...]
    rates: tuple[float | None, ...] = ()
    is_untold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """统计表: `columns` name the cells of a row, `rates` the shares behind them; `total` is the last row."""

    dimension: str
    columns: tuple[str, ...]
    rates: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row


def by_measures(staff: Staff, asked: Narrowing, row: str) -> Table:
    """One dimension down, every measure across."""
    groups, (names,) = _grouped(staff, asked, (row,), MEASURES)
    dimension = DIMENSIONS[row]
    keys = _ordered(dimension, {key: counts["all"] for (key,), counts in groups.items()})
    labels = {**dimension.labels(keys), **names}
    rows = tuple(
        _measured(
            labels.get(key, str(key)), groups[(key,)], asked.within(dimension.adds(key)), dimension.is_untold(key)
        )
        for key in keys
    )
    sums = {name: sum(counts[name] for counts in groups.values()) for name in MEASURES}
    return Table(
        dimension.label,
        tuple(measure.label for measure in MEASURES.values()),
        tuple(rate.label for rate in RATES.values()),
        rows,
        _measured("合计", sums, asked),
    )


def _measured(label: str, counts: Mapping[str, int], asked: Narrowing, is_untold: bool = False) -> Row:
    cells = tuple(Cell(counts[name], asked.within(measure.adds)) for name, measure in MEASURES.items())
    return Row(label, cells, tuple(rate.value(counts) for rate in RATES.values()), is_untold)


def by_two(staff: Staff, asked: Narrowing, row: str, column: str, measure: str) -> Table:
    """One dimension down, another across, one measure in the cells."""
    inner = asked.within(MEASURES[measure].adds)
    groups, names = _grouped(staff, inner, (row, column), {"all": MEASURES["all"]})
    down, across = DIMENSIONS[row], DIMENSIONS[column]
    numbers = {pair: counts["all"] for pair, counts in groups.items()}
    down_keys = _ordered(down, _summed(numbers, 0))
    across_keys = _ordered(across, _summed(numbers, 1))
    down_labels = {**down.labels(down_keys), **names[0]}
    across_labels = {**across.labels(across_keys), **names[1]}

    def line(label: str, key: tuple[Any, ...]) -> Row:
        base = inner.within(down.adds(key[0])) if key else inner
        at = [sum(n for (d, a), n in numbers.items() if a == one and (not key or d == key[0])) for one in across_keys]
        cells = [Cell(number, base.within(across.adds(one))) for number, one in zip(at, across_keys, strict=True)]
        return Row(label, (*cells, Cell(sum(at), base)), is_untold=bool(key) and down.is_untold(key[0]))

    columns = (*(across_labels.get(key, str(key)) for key in across_keys), "合计")
    rows = tuple(line(down_labels.get(key, str(key)), (key,)) for key in down_keys)
    return Table(down.label, columns, (), rows, line("合计", ()))


def _summed(numbers: Mapping[tuple[Any, Any], int], place: int) -> dict[Any, int]:
    sums: dict[Any, int] = {}
    for pair, number in numbers.items():
        sums[pair[place]] = sums.get(pair[place], 0) + number
    return sums


def _ordered(dimension: Dimension, counts: Mapping[Any, int]) -> list[Any]:
    """Periods in time; the rest by how many, then by code, so that a page reads the same twice."""
    if dimension.is_period:
        return sorted(key for key in counts if key is not None)
    return sorted(counts, key=lambda key: (-counts[key], str(key)))


def _grouped(
    staff: Staff, asked: Narrowing, names: tuple[str, ...], measures: Mapping[str, Measure]
) -> tuple[dict[tuple[Any, ...], dict[str, int]], list[dict[Any, str]]]:
    """Counts by the keys of the dimensions, and what names their keys: one statement, whatever the number of matters."""
    dimensions = [DIMENSIONS[name] for name in names]
    keys = {f"key_{place}": dimension.key(asked.by) for place, dimension in enumerate(dimensions)}
    is_joined = asked.by == "card"
    counts: dict[str, Aggregate] = {
        f"n_{name}": Count("pk", filter=measure.condition, distinct=is_joined) for name, measure in measures.items()
    }
    counts |= {f"name_{place}": Max(one.named) for place, one in enumerate(dimensions) if one.named}
    merges = [dimension.merges() for dimension in dimensions]
    named: list[dict[Any, str]] = [{} for _ in dimensions]
    grouped: dict[tuple[Any, ...], dict[str, int]] = {}
    for row in visible(staff, asked).order_by().values(**keys).annotate(**counts):
        key = tuple(merge.get(row[name], row[name]) for name, merge in zip(keys, merges, strict=True))
        for place, part in enumerate(key):
            if part and row.get(f"name_{place}"):
                named[place][part] = row[f"name_{place}"]
        there = grouped.setdefault(key, dict.fromkeys(measures, 0))
        for name in measures:
            there[name] += row[f"n_{name}"]
    return grouped, named


def choices_of(staff: Staff) -> Mapping[str, list[tuple[str, str]]]:
    """What the filters offer this person."""
    seen = matters_visible_to(staff).order_by()
    told = {name: sorted(seen.values_list(name, flat=True).distinct()) for name in ("system", "business", "item_kind")}
    units = Unit.objects.filter(reach(staff, Permission.SUPERVISION_VIEW, unit="", region=None)).order_by("number")
    townships = current_regions().filter(level=RegionLevel.TOWNSHIP)
    return {
        "system": [(code, "本县系统" if code == "county" else code) for code in told["system"]],
        "business": [(code, BUSINESSES.get(code, code)) for code in told["business"]],
        "item_kind": [(code, ITEM_KINDS.get(code, code)) for code in told["item_kind"] if code],
        "unit": list(units.values_list("code", "short_name")),
        "region": list(townships.values_list("code", "name")),
    }
