"""撤稿, its undoing, and a change of 有效性. The words stay in the house; what changes is what the public finds."""

from datetime import datetime

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.guards.actions import noting_refusals
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit

from ..choices import Validity, Withdrawal
from ..models import ArticlePage
from ..policies import unit_of
from ..register import actions as register
from ..screening import actions as screening
from ..sharing import actions as sharing
from ..workflow.actions import subject_of
from ..workflow.rules import check_reason
from . import rules

_FIELDS = ["withdrawal", "withdrawal_note", "withdrawn_at", "replaced_by", "live"]


def may_withdraw(staff: Staff | None, unit: Unit) -> bool:
    """Who signs what is published, and who manages the site, may take it back."""
    posts = (Permission.CONTENT_SIGN, Permission.SITE_MANAGE)
    return staff is not None and any(staff.may(post, unit=unit) for post in posts)


@action("article.withdrawn")
def withdraw(
    page: Page, kind: str, reason: str, *, note: str = "", replaced_by: Page | None = None, by: Staff, at: datetime
) -> ArticlePage:
    """撤稿 — in error, consolidated into another, or no longer applied. Shares of the article follow at once.

    The reason stays in the house; `note` is what the public reads (a sentence of the house's own if it is left out).
    Raises Refusal `not-allowed`, `withdrawal-kind`, `shared`, `already-withdrawn`, `not-published`, `no-replacement`,
    `replacement-hidden`, `replacement-circle`, `no-reason`, `reason-too-long`.
    """
    article, unit = _held(page, by)
    rules.check_withdrawal(
        kind, is_live=article.live, withdrawal=article.withdrawal, is_share=article.shared_from_id is not None
    )
    other = None if replaced_by is None else ArticlePage.objects.filter(pk=replaced_by.pk).first()
    rules.check_replacement(
        kind,
        article=article.pk,
        replacement=other.pk if other else None,
        leads_to=_chain(other),
        is_live=other is not None and other.live,
    )
    said = check_reason(reason)
    article.withdrawal, article.withdrawal_note, article.withdrawn_at = kind, rules.check_note(note), at
    article.replaced_by = other if kind == Withdrawal.CONSOLIDATED else None
    article.live = kind not in rules.HIDDEN
    article.save(update_fields=_FIELDS)
    article.revisions.update(approved_go_live_at=None)
    register.withdraw(article, said, by=by, at=at)
    _tell(article)
    record("article.withdrawn", subject_of(article), actor=f"staff:{by.code}", at=at, unit=unit.code,
           unit_name=unit.name, title=article.title, address=article.url_path, method=Withdrawal(kind).label,
           reason=said, note=article.withdrawal_note, to=other.url_path if other else "")  # fmt: skip
    return article


@noting_refusals
@action("article.restored")
def restore(page: Page, reason: str, *, by: Staff, at: datetime) -> ArticlePage:
    """撤销撤稿 — it was withdrawn by mistake: the article stands as it stood before.

    Raises Refusal `not-allowed`, `not-withdrawn`, `no-reason`, `reason-too-long`, and what `screening.clear` raises.
    """
    article, unit = _held(page, by)
    if not article.withdrawal or article.shared_from_id is not None:
        raise Refusal("not-withdrawn", "这篇稿件没有撤稿。")
    said = check_reason(reason)
    article.withdrawal, article.withdrawal_note, article.withdrawn_at = "", "", None
    article.replaced_by, article.live = None, True
    screening.clear(article, at=at)
    article.save(update_fields=_FIELDS)
    register.restore(article, said, by=by, at=at)
    _tell(article)
    record("article.restored", subject_of(article), actor=f"staff:{by.code}", at=at, unit=unit.code,
           unit_name=unit.name, title=article.title, address=article.url_path, reason=said)  # fmt: skip
    return article


@action("article.validity_changed")
def change_validity(page: Page, validity: str, basis: str, *, by: Staff, at: datetime) -> ArticlePage:
    """有效、部分修改、失效、废止 — with the basis on which it changed; the page says so from now on.

    Raises Refusal `not-allowed`, `shared`, `validity`, `validity-same`, `no-basis`, `basis-too-long`.
    """
    article, unit = _held(page, by)
    if article.shared_from_id is not None:
        raise Refusal("shared", "推送来的稿件随原稿变动，请在原稿上修改有效性。")
    said = rules.check_validity(article.validity, validity, tidy_line(basis))
    before, article.validity, article.validity_basis = article.validity, validity, said
    article.save(update_fields=["validity", "validity_basis"])
    register.change_validity(article, by=by, at=at)
    _tell(article)
    record("article.validity_changed", subject_of(article), actor=f"staff:{by.code}", at=at, unit=unit.code,
           unit_name=unit.name, title=article.title, before=Validity(before).label, after=Validity(validity).label,
           basis=said)  # fmt: skip
    return article


def _held(page: Page, by: Staff) -> tuple[ArticlePage, Unit]:
    article = ArticlePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    unit = unit_of(article)
    if not may_withdraw(by, unit):
        raise Refusal("not-allowed", "撤稿和有效性变动由终审签发人或者网站管理员办理。")
    return article, unit


def _chain(article: ArticlePage | None) -> list[int]:
    """Where an article leads, and where that leads in turn."""
    found: list[int] = []
    while article is not None and article.replaced_by_id is not None and article.replaced_by_id not in found:
        found.append(article.replaced_by_id)
        article = article.replaced_by
    return found


def _tell(article: ArticlePage) -> None:
    """Whoever keeps pages, lists or an index of articles hears it as Wagtail tells of any change; the shares follow."""
    if article.live:
        page_published.send(sender=ArticlePage, instance=article, revision=article.live_revision)
    else:
        page_unpublished.send(sender=ArticlePage, instance=article)
    sharing.follow(article)
