"""年度报告: what is counted in tables 2 to 4, how the columns must add up, by when it is published (国办公开办函〔2021〕30号)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from legalclock.moments import day_end
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line, tidy_text

from ..choices import APPLICANT_COLUMNS, REPLY_ROWS, ReplyGroup

GOVERNMENT_OFFICE = "BG"
"""政府信息公开工作主管部门: reports for the whole county, by 31 March (条例 第五十条)."""
EARLIEST_YEAR = 2008
COLUMNS = tuple(code for code, _, _ in APPLICANT_COLUMNS)
COLUMN_LABELS = {code: label for code, _, label in APPLICANT_COLUMNS}
TOTAL = "total"
RECEIVED, CARRIED_IN, CARRIED_OUT = "received", "carried_in", "carried_out"
SECTIONS: Mapping[str, str] = {
    "overview": "总体情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}
"""The sections somebody writes: 一、五、六; 二、三、四 are tables 2 to 4."""
SHORTEST_SECTION, LONGEST_SECTION = 20, 8000
Refs = tuple[str, ...]


def deadline(unit: str, year: int, *, is_government: bool) -> datetime:
    """By when the report of a year is published: departments 31 January, governments 31 March of the next (第四十九条、第五十条)."""
    last = date(year + 1, 3, 31) if is_government or unit == GOVERNMENT_OFFICE else date(year + 1, 1, 31)
    return day_end(last)


def check_year(year: int, on: date) -> int:
    """A year that is over and of which there can be a report; raises Refusal."""
    if not EARLIEST_YEAR <= year < on.year:
        raise Refusal("bad-year", f"只能编制{EARLIEST_YEAR}年至{on.year - 1}年的年度报告。", "year")
    return year


# --- table 3: requests ---


@dataclass(frozen=True, slots=True)
class RequestFact:
    """A request as table 3 counts it; `row` is the leaf row it ended in, "" while it is open or nobody said."""

    ref: str
    column: str
    received_on: date
    ended_on: date | None
    row: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of table 3: its key where it is counted, "" where it is a heading; how deep it stands."""

    key: str
    label: str
    depth: int


def table_3_lines() -> tuple[Line, ...]:
    """The lines of table 3 in order, the leaf rows as the replies have them."""
    lines = [
        Line(RECEIVED, "一、本年新收政府信息公开申请数量", 0),
        Line(CARRIED_IN, "二、上年结转政府信息公开申请数量", 0),
        Line("", "三、本年度办理结果", 0),
    ]
    group = None
    for key, row in REPLY_ROWS.items():
        is_alone = row.group in (ReplyGroup.GRANTED, ReplyGroup.PARTIAL)
        if not is_alone and row.group != group:
            lines.append(Line("", row.group.label, 1))
        group = row.group
        if row.group == ReplyGroup.PARTIAL:
            lines.append(Line(key, f"{row.group.label}（区分处理的，只计这一情形，不计其他情形）", 1))
        else:
            lines.append(Line(key, row.group.label if is_alone else f"{row.number}.{row.label}", 1 if is_alone else 2))
    return (*lines, Line(TOTAL, "（七）总计", 1), Line(CARRIED_OUT, "四、结转下年度继续办理", 0))


Cells = Mapping[str, Mapping[str, Refs]]
"""By line and column: the numbers of what is counted there."""


