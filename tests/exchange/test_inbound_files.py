"""Files of outside systems: XES, CSV and xlsx — whole, odd, half, or made to do harm."""

import gzip
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON
from tests.exchange.inbound_ground import a_log, a_system, a_trace, entries, moment
from zhengtong.exchange import queries
from zhengtong.exchange.actions import import_file, save_mapping
from zhengtong.exchange.models import Import, OutsideSystem, QuarantinedLine
from zhengtong.exchange.reading import opening
from zhengtong.exchange.reading.log import LogReading, attribute_names
from zhengtong.exchange.rules.mapping import choose_xes
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry

pytestmark = pytest.mark.django_db


def bring(path: Path, system: str = "LAND", mapping=None, by=None):
    return import_file(path, system=system, mapping=mapping, by=by, at=NOON)


def refused(code: str, path: Path, mapping=None) -> Refusal:
    before = Entry.objects.count(), Import.objects.count(), OutsideSystem.objects.count()
    with pytest.raises(Refusal) as refusal:
        bring(path, mapping=mapping)
    assert refusal.value.code == code
    assert (Entry.objects.count(), Import.objects.count(), OutsideSystem.objects.count()) == before
    return refusal.value


def kinds(subject: str = "LAND:A1") -> list[str]:
    return [entry.kind.removeprefix("outside.") for entry in entries(subject)]


