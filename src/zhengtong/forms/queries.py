"""What pages and other rooms read of forms: versions in force, definitions, checked answers, region lists."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from zhengtong.files.choices import BY_MEDIA_TYPE
from zhengtong.files.models import Attachment
from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import RegionLevel
from zhengtong.org.models import Region, Staff, Unit, User
from zhengtong.org.queries import current_regions, reach

from . import rules
from .models import Answer, Form, FormVersion
from .rules import Checked, Definition, FileFacts
from .sealing import open_values


@lru_cache(maxsize=256)
def _parsed(pk: int, digest: str) -> Definition:
    return rules.parse_definition(FormVersion.objects.values_list("definition", flat=True).get(pk=pk))


def definition(version: FormVersion) -> Definition:
    """The version's definition; a published one is parsed once per process, since it never changes."""
    if version.is_published:
        return _parsed(version.pk, version.digest)
    return rules.parse_definition(version.definition)


def current_version(code: str) -> FormVersion:
    """The published version in force of a form; Unknown if the form does not exist or was never published."""
    version = (
        FormVersion.objects.select_related("form")
        .filter(form__code=code, is_published=True)
        .order_by("-number")
        .first()
    )
    if version is None:
        raise Unknown("没有找到这张表格，可能尚未发布。")
    return version


def newer_version(version: FormVersion) -> FormVersion | None:
    """The published version that took this one's place, if any."""
    return (
        FormVersion.objects.select_related("form")
        .filter(form=version.form_id, is_published=True, number__gt=version.number)
        .order_by("-number")
        .first()
    )


def answer_of(token: str, *, owner: User | None) -> Answer:
    """A draft or final answer by its token, for its owner; Unknown for everybody else."""
    answer = Answer.objects.select_related("version__form").filter(token=token, owner=owner).first()
    if answer is None:
        raise Unknown("没有找到这份填报，可能已经删除。")
    return answer


def opened(answer: Answer) -> dict[str, Any]:
    """The answer's values with the personal ones opened, to be edited again by their owner."""
    return open_values(answer.values)


def checked(definition: Definition, raw: Mapping[str, Any], *, today: date, by: str) -> Checked:
    """`rules.check` with this county's regions and with the files that `by` (the journal's actor) uploaded."""
    return rules.check(definition, raw, today=today, regions=region_names(today), files=own_files(by))


def region_names(today: date) -> Callable[[str], str | None]:
    """The name of a region that is valid on the day, township and village together, by its code."""

    def name_of(code: str) -> str | None:
        region = _valid(today).filter(code=code).select_related("parent").first()
        if region is None:
            return None
        return f"{region.parent.name}{region.name}" if region.level == RegionLevel.VILLAGE else region.name

    return name_of


def region_choices(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every region valid on the day for a picker: the county first, then each township with its villages."""
    regions = list(_valid(today).order_by("code"))
    villages: dict[int, list[tuple[str, str]]] = {}
    for region in regions:
        if region.level == RegionLevel.VILLAGE:
            villages.setdefault(region.parent_id, []).append((region.code, region.name))
    groups = [
        ("全县", [(region.code, region.name) for region in regions if region.level == RegionLevel.COUNTY]),
    ]
    for region in regions:
        if region.level == RegionLevel.TOWNSHIP:
            groups.append((region.name, [(region.code, f"{region.name}（不分村）"), *villages.get(region.pk, [])]))
    return groups


def _valid(today: date) -> QuerySet[Region]:
    return Region.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today)
    )


def own_files(by: str) -> Callable[[str], FileFacts | None]:
    """The facts of what one person uploaded and has not taken back, by token."""

    def facts_of(token: str) -> FileFacts | None:
        attachment = (
            Attachment.objects.select_related("stored").filter(token=token, uploaded_by=by, removed_at=None).first()
        )
        if attachment is None:
            return None
        kind = BY_MEDIA_TYPE.get(attachment.stored.media_type)
        return FileFacts(attachment.name, attachment.stored.size, kind.extensions if kind else ())

    return facts_of


def file_tokens(definition: Definition, values: Mapping[str, Any]) -> list[str]:
    """Tokens of the files in an answer, for the room that binds them to its matter."""
    chosen = (values.get(field.key) for field in definition.fields() if field.kind == "file")
    return [value["token"] for value in chosen if isinstance(value, Mapping)]


def editable_forms(staff: Staff) -> QuerySet[Form]:
    """Forms this person may design, with their owner's name, newest published number and whether a draft is open."""
    reached = Q(unit__in=units_for_forms(staff).values("code"))
    if may_edit(staff, None):
        reached |= Q(unit="")
    return (
        Form.objects.filter(reached)
        .annotate(
            owner=Subquery(Unit.objects.filter(code=OuterRef("unit")).values("short_name")[:1]),
            newest=Max("versions__number", filter=Q(versions__is_published=True)),
            drafts=Count("versions", filter=Q(versions__is_published=False)),
        )
        .order_by("unit", "code")
    )


def may_edit(staff: Staff, unit: Unit | None) -> bool:
    """Whether this person designs the forms of a unit; None stands for the county's common forms, which need a right
    that is not limited to a unit.
    """
    if unit is not None:
        return staff.may("form.edit", unit=unit)
    county = current_regions().filter(level=RegionLevel.COUNTY).first()
    return staff.may("form.edit", region=county) if county else False


def form_titles() -> dict[str, str]:
    """Form codes → titles, by title."""
    return dict(Form.objects.order_by("title").values_list("code", "title"))


def form_for(staff: Staff, code: str) -> Form:
    """One form this person may design; Unknown otherwise."""
    form = editable_forms(staff).filter(code=code).first()
    if form is None:
        raise Unknown("没有找到这张表格。")
    return form


def units_for_forms(staff: Staff) -> QuerySet[Unit]:
    """Units this person may make a form for."""
    return Unit.objects.filter(reach(staff, "form.edit", unit="", region=None), valid_to=None).order_by("number")


def versions_of(form: Form) -> list[FormVersion]:
    """Newest first, the draft included."""
    return list(form.versions.annotate(uses=Count("answers")).order_by("-number"))


def draft_of(form: Form) -> FormVersion | None:
    return form.versions.select_related("form").filter(is_published=False).first()
