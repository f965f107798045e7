"""The portal's pages in the search: put in as they are published, taken out the moment they are not public any more.

A page tells of itself by Wagtail's signals. What a site or a column changes for all below it (a name, an address, a site
taken offline) is noticed by `follow`, which the schedule calls; a site that is not open any more loses its pages at once.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils.html import strip_tags
from django.utils.timezone import localdate
from wagtail import signals
from wagtail.models import Page, PageViewRestriction, Site

from zhengtong.search import actions, queries
from zhengtong.search.choices import Kind
from zhengtong.search.rules import Document

from .choices import ColumnKind, SiteState, Withdrawal
from .models import ArticlePage, ColumnPage, SitePage, TopicPage

HIDDEN = (Withdrawal.ERROR, Withdrawal.CONSOLIDATED)
KINDS = {
    ColumnKind.OVERVIEW: Kind.OVERVIEW,
    ColumnKind.NEWS: Kind.NEWS,
    ColumnKind.NOTICE: Kind.NOTICE,
    ColumnKind.POLICY: Kind.POLICY,
    ColumnKind.INTERPRETATION: Kind.INTERPRETATION,
    ColumnKind.DISCLOSURE: Kind.DISCLOSURE,
    ColumnKind.STATISTICS: Kind.DISCLOSURE,
    ColumnKind.TOPIC: Kind.NEWS,
}
WEIGHTS = {Kind.POLICY: 1.3, Kind.INTERPRETATION: 1.1, Kind.OVERVIEW: 1.3, Kind.COLUMN: 1.5}
BATCH = 200


def connect() -> None:
    """Hear of every page that is published, taken back, moved or removed."""
    signals.page_published.connect(_published, dispatch_uid="search published")
    signals.page_unpublished.connect(_hidden, dispatch_uid="search unpublished")
    signals.post_page_move.connect(_moved, dispatch_uid="search moved")
    post_delete.connect(_removed, dispatch_uid="search removed")
    post_save.connect(_site_saved, sender=SitePage, dispatch_uid="search site")


_gathering: ContextVar[list[int] | None] = ContextVar("pages to be indexed together", default=None)


@contextmanager
def together() -> Iterator[None]:
    """What is published inside is put in at the end, many pages at a time: for whoever loads hundreds of them."""
    gathered: list[int] = []
    token = _gathering.set(gathered)
    try:
        yield
    finally:
        _gathering.reset(token)
    index_pages(Page.objects.filter(pk__in=gathered))


def _published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    gathered = _gathering.get()
    if gathered is None:
        index_pages(Page.objects.filter(pk=instance.pk))
    else:
        gathered.append(instance.pk)


def _hidden(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    actions.drop_ref(ref_of(instance.pk))


def _moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    index_pages(Page.objects.descendant_of(instance, inclusive=True))


def _removed(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page):
        actions.drop_ref(ref_of(instance.pk))


def _site_saved(sender: type[SitePage], instance: SitePage, **kwargs: Any) -> None:
    if instance.state != SiteState.OPEN:
        below = Page.objects.descendant_of(instance, inclusive=True).values_list("pk", flat=True)
        actions.drop_refs(ref_of(pk) for pk in below)


def ref_of(pk: int) -> str:
    """What a page is called in the index."""
    return f"page-{pk}"


def index_pages(pages: Iterable[Page]) -> int:
    """Bring these pages' places in the index up to date; how many of them are public."""
    count = 0
    batch: list[Page] = []
    for page in pages:
        batch.append(page)
        if len(batch) == BATCH:
            count += _index(batch, _Tree.over(batch))
            batch = []
    return count + (_index(batch, _Tree.over(batch)) if batch else 0)


