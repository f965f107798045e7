"""What the operator sees: one console, steps with their progress, tables in Chinese."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

# Into a file or a pipe: wide enough for an address and a name beside it on one line.
_PIPE_WIDTH = 110
console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)


def line(sentence: str) -> None:
    """One sentence, never broken into lines by us; rich's marks for colour are understood."""
    console.print(sentence, soft_wrap=True)


def say(sentence: str) -> None:
    """One line with the time of day."""
    line(f"[dim]{datetime.now():%H:%M:%S}[/dim] {sentence}")  # noqa: DTZ005 — the operator's own clock


@contextmanager
def progress() -> Iterator[Progress]:
    """Bars while something long runs; where nobody watches, nothing moves and only the last state is written."""
    with Progress(
        SpinnerColumn(finished_text="[green]✔[/green]"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as bars:
        yield bars


def table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A titled table; cells are plain text."""
    drawn = Table(title=title, title_justify="left", title_style="bold", header_style="bold", show_edge=False)
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    console.print(drawn)
    console.print()
