"""监察口径的时点报告: how the matters of a system stood at a moment, told by their own entries alone."""

from datetime import datetime
from typing import Any

from django.db.models import Count

from zhengtong.timers.queries import calendar

from . import rulebooks
from .actions.replaying import tracks
from .choices import SEVERITY
from .models import Matter
from .rules import track
from .rules.findings import Judge

STANDINGS = ("on_time", "warned", "yellow", "red", "undeterminable")
_OF_LEVEL = {"": "on_time", "warning": "warned", "yellow": "yellow", "red": "red"}
TIME_RULES = "time"


def standing(as_of: datetime, system: str) -> dict[str, Any]:
    """Counts and refs of the matters of `system` that had begun by `as_of`, by the worst time limit they had missed.

    What happened later is left out, what was corrected since is taken as corrected; a matter finished by then is judged by when it finished and never ages.
    """
    book = rulebooks.rulebook()
    judge = Judge(book.only({rule.code for rule in book.rules if rule.family == TIME_RULES}), calendar())
    refs: dict[str, list[str]] = {name: [] for name in STANDINGS}
    open_matters = 0
    for matter, events in tracks(system=system, began_by=as_of):
        told = [each for each in track.standing(events) if each.at <= as_of or "contradiction" in each.facts]
        course = track.fold(matter, told)
        if course is None:
            continue
        open_matters += course.ended_at is None
        findings, blanks = judge.judge(course, as_of)
        worst = max((finding.rule.spec.level.value for finding in findings), key=SEVERITY.__getitem__, default="")
        if SEVERITY[worst] < SEVERITY["yellow"] and any(blank.hides_a_limit for blank in blanks):
            refs["undeterminable"].append(matter.ref)
        else:
            refs[_OF_LEVEL[worst]].append(matter.ref)
    total = sum(len(each) for each in refs.values())
    return {
        "system": system,
        "as_of": as_of.isoformat(),
        "rulebook": book.number,
        "matters": total,
        "open": open_matters,
        "finished": total - open_matters,
        "coverage": round((total - len(refs["undeterminable"])) / total, 4) if total else None,
        "counts": {name: len(each) for name, each in refs.items()},
        "refs": {name: sorted(each) for name, each in refs.items()},
    }


def systems() -> dict[str, int]:
    """Every system that is watched, with the number of its matters."""
    rows = Matter.objects.order_by("system").values_list("system").annotate(n=Count("pk"))
    return dict(rows.values_list("system", "n"))
