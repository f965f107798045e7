"""What is published live: at once, in order, clean; pictures re-encoded; what is bad input gets a sentence."""

import io
import threading
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.guards import actions as guards
from zhengtong.guards.rules import Draft
from zhengtong.interviews import actions, queries
from zhengtong.journal.queries import entries_of
from zhengtong.live import queries as timeline

from .conftest import SLUG, SOON


def refused(code: str):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def said(interview) -> list[str]:
    return [entry.html for entry in timeline.timeline(interview.channel) if entry.kind == "say"]


def picture(size=(800, 600), kind="JPEG", mode="RGB", **how) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, kind, **how)
    return out.getvalue()


def upload(content: bytes, name: str = "现场.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_line_names_who_says_it_and_who_published_it(county, live):
    number = actions.say(SLUG, "各位网友，大家好！", speaker="host", by=county.ousulu, at=SOON)
    entry = timeline.timeline(live.channel)[-1]
    assert (entry.number, entry.who.name, entry.who.role) == (number, "邹雨桐", "host")
    written = entries_of(live.ref).last()
    assert (written.kind, written.actor, written.data["number"]) == ("interview.said", "staff:BG023", number)


def test_a_line_of_100_kb_is_refused_and_the_timeline_stays_whole(county, live, say):
    say("一")
    with pytest.raises(Refusal, match="每条不超过4KB"):
        say("长" * 34_000)
    say("二")
    assert said(live) == ["<p>一</p>", "<p>二</p>"]
    numbers = [number for number, _ in timeline.page(live.channel)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_script_is_taken_out_of_a_line(live, say):
    say("大家好<script>alert(1)</script><img src=x onerror=alert(1)>")
    assert said(live) == ["<p>大家好</p>"]


def test_a_blocked_word_hidden_in_markup_is_refused(county, live, say):
    guards.add_word(Draft(text="禁词甲", kind="sensitive", level="block"), by=county.songwangzhan, at=NOON)
    with refused("words-blocked"):
        say("禁<b>词</b>甲")
    assert said(live) == []


def test_a_speaker_who_is_not_there_says_nothing(county, live, say):
    moderator = live.people.create(role="moderator", name="彭芳")
    for nobody in (10**9, "recorder", "moderator", moderator.pk):
        with refused("no-speaker"):
            say("冒名", nobody)


def test_nothing_is_said_before_it_begins_or_after_it_ends(county, announced):
    with refused("wrong-state"):
        actions.say(SLUG, "太早", speaker="guest", by=county.ousulu, at=NOON)
    actions.start(SLUG, by=county.xiedaobo, at=SOON)
    actions.end(SLUG, by=county.xiedaobo, at=SOON)
    with refused("wrong-state"):
        actions.say(SLUG, "太晚", speaker="guest", by=county.ousulu, at=SOON)


def test_corrections_and_withdrawals_reach_everybody_as_new_lines(county, live, say):
    first, second = say("十二元"), say("说错了")
    actions.correct(SLUG, first, "十元", by=county.ousulu, at=SOON)
    actions.withdraw(SLUG, second, by=county.ousulu, at=SOON)
    assert said(live) == ["<p>十元</p>"]
    assert [entry.kind for entry in entries_of(live.ref)][-2:] == ["interview.corrected", "interview.withdrawn"]
    for forged in (second, 1, 0, 10**6):
        with pytest.raises(Unknown):
            actions.withdraw(SLUG, forged, by=county.ousulu, at=SOON)


def test_only_the_director_has_words_erased_from_the_record(county, live, say):
    number = say("张某某的病情是……")
    with refused("not-yours"):
        actions.withdraw(SLUG, number, erase=True, by=county.ousulu, at=SOON)
    actions.withdraw(SLUG, number, erase=True, by=county.xiedaobo, at=SOON)
    assert "病情" not in str(timeline.page(live.channel))


@pytest.mark.django_db(transaction=True)
def test_two_stenographers_at_once_get_numbers_without_gaps(county, live):
    ready = threading.Barrier(2)

    def publish(who: str) -> None:
        ready.wait()
        for turn in range(15):
            actions.say(SLUG, f"{who}{turn}", speaker="guest", by=county.ousulu, at=SOON)
        connection.close()

    threads = [threading.Thread(target=publish, args=[who]) for who in "甲乙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    numbers = [number for number, _ in timeline.page(live.channel)]
    assert numbers == list(range(1, 32))
    by_order = [html for html in said(live) if "甲" in html]
    assert by_order == [f"<p>甲{turn}</p>" for turn in range(15)]


# --- pictures ---


def test_a_picture_is_shown_smaller_upright_and_without_what_the_camera_wrote(county, live):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "camera of somebody"
    number = actions.show_picture(
        SLUG,
        upload(picture((4000, 2000), exif=exif)),
        "访谈现场",
        speaker="host",
        caption="现场",
        by=county.ousulu,
        at=SOON,
    )
    entry = timeline.timeline(live.channel)[-1]
    assert (entry.number, entry.html, entry.picture["w"], entry.picture["h"]) == (number, "<p>现场</p>", 800, 1600)
    token = entry.picture["url"].rpartition("/")[2].removesuffix(".jpg")
    kept = queries.picture_by_token(token)
    content = queries.picture_file(kept).read_bytes()
    assert b"camera of somebody" not in content
    with Image.open(io.BytesIO(content)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (800, 1600))


def test_a_picture_may_stand_without_words_and_needs_a_description(county, live):
    with refused("no-alt"):
        actions.show_picture(SLUG, upload(picture()), " ", by=county.ousulu, at=SOON)
    actions.show_picture(
        SLUG, upload(picture(kind="PNG", mode="RGBA"), "图.png"), "访谈现场", by=county.ousulu, at=SOON
    )
    assert said(live) == [""]


def bomb() -> bytes:
    """A PNG of 60,000 × 60,000 pixels in a few hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    head = (60_000).to_bytes(4) * 2 + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"GIF89a" + b"\0" * 100, "图.gif"), (b"%PDF-1.7\n%%EOF", "图.jpg"), (picture()[:500], "半张.jpg"), (b"", "空.jpg"),
     (b"hello", "说明.txt"), (bomb(), "炸弹.png")],
)  # fmt: skip
def test_what_is_no_picture_or_a_bomb_is_refused_and_nothing_is_published(county, live, content, name):
    before = len(timeline.page(live.channel))
    with pytest.raises(Refusal) as no:
        actions.show_picture(SLUG, upload(content, name), "访谈现场", by=county.ousulu, at=SOON)
    assert no.value.sentence
    assert len(timeline.page(live.channel)) == before
    assert not live.pictures.exists()


def test_a_picture_of_too_many_pixels_is_refused_though_it_is_one(county, live):
    with refused("picture-large"):
        actions.add_picture(SLUG, upload(picture((10_000, 5_001), mode="L")), "航拍", by=county.ousulu, at=SOON)


def test_pictures_of_what_was_not_announced_are_nobodys(county, planned):
    kept = actions.add_picture(SLUG, upload(picture()), "封面", is_cover=True, by=county.xiedaobo, at=NOON)
    with pytest.raises(Unknown):
        queries.picture_by_token(kept.token)
    actions.announce(SLUG, by=county.xiedaobo, at=NOON)
    assert queries.picture_by_token(kept.token) == kept
    assert queries.interview_for_public(SLUG).picture == kept
