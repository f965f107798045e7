from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


class Shown:
    """What every page of the cluster has in common when the public reads it: the way to it, its site, the menu."""

    way: Sequence[Page] | None = None
    """The pages from the portal down to this one, where the address led along them."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from zhengtong.cms.frame import frame

        return super().get_context(request, *args, **kwargs) | frame(self, request)  # type: ignore[misc]

    def publish(self, revision: Any, user: Any = None, **how: Any) -> Any:
        """Nothing becomes public that the guards hold back; Refusal `text-block`, `text-leak`, `text-review`."""
        from zhengtong.cms.screening import actions

        actions.clear(revision.as_object(), at=timezone.now())
        return super().publish(revision, user=user, **how)  # type: ignore[misc]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """In the theme of its site, and laid out by the template in force for it."""
        from zhengtong.cms.theming.serving import dress

        return dress(self, request, super().serve(request, *args, **kwargs))  # type: ignore[misc,arg-type]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from zhengtong.cms.theming.serving import dress

        return dress(self, request, super().serve_preview(request, mode_name))  # type: ignore[misc,arg-type]

    def get_view_restrictions(self) -> "QuerySet[PageViewRestriction]":
        """Those of the page and of all above it; Wagtail would walk up the tree a second time."""
        if self.way is None:
            return super().get_view_restrictions()  # type: ignore[misc,no-any-return]
        sources = [page.alias_of_id or page.pk for page in self.way]
        return PageViewRestriction.objects.filter(page_id__in=sources)
