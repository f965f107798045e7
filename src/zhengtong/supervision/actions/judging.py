"""Judge a batch of matters and bring rows, cards and undecided findings into line: a few statements for any number.

A card is issued once for an occurrence: the matter's row is held, and the table refuses a second. What a rule no longer
finds, because what was told has been corrected or came late, is withdrawn with that reason; nothing is deleted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from legalclock.errors import ClockError
from zhengtong.foundation.copying import copy_in, draw_keys
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.actions import action, record, record_many
from zhengtong.journal.rules import Fresh
from zhengtong.timers.queries import calendar_number

from .. import places
from ..choices import SEVERITY, CardState, Issue, Light
from ..models import Card, Matter, Undetermined
from ..models.matter import RECORD
from ..rules import due_process, track
from ..rules.findings import Blank, Finding, Judge, split
from ..rules.moments import is_midnight, overdue_days
from . import cards as acts
from . import telling

SYSTEM = "system"
COUNTY = "county"
GONE = "据以发牌的数据已更正或者补报，按规则不再成立，系统撤销。"


@dataclass(slots=True)
class Judged:
    """A matter on its way through judgement: its row, and all that was told of it.

    `is_told`: entries came since it was last judged; where only time has passed, the row keeps what follows from them.
    """

    matter: Matter
    events: list[track.Event]
    is_told: bool = True
    course: track.Course | None = None
    findings: list[Finding] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.matter.pk is None


def value_of(matter: Matter) -> track.Matter:
    """The row as the pure rules take it."""
    code, name = places.unit_names().get(matter.unit_id, ("", "")) if matter.unit_id else ("", "")
    return track.Matter(
        system=matter.system,
        subject=matter.subject,
        ref=matter.ref,
        business=matter.business,
        unit=code,
        unit_name=name,
        region=places.region_codes().get(matter.region_id, "") if matter.region_id else "",
        region_path=places.paths().get(matter.region_id, "") if matter.region_id else "",
        item=matter.item,
        item_name=matter.item_name,
        item_kind=matter.item_kind,
        channel=matter.channel,
        instant=matter.is_instant,
    )


def settle(judged: Sequence[Judged], judge: Judge, at: datetime) -> None:
    """Judge these matters up to `at` and write what follows; the caller holds the rows of those that exist."""
    if not judged:
        return
    for one in judged:
        _judge(one, judge, at)
    old = [one for one in judged if not one.is_new]
    ids = [one.matter.pk for one in old]
    known = _cards_of(ids)
    blanks = _blanks_of(ids)
    fresh, gone = _compare(judged, known)
    carded = known.keys() | _carded_by_hand(ids)
    _light_first(judged, fresh, carded)
    _write_matters(judged)
    _write_blanks(judged, blanks, at)
    issued = [_card(one, finding, key, judge, at) for one, finding, key in fresh]
    _mark_highest([card for card in issued if card.matter_id not in carded])
    if issued:
        issue(issued, at)
    take_back(gone, at)
    acts.relight(sorted(carded))


def _light_first(
    judged: Sequence[Judged], fresh: Sequence[tuple[Judged, Finding, str]], carded: Collection[int]
) -> None:
    """The lights of matters that had no card before, written with the rest of the row; `relight` does the others."""
    for one in judged:
        if one.matter.pk not in carded:
            one.matter.light = Light.UNDETERMINED if one.matter.is_undetermined else Light.GREEN
    for one, finding, _ in fresh:
        matter, spec = one.matter, finding.rule.spec
        is_worse = SEVERITY[spec.level] > SEVERITY.get(matter.light, 0)
        if matter.pk not in carded and spec.issue == Issue.AUTOMATIC and is_worse:
            matter.light = Light(spec.level)


def _mark_highest(cards: Sequence[Card]) -> None:
    """Of each matter's first cards the worst counts, of equals the earliest, as `relight` has it."""
    highest: dict[int, Card] = {}
    for card in cards:
        if card.state == CardState.ISSUED and card.matter_id is not None:
            there = highest.setdefault(card.matter_id, card)
            if (SEVERITY[card.level], there.moment) > (SEVERITY[there.level], card.moment):
                highest[card.matter_id] = card
    for card in highest.values():
        card.is_highest = True


def take_back(refs: Sequence[str], at: datetime) -> None:
    """Withdraw or cancel cards that the rules no longer bear out."""
    for ref in refs:
        card = acts.lock(ref)
        if card.state in (CardState.ISSUED, CardState.PENDING):
            acts.settle(
                card, "withdraw" if card.state == CardState.ISSUED else "cancel", reason=GONE, actor=SYSTEM, at=at
            )


