"""Who may do what among the pages, pictures and documents: the county's own posts (org), nothing stored a second time.

A post is what × where. Where, for content, is a unit and everything below it: the sites that unit runs, and the columns
it owns in others' sites. Wagtail asks these policies for every page, chooser, report and search of the editors' door.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import AbstractPage, Collection, Locale, Page, Site
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


@dataclass(frozen=True, slots=True)
class Right:
    """A codename, as Wagtail's own permission rows carry it."""

    codename: str


@dataclass(frozen=True, slots=True)
class Held:
    """One right at one place of a tree (`page` or `collection`) and everything below it."""

    permission: Right
    page: Page | None = None
    collection: Collection | None = None

    @property
    def page_id(self) -> int | None:
        return self.page.pk if self.page else None

    @property
    def collection_id(self) -> int | None:
        return self.collection.pk if self.collection else None


class OrganisationPages(PagePermissionPolicy):
    """Rights over pages, from the posts of the county."""

    def get_all_permissions_for_user(self, user: Any) -> list[Held]:
        return [Held(Right(codename), page=page) for codename, page in _rights(user, PAGE_RIGHTS)]

    def users_with_any_permission(self, actions: Iterable[str], include_superusers: bool = True) -> QuerySet[User]:
        return _holders(_posts(PAGE_RIGHTS, self._get_permission_codenames(set(actions))), None)

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, include_superusers: bool = True
    ) -> QuerySet[User]:
        return _holders(_posts(PAGE_RIGHTS, self._get_permission_codenames(set(actions))), unit_of(instance))


class OrganisationCollections(CollectionOwnershipPermissionPolicy):
    """Rights over pictures and documents: those of the collection of each site one works for."""

    def get_all_permissions_for_user(self, user: Any) -> list[Held]:
        return [
            Held(Right(f"{verb}_{self.auth_model._meta.model_name}"), collection=page.collection)
            for verb, page in _rights(user, MEDIA_RIGHTS)
            if isinstance(page, _site_page()) and page.collection_id
        ]

    def _users_with_perm_filter(self, actions: Iterable[str], collection: Collection | None = None) -> Q:
        holders = _holders(_posts(MEDIA_RIGHTS, actions), None)
        return Q(pk__in=holders.values("pk"))


class Nobody(ModelPermissionPolicy):
    """What is not managed behind this door at all: accounts and groups are the county's (org), sites are `SitePage`s."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return False

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return User.objects.none()


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


def _rights(user: Any, table: dict[str, tuple[str, ...]]) -> list[tuple[str, Page]]:
    """Every codename this person holds and the page below which it holds."""
    staff = staff_of(user)
    if staff is None or not user.is_active:
        return []
    rights: dict[tuple[str, int], tuple[str, Page]] = {}
    for post, codenames in table.items():
        if not staff.may(post):
            continue
        for place in _places(staff, post):
            for codename in codenames:
                rights[codename, place.pk] = codename, place
    return list(rights.values())


def _places(staff: Staff, post: str) -> list[Page]:
    """The sites of the units for which one holds this post, and the columns these units own elsewhere."""
    from .models import ColumnPage, SitePage

    sites = SitePage.objects.filter(reach(staff, post, unit="unit", region="unit__region")).select_related("collection")
    columns = ColumnPage.objects.filter(owner_unit__isnull=False).filter(
        reach(staff, post, unit="owner_unit", region="owner_unit__region")
    )
    return [*sites, *columns]


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


def _site_page() -> type[Page]:
    from .models import SitePage

    return SitePage
