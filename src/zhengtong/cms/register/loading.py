"""The documents of the register as articles: each in a column of the organ's own site. Only what is missing is made."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate
from wagtail.models import Page

from zhengtong.cms import content
from zhengtong.cms.manuscripts import Manuscript
from zhengtong.cms.models import ArticlePage, SitePage
from zhengtong.disclosure.catalogue import Genre
from zhengtong.disclosure.models import Information
from zhengtong.disclosure.queries.information import published

from .models import DisclosedArticle
from .rules import ON_PAGE

EXPLAINING = ("disclosure/interpretations", "disclosure", "policies")
DOCUMENTS = ("disclosure/policies", "policies", "disclosure")
OTHERS = ("disclosure/statutory/documents", "disclosure", "policies")
"""Where a site keeps what: the first of these columns it has."""


def load_documents(*, at: datetime) -> int:
    """Every published piece of information becomes an article, or is linked with the one of its title; how many there were."""
    rows = list(published().filter(shown_in=None).order_by("published_at"))
    if not rows:
        return 0
    titles = {row.title for row in rows}
    there = {article.title: article for article in ArticlePage.objects.filter(title__in=titles, shared_from=None)}
    sites = {site.unit_id: site for site in SitePage.objects.order_by("-depth")}
    portal = SitePage.objects.get(depth=2)
    places = set(Page.objects.filter(articlepage=None).values_list("url_path", flat=True))
    coming = []
    for row in rows:
        if row.title not in there:
            site = sites.get(row.organ_id, portal)
            coming.append((site, _manuscript(row, _column(row, site, places), at)))
    content.publish(coming, {}, at)
    there = {article.title: article for article in ArticlePage.objects.filter(title__in=titles, shared_from=None)}
    DisclosedArticle.objects.bulk_create(
        DisclosedArticle(article=there[row.title], information=row) for row in rows if row.title in there
    )
    _mirror(rows, there)
    return len(rows)


def _column(row: Information, site: SitePage, places: Iterable[str]) -> str:
    if row.genre == Genre.INTERPRETATION:
        wanted = EXPLAINING
    else:
        wanted = DOCUMENTS if row.document_number or row.is_normative else OTHERS
    return next(column for column in wanted if f"{site.url_path}{column}/" in places)


def _manuscript(row: Information, column: str, at: datetime) -> Manuscript:
    return Manuscript(
        slug=f"doc-{row.organ.code.lower()}-{row.number_part}",
        column=column,
        title=row.title,
        days=(localdate(at) - localdate(row.published_at)).days,
        source=row.organ.name,
        text=_text(row),
        summary=row.summary[:120],
        keywords=";".join(row.keywords)[:120],
    )


def _text(row: Information) -> str:
    """Its paragraphs and its table, in the small Markdown of the county's articles."""
    paragraphs = [line for line in (row.text or row.summary).splitlines() if line.strip()]
    if row.table is not None:
        lines = [row.table["head"], *row.table["lines"]]
        cells = "\n".join("\t".join("" if cell is None else str(cell) for cell in line) for line in lines)
        paragraphs.append(f"```table {row.title[:60]}\n{cells}\n```")
    return "\n\n".join(paragraphs)


def _mirror(rows: Iterable[Information], articles: dict[str, ArticlePage]) -> None:
    changed = []
    for row in rows:
        article = articles[row.title]
        article.validity, article.validity_basis = ON_PAGE.get(row.validity, ""), row.validity_basis
        changed.append(article)
    ArticlePage.objects.bulk_update(changed, ["validity", "validity_basis"])