class TestXes:
    def test_a_trace_becomes_a_matter_with_its_limit(self, cast, tmp_path):
        attributes = (
            moment("startDate", "2026-11-01T09:00:00+08:00") + moment("endDate", "2026-11-20T12:00:00+08:00")
            + moment("dueDate", "2026-11-25T00:00:00+08:00") + moment("endDatePlanned", "2026-11-22T00:00:00+08:00")
            + '<string key="department" value="用地科"/><int key="area" value="120"/>'
        )  # fmt: skip
        file, outcome = bring(a_log(tmp_path, a_trace("A1", attributes, "勘察", "审批")))
        assert (file.matters, file.events, outcome.accepted, file.state) == (1, 2, 4, "complete")
        accepted, first, _, finished = entries("LAND:A1")
        assert kinds() == ["accepted", "step", "step", "finished"]
        assert accepted.data["legal_due"] == "2026-11-25T00:00:00+08:00"
        assert (accepted.data["department"], accepted.data["area"]) == ("用地科", "120")
        assert accepted.data["endDatePlanned"] == "2026-11-22T00:00:00+08:00"
        assert first.data["label"] == "勘察"
        assert finished.at == datetime.fromisoformat("2026-11-20T12:00:00+08:00")
        assert file.mapping.spec["limits"] == {"legal_due": "dueDate"}

    def test_a_planned_end_is_the_limit_only_where_nothing_says_deadline(self, cast, tmp_path):
        attributes = moment("REG_DATE", "2026-11-01T09:00:00+08:00") + moment(
            "planned_end", "2026-11-22T00:00:00+08:00"
        )
        bring(a_log(tmp_path, a_trace("A1", attributes, "审批")))
        assert entries("LAND:A1")[0].data["legal_due"] == "2026-11-22T00:00:00+08:00"

    def test_a_trace_without_a_limit_gets_none_and_globals_are_never_values(self, cast, tmp_path):
        head = (
            '<global scope="trace"><date key="deadline" value="1970-01-01T00:00:00+01:00"/>'
            '<string key="concept:name" value="UNKNOWN"/></global>'
        )
        with_limit = a_trace("A1", moment("deadline", "2026-12-01T00:00:00+08:00"), "审批")
        bring(a_log(tmp_path, head + with_limit + a_trace("A2", "", "审批")))
        assert "legal_due" not in entries("LAND:A2")[0].data
        assert not Entry.objects.filter(subject="LAND:UNKNOWN").exists()

    def test_without_an_end_a_matter_stays_open_unless_the_mapping_names_the_finishing_activity(self, cast, tmp_path):
        log = a_log(tmp_path, a_trace("A1", "", "受理", "办结发证"))
        bring(log)
        assert kinds() == ["accepted", "step", "step"]
        assert entries("LAND:A1")[0].at == entries("LAND:A1")[1].at
        bring(log, mapping={"format": "xes", "finish_activities": ["办结发证"]})
        assert kinds()[-1] == "finished"
        assert entries("LAND:A1")[-1].at == datetime.fromisoformat("2026-11-20T10:00:00+08:00")

    def test_nested_attributes_lists_and_prefixed_names_are_understood(self, cast, tmp_path):
        body = """<xes:log xmlns:xes="http://www.xes-standard.org/"><xes:trace>
            <xes:string key="concept:name" value="A1"><xes:date key="deadline" value="2020-01-01T00:00:00Z"/></xes:string>
            <xes:list key="papers"><xes:values><xes:date key="enddate" value="2020-01-01T00:00:00Z"/></xes:values></xes:list>
            <xes:container key="c"><xes:string key="startdate" value="2020-01-01T00:00:00Z"/></xes:container>
            <xes:event><xes:string key="concept:name" value="受理"/>
              <xes:date key="time:timestamp" value="2026-11-20T09:00:00.123+08:00">
                <xes:string key="concept:name" value="内层"/></xes:date></xes:event>
            </xes:trace></xes:log>"""
        path = tmp_path / "log.xes"
        path.write_text(body, "utf-8")
        bring(path)
        assert kinds() == ["accepted", "step"]
        accepted, step = entries("LAND:A1")
        assert step.data["label"] == "受理"
        assert not {"legal_due", "deadline", "papers", "startdate"} & set(accepted.data)

    def test_names_fall_back_to_the_identity_and_then_to_the_place(self, cast, tmp_path):
        event = '<event><string key="concept:name" value="x"/><date key="time:timestamp" value="2026-11-20T09:00:00Z"/></event>'
        bring(a_log(tmp_path, f'<trace><id key="identity:id" value="u-1"/>{event}</trace><trace>{event}</trace>'))
        assert kinds("LAND:u-1") == kinds("LAND:第2件") == ["accepted", "step"]

    def test_moments_without_offset_are_read_in_the_mappings_zone(self, cast, tmp_path):
        log = a_log(tmp_path, a_trace("A1", moment("startdate", "2026-11-01T09:00:00")))
        bring(log)
        assert entries("LAND:A1")[0].at == datetime.fromisoformat("2026-11-01T09:00:00+08:00")
        bring(log, system="EUROPE", mapping={"format": "xes", "zone": "Europe/Amsterdam", "start": "startdate"})
        assert entries("EUROPE:A1")[0].at == datetime.fromisoformat("2026-11-01T09:00:00+01:00")

    def test_a_limit_that_is_a_bare_day_ends_with_that_day(self, cast, tmp_path):
        bring(a_log(tmp_path, a_trace("A1", moment("deadline", "2026-11-25"), "受理")))
        assert entries("LAND:A1")[0].data["legal_due"] == "2026-11-26T00:00:00+08:00"

    def test_an_event_without_a_moment_is_set_aside_with_its_line(self, cast, tmp_path):
        trace = (
            '<trace><string key="concept:name" value="A1"/>\n<event><string key="concept:name" value="x"/></event>\n'
        )
        file, _ = bring(a_log(tmp_path, a_trace("A0", "", "受理") + "\n" + trace + "</trace>"))
        line = queries.quarantine(file.system).get()
        assert (line.code, line.position) == ("moment-missing", 7)
        assert kinds("LAND:A0") == ["accepted", "step"]

    def test_two_traces_of_one_name_are_not_mixed(self, cast, tmp_path):
        _, outcome = bring(a_log(tmp_path, a_trace("A1", "", "甲") + a_trace("A1", "", "乙")))
        assert {one.code for one in outcome.quarantined} == {"ref-twice"}
        assert [one.data.get("label") for one in entries("LAND:A1")] == [None, "甲"]

    def test_the_unit_of_a_department_is_ours_only_if_the_mapping_says_so(self, cast, tmp_path):
        log = a_log(tmp_path, a_trace("A1", '<string key="department" value="Parking"/>', "受理"))
        bring(log)
        assert {one.unit for one in entries("LAND:A1")} == {""}
        bring(log, "LAND2", mapping={"format": "xes", "unit_from": "department", "units": {"Parking": "JT"}})
        assert {one.unit for one in entries("LAND2:A1")} == {"JT"}

    def test_a_finish_before_the_start_is_set_aside_and_the_matter_noted(self, cast, tmp_path):
        turned = moment("startdate", "2026-11-10T09:00:00+08:00") + moment("enddate", "2026-11-09T09:00:00+08:00")
        _, outcome = bring(a_log(tmp_path, a_trace("A1", turned, "受理")))
        assert [one.code for one in outcome.quarantined] == ["finish-before-start"]
        assert kinds() == ["accepted", "step", "noted"]
        assert "contradiction" in entries("LAND:A1")[-1].data


