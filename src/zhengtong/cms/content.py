"""The first content of a site: pictures, topics, the arrangement of a home page, articles. Only what is missing is made."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from treebeard.mp_tree import MP_Node
from wagtail.models import Collection, Page, Revision
from wagtail.search import index as search_index
from wagtail.search.backends import get_search_backends
from wagtail.signals import page_published

from . import manuscripts
from .blocks import LEAD
from .manuscripts import Manuscript
from .models import ArticlePage, Picture, SitePage, TopicPage
from .presenting import TOPIC

CREDIT = "示意图"
TOPIC_HEAD = "fill-1120x360"
COLUMN_KEYS = ("column", "policies", "interpretations")
_OPENING = 8  # o'clock; what is loaded was published during office hours
_HOURS = 9


# -- pictures and topics ---------------------------------------------------------------------------------------------


def load_pictures(folder: Path, collection: Collection) -> dict[str, int]:
    """The pictures made for the county (`pictures.yaml` names them); their sizes are made now, not when one looks."""
    known = pictures_by_name(folder, collection)
    for row in _pictures(folder):
        if row["name"] in known:
            continue
        with (folder / f"{row['name']}.jpg").open("rb") as file:
            picture = Picture(
                title=row["title"], description=row["alt"], credit=CREDIT, collection=collection,
                file=ImageFile(file, name=f"{row['name']}.jpg"),
            )  # fmt: skip
            picture.save()
        picture.get_renditions(LEAD, TOPIC, TOPIC_HEAD, "max-1200x900")
        known[row["name"]] = picture.pk
    return known


def pictures_by_name(folder: Path, collection: Collection) -> dict[str, int]:
    """Those of the county's pictures a collection has, by name → keys. A file may be stored under another name."""
    titles = dict(Picture.objects.filter(collection=collection, credit=CREDIT).values_list("title", "pk"))
    return {row["name"]: titles[row["title"]] for row in _pictures(folder) if row["title"] in titles}


def _pictures(folder: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = yaml.safe_load((folder / "pictures.yaml").read_text(encoding="utf-8"))
    return rows


def open_topics(site: SitePage, rows: Iterable[Mapping[str, Any]], pictures: Mapping[str, int], at: datetime) -> None:
    """专题, each below the column of topics."""
    below = site.get_children().get(slug="topics")
    known = set(below.get_children().values_list("slug", flat=True))
    for number, row in enumerate(rows):
        if row["slug"] in known:
            continue
        topic = TopicPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            picture_id=pictures[row["picture"]],
            first_published_at=at - timedelta(days=number),
            last_published_at=at,
        )
        below.add_child(instance=topic)


def arrange(site: SitePage, rows: Sequence[Mapping[str, Any]]) -> None:
    """Give a home page its sections, unless an editor has arranged it already."""
    if site.body:
        return
    columns = {
        page.url_path[len(site.url_path) :].strip("/"): page.pk for page in site.get_descendants().filter(live=True)
    }
    site.body = [(kind, _section(value, columns)) for row in rows for kind, value in row.items()]  # type: ignore[assignment]
    site.save_revision().publish()


def _section(value: Mapping[str, Any], columns: Mapping[str, int]) -> dict[str, Any]:
    section = dict(value)
    for key in COLUMN_KEYS:
        if key in section:
            section[key] = Page.objects.get(pk=columns[section[key]]).specific
    if "columns" in section:
        section["columns"] = [Page.objects.get(pk=columns[path]).specific for path in section["columns"]]
    return section


# -- articles --------------------------------------------------------------------------------------------------------


def words_of(site: SitePage, handles: Sequence[str]) -> dict[str, str]:
    """What the articles every site begins with say of its unit."""
    unit = site.unit
    return {
        "name": unit.name,
        "short": site.short_title,
        "handles": "、".join(handles) or "综合服务",
        "first": handles[0] if handles else "综合服务",
        "last": handles[-1] if handles else "综合服务",
        "phone": unit.phone or "12345",
        "address": unit.address or "县政务服务中心",
        "number": unit.number,
    }


def filled(row: Mapping[str, Any], number: int, words: Mapping[str, str]) -> Manuscript:
    """One article every site of a kind begins with; the days are moved a little, so that not all say the same day."""
    text = {key: value.format(**words) if isinstance(value, str) else value for key, value in row.items()}
    moved = int("".join(sign for sign in words["number"] if sign.isdigit()) or 0) % 5
    return replace(Manuscript(slug=f"article-{number}", **text), days=row["days"] + moved)


