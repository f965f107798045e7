"""Where the three readings show behind the editors' door: the inbox, the dashboard, the buttons of an article."""

from typing import Any

from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import workflow_cancelled

from zhengtong.org.choices import Permission
from zhengtong.org.queries import staff_of

from ..legacy import views as legacy
from ..models import ArticlePage, ReviewState
from ..register import actions as registering
from ..register import views as register
from ..screening import hooks as screening_hooks  # noqa: F401 — registers what the guards say beside a text
from ..sharing import views as sharing
from ..withdrawing import views as withdrawing
from . import actions, queries, views
from .choices import POSTS

# Wagtail's own lists of what is in review: they ask page by page, and know neither posts nor limits.
REPLACED_PANELS = frozenset({"workflow_objects_to_moderate"})


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("inbox/", views.inbox, name="editor-inbox"),
        path("inbox/<int:pk>/", views.review, name="editor-review"),
        path("articles/<int:pk>/urgent/", views.urgent, name="editor-urgent"),
        path("articles/<int:pk>/withdraw/", withdrawing.withdraw, name="editor-withdraw"),
        path("articles/<int:pk>/restore/", withdrawing.restore, name="editor-restore"),
        path("articles/<int:pk>/validity/", withdrawing.validity, name="editor-validity"),
        path("articles/<int:pk>/information/", register.link, name="editor-information"),
        path("articles/<int:pk>/share/", sharing.share, name="editor-share"),
        path("shares/", sharing.waiting, name="editor-shares"),
        path("shares/<int:pk>/", sharing.decide, name="editor-share-decide"),
        path("legacy/", legacy.upload, name="editor-legacy"),
        path("legacy/<str:token>/", legacy.dry_run, name="editor-legacy-run"),
    ]


class PostMenuItem(MenuItem):
    """An entry of the menu for those who hold one of some posts, with how much waits there."""

    def __init__(self, *args: Any, posts: tuple[str, ...], **kwargs: Any) -> None:
        self.posts = posts
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        staff = staff_of(request.user)
        return staff is not None and any(staff.may(post) for post in self.posts)


@hooks.register("register_admin_menu_item")
def inbox_entry() -> MenuItem:
    return PostMenuItem(
        "待审稿件", "/editor/inbox/", name="inbox", icon_name="tasks", order=50, posts=tuple(POSTS.values())
    )


@hooks.register("register_admin_menu_item")
def shares_entry() -> MenuItem:
    return PostMenuItem(
        "推送接收", "/editor/shares/", name="shares", icon_name="link", order=60, posts=(Permission.CONTENT_EDIT,)
    )


@hooks.register("register_admin_menu_item")
def legacy_entry() -> MenuItem:
    return PostMenuItem(
        "历史内容导入",
        "/editor/legacy/",
        name="legacy",
        icon_name="upload",
        order=9000,
        posts=(Permission.SITE_MANAGE,),
    )


class WaitingPanel(Component):
    """How much waits for this person, and how much of it is late."""

    order = 90
    template_name = "cms/inbox/panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        now = timezone.now()
        staff = staff_of(request.user)
        waiting = queries.awaiting_user(request.user)
        return {
            "is_reviewer": staff is not None and any(staff.may(post) for post in POSTS.values()),
            "waiting": waiting.count(),
            "late": waiting.filter(due_at__lte=now).count(),
            "mine": queries.submitted_by(staff).count() if staff else 0,
        }


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [one for one in panels if getattr(one, "name", "") not in REPLACED_PANELS]
    panels.append(WaitingPanel())


class UrgentItem(ActionMenuItem):
    """加急签发, for who signs and did not write it."""

    name = "action-urgent"
    label = "加急签发"
    icon_name = "upload"
    order = 35
    template_name = "cms/inbox/menu_link.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        if context["view"] != "edit" or not isinstance(page, ArticlePage) or page.shared_from_id or page.withdrawal:
            return False
        return "lock" in page.permissions_for_user(context["request"].user).permissions and (
            not page.live or page.has_unpublished_changes
        )

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("editor-urgent", args=[parent_context["page"].pk])


@hooks.register("register_page_action_menu_item")
def urgent_item() -> ActionMenuItem:
    return UrgentItem()


@hooks.register("construct_page_action_menu")
def no_way_past_the_readings(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """A new article has no tester of its own yet; its column's would show the button."""
    model = request.resolver_match.kwargs.get("content_type_model_name") if request.resolver_match else None
    if model == "articlepage" or isinstance(context.get("page"), ArticlePage):
        items[:] = [item for item in items if item.name not in ("action-publish", "action-unpublish")]


@hooks.register("before_publish_page")
def send_it_for_review(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever posts the publish button of an article all the same finds the draft saved and not published."""
    if not isinstance(page, ArticlePage):
        return None
    messages.warning(request, "稿件须经三审三校后发布，已保存为草稿，请送审。")
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_page_header_buttons")
def article_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    article = page.specific if page.specific_class is ArticlePage else None
    if article is None:
        return
    staff = staff_of(user)
    unit = actions.unit_of(article)
    if article.shared_from_id is None and registering.may_link(staff, unit):
        address = reverse("editor-information", args=[page.pk])
        yield Button("政府信息", address, icon_name="folder-open-inverse", priority=59)
    if article.first_published_at is None:
        return
    if article.live and article.withdrawal == "" and staff is not None:
        yield Button("推送到其他栏目", reverse("editor-share", args=[page.pk]), icon_name="link", priority=60)
    if article.shared_from_id is None and withdrawing.may_withdraw(staff, unit):
        yield Button("有效性", reverse("editor-validity", args=[page.pk]), icon_name="tick", priority=61)
        if article.withdrawal:
            yield Button("撤销撤稿", reverse("editor-restore", args=[page.pk]), icon_name="undo", priority=62)
        elif article.live:
            yield Button("撤稿", reverse("editor-withdraw", args=[page.pk]), icon_name="download", priority=62)


@receiver(workflow_cancelled, dispatch_uid="zhengtong_review_recalled")
def taken_back(sender: Any, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    last = ReviewState.objects.filter(workflow_state=instance).select_related("page", "unit", "clock").order_by("-pk")
    state = last.first()
    if state is not None and state.status == TaskState.STATUS_CANCELLED:
        actions.recalled(state, by=user, at=timezone.now())