class TestTheSameFileAgain:
    def test_adds_nothing(self, cast, tmp_path):
        turned = moment("startdate", "2026-11-10T09:00:00+08:00") + moment("enddate", "2026-11-09T09:00:00+08:00")
        log = a_log(tmp_path, a_trace("A1", turned, "甲", "甲", "乙") + a_trace("A2", "", "甲"))
        bring(log)
        told, aside = Entry.objects.filter(kind__startswith="outside.").count(), QuarantinedLine.objects.count()
        file, outcome = bring(log)
        assert (outcome.accepted, outcome.duplicates, file.quarantined) == (0, 6, 1)
        assert Entry.objects.filter(kind__startswith="outside.").count() == told
        assert QuarantinedLine.objects.count() == aside
        assert file.mapping.version == 1

    def test_grown_meanwhile_adds_what_is_new_even_in_the_middle(self, cast, tmp_path):
        bring(a_log(tmp_path, a_trace("A1", "", "甲", "乙")))
        grown = (
            a_trace("A1", "", "甲", "乙").replace("</trace>", "")
            + a_trace("", "", "丙", day="2026-11-19").split("/>", 1)[1]
        )
        _, outcome = bring(a_log(tmp_path, grown.strip()))
        assert [one.data.get("label") for one in entries("LAND:A1")][3:] == [None, "丙"]
        assert (outcome.accepted, outcome.duplicates) == (2, 2)

    def test_with_a_limit_that_moved_tells_the_new_one(self, cast, tmp_path):
        for day in ("2026-12-01", "2026-12-05"):
            bring(a_log(tmp_path, a_trace("A1", moment("deadline", day), "甲")))
        told = [(one.data["revision"], one.data["legal_due"]) for one in entries("LAND:A1") if "legal_due" in one.data]
        assert told == [(1, "2026-12-02T00:00:00+08:00"), (2, "2026-12-06T00:00:00+08:00")]


