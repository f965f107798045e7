"""Who may do what among the pages, pictures and documents: the county's own posts (org), nothing stored a second time.

A post is what × where. Where, for content, is a unit and everything below it: the sites that unit runs, and the columns
it owns in others' sites. The sites of the cluster stand below the portal in the tree of pages, and are still not the
portal's: a right ends where the site of another unit begins. Wagtail asks these policies for every page, chooser,
report and search of the editors' door.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NoReturn

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import F, Model, Q, QuerySet
from django.http import Http404, HttpRequest
from wagtail.admin import auth
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import AbstractPage, Collection, Locale, Page, PagePermissionTester, Site
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from zhengtong.org.choices import Permission as Post
from zhengtong.org.models import Staff, Unit, User
from zhengtong.org.queries import reach, staff_of

PAGE_RIGHTS: dict[str, tuple[str, ...]] = {
    Post.CONTENT_EDIT: ("add_page", "change_page"),
    Post.CONTENT_REVIEW_FIRST: ("change_page",),
    Post.CONTENT_REVIEW_SECOND: ("change_page",),
    Post.CONTENT_SIGN: ("change_page", "publish_page", "lock_page", "unlock_page"),
    Post.SITE_MANAGE: ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
}
"""A post of the county → what Wagtail calls it among pages."""

MEDIA_RIGHTS: dict[str, tuple[str, ...]] = {
    Post.CONTENT_EDIT: ("add", "choose"),
    Post.CONTENT_REVIEW_FIRST: ("choose",),
    Post.CONTENT_REVIEW_SECOND: ("choose",),
    Post.CONTENT_SIGN: ("choose", "change"),
    Post.SITE_MANAGE: ("add", "choose", "change"),
}
DOOR = frozenset(PAGE_RIGHTS)
ANY = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})
PORTAL_DEPTH = 2
"""The portal stands right below the root of the tree of pages; every other site stands below the portal."""


@dataclass(frozen=True, slots=True)
class Right:
    """A codename, as Wagtail's own permission rows carry it."""

    codename: str


@dataclass(frozen=True, slots=True)
class Held:
    """One right at one place of a tree (`page` or `collection`) and everything below it, but for `others` (paths)."""

    permission: Right
    page: Page | None = None
    collection: Collection | None = None
    others: tuple[str, ...] = ()

    @property
    def page_id(self) -> int | None:
        return self.page.pk if self.page else None

    @property
    def collection_id(self) -> int | None:
        return self.collection.pk if self.collection else None

    def covers(self, page: Page) -> bool:
        return page.path.startswith(self.page.path) and not page.path.startswith(self.others)

    @property
    def within(self) -> Q:
        """The pages this right covers."""
        covered = Q(path__startswith=self.page.path)
        for path in self.others:
            covered &= ~Q(path__startswith=path)
        return covered


class OrganisationPages(PagePermissionPolicy):
    """Rights over pages, from the posts of the county."""

    def get_all_permissions_for_user(self, user: Any) -> list[Held]:
        return [
            Held(Right(codename), page=page, others=others)
            for codename, page, others in _rights(user, PAGE_RIGHTS, _places)
        ]

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Page) -> bool:
        wanted = self._get_permission_codenames(set(actions))
        return any(
            right.permission.codename in wanted and right.covers(instance)
            for right in self.get_cached_permissions_for_user(user)
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Page]:
        wanted = self._get_permission_codenames(set(actions))
        places = {
            right.page_id: right.within
            for right in self.get_cached_permissions_for_user(user)
            if right.permission.codename in wanted
        }
        if not places:
            return self.model._default_manager.none()
        return self.model._default_manager.filter(reduce(or_, places.values()))

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        if not self.get_cached_permissions_for_user(user):
            return self.model._default_manager.none()
        return super().explorable_instances(user)

    def users_with_any_permission(self, actions: Iterable[str], include_superusers: bool = True) -> QuerySet[User]:
        return _holders(_posts(PAGE_RIGHTS, self._get_permission_codenames(set(actions))), None)

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, include_superusers: bool = True
    ) -> QuerySet[User]:
        return _holders(_posts(PAGE_RIGHTS, self._get_permission_codenames(set(actions))), unit_of(instance))


class OrganisationTester(PagePermissionTester):
    """What one may do with one page. Wagtail's own goes by the path alone and would take others' sites along."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        held = self.permission_policy.get_cached_permissions_for_user(user)
        self.permissions = {
            right.permission.codename.rsplit("_", maxsplit=1)[0] for right in held if right.covers(page)
        }


class OrganisationCollections(CollectionOwnershipPermissionPolicy):
    """Rights over pictures and documents: those of the collection of each site one works for."""

    def get_all_permissions_for_user(self, user: Any) -> list[Held]:
        return [
            Held(Right(f"{verb}_{self.auth_model._meta.model_name}"), collection=site.collection)
            for verb, site, _ in _rights(user, MEDIA_RIGHTS, _own_sites)
            if site.collection_id
        ]

    def _users_with_perm_filter(self, actions: Iterable[str], collection: Collection | None = None) -> Q:
        site = _sites().filter(collection=collection).first() if collection else None
        holders = _holders(_posts(MEDIA_RIGHTS, actions), site.unit if site else None)
        return Q(pk__in=holders.values("pk"))


class Nobody(ModelPermissionPolicy):
    """What is not managed behind this door at all: accounts and groups are the county's (org), sites are `SitePage`s."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return False

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return User.objects.none()


