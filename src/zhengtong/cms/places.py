"""Where pages may stand and when they may go: addresses other doors answer, columns that still show articles."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from .chosen import ChosenForm

PORTAL_DEPTH = 2


def taken_elsewhere(slug: str, parent: Page) -> str:
    """Why a page directly below the portal cannot have this address; "" where it can."""
    from .sites.queries import is_reserved

    if parent.depth != PORTAL_DEPTH or not is_reserved(slug):
        return ""
    return f"地址“/{slug}/”已由平台的其他服务使用，请换一个地址名。"


class AddressForm(ChosenForm):
    """The form of a column or a topic: an address another door answers is refused beside its field."""

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        is_new = self.instance.pk is None or slug != self.instance.slug
        problem = taken_elsewhere(slug, self.parent_page) if is_new or "slug" in self.changed_data else ""
        if problem:
            raise ValidationError(problem, code="slug-reserved")
        return slug


def articles_below(page: Page) -> int:
    """How many public articles a page would take with it."""
    below = Page.objects.filter(path__startswith=page.path, depth__gt=page.depth, live=True)
    return below.filter(articlepage__isnull=False).count()


@hooks.register("before_delete_page")
def refuse_to_delete_what_shows_articles(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What was public is withdrawn, article by article, and never deleted with its column."""
    return _refused(request, [page])


@hooks.register("before_bulk_action")
def refuse_to_delete_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> Any:
    pages = [one for one in objects if isinstance(one, Page)]
    return _refused(request, pages) if action_type == "delete" else None


@hooks.register("before_move_page")
def refuse_an_address_that_is_taken(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    problem = taken_elsewhere(page.slug, destination)
    if not problem:
        return None
    messages.error(request, problem)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _refused(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    for page in pages:
        if count := articles_below(page):
            said = f"“{page.title}”下面还有{count}篇已发布的稿件，不能删除。请先撤稿，或者把稿件移到其他栏目。"
            messages.error(request, said)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