class TestHarm:
    def test_entities_and_document_types_are_refused(self, cast, tmp_path):
        laughs = '<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
        refused("xes-entities", a_log(tmp_path, a_trace("A1", "", "&b;"), head=laughs))
        outside = '<!DOCTYPE log SYSTEM "file:///etc/passwd">\n'
        refused("xes-entities", a_log(tmp_path, a_trace("A1", "", "x"), head=outside))

    def test_a_packed_file_that_swells_is_refused(self, cast, tmp_path):
        path = tmp_path / "bomb.xes.gz"
        with gzip.open(path, "wb") as bomb:
            bomb.write(b"<log>" + b" " * (opening.SMALL * 4) + b"</log>")
        assert "异常大" in refused("file-bomb", path).sentence

    def test_a_workbook_that_swells_is_refused(self, cast, tmp_path):
        path = tmp_path / "bomb.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b" " * (opening.SMALL * 4))
        refused("file-bomb", path)

    def test_elements_without_end_inside_one_another_are_refused(self, cast, tmp_path):
        refused("xes-deep", a_log(tmp_path, "<list>" * 5000 + "</list>" * 5000))

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("empty.xes", b"", "file-empty"),
            ("page.xes", b"<html><body/></html>", "xes-not"),
            ("noise.xes", b"\x00\x01\x02\x03", "file-broken"),
            ("noise.xes.gz", b"\x1f\x8b\x08\x00broken", "file-broken"),
            ("noise.xlsx", b"PK\x03\x04broken", "file-broken"),
            ("letter.pdf", b"%PDF-1.7", "file-format"),
            ("empty.csv", b"\n\n", "file-empty"),
        ],
    )
    def test_what_is_no_file_of_ours_is_refused_and_leaves_nothing(self, cast, tmp_path, name, content, code):
        path = tmp_path / name
        path.write_bytes(content)
        refused(code, path)

    def test_a_zip_that_is_no_workbook_is_refused(self, cast, tmp_path):
        path = tmp_path / "log.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("log.xes", "<log/>")
        refused("file-format", path)

    def test_a_file_with_too_many_lines_is_refused_whole(self, cast, tmp_path, monkeypatch):
        monkeypatch.setattr("zhengtong.exchange.reading.lines.MOST_LINES", 3)
        refused("file-long", a_log(tmp_path, a_trace("A1", "", "甲", "乙", "丙", "丁")))


class TestHalfAFile:
    WHOLE = a_trace("A1", moment("deadline", "2026-12-01"), "甲", "乙") + "\n" + a_trace("A2", "", "甲")

    def test_the_good_traces_before_the_break_are_kept_and_the_rest_is_named_with_its_line(self, cast, tmp_path):
        log = a_log(tmp_path, self.WHOLE)
        content = log.read_text("utf-8")
        log.write_text(content[: content.index("A2") + 60], "utf-8")
        file, outcome = bring(log)
        assert (file.state, file.matters, outcome.accepted) == ("broken", 1, 3)
        assert file.problem.startswith("文件不完整")
        line = queries.quarantine(file.system).get()
        assert (line.code, line.position) == ("file-cut", 8)

    def test_wherever_a_log_breaks_every_whole_trace_before_is_read(self, tmp_path):
        log = a_log(tmp_path, self.WHOLE)
        content = log.read_bytes()
        for cut in range(0, len(content), 7):
            log.write_bytes(content[:cut])
            reading = LogReading(log, choose_xes(*attribute_names(log)))
            whole = content[:cut].count(b"</trace>")
            try:
                lines = list(reading.lines())
            except Refusal as refusal:
                assert (refusal.code, whole) == ("file-broken", 0)
            else:
                assert reading.matters == whole and reading.broken and lines[-1].problem.code == "file-cut"

    def test_a_packed_file_that_was_cut_counts_as_half_a_file(self, cast, tmp_path):
        path = tmp_path / "log.xes.gz"
        many = "\n".join(
            a_trace(f"R{number}", moment("deadline", f"2026-12-{number % 28 + 1:02d}"), "甲") for number in range(3000)
        )
        path.write_bytes(gzip.compress(a_log(tmp_path, many).read_bytes())[:-2000])
        file, outcome = bring(path)
        assert file.state == "broken" and 0 < file.matters < 3000
        assert outcome.accepted == 2 * file.matters

    def test_a_complete_import_of_the_whole_file_heals_the_half(self, cast, tmp_path):
        log = a_log(tmp_path, self.WHOLE)
        content = log.read_bytes()
        log.write_bytes(content[:-40])
        bring(log)
        log.write_bytes(content)
        file, _ = bring(log)
        assert file.state == "complete"
        assert kinds("LAND:A1") == ["accepted", "step", "step"] and kinds("LAND:A2") == ["accepted", "step"]