class ClusterManagers(ModelPermissionPolicy):
    """What belongs to the cluster as a whole (its redirects): whoever manages the site of the portal."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return manages(user, None)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        portal = _sites().filter(depth=PORTAL_DEPTH).first()
        return _holders([Post.SITE_MANAGE], portal.unit) if portal else User.objects.none()


def manages(user: Any, site: Page | None) -> bool:
    """Whether this account manages `site` (a SitePage); None asks for the portal and with it the cluster."""
    staff = staff_of(user)
    if staff is None or not user.is_active:
        return False
    site = site or _sites().filter(depth=PORTAL_DEPTH).first()
    return site is not None and staff.may(Post.SITE_MANAGE, unit=site.unit)


def held_pages(user: Any) -> QuerySet[Page]:
    """Every page this account holds some right over."""
    return OrganisationPages().instances_user_has_any_permission_for(user, ANY)


def choosable_pages(user: Any) -> QuerySet[Page]:
    """What may be linked to: one's own pages, and what everybody can read anyway.

    A page of others that is being renamed is left out: choosers show the title of the draft.
    """
    readable = Q(live=True) & (Q(draft_title=F("title")) | Q(draft_title=""))
    return Page.objects.filter(readable | Q(depth=1) | Q(pk__in=held_pages(user).values("pk")))


def own_media(user: Any, model: type[Model]) -> QuerySet[Any]:
    """The pictures or documents this account may use."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, {"choose", "change", "delete"})


def may_enter(user: Any) -> bool:
    """Whether this account has any business behind the editors' door."""
    staff = staff_of(user)
    return staff is not None and any(staff.may(post) for post in DOOR)


def unit_of(page: Page) -> Unit:
    """责任单位 — who answers for a page: the owner of the nearest column above it that has one, else of its site."""
    from .models import ColumnPage, SitePage

    above = page.get_ancestors(inclusive=True).type(ColumnPage, SitePage).specific().order_by("-depth")
    for place in above:
        if isinstance(place, SitePage):
            return place.unit
        if place.owner_unit_id:
            return place.owner_unit
    raise ValueError(f"page {page.pk} stands in no site")


def refuse(request: HttpRequest) -> NoReturn:
    """What Wagtail's views do with whoever may not: no way back with a sentence, but nothing there."""
    raise Http404


def register() -> None:
    """Put the county's policies in the place of Wagtail's own (called once the apps are ready)."""
    policy_registry.register(AbstractPage, value=OrganisationPages())
    policy_registry.register(
        get_image_model(),
        value=OrganisationCollections(
            get_image_model(), auth_model=get_image_model(), owner_field_name="uploaded_by_user"
        ),
    )
    policy_registry.register(
        get_document_model(),
        value=OrganisationCollections(
            get_document_model(), auth_model=get_document_model(), owner_field_name="uploaded_by_user"
        ),
    )
    for model in (Site, Locale, Group, get_user_model()):
        policy_registry.register(model, value=Nobody(model))
    policy_registry.register(Redirect, value=ClusterManagers(Redirect))
    # The one place where Wagtail does not ask the policy but reads the paths itself.
    AbstractPage.permissions_for_user = lambda page, user: OrganisationTester(user, page)
    auth.permission_denied = refuse


def _rights(
    user: Any,
    table: Mapping[str, tuple[str, ...]],
    places: Callable[[Staff, str], Iterable[tuple[Page, tuple[str, ...]]]],
) -> list[tuple[str, Page, tuple[str, ...]]]:
    """Every codename this person holds, the page below which it holds, and the paths below that where it does not."""
    staff = staff_of(user)
    if staff is None or not user.is_active:
        return []
    rights: dict[tuple[str, int, tuple[str, ...]], tuple[str, Page, tuple[str, ...]]] = {}
    for post, codenames in table.items():
        if not staff.may(post):
            continue
        for place, others in places(staff, post):
            for codename in codenames:
                rights[codename, place.pk, others] = codename, place, others
    return list(rights.values())


def _places(staff: Staff, post: str) -> list[tuple[Page, tuple[str, ...]]]:
    """The sites of the units for which one holds this post, and the columns these units own elsewhere.

    A site whose parent site is one's own too goes along with it; others' sites below are left out.
    """
    from .models import ColumnPage

    own = {site.path: site for site, _ in _own_sites(staff, post)}
    steplen = Page.steplen
    others = [path for path in _sites().values_list("path", flat=True) if path not in own] if own else []
    tops = [site for path, site in own.items() if path[:-steplen] not in own]
    columns = ColumnPage.objects.filter(owner_unit__isnull=False).filter(
        reach(staff, post, unit="owner_unit", region="owner_unit__region")
    )
    return [
        *((site, tuple(path for path in others if path.startswith(site.path))) for site in tops),
        *((column, ()) for column in columns if not any(_stands_in(column, site, others) for site in tops)),
    ]


def _stands_in(column: Page, site: Page, others: Iterable[str]) -> bool:
    return column.path.startswith(site.path) and not column.path.startswith(tuple(others))


def _own_sites(staff: Staff, post: str) -> list[tuple[Page, tuple[str, ...]]]:
    sites = _sites().filter(reach(staff, post, unit="unit", region="unit__region"))
    return [(site, ()) for site in sites.select_related("collection")]


def _posts(table: dict[str, tuple[str, ...]], codenames: Iterable[str]) -> list[str]:
    wanted = set(codenames)
    return [post for post, held in table.items() if wanted & set(held)]


def _holders(posts: Iterable[str], unit: Unit | None) -> QuerySet[User]:
    """Accounts of those who hold any of these posts (for `unit`, if one is named)."""
    people = Staff.objects.filter(
        left_on=None, user__is_active=True, assignments__role__permissions__overlap=list(posts)
    )
    people = people.select_related("user").distinct()
    held = [person.user_id for person in people if unit is None or any(person.may(post, unit=unit) for post in posts)]
    return User.objects.filter(pk__in=held)


def _sites() -> QuerySet[Any]:
    from .models import SitePage

    return SitePage.objects.all()
