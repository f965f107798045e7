"""Playlists that go on over interruptions; words and questions against the seconds of a recording."""

from datetime import timedelta

import pytest

from tests.cast import NOON
from zhengtong.broadcasts import rules
from zhengtong.broadcasts.rtmp import amf
from zhengtong.broadcasts.rules import Chapter, Moment, Piece, Word
from zhengtong.foundation.errors import Refusal
from zhengtong.videos.rules import LIVE_LADDER, read_captions, renditions


def run(number: int, count: int, seconds: float = 4.0) -> list[Piece]:
    return [Piece(f"r{number:02d}-{place:05d}.ts", seconds) for place in range(count)]


def after(seconds: float):
    return NOON + timedelta(seconds=seconds)


def test_a_playlist_while_live_holds_half_an_hour_and_counts_what_left():
    text = rules.write_index([run(1, 500)], is_over=False)
    assert text.count("#EXTINF") == 450
    assert "#EXT-X-MEDIA-SEQUENCE:50\n" in text
    assert "#EXT-X-ENDLIST" not in text
    assert "r01-00049.ts" not in text


def test_a_discontinuity_that_leaves_is_counted():
    text = rules.write_index([run(1, 3), run(2, 3), run(3, 5)], is_over=False, window=24)
    assert "#EXT-X-MEDIA-SEQUENCE:5\n" in text
    assert "#EXT-X-DISCONTINUITY-SEQUENCE:1\n" in text
    assert text.count("#EXT-X-DISCONTINUITY\n") == 1


def test_all_of_it_is_there_when_it_is_over():
    text = rules.write_index([run(1, 500), [], run(3, 2)], is_over=True)
    assert text.count("#EXTINF") == 502
    assert "#EXT-X-PLAYLIST-TYPE:VOD" in text
    assert text.endswith("#EXT-X-ENDLIST\n")


def test_a_target_is_as_long_as_the_longest_piece_there_has_been():
    assert "#EXT-X-TARGETDURATION:7\n" in rules.write_index([[Piece("a.ts", 6.2), *run(1, 900)]], is_over=False)


def test_a_master_names_the_edition_and_what_was_measured_where_that_is_more():
    text = (
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=492800,AVERAGE-BANDWIDTH=1,RESOLUTION=426x240\n240p/r03.m3u8\n"
        "#EXT-X-STREAM-INF:BANDWIDTH=70400\n480p/r03.m3u8\n"
    )
    assert rules.master(text, 3, 2, {"240p": 100, "480p": 900_000}) == (
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=492800,AVERAGE-BANDWIDTH=1,RESOLUTION=426x240\n240p/index-2.m3u8\n"
        "#EXT-X-STREAM-INF:BANDWIDTH=900000\n480p/index-2.m3u8\n"
    )


def test_a_line_that_is_being_written_is_no_piece():
    text = "#EXTM3U\n#EXTINF:4.000000,\n#EXT-X-PROGRAM-DATE-TIME:2026-11-23T20:58:27.655+0000\nr01-00000.ts\n#EXTINF:2.0,\nr01-0"
    assert rules.read_pieces(text) == [Piece("r01-00000.ts", 4.0, "2026-11-23T20:58:27.655+0000")]


@pytest.mark.parametrize(
    ("width", "height", "names"),
    [
        (1920, 1080, ["240p", "480p", "720p"]),
        (1280, 720, ["240p", "480p", "720p"]),
        (640, 480, ["240p", "480p"]),
        (640, 360, ["240p", "360p"]),
        (320, 240, ["240p"]),
        (160, 120, ["120p"]),
        (720, 1280, ["240p", "480p", "720p"]),
    ],
)
def test_a_smaller_picture_is_made_in_fewer_sizes(width, height, names):
    assert [size.name for size in renditions(width, height, LIVE_LADDER)] == names


RUNS = [Moment(NOON, 60.0), Moment(after(100), 30.0)]


@pytest.mark.parametrize(
    ("moment", "second"), [(-5, 0.0), (0, 0.0), (30, 30.0), (80, 60.0), (100, 60.0), (110, 70.0), (500, 90.0)]
)
def test_a_moment_has_its_second_and_an_interruption_none(moment, second):
    assert rules.moment_of(RUNS, after(moment)) == second


def test_captions_stand_in_the_seconds_before_the_line_was_written():
    words = [
        Word(after(-60), "主持人", "直播还没有开始。"),
        Word(after(10), "主持人", "各位网友大家好。"),
        Word(after(20), "王局长", "低保按户申请。" * 12),
        Word(after(400), "王局长", "会后补记。"),
    ]
    text = rules.captions(RUNS, words)
    read = read_captions(text.encode(), 90.0)
    assert "直播还没有开始" not in text
    assert "会后补记" not in text
    assert "主持人：各位网友大家好。" in text
    assert text.count("王局长：") == 1
    assert read.cues == 13
    first = text.split("\n\n")[1].splitlines()[0]
    assert first == "00:00:08.222 --> 00:00:10.000"


def test_words_that_would_be_markup_are_words_in_captions():
    text = rules.captions(
        RUNS, [Word(after(10), "", rules.plain("<p>补助 &lt;b&gt; --&gt; 三万 &amp; 五万</p><p>第二段</p>"))]
    )
    assert "补助 &lt;b&gt; --&gt; 三万 &amp; 五万" in text
    assert read_captions(text.encode(), 90).cues == 2


def test_chapters_are_questions_and_the_opening_before_them():
    found = rules.chapters(RUNS, [(after(110), "再问" * 40), (after(20), "低保怎么办？")])
    assert found[:2] == [Chapter(0.0, "开场"), Chapter(20.0, "低保怎么办？")]
    assert found[2].second == 70.0
    assert len(found[2].title) == 40
    assert rules.chapters(RUNS, []) == []
    assert rules.captions([], [Word(NOON, "", "无")]) == ""


@pytest.mark.parametrize(
    ("number", "following", "size", "code"),
    [
        (0, 0, 0, "chunk-empty"),
        (0, 0, (2 << 20) + 1, "chunk-too-large"),
        (-1, 0, 1, "chunk-number"),
        (65, 0, 1, "chunk-too-far"),
    ],
)
def test_a_chunk_out_of_bounds_is_refused(number, following, size, code):
    with pytest.raises(Refusal) as refused:
        rules.check_chunk(number, following, size)
    assert refused.value.code == code


def test_what_calls_itself_a_video_must_look_like_one():
    assert rules.kind_of(b"\x1a\x45\xdf\xa3....") == "matroska"
    assert rules.kind_of(b"\x00\x00\x00\x20ftypiso5") == "mp4"
    for content in (b"", b"GIF89a", b"<html>", b"\x89PNG\r\n"):
        with pytest.raises(Refusal, match="不是视频"):
            rules.kind_of(content)


def test_amf_is_read_back_and_nonsense_ends_in_a_fault():
    said = ("connect", 1.0, {"app": "live", "isOk": True, "nothing": None}, None)
    assert tuple(amf.read_all(amf.write_all(*said))) == said
    for nonsense in (b"\x02\xff\xffabc", b"\x03" * 40, b"\x0a\xff\xff\xff\xff", b"\x63", b"\x00\x01"):
        with pytest.raises(amf.Malformed):
            amf.read_all(nonsense)
