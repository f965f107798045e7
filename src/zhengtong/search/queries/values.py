"""What is asked and what is answered, as plain values."""

from dataclasses import dataclass, field
from datetime import date

from ..rules import Asked

FACETS = {
    "kind": "类别",
    "site": "站点",
    "column": "栏目",
    "organ": "发布单位",
    "year": "年份",
    "validity": "有效性",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked and what narrows it; `sort` is "" for the best first or "date" for the newest first."""

    text: str = ""
    kind: str = ""
    site: str = ""
    column: str = ""
    organ: str = ""
    year: int = 0
    validity: str = ""
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """The column of a posting by which results come, the greatest first."""
        return "day" if self.sort == "date" else "quality"

    def chosen(self) -> dict[str, str | int]:
        return {name: value for name in FACETS if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Hit:
    """One result; `title_html` and `excerpt_html` are escaped, with `<mark>` around what was asked."""

    kind: str
    kind_label: str
    ref: str
    url: str
    title: str
    title_html: str
    excerpt_html: str
    site: str
    column: str
    organ: str
    validity: str
    document_number: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, with how many results it leads to under the other choices."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found. `left_out`: words that had to be left out. `suggestion`: what may have been meant."""

    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 0
    suggestion: str = ""
    left_out: tuple[str, ...] = ()
    is_cut: bool = False
    is_empty_question: bool = False
    is_corrected: bool = False
    asked: Asked = field(default_factory=Asked)
