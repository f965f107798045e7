"""The built-in server answers the files of public videos before Django, whole or in ranges."""

import pytest

from zhengtong.project.serving_videos import Videos

TOKEN = "a-random-token-of-22-ch"


@pytest.fixture
def ask(tmp_path):
    (tmp_path / "made" / "ref").mkdir(parents=True)
    (tmp_path / "made" / "ref" / "video.mp4").write_bytes(b"0123456789")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / TOKEN).symlink_to("../made/ref")

    def inside(environ, start):
        start("404 Not Found", [])
        return [b"inside"]

    front = Videos(inside, tmp_path)

    def ask(path: str, method: str = "GET", **headers: str):
        told = []
        pieces = front({"PATH_INFO": path, "REQUEST_METHOD": method, **headers}, lambda *words: told.extend(words))
        return told[0], dict(told[1]), b"".join(pieces)

    return ask


def test_a_public_file_is_answered_in_front(ask):
    at = f"/media/videos/{TOKEN}/video.mp4"
    assert ask(at)[::2] == ("200 OK", b"0123456789")
    status, headers, body = ask(at, HTTP_RANGE="bytes=2-4")
    assert (status, body, headers["Content-Range"]) == ("206 Partial Content", b"234", "bytes 2-4/10")
    assert ask(at, "HEAD")[2] == b"" and ask(at, "HEAD")[1]["Content-Length"] == "10"


def test_everything_else_goes_inside(ask, tmp_path):
    for path in ("/", "/media/a.jpg", "/media/videos/", f"/media/videos/{TOKEN}/none.mp4", "/media/videos/../x.mp4"):
        assert ask(path)[2] == b"inside"
    assert ask(f"/media/videos/{TOKEN}/video.mp4", "POST")[2] == b"inside"
    (tmp_path / "public" / TOKEN).unlink()
    assert ask(f"/media/videos/{TOKEN}/video.mp4")[2] == b"inside"


def test_a_live_playlist_is_kept_for_a_second_and_its_pieces_for_an_hour(ask, tmp_path):
    folder = tmp_path / "live" / TOKEN / "240p"
    folder.mkdir(parents=True)
    (folder / "index-1.m3u8").write_bytes(b"#EXTM3U")
    (folder / "r01-00000.ts").write_bytes(b"G" * 188)
    at = f"/media/live/{TOKEN}/240p"
    status, headers, body = ask(f"{at}/index-1.m3u8")
    assert (status, body, headers["Cache-Control"]) == ("200 OK", b"#EXTM3U", "public, max-age=1")
    assert ask(f"{at}/r01-00000.ts")[1]["Cache-Control"] == "public, max-age=3600"
    for path in (f"{at}/r01-00001.ts", f"{at}/.index-1.m3u8.7", "/media/live/", f"/media/live/{TOKEN}/../x.ts"):
        assert ask(path)[2] == b"inside"
