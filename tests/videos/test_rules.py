"""What may be sent, into which sizes it is made, and what captions must look like: pure rules."""

import pytest

from zhengtong.foundation.errors import Refusal
from zhengtong.videos import rules
from zhengtong.videos.encoding import probe

SRT = """1
00:00:00,500 --> 00:00:02,000
<i>大家好</i>，{\\an8}欢迎办事。

2
00:00:02,100 --> 00:00:03,000
1 < 2 & 3
"""


def refused(code: str, act, *words, **named) -> str:
    with pytest.raises(Refusal) as caught:
        act(*words, **named)
    assert caught.value.code == code
    return caught.value.sentence


@pytest.mark.parametrize(
    ("size", "made"),
    [
        ((1920, 1080), ["640x360", "1280x720", "1920x1080"]),
        ((1080, 1920), ["360x640", "720x1280", "1080x1920"]),
        ((3840, 2160), ["640x360", "1280x720", "1920x1080"]),
        ((854, 480), ["640x360", "854x480"]),
        ((640, 400), ["576x360"]),
        ((321, 241), ["320x240"]),
        ((2, 2), ["2x2"]),
    ],
)
def test_a_recording_is_made_into_sizes_no_larger_than_it_is(size, made):
    assert [f"{one.width}x{one.height}" for one in rules.renditions(*size)] == made


def test_the_one_file_to_take_home_is_the_largest_up_to_720_lines():
    assert rules.downloadable(rules.renditions(1920, 1080)).name == "720p"
    assert rules.downloadable(rules.renditions(320, 240)).name == "240p"


def test_what_is_no_video_by_its_name_is_refused_before_a_byte_is_sent():
    for name in ("文件.exe", "说明.docx", "没有扩展名", "../../etc/passwd", "视频.mp4.php"):
        refused("video-kind", rules.check_sending, name, 100, 1000)
    refused("video-empty", rules.check_sending, "a.mp4", 0, 1000)
    assert "2 GB" in refused("video-too-large", rules.check_sending, "a.mp4", 5 << 30, 2 << 30).replace("2.0", "2")
    rules.check_sending("会议.MP4", 1000, 1000)


def test_a_name_is_the_last_part_of_a_path_in_one_line():
    assert rules.clean_name("C:\\视频\\..\\a\u202e\n.mp4") == "a .mp4"
    assert rules.clean_name("../../etc/x.mp4") == "x.mp4"


@pytest.mark.parametrize(
    "head", [b"hello world, this is text" * 20, b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd", b"MZ\x90", b"%PDF-1.7", b""]
)
def test_what_is_no_video_by_its_first_bytes_is_refused_whatever_its_name(head):
    refused("not-a-video", rules.check_head, head)


def test_pieces_fit_where_the_last_one_ended():
    rules.check_chunk(10, 10, 5, 15)
    assert "第10字节" in refused("chunk-elsewhere", rules.check_chunk, 0, 10, 5, 15)
    refused("chunk-beyond", rules.check_chunk, 10, 10, 6, 15)
    refused("chunk-too-large", rules.check_chunk, 0, 0, rules.CHUNK + 1, rules.CHUNK * 2)
    refused("chunk-too-large", rules.check_chunk, 0, 0, 0, 10)


def test_captions_become_words_and_times_alone():
    read = rules.read_captions(SRT.encode("gb18030"), 3)
    assert read.cues == 2 and read.vtt.startswith("WEBVTT\n\n00:00:00.500 --> 00:00:02.000\n大家好，欢迎办事。\n\n")
    assert "1 &lt; 2 &amp; 3" in read.vtt and read.words == "大家好，欢迎办事。\n1 < 2 & 3"
    again = rules.read_captions(read.vtt.encode(), 3)
    assert again == read
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert rules.read_captions(SRT.replace("\n", "\r\n").encode(encoding), 3) == read


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("captions-empty", b" \n"),
        ("captions-too-large", b"x" * (1 << 20) + b"y"),
        ("captions-ass", "[Script Info]\nTitle: 会议\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,,,,,你好".encode()),
        ("captions-unreadable", "只是一段文字".encode()),
        ("captions-unreadable", b"\x00\x01\x02\x03"),
        ("captions-timing", b"1\n00:00:03,000 --> 00:00:01,000\nx"),
        ("captions-timing", b"1\n0:99:99 --> later\nx"),
        ("captions-order", b"1\n00:00:02,000 --> 00:00:03,000\na\n\n2\n00:00:00,000 --> 00:00:01,000\nb"),
        ("captions-beyond", b"1\n01:00:00,000 --> 01:00:01,000\nlong after the end"),
        ("captions-too-long", b"1\n00:00:00,000 --> 00:00:01,000\n" + b"x" * 500),
    ],
)
def test_a_caption_file_that_cannot_be_shown_is_refused_with_a_sentence(code, content):
    assert len(refused(code, rules.read_captions, content, 60)) > 8


def test_nothing_in_captions_is_markup_or_a_time():
    read = rules.read_captions(b"00:00.000 --> 00:01.000\n<script>alert(1)</script>&lt;b&gt; a --> b", 3)
    assert "<" not in read.vtt and "a → b" in read.vtt and read.cues == 1


def test_ffmpegs_words_are_read_as_a_picture_upright_and_with_square_pixels():
    said = """Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:/x.mp4':
  Duration: 01:02:03.50, start: 0.000000, bitrate: 900 kb/s
  Stream #0:0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo, fltp, 128 kb/s (default)
  Stream #0:1[0x2](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 720x576 [SAR 16:11 DAR 20:11], 59.94 fps
      Side data:
        displaymatrix: rotation of -90.00 degrees
  Stream #0:2: Video: mjpeg, yuvj420p, 600x600, 90k tbr (attached pic)
"""
    facts = probe.read_words(said)
    assert (facts.seconds, facts.width, facts.height) == (3723.5, 576, 1047)
    assert (facts.picture, facts.sound, facts.rate) == (1, 0, 59.94)
