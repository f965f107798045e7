"""Logs in the manner of published ones, each with its own habits: the late cases are those its own fields imply."""

import gzip
import tracemalloc
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from tests.cases.county import keep_time
from tests.cast import NOON
from tests.exchange.inbound_ground import a_trace, entries, moment
from zhengtong.exchange.actions import import_file
from zhengtong.exchange.reading.log import LogReading, attribute_names
from zhengtong.exchange.rules.mapping import choose_xes
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.supervision import reports
from zhengtong.supervision.actions import rulebook, watching

RULES = Path(__file__).resolve().parents[2] / "data" / "rules"
CHINA = ZoneInfo("Asia/Shanghai")
LOG = '<log xes.version="1849.2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">'
HEAD = """
    <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
    <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
    <global scope="trace"><string key="concept:name" value="UNKNOWN"/>
      <date key="deadline" value="1970-01-01T00:00:00.000+00:00"/></global>
    <global scope="event"><string key="concept:name" value="UNKNOWN"/>
      <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/></global>
    <classifier name="Activity classifier" keys="concept:name lifecycle:transition"/>
    <string key="concept:name" value="a log"/><date key="dueDate" value="2001-01-01T00:00:00Z"/>
"""


@pytest.fixture
def county(transactional_db, cast):
    keep_time()
    rulebook.load_rules(RULES, at=NOON, by="system")
    return cast


def written(folder: Path, *traces: str, head: str = HEAD, name: str = "log.xes", encoding: str = "UTF-8") -> Path:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n{LOG}{head}\n' + "\n".join(traces) + "\n</log>\n"
    path, content = folder / name, text.encode(encoding)
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def brought(path: Path, system: str = "LOG"):
    """The file as the command imports it, supervision following."""
    file, outcome = import_file(path, system=system, by=None, at=NOON)
    watching.catch_up(NOON)
    return file, outcome


def read(text: str, *, is_limit: bool = False) -> datetime:
    told = datetime.fromisoformat(text)
    if is_limit and len(text) == 10:
        told += timedelta(days=1)
    return told if told.tzinfo else told.replace(tzinfo=CHINA)


def implied(path: Path, as_of: datetime, *, limit: str, start: str = "", end: str = "") -> set[str]:
    """The cases late at `as_of` by the fields named, reckoned from the file alone."""
    content = path.read_bytes()
    root = ElementTree.fromstring(gzip.decompress(content) if path.suffix == ".gz" else content)  # noqa: S314 — ours
    late = set()
    for trace in (one for one in root if one.tag.endswith("trace")):
        told = {one.get("key"): one.get("value") for one in trace if not one.tag.endswith("event")}
        stamps = [
            read(one.get("value"))
            for event in trace if event.tag.endswith("event")
            for one in event if one.get("key") == "time:timestamp"
        ]  # fmt: skip
        began = read(told[start]) if told.get(start) else min(stamps, default=None)
        if not told.get(limit) or began is None or began > as_of:
            continue
        ended = read(told[end]) if told.get(end) else None
        if (ended if ended and ended <= as_of else as_of) > read(told[limit], is_limit=True):
            late.add(told["concept:name"])
    return late


def agrees(path: Path, *days: str, system: str = "LOG", **fields: str) -> set[str]:
    """Supervision and the file itself say the same on each of these days; the late ones on the last."""
    late: set[str] = set()
    for day in days:
        as_of = datetime.fromisoformat(f"{day}T00:00:00+08:00")
        late = implied(path, as_of, **fields)
        assert set(reports.standing(as_of, system)["refs"]["red"]) == late, day
    return late


def event(label: str, at: str, *more: str, transition: str = "complete") -> str:
    stamp = moment("time:timestamp", at) if at else ""
    cycle = f'<string key="lifecycle:transition" value="{transition}"/>' if transition else ""
    return f'<event><string key="concept:name" value="{label}"/>{cycle}{stamp}{"".join(more)}</event>'


def trace(ref: str, *inside: str) -> str:
    return f'<trace><string key="concept:name" value="{ref}"/>{"".join(inside)}</trace>'


