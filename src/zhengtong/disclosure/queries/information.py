"""What pages read of the catalogue. The public sees what is published; the desk what it registers for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Func, IntegerField, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.timezone import localdate

from zhengtong.files.models import Attachment
from zhengtong.files.queries import attachments_of
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff, Unit, User
from zhengtong.org.queries import reach, staff_of

from ..catalogue import Audience, InformationForm, InformationState, Theme, Validity
from ..models import Information
from ..rules.index import is_index_number, tidy_document_number
from ..rules.information import Table

NOT_FOUND = "没有找到这条政府信息，可能已经撤下。"
_MOST_ORGANS = 200


def published() -> QuerySet[Information]:
    """What everybody may read, newest first."""
    rows = Information.objects.filter(state=InformationState.PUBLISHED).select_related("organ")
    return rows.order_by("-signed_on", "-pk")


def visible_to(user: User | AnonymousUser) -> QuerySet[Information]:
    """What this account may read: everything published, and for staff the register of their organs."""
    staff = staff_of(user) if user.is_authenticated else None
    seen = Q(state=InformationState.PUBLISHED)
    if staff is not None:
        seen |= reach(staff, Permission.DISCLOSURE_REGISTER, unit="organ", region=None)
    return Information.objects.filter(seen).select_related("organ").order_by("-signed_on", "-pk")


def information_for_public(number: str) -> Information:
    """One published row with what belongs to it; raises Unknown."""
    row = published().select_related("organ", "explains", "replaced_by").filter(index_number=number).first()
    if row is None:
        raise Unknown(NOT_FOUND)
    return row


def interpretations_of(row: Information) -> QuerySet[Information]:
    """The published pieces that explain a document, oldest first."""
    return row.interpretations.filter(state=InformationState.PUBLISHED).order_by("published_at")


def public_link(row: Information | None) -> Information | None:
    """A linked row if everybody may read it."""
    return row if row is not None and row.state == InformationState.PUBLISHED else None


def file_for_public(number: str, token: str) -> Attachment:
    """A file of published information; raises Unknown."""
    row = information_for_public(number)
    found = attachments_of(row.index_number).filter(token=token).first()
    if found is None:
        raise Unknown("没有找到这个文件。")
    return found


def table_of(row: Information) -> Table | None:
    """The data table as a value."""
    if row.table is None:
        return None
    return Table(tuple(row.table["head"]), tuple(tuple(line) for line in row.table["lines"]))


# --- the multi-level catalogue ---


@dataclass(frozen=True, slots=True)
class Choice:
    """What a page asks of the catalogue; "" asks nothing."""

    organ: str = ""
    theme: str = ""
    genre: str = ""
    form: str = ""
    audience: str = ""
    year: str = ""
    validity: str = ""
    words: str = ""

    def asked(self) -> dict[str, str]:
        """What is asked, for an address."""
        return {each.name: getattr(self, each.name) for each in fields(self) if getattr(self, each.name)}


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of one facet: its code, its words, how many rows it has beside the other choices."""

    code: str
    label: str
    count: int


def _conditions(choice: Choice) -> dict[str, Q]:
    conditions = {
        "organ": Q(organ__code=choice.organ),
        "theme": Q(theme=choice.theme),
        "genre": Q(genre=choice.genre),
        "form": Q(form=choice.form),
        "audience": Q(audience__contains=[choice.audience]),
        "year": Q(signed_on__year=int(choice.year))
        if choice.year.isdecimal() and len(choice.year) == 4
        else Q(pk=None),
        "validity": Q(validity=choice.validity),
        "words": _said(choice.words),
    }
    return {name: condition for name, condition in conditions.items() if getattr(choice, name)}


def _said(words: str) -> Q:
    """Title, 文号 in any writing, 索引号."""
    asked = Q()
    for word in words.split():
        asked &= Q(title__icontains=word) | Q(document_number__icontains=word) | Q(keywords__contains=[word])
    whole = words.strip()
    if is_index_number(whole.upper()):
        return asked | Q(index_number=whole.upper())
    if any(bracket in whole for bracket in "〔[（(【") and (number := _as_number(whole)):
        return asked | Q(document_number=number)
    return asked


