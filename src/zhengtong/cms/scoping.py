"""Who gets through which address of the editors' door, decided before Wagtail's own view is asked.

Wagtail answers what one may not do with a way back and a sentence, and here and there not at all. In this house what
one may not see is not there: every page, picture and document an address names must be one's own, or it is a 404.
"""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest
from django.urls import ResolverMatch
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from . import policies

CLOSED = (
    # Accounts and posts are the county's own (org); a site is a `SitePage` with pages of its own for its managers.
    "wagtailusers_*",
    "wagtailsites:*",
    "wagtailadmin_password_reset*",
    # Every site has exactly one collection, made when it is opened.
    "wagtailadmin_collections:*",
    # The way of a text through its reviews is the law's, not an editor's to rearrange.
    "wagtailadmin_workflows:*",
    # Nothing is fetched from a stranger's server while somebody writes.
    "wagtailembeds:*",
    # No page of ours calls these: choosers answer by pages of their own.
    "wagtailadmin_api:images:*",
    "wagtailadmin_api:documents:*",
    # A government's page is for everybody or for nobody yet.
    "wagtailadmin_pages:set_privacy",
    "wagtail*_authenticate_with_password",
    "wagtailcore_login",
    # Counts and last edits over all sites.
    "wagtailadmin_reports:page_types_usage*",
    # Names of all the tags anybody ever gave.
    "wagtailadmin_tag_*",
    # Starts from every page of a kind; articles are added where they belong.
    "wagtailadmin_pages:choose_parent",
    "wagtailimages:url_generator*",
    "wagtailadmin_error_test",
)
"""Addresses that have no use in this product: not there for anybody."""

EXPLORED = ("wagtailadmin_explore*", "wagtailadmin_api:pages:*")
CHOSEN = ("wagtailadmin_choose_page*",)
_PAGES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
_PICTURES = ("image_id",)
_DOCUMENTS = ("document_id", "doc_id")
LARGEST_KEY = 2**63 - 1


def refuse_what_is_closed(match: ResolverMatch) -> None:
    """Raises Http404 for an address of Wagtail's that has no use here."""
    if match.view_name.startswith("wagtail") and any(fnmatchcase(match.view_name, closed) for closed in CLOSED):
        raise Http404


def refuse_what_is_not_theirs(request: HttpRequest, match: ResolverMatch) -> None:
    """Raises Http404 where this account has no business."""
    if not request.user.is_authenticated:
        return  # shown where to sign in, whatever was asked for
    if not policies.may_enter(request.user):
        raise Http404
    _check(_pages_named(request, match), lambda: _reachable_pages(request, match))
    for model, named in (
        (get_image_model(), _media_named(request, match, _PICTURES, "wagtailimages_chooser:", "picture")),
        (get_document_model(), _media_named(request, match, _DOCUMENTS, "wagtaildocs_chooser:", "sitedocument")),
    ):
        _check(named, lambda model=model: policies.own_media(request.user, model))


def _check(named: Iterable[Any], reachable: Callable[[], Any]) -> None:
    keys = {_key(name) for name in named}
    if keys and reachable().filter(pk__in=keys).count() != len(keys):
        raise Http404


def _key(name: Any) -> int:
    text = str(name)
    if not text.isascii() or not text.isdigit() or int(text[:20]) > LARGEST_KEY:
        raise Http404
    return int(text)


def _reachable_pages(request: HttpRequest, match: ResolverMatch) -> Any:
    if any(fnmatchcase(match.view_name, name) for name in EXPLORED):
        return policies.OrganisationPages().explorable_instances(request.user)
    if any(fnmatchcase(match.view_name, name) for name in CHOSEN):
        return policies.choosable_pages(request.user)
    return policies.held_pages(request.user)


def _pages_named(request: HttpRequest, match: ResolverMatch) -> list[Any]:
    name, kwargs = match.view_name, match.kwargs
    named = [kwargs[key] for key in _PAGES if key in kwargs]
    if name == "wagtailadmin_pages:revisions_compare" or name.startswith("wagtailadmin_api:pages:"):
        named += [kwargs["pk"]] if "pk" in kwargs else []
    if name == "wagtailadmin_choose_page_chosen_multiple":
        named += request.GET.getlist("id")
    if name == "wagtail_bulk_action" and _is_page(kwargs):
        named += _bulk(request, whole_needs="childOf")
    if name.startswith("wagtailadmin_editing_sessions:") and _is_page(kwargs):
        named.append(kwargs["object_id"])
    return named


def _is_page(kwargs: dict[str, Any]) -> bool:
    """Whether an address names a page type by app and model."""
    try:
        return issubclass(apps.get_model(kwargs["app_label"], kwargs["model_name"]), Page)
    except LookupError:
        return False


def _media_named(
    request: HttpRequest, match: ResolverMatch, keys: Iterable[str], chooser: str, model_name: str
) -> list[Any]:
    name, kwargs = match.view_name, match.kwargs
    named = [kwargs[key] for key in keys if key in kwargs]
    if name == f"{chooser}chosen":
        named.append(kwargs["pk"])
    if name == f"{chooser}chosen_multiple":
        named += request.GET.getlist("id")
    if name == "wagtail_bulk_action" and kwargs["model_name"].lower() == model_name:
        named += _bulk(request)
    return named


def _bulk(request: HttpRequest, whole_needs: str = "") -> list[str]:
    """The things a bulk action names; "all" of a place names the place, and all of everywhere is nobody's."""
    ids = [pk for pk in request.GET.getlist("id") if pk != "all"]
    if whole_needs and "all" in request.GET.getlist("id"):
        if not request.GET.get(whole_needs):
            raise Http404
        ids.append(request.GET[whole_needs])
    return ids