class TestMapping:
    LOG = a_trace("A1", moment("startdate", "2026-11-01T09:00:00+08:00"), "甲")

    def test_a_mapping_that_names_a_missing_attribute_is_refused_naming_it(self, cast, tmp_path):
        log = a_log(tmp_path, self.LOG)
        told = refused("mapping-column", log, mapping={"format": "xes", "limits": {"legal_due": "verloopdatum"}})
        assert "verloopdatum" in told.sentence

    @pytest.mark.parametrize(
        ("mapping", "code"),
        [
            ("text", "mapping-format"),
            ({"format": "pdf"}, "mapping-format"),
            ({"format": "table"}, "mapping-column"),
            ({"format": "xes", "surprise": 1}, "mapping-field"),
            ({"format": "xes", "zone": "Mars/Olympus"}, "mapping-zone"),
            ({"format": "xes", "limits": {"deadline": "x"}}, "mapping-limit"),
            ({"format": "xes", "units": {"a": 1}}, "mapping-field"),
            ({"format": "xes", "activities": {"甲": "begun"}}, "mapping-milestone"),
            ({"format": "xes", "start_milestone": "finished"}, "mapping-milestone"),
        ],
    )
    def test_a_mapping_that_is_wrong_is_refused(self, cast, tmp_path, mapping, code):
        refused(code, a_log(tmp_path, self.LOG), mapping=mapping)

    def test_a_mapping_is_saved_with_the_system_and_used_the_next_time(self, cast, tmp_path):
        a_system()
        save_mapping("LAND", {"format": "xes", "finish_activities": ["甲"]}, by=None, at=NOON)
        file, _ = bring(a_log(tmp_path, self.LOG))
        assert kinds()[-1] == "finished" and file.mapping.version == 1

    def test_a_log_of_another_kind_gets_a_mapping_of_its_own(self, cast, tmp_path):
        bring(a_log(tmp_path, a_trace("A1", moment("deadline", "2026-12-01"), "甲")))
        file, _ = bring(a_log(tmp_path, a_trace("A2", moment("due_date", "2026-12-01"), "甲")))
        assert file.mapping.version == 2
        assert "legal_due" in entries("LAND:A2")[0].data

    def test_a_deadline_that_the_first_log_had_not_is_taken_up_and_never_replaced_by_a_plan(self, cast, tmp_path):
        start = moment("startdate", "2026-11-01T09:00:00+08:00")
        bring(a_log(tmp_path, a_trace("A1", start)))
        bring(a_log(tmp_path, a_trace("A2", start + moment("deadline", "2026-12-01"))))
        file, _ = bring(a_log(tmp_path, a_trace("A3", start + moment("enddate_planned", "2026-12-01"))))
        assert ["legal_due" in entries(f"LAND:A{number}")[0].data for number in (1, 2, 3)] == [False, True, False]
        assert file.mapping.version == 2


