"""Two texts side by side, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 3  # lines that stay the same, shown around what changed


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison; `kind` is same, gone, new or gap."""

    kind: str
    before: int | None
    after: int | None
    text: str


def lines(before: str, after: str) -> list[Row]:
    """What was taken out and put in, with a little around it."""
    old, new = before.splitlines(), after.splitlines()
    rows: list[Row] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if rows:
            rows.append(Row("gap", None, None, "…"))
        for kind, a, b, c, d in group:
            if kind == "equal":
                rows += [Row("same", a + n + 1, c + n + 1, text) for n, text in enumerate(old[a:b])]
                continue
            rows += [Row("gone", a + n + 1, None, text) for n, text in enumerate(old[a:b])]
            rows += [Row("new", None, c + n + 1, text) for n, text in enumerate(new[c:d])]
    return rows
