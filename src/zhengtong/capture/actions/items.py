"""采集内容: kept with its fingerprint, let through though it looks like a copy, and handed to the editors' door."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from zhengtong.capture import queries
from zhengtong.capture.choices import ItemState
from zhengtong.capture.collecting import Piece
from zhengtong.capture.models import CapturedItem, CapturedPicture, CaptureRun, CaptureSource, Fingerprint
from zhengtong.capture.rules import likeness
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record
from zhengtong.org.models import Staff, Unit

_ONE_AT_A_TIME = 0x63617074
"""Two rounds that bring the same article at the same moment are told apart."""


def keep_all(pieces: Iterable[Piece], *, source: CaptureSource, run: CaptureRun, at: datetime) -> list[CapturedItem]:
    """Write down what a round brought and what became of it; part of the round's act."""
    pieces = [piece for piece in pieces if piece.is_to_keep]
    if not pieces:
        return []
    _wait_for_others()
    known = queries.known_keys(source, (piece.key for piece in pieces))
    kept = []
    for piece in pieces:
        if piece.key not in known:
            known.add(piece.key)
            kept.append(_keep(piece, source, run, source.unit, source.place, source.name, None, at))
    return kept


@action("capture.taken_by_hand")
def keep_one(piece: Piece, *, unit: Unit, place: int, by: Staff, at: datetime) -> CapturedItem:
    """手工采集 — one page an editor asked for. Raises Refusal `not-editor`, and the one in the piece."""
    if not queries.may_capture(by, unit):
        raise Refusal("not-editor", "只能采集到您负责的栏目。", "place")
    if piece.refusal is not None:
        raise piece.refusal
    _wait_for_others()
    item = _keep(piece, None, None, unit, place, "", by, at)
    record(
        "capture.taken_by_hand", _ref(item), actor=f"staff:{by.code}", at=at, unit=unit.code, unit_name=unit.name,
        title=item.title, url=item.url, state=item.get_state_display(),
    )  # fmt: skip
    return item


@action("capture.released")
def release(pk: int, *, by: Staff, at: datetime) -> CapturedItem:
    """仍要入库 — an editor has looked and it is no copy. Raises Refusal `not-duplicate`, Unknown."""
    item = CapturedItem.objects.select_for_update(of=("self",)).filter(queries.visible(by), pk=pk).first()
    if item is None:
        item = queries.item_for(by, pk)
    if item.state != ItemState.DUPLICATE or not item.html:
        raise Refusal("not-duplicate", "这条内容不在“疑似重复”中，可能已经有人处理。")
    item.state, item.reason = ItemState.WAITING, ""
    item.save(update_fields=["state", "reason"])
    _learn_item(item, at)
    record("capture.released", _ref(item), actor=f"staff:{by.code}", at=at, unit=item.unit.code,
           unit_name=item.unit.name, title=item.title, url=item.url)  # fmt: skip
    return item


def take_up(pk: int) -> CapturedItem | None:
    """An item that waits, locked for whoever makes its draft; None if somebody else is at it or has done it."""
    waiting = CapturedItem.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=pk, state=ItemState.WAITING
    )
    return waiting.select_related("unit", "source__keeper__user", "asked_by__user").first()


def drafted(item: CapturedItem, *, page: int, findings: list[list[str]], at: datetime) -> None:
    """The draft holds the text now; part of the act that made it."""
    item.state, item.page, item.findings, item.drafted_at, item.html = ItemState.DRAFTED, page, findings, at, ""
    item.save(update_fields=["state", "page", "findings", "drafted_at", "html"])
    item.pictures.all().delete()


def not_placed(item: CapturedItem, reason: str) -> None:
    """The column is not there any more, or is another unit's now."""
    item.state, item.reason = ItemState.REFUSED, reason
    item.save(update_fields=["state", "reason"])


def forget_page(page: int) -> None:
    """An article is deleted: a draft thrown away does not come back, and its words are not ours any more."""
    CapturedItem.objects.filter(page=page, state=ItemState.DRAFTED).update(state=ItemState.DISCARDED, page=None)
    Fingerprint.objects.filter(page=page).delete()


def learn_pages(rows: Iterable[tuple[int, str, str]], *, at: datetime) -> int:
    """Learn the words of our own articles: (key, address they were taken from or "", text)."""
    prints = [Fingerprint(page=page, key=key, learned_at=at, **_parts(text)) for page, key, text in rows]
    Fingerprint.objects.bulk_create(
        prints,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["key", "value", "first", "second", "third", "fourth", "learned_at"],
    )
    return len(prints)


def _keep(
    piece: Piece,
    source: CaptureSource | None,
    run: CaptureRun | None,
    unit: Unit,
    place: int,
    credit: str,
    by: Staff | None,
    at: datetime,
) -> CapturedItem:
    article = piece.article
    item = CapturedItem(
        source=source, run=run, unit=unit, place=place, asked_by=by, url=piece.url, key=piece.key,
        title=(article.title if article else piece.link.title) or piece.url[:200], credit=credit, fetched_at=at,
        state=ItemState.OLD if piece.is_old else ItemState.REFUSED,
    )  # fmt: skip
    if article is None:
        item.reason = piece.refusal.sentence[:300] if piece.refusal else ""
        item.save()
        return item
    item.credit = article.source or credit or piece.url.split("/")[2][:60]
    item.author, item.published_at, item.html = article.author, article.published_at, article.html
    twin = queries.twin_of(piece.key, likeness.fingerprint(article.text), unit)
    item.state = ItemState.DUPLICATE if twin else ItemState.WAITING
    if twin:
        item.twin, item.twin_page = twin.item, twin.page
        item.reason = "网址与已有的稿件相同。" if twin.is_same_address else "正文与已有的稿件几乎相同。"
    item.save()
    CapturedPicture.objects.bulk_create(
        CapturedPicture(item=item, url=url[:1000], content=content) for url, content in piece.pictures
    )
    if not twin:
        Fingerprint.objects.create(item=item, unit=unit, learned_at=at, **_parts(article.text))
    return item


def _learn_item(item: CapturedItem, at: datetime) -> None:
    Fingerprint.objects.update_or_create(
        item=item, defaults={"unit": item.unit, "learned_at": at, **_parts(words_of(item.html))}
    )


def words_of(html: str) -> str:
    """The words of a captured text."""
    import lxml.html

    return lxml.html.fragment_fromstring(html, create_parent="div").text_content() if html.strip() else ""


def _parts(text: str) -> dict[str, Any]:
    value = likeness.fingerprint(text)
    if value is None:
        return {"value": None, "first": None, "second": None, "third": None, "fourth": None}
    first, second, third, fourth = likeness.bands(value)
    return {"value": likeness.signed(value), "first": first, "second": second, "third": third, "fourth": fourth}


def _wait_for_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _ref(item: CapturedItem) -> str:
    return f"CN{item.pk:06d}"