def count_requests(facts: Iterable[RequestFact], year: int) -> dict[str, dict[str, Refs]]:
    """Table 3 of a year: every cell holds the numbers of its requests; the column `total` holds those of all."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    held: dict[str, dict[str, list[str]]] = {}

    def put(line: str, fact: RequestFact) -> None:
        for column in (fact.column, TOTAL):
            held.setdefault(line, {}).setdefault(column, []).append(fact.ref)

    for fact in facts:
        if fact.received_on > last or (fact.ended_on is not None and fact.ended_on < first):
            continue
        put(RECEIVED if fact.received_on >= first else CARRIED_IN, fact)
        if fact.ended_on is None or fact.ended_on > last:
            put(CARRIED_OUT, fact)
        elif fact.row in REPLY_ROWS:
            put(fact.row, fact)
            put(TOTAL, fact)
    return {
        line.key: {column: tuple(held.get(line.key, {}).get(column, ())) for column in COLUMNS}
        for line in table_3_lines()
        if line.key
    }


def imbalances(cells: Cells, carried_over: Mapping[str, int] | None = None) -> list[str]:
    """Why table 3 does not add up, a sentence a column; empty if it does.

    新收 + 上年结转 = 总计 + 结转下年度. `carried_over`: by column, what last year's report carried out.
    """
    found = []
    for column in COLUMNS:
        n = {line: len(cells[line][column]) for line in (RECEIVED, CARRIED_IN, TOTAL, CARRIED_OUT)}
        came, went = n[RECEIVED] + n[CARRIED_IN], n[TOTAL] + n[CARRIED_OUT]
        name = COLUMN_LABELS[column]
        if came != went:
            told = {ref for key, line in cells.items() if key not in (RECEIVED, CARRIED_IN) for ref in line[column]}
            lost = [ref for line in (RECEIVED, CARRIED_IN) for ref in cells[line][column] if ref not in told]
            about = f"，没有办理结果的是{'、'.join(lost[:5])}{'等' if len(lost) > 5 else ''}" if lost else ""
            found.append(
                f"“{name}”一列不平衡：本年新收{n[RECEIVED]}件＋上年结转{n[CARRIED_IN]}件＝{came}件，"
                f"办理总计{n[TOTAL]}件＋结转下年度{n[CARRIED_OUT]}件＝{went}件，相差{abs(came - went)}件{about}。"
            )
        if carried_over is not None and carried_over.get(column, 0) != n[CARRIED_IN]:
            found.append(
                f"“{name}”一列的上年结转{n[CARRIED_IN]}件，与上年年报的结转下年度{carried_over.get(column, 0)}件不一致。"
            )
    return found


# --- table 2: what is disclosed on the organ's own motion ---


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of table 2: what was counted, and what was entered for matters the platform does not see."""

    refs: Refs = ()
    entered: Decimal = Decimal(0)
    counted: Decimal | None = None

    @property
    def value(self) -> Decimal:
        """Both together; money is counted as a sum and not by its entries."""
        return (Decimal(len(self.refs)) if self.counted is None else self.counted) + self.entered


MADE, REPEALED, IN_FORCE = "made", "repealed", "in_force"
TABLE_2_DOCUMENTS: Mapping[str, str] = {"rule": "规章", "normative": "行政规范性文件"}
TABLE_2_ACTS: Mapping[str, tuple[str, str, str]] = {
    "license": ("第二十条第（五）项", "行政许可", "本年处理决定数量"),
    "penalty": ("第二十条第（六）项", "行政处罚", "本年处理决定数量"),
    "coercion": ("第二十条第（六）项", "行政强制", "本年处理决定数量"),
    "fees": ("第二十条第（八）项", "行政事业性收费", "本年收费金额（单位：万元）"),
}
ENTERED = tuple(TABLE_2_ACTS)
"""Figures to which somebody may add what was decided or charged outside the platform."""


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A rule or a normative document as table 2 counts it; `ended_on`: when it was repealed or ran out."""

    number: str
    kind: str
    signed_on: date
    ended_on: date | None


def count_documents(facts: Iterable[DocumentFact], year: int) -> dict[str, Refs]:
    """By `kind.column`: made in the year, repealed in it, in force at its end."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    held: dict[str, list[str]] = {
        f"{kind}.{what}": [] for kind in TABLE_2_DOCUMENTS for what in (MADE, REPEALED, IN_FORCE)
    }
    for fact in facts:
        if fact.signed_on > last:
            continue
        if fact.signed_on >= first:
            held[f"{fact.kind}.{MADE}"].append(fact.number)
        if fact.ended_on is not None and first <= fact.ended_on <= last:
            held[f"{fact.kind}.{REPEALED}"].append(fact.number)
        elif fact.ended_on is None or fact.ended_on > last:
            held[f"{fact.kind}.{IN_FORCE}"].append(fact.number)
    return {key: tuple(numbers) for key, numbers in held.items()}