def test_building_permits_with_a_planned_end_and_due_dates_of_single_activities(county, tmp_path):
    """As in the five municipalities of 2015: endDatePlanned of the case, dueDate and dateFinished of its events."""
    due = moment("dueDate", "2014-01-05T00:00:00+01:00"), moment("dateFinished", "2014-02-01T00:00:00+01:00")

    def permit(ref: str, planned: str, end: str) -> str:
        return trace(
            ref, '<string key="caseStatus" value="G"/><float key="SUMleges" value="1285.35"/>',
            moment("startDate", "2014-01-02T00:00:00+01:00"), moment("endDatePlanned", planned) if planned else "",
            moment("endDate", end) if end else "", '<string key="parts" value="Bouw,Milieu"/>',
            event("01_HOOFD_010", "2014-01-02T12:00:00+01:00", *due, '<int key="org:resource" value="560872"/>'),
        )  # fmt: skip

    log = written(
        tmp_path,
        permit("1", "2014-03-01T00:00:00+01:00", "2014-02-20T00:00:00+01:00"),
        permit("2", "2014-03-01T00:00:00+01:00", "2014-03-02T00:00:00+01:00"),
        permit("3", "2014-03-01T00:00:00+01:00", ""),
        permit("4", "", "2015-03-02T00:00:00+01:00"),
    )
    brought(log)
    days = "2014-02-25", "2014-03-02", "2014-06-01"
    assert agrees(log, *days, limit="endDatePlanned", start="startDate", end="endDate") == {"2", "3"}


def test_loan_applications_scheduled_started_and_completed_out_of_order(county, tmp_path):
    """As in 2012: REG_DATE and AMOUNT_REQ, a lifecycle, resources missing, events not in the order they happened."""
    log = written(
        tmp_path,
        trace(
            "173688", moment("REG_DATE", "2011-10-01T00:38:44.546+02:00"), '<string key="AMOUNT_REQ" value="20000"/>',
            moment("deadline", "2011-10-05T00:00:00.000+02:00"),
            event("W_Completeren aanvraag", "2011-10-03T11:42:43.308+02:00", transition="complete"),
            event("W_Completeren aanvraag", "2011-10-01T11:42:43.308+02:00", transition="schedule"),
            event("W_Completeren aanvraag", "2011-10-02T11:42:43+02:00", transition="start"),
            event("A_SUBMITTED", "2011-10-01T00:38:44.546+02:00", transition=""),
        ),
    )  # fmt: skip
    file, outcome = brought(log)
    assert (file.events, outcome.quarantined) == (4, [])
    assert [one.kind for one in entries("LOG:173688")] == ["outside.accepted", *["outside.step"] * 4]
    assert agrees(log, "2011-10-04", "2011-10-06", limit="deadline", start="REG_DATE") == {"173688"}


@pytest.mark.parametrize(
    "inside",
    [
        # fines: amounts and articles, the moment of everything is a bare midnight
        '<float key="amount" value="35.0"/><string key="vehicleClass" value="A"/><int key="points" value="0"/>',
        # a hospital: flags in the hundreds, one of them a list, nothing about a limit
        '<boolean key="InfectionSuspected" value="true"/><list key="Leucocytes"><values>'
        '<float key="Leucocytes" value="9.6"/></values></list><boolean key="DisfuncOrg" value="false"/>',
        # purchases: the case speaks through prefixed names
        '<string key="Spend area text" value="CAPEX &amp; SOCS"/><boolean key="Goods Receipt" value="true"/>'
        '<string key="Item Category" value="3-way match, invoice before GR"/><id key="identity:id" value="u-1"/>',
    ],
)
def test_a_log_that_tells_no_limit_has_no_late_cases(county, tmp_path, inside):
    log = written(tmp_path, trace("A1", inside, event("Create Fine", "2006-07-24T00:00:00.000+02:00")))
    _, outcome = brought(log)
    report = reports.standing(NOON, "LOG")
    assert (outcome.quarantined, report["matters"], report["refs"]["red"]) == ([], 1, [])


