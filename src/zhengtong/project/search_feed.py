"""What the rooms publish, brought to the search: service items, answers, surveys, interviews and government information
as they change, by the journal.

The search may not know the rooms and they do not know it; they meet here, at the top of the house. The pages of the portal
tell the search themselves (cms/indexing.py); here they are only put in when everything is.
"""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from zhengtong.catalog.guide import Guide
from zhengtong.catalog.models import ItemVersion
from zhengtong.catalog.queries import published_items
from zhengtong.cms import indexing
from zhengtong.cms.register.rules import ON_PAGE
from zhengtong.dialogue.models import Letter
from zhengtong.dialogue.queries import PublicLetter, published_letters
from zhengtong.disclosure.catalogue import Genre
from zhengtong.disclosure.models import Information
from zhengtong.disclosure.queries.information import published
from zhengtong.interviews.models import Interview
from zhengtong.interviews.queries import interviews_for_public, transcript_text
from zhengtong.journal.queries import Place, SettledRow, settled_rows
from zhengtong.search import actions, queries
from zhengtong.search.choices import Kind
from zhengtong.search.rules import Document
from zhengtong.surveys.models import Survey
from zhengtong.surveys.queries import definition, public_surveys

ITEM_WEIGHT, ANSWER_WEIGHT, SURVEY_WEIGHT, INTERVIEW_WEIGHT, INFORMATION_WEIGHT = 2.5, 0.7, 0.9, 0.9, 1.3
_INFORMATION, _SURVEY = "information-", "survey-"
_EVERY_LINK = ("article.registered", "article.unregistered")
BATCH = 2000
_OF_INTERVIEWS = (
    "interview.announced", "interview.changed", "interview.cancelled", "interview.published", "interview.taken_back",
)  # fmt: skip
_EVERYTHING = ("items.imported", "items.loaded")
_BEFORE_ALL_OPEN = "SELECT journal_epoch(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


class Feed:
    """Follows the journal from where it stood when the process began, having compared everything once."""

    def __init__(self) -> None:
        self._place: Place | None = None

    def __call__(self, at: datetime) -> int:
        """How many things were put in, changed or taken out."""
        if self._place is None:
            place = _now()
            count = compare_items() + compare_answers() + compare_surveys() + compare_information()
            count += compare_interviews()
            self._place = place
            return count
        rows = settled_rows(self._place, limit=BATCH)
        if not rows:
            return 0
        items = {row.subject for row in rows if row.kind.startswith("item.")}
        letters = {row.subject for row in rows if row.kind.startswith("letter.")}
        surveys = {row.subject for row in rows if row.kind.startswith("survey.")}
        interviews = {row.subject for row in rows if row.kind in _OF_INTERVIEWS}
        interviews |= {str(row.data.get("interview", "")) for row in rows if row.kind == "question.replied"}
        count = compare_items() if any(row.kind in _EVERYTHING for row in rows) else 0
        count += compare_items(items) if items else 0
        count += compare_answers(letters) if letters else 0
        count += compare_surveys(surveys) if surveys else 0
        count += compare_interviews(interviews) if interviews else 0
        count += self._information(rows)
        self._place = rows[-1].place
        return count

    @staticmethod
    def _information(rows: Collection[SettledRow]) -> int:
        """What the register tells of, and what an article has begun or ceased to show in its place."""
        if any(row.kind in _EVERY_LINK for row in rows):
            return compare_information()
        numbers = {row.subject for row in rows if row.kind.startswith("information.")}
        articles = {row.subject.partition(":")[2] for row in rows if row.kind.startswith("article.")}
        keys = [int(key) for key in articles if key.isdigit()]
        if keys:
            shown = Information.objects.filter(shown_in__article__in=keys)
            numbers |= set(shown.values_list("index_number", flat=True))
        return compare_information(numbers) if numbers else 0


follow = Feed()