def _judge(one: Judged, judge: Judge, at: datetime) -> None:
    matter = one.matter
    course = track.fold(value_of(matter), one.events)
    one.course = course
    if one.is_told:
        matter.track = [track.stored(event) for event in one.events]
    matter.rulebook, matter.calendar_version = judge.rulebook.number, calendar_number(judge.calendar)
    if course is None:
        matter.next_moment, matter.ended_at, matter.ended_by = None, at, "voided"
        matter.is_undetermined, matter.is_on_time = False, None
        matter.opened_at = matter.opened_at or min(event.at for event in one.events)
        return
    one.findings, one.blanks = judge.judge(course, at)
    matter.next_moment = judge.next_moment(course, at)
    matter.is_undetermined = any(blank.hides_a_limit for blank in one.blanks)
    if one.is_told:
        _describe(matter, course, judge)


def _describe(matter: Matter, course: track.Course, judge: Judge) -> None:
    """The columns that follow from the entries alone."""
    matter.opened_at, matter.accepted_at, matter.finished_at = course.opened_at, course.accepted_at, course.finished_at
    matter.ended_at, matter.ended_by = course.ended_at, course.ended_by
    if course.is_record:
        matter.ended_at, matter.ended_by = course.events[-1].at, RECORD
    matter.promised_due, matter.legal_due = _due(course, "promised"), _due(course, "legal")
    matter.is_on_time = is_on_time(course)
    matter.corrections, matter.suspensions, matter.rating = course.corrections, course.suspensions, course.rating
    last = course.events[-1].at
    matter.step, matter.holder = course.step_at(last)[0][:60], course.holdings[-1].holder
    if course.finished_at is not None:
        matter.office_seconds = split(course, judge.work, course.finished_at).get("office", 0)
        legal = course.last_due("legal") or course.last_due("promised")
        begun = course.accepted_at or course.opened_at
        matter.allowed_seconds = judge.work.seconds(begun, legal) if legal is not None else None


def _due(course: track.Course, name: str) -> datetime | None:
    due = course.last_due(name)
    return due if due is not None or name == "legal" else course.last_due("answer")


def is_on_time(course: track.Course) -> bool | None:
    """Whether a finished matter kept every limit of its handling; None while open, or where none was told."""
    if course.finished_at is None or course.contradicted_at is not None:
        return None
    runs = [run for run in course.runs if run.name in ("promised", "legal", "answer") and run.last_due is not None]
    return all(_kept(run) for run in runs) if runs else None


def _kept(run: track.LimitRun) -> bool:
    """Whether the limit never ran out while it ran; while it stood still it could not."""
    for place, segment in enumerate(run.segments):
        end = run.segments[place + 1].since if place + 1 < len(run.segments) else run.closed_at
        due = segment.due
        if due is None or end is None:
            continue
        if due < end or (due == end and is_midnight(due.astimezone(track.CHINA))):
            return False
    return True


# --- cards ---


_Standing = tuple[str, str, str]
"""Ref and state of a card, and who settled it."""


def _cards_of(ids: Sequence[int]) -> dict[int, dict[tuple[str, str], list[_Standing]]]:
    """By matter: rule and occurrence → the cards that rules issued for it, oldest first."""
    found: dict[int, dict[tuple[str, str], list[_Standing]]] = {}
    rows = Card.objects.filter(matter__in=ids).exclude(rule_code=due_process.BY_HAND).order_by("pk") if ids else ()
    columns = ("matter_id", "rule_code", "key", "ref", "state", "settled_by")
    for matter, rule, key, *card in rows and rows.values_list(*columns):
        found.setdefault(matter, {}).setdefault((rule, key.partition(AGAIN)[0]), []).append(tuple(card))
    return found


def _carded_by_hand(ids: Sequence[int]) -> set[int]:
    by_hand = Card.objects.filter(matter__in=ids, rule_code=due_process.BY_HAND) if ids else Card.objects.none()
    return {matter for matter in by_hand.values_list("matter_id", flat=True) if matter is not None}


AGAIN = "~"
"""In a key: the occurrence was carded before, and that card taken back by the system itself."""


def compare_one(
    found: Iterable[tuple[str, str]], there: Mapping[tuple[str, str], Sequence[_Standing]]
) -> tuple[dict[tuple[str, str], str], list[str]]:
    """Rule and key of what is found and has no card → the key of its new card; and the refs of cards not borne out.

    What the system took back because the data was corrected, and a second correction bears out again, gets a new card;
    what a person cancelled, withdrew or closed is settled.
    """
    fresh: dict[tuple[str, str], str] = {}
    for rule, key in found:
        cards = there.get((rule, key), ())
        if all(state in _SETTLED and by == SYSTEM for _, state, by in cards):
            fresh[(rule, key)] = f"{key}{AGAIN}{len(cards) + 1}" if cards else key
    wanted = set(found)
    gone = [
        ref
        for name, cards in there.items()
        if name not in wanted
        for ref, state, _ in cards
        if state in (CardState.ISSUED, CardState.PENDING)
    ]
    return fresh, gone


