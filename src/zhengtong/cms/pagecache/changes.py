"""What changes, told to the cache in the change's own transaction: a row with the tags of everything concerned.

An article concerns the pages that show it and the lists it stands in; a column or a site its own page, and, where its
name, address or place changes, whatever names it. A draft that is saved concerns nobody.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_init, post_save, pre_delete, pre_save
from wagtail.models import Page, Site, get_page_models
from wagtail.signals import page_unpublished, post_page_move

from zhengtong.cms.models import ArticlePage, Picture, PictureRendition, SiteDocument, SitePage
from zhengtong.org.models import Unit

from . import files, notes, rules
from .models import PageChange

EVERYTHING = "*"
# Wagtail's own notes of a draft, and what no other page shows of a page.
_BOOKKEEPING = frozenset(
    [
        "alias_of",
        "content_type",
        "draft_title",
        "expire_at",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "page_ptr",
        "translation_key",
    ]
)
_OWN_TEXT = frozenset({"body", "search_description"})


def connect() -> None:
    """Listen to the models whose rows pages show (called once the apps are ready)."""
    for model in (Page, *get_page_models()):
        post_init.connect(_page_read, sender=model, dispatch_uid=f"pagecache-{model.__name__}")
        notes.follow(model._meta.db_table)
    pre_save.connect(_page_before, dispatch_uid="pagecache-before")
    post_save.connect(_page_saved, dispatch_uid="pagecache-saved")
    pre_delete.connect(_page_goes, dispatch_uid="pagecache-goes")
    page_unpublished.connect(_page_goes, dispatch_uid="pagecache-unpublished")
    post_page_move.connect(_page_moved, dispatch_uid="pagecache-moved")
    post_save.connect(_host_changed, sender=Site, dispatch_uid="pagecache-host")
    post_delete.connect(_host_changed, sender=Site, dispatch_uid="pagecache-host-gone")
    for model, kind in ((Picture, "picture"), (SiteDocument, "document"), (Unit, "unit")):
        watch(model, kind)
    watch(PictureRendition, "picture", key="image_id", is_changing=False)


def watch(model: type[Model], kind: str, *, key: str = "pk", is_changing: bool = True) -> None:
    """Rows of this model are noted when a page reads them, and told of when they change."""

    def read(instance: Model, **_: Any) -> None:
        notes.note(kind, getattr(instance, key))

    def changed(instance: Model, created: bool = False, **_: Any) -> None:
        if not created:
            tell([f"{kind}:{getattr(instance, key)}"])

    notes.follow(model._meta.db_table)
    post_init.connect(read, sender=model, weak=False, dispatch_uid=f"pagecache-read-{model.__name__}")
    if is_changing:
        post_save.connect(changed, sender=model, weak=False, dispatch_uid=f"pagecache-save-{model.__name__}")
        post_delete.connect(changed, sender=model, weak=False, dispatch_uid=f"pagecache-gone-{model.__name__}")


def tell(tags: Iterable[str], *, page_id: int | None = None) -> None:
    """Something that pages show has changed; `page_id`: a page that should be there at once. Within the change's own
    transaction: what is rolled back was never told. EVERYTHING concerns every page."""
    from . import baking

    PageChange.objects.create(tags=sorted(set(tags)), page_id=page_id)
    transaction.on_commit(baking.refresh_if_serving)


def _page_read(instance: Page, **_: Any) -> None:
    """A page's row was read while a page is made: the page in the making names it, or shows it whole."""
    noted = notes.current()
    if noted is None or instance.pk is None:
        return
    if isinstance(instance, ArticlePage):
        noted.tags.add(f"page:{instance.pk}")
        return
    noted.tags.add(f"name:{instance.pk}")
    if "path" in instance.__dict__:
        noted.places.add(instance.path)
    if isinstance(instance, SitePage):
        noted.tags.add(f"menu:{instance.pk}")


