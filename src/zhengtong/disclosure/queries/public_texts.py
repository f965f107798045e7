"""What this room shows to everybody, as the guards take it: government information, and answers in the public log."""

from collections.abc import Iterator

from zhengtong.files.queries import attachments_of
from zhengtong.guards import PublicText

from ..models import DisclosureRequest, Information
from .information import published
from .requests import answered_requests

INFORMATION, ANSWER = "information", "disclosure-answer"
_AT_ONCE = 200


def text_of_information(row: Information) -> PublicText:
    """A piece of information with its words, its table and the documents among its files.

    Pictures have no words to read; whoever reviewed it for secrets (第十七条) has seen them.
    """
    table = row.table or {"head": [], "lines": []}
    cells = [str(cell) for line in (table["head"], *table["lines"]) for cell in line if cell is not None]
    parts = (
        ("标题", row.title),
        ("摘要", row.summary),
        ("正文", row.text),
        ("数据表", "\n\n".join(cells)),
        ("主题词", "\n\n".join(row.keywords)),
    )
    return PublicText(
        INFORMATION,
        row.index_number,
        f"/desk/information/{row.index_number}/",
        row.title,
        "",
        row.organ.code,
        attachments=tuple(
            (each.name, each.stored) for each in attachments_of(row.index_number) if not each.stored.kind.is_image
        ),
        parts=tuple((name, text) for name, text in parts if text),
    )


def text_of_answer(request: DisclosureRequest) -> PublicText:
    """A request and its answer in the words of the public log."""
    return PublicText(
        ANSWER,
        request.ref,
        f"/desk/disclosure-requests/{request.ref}/",
        request.published_wanted,
        "",
        request.unit.code,
        parts=(("申请内容", request.published_wanted), ("答复要点", request.published_reply)),
    )


def public_information(after: str) -> Iterator[PublicText]:
    """Everything in the public catalogue, in the order of the index numbers."""
    rows = published().filter(index_number__gt=after).order_by("index_number")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        yield text_of_information(row)


def public_answers(after: str) -> Iterator[PublicText]:
    """Everything in the public log."""
    rows = answered_requests().filter(ref__gt=after).order_by("ref")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        yield text_of_answer(row)
