from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One public thing as a room hands it to the search. `kind` and `ref` name it; what is not public is never handed in.

    body: plain text. keywords: other names it is asked for by. weight: 1.0 for an ordinary text, more for what people
    come for. stamp: anything that tells this state of it from another (a version), for whoever compares.
    """

    kind: str
    ref: str
    url: str
    title: str
    body: str = ""
    summary: str = ""
    keywords: str = ""
    site: str = ""
    column: str = ""
    organ: str = ""
    year: int = 0
    validity: str = ""
    document_number: str = ""
    index_number: str = ""
    published_at: datetime | None = None
    weight: float = 1.0
    stamp: str = ""
