"""What is in force for a page, and what the pages of template management read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from wagtail.models import Page

from zhengtong.cms import pagecache
from zhengtong.cms.models import ArticlePage, ColumnPage, SitePage, TopicPage
from zhengtong.cms.sites.queries import sites_for
from zhengtong.foundation.errors import Unknown

from .choices import PageKind
from .models import Mourning, SiteLook, Template, TemplateAssignment, TemplateVersion, Theme
from .rules import language
from .rules.looks import Look

KINDS: dict[type[Page], PageKind] = {
    SitePage: PageKind.HOME,
    ColumnPage: PageKind.COLUMN,
    ArticlePage: PageKind.ARTICLE,
    TopicPage: PageKind.TOPIC,
}
MODELS = {kind: model for model, kind in KINDS.items()}

_IN_FORCE = """
SELECT look.theme_id, version.digest, version.look,
       EXISTS (SELECT 1 FROM theming_mourning WHERE begun_at IS NOT NULL AND ended_at IS NULL) AS is_mourning,
       assigned.page_id, assigned.template_id, assigned.version_id
FROM (SELECT 1) AS one
LEFT JOIN theming_sitelook look ON look.site_id = %(site)s
LEFT JOIN theming_theme theme ON theme.id = look.theme_id
LEFT JOIN theming_themeversion version ON version.id = theme.current_id
LEFT JOIN LATERAL (
    SELECT assignment.page_id, assignment.template_id, template.current_id AS version_id
    FROM theming_templateassignment assignment
    JOIN theming_template template ON template.id = assignment.template_id
    WHERE assignment.kind = %(kind)s AND assignment.page_id = ANY(%(way)s)
    ORDER BY array_position(%(way)s, assignment.page_id) DESC LIMIT 1
) AS assigned ON TRUE
"""


@dataclass(frozen=True, slots=True)
class InForce:
    """What a page is shown with."""

    digest: str = ""
    look: Look | None = None
    is_mourning: bool = False
    template_id: int | None = None
    version_id: int | None = None


def in_force(page: Page, way: Sequence[Page]) -> InForce:
    """Theme, mourning and template of a page (one query), noted for the page cache: whoever changes one of them finds
    the page by it. Of the places above only those up to the nearest with a template matter."""
    site = next(place for place in reversed(way) if isinstance(place, SitePage))
    kind = KINDS.get(type(page))
    places = _places(page, way, site) if kind else []
    asked = {"site": site.pk, "kind": kind or "", "way": [place.pk for place in places]}
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, asked)
        theme, digest, look, is_mourning, at, template, version = cursor.fetchone()
    pagecache.note("look", site.pk)
    if theme:
        pagecache.note("theme", theme)
    for place in reversed(places):
        pagecache.note(f"layout-{kind}", place.pk)
        if place.pk == at:
            break
    if template:
        pagecache.note("template", template)
    values = Look(**json.loads(look)) if look else None
    return InForce(digest or "", values, is_mourning, template, version)


def _places(page: Page, way: Sequence[Page], site: SitePage) -> list[Page]:
    """Where a template for this page may be assigned, from the site down: a home page's at the site alone, an
    article's at the columns above it."""
    if isinstance(page, SitePage):
        return [site]
    below = [place for place in way if place.depth >= site.depth]
    return [place for place in below if not isinstance(place, ArticlePage)]


@lru_cache(maxsize=128)
def compiled(version_id: int) -> language.Compiled:
    """A version ready to be rendered: read once a process, for it never changes. Raises language.Unfit."""
    return language.compile_text(TemplateVersion.objects.values_list("text", flat=True).get(pk=version_id))


# -- for the pages behind the editors' door ----------------------------------------------------------------------------


def manages_any(user: Any) -> bool:
    """Whether this account manages a site at all."""
    return bool(sites_for(user).exists())


def units_of(user: Any) -> set[int]:
    """The units whose sites this account manages."""
    return set(sites_for(user).values_list("unit_id", flat=True))


