"""What was set aside can be mended and told again, or given up; systems and their keys come and go on record."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOON
from tests.exchange.inbound_ground import LATER, a_log, a_system, a_trace, entries, event, moment, tell
from zhengtong.exchange import queries
from zhengtong.exchange.actions import (
    change_system,
    drop_line,
    import_file,
    issue_key,
    mend_line,
    register_system,
    replay_line,
    resume_system,
    retire_system,
    revoke_key,
)
from zhengtong.exchange.models import ReceivedEvent, SystemKey
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.org.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(cast):
    return a_system(unit=Unit.objects.get(code="SC"), expected_every_minutes=60)


def set_aside(system):
    return queries.quarantine(system).first()


class TestMending:
    def test_a_mended_line_is_told_again_by_the_same_way_in(self, cast, system):
        tell(event(unit="NOWHERE"))
        line = set_aside(system)
        mend_line(line.pk, event(unit="MZ"), by=cast.heshuju, at=LATER)
        assert not entries("LAND:A1")
        replayed = replay_line(line.pk, by=cast.heshuju, at=LATER)
        assert (replayed.state, replayed.changed_by) == ("replayed", "staff:BG009")
        assert [one.unit for one in entries("LAND:A1")] == ["MZ"]
        assert replayed.raw["unit"] == "NOWHERE"
        told = Entry.objects.get(kind="quarantine.mended")
        assert (told.data["changed"], told.data["cause"]) == (["unit"], "unit-unknown")

    def test_a_line_that_is_still_wrong_stays_with_what_is_wrong(self, cast, system):
        tell(event(at="bald"))
        line = set_aside(system)
        mend_line(line.pk, event(at="2026-11-23"), by=cast.heshuju, at=LATER)
        with pytest.raises(Refusal) as refusal:
            replay_line(line.pk, by=cast.heshuju, at=LATER)
        assert refusal.value.code == "moment-zone"
        assert set_aside(system).state == "mended"
        assert not entries("LAND:A1")

    def test_an_event_of_the_future_is_replayed_unmended_when_its_moment_has_come(self, cast, system):
        tell(event(at="2026-11-23T13:30:00+08:00"))
        replay_line(set_aside(system).pk, by=cast.heshuju, at=LATER.replace(hour=6))
        assert len(entries("LAND:A1")) == 1

    def test_a_finish_mended_after_a_contradiction_takes_the_note_back(self, cast, system, tmp_path):
        turned = moment("startdate", "2026-11-10T09:00:00+08:00") + moment("enddate", "2026-11-09T09:00:00+08:00")
        import_file(a_log(tmp_path, a_trace("A1", turned)), system="LAND", by=cast.heshuju, at=NOON)
        line = set_aside(system)
        mend_line(line.pk, line.raw | {"at": "2026-11-12T09:00:00+08:00"}, by=cast.heshuju, at=LATER)
        replay_line(line.pk, by=cast.heshuju, at=LATER)
        assert [one.kind for one in entries("LAND:A1")][-2:] == ["outside.finished", "outside.retracted"]

    def test_a_settled_line_is_settled(self, cast, system):
        tell(event(unit="NOWHERE"))
        line = drop_line(set_aside(system).pk, reason="重复测试数据", by=cast.heshuju, at=LATER)
        assert line.state == "dropped"
        for act in (
            lambda: replay_line(line.pk, by=cast.heshuju, at=LATER),
            lambda: mend_line(line.pk, {"a": 1}, by=cast.heshuju, at=LATER),
        ):
            with pytest.raises(Refusal) as refusal:
                act()
            assert refusal.value.code == "line-settled"

    def test_a_reason_is_needed_and_a_mended_line_is_an_object(self, cast, system):
        tell(event(unit="NOWHERE"))
        line = set_aside(system)
        for code, act in (
            ("reason-needed", lambda: drop_line(line.pk, reason=" ", by=cast.heshuju, at=LATER)),
            ("event-shape", lambda: mend_line(line.pk, ["x"], by=cast.heshuju, at=LATER)),
        ):
            with pytest.raises(Refusal) as refusal:
                act()
            assert refusal.value.code == code

    def test_whoever_may_not_manage_the_exchange_may_not_know_of_the_line(self, cast, system):
        tell(event(unit="NOWHERE"))
        line = set_aside(system)
        for act in (mend_line, replay_line, drop_line):
            told = {"told": event()} if act is mend_line else {"reason": "不该有"} if act is drop_line else {}
            with pytest.raises(Unknown):
                act(line.pk, by=cast.laozhou, at=LATER, **told)
        with pytest.raises(Unknown):
            queries.line_for(cast.laozhou, line.pk)
        assert queries.line_for(cast.heshuju, line.pk) == line


class TestKeys:
    def test_a_key_opens_with_its_secret_alone_until_it_is_revoked(self, cast, system):
        issued = issue_key("LAND", by=cast.heshuju, at=NOON)
        client = issued.key.client_id
        assert queries.client_with(client, issued.secret).signing_key == issued.signing_key
        for wrong in ("", issued.secret.swapcase(), issued.secret + " ", issued.signing_key):
            assert queries.client_with(client, wrong) is None
        assert queries.client_with("LAND-nobody", issued.secret) is None
        revoke_key(client, reason="人员变动", by=cast.heshuju, at=LATER)
        assert queries.client_with(client, issued.secret) is None
        with pytest.raises(Refusal):
            revoke_key(client, reason="人员变动", by=cast.heshuju, at=LATER)
        assert queries.keys_of(system).get().revoked_at == LATER

    def test_the_secret_is_kept_nowhere_and_the_signing_key_only_sealed(self, cast, system):
        issued = issue_key("LAND", by=cast.heshuju, at=NOON)
        stored = SystemKey.objects.filter(pk=issued.key.pk).values_list("secret_hash", flat=True).get()
        assert issued.secret not in stored
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT signing_key FROM exchange_systemkey")
            assert issued.signing_key not in cursor.fetchone()[0]
        assert not [entry for entry in Entry.objects.all() if issued.secret in str(entry.data)]

    def test_the_keys_of_a_retired_system_open_nothing(self, cast, system):
        issued = issue_key("LAND", by=cast.heshuju, at=NOON)
        retire_system("LAND", reason="系统下线", by=cast.heshuju, at=NOON)
        assert queries.client_with(issued.key.client_id, issued.secret) is None
        with pytest.raises(Refusal):
            issue_key("LAND", by=cast.heshuju, at=NOON)
        resume_system("LAND", by=cast.heshuju, at=LATER)
        assert queries.client_with(issued.key.client_id, issued.secret)


class TestSystems:
    def test_a_system_is_registered_once_under_a_code_of_its_own(self, cast, system):
        for code in ("LAND", "county", "两个字", "", "x" * 21):
            with pytest.raises(Refusal):
                register_system(code, by=cast.heshuju, at=NOON)
        with pytest.raises(Refusal) as refusal:
            register_system("TRADE", by=cast.laozhou, at=NOON)
        assert refusal.value.code == "not-allowed"

    def test_a_system_given_to_another_unit_tells_for_that_unit_from_then_on(self, cast, system):
        tell(event())
        change_system(
            "LAND", name="国土系统", unit=Unit.objects.get(code="MZ"), business="land", contact="", by=cast.heshuju, at=LATER,
            expected_every_minutes=None,
        )  # fmt: skip
        tell(event("step"))
        assert [one.unit for one in entries("LAND:A1")] == ["SC", "MZ"]

    def test_people_see_the_systems_within_their_reach(self, cast, system):
        tell(event(unit="NOWHERE"))
        assert [one.open_lines for one in queries.systems_visible_to(cast.heshuju)] == [1]
        assert list(queries.systems_visible_to(cast.linjiancha)) == [system]
        for stranger in (cast.laozhou, cast.mzjiancha, cast.henglongjiancha):
            assert not queries.systems_visible_to(stranger)
        with pytest.raises(Unknown):
            queries.system_for(cast.laozhou, "LAND")

    def test_a_feed_that_stays_out_is_late_from_its_last_sign_of_life(self, cast, system):
        assert queries.late_feeds(NOON.replace(hour=5)) == []
        assert queries.late_feeds(NOON.replace(hour=5, second=1)) == [system]
        tell(event())
        assert queries.late_feeds(LATER.replace(hour=6)) == []


def test_the_table_itself_keeps_an_event_from_counting_twice(cast, system):
    tell(event())
    known = ReceivedEvent.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceivedEvent.objects.create(system=known.system, event_id=known.event_id, revision=known.revision, digest=b"")
