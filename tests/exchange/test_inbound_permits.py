"""A real municipality's permit log, end to end through the command line."""

import gzip
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.cases.county import enter_calendar
from tests.cast import NOON
from tests.exchange.inbound_ground import a_log, a_trace
from zhengtong.exchange.actions import import_file
from zhengtong.journal.models import Entry
from zhengtong.supervision.models import Matter

LOG = Path(__file__).resolve().parents[3] / "shared" / "data" / "permit-receipt-log.xes.gz"
TURNED = {"case-10862", "case-8267"}
"""Their own fields say that they ended an hour before they began."""


@pytest.mark.skipif(not LOG.exists(), reason="the permit log is not beside this checkout")
@pytest.mark.django_db
def test_the_permit_log_is_read_to_the_last_event_with_its_own_deadlines(cast):
    file, outcome = import_file(LOG, system="permits", by=None, at=NOON)
    assert (file.matters, file.events, file.quarantined) == (1434, 8577, len(TURNED))
    assert {one.code for one in outcome.quarantined} == {"finish-before-start"}
    told = Entry.objects.filter(kind__startswith="outside.")
    assert told.filter(kind="outside.step").count() == 8577
    text = gzip.decompress(LOG.read_bytes()).decode()
    traces = text.split("<trace>")[1:]
    ended = {
        ref: re.search(r'"enddate" value="([^"]+)', trace)
        for trace in traces
        for ref in re.findall(r'<string key="concept:name" value="(case-[^"]+)"', trace.split("<event>")[0])
    }
    finished = {entry.data["ref"]: entry.at for entry in told.filter(kind="outside.finished")}
    implied = {ref: datetime.fromisoformat(match[1]) for ref, match in ended.items() if match}
    assert finished == {ref: at for ref, at in implied.items() if ref not in TURNED}
    assert {entry.data["ref"] for entry in told.filter(kind="outside.noted")} == TURNED
    for entry in told.filter(kind="outside.accepted"):
        assert entry.data["enddate_planned"] and entry.data["legal_due"]
    again, outcome = import_file(LOG, system="permits", by=None, at=NOON)
    assert (outcome.accepted, again.duplicates, again.quarantined) == (0, 1434 + 8577 + 1329 - len(TURNED), len(TURNED))


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def county(self, transactional_db, cast, monkeypatch):
        from contextlib import nullcontext

        monkeypatch.setattr("zhengtong.project.ready.platform", nullcontext)
        enter_calendar(NOON, [])

    def run(self, *words: str) -> int:
        from zhengtong.project.commands import main

        return main(["events", "import", *map(str, words)])

    def test_tells_what_it_did_and_answers_0_or_1_and_2_only_where_asked(self, tmp_path, capsys):
        good = a_log(tmp_path, a_trace("A1", "", "甲"))
        assert self.run(good, "--system", "LAND") == 0
        out = capsys.readouterr().out
        assert "已按此编码登记" in out and "1 件，1 条记录；新增 2 条事件" in out
        assert Matter.objects.get().subject == "LAND:A1"
        bad = a_log(tmp_path, a_trace("A2", '<date key="deadline" value="bald"/>', "甲"))
        assert self.run(bad, "--system", "LAND") == 0
        assert "不是可识别的时间" in capsys.readouterr().out
        assert self.run(bad, "--system", "LAND", "--strict") == 2
        assert self.run(tmp_path / "nowhere.xes", "--system", "LAND") == 1
        assert "读不出来" in capsys.readouterr().err

    def test_prints_json_for_scripts_and_takes_a_mapping_file(self, tmp_path, capsys):
        log = a_log(tmp_path, a_trace("A1", "", "甲", "办完"))
        mapping = tmp_path / "mapping.yaml"
        mapping.write_text("format: xes\nfinish_activities: [办完]\n", "utf-8")
        assert self.run(log, "--system", "LAND", "--mapping", mapping, "--json") == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["matters"], told["events"], told["accepted"], told["registered"]) == (1, 2, 4, True)
        assert told["mapping"]["spec"]["finish_activities"] == ["办完"]
        mapping.write_text("format: [", "utf-8")
        assert self.run(log, "--system", "LAND", "--mapping", mapping) != 0
