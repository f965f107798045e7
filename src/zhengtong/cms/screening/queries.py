"""What a page says to the public, as the guards take it: its parts by their names, and the files it offers."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, Revision
from wagtail.rich_text import RichText

from zhengtong.guards import PublicFile, PublicText
from zhengtong.guards import queries as guards
from zhengtong.guards.choices import FindingState
from zhengtong.guards.models import Finding
from zhengtong.guards.rules import Findings, plain, refusal_of

from ..choices import SiteState
from ..models import ArticlePage, ColumnPage, Picture, SiteDocument, SitePage, TopicPage
from ..policies import unit_of
from ..visible import visible_pages
from ..workflow.queries import open_states

KIND = "page"
KINDS = (ArticlePage, ColumnPage, TopicPage, SitePage)
FIELDS = {
    "title": "标题",
    "subtitle": "副标题",
    "summary": "摘要",
    "description": "栏目说明",
    "search_description": "搜索说明",
    "keywords": "关键词",
    "source": "来源",
    "author": "作者",
    "english_name": "英文名称",
}
PARTS = {
    "picture": "图片说明",
    "gallery": "图片说明",
    "table": "数据表",
    "chart": "图表",
    "document": "附件名称",
    "quote": "引文",
    "video": "视频说明",
    "survey": "调查说明",
}
"""Kinds of blocks → what their place is called; everything else is 正文."""
AT_ONCE = 50
PASSAGE = "\n\n"


def ref_of(pk: int) -> str:
    """What a page is called in the work list; the refs stand in the order of the keys."""
    return f"page-{pk:010d}"


def text_of(page: Page) -> PublicText:
    """What the public would read of a page as it is given; a share says what its article says."""
    told = getattr(page, "shared_from", None) or page
    return PublicText(
        KIND,
        ref_of(told.pk),
        f"/editor/pages/{told.pk}/edit/",
        told.title,
        "",
        unit_of(told).code,
        attachments=_files(told),
        parts=_parts(told),
    )


def text_in_work(page: Page) -> PublicText:
    """The same for a page that is public, together with the draft that waits beside it."""
    row = page.specific
    newest = row.latest_revision.as_object() if row.latest_revision_id and row.has_unpublished_changes else None
    if newest is None:
        return text_of(row)
    draft = text_of(newest)
    if not row.live:
        return draft
    public = text_of(row)
    files = {file.digest: (name, file) for name, file in (*public.attachments, *draft.attachments)}
    return PublicText(
        KIND,
        draft.ref,
        draft.url,
        draft.title,
        "",
        draft.unit,
        attachments=tuple(files.values()),
        parts=(*public.parts, *draft.parts),
    )


def text_of_notice(site: SitePage, notice: str) -> PublicText:
    """The notice of a site that is away; in the work list beside the site itself."""
    ref, address = ref_of(site.pk), "/editor/site-management/"
    return PublicText(KIND, ref, address, site.title, "", site.unit.code, parts=(("下线公告", notice),))


def public_texts(after: str) -> Iterator[PublicText]:
    """Every page the public may read, and every draft somebody waits for, in the order of their refs."""
    last = int(after.removeprefix("page-")) if after else 0
    waiting = _waiting()
    while pks := list(_looked_over(waiting).filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        for page in Page.objects.filter(pk__in=pks).order_by("pk").specific():
            if isinstance(page, SitePage) and page.state != SiteState.OPEN:
                yield text_of_notice(page, page.notice)
            elif isinstance(page, KINDS):
                yield text_in_work(page) if page.pk in waiting else text_of(page)
        last = pks[-1]


def _looked_over(waiting: set[int]) -> QuerySet[Page]:
    """Shares say nothing of their own; their articles are among the others."""
    public = visible_pages().filter(articlepage__shared_from=None).values("pk")
    away = SitePage.objects.exclude(state=SiteState.OPEN).values("pk")
    return Page.objects.filter(Q(pk__in=public) | Q(pk__in=waiting) | Q(pk__in=away)).order_by("pk")


def _waiting() -> set[int]:
    """Pages whose draft is in review, is signed for a later time, or has something noted against it."""
    noted = Finding.objects.filter(kind=KIND, state=FindingState.OPEN).values_list("ref", flat=True)
    scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False).values_list("object_id", flat=True)
    return {
        *open_states().values_list("page_id", flat=True),
        *(int(ref.removeprefix("page-")) for ref in noted),
        *(int(pk) for pk in scheduled),
    }


def findings_of(page: Page, *, at: datetime) -> Findings:
    """What the guards say to the words of a page; of its files, to those that were read already."""
    text = text_of(page)
    kept = guards.kept_texts(text)
    read = tuple((name, file) for name, file in text.attachments if file.digest in kept)
    return guards.check_public(
        PublicText(text.kind, text.ref, text.url, text.title, "", attachments=read, parts=text.parts), at=at
    )


def standing(page: Page) -> QuerySet[Finding]:
    """What is noted against a page and neither mended nor signed for."""
    return guards.open_findings(KIND, ref_of(page.pk))


def holds(page: Page) -> bool:
    """Whether something noted already keeps a page from being published."""
    return refusal_of(standing(page)) is not None


def _parts(page: Page) -> tuple[tuple[str, str], ...]:
    said: dict[str, list[str]] = defaultdict(list)
    for name, label in FIELDS.items():
        said[label].append(getattr(page, name, ""))
    if (picture := getattr(page, "picture", None)) is not None:
        said["图片说明"] += _said(picture)
    for block in getattr(page, "body", ()):
        said[PARTS.get(block.block_type, "正文")] += _said(block.value)
    parts = ((label, PASSAGE.join(piece for piece in pieces if piece)) for label, pieces in said.items())
    return tuple((label, text) for label, text in parts if text)


def _said(value: Any) -> list[str]:
    """The words in the value of a block, whatever it is made of."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, RichText):
        return [plain(value.source)]
    if isinstance(value, Picture):
        return [value.description or value.title, value.credit]
    if isinstance(value, SiteDocument):
        return [value.title]
    if isinstance(value, dict):
        return [piece for part in value.values() for piece in _said(part)]
    if isinstance(value, Page) or not hasattr(value, "__iter__"):
        return []
    return [piece for part in value for piece in _said(getattr(part, "value", part))]


def _files(page: Page) -> tuple[tuple[str, PublicFile], ...]:
    """The documents a page offers, in blocks or by links of its text."""
    if not hasattr(page, "body"):
        return ()
    used = type(page)._meta.get_field("body").extract_references(page.body)
    keys = {key for model, key, *_ in used if model is SiteDocument}
    if not keys:
        return ()
    found = SiteDocument.objects.filter(pk__in=keys).order_by("pk")
    return tuple((document.filename, _file(document)) for document in found)


def _file(document: SiteDocument) -> PublicFile:
    def read() -> bytes:
        try:
            with document.file.open("rb") as file:
                return bytes(file.read())
        except FileNotFoundError:
            return b""  # read as what cannot be read: a finding of its own

    return PublicFile(document.get_file_hash(), document.file_extension.lower(), read)
