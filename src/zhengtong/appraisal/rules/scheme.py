"""The scheme (评估方案) as data: categories, lines, weights and parameters, read and checked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhengtong.foundation.errors import Refusal

from .formula import Formula, parse, read_number
from .indicator import Book

FULL = Decimal(100)
HOW: Mapping[str, str] = {"share": "按比例得分", "deduct": "扣分", "bonus": "加分", "manual": "人工评分"}


@dataclass(frozen=True, slots=True)
class Line:
    """考评项. share: up to `points` as its value goes from `zero` to `full`; deduct and bonus: `each` for every unit of
    its value, at most `most` in all; manual: what people enter with reason and evidence, at most `most` either way.
    """

    code: str
    name: str
    how: str
    measure: Formula | None = None
    points: Decimal = Decimal()
    zero: Decimal = Decimal()
    full: Decimal = FULL
    each: Decimal = Decimal()
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """考评类别: begins with `base`, adds what its lines share out, takes off what they deduct, never below `floor`."""

    code: str
    name: str
    base: Decimal
    floor: Decimal
    lines: tuple[Line, ...]

    @property
    def weight(self) -> Decimal:
        """满分; 0 for a category that only adds to or takes from the whole (奖励、数据质量)."""
        return self.base + sum((line.points for line in self.lines if line.how == "share"), Decimal())


@dataclass(frozen=True, slots=True)
class Scheme:
    """评估方案. `grades`: names and least points, best first; `minimum_sample`: fewer 经办件 are ranked apart;
    `appeal_days`: working days; `ceiling`: the most points with bonuses.
    """

    code: str
    name: str
    categories: tuple[Category, ...]
    grades: tuple[tuple[str, Decimal], ...]
    minimum_sample: int
    appeal_days: int
    ceiling: Decimal

    @property
    def lines(self) -> dict[str, Line]:
        return {line.code: line for category in self.categories for line in category.lines}

    def grade(self, total: Decimal) -> str:
        return next(name for name, least in self.grades if total >= least or name == self.grades[-1][0])


def parse_scheme(code: str, name: str, spec: Mapping[str, Any], book: Book) -> Scheme:
    """Read a scheme. Refused: scheme-shape, scheme-weights, scheme-grades, and what formulas and numbers refuse."""
    if set(spec) != {"categories", "grades", "minimum_sample", "appeal_days", "ceiling"}:
        raise _shape("评估方案应有考评类别、等次、最小样本数、申诉天数和最高分五项。")
    categories = tuple(_category(one, book) for one in _list(spec["categories"], "考评类别"))
    codes = [line.code for category in categories for line in category.lines] + [one.code for one in categories]
    twice = sorted({one for one in codes if codes.count(one) > 1})
    if twice:
        raise _shape(f"代码“{'、'.join(twice)}”用了不止一次。")
    whole = sum((category.weight for category in categories), Decimal())
    if whole != FULL:
        raise Refusal("scheme-weights", f"各考评类别的满分相加应为100分，现在是{whole:f}分。", "weights")
    return Scheme(
        code,
        name,
        categories,
        _grades(spec["grades"]),
        _whole(spec["minimum_sample"], "最小样本数", 0, 1000, "minimum_sample"),
        _whole(spec["appeal_days"], "申诉天数", 1, 60, "appeal_days"),
        _between(spec["ceiling"], "最高分", FULL, Decimal(150), "ceiling"),
    )


def _category(given: Mapping[str, Any], book: Book) -> Category:
    if not isinstance(given, Mapping) or set(given) != {"code", "name", "base", "floor", "lines"}:
        raise _shape("每个考评类别应有代码、名称、起评分、最低分和考评项。")
    name = str(given["name"])
    lines = tuple(_line(one, name, book) for one in _list(given["lines"], f"“{name}”的考评项"))
    base = _between(given["base"], f"“{name}”的起评分", Decimal(), FULL, str(given["code"]))
    floor = _between(given["floor"], f"“{name}”的最低分", -FULL, Decimal(), str(given["code"]))
    return Category(str(given["code"]), name, base, floor, lines)


_KEYS = {
    "share": {"points", "zero", "full", "measure"},
    "deduct": {"each", "most", "measure"},
    "bonus": {"each", "most", "measure"},
    "manual": {"most"},
}


def _line(given: Mapping[str, Any], within: str, book: Book) -> Line:
    if not isinstance(given, Mapping) or given.get("how") not in HOW:
        raise _shape(f"“{within}”里有一个考评项的计分方式不认识，可以是{'、'.join(HOW)}。")
    how, name, code = str(given["how"]), str(given.get("name", "")), str(given.get("code", ""))
    if not name or not code or set(given) - {"code", "name", "how"} != _KEYS[how]:
        raise _shape(f"“{within}”里考评项“{name or code}”的内容不全或者多余。")
    measure = parse(given["measure"], book.measures, book.names) if "measure" in given else None
    if how == "manual":
        return Line(code, name, how, most=_between(given["most"], f"“{name}”的最多分值", Decimal(), FULL, code))
    if how == "share":
        points = _between(given["points"], f"“{name}”的分值", Decimal(), FULL, code)
        zero, full = read_number(given["zero"], "零分线"), read_number(given["full"], "满分线")
        if zero == full:
            raise Refusal("scheme-shape", f"“{name}”的零分线和满分线不能相同。", code)
        return Line(code, name, how, measure, points=points, zero=zero, full=full)
    most = None if given["most"] is None else _between(given["most"], f"“{name}”的最多分值", Decimal(), FULL, code)
    return Line(
        code, name, how, measure, each=_between(given["each"], f"“{name}”的每次分值", Decimal(), FULL, code), most=most
    )


def _grades(given: object) -> tuple[tuple[str, Decimal], ...]:
    found = []
    for one in _list(given, "等次"):
        if not isinstance(one, Mapping) or set(one) != {"name", "least"}:
            raise Refusal("scheme-grades", "每个等次应有名称和最低分。", "grades")
        found.append((str(one["name"]), _between(one["least"], "等次的最低分", Decimal(), FULL, "grades")))
    least = [number for _, number in found]
    if least != sorted(set(least), reverse=True) or least[-1] != 0:
        raise Refusal("scheme-grades", "等次应从高到低排列，最低一等从0分起。", "grades")
    return tuple(found)


def _list(given: object, what: str) -> list[Any]:
    if not isinstance(given, list) or not given:
        raise _shape(f"{what}不能为空。")
    return given


def _between(given: object, what: str, least: Decimal, most: Decimal, field: str) -> Decimal:
    try:
        number = read_number(given, what)
    except Refusal as refusal:
        raise Refusal("scheme-number", refusal.sentence, field) from refusal
    if not least <= number <= most:
        raise Refusal("scheme-number", f"{what}应在{least:f}至{most:f}之间。", field)
    return number


def _whole(given: object, what: str, least: int, most: int, field: str) -> int:
    number = _between(given, what, Decimal(least), Decimal(most), field)
    if number != number.to_integral_value():
        raise Refusal("scheme-number", f"{what}应是整数。", field)
    return int(number)


def _shape(told: str) -> Refusal:
    return Refusal("scheme-shape", told, "spec")


def reweighted(spec: Mapping[str, Any], numbers: Mapping[str, str]) -> dict[str, Any]:
    """The same scheme with other numbers: `<code>.<points|base|floor|each|most|zero|full>`, `grade.<place>`,
    `minimum_sample`, `appeal_days`, `ceiling`. An empty `most` means no upper limit where there was one or none.
    """

    def of(code: str, given: Mapping[str, Any]) -> dict[str, Any]:
        changed = dict(given)
        for key in _NUMBERS & set(given):
            typed = numbers.get(f"{code}.{key}")
            if typed is not None:
                changed[key] = typed.strip() or (None if key == "most" else "")
        return changed

    categories = [
        of(one["code"], one) | {"lines": [of(line["code"], line) for line in one["lines"]]}
        for one in spec["categories"]
    ]
    grades = [one | {"least": numbers.get(f"grade.{place}", one["least"])} for place, one in enumerate(spec["grades"])]
    plain = {key: numbers.get(key, spec[key]) for key in ("minimum_sample", "appeal_days", "ceiling")}
    return {**spec, **plain, "categories": categories, "grades": grades}


_NUMBERS = {"base", "floor", "points", "each", "most", "zero", "full"}


def rearranged(spec: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, Any]:
    """The same scheme with lines taken out (`<line>.drop`), put in another place (`<line>.place`, from 1) and added, one
    a category: `<category>.new.name`, `.how`, `.measure` (an indicator's code), `.worth` (points, or each time), `.most`.

    Refused: scheme-shape.
    """
    taken = {one["code"] for category in spec["categories"] for one in (category, *category["lines"])}
    categories = []
    for category in spec["categories"]:
        places = {line["code"]: _place(line["code"], n, typed) for n, line in enumerate(category["lines"], 1)}
        kept = [line for line in category["lines"] if not typed.get(f"{line['code']}.drop")]
        kept.sort(key=lambda line: places[line["code"]])
        said = {key: typed.get(f"{category['code']}.new.{key}", "") for key in NEW_LINE}
        if said["name"] or said["measure"]:
            kept.append(_new_line(category, said, taken))
        categories.append(dict(category) | {"lines": kept})
    return {**spec, "categories": categories}


NEW_LINE = ("name", "how", "measure", "worth", "most")


def _place(code: str, standing: int, typed: Mapping[str, str]) -> tuple[int, int]:
    """Where a line is wished; of two with one wish, the one that is moved goes first."""
    told = typed.get(f"{code}.place", "") or str(standing)
    if not (told.isascii() and told.isdigit() and len(told) < 4):
        raise Refusal("scheme-shape", "考评项的顺序应是1、2、3这样的整数。", code)
    return int(told), int(int(told) == standing)


def _new_line(category: Mapping[str, Any], said: Mapping[str, str], taken: set[str]) -> dict[str, Any]:
    how, where = said["how"], f"“{category['name']}”新增的考评项"
    if how not in HOW:
        raise Refusal("scheme-shape", f"请选择{where}怎样计分。", f"{category['code']}.new.how")
    if not said["name"] or len(said["name"]) > 30:
        raise Refusal("scheme-shape", f"请填写{where}的名称，不超过30个字。", f"{category['code']}.new.name")
    if (how == "manual") == bool(said["measure"]):
        wanted = "人工评分的不选指标。" if said["measure"] else "请选择按哪个指标计算。"
        raise Refusal("scheme-shape", f"{where}：{wanted}", f"{category['code']}.new.measure")
    wish = said["measure"] or f"{category['code']}_manual"
    code = next(one for one in (wish, *(f"{wish}_{n}" for n in range(2, 200))) if one not in taken)
    taken.add(code)
    line: dict[str, Any] = {"code": code, "name": said["name"], "how": how}
    if how == "manual":
        return line | {"most": said["most"]}
    line["measure"] = {"indicator": said["measure"]}
    if how == "share":
        return line | {"points": said["worth"], "zero": "0", "full": "100"}
    return line | {"each": said["worth"], "most": said["most"] or None}