def _page_before(sender: type[Model], instance: Model, update_fields: Any = None, **_: Any) -> None:
    """How the public knew the page until now."""
    if isinstance(instance, Page) and not _is_bookkeeping(update_fields):
        stored = sender._base_manager.filter(pk=instance.pk).values(*_shown_fields(sender)) if instance.pk else ()
        instance._as_shown = next(iter(stored), None)  # type: ignore[attr-defined]


def _page_saved(sender: type[Model], instance: Model, update_fields: Any = None, **_: Any) -> None:
    if not isinstance(instance, Page) or _is_bookkeeping(update_fields):
        return
    before: Mapping[str, Any] | None = getattr(instance, "_as_shown", None)
    was_live = before is not None and before["live"]
    if not instance.live and not was_live:
        return
    now = {name: getattr(instance, name) for name in _shown_fields(sender)}
    names = was_live != instance.live or any(
        before[name] != now[name] for name in now if before is not None and name not in _OWN_TEXT
    )
    tags = _of(instance, is_renamed=names or before is None)
    if before is not None and before["url_path"] != instance.url_path:
        tags |= _everything_below(instance)
    tell(tags, page_id=instance.pk if instance.live else None)


def _page_goes(instance: Page, **_: Any) -> None:
    if isinstance(instance, Page):
        tell(_of(instance, is_renamed=True) | _everything_below(instance))


def _page_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    """The addresses of everything below it are new; beside it, places in the tree have changed hands."""
    tags = _of(instance, is_renamed=True) | _everything_below(instance)
    for parent in (parent_page_before, parent_page_after):
        tags |= {f"below:{path}" for path in _ways(parent.path)} | {f"menu:{pk}" for pk in _menus_of(parent.path)}
        beside = Page.objects.filter(path__startswith=parent.path, depth__gt=parent.depth).not_type(ArticlePage)
        tags |= {f"below:{path}" for path in beside.values_list("path", flat=True)}
    tell(tags)


def _host_changed(**_: Any) -> None:
    """Every host with a site of its own has its folder, no other host has: without, it is shown the default site."""
    transaction.on_commit(_open_hosts)
    tell([EVERYTHING])


def _open_hosts() -> None:
    own = Site.objects.filter(is_default_site=False).values_list("hostname", flat=True)
    pages = files.root(settings.HOME)
    files.open_hosts(pages, {host.lower() for host in own})
    files.show_default(pages, rules.named(settings.ALLOWED_HOSTS, settings.PUBLIC_URL))


def _of(page: Page, *, is_renamed: bool) -> set[str]:
    """The tags a change of this page concerns: its own, and where its name shows, those of the lists and menus above."""
    tags = {f"page:{page.pk}"}
    if is_renamed:
        tags |= {f"name:{page.pk}"} | {f"below:{path}" for path in _ways(page.path[: -Page.steplen])}
        if not isinstance(page, ArticlePage):
            tags |= {f"menu:{pk}" for pk in _menus_of(page.path[: -Page.steplen])}
    return tags


def _everything_below(page: Page) -> set[str]:
    below = Page.objects.filter(path__startswith=page.path, depth__gt=page.depth).values_list("pk", flat=True)
    return {f"{kind}:{pk}" for pk in below for kind in ("page", "name")}


def _ways(path: str) -> list[str]:
    """A place of the tree and every place above it."""
    return [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]


def _menus_of(path: str) -> list[int]:
    """Whose entries stand directly below this place: the place itself, and the nearest site at or above it."""
    site = SitePage.objects.filter(path__in=_ways(path)).order_by("-path").values_list("pk", flat=True)[:1]
    return list(Page.objects.filter(Q(path=path) | Q(pk__in=site)).values_list("pk", flat=True))


def _shown_fields(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in _BOOKKEEPING]


def _is_bookkeeping(update_fields: Any) -> bool:
    return update_fields is not None and set(update_fields) <= _BOOKKEEPING