def rebuild(*, by: str, at: datetime) -> int:
    """重建索引: compare everything that is public with the index, whatever it held; how many things may be found."""
    with transaction.atomic():
        actions.clear()
        compare_items()
        compare_answers()
        compare_surveys()
        compare_interviews()
        compare_information()
        indexing.mend(at)
        count = queries.number_of_listings()
        actions.record_rebuild(count, by=by, at=at)
    return count


def compare_items(codes: Collection[str] | None = None) -> int:
    """Bring the items' places up to date; of some codes or of all."""
    versions = published_items()
    if codes is not None:
        versions = versions.filter(item__code__in=list(codes))
    return _compare(Kind.ITEM, codes, (_of_item(version) for version in versions))


def compare_answers(refs: Collection[str] | None = None) -> int:
    """Bring the published answers' places up to date; of some letters or of all."""
    letters = published_letters()
    if refs is not None:
        letters = letters.filter(ref__in=list(refs))
    return _compare(Kind.ANSWER, refs, (_of_letter(letter) for letter in letters))


def compare_surveys(slugs: Collection[str] | None = None) -> int:
    """Bring the places of surveys and e-forms up to date; of some or of all."""
    surveys = public_surveys()
    if slugs is not None:
        surveys = surveys.filter(slug__in=list(slugs))
    refs = None if slugs is None else [f"{_SURVEY}{slug}" for slug in slugs]
    return _compare(Kind.SURVEY, refs, (_of_survey(survey) for survey in surveys))


def compare_interviews(refs: Collection[str] | None = None) -> int:
    """Bring the places of announced interviews and press releases up to date, with what was said once it is published; of
    some (their numbers) or of all.
    """
    interviews = interviews_for_public().filter(cancelled_at=None)
    if refs is not None:
        interviews = interviews.filter(ref__in=list(refs))
    return _compare(Kind.INTERVIEW, refs, (_of_interview(interview) for interview in interviews))


def compare_information(numbers: Collection[str] | None = None) -> int:
    """Bring the places of government information up to date; of some index numbers or of all.

    What a public article shows is found by the article, which bears the same numbers; the rest by its own page.
    """
    rows = published().exclude(shown_in__article__live=True)
    if numbers is not None:
        rows = rows.filter(index_number__in=list(numbers))
    if numbers is None:
        standing = {ref: stamp for ref, stamp in queries.stamps().items() if ref.startswith(_INFORMATION)}
    else:
        standing = queries.stamps(refs=tuple(f"{_INFORMATION}{number}" for number in numbers))
    public = {document.ref: document for document in map(_of_information, rows)}
    changed = [document for ref, document in public.items() if standing.get(ref) != document.stamp]
    gone = [ref for ref in standing if ref not in public]
    actions.drop_refs(gone)
    actions.drop_other_kinds({document.ref: document.kind for document in changed})
    return actions.index_many(changed) + len(gone)


def _of_information(row: Information) -> Document:
    table = row.table or {"head": [], "lines": []}
    cells = [str(cell) for line in (table["head"], *table["lines"]) for cell in line if cell is not None]
    kind = Kind.POLICY if row.document_number or row.is_normative else Kind.DISCLOSURE
    described = (row.title, row.summary, row.text, cells, row.document_number, row.validity, row.theme, row.keywords)
    stamp = hashlib.blake2b(repr(described).encode(), digest_size=20).hexdigest()
    return Document(
        kind=Kind.INTERPRETATION if row.genre == Genre.INTERPRETATION else kind,
        ref=f"{_INFORMATION}{row.index_number}",
        url=row.get_absolute_url(),
        title=row.title,
        body="\n".join((row.text, *cells)),
        summary=row.summary,
        keywords=" ".join(row.keywords),
        site="政府信息公开",
        column=row.get_theme_display(),
        organ=row.organ.name,
        year=row.signed_on.year,
        validity=ON_PAGE[row.validity],
        document_number=row.document_number,
        index_number=row.index_number,
        published_at=row.published_at,
        weight=INFORMATION_WEIGHT,
        stamp=stamp,
    )


