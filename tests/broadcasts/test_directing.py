"""Who may open a broadcast, what everybody is told, and what an outside server's picture needs."""

from dataclasses import replace

import pytest

from tests.broadcasts.conftest import CHANNEL, Open, stands, told
from tests.cast import NOON
from tests.web import interview_ground as ground
from zhengtong.broadcasts import actions, places, queries, tasks
from zhengtong.broadcasts.choices import Pause
from zhengtong.broadcasts.models import Broadcast
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.interviews.rules import Guest
from zhengtong.journal.models import Entry
from zhengtong.live import actions as live


def kinds(subject: str = "FT-2026-0001") -> list[str]:
    return list(Entry.objects.filter(subject=subject).order_by("id").values_list("kind", flat=True))


def test_a_key_is_shown_once_and_lies_sealed(open_one: Open):
    opened = open_one()
    assert len(opened.key) >= 20
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM broadcasts_broadcast")
        assert opened.key not in cursor.fetchone()[0]
    assert opened.key not in str(list(Entry.objects.values_list("data", flat=True)))


def test_who_does_not_direct_opens_nothing(cast, open_one: Open):
    with pytest.raises(Refusal) as refused:
        actions.open_broadcast("X", "访谈", unit=cast.unit("MZ"), source="rtmp", by=cast.laozhou, at=NOON)
    assert refused.value.code == "not-allowed"
    opened = open_one()
    with pytest.raises(Unknown):
        actions.end(opened.broadcast.ref, by=cast.laozhou, at=NOON)
    with pytest.raises(Unknown):
        queries.broadcast_for(cast.laozhou, opened.broadcast.ref)
    assert kinds() == ["broadcast.opened"]


def test_who_directs_one_interview_by_their_part_directs_its_broadcast_and_no_other(cast):
    crew = ground.crew(cast)
    people = (*ground.PLAN.people, Guest("director", cast.laozhou.name, staff=cast.laozhou.code))
    interview = ground.planned(crew, plan=replace(ground.PLAN, people=people))
    other = ground.planned(crew, "another", plan=ground.PLAN)
    opened = actions.open_broadcast(
        interview.ref, interview.title, unit=interview.unit, source="rtmp", by=cast.laozhou, at=NOON
    )
    assert queries.broadcast_for(cast.laozhou, opened.broadcast.ref) == opened.broadcast
    with pytest.raises(Refusal, match="您不能为这个单位开通视频直播"):
        actions.open_broadcast(other.ref, other.title, unit=other.unit, source="rtmp", by=cast.laozhou, at=NOON)
    with pytest.raises(Unknown):
        actions.end(opened.broadcast.ref, by=cast.xiaoli, at=NOON)
    actions.end(opened.broadcast.ref, by=cast.laozhou, at=NOON)


@pytest.mark.parametrize(
    ("options", "code"),
    [({"title": " "}, "no-title"), ({"title": "长" * 81}, "title-too-long"), ({"source": "tape"}, "no-source"),
     ({"source": "outside"}, "no-outside")],
)  # fmt: skip
def test_what_is_asked_for_wrongly_is_refused(cast, director, options, code):
    asked = {"title": "访谈", "source": "rtmp"} | options
    with pytest.raises(Refusal) as refused:
        actions.open_broadcast("X", asked["title"], unit=director.unit, source=asked["source"], by=director, at=NOON)
    assert refused.value.code == code


def test_one_broadcast_at_a_time_and_never_on_a_full_disk(open_one: Open, director, monkeypatch):
    opened = open_one()
    with pytest.raises(Refusal) as refused:
        open_one()
    assert refused.value.code == "already-open"
    actions.end(opened.broadcast.ref, by=director, at=NOON)
    monkeypatch.setattr(places, "free_bytes", lambda: 1000)
    with pytest.raises(Refusal, match="磁盘空间不足"):
        open_one()


def test_each_encoder_has_a_port_until_there_are_none(open_one: Open):
    slots = [open_one("srt", f"FT-{number}").broadcast.slot for number in range(10)]
    assert slots == list(range(10))
    with pytest.raises(Refusal) as refused:
        open_one("srt", "FT-11")
    assert refused.value.code == "no-port"


def test_a_new_key_shuts_the_old_one_out(open_one: Open, director):
    opened = open_one("browser")
    again = actions.renew_key(opened.broadcast.ref, by=director, at=NOON)
    assert again.key != opened.key
    with pytest.raises(Refusal, match="密钥不正确"):
        actions.take_chunk(opened.broadcast.ref, opened.key, "feed-0000001", 0, b"\x1a\x45\xdf\xa3", at=NOON)


def test_an_outside_picture_is_turned_on_and_off_by_the_director(open_one: Open, director, settings):
    settings.LIVE_VIDEO_URL = "/live-video/{token}/index.m3u8"
    broadcast = open_one("outside").broadcast
    assert queries.public_url(broadcast) == f"/live-video/{broadcast.token}/index.m3u8"
    actions.turn(broadcast.ref, True, by=director, at=NOON)
    with pytest.raises(Refusal) as refused:
        actions.turn(broadcast.ref, True, by=director, at=NOON)
    assert refused.value.code == "same-state"
    actions.turn(broadcast.ref, False, by=director, at=NOON)
    assert stands(broadcast).problem == Pause.DIRECTOR.label
    actions.turn(broadcast.ref, True, by=director, at=NOON)
    ended = actions.end(broadcast.ref, by=director, at=NOON)
    assert ended.recorded_at == NOON
    assert told() == ["on", "interrupted", "on", "ended"]
    assert kinds() == [f"broadcast.{verb}" for verb in ("opened", "begun", "interrupted", "resumed", "ended")]


def test_a_broadcast_ends_with_its_occasion(open_one: Open):
    broadcast = open_one().broadcast
    assert tasks.follow(NOON) == 0
    live.close_channel(CHANNEL, at=NOON)
    assert tasks.follow(NOON) == 1
    assert stands(broadcast).state == "ended"
    with pytest.raises(Refusal) as refused:
        actions.end(broadcast.ref, by=None, at=NOON)
    assert refused.value.code == "ended"


def test_the_studio_says_when_it_is_away(tmp_path):
    from zhengtong.broadcasts import studio

    assert "没有运行" in studio.state(tmp_path)
    studio.beat_file(tmp_path).write_text('{"at": 1, "open": 0, "problem": ""}')
    assert "没有应答" in studio.state(tmp_path)


def test_a_broadcast_nobody_sent_to_leaves_nothing(open_one: Open, director):
    broadcast = open_one().broadcast
    actions.end(broadcast.ref, by=director, at=NOON)
    assert tasks.record(NOON) == 0
    assert Broadcast.objects.get().annotated_at == NOON
