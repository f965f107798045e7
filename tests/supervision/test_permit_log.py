"""A real municipality's permit log: supervision finds exactly the late cases that its own fields imply, at any moment."""

import gzip
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.exchange.actions import import_file
from zhengtong.supervision import reports
from zhengtong.supervision.actions import rulebook, watching
from zhengtong.supervision.models import Card, Matter

ROOT = Path(__file__).resolve().parents[3]
LOG = ROOT / "shared" / "data" / "permit-receipt-log.xes.gz"
RULES = Path(__file__).resolve().parents[2] / "data" / "rules"
TURNED = {"case-10862", "case-8267"}
SPACE = "{http://www.xes-standard.org/}"


class Trace(NamedTuple):
    ref: str
    start: datetime
    end: datetime | None
    deadline: datetime
    first: datetime
    """Two permits have an event before their own start date."""

    def is_late(self, as_of: datetime) -> bool:
        end = self.end if self.end is not None and self.end <= as_of else as_of
        return end > self.deadline


def traces() -> Iterator[Trace]:
    for trace in ElementTree.fromstring(gzip.decompress(LOG.read_bytes())).iter(f"{SPACE}trace"):  # noqa: S314 — our own file
        told = {each.get("key"): each.get("value") for each in trace if each.tag != f"{SPACE}event"}
        end = told.get("enddate")
        yield Trace(
            told["concept:name"],
            datetime.fromisoformat(told["startdate"]),
            datetime.fromisoformat(end) if end else None,
            datetime.fromisoformat(told["deadline"]),
            min(
                datetime.fromisoformat(each.get("value"))
                for each in trace.iterfind(f"{SPACE}event/{SPACE}date[@key='time:timestamp']")
            ),
        )


@pytest.fixture
def county(cast):
    keep_time()
    rulebook.load_rules(RULES, at=NOON, by="system")
    return cast


@pytest.mark.skipif(not LOG.exists(), reason="the permit log is not beside this checkout")
@pytest.mark.django_db(transaction=True)
def test_the_late_cases_are_those_that_the_log_itself_implies_at_any_moment(county):
    import_file(LOG, system="permits", by=None, at=NOON)
    watching.catch_up(NOON)
    told = list(traces())
    for as_of in (
        "2010-12-15",
        "2011-04-21T01:06:40+02:00",
        "2011-06-30",
        "2011-12-05T12:00:00+01:00",
        "2012-03-01",
        "2026-11-23",
    ):
        moment = datetime.fromisoformat(as_of if "T" in as_of else f"{as_of}T00:00:00+08:00")
        report = reports.standing(moment, "permits")
        begun = [trace for trace in told if trace.start <= moment]
        late = {trace.ref for trace in begun if trace.is_late(moment)} - TURNED
        assert set(report["refs"]["red"]) == late
        assert not report["refs"]["yellow"], "the log knows one limit, not two"
        assert set(report["refs"]["undeterminable"]) == TURNED & {trace.ref for trace in begun}
        assert report["matters"] == sum(min(trace.start, trace.first) <= moment for trace in told)
    red = set(Card.objects.filter(level="red", rule_code="T03").values_list("matter__ref", flat=True))
    assert red == {trace.ref for trace in told if trace.is_late(NOON)} - TURNED
    assert Matter.objects.filter(system="permits").count() == 1434
    assert watching.follow(NOON) == 0
