"""One round of one source over the network: nothing is written here, so a round broken off leaves nothing behind."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from zhengtong.foundation.errors import Refusal

from . import queries
from .choices import SourceKind
from .fetching import Answer, Visitor
from .fetching.visiting import MOST_LIST
from .models import CaptureSource
from .rules import listing
from .rules.addresses import entry_for, key_of, read
from .rules.article import Article, article_of
from .rules.listing import Link, Rule
from .rules.moments import CHINA
from .rules.sources import FOR_GOOD, PASSING

MOST_MAPS = 5
MOST_PICTURE = 8 << 20
MOST_PICTURES = 10
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a source lists: `links`, and what it calls this state of its list."""

    links: list[Link]
    etag: str = ""
    modified: str = ""
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One page of a round: its article and pictures, or why there is none."""

    link: Link
    url: str
    article: Article | None = None
    pictures: tuple[tuple[str, bytes], ...] = ()
    refusal: Refusal | None = None
    is_old: bool = False

    @property
    def key(self) -> str:
        return key_of(self.link.url)

    @property
    def is_to_keep(self) -> bool:
        """Whether the outcome stands for good; what failed for the moment is tried again next time."""
        return self.refusal is None or self.refusal.code in FOR_GOOD


@dataclass(slots=True)
class Harvest:
    """What one round brought."""

    listing: Listing
    known: int = 0
    pieces: list[Piece] = field(default_factory=list)
    is_cut_short: bool = False


def list_links(source: CaptureSource, visitor: Visitor, *, anew: bool = False) -> Listing:
    """The links a source lists that its rule admits; `anew` asks for the list though it may not have changed.

    Raises Refusal: of the visit, of the reading, and `no-links` where there used to be some.
    """
    etag, modified = ("", "") if anew else (source.etag, source.modified)
    answer = visitor.get(source.address, most=MOST_LIST, etag=etag, modified=modified)
    if answer.is_unchanged:
        return Listing([], source.etag, source.modified, is_unchanged=True)
    rule = Rule(source.rule_kind, source.rule)
    links = _read(source.kind, answer, rule, visitor)
    if source.kind != SourceKind.LIST:
        links = [link for link in links if rule.admits(link.url)]
    if not links and (source.last_links or source.kind == SourceKind.LIST):
        before = f"，而上次有{source.last_links}条" if source.last_links else ""
        raise Refusal("no-links", f"一条文章链接也没有找到{before}。可能网页改版了，请核对采集规则。", "rule")
    etag, modified = (answer.headers.get(name, "") for name in ("ETag", "Last-Modified"))
    return Listing(links, etag if len(etag) <= 200 else "", modified if len(modified) <= 100 else "")


def _read(kind: str, answer: Answer, rule: Rule, visitor: Visitor) -> list[Link]:
    if kind == SourceKind.FEED:
        return listing.feed_links(answer.text, answer.url)
    if kind == SourceKind.LIST:
        return listing.page_links(answer.text, answer.url, rule)
    links, maps = listing.sitemap_links(answer.text, answer.url)
    for address in maps[:MOST_MAPS]:
        part = visitor.get(address, most=MOST_LIST)
        links += listing.sitemap_links(part.text, part.url)[0]
    return links


def harvest(source: CaptureSource, visitor: Visitor, *, go_on: Callable[[], bool]) -> Harvest:
    """Ask the source, then its new pages one after the other, at most `source.most`; `go_on` is asked between them."""
    found = Harvest(list_links(source, visitor))
    known = queries.known_keys(source, (key_of(link.url) for link in found.listing.links))
    found.known = len(known)
    new = (link for link in found.listing.links if key_of(link.url) not in known and not _is_old(link.told_at, source))
    for link in new:
        if len(found.pieces) >= source.most or found.is_cut_short or not go_on():
            found.is_cut_short = True
            break
        piece = fetch(link, visitor, with_pictures=source.takes_pictures)
        if piece.article is not None and _is_old(piece.article.published_at, source):
            piece = Piece(link, piece.url, is_old=True)
        found.pieces.append(piece)
        found.is_cut_short = piece.refusal is not None and piece.refusal.code in PASSING
    return found


def _is_old(told: datetime | None, source: CaptureSource) -> bool:
    return told is not None and told.astimezone(CHINA).date() < source.since


def check(url: str) -> None:
    """Whether an address may be asked at all; raises Refusal `bad-address`, `host-not-listed`."""
    entry_for(read(url), queries.listed_hosts())


def fetch(link: Link, visitor: Visitor, *, with_pictures: bool) -> Piece:
    """One page and the article on it, or the refusal in its place."""
    try:
        answer = visitor.get(link.url)
        if answer.headers.get_content_type() not in _PAGES:
            raise Refusal("no-text", f"不是网页，而是文件（{answer.headers.get_content_type()[:40]}），请人工处理。")
        article = article_of(answer.text, answer.url, title=link.title, told_at=link.told_at)
    except Refusal as refusal:
        return Piece(link, link.url, refusal=refusal)
    pictures = _pictures(article, visitor) if with_pictures else ()
    return Piece(link, answer.url, article, pictures)


def _pictures(article: Article, visitor: Visitor) -> tuple[tuple[str, bytes], ...]:
    """The pictures that can be had; one that cannot is left out of the draft, which never leads to another's server."""
    taken = []
    for url in article.pictures[:MOST_PICTURES]:
        try:
            taken.append((url, visitor.get(url, most=MOST_PICTURE).content))
        except Refusal:
            continue
    return tuple(taken)