@transaction.atomic
def publish(articles: Iterable[tuple[SitePage, Manuscript]], pictures: Mapping[str, int], at: datetime) -> int:
    """Make and publish what is missing, each with its first revision; rows are written together, not one by one."""
    columns = {page.url_path: page for page in Page.objects.filter(numchild__gte=0).exclude(articlepage__isnull=False)}
    taken = set(Page.objects.filter(articlepage__isnull=False).values_list("url_path", flat=True))
    children: dict[int, int] = {}
    made: list[ArticlePage] = []
    for number, (site, one) in enumerate(articles):
        column = columns[f"{site.url_path}{one.column}/"]
        if f"{column.url_path}{one.slug}/" in taken:
            continue
        place = children.get(column.pk) or _last_place(column)
        children[column.pk] = place + 1
        made.append(_article(one, column, place + 1, _moment(one.days, number, at), pictures))
    _write(made, columns.values(), children)
    return len(made)


def _last_place(column: Page) -> int:
    last = column.get_last_child()
    return MP_Node._str2int(last.path[-Page.steplen :]) if last else 0


def _moment(days: int, number: int, at: datetime) -> datetime:
    """A moment of office hours some days ago, not the same for every article, and never in the future."""
    day = timezone.localtime(at) - timedelta(days=days)
    moment = day.replace(hour=_OPENING, minute=0, second=0, microsecond=0)
    return min(moment + timedelta(minutes=number * 37 % (_HOURS * 60)), at)


def _article(one: Manuscript, column: Page, place: int, moment: datetime, pictures: Mapping[str, int]) -> ArticlePage:
    article = ArticlePage(
        title=one.title,
        draft_title=one.title,
        slug=one.slug,
        depth=column.depth + 1,
        path=Page._get_path(column.path, column.depth + 1, place),
        url_path=f"{column.url_path}{one.slug}/",
        locale_id=column.locale_id,
        live=True,
        has_unpublished_changes=False,
        first_published_at=moment,
        last_published_at=moment,
        latest_revision_created_at=moment,
        published_on=moment,
        source=one.source,
        author=one.author,
        summary=one.summary,
        keywords=one.keywords,
        picture_id=pictures[one.picture] if one.picture else None,
        is_pinned=one.pinned,
        validity=one.validity,
        search_description=one.summary,
    )
    article.body = ArticlePage._meta.get_field("body").to_python(json.dumps(manuscripts.parts_of(one.text, pictures)))
    return article


def _write(made: list[ArticlePage], columns: Iterable[Page], children: Mapping[int, int]) -> None:
    if not made:
        return
    shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create([Page(**{name: getattr(one, name) for name in shared}) for one in made])
    for article, row in zip(made, rows, strict=True):
        article.pk = article.page_ptr_id = row.pk
        article.id = row.pk
        article._state.adding = False
    ArticlePage._base_manager._insert(made, fields=ArticlePage._meta.local_concrete_fields, using="default")
    kind = ContentType.objects.get_for_model(ArticlePage)
    base = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=base,
            object_id=str(article.pk),
            created_at=article.first_published_at,
            object_str=article.title,
            content=article.serializable_data(),
        )
        for article in made
    )
    for row, article, revision in zip(rows, made, revisions, strict=True):
        row.latest_revision = row.live_revision = revision
        article.latest_revision = article.live_revision = revision
    Page.objects.bulk_update(rows, ["latest_revision", "live_revision"])
    added: dict[str, int] = defaultdict(int)
    for article in made:
        added[article.path[: -Page.steplen]] += 1
    places = [column for column in columns if column.path in added]
    for column in places:
        column.numchild += added[column.path]
    Page.objects.bulk_update(places, ["numchild"])
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(ArticlePage, [one for one in made if search_index.get_indexed_instance(one) is not None])
    tell_of_everything()
    for article, revision in zip(made, revisions, strict=True):
        page_published.send(sender=ArticlePage, instance=article, revision=revision)


def tell_of_everything() -> None:
    """Rows written together tell nobody of themselves: every page that is kept is made anew."""
    from .pagecache.changes import EVERYTHING, tell

    tell([EVERYTHING])