_SETTLED = (CardState.WITHDRAWN, CardState.CANCELLED)


def _compare(
    judged: Sequence[Judged], known: Mapping[int, Mapping[tuple[str, str], Sequence[_Standing]]]
) -> tuple[list[tuple[Judged, Finding, str]], list[str]]:
    """What is found and has no card yet, with the key of its card; and the refs of cards that are no longer borne out."""
    fresh: list[tuple[Judged, Finding, str]] = []
    gone: list[str] = []
    for one in judged:
        found = {(finding.rule.code, finding.key): finding for finding in one.findings}
        new, unborne = compare_one(list(found), known.get(one.matter.pk, {}))
        fresh.extend((one, found[name], key) for name, key in new.items())
        # What contradicts itself proves nothing, neither for a card nor against one.
        if one.course is None or one.course.contradicted_at is None:
            gone.extend(unborne)
    return fresh, gone


def _card(one: Judged, finding: Finding, key: str, judge: Judge, at: datetime) -> Card:
    course, matter, spec = one.course, one.matter, finding.rule.spec
    if course is None:
        raise ValueError("nothing is found in a matter of which all was taken back")
    step, unit, actor = course.step_at(finding.moment)
    # A step may lie with another unit than the matter: who held it answers for it.
    duty = places.unit_id(unit) if finding.limit == "step" and unit else None
    is_certain = spec.issue == Issue.AUTOMATIC
    return Card(
        matter_id=matter.pk,
        key=key[:120],
        system=matter.system,
        subject=matter.subject,
        unit_id=duty or matter.unit_id,
        region_id=matter.region_id,
        rule_code=finding.rule.code,
        rule_version=finding.rule.version,
        family=finding.rule.family,
        level=spec.level,
        state=CardState.ISSUED if is_certain else CardState.PENDING,
        moment=finding.moment,
        issued_at=at if is_certain else None,
        issued_by="",
        title=f"{_name_of(matter)}：{finding.rule.name}"[:120],
        text=finding.text[:600],
        basis=spec.basis,
        duty_step=step[:60],
        duty_actor=actor[:60],
        duty_name="" if actor.startswith("staff:") else actor[:60],
        due_at=finding.due,
        overdue_days=_overdue(judge, finding.due, min(at, course.ended_at or at)),
        split=split(course, judge.work, finding.moment),
        is_highest=False,
    )


def _name_of(matter: Matter) -> str:
    """What people know a matter by; a number from another system means nothing without the system's name."""
    return matter.item_name or (f"{matter.system} {matter.ref}" if matter.system != COUNTY else matter.ref)


def _overdue(judge: Judge, due: datetime | None, moment: datetime) -> int | None:
    if due is None:
        return None
    return (overdue_days(judge.calendar, due, moment) or 0) if moment >= due else 0


@action("cards.issued", bulk=("card.issued", "card.proposed"))
def issue(cards: list[Card], at: datetime) -> None:
    """Write the cards, tell whom they concern, and record each of them."""
    until = _appeal_until(at)
    day = localdate(at)
    serials = acts.next_serials("supervision_card_serial", len(cards))
    keys = draw_keys(Card, len(cards))
    for card, serial, key in zip(cards, serials, keys, strict=True):
        card.pk, card.ref = key, due_process.numbered("JC", day, serial)
        card.appeal_until = until if card.state == CardState.ISSUED else None
    copy_in(Card, cards)
    names, codes = places.unit_names(), places.region_codes()
    entries = []
    for card in cards:
        code, name = names.get(card.unit_id, ("", "")) if card.unit_id else ("", "")
        entries.append(
            Fresh(
                "card.issued" if card.state == CardState.ISSUED else "card.proposed", card.ref, code, SYSTEM, at,
                {
                    "matter": card.subject, "rule": card.rule_code, "version": card.rule_version,
                    "family": card.family, "level": str(card.level), "moment": card.moment.isoformat(),
                    "title": card.title, "text": card.text, "basis": card.basis, "unit_name": name, "owner_unit": code,
                    "region": codes.get(card.region_id, "") if card.region_id else "", "state": str(card.state),
                    "duty_step": card.duty_step, "duty_name": card.duty_name,
                    "due_at": card.due_at.isoformat() if card.due_at else None, "overdue_days": card.overdue_days,
                    "appeal_until": card.appeal_until.isoformat() if card.appeal_until else None,
                },
            )
        )  # fmt: skip
    record_many(entries)
    telling.tell(cards, at=at)
    counts = {level: sum(card.level == level for card in cards) for level in SEVERITY if level}
    record("cards.issued", "supervision", actor=SYSTEM, at=at, count=len(cards), levels=counts)


