"""What anybody may see: the versions in force."""

from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Length

from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.org.models import Unit

from ..choices import APPLICABLE_KINDS, ItemState, VersionState
from ..models import ItemVersion
from ..rules import folded, terms


def published_items() -> QuerySet[ItemVersion]:
    """The version in force of every item that is not cancelled, with item and unit, by unit and code."""
    return (
        ItemVersion.objects.filter(current_of__isnull=False)
        .exclude(item__state=ItemState.CANCELLED)
        .select_related("item__unit")
        .order_by("item__unit__number", "item__code")
    )


def cancelled_items() -> QuerySet[ItemVersion]:
    """已取消: gone, but people still look for them; by the day they were cancelled, the latest first."""
    return (
        ItemVersion.objects.filter(current_of__isnull=False, item__state=ItemState.CANCELLED)
        .select_related("item__unit")
        .order_by("-item__cancelled_on", "item__code")
    )


def editions_of(version: ItemVersion) -> list[ItemVersion]:
    """Every version of the item that was ever in force, the latest first."""
    shown = version.item.versions.filter(state__in=(VersionState.PUBLISHED, VersionState.SUPERSEDED))
    return list(shown.select_related("item__unit").order_by("-number"))


def items_of_unit(unit: Unit) -> QuerySet[ItemVersion]:
    """What one unit and the units below it implement."""
    return published_items().filter(item__unit__path__startswith=unit.path)


def item_for_public(code: str) -> ItemVersion:
    """The version in force; raises Unknown.

    A suspended or cancelled item keeps its page, which says so (`version.item.state`): people look for what is gone.
    """
    return _in_force(code, ItemVersion.objects.all())


def _in_force(code: str, versions: QuerySet[ItemVersion]) -> ItemVersion:
    # An item has one version in force: no order to ask for.
    found = list(
        versions.filter(current_of__isnull=False, item__code=code.strip().upper()).select_related("item__unit")
    )
    if not found:
        raise Unknown("没有找到这个事项，可能编码有误，或者尚未发布。")
    return found[0]


def item_for_application(code: str) -> ItemVersion:
    """The version a new application is made for; raises Unknown, or a Refusal that says why none can be made.

    Without its document, which `cases.queries.guide` holds: a window asks this at every reception.
    """
    version = _in_force(code, ItemVersion.objects.defer("content", "search_text"))
    item = version.item
    if item.state == ItemState.CANCELLED:
        raise Refusal("item-cancelled", f"“{version.name}”已经取消，不再受理申请。依据：{item.cancel_basis}。")
    if item.state == ItemState.SUSPENDED:
        raise Refusal("item-suspended", f"“{version.name}”暂停办理，恢复后再申请。有疑问请拨打咨询电话。")
    if version.kind not in APPLICABLE_KINDS:
        raise Refusal("item-ex-officio", f"“{version.name}”由行政机关依职权实施，不接受申请。")
    return version


def _line(number: int) -> Func:
    return Func(F("search_text"), Value("\n"), Value(number), function="split_part", output_field=TextField())


def search(text: str, within: QuerySet[ItemVersion] | None = None) -> QuerySet[ItemVersion]:
    """Items in which every word of `text` occurs, best first: in the name, then the keywords, then the rest.

    Full-width forms and case are forgiven. When no item has every word, those whose own keyword occurs in what was
    typed (我想办营业执照) or that share a word with it. An empty text finds everything, in the usual order.
    """
    base = published_items() if within is None else within
    words = terms(text)
    if not words:
        return base
    base = base.annotate(in_name=_line(1), in_keywords=_line(2))
    found = base.filter(*(Q(search_text__contains=word) for word in words))
    if not found.exists():
        return _loosely(folded(text), words, base)
    score = Value(0, output_field=IntegerField())
    for word in words:
        score = score + Case(
            When(in_name=word, then=Value(12)),
            When(in_name__startswith=word, then=Value(9)),
            When(in_name__contains=word, then=Value(8)),
            When(in_keywords__contains=word, then=Value(4)),
            default=Value(1),
            output_field=IntegerField(),
        )
    return found.annotate(score=score).order_by("-score", Length("name"), "item__code")


def _loosely(text: str, words: list[str], base: QuerySet[ItemVersion]) -> QuerySet[ItemVersion]:
    # A county has a few thousand items at most; this runs only when nothing matched, and takes a few milliseconds.
    compact = text.replace(" ", "")
    scores: dict[int, int] = {}
    for pk, haystack in base.values_list("pk", "search_text"):
        _, _, below = haystack.partition("\n")
        keywords = below.partition("\n")[0].split()
        score = sum(len(keyword) * 2 for keyword in keywords if len(keyword) > 1 and keyword in compact)
        score += sum(1 for word in words if len(word) > 1 and word in haystack)
        if score:
            scores[pk] = score
    ranked = Case(*(When(pk=pk, then=Value(score)) for pk, score in scores.items()), default=Value(0))
    found = base.filter(pk__in=scores)
    return found.annotate(score=ranked).order_by("-score", Length("name"), "item__code") if scores else found