def _compare(kind: str, refs: Collection[str] | None, documents: Iterable[Document]) -> int:
    standing = queries.stamps(kind, None if refs is None else tuple(refs))
    public = {document.ref: document for document in documents}
    changed = [document for ref, document in public.items() if standing.get(ref) != document.stamp]
    gone = [ref for ref in standing if ref not in public]
    actions.drop_refs(gone)
    return actions.index_many(changed) + len(gone)


def _of_item(version: ItemVersion) -> Document:
    return document_of(
        Guide.of(version.content),
        organ=version.item.unit.name,
        published_at=version.published_at,
        stamp=f"{version.digest[:40]} {version.item.state}",
    )


def document_of(guide: Guide, *, organ: str, published_at: datetime | None, stamp: str) -> Document:
    """A service item as the search knows it: by its name, its other names, and what its guide says."""
    materials = "、".join(material.name for material in guide.materials)
    results = "、".join(result.name for result in guide.results)
    answers = [f"{asked.q} {asked.a}" for asked in guide.faq]
    told = [f"申请材料：{materials}。" if materials else "", f"办理结果：{results}。" if results else "", *answers]
    return Document(
        kind=Kind.ITEM,
        ref=guide.code,
        url=reverse("citizen:item", args=[guide.code]),
        title=guide.name,
        body="\n".join(piece for piece in (guide.conditions, *told) if piece),
        summary=guide.summary,
        keywords=" ".join((guide.code, *guide.keywords)),
        site="政务服务",
        organ=organ,
        published_at=published_at,
        weight=ITEM_WEIGHT,
        stamp=stamp,
    )


def _of_letter(letter: Letter) -> Document:
    public = PublicLetter.of(letter)
    return Document(
        kind=Kind.ANSWER,
        ref=letter.ref,
        url=reverse("citizen:item-consult", args=[public.item_code]) if public.item_code else public.page_url,
        title=public.title,
        body=f"{public.text}\n答复：{public.answer}",
        site="政务服务",
        column="网上咨询",
        organ=public.unit,
        year=localdate(public.answered_at).year,
        published_at=public.answered_at,
        weight=ANSWER_WEIGHT,
        stamp=public.answered_at.isoformat(),
    )


def _of_survey(survey: Survey) -> Document:
    labels = [field.label for field in definition(survey).fields()]
    described = (survey.title, survey.introduction, survey.summary, survey.state, labels)
    return Document(
        kind=Kind.SURVEY,
        ref=f"{_SURVEY}{survey.slug}",
        url=reverse("citizen:survey", args=[survey.slug]),
        title=survey.title,
        body="\n".join((survey.introduction, *labels, survey.summary)),
        summary=survey.introduction,
        site="互动交流",
        column="调查征集",
        organ=survey.unit.name,
        year=localdate(survey.opened_at).year if survey.opened_at else 0,
        published_at=survey.opened_at,
        weight=SURVEY_WEIGHT,
        stamp=hashlib.blake2b(repr(described).encode(), digest_size=20).hexdigest(),
    )


def _of_interview(interview: Interview) -> Document:
    said = transcript_text(interview)
    described = (interview.title, interview.topic, interview.state, said)
    return Document(
        kind=Kind.INTERVIEW,
        ref=interview.ref,
        url=reverse("citizen:interview", args=[interview.slug]),
        title=interview.title,
        body=said,
        summary=interview.topic,
        site="互动交流",
        column=interview.get_kind_display(),
        organ=interview.unit.name,
        year=localdate(interview.starts_at).year,
        published_at=interview.published_at or interview.announced_at,
        weight=INTERVIEW_WEIGHT,
        stamp=hashlib.blake2b(repr(described).encode(), digest_size=20).hexdigest(),
    )


def _now() -> Place:
    """The place before which every entry is settled: whatever is still being written comes after it."""
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE_ALL_OPEN)
        epoch, oldest = cursor.fetchone()
    return Place(epoch, oldest - 1, 2**63 - 1)
