"""The review chain of a case: laid out from the frozen item version, opened stage by stage. Parts of the caller's act."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from zhengtong.catalog.guide import Guide
from zhengtong.foundation import rows
from zhengtong.foundation.errors import Refusal
from zhengtong.org.models import Staff, Unit
from zhengtong.org.queries import township_unit
from zhengtong.timers import actions as timers

from . import gate, limits, queries, rules
from .choices import ClockName, StepResult
from .models import Case, CaseStep


def begin_handling(case: Case, accepted_at: datetime, *, now: datetime | None = None) -> list[CaseStep]:
    """Start the handling clock, lay out the review chain of the frozen version and open its first steps."""
    item = gate.guide_of(case)
    limits.stop(case, now or accepted_at)
    case.handling_clock = limits.start(
        case,
        ClockName.HANDLING,
        accepted_at,
        promised=item.limits.promised.budget if item.limits.promised else None,
        statutory=item.limits.statutory.budget if item.limits.statutory else None,
    )
    limits.watch(case, case.handling_clock)
    case.holder = None
    units = units_of_steps(item, case)
    steps = [
        CaseStep(
            case=case,
            order=order,
            name=step.name,
            kind=step.kind,
            unit=units[step.unit],
            post=step.post,
            limit=step.limit,
        )
        for order, stage in enumerate(item.stages, 1)
        for step in stage
    ]
    for place, step in enumerate(steps, 1):
        if step.order == steps[0].order:
            _open(case, step, now or accepted_at, place=place)
    rows.insert_all(steps)
    case.state = rules.state_of_review(rules.open_orders(queries.step_views(steps)), any_done=False)
    gate.save(case)
    return steps


def units_of_steps(item: Guide, case: Case) -> dict[str, Unit]:
    """Step unit codes → units; TOWN is the township government of the applicant's place."""
    codes = {step.unit for step in item.steps}
    found = {code: gate.unit_by_code(code) for code in codes - {case.unit.code, "TOWN"}}
    units = {code: unit for code, unit in found.items() if unit is not None}
    units[case.unit.code] = case.unit
    if "TOWN" in codes:
        units["TOWN"] = township_unit(case.region)
    absent = codes - units.keys()
    if absent:
        raise Refusal("no-unit", f"事项流程中的单位不存在：{'、'.join(sorted(absent))}，请事项管理员更正后再受理。")
    return units


def open_next_steps(case: Case, steps: Sequence[CaseStep], at: datetime) -> str:
    """Open the next stage if none is open; returns the state the case is in then."""
    due = {view.id for view in rules.following(queries.step_views(steps))}
    for step in steps:
        if step.pk in due:
            open_step(case, step, at, place=steps.index(step) + 1)
    opened = rules.open_orders(queries.step_views(steps))
    return rules.state_of_review(opened, any_done=any(step.state == "done" for step in steps))


def open_step(case: Case, step: CaseStep, at: datetime, *, place: int) -> None:
    """A step comes to somebody's desk; its own limit starts (环节时限). `place`: where it stands in the chain, from 1.

    Each round of each step has a clock of its own: step 3 in its second round is 103.
    """
    _open(case, step, at, place=place)
    keep(step)


def _open(case: Case, step: CaseStep, at: datetime, *, place: int) -> None:
    step.state, step.opened_at = "open", at
    if step.limit:
        step.clock = limits.start(
            case, ClockName.STEP, at, promised=step.limit, unit=step.unit, sequence=(step.round - 1) * 100 + place
        )


def open_now(steps: Iterable[CaseStep]) -> dict[str, Any]:
    """What an entry tells of the step that is open after the act; of steps side by side, the one that is due first."""
    opened = [step for step in steps if step.state == "open"]
    if not opened:
        return {"next_step": "", "step_due": None}
    limits_of = [(step.clock.promised_due, step) for step in opened if step.clock and step.clock.promised_due]
    due, first = min(limits_of, key=lambda pair: pair[0], default=(None, opened[0]))
    return {
        "next_step": "、".join(step.name for step in opened),
        "next_order": first.order,
        "next_unit": first.unit.code,
        "next_post": first.post,
        "step_due": due,
    }


def keep(step: CaseStep) -> None:
    """Save what an act may change of a step."""
    rows.update(step, "state", "clock", "assignee", "opened_at", "closed_at", "closed_by", "result", "opinion", "round")


def close_step(step: CaseStep, *, by: Staff, result: StepResult, opinion: str, at: datetime) -> None:
    """The step is done by this person with this opinion; its clock stops."""
    step.state, step.closed_at, step.closed_by = "done", at, by
    step.result, step.opinion = result, opinion
    if step.clock is not None and step.clock.is_open:
        timers.stop(step.clock, at=at)
    keep(step)