@pytest.mark.parametrize(
    "told",
    [
        "2011-10-11T13:45:40.276+02:00", "2011-10-11T13:45:40+0200", "2011-10-11T11:45:40Z", "2011-10-11T11:45:40.2Z",
        "2011-10-11T13:45:40.276123456+02:00", "2011-10-11T19:45:40", "2011-10-11T19:45:40.276", "2011-10-11 19:45:40",
    ],
)  # fmt: skip
def test_a_moment_is_the_same_however_it_is_written(county, tmp_path, told):
    log = written(tmp_path, trace("A1", moment("deadline", told), event("x", told)))
    brought(log)
    accepted = entries("LOG:A1")[0]
    for at in (accepted.at, datetime.fromisoformat(accepted.data["legal_due"])):
        assert at.replace(microsecond=0) == datetime.fromisoformat("2011-10-11T11:45:40Z")


def test_limits_written_as_text_count_where_they_are_told_and_are_set_aside_where_nobody_can_read_them(
    county, tmp_path
):
    def case(ref: str, due: str) -> str:
        return trace(ref, f'<string key="Due Date" value="{due}"/>', event("x", "2011-10-01T09:00:00+08:00"))

    log = written(
        tmp_path, case("A1", "2011-10-11 13:45"), case("A2", ""), case("A3", "2011-10-20"), case("A4", "2012/1/5 09:00:00"),
    )  # fmt: skip
    _, outcome = brought(log)
    assert outcome.quarantined == []
    told = {ref: entries(f"LOG:{ref}")[0].data.get("legal_due", "")[:16] for ref in ("A1", "A2", "A3", "A4")}
    assert told == {"A1": "2011-10-11T13:45", "A2": "", "A3": "2011-10-21T00:00", "A4": "2012-01-05T09:00"}
    assert sorted(reports.standing(NOON, "LOG")["refs"]["red"]) == ["A1", "A3", "A4"]
    _, outcome = brought(written(tmp_path, case("B1", "2011-10-11"), case("B2", "see letter"), case("B3", "")), "OTHER")
    assert [one.code for one in outcome.quarantined] == ["moment-unreadable"]
    assert "see letter" in outcome.quarantined[0].sentence
    assert reports.standing(NOON, "OTHER")["refs"]["red"] == ["B1"]


def test_a_limit_at_the_end_of_time_is_set_aside_and_its_neighbours_are_in(county, tmp_path):
    log = written(
        tmp_path,
        *(
            trace(f"A{number}", moment("deadline", day), event("x", "2011-10-01T09:00:00Z"))
            for number, day in enumerate(("9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2011-11-01"))
        ),
    )
    _, outcome = brought(log)
    assert {one.code for one in outcome.quarantined} == {"moment-implausible"} and len(outcome.quarantined) == 3
    assert reports.standing(NOON, "LOG")["refs"]["red"] == ["A3"]


def test_attributes_called_like_ours_are_kept_under_another_name(county, tmp_path):
    odd = "".join(
        f'<string key="{key}" value="{number}"/>'
        for number, key in enumerate(("payment_due", "due", "_due", "limits", "ref", "contradiction", "名 称/甲", ":x", "x" * 90))
    )  # fmt: skip
    _, outcome = brought(written(tmp_path, trace("A1", odd, event("x", "2011-10-01T09:00:00Z"))))
    assert outcome.quarantined == []
    kept = entries("LOG:A1")[0].data
    assert {str(number) for number in range(9)} <= {value for value in kept.values() if isinstance(value, str)}


@pytest.mark.parametrize(
    "encoding", ["UTF-8", "UTF-8-SIG", "UTF-16", "UTF-16-LE", "ISO-8859-1", "windows-1252", "GBK", "GB18030"]
)
@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_every_declared_encoding_is_read(tmp_path, encoding, name):
    label = "café" if encoding in ("ISO-8859-1", "windows-1252") else "受理"
    declared = "UTF-8" if encoding == "UTF-8-SIG" else encoding.removesuffix("-LE")
    text = f'<?xml version="1.0" encoding="{declared}"?>\r\n{LOG}\r\n{trace("A1", event(label, "2011-10-01T09:00:00Z"))}\r\n</log>'
    content = ("\ufeff" + text if encoding == "UTF-16-LE" else text).encode(encoding)
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    lines = list(LogReading(path, choose_xes(*attribute_names(path))).lines())
    assert [line.told.get("label") for line in lines] == [None, label]
    assert {line.position for line in lines} == {3}


