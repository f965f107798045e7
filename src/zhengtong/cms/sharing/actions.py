"""推送, 接收, 不接收 — and the shares that follow their article."""

from datetime import datetime

from django.utils.text import slugify
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from zhengtong.foundation.errors import Refusal
from zhengtong.guards.actions import noting_refusals
from zhengtong.journal.actions import action, record
from zhengtong.notices.actions import Message, notify_all
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit

from ..models import ArticlePage, ColumnPage
from ..policies import unit_of
from ..workflow.actions import subject_of
from ..workflow.queries import holders
from ..workflow.rules import check_reason
from . import rules
from .queries import origin_of, shares_of

SENDERS = (Permission.CONTENT_EDIT, Permission.CONTENT_SIGN, Permission.SITE_MANAGE)


@noting_refusals
@action("article.shared")
def share(page: Page, column: Page, *, by: Staff, at: datetime) -> ArticlePage:
    """推送 — show an article by reference in another column; who signs for that column shows it at once.

    Elsewhere its editors are told, and it appears when they have taken it in through their own readings.
    Raises Refusal `not-allowed`, `not-a-column`, `not-published`, `same-column`, `shared-already`.
    """
    origin = ArticlePage.objects.select_for_update(of=("self",)).get(pk=origin_of(page).pk)
    unit = unit_of(page)
    if not any(by.may(post, unit=unit) for post in SENDERS):
        raise Refusal("not-allowed", "只能推送本单位的稿件。")
    place = ColumnPage.objects.filter(pk=column.pk, live=True).first()
    if place is None:
        raise Refusal("not-a-column", "请选择要推送到的栏目。", "columns")
    rules.check_share(
        is_live=origin.live,
        withdrawal=origin.withdrawal,
        column=place.pk,
        home=origin.get_parent().pk,
        shared_in=[one.get_parent().pk for one in shares_of(origin)],
    )
    receiver = unit_of(place)
    shown = ArticlePage(slug=_free_slug(origin, place), owner=by.user, live=False, shared_from=origin)
    _repeat(origin, shown)
    place.add_child(instance=shown)
    revision = shown.save_revision(user=by.user, clean=False)
    is_at_once = by.may(Permission.CONTENT_SIGN, unit=receiver)
    if is_at_once:
        revision.publish(user=by.user, skip_permission_checks=True)
    else:
        _tell(holders(Permission.CONTENT_EDIT, receiver), shown, unit, at)
    record("article.shared", subject_of(origin), actor=f"staff:{by.code}", at=at, unit=unit.code, unit_name=unit.name,
           title=origin.title, to=receiver.code, to_name=receiver.name, address=shown.url_path,
           is_published=is_at_once)  # fmt: skip
    return shown


@action("article.share_accepted")
def accept(page: Page, *, by: Staff, at: datetime) -> ArticlePage:
    """接收推送 — the receiving editor sends it through the readings of their own site.

    Raises Refusal `not-editor`, `share-gone`.
    """
    shown, unit = _waiting(page, by)
    shown.get_workflow().start(shown, by.user)
    record("article.share_accepted", subject_of(shown), actor=f"staff:{by.code}", at=at, unit=unit.code,
           unit_name=unit.name, title=shown.title, source=shown.shared_from.source)  # fmt: skip
    return shown


@action("article.share_declined")
def decline(page: Page, reason: str, *, by: Staff, at: datetime) -> None:
    """不接收 — before it is shown, or afterwards: the page goes, the reason stays and the sender is told.

    Raises Refusal `not-editor`, `share-gone`, `no-reason`, `reason-too-long`.
    """
    shown, unit = _waiting(page, by, even_shown=True)
    said = check_reason(reason)
    if shown.owner is not None:
        text = f"{unit.name}没有接收您推送的“{shown.title}”：{said}"
        link = f"/editor/pages/{shown.shared_from_id}/edit/"
        message = Message("share-declined", subject_of(shown), "推送的稿件未被接收", text, link, user=shown.owner)
        notify_all([message], at=at)
    subject, title = subject_of(shown), shown.title
    if shown.live:
        page_unpublished.send(sender=ArticlePage, instance=shown)
    shown.delete()
    record("article.share_declined", subject, actor=f"staff:{by.code}", at=at, unit=unit.code, unit_name=unit.name,
           title=title, reason=said)  # fmt: skip


def follow(origin: ArticlePage) -> int:
    """Bring every share to what its article now is; part of the act that changed the article. How many were brought."""
    changed = 0
    for shown in shares_of(origin).select_for_update(of=("self",)):
        was_live = shown.live
        _repeat(origin, shown)
        shown.live = origin.live and shown.first_published_at is not None
        shown.save()
        changed += 1
        if shown.live:
            page_published.send(sender=ArticlePage, instance=shown, revision=shown.live_revision)
        elif was_live:
            page_unpublished.send(sender=ArticlePage, instance=shown)
    return changed


def _repeat(origin: ArticlePage, shown: ArticlePage) -> None:
    for name in rules.FOLLOWED:
        setattr(shown, name, getattr(origin, name))
    shown.draft_title = origin.title
    shown.published_on = origin.published_on or origin.first_published_at


def _free_slug(origin: ArticlePage, column: Page) -> str:
    taken = set(column.get_children().values_list("slug", flat=True))
    base = slugify(origin.slug, allow_unicode=True) or f"share-{origin.pk}"
    return base if base not in taken else f"{base}-{origin.pk}"


def _waiting(page: Page, by: Staff, *, even_shown: bool = False) -> tuple[ArticlePage, Unit]:
    shown = ArticlePage.objects.select_for_update(of=("self",)).filter(pk=page.pk, shared_from__isnull=False).first()
    if shown is None or (shown.live and not even_shown) or shown.workflow_in_progress:
        raise Refusal("share-gone", "这件推送已经处理，或者正在审核。")
    unit = unit_of(shown)
    if not by.may(Permission.CONTENT_EDIT, unit=unit):
        raise Refusal("not-editor", "只有接收单位的采编人员可以处理这件推送。")
    return shown, unit


def _tell(people: list[Staff], shown: ArticlePage, sender: Unit, at: datetime) -> None:
    text = f"{sender.name}推送了“{shown.title}”，接收后进入本站审核。"
    notify_all(
        (
            Message("share-waiting", subject_of(shown), "有推送的稿件待接收", text, "/editor/shares/", user=one.user)
            for one in people
        ),
        at=at,
    )