class TestTables:
    WIDE = (
        "办件编号,受理时间,办结时间,法定期限,面积\nA1,2026-11-02 09:00,2026/11/20,2026-11-25,120\nA2,2026年11月3日,,,\n"
    )

    @pytest.mark.parametrize(
        ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", "\t"), ("utf-8", "|")]
    )
    def test_one_matter_a_row_in_every_encoding(self, cast, tmp_path, encoding, delimiter):
        path = tmp_path / "matters.csv"
        path.write_bytes(self.WIDE.replace(",", delimiter).encode(encoding))
        file, outcome = bring(path)
        assert (file.matters, file.events, outcome.accepted) == (2, 2, 3)
        accepted, finished = entries("LAND:A1")
        assert accepted.at == datetime.fromisoformat("2026-11-02T09:00:00+08:00")
        assert accepted.data["legal_due"] == "2026-11-26T00:00:00+08:00"
        assert accepted.data["面积"] == "120"
        assert finished.at == datetime.fromisoformat("2026-11-20T00:00:00+08:00")
        assert "legal_due" not in entries("LAND:A2")[0].data

    def test_one_event_a_row_with_the_words_of_the_system(self, cast, tmp_path):
        path = tmp_path / "events.csv"
        path.write_text(
            "件号,做了什么,何时\nA1,收下,2026-11-02T09:00:00\nA1,办完,2026-11-03T09:00:00\nA1,奇怪,2026-11-03\n"
        )
        mapping = {
            "format": "table", "columns": {"ref": "件号", "milestone": "做了什么", "at": "何时", "label": "做了什么"},
            "milestones": {"收下": "accepted", "办完": "finished"},
        }  # fmt: skip
        _, outcome = bring(path, mapping=mapping)
        assert kinds() == ["accepted", "finished"]
        assert [(one.position, one.code) for one in outcome.quarantined] == [(4, "milestone-unknown")]
        assert bring(path)[1].accepted == 0

    def test_a_mapping_that_misses_a_column_is_refused_naming_it(self, cast, tmp_path):
        path = tmp_path / "matters.csv"
        path.write_text(self.WIDE)
        mapping = {"format": "table", "columns": {"ref": "件号"}, "moments": {"accepted": "受理时间"}}
        assert "件号" in refused("mapping-column", path, mapping).sentence
        path.write_text("甲,乙\n1,2\n")
        assert "ref" in refused("mapping-column", path).sentence

    def test_a_workbook_is_read_with_its_dates(self, cast, tmp_path):
        book = openpyxl.Workbook()
        book.active.append(["办件编号", "受理时间", "法定期限", "即办件"])
        book.active.append([20260001, datetime(2026, 11, 2, 9), datetime(2026, 11, 25), "是"])  # noqa: DTZ001
        book.active.append(["A2", "不知道", None, "否"])
        path = tmp_path / "matters.xlsx"
        book.save(path)
        file, outcome = bring(path)
        row = entries("LAND:20260001")[0]
        assert (row.data["legal_due"], row.data["instant"]) == ("2026-11-26T00:00:00+08:00", True)
        assert [(one.position, one.code) for one in outcome.quarantined] == [(3, "moment-unreadable")]
        assert file.state == "partial"

    def test_a_table_cut_in_a_quoted_cell_keeps_the_rows_before(self, cast, tmp_path):
        path = tmp_path / "matters.csv"
        path.write_text(self.WIDE + 'A3,"2026-11-0', "utf-8")
        file, outcome = bring(path)
        assert (file.state, outcome.accepted) == ("broken", 3)
        assert [(one.position, one.code) for one in outcome.quarantined] == [(4, "file-cut")]

    def test_the_same_heading_twice_is_refused(self, cast, tmp_path):
        path = tmp_path / "matters.csv"
        path.write_text("办件编号,受理时间,受理时间\nA1,2026-11-02,2026-11-03\n")
        refused("heading-twice", path)


names = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=12)
moments = st.datetimes(datetime(2001, 1, 1), datetime(2026, 1, 1))  # noqa: DTZ001


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(traces=st.dictionaries(names, st.lists(st.tuples(names, moments), max_size=4), min_size=1, max_size=5))
def test_every_event_of_any_log_comes_out_once_with_an_id_of_its_own(tmp_path, traces):
    body = "".join(
        f'<trace><string key="concept:name" value="{ref}"/>'
        + "".join(
            f'<event><string key="concept:name" value="{label}"/><date key="time:timestamp" value="{at.isoformat()}"/></event>'
            for label, at in events
        )
        + "</trace>"
        for ref, events in traces.items()
    )
    reading = LogReading(a_log(tmp_path, body), choose_xes([], []))
    lines = list(reading.lines())
    steps = [line.told for line in lines if line.told["milestone"] == "step"]
    assert Counter((told["ref"], told["label"]) for told in steps) == Counter(
        (ref, label) for ref, events in traces.items() for label, _ in events
    )
    assert len({told["event_id"] for told in steps}) == len(steps) == reading.events
    assert reading.matters == len(traces)