def mend(at: datetime) -> int:
    """Compare every page with its place in the index and put right what differs; how many did."""
    tree = _Tree.now()
    standing = {ref: stamp for ref, stamp in queries.stamps().items() if ref.startswith("page-")}
    public = {row.ref: row for row in tree.rows(Page.objects.all())}
    differing = [row.pk for ref, row in public.items() if standing.get(ref) != row.stamp]
    gone = [ref for ref in standing if ref not in public]
    actions.drop_refs(gone)
    for start in range(0, len(differing), BATCH):
        _index(Page.objects.filter(pk__in=differing[start : start + BATCH]), tree)
    return len(differing) + len(gone)


class Follower:
    """Notices what changed of sites and columns, and mends. The first call of a process compares everything."""

    def __init__(self) -> None:
        self._seen: str | None = None

    def __call__(self, at: datetime) -> int:
        now = _Tree.now().signature
        if now == self._seen:
            return 0
        count = mend(at)
        self._seen = now
        return count


follow = Follower()


@dataclass(frozen=True, slots=True)
class _Row:
    """A public page's place in the index: everything about it but its words."""

    pk: int
    url: str
    kind: str
    site: str
    column: str
    organ: str
    stamp: str

    @property
    def ref(self) -> str:
        return ref_of(self.pk)


class _Tree:
    """Sites, columns and topics by their path: what a page below them is called, where it is, whether it is public."""

    def __init__(self, above: dict[str, Page], roots: list[tuple[str, str]], closed: Collection[str]) -> None:
        self._above = above
        self._roots = roots
        self._closed = closed

    @classmethod
    def now(cls) -> "_Tree":
        """As it stands; a few queries for the whole cluster."""
        return cls._read(Q())

    @classmethod
    def over(cls, pages: Iterable[Page]) -> "_Tree":
        """What stands above some pages, and they themselves: as much is read as they are deep, however large the cluster."""
        return cls._read(Q(path__in={line for page in pages for line in _lines(page.path)}))

    @classmethod
    def _read(cls, wanted: Q) -> "_Tree":
        above: dict[str, Page] = {}
        for model, unit in ((SitePage, "unit"), (ColumnPage, "owner_unit"), (TopicPage, None)):
            rows = model.objects.filter(wanted)
            rows = rows.select_related(unit) if unit else rows
            above.update((page.path, page) for page in rows.defer(*(("body",) if hasattr(model, "body") else ())))
        roots = [
            (site.root_page.url_path, "" if site.is_default_site else site.root_url)
            for site in Site.objects.select_related("root_page")
        ]
        closed = {page.path for page in above.values() if isinstance(page, SitePage) and page.state != SiteState.OPEN}
        restricted = PageViewRestriction.objects.filter(page__in=Page.objects.filter(wanted))
        closed |= set(restricted.values_list("page__path", flat=True))
        return cls(above, sorted(roots, key=lambda root: -len(root[0])), closed)

    @property
    def signature(self) -> str:
        """Changes when anything does that the pages below are shown by."""
        told = [
            (path, page.title, page.live, page.url_path, getattr(page, "kind", ""), self._organ(page))
            for path, page in sorted(self._above.items())
        ]
        return _digest(told, sorted(self._closed), self._roots)

    def rows(self, pages: Any) -> Iterator[_Row]:
        """The places of those of these pages that are public."""
        ending = Q(articlepage__isnull=True) | ~Q(articlepage__withdrawal__in=HIDDEN)
        shown = pages.filter(ending, live=True, depth__gt=1).values_list(
            "pk", "path", "url_path", "last_published_at", "articlepage__validity", "articlepage__withdrawal"
        )
        for pk, path, url_path, published, validity, withdrawal in shown:
            row = self._row(pk, path, url_path, published, validity, withdrawal)
            if row is not None:
                yield row

    def _row(self, pk: int, path: str, url_path: str, *state: object) -> _Row | None:
        lines = _lines(path)
        if any(line in self._closed for line in lines):
            return None
        way = [self._above[line] for line in lines if line in self._above]
        site = next((page for page in reversed(way) if isinstance(page, SitePage)), None)
        url = getattr(self._above.get(path), "leads_to", "") or self._address(url_path)
        if site is None or not url:
            return None
        column = next((page for page in reversed(way) if isinstance(page, ColumnPage) and page.path != path), None)
        topic = next((page for page in reversed(way) if isinstance(page, TopicPage) and page.path != path), None)
        kind: str = Kind.COLUMN if path in self._above else Kind.OTHER
        if kind != Kind.COLUMN and column is not None:
            kind = KINDS.get(ColumnKind(column.kind), Kind.OTHER)
        elif kind != Kind.COLUMN and topic is not None:
            kind = Kind.NEWS
        organ = next((name for page in reversed(way) if (name := self._organ(page))), "")
        label = (column or topic).title if column or topic else ""
        stamp = _digest(url, kind, site.title, label, organ, *state)
        return _Row(pk, url, kind, site.title, label, organ, stamp)

    @staticmethod
    def _organ(page: Page) -> str:
        unit = getattr(page, "unit", None) or getattr(page, "owner_unit", None)
        return unit.name if unit else ""

    def _address(self, url_path: str) -> str:
        for root, host in self._roots:
            if url_path.startswith(root):
                return f"{host}/{url_path.removeprefix(root)}"
        return ""


