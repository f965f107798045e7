"""The files of a video as a browser asks for them; nothing of the house besides."""

import pytest

from zhengtong.videos import serving

TOKEN = "a-random-token-of-22-ch"
BODY = bytes(range(256)) * 1000


@pytest.fixture
def public(tmp_path):
    folder = tmp_path / "made" / "ref"
    (folder / "360p").mkdir(parents=True)
    (folder / "video.mp4").write_bytes(BODY)
    (folder / "360p" / "00000.ts").write_bytes(b"piece")
    (folder / ".draft.vtt").write_bytes(b"draft")
    (tmp_path / "made" / "secret.mp4").write_bytes(b"secret")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / TOKEN).symlink_to("../made/ref")
    return tmp_path / "public"


def told(public, asked: str = "", name: str = "video.mp4", **headers: str):
    place = serving.find(public, f"{serving.AT}{TOKEN}/{name}")
    answer = serving.answer(place, headers | ({"HTTP_RANGE": asked} if asked else {}))
    return answer.status, answer.headers, b"".join(answer.pieces)


def test_a_file_comes_whole_and_may_be_kept(public):
    status, headers, body = told(public)
    assert (status, body) == (200, BODY) and headers["Content-Length"] == str(len(BODY))
    assert headers["Content-Type"] == "video/mp4" and headers["Cache-Control"] == "public, max-age=3600"
    assert told(public, HTTP_IF_NONE_MATCH=headers["ETag"])[::2] == (304, b"")
    assert told(public, name="360p/00000.ts")[2] == b"piece"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=255900-", 255900, 255999), ("bytes=-100", 255900, 255999),
     ("bytes=10-9999999", 10, 255999), ("bytes=-9999999", 0, 255999)],
)  # fmt: skip
def test_a_range_comes_as_asked(public, asked, first, last):
    status, headers, body = told(public, asked)
    assert (status, body) == (206, BODY[first : last + 1])
    assert headers["Content-Range"] == f"bytes {first}-{last}/256000"


def test_a_range_that_is_none_is_said_or_answered_with_the_whole(public):
    for asked in ("bytes=256000-", "bytes=9-5", "bytes=-0"):
        assert told(public, asked)[::2] == (416, b"")
    for asked in ("bytes=0-1,5-9", "bytes=-", "lines=1-2", "bytes=a-b", "bytes=" + "9" * 40 + "-"):
        assert told(public, asked)[::2] == (200, BODY)
    assert told(public, "bytes=0-9", HTTP_IF_RANGE='"another"')[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "../made/secret.mp4", f"{TOKEN}/../secret.mp4", f"{TOKEN}/..%2fsecret.mp4", f"{TOKEN}/.draft.vtt",
        f"{TOKEN}/", TOKEN, f"{TOKEN}//etc/passwd", f"{TOKEN}/360p/../video.mp4", f"{TOKEN}/360p/", f"{TOKEN}/a\0.mp4",
        f"{TOKEN}/none.mp4", "another-token-of-22-chars/video.mp4", f"{TOKEN}/video.mp4\n", f"{TOKEN}/360p",
    ],
)  # fmt: skip
def test_nothing_else_has_an_address(public, path):
    assert serving.find(public, serving.AT + path) is None


def test_what_was_closed_is_not_there_any_more(public):
    (public / TOKEN).unlink()
    assert serving.find(public, f"{serving.AT}{TOKEN}/video.mp4") is None
