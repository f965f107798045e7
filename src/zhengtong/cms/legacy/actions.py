"""历史内容导入 — old articles come in as they stood: published, with their old dates, pictures, attachments, addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_published

from zhengtong.foundation.errors import Refusal
from zhengtong.guards import queries as guards
from zhengtong.guards.actions import look_over
from zhengtong.guards.rules import Standing, plain, refusal_of
from zhengtong.journal.actions import action, record
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff

from ..models import ArticlePage, ColumnPage, LegacyItem, SitePage
from ..screening import queries as screening
from . import rules
from .assets import Assets
from .bodies import parts_of
from .rules import Record, Report, Row

HELD = "有需要复核的内容，存为草稿，放行后再发布"


@dataclass
class _Into:
    """Where an import goes, and what it has met so far."""

    site: SitePage
    by: Staff
    at: datetime
    assets: Assets
    columns: Mapping[str, ColumnPage]
    known: dict[str, str]
    here: set[str] = field(default_factory=set)


def try_import(
    coming: Iterable[Record], *, site: SitePage, by: Staff, at: datetime, root: Path | None, columns: Mapping[str, str]
) -> Report:
    """试导入 — every record is read and looked at as in the import itself; nothing is written."""
    check_manager(site, by)
    return _run(coming, _into(site, by, at, root, columns, is_trial=True), is_trial=True)


@action("content.imported")
def import_content(
    coming: Iterable[Record], *, site: SitePage, by: Staff, at: datetime, root: Path | None, columns: Mapping[str, str]
) -> Report:
    """导入 — what is good comes in, what is broken is told row by row; what came in before is left as it is.

    `columns` leads from an old column's name ("" for those without) to the address or title of one of the site.
    Raises Refusal `not-manager`, and what reading the whole raises.
    """
    check_manager(site, by)
    report = _run(coming, _into(site, by, at, root, columns, is_trial=False), is_trial=False)
    record(
        "content.imported",
        site.url_path,
        actor=f"staff:{by.code}",
        at=at,
        unit=site.unit.code,
        unit_name=site.unit.name,
        title=site.title,
        accepted=report.count("new"),
        duplicates=report.count("known"),
        quarantined=report.count("broken"),
        problems=report.warned,
    )
    return report


def check_manager(site: SitePage, by: Staff) -> None:
    """Raises Refusal `not-manager`: old content is published without the readings, so who manages the site answers."""
    if not by.may(Permission.SITE_MANAGE, unit=site.unit):
        raise Refusal("not-manager", "历史内容由网站管理员导入。")


def _into(
    site: SitePage, by: Staff, at: datetime, root: Path | None, columns: Mapping[str, str], *, is_trial: bool
) -> _Into:
    known = dict(LegacyItem.objects.filter(site=site).values_list("key", "page__url_path"))
    assets = Assets(root, site, by.user, is_trial=is_trial)
    return _Into(site, by, at, assets, _columns(site, columns), known)


def _columns(site: SitePage, mapping: Mapping[str, str]) -> dict[str, ColumnPage]:
    """Old names → columns: by title, by the titles on the way, by address; then by the mapping."""
    found: dict[str, ColumnPage] = {}
    titles = {site.path: ""}
    for column in ColumnPage.objects.descendant_of(site).order_by("path"):
        above = titles.get(column.path[: -Page.steplen], "")
        titles[column.path] = f"{above}/{column.title}".strip("/")
        address = column.url_path.removeprefix(site.url_path).strip("/")
        for name in (column.title, column.slug, titles[column.path], address):
            found.setdefault(name, column)
    for old, name in mapping.items():
        if name.strip("/") not in found:
            raise Refusal("no-column", f"网站里没有栏目“{name}”。", "columns")
        found[old] = found[name.strip("/")]
    return found


def _run(coming: Iterable[Record], into: _Into, *, is_trial: bool) -> Report:
    return Report(is_trial, [_row(record, into, is_trial=is_trial) for record in coming])


def _row(said: Record, into: _Into, *, is_trial: bool) -> Row:
    row = Row(said.where, said.key, said.title, "new")
    try:
        rules.check_record(said, known_here=into.here)
        into.here.add(said.key)
        if said.key in into.known:
            row.outcome, row.address = "known", into.known[said.key]
            return row
        with transaction.atomic():
            _bring_in(said, into, row, is_trial=is_trial)
    except Refusal as refusal:
        row.outcome, row.notes = "broken", [refusal.sentence]
    except ValidationError as problem:
        row.outcome, row.notes = "broken", [str(one) for one in problem.messages]
    return row


def _bring_in(said: Record, into: _Into, row: Row, *, is_trial: bool) -> None:
    moment = rules.moment_of(said.published_on, now=into.at)
    column = into.columns.get(said.column) or into.columns.get(said.column.split("/")[-1]) or into.columns.get("")
    if column is None:
        raise Refusal("no-column", f"没有与“{said.column or '（空）'}”对应的栏目。")
    into.assets.notes = row.notes
    body = parts_of(
        said.html,
        picture=lambda address: into.assets.picture(address, said.folder),
        document=lambda address: into.assets.document(address, said.folder),
    )
    attached = [into.assets.document(address, said.folder) for address in said.attachments]
    body += [{"type": "document", "value": one.pk} for one in attached if one is not None]
    if not body:
        raise Refusal("empty", "正文里没有可以导入的文字、图片或附件。")
    held = _look(said, into.at)
    if is_trial:
        row.address = column.url_path
        row.notes += [HELD] if held else []
        return
    article = _write(said, moment, column, body, into)
    if _may_stand(article, into.at):
        _publish(article)
    else:
        row.notes.append(HELD)
    row.address = article.url_path
    LegacyItem.objects.create(site=into.site, key=said.key, page=article, imported_at=into.at)
    _lead_on(said, article, row)


def _look(said: Record, at: datetime) -> bool:
    """Whether the text has something somebody must sign for; raises Refusal for what may not stand at all."""
    parts = (("标题", said.title), ("摘要", said.summary), ("正文", plain(said.html)))
    return _is_held(guards.check_fields(dict(parts), at=at).found)


def _may_stand(article: ArticlePage, at: datetime) -> bool:
    """The same of the article as it came in, with its files; what is to be signed for is noted."""
    return not _is_held(look_over(screening.text_of(article), at=at))


def _is_held(found: Iterable[Standing]) -> bool:
    refused = refusal_of(found)
    if refused is not None and refused[0] != "text-review":
        raise Refusal(*refused)
    return refused is not None


def _write(
    said: Record, moment: datetime, column: ColumnPage, body: list[dict[str, object]], into: _Into
) -> ArticlePage:
    article = ArticlePage(
        title=said.title,
        slug=_slug(said, column),
        source=said.source or into.site.title,
        author=said.author,
        summary=said.summary,
        published_on=moment,
        owner=into.by.user,
        live=False,
    )
    article.body = body
    column.add_child(instance=article)
    article.save_revision(user=into.by.user, changed=False, log_action=False)
    return article


def _publish(article: ArticlePage) -> None:
    """As it stood: with its old date, past the readings."""
    revision = article.latest_revision
    article.live, article.live_revision, article.has_unpublished_changes = True, revision, False
    article.first_published_at = article.last_published_at = article.published_on
    article.save(
        update_fields=["live", "live_revision", "has_unpublished_changes", "first_published_at", "last_published_at"]
    )
    page_published.send(sender=ArticlePage, instance=article, revision=revision)


def _slug(said: Record, column: ColumnPage) -> str:
    wanted = slugify(said.key.rsplit(".", 1)[0].replace("/", "-").replace("_", "-"))[:60] or "old"
    taken = set(column.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _lead_on(said: Record, article: ArticlePage, row: Row) -> None:
    """The old address leads to the new one for good."""
    path = rules.old_path(said.old_url)
    if not path:
        return
    path = Redirect.normalise_path(path)
    if Redirect.objects.filter(old_path=path, site=None).exists():
        row.notes.append(f"原地址“{path}”已经转到别的页面")
        return
    Redirect.objects.create(old_path=path, site=None, redirect_page=article, is_permanent=True)