def _appeal_until(at: datetime) -> datetime | None:
    """None where the calendar does not reach so far: the card is issued all the same, and may be appealed at any time."""
    try:
        return acts.appeal_until(at)
    except (Refusal, ClockError):
        return None


# --- rows by the thousand ---


def _write_matters(judged: Sequence[Judged]) -> None:
    new = [one.matter for one in judged if one.is_new]
    old = [one.matter for one in judged if not one.is_new and (one.is_told or one.course is None)]
    woken = [one.matter for one in judged if not one.is_new and not one.is_told and one.course is not None]
    if new:
        for matter, key in zip(new, draw_keys(Matter, len(new)), strict=True):
            matter.pk = key
        copy_in(Matter, new)
    if old:
        _update_matters(old)
    if woken:
        _touch_matters(woken)


_TOUCH = """
    UPDATE supervision_matter AS matter
    SET next_moment = judged.next_moment, is_undetermined = judged.is_undetermined, light = judged.light,
        rulebook = %s, calendar_version = %s
    FROM unnest(%s::bigint[], %s::timestamptz[], %s::boolean[], %s::text[])
        AS judged (id, next_moment, is_undetermined, light)
    WHERE matter.id = judged.id
"""


def _touch_matters(matters: Sequence[Matter]) -> None:
    """What time alone can change."""
    first = matters[0]
    columns = ([getattr(m, name) for m in matters] for name in ("pk", "next_moment", "is_undetermined"))
    lights = [str(matter.light) for matter in matters]
    with connection.cursor() as cursor:
        cursor.execute(_TOUCH, [first.rulebook, first.calendar_version, *columns, lights])


_FIXED = frozenset({"id", "system", "subject", "ref", "business"})


def _update_matters(matters: Sequence[Matter]) -> None:
    """Every column that follows from the track, from a table that lives as long as the transaction."""
    columns = [each.column for each in Matter._meta.concrete_fields if each.column not in _FIXED]
    changes = ", ".join(f'"{column}" = staged."{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS staged_matter (LIKE supervision_matter) ON COMMIT DELETE ROWS")
        cursor.execute("TRUNCATE staged_matter")
        copy_in(Matter, matters, into="staged_matter")
        cursor.execute(
            f"UPDATE supervision_matter AS matter SET {changes} FROM staged_matter AS staged "  # noqa: S608 — own columns
            "WHERE matter.id = staged.id"
        )


# --- what cannot be determined ---


def _blanks_of(ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """By matter: rule → key of the open finding."""
    found: dict[int, dict[str, int]] = {}
    if ids:
        rows = Undetermined.objects.filter(matter__in=ids, cleared_at=None).values_list("matter_id", "rule_code", "pk")
        for matter, rule, pk in rows:
            found.setdefault(matter, {})[rule] = pk
    return found


def _write_blanks(judged: Sequence[Judged], known: dict[int, dict[str, int]], at: datetime) -> None:
    fresh: list[Undetermined] = []
    cleared: list[int] = []
    for one in judged:
        there = known.get(one.matter.pk, {})
        now = {blank.rule.code: blank for blank in one.blanks}
        cleared += [pk for rule, pk in there.items() if rule not in now]
        fresh += [_undetermined(one.matter, blank) for rule, blank in now.items() if rule not in there]
    if cleared:
        Undetermined.objects.filter(pk__in=cleared).update(cleared_at=at)
    if fresh:
        for row, key in zip(fresh, draw_keys(Undetermined, len(fresh)), strict=True):
            row.pk = key
        copy_in(Undetermined, fresh)
    if fresh or cleared:
        tell_undetermined(len(fresh), len(cleared), at)


def _undetermined(matter: Matter, blank: Blank) -> Undetermined:
    return Undetermined(
        matter_id=matter.pk, unit_id=matter.unit_id, system=matter.system, rule_code=blank.rule.code,
        reason=blank.reason[:300], missing=[name[:60] for name in blank.missing], since=blank.since,
    )  # fmt: skip


@action("matters.undetermined")
def tell_undetermined(found: int, cleared: int, at: datetime) -> None:
    record("matters.undetermined", "supervision", actor=SYSTEM, at=at, count=found, cleared=cleared)