@pytest.mark.django_db
def test_an_encoding_nobody_knows_is_refused(cast, tmp_path):
    path = written(tmp_path, trace("A1"))
    path.write_bytes(path.read_bytes().replace(b"UTF-8", b"KLINGON"))
    with pytest.raises(Refusal) as refusal:
        import_file(path, system="LOG", by=None, at=NOON)
    assert refusal.value.code == "xes-encoding" and "KLINGON" in refusal.value.sentence
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_text_that_is_not_in_the_declared_encoding_breaks_the_file_where_it_stands(cast, tmp_path):
    good, bad = trace("A1", event("x", "2011-10-01T09:00:00Z")), trace("A2", event("受", "2011-10-01T09:00:00Z"))
    for encoding, wrong in (("UTF-8", "GBK"), ("GBK", "UTF-8")):
        path = tmp_path / "log.xes"
        text = f'<?xml version="1.0" encoding="{encoding}"?>\n{LOG}\n{good}\n{bad}</log>'
        path.write_bytes(text.encode(wrong))
        file, outcome = import_file(path, system=encoding, by=None, at=NOON)
        assert (file.state, file.matters) == ("broken", 1)
        assert outcome.quarantined[0].code == "file-cut"


def test_a_trace_without_events_counts_by_its_own_dates(county, tmp_path):
    dates = moment("startdate", "2011-10-01"), moment("deadline", "2011-10-10")
    log = written(
        tmp_path, trace("A1", *dates), trace("A2", *dates, moment("enddate", "2011-10-09")), trace("A3"), name="log.xes.gz"
    )  # fmt: skip
    _, outcome = brought(log)
    assert [(one.code, "A3" in str(one)) for one in outcome.quarantined] == [("moment-missing", False)]
    assert agrees(log, "2011-10-10", "2011-10-12", limit="deadline", start="startdate", end="enddate") == {"A1"}


def test_every_flaw_is_named_with_its_own_line(county, tmp_path):
    log = written(
        tmp_path,
        trace("A1", event("x", "2011-10-01T09:00:00Z")), trace("A1", event("y", "2011-10-02T09:00:00Z")),
        trace("A2", event("x", ""), "\n", event("y", "yesterday"), "\n", event("z", "2011-10-01T09:00:00Z")),
        trace("x" * 60, event("x", "2011-10-01T09:00:00Z")), event("alone", "2011-10-01T09:00:00Z"),
        trace("A4", event("x", "2031-10-01T09:00:00Z")), head="",
    )  # fmt: skip
    _, outcome = brought(log)
    assert {(one.position, one.code) for one in outcome.quarantined} == {
        (4, "ref-twice"), (5, "moment-missing"), (6, "moment-unreadable"), (8, "too-long"),
        (9, "event-without-trace"), (10, "future"),
    }  # fmt: skip
    assert reports.standing(NOON, "LOG")["matters"] == 2


def test_a_packed_log_that_breaks_off_keeps_its_whole_traces(county, tmp_path):
    traces = [
        a_trace(f"A{number}", moment("deadline", f"2011-10-{number % 28 + 1:02}"), "甲", "乙", day="2011-09-01")
        for number in range(400)
    ]
    log = written(tmp_path, *traces, name="log.xes.gz")
    log.write_bytes(log.read_bytes()[:-200])
    file, _ = brought(log)
    assert file.state == "broken" and 0 < file.matters < 400
    assert len(reports.standing(NOON, "LOG")["refs"]["red"]) == file.matters


def test_a_long_log_is_read_as_a_stream(tmp_path):
    """However long it is, no more of it is held than one trace and what was told of it."""
    path = tmp_path / "long.xes.gz"
    body = "".join(event(f"activity {number}", f"2011-10-01T09:{number:02}:00Z") for number in range(20))
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        file.write(LOG)
        for number in range(600):
            file.write(trace(f"case {number}", moment("deadline", "2011-12-01"), body))
        file.write("</log>")
    spec = choose_xes(*attribute_names(path))
    tracemalloc.start()
    count = sum(1 for _ in LogReading(path, spec).lines())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 600 * 21 and peak < 5 << 20, peak