def _lines(path: str) -> list[str]:
    """The paths of a page and of all above it, from the site's down."""
    return [path[:end] for end in range(2 * Page.steplen, len(path) + 1, Page.steplen)]


def _digest(*told: object) -> str:
    return hashlib.blake2b(repr(told).encode(), digest_size=12).hexdigest()


def _index(pages: Iterable[Page], tree: _Tree) -> int:
    from .register.models import DisclosedArticle

    asked = [page.pk for page in pages]
    rows = {row.pk: row for row in tree.rows(Page.objects.filter(pk__in=asked))}
    pages = list(Page.objects.filter(pk__in=list(rows)).specific().order_by("path"))
    told = {getattr(page, "shared_from_id", None) or page.pk for page in pages}
    numbers = {
        article: (document, index)
        for article, document, index in DisclosedArticle.objects.filter(article__in=told).values_list(
            "article", "information__document_number", "information__index_number"
        )
    }
    documents = [document_of(page, rows[page.pk], numbers) for page in pages]
    actions.drop_refs(ref_of(pk) for pk in asked if pk not in rows)
    actions.drop_other_kinds({document.ref: document.kind for document in documents})
    return actions.index_many(documents)


def document_of(page: Page, row: _Row, numbers: Mapping[int, tuple[str, str]]) -> Document:
    """A public page as the search knows it; what is shown by reference has the words of what it shows.

    `numbers`: 文号 and 索引号 of the articles that publish government information, by article.
    """
    told = getattr(page, "shared_from", None) or page
    document_number, index_number = numbers.get(told.pk, ("", ""))
    published = getattr(told, "published_on", None) or page.first_published_at or page.last_published_at
    return Document(
        kind=row.kind,
        ref=row.ref,
        url=row.url,
        title=told.title,
        body=text_of(told),
        summary=getattr(told, "summary", "") or getattr(told, "description", ""),
        keywords=getattr(told, "keywords", "").replace("；", " ").replace(";", " "),
        site=row.site,
        column=row.column,
        organ=row.organ,
        year=localdate(published).year if published and row.kind != Kind.COLUMN else 0,
        validity=getattr(told, "validity", ""),
        document_number=document_number,
        index_number=index_number,
        published_at=published,
        weight=WEIGHTS.get(Kind(row.kind), 1.0),
        stamp=row.stamp,
    )


def text_of(page: Page) -> str:
    """The words of an article as plain text: its subtitle and its blocks, without what they look like."""
    if not isinstance(page, ArticlePage):
        return ""
    pieces = page.body.stream_block.get_searchable_content(page.body)
    return "\n".join(strip_tags(str(piece)) for piece in (page.subtitle, *pieces) if piece)