def themes_for(user: Any) -> QuerySet[Theme]:
    """The themes this account may look at: shared ones and those of its own units."""
    own = Theme.objects.filter(unit_id__in=units_of(user))
    if not own.exists() and not manages_any(user):
        return Theme.objects.none()
    found = Theme.objects.filter(is_shared=True) | own
    return found.select_related("unit", "current").annotate(sites=Count("looks")).order_by("-is_shared", "pk")


def theme_for(user: Any, pk: int) -> Theme:
    """One of `themes_for`; raises Unknown."""
    theme = themes_for(user).filter(pk=pk).first()
    if theme is None:
        raise Unknown("没有这个主题。")
    return theme


def own_theme_for(user: Any, pk: int) -> Theme:
    """A theme of one's own units, to be changed; raises Unknown."""
    theme = theme_for(user, pk)
    if theme.unit_id not in units_of(user):
        raise Unknown("没有这个主题。")
    return theme


def looks_of(sites: QuerySet[SitePage]) -> dict[int, Theme]:
    """Site key → the theme it has chosen."""
    rows = SiteLook.objects.filter(site__in=sites.values("pk")).select_related("theme__current")
    return {row.site_id: row.theme for row in rows}


def templates_for(user: Any) -> QuerySet[Template]:
    """The templates of the units whose sites this account manages."""
    found = Template.objects.filter(unit_id__in=units_of(user)).select_related("unit", "current")
    return found.annotate(uses=Count("assignments")).order_by("unit__number", "kind", "pk")


def template_for(user: Any, pk: int) -> Template:
    """One of `templates_for`; raises Unknown."""
    template = templates_for(user).filter(pk=pk).first()
    if template is None:
        raise Unknown("没有这个模板。")
    return template


def version_of(template: Template, number: int) -> TemplateVersion:
    """One version of a template; raises Unknown."""
    version = template.versions.filter(number=number).first()
    if version is None:
        raise Unknown("没有这个版本。")
    return version


def assignments_of(template: Template) -> list[TemplateAssignment]:
    """Where a template is used."""
    return list(template.assignments.select_related("page").order_by("page__path"))


def places_for(template: Template) -> QuerySet[Page]:
    """Where a template may be assigned: in the sites of its unit."""
    sites = SitePage.objects.filter(unit=template.unit)
    found = Page.objects.none()
    for site in sites:
        found = found | Page.objects.filter(path__startswith=site.path)
    if template.kind == PageKind.HOME:
        return Page.objects.filter(pk__in=sites.values("pk"))
    others = SitePage.objects.exclude(unit=template.unit).values_list("path", flat=True)
    places = found.filter(live=True, articlepage__isnull=True)
    below = [path for path in others if any(path.startswith(site.path) for site in sites)]
    for path in below:
        places = places.exclude(path__startswith=path)
    return places.order_by("path")


def samples_of(template: Template, at_most: int) -> list[Page]:
    """Real pages to try a template on: of the places it is used at first, then of the unit's sites; pages of its kind.

    The newest, and among articles the longest: what breaks a layout is at the ends.
    """
    model = MODELS[PageKind(template.kind)]
    if template.kind == PageKind.HOME:
        return list(SitePage.objects.filter(unit=template.unit, live=True)[:at_most])
    places = [row.page for row in assignments_of(template)] or list(places_for(template))
    paths = list(dict.fromkeys(place.path for place in places))
    found: dict[int, Page] = {}
    for path in paths:
        pages = model.objects.filter(path__startswith=path, live=True).order_by("-first_published_at", "-pk")
        if template.kind == PageKind.COLUMN:
            pages = pages.filter(leads_to="")
        for page in pages[:at_most]:
            found.setdefault(page.pk, page)
        if len(found) >= at_most:
            break
    return list(found.values())[:at_most]


def mourning_now() -> Mourning | None:
    """The period of mourning that runs, or is still to come."""
    return Mourning.objects.filter(ended_at=None).order_by("begins_at").first()
