"""What stands in the register about an article, and what an editor may link it with."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate

from zhengtong.cms import presenting
from zhengtong.cms.models import ArticlePage
from zhengtong.cms.policies import unit_of
from zhengtong.disclosure.catalogue import InformationState, Mode
from zhengtong.disclosure.models import Information

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Related:
    """A document or an interpretation as a page links it."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The entry of an article's document in the register, with what explains it and what it explains."""

    information: Information
    facts: Sequence[tuple[str, str]]
    explains: Related | None
    interpretations: Sequence[Related]


def information_of(article: ArticlePage) -> Information | None:
    """The entry an article publishes: one query, none for an article read along its address that has no entry."""
    link = getattr(article, "disclosed", None)
    if link is None:
        return None
    rows = Information.objects.filter(pk=link.information_id)
    return rows.select_related("organ", "explains", "explains__shown_in__article").first()


def disclosed(article: ArticlePage, request: HttpRequest) -> Disclosed | None:
    """What the page of an article tells of its document; two queries where it has an entry."""
    row = information_of(article)
    if row is None:
        return None
    pieces = row.interpretations.filter(state=InformationState.PUBLISHED).select_related("shown_in__article")
    document = row.explains
    is_public = document is not None and document.state == InformationState.PUBLISHED
    return Disclosed(
        row,
        facts_of(row),
        _related(document, request) if document is not None and is_public else None,
        [_related(piece, request) for piece in pieces.order_by("published_at")],
    )


def facts_of(row: Information) -> list[tuple[str, str]]:
    """索引号, 文号 … as the law wants them told (条例 第十二条、政府网站发展指引)."""
    return [
        ("索引号", row.index_number),
        ("文号", row.document_number),
        ("发文机关", row.organ.name),
        ("成文日期", f"{row.signed_on:%Y-%m-%d}"),
        ("公开日期", f"{localdate(row.published_at):%Y-%m-%d}" if row.published_at else ""),
        ("有效性", row.get_validity_display()),
        ("主题", row.get_theme_display()),
        ("体裁", row.get_genre_display()),
    ]


def _related(row: Information, request: HttpRequest) -> Related:
    """Where it is read best: the article that publishes it, else its own page in the catalogue."""
    shown = getattr(row, "shown_in", None)
    if shown is not None and shown.article.live:
        return Related(row.title, presenting.address(shown.article.url_path, request))
    return Related(row.title, row.get_absolute_url())


def linkable(article: ArticlePage, sought: str = "") -> QuerySet[Information]:
    """What the unit that answers for an article has signed and no article publishes yet, the newest first."""
    rows = Information.objects.filter(organ=unit_of(article), mode=Mode.PROACTIVE, shown_in=None)
    rows = rows.exclude(state=InformationState.WITHDRAWN)
    if sought:
        rows = rows.filter(Q(title__icontains=sought) | Q(document_number__icontains=sought) | Q(index_number=sought))
    return rows.order_by("-signed_on", "-pk")
