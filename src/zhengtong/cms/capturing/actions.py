"""采集内容 → 草稿: always a draft, in the column its source names, with source, address and time; never published."""

import io
from datetime import datetime
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction

from zhengtong.capture.actions import items, runs
from zhengtong.capture.models import CapturedItem
from zhengtong.files.rules import identify
from zhengtong.foundation.errors import Refusal
from zhengtong.guards import queries as guards
from zhengtong.journal.actions import action, record
from zhengtong.org.models import User

from ..legacy.bodies import parts_of
from ..models import ArticlePage, ColumnPage, Picture
from ..policies import unit_of
from . import places

MOST_FINDINGS = 50
_LONGEST_URL = 200
_ENDINGS = {"jpeg": "jpg"}


def take_in(pk: int, *, at: datetime) -> ArticlePage | None:
    """The draft of one captured item; None if another worker has it, or its column is not its unit's any more."""
    with transaction.atomic():
        item = items.take_up(pk)
        if item is None:
            return None
        column = places.column(item.place)
        if column is None or unit_of(column) != item.unit:
            reason = "采集来源所填的栏目已经删除，或者改由其他单位负责。"
            items.not_placed(item, reason)
            if item.source is not None:
                runs.lose_place(item.source, reason, at=at)
            return None
        return _draft(item, column, at)


@action("article.captured")
def _draft(item: CapturedItem, column: ColumnPage, at: datetime) -> ArticlePage:
    owner = _owner(item)
    pictures = _Pictures(item, column, owner)
    article = ArticlePage(
        title=item.title,
        slug=f"c{item.pk}",
        source=item.credit,
        source_url=item.url if len(item.url) <= _LONGEST_URL else "",
        author=item.author,
        published_on=item.published_at,
        owner=owner,
        live=False,
    )
    article.body = parts_of(item.html, picture=pictures.take, document=lambda address: None)
    column.add_child(instance=article)
    article.save_revision(user=owner, log_action=True)
    found = guards.check_fields({"标题": item.title, "正文": items.words_of(item.html)}, at=at).found
    findings = [[one.level, one.shown, one.right] for one in found[:MOST_FINDINGS]]
    items.drafted(item, page=article.pk, findings=findings, at=at)
    record(
        "article.captured", f"CN{item.pk:06d}", actor=f"staff:{item.asked_by.code}" if item.asked_by else "system", at=at,
        unit=item.unit.code, unit_name=item.unit.name, title=item.title, source=item.credit, url=item.url,
        problems=len(found),
    )  # fmt: skip
    return article


def _owner(item: CapturedItem) -> User | None:
    """In whose list the draft stands: who asked for it, else who keeps the source."""
    staff = item.asked_by or (item.source.keeper if item.source else None)
    return staff.user if staff else None


class _Pictures:
    """The pictures that came with an item, each taken into the library of the column's site once."""

    def __init__(self, item: CapturedItem, column: ColumnPage, owner: User | None) -> None:
        self._kept = {picture.url: bytes(picture.content) for picture in item.pictures.all()}
        self._title, self._credit, self._owner = item.title, item.credit, owner
        self._collection = places.site_of(column).collection
        self._taken: dict[str, Picture | None] = {}

    def take(self, address: str) -> Picture | None:
        if address not in self._taken:
            content = self._kept.get(address)
            self._taken[address] = self._keep(content) if content else None
        return self._taken[address]

    def _keep(self, content: bytes) -> Picture | None:
        """By its bytes a picture, or left out; whatever the other side called it."""
        try:
            kind: Any = identify(io.BytesIO(content), "picture.jpg", len(content))
        except Refusal:
            return None
        number = len(self._taken) + 1
        name = f"captured-{number}.{_ENDINGS.get(kind.code, kind.code)}"
        picture = Picture(
            title=f"{self._title[:80]}（图{number}）",
            credit=self._credit,
            collection=self._collection,
            uploaded_by_user=self._owner,
            file=ImageFile(io.BytesIO(content), name=name),
        )
        picture.save()
        return picture
