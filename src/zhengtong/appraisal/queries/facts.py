"""The facts of a month, read once for everybody: matters, cards, orders from supervision, complaints from the journal."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from zhengtong.journal.kinds import KINDS
from zhengtong.journal.milestones import Milestone
from zhengtong.journal.queries import entries_for_audit
from zhengtong.org.choices import RegionLevel
from zhengtong.org.models import Region, Staff, Unit
from zhengtong.org.queries import current_regions
from zhengtong.supervision.choices import STANDING, CardState, OrderState
from zhengtong.supervision.models import Card, Matter, SupervisionOrder
from zhengtong.supervision.models.matter import RECORD

from ..choices import SubjectKind
from ..rules import CardFact, ComplaintFact, Fact, MatterFact, OrderFact, Period

COUNTED_ELSEWHERE = ("order", "complaint")
"""Businesses with totals of their own: an order or a complaint is no case handled, and its lateness counts once."""
SUBSTANTIATED = ("substantiated", "partly")


@dataclass(slots=True)
class Dossier:
    """One subject of the appraisal with all its facts."""

    kind: SubjectKind
    code: str
    name: str
    unit: Unit | None
    region: Region
    facts: list[Fact] = field(default_factory=list)


def dossiers(period: Period) -> list[Dossier]:
    """Every unit that owns items, every township, every person known to have done something, with their facts."""
    return list(_Collector(period).collect())


class _Collector:
    def __init__(self, period: Period) -> None:
        self._period = period
        units = {unit.pk: unit for unit in Unit.objects.select_related("region", "merged_into__region")}
        self._units = {pk: _heir(unit, units) for pk, unit in units.items()}
        self._by_code = {unit.code: self._units[pk] for pk, unit in units.items()}
        self._townships = _townships()
        self._dossiers: dict[tuple[SubjectKind, str], Dossier] = {}
        self._people = {f"staff:{staff.code}": staff for staff in Staff.objects.select_related("unit__region")}

    def collect(self) -> Iterator[Dossier]:
        for unit in Unit.objects.filter(owns_items=True, valid_to=None).select_related("region").order_by("number"):
            self._dossier(SubjectKind.UNIT, unit.code, unit.short_name, unit, unit.region)
        self._matters()
        self._cards()
        self._orders()
        self._complaints()
        yield from self._dossiers.values()

    def _dossier(self, kind: SubjectKind, code: str, name: str, unit: Unit | None, region: Region) -> Dossier:
        return self._dossiers.setdefault((kind, code), Dossier(kind, code, name, unit, region))

    def _place(self, fact: Fact, unit: int | None, region: int | None, actor: str = "") -> None:
        """Give a fact to the unit, the township and the person it speaks of, as far as they are told."""
        if owner := self._units.get(unit or 0):
            self._dossier(SubjectKind.UNIT, owner.code, owner.short_name, owner, owner.region).facts.append(fact)
        if township := self._townships.get(region or 0):
            self._dossier(SubjectKind.TOWNSHIP, township.code, township.name, None, township).facts.append(fact)
        self._give(fact, actor)

    def _give(self, fact: Fact, actor: str) -> None:
        if person := self._people.get(actor):
            unit = person.unit
            self._dossier(SubjectKind.PERSON, person.code, person.name, unit, unit.region).facts.append(fact)

    def _matters(self) -> None:
        finishers = self._finishers()
        rows = (
            Matter.objects.filter(
                Q(ended_at=None) | Q(ended_at__gte=self._period.first), opened_at__lt=self._period.last
            )
            .exclude(business__in=COUNTED_ELSEWHERE)
            .exclude(ended_by=RECORD)
            .values_list("unit_id", "region_id", *_COLUMNS)
        )
        carded = self._carded()
        for unit, region, *values in rows.iterator(chunk_size=5000):
            fact = MatterFact(**dict(zip(_COLUMNS, values, strict=True)))
            self._place(fact, unit, region, finishers.get(fact.subject, ""))
            for actor in carded.get(fact.subject, set()) - {finishers.get(fact.subject, "")}:
                self._give(fact, actor)

    def _finishers(self) -> dict[str, str]:
        """Subject → who finished it, told by the journal."""
        kinds = [kind.code for kind in KINDS.values() if kind.milestone is Milestone.FINISHED]
        entries = entries_for_audit(kinds=kinds, first=self._first_day, last=self._last_day)
        return dict(entries.values_list("subject", "actor"))

    def _carded(self) -> dict[str, set[str]]:
        """Subject → persons answerable for one of its cards."""
        found: dict[str, set[str]] = defaultdict(set)
        for subject, actor in self._counted_cards().exclude(duty_actor="").values_list("subject", "duty_actor"):
            found[subject].add(actor)
        return found

    def _counted_cards(self) -> QuerySet[Card]:
        within = Q(moment__gte=self._period.first, moment__lt=self._period.last)
        of_orders = Q(matter__business="order")
        return Card.objects.filter(within, state__in=[*STANDING, CardState.WITHDRAWN]).exclude(of_orders)

    def _cards(self) -> None:
        rows = self._counted_cards().values_list(
            "unit_id", "region_id", "duty_actor", "state", "ref", "subject", "level", "family", "moment"
        )
        for unit, region, actor, state, *values in rows:
            self._place(CardFact(*values, is_standing=state in STANDING), unit, region, actor)

    def _orders(self) -> None:
        first, last = self._period.first, self._period.last
        within = (
            Q(issued_at__gte=first, issued_at__lt=last)
            | Q(sign_due__gte=first, sign_due__lt=last)
            | Q(answer_due__gte=first, answer_due__lt=last)
        )
        columns = ("ref", "issued_at", "sign_due", "signed_at", "answer_due", "answered_at")
        for unit, region, state, *values in SupervisionOrder.objects.filter(within).values_list(
            "unit_id", "region_id", "state", *columns
        ):
            self._place(OrderFact(*values, is_cancelled=state == OrderState.CANCELLED), unit, region)

    def _complaints(self) -> None:
        """投诉办结: the unit complained about stands in the entry; an entry without one belongs to nobody."""
        for entry in entries_for_audit(kinds=["complaint.closed"], first=self._first_day, last=self._last_day):
            unit = self._by_code.get(entry.data.get("about", ""))
            if unit is not None:
                is_so = entry.data.get("finding") in SUBSTANTIATED
                self._place(ComplaintFact(entry.subject, entry.at, is_so), unit.pk, unit.region_id)

    @property
    def _first_day(self) -> date:
        return self._period.first.date()

    @property
    def _last_day(self) -> date:
        return (self._period.last - timedelta(days=1)).date()


_COLUMNS = (
    "subject", "opened_at", "accepted_at", "finished_at", "ended_at", "ended_by", "promised_due", "is_on_time", "office_seconds",
    "allowed_seconds", "corrections", "suspensions", "rating", "channel", "is_undetermined",
)  # fmt: skip


def _heir(unit: Unit, units: dict[int, Unit]) -> Unit:
    """撤并: the successor answers for what the merged unit did."""
    seen = {unit.pk}
    while unit.merged_into_id and unit.merged_into_id not in seen:
        seen.add(unit.merged_into_id)
        unit = units[unit.merged_into_id]
    return unit


def _townships() -> dict[int, Region]:
    """Key of any region → the township of today it lies in; what stands at the county lies in none."""
    roots = {
        path: region
        for region in current_regions().filter(level=RegionLevel.TOWNSHIP).prefetch_related("predecessors")
        for path in region.paths()
    }
    found = {}
    for pk, path in Region.objects.exclude(level=RegionLevel.COUNTY).values_list("pk", "path"):
        if root := roots.get("/".join(path.split("/")[:2]) + "/"):
            found[pk] = root
    return found
