"""A table as an editor pastes it from a spreadsheet: one line a row, cells parted by tabs or commas. No Django."""

import csv
from dataclasses import dataclass

MOST_ROWS = 500
MOST_CELLS = 20


class Unreadable(ValueError):
    """The pasted text is no table; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head and the rows below it, every row as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For every column whether all its cells are numbers, so that it stands to the right."""
        return tuple(all(number(row[place]) is not None for row in self.rows) for place in range(len(self.head)))

    @property
    def marked(self) -> list[list[tuple[str, bool]]]:
        """The rows with, beside each cell, whether it belongs to a column of numbers."""
        return [list(zip(row, self.numeric, strict=True)) for row in self.rows]


def read(text: str) -> Sheet:
    """The table in `text`; the first line is the head. Raises Unreadable."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    if len(lines) < 2:
        raise Unreadable("至少要有一行表头和一行数据。")
    parted = "\t" if "\t" in lines[0] else ","
    rows = [tuple(cell.strip() for cell in row) for row in csv.reader(lines, delimiter=parted)]
    head = rows[0]
    if len(head) > MOST_CELLS or len(rows) > MOST_ROWS + 1:
        raise Unreadable(f"表格最多{MOST_CELLS}列、{MOST_ROWS}行，更大的表请作为附件提供。")
    for place, row in enumerate(rows[1:], 2):
        if len(row) != len(head):
            raise Unreadable(f"第{place}行有{len(row)}格，表头有{len(head)}格，请核对。")
    return Sheet(head, tuple(rows[1:]))


def number(cell: str) -> float | None:
    """A cell as a number, thousands separators and a percent sign allowed; None for words."""
    try:
        return float(cell.replace(",", "").removesuffix("%"))
    except ValueError:
        return None
