"""How an article behaves that three people read, that may be withdrawn, and that other sites may show."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.url_routing import RouteResult

# Decisions about an article as a whole: an older draft that is published later does not undo them.
KEPT = (
    "withdrawal", "withdrawal_note", "withdrawn_at", "replaced_by_id", "shared_from_id", "validity_basis",
)  # fmt: skip


class Editorial:
    """Mixed into `ArticlePage`, before `Page`: asks the rooms of this door (workflow, withdrawing, sharing)."""

    def permissions_for_user(self, user: Any) -> Any:
        from zhengtong.cms.workflow.permissions import ArticlePermissions

        return ArticlePermissions(user, self)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        page = super().with_content_json(content)  # type: ignore[misc]
        for name in KEPT:
            setattr(page, name, getattr(self, name))
        if self.first_published_at is not None:  # type: ignore[attr-defined]
            page.validity = self.validity  # type: ignore[attr-defined]
        return page

    def clean(self) -> None:
        """Every part is read once before it is written: what came in raw passes the allow-list (cms/pasting)."""
        super().clean()  # type: ignore[misc]
        for part in self.body:  # type: ignore[attr-defined]
            part.value  # noqa: B018 — reading is the cleaning

    def publish(self, revision: Any, user: Any = None, **how: Any) -> Any:
        from zhengtong.cms.register import actions as register
        from zhengtong.cms.sharing import actions as sharing
        from zhengtong.cms.workflow import actions

        done = super().publish(revision, user=user, **how)  # type: ignore[misc]
        now = type(self).objects.get(pk=self.pk)  # type: ignore[attr-defined]
        at = timezone.now()
        actions.note_published(now, by=user, at=at)
        if now.live:
            register.publish(now, by=user, at=at)
            now = type(self).objects.get(pk=self.pk)  # type: ignore[attr-defined]
        sharing.follow(now)
        return done

    def unpublish(self, *args: Any, user: Any = None, **how: Any) -> Any:
        from zhengtong.cms.sharing import actions as sharing
        from zhengtong.cms.workflow import actions

        done = super().unpublish(*args, user=user, **how)  # type: ignore[misc]
        actions.note_taken_down(self, by=user, at=timezone.now())  # type: ignore[arg-type]
        sharing.follow(self)  # type: ignore[arg-type]
        return done

    @property
    def is_answered(self) -> bool:
        """Whether the address answers though the article is not shown: it says what became of it."""
        from zhengtong.cms.withdrawing.rules import HIDDEN

        return self.withdrawal in HIDDEN  # type: ignore[attr-defined]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components and self.is_answered:
            return RouteResult(self)
        return super().route(request, path_components)  # type: ignore[misc]
