"""The inspection of public pages, told what only the whole house knows: the other doors' pages, where the server listens."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from zhengtong.catalog.queries import published_items
from zhengtong.cms.inspection import tasks
from zhengtong.cms.inspection.listing import OtherPage
from zhengtong.cms.inspection.rules import PageKind
from zhengtong.web import tags

from . import env

_LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 — asked at its loopback


def pages(at: datetime) -> int:
    """Go on with the night's pass."""
    return tasks.inspect(at, other_pages)


def links(at: datetime) -> int:
    """Links to other sites, where the operator allows the house to ask outside."""
    return tasks.visit(at, is_on=env.checks_links_outside())


def sites(at: datetime) -> int:
    """Visit every site's home page as a reader does."""
    bind = env.read("BIND")
    return tasks.probe(at, (_LOOPBACK.get(bind, bind), env.port()))


def other_pages() -> Iterator[OtherPage]:
    """What anybody may read that is no page of the cluster: the lists and forms of the other doors, every item's guide."""
    for name, place in tags.COLUMNS.items():
        try:
            yield OtherPage(reverse(name), PageKind.COLUMN, place.name)
        except NoReverseMatch:
            continue  # a page of one thing
    for version in published_items().select_related("item"):
        yield OtherPage(reverse("citizen:item", args=[version.item.code]), PageKind.CONTENT, version.content["name"])
