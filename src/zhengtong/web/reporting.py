"""Tables 2 to 4 of the annual report as pages draw them, public or at the desk: every figure with its cell's name."""

from collections.abc import Callable
from dataclasses import dataclass

from zhengtong.disclosure.choices import APPLICANT_COLUMNS
from zhengtong.disclosure.printing import figure_words
from zhengtong.disclosure.queries.report import Figures
from zhengtong.disclosure.rules import report as rules


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure; `url` leads to the rows behind it where the reader may see them."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; one without cells is a heading."""

    label: str
    depth: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the templates draw."""

    documents: tuple[Row, ...]
    acts: tuple[tuple[str, str, str, Cell], ...]
    columns: tuple[tuple[str, str, str], ...]
    requests: tuple[Row, ...]
    results: tuple[str, ...]
    remedies: tuple[Row, ...]
    problems: tuple[str, ...]


Address = Callable[[str, str, str], str]
"""From table, line and column to where the rows behind a cell are listed."""


def shown_tables(figures: Figures, address: Address | None = None) -> Tables:
    """The figures in the order and words of the national form."""

    def cell(table: str, line: str, column: str, refs: tuple[str, ...]) -> Cell:
        return Cell(str(len(refs)), address(table, line, column) if address and refs else "")

    documents = tuple(
        Row(label, 0, tuple(cell("documents", kind, what, figures.documents[f"{kind}.{what}"])
                            for what in (rules.MADE, rules.REPEALED, rules.IN_FORCE)))
        for kind, label in rules.TABLE_2_DOCUMENTS.items()
    )  # fmt: skip
    acts = tuple(
        (article, label, measured, Cell(
            figure_words(figures.acts[key].value),
            address("acts", key, "total") if address and figures.acts[key].refs else "",
        ))
        for key, (article, label, measured) in rules.TABLE_2_ACTS.items()
    )  # fmt: skip
    requests = tuple(
        Row(line.label, line.depth, tuple(
            cell("requests", line.key, column, figures.requests[line.key][column]) for column in rules.COLUMNS
        ) if line.key else ())
        for line in rules.table_3_lines()
    )  # fmt: skip
    remedies = tuple(
        Row(label, 0, tuple(cell("remedies", kind, r, figures.remedies[kind][r]) for r in rules.REMEDY_RESULTS))
        for kind, label in rules.REMEDY_KINDS.items()
    )
    return Tables(
        documents, acts, APPLICANT_COLUMNS, requests, tuple(rules.REMEDY_RESULTS.values()), remedies, figures.problems
    )