def _as_number(text: str) -> str:
    try:
        return tidy_document_number(text)
    except Refusal:  # what is typed into a search need not be a number
        return ""


def catalogue(choice: Choice, rows: QuerySet[Information] | None = None) -> QuerySet[Information]:
    """The published rows a choice leaves, newest first."""
    found = published() if rows is None else rows
    for condition in _conditions(choice).values():
        found = found.filter(condition)
    return found


def facets(choice: Choice, rows: QuerySet[Information] | None = None) -> Mapping[str, Sequence[Facet]]:
    """For every facet its values with counts under all the *other* choices, so that one may always change one's mind."""
    every = (published() if rows is None else rows).order_by()
    conditions = _conditions(choice)

    def beside(name: str) -> QuerySet[Information]:
        left = every
        for other, condition in conditions.items():
            if other != name:
                left = left.filter(condition)
        return left

    def counted(name: str, column: str) -> dict[str, int]:
        return dict(beside(name).values_list(column).annotate(n=Count("pk")).order_by(column))

    organs = beside("organ").values_list("organ__code", "organ__short_name", "organ__number").annotate(n=Count("pk"))
    years = beside("year").annotate(y=ExtractYear("signed_on")).values_list("y").annotate(n=Count("pk"))
    unnested = Func(F("audience"), function="unnest")
    audiences = (
        beside("audience")
        .annotate(who=unnested)
        .values_list("who")
        .annotate(n=Count("pk", output_field=IntegerField()))
    )
    return {
        "organ": [Facet(code, name, n) for code, name, _, n in organs.order_by("organ__number")[:_MOST_ORGANS]],
        "theme": _labelled(Theme.choices, counted("theme", "theme")),
        "form": _labelled(InformationForm.choices, counted("form", "form")),
        "audience": _labelled(Audience.choices, dict(audiences)),
        "year": [Facet(str(year), f"{year}年", n) for year, n in years.order_by("-y")],
        "validity": _labelled(Validity.choices, counted("validity", "validity")),
    }


def _labelled(choices: Sequence[tuple[str, str]], counts: Mapping[str, int]) -> list[Facet]:
    return [Facet(code, label, counts[code]) for code, label in choices if code in counts]


def policies() -> QuerySet[Information]:
    """政策文件库: published documents that bear a 文号 or are normative, newest first."""
    return published().filter(Q(is_normative=True) | ~Q(document_number=""))


def data_tables() -> QuerySet[Information]:
    """What the open-data catalogue offers: published data tables."""
    return published().filter(table__isnull=False)


# --- the register at the desk ---


def register_for_desk(staff: Staff, state: str = "") -> QuerySet[Information]:
    """What this person registers for: what is due first at the top, else the newest."""
    reached = reach(staff, Permission.DISCLOSURE_REGISTER, unit="organ", region=None)
    rows = Information.objects.filter(reached).select_related("organ", "clock")
    if state:
        rows = rows.filter(state=state)
    if state == InformationState.SIGNED:
        return rows.order_by(F("publish_due").asc(nulls_last=True), "pk")
    return rows.order_by("-signed_on", "-pk")


def information_for_desk(staff: Staff, number: str) -> Information:
    """One row of `register_for_desk`; raises Unknown."""
    row = (
        register_for_desk(staff).select_related("organ", "clock", "explains", "replaced_by").filter(index_number=number)
    )
    found = row.first()
    if found is None:
        raise Unknown("没有找到这条政府信息，请核对索引号。")
    return found


def organs_for_desk(staff: Staff) -> QuerySet[Unit]:
    """The organs this person may register for."""
    reached = reach(staff, Permission.DISCLOSURE_REGISTER, unit="", region=None)
    return Unit.objects.filter(reached, valid_to=None).order_by("number")


def files_of(row: Information) -> QuerySet[Attachment]:
    """Its attachments in the order they came."""
    return attachments_of(row.index_number)


def due_to_expire(at: datetime) -> list[str]:
    """索引号 of what says of itself that it holds no more."""
    rows = Information.objects.filter(
        validity__in=[Validity.VALID, Validity.AMENDED], expires_on__lt=localdate(at)
    ).exclude(state=InformationState.WITHDRAWN)
    return list(rows.order_by("pk").values_list("index_number", flat=True)[:1000])