def read_entered(values: Mapping[str, str]) -> dict[str, str]:
    """Figures as typed: whole numbers of decisions, ten-thousands of yuan with at most six places. Raises Refusal."""
    read = {}
    for key in ENTERED:
        typed = tidy_line(values.get(key, "")).replace(",", "")
        if not typed:
            continue
        try:
            number = Decimal(typed)
        except InvalidOperation:
            raise Refusal("bad-figure", f"“{typed}”不是数字。", key) from None
        exponent = number.as_tuple().exponent
        is_whole = number == number.to_integral_value() if number.is_finite() else False
        if not number.is_finite() or number < 0 or number >= 10**12 or (not is_whole and key != "fees"):
            raise Refusal(
                "bad-figure", f"{TABLE_2_ACTS[key][1]}应当填写不小于零的{'金额' if key == 'fees' else '整数'}。", key
            )
        if isinstance(exponent, int) and exponent < -6:
            raise Refusal("bad-figure", "收费金额以万元为单位，最多六位小数。", key)
        read[key] = str(number)
    return read


# --- table 4: reviews and lawsuits ---


@dataclass(frozen=True, slots=True)
class RemedyFact:
    """A review or a lawsuit as table 4 counts it."""

    number: str
    kind: str
    filed_on: date
    closed_on: date | None
    result: str


REMEDY_KINDS: Mapping[str, str] = {
    "review": "行政复议",
    "suit": "行政诉讼·未经复议直接起诉",
    "suit_after_review": "行政诉讼·复议后起诉",
}
REMEDY_RESULTS: Mapping[str, str] = {
    "upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结", "total": "总计",
}  # fmt: skip


def count_remedies(facts: Iterable[RemedyFact], year: int) -> dict[str, dict[str, Refs]]:
    """Table 4: by kind and result; `pending` at the end of the year, `total` of the four."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    held: dict[str, dict[str, list[str]]] = {kind: {result: [] for result in REMEDY_RESULTS} for kind in REMEDY_KINDS}
    for fact in facts:
        if fact.filed_on > last or (fact.closed_on is not None and fact.closed_on < first):
            continue
        result = fact.result if fact.closed_on is not None and fact.closed_on <= last else "pending"
        held[fact.kind][result].append(fact.number)
        held[fact.kind][TOTAL].append(fact.number)
    return {kind: {result: tuple(numbers) for result, numbers in row.items()} for kind, row in held.items()}


def check_remedy(number: str, filed_on: date, closed_on: date | None, result: str, *, on: date) -> str:
    """The tidied number; raises Refusal where days and result do not go together."""
    tidied = tidy_line(number)
    if not 4 <= len(tidied) <= 60:
        raise Refusal("bad-remedy-number", "请填写复议案件文号或者诉讼案号。", "number")
    if filed_on > on or (closed_on is not None and not filed_on <= closed_on <= on):
        raise Refusal("bad-remedy-day", "审结日期不能早于受理日期，也不能晚于今天。", "closed_on")
    if (closed_on is None) != (result == "pending"):
        raise Refusal("bad-remedy-result", "尚未审结的不填审结日期；已经审结的，请填写审结日期和结果。", "result")
    return tidied


# --- the written sections ---


def check_sections(sections: Mapping[str, str]) -> dict[str, str]:
    """The sections as they were written, tidied; raises Refusal for one that is too long."""
    tidied = {key: tidy_text(sections.get(key, "")) for key in SECTIONS}
    for key, words in tidied.items():
        if len(words) > LONGEST_SECTION:
            raise Refusal("section-too-long", f"“{SECTIONS[key]}”不能超过{LONGEST_SECTION}字。", key)
    return tidied


def check_ready(sections: Mapping[str, str], problems: Sequence[str]) -> None:
    """Whether a report may be approved: every section is written and the tables add up. Raises Refusal."""
    for key, label in SECTIONS.items():
        if len(sections.get(key, "")) < SHORTEST_SECTION:
            raise Refusal("section-missing", f"“{label}”还没有写，或者少于{SHORTEST_SECTION}字。", key)
    if problems:
        raise Refusal("not-balanced", " ".join(problems))
