"""公共资源交易平台: an outside system of the demo county, told week by week by the same deliveries as a real one.

Most of its matters keep their limit; a few are late, one ends before it began, one has no limit, one names a unit that
nobody has. Nothing is drawn from chance, so the same day of loading gives the same matters.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from legalclock import Calendar
from legalclock.moments import day_end, day_start
from zhengtong.exchange import actions
from zhengtong.exchange.choices import Business
from zhengtong.exchange.models import OutsideSystem
from zhengtong.org.queries import unit_by_code
from zhengtong.timers.queries import calendar

CODE = "GGZY"
COUNT = 150
LONGEST = 62  # working days, some three months
ALLOWED = 8  # working days from acceptance to the notice of award, as the platform promises
KINDS = (
    # what is traded, the unit behind it, working days it usually takes
    ("政府采购（货物）", "CZ", 4),
    ("政府采购（服务）", "CZ", 5),
    ("工程建设项目招标", "JS", 7),
    ("水利工程招标", "SL", 6),
    ("公路养护工程招标", "JT", 6),
    ("国有建设用地使用权出让", "ZR", 7),
    ("林权流转交易", "LY", 5),
)
STEPS = ("发布公告", "开标评标", "结果公示")
LATE = {17: 2, 41: 4, 63: 1, 88: 6, 109: 3, 127: 2}
"""Matter → working days it takes beyond what it was allowed."""
STUCK = frozenset({96, 121})
"""They lie after the announcement until today."""
TURNED, UNLIMITED, STRAY = 55, 72, 104
"""Ends before it began; was given no limit; names a unit that is not there."""


@transaction.atomic
def load_outside(at: datetime, tell: Callable[[str], None]) -> int:
    """Register the platform and take in its deliveries up to `at`; returns how many matters, 0 if it is there already."""
    if OutsideSystem.objects.filter(code=CODE).exists():
        return 0
    actions.register_system(
        CODE, name="县公共资源交易平台", unit=unit_by_code("XZ"), business=Business.TRADING,
        contact="县公共资源交易中心信息科", by=None, at=at,
    )  # fmt: skip
    told = sorted(_events(at), key=lambda event: event["at"])
    accepted = aside = 0
    for until in _fridays(at):
        due = [event for event in told if event["at"] < until]
        told = told[len(due) :]
        if due:
            delivery = [{**event, "at": event["at"].isoformat()} for event in due]
            outcome = actions.receive(CODE, delivery, at=until, source=f"示范批次 {localdate(until):%Y-%m-%d}")
            accepted, aside = accepted + outcome.accepted, aside + len(outcome.quarantined)
    tell(f"外部系统办件 {COUNT} 件，事件 {accepted} 条，隔离 {aside} 条")
    return COUNT


def _fridays(at: datetime) -> Iterator[datetime]:
    """The evenings on which the platform tells its week, and the present."""
    day = localdate(at) - timedelta(days=7 * 15)
    while day < localdate(at):
        if day.weekday() == 4:
            yield day_start(day) + timedelta(hours=18)
        day += timedelta(days=1)
    yield at


def _events(at: datetime) -> Iterator[dict[str, Any]]:
    days, today = calendar(), localdate(at)
    for number in range(COUNT):
        began = days.subtract_workdays(today, LONGEST - number * (LONGEST - 1) // COUNT)
        for event in _matter(number, began, days):
            if event["at"] < day_start(today):  # what would happen later has not happened yet
                yield event


def _matter(number: int, began: date, days: Calendar) -> Iterator[dict[str, Any]]:
    kind, unit, usual = KINDS[number % len(KINDS)]
    ref = f"{CODE}-{began:%Y}-{number + 1:04d}"
    common = {
        "ref": ref, "item_name": kind, "unit": "GGZYZX" if number == STRAY else unit, "instant": False,
        "department": "县公共资源交易中心", "by": f"交易专员{number % 4 + 1}号",
    }  # fmt: skip

    def event(order: int, milestone: str, day: date, label: str, **more: Any) -> dict[str, Any]:
        moment = day_start(day) + timedelta(hours=9 + order, minutes=(number * 7 + order * 11) % 50)
        return {
            **common, "milestone": milestone, "event_id": f"{ref}-{order}", "revision": 1, "label": label, "at": moment,
            **more,
        }  # fmt: skip

    limits = {} if number == UNLIMITED else {"promised_due": day_end(days.add_workdays(began, ALLOWED)).isoformat()}
    yield event(0, "received", began, "交易登记")
    yield event(1, "accepted", began, "受理登记", limits=limits)
    taken = ALLOWED + LATE[number] if number in LATE else usual - number % 3
    last = days.add_workdays(began, taken)
    for order, label in enumerate(STEPS, 2):
        yield event(order, "step", days.add_workdays(began, max(1, taken * (order - 1) // 4)), label)
        if number in STUCK:
            return
    ended = days.subtract_workdays(began, 1) if number == TURNED else last
    yield event(5, "finished", ended, "发出成交通知书")
