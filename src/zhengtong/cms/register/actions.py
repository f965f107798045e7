"""Link an article with its entry in the register; what happens to one then happens to the other."""

from datetime import datetime

from wagtail.signals import page_published

from zhengtong.cms.choices import Withdrawal
from zhengtong.cms.models import ArticlePage
from zhengtong.cms.pagecache.changes import tell
from zhengtong.cms.policies import unit_of
from zhengtong.cms.workflow.actions import subject_of
from zhengtong.disclosure.actions import information as register
from zhengtong.disclosure.catalogue import InformationState
from zhengtong.disclosure.models import Information
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit, User

from . import queries, rules
from .models import DisclosedArticle

WRITERS = (Permission.CONTENT_EDIT, Permission.CONTENT_SIGN)
SIGNER = "终审签发人"
"""Who reviewed it for secrets where it went live by the clock."""


def may_link(staff: Staff | None, unit: Unit) -> bool:
    """Who writes or signs for the unit that answers for an article."""
    return staff is not None and any(staff.may(post, unit=unit) for post in WRITERS)


@action("article.registered")
def link(article: ArticlePage, number: str, *, by: Staff, at: datetime) -> DisclosedArticle:
    """关联政府信息 — from now on the article is how this information is published.

    Where the article is public already, the information is too, from this moment: the twenty working days end once.
    Raises Refusal `not-allowed`, `no-information`, and as `rules.check_link`.
    """
    held, unit = _held(article, by)
    row = queries.linkable(held).filter(index_number=number).first()
    if row is None:
        row = Information.objects.filter(index_number=number, organ=unit).first()
    if row is None:
        raise Refusal("no-information", "没有找到本单位的这条政府信息，请核对索引号。", "number")
    rules.check_link(
        mode=row.mode,
        state=row.state,
        is_taken=DisclosedArticle.objects.filter(information=row).exists(),
        is_share=held.shared_from_id is not None,
        has_one=DisclosedArticle.objects.filter(article=held).exists(),
    )
    made = DisclosedArticle.objects.create(article=held, information=row)
    if held.live and held.withdrawal == "":
        publish(held, by=by.user, at=at)
    _tell(held, row)
    mirror_validity(row)
    _record("article.registered", held, unit, by, at, row)
    return made


@action("article.unregistered")
def unlink(article: ArticlePage, *, by: Staff, at: datetime) -> None:
    """取消关联 — linked with the wrong entry; both stay what they are. Raises Refusal `not-allowed`, `not-registered`."""
    held, unit = _held(article, by)
    row = queries.information_of(held)
    if row is None:
        raise Refusal("not-registered", "这篇稿件没有关联政府信息。")
    DisclosedArticle.objects.filter(article=held).delete()
    _tell(held, row)
    _record("article.unregistered", held, unit, by, at, row)


def publish(article: ArticlePage, *, by: User | None, at: datetime) -> None:
    """Part of the act that published the article: its entry is published with it, unless it is already."""
    row = queries.information_of(article)
    if row is None:
        return
    mirror_validity(row)
    if row.state != InformationState.SIGNED:
        return
    staff = getattr(by, "staff", None)
    actor = f"staff:{staff.code}" if staff is not None else register.SYSTEM
    reviewer = staff.name if staff is not None else SIGNER
    register.publish(row.index_number, reviewer=reviewer, by=actor, at=at, url=f"/{_address(article)}")


def withdraw(article: ArticlePage, reason: str, *, by: Staff, at: datetime) -> None:
    """Part of the act that withdrew the article: published in error, it leaves the catalogue as well."""
    row = queries.information_of(article)
    if row is not None and article.withdrawal == Withdrawal.ERROR and row.state == InformationState.PUBLISHED:
        register.withdraw(row.index_number, reason, by=f"staff:{by.code}", at=at)


def restore(article: ArticlePage, reason: str, *, by: Staff, at: datetime) -> None:
    """Part of the act that brought the article back."""
    row = queries.information_of(article)
    if row is not None and row.state == InformationState.WITHDRAWN:
        register.restore(row.index_number, reason, by=f"staff:{by.code}", at=at)


def change_validity(article: ArticlePage, *, by: Staff, at: datetime) -> None:
    """Part of the act that changed the validity of the article."""
    row = queries.information_of(article)
    now = rules.IN_REGISTER.get(article.validity, "")
    if row is not None and now and row.validity != now and row.state != InformationState.WITHDRAWN:
        register.change_validity(row.index_number, now, article.validity_basis, by=f"staff:{by.code}", at=at)


def mirror_validity(row: Information) -> None:
    """The article says what the register says, whoever changed that; the register's act is the one in the journal."""
    article = ArticlePage.objects.filter(disclosed__information=row).first()
    told = rules.ON_PAGE.get(row.validity, "")
    if article is not None and told != article.validity:
        article.validity, article.validity_basis = told, row.validity_basis
        article.save(update_fields=["validity", "validity_basis"])


def hide(row: Information, *, at: datetime) -> None:
    """撤下 in the register: the article that showed it is withdrawn too, in the act of the register."""
    article = ArticlePage.objects.filter(disclosed__information=row, live=True).first()
    if article is not None:
        article.withdrawal, article.withdrawn_at, article.live = Withdrawal.ERROR, at, False
        article.withdrawal_note = "这条政府信息已经撤下，不再提供。"
        article.save(update_fields=["withdrawal", "withdrawn_at", "live", "withdrawal_note"])


def _held(article: ArticlePage, by: Staff) -> tuple[ArticlePage, Unit]:
    held = ArticlePage.objects.select_for_update(of=("self",)).get(pk=article.pk)
    unit = unit_of(held)
    if not may_link(by, unit):
        raise Refusal("not-allowed", "只能关联本单位的稿件和政府信息。")
    return held, unit


def _address(article: ArticlePage) -> str:
    """The path below the portal, which answers for every site of the cluster."""
    return article.url_path.split("/", 2)[2]


def _tell(article: ArticlePage, row: Information) -> None:
    """Its own page, and those of what it explains and what explains it."""
    beside = Information.objects.filter(explains=row).values_list("pk", flat=True)
    tell([f"page:{article.pk}", f"information:{row.explains_id or row.pk}", *(f"information:{pk}" for pk in beside)])
    if article.live:
        page_published.send(sender=ArticlePage, instance=article, revision=article.live_revision)


def _record(kind: str, article: ArticlePage, unit: Unit, by: Staff, at: datetime, row: Information) -> None:
    record(kind, subject_of(article), actor=f"staff:{by.code}", at=at, unit=unit.code, unit_name=unit.name,
           title=article.title, index_number=row.index_number)  # fmt: skip
