"""nginx as docs/nginx/portal.conf sets it up: pages from disk for everybody, the platform for everybody else."""

import gzip
import http.client
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.project.conftest import free_port
from zhengtong.cms.pagecache import files, rules
from zhengtong.web.middleware import CONTENT_SECURITY_POLICY

SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "nginx" / "portal.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
PAGE = "<!doctype html><title>防汛</title>".encode() * 50
MAIN = """{user} pid {home}/nginx.pid; error_log {home}/error.log; daemon off; worker_processes 1;
events {{ }}
http {{ include {home}/mime.types; default_type application/octet-stream; access_log off;
client_body_temp_path {home}/t1; proxy_temp_path {home}/t2; fastcgi_temp_path {home}/t3; uwsgi_temp_path {home}/t4;
scgi_temp_path {home}/t5; include {home}/portal.conf; }}
"""

pytestmark = pytest.mark.skipif(
    NGINX is None, reason="nginx is not installed: run bin/test-packages (Debian: nginx-light)"
)


class _Platform(BaseHTTPRequestHandler):
    """Answers who it was told asks."""

    def do_GET(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        told = {"path": self.path, "for": self.headers["X-Forwarded-For"], "method": self.command, "sent": sent}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Nothing: the test's own output stays readable."""


@pytest.fixture
def port(tmp_path) -> Iterator[int]:
    port, platform = free_port(), ThreadingHTTPServer(("127.0.0.1", 0), _Platform)
    threading.Thread(target=platform.serve_forever, daemon=True).start()
    text = SAMPLE.read_text().replace("127.0.0.1:8000", f"127.0.0.1:{platform.server_port}")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/lib/zhengtong", str(tmp_path))
    (tmp_path / "portal.conf").write_text(text)
    (tmp_path / "mime.types").write_text("types { text/html html; }")
    (tmp_path / "visits").mkdir()
    (tmp_path / "run").mkdir()
    user = "user root;" if os.getuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(MAIN.format(home=tmp_path, user=user))
    files.write(files.folder(files.root(tmp_path), rules.DEFAULT, "/news/"), PAGE)
    files.write(files.folder(files.root(tmp_path), rules.DEFAULT, "/"), b"home")
    files.show_default(
        files.root(tmp_path), rules.named(["www.afx.example.gov.cn", ".mz.example", "*"], "http://mz.example")
    )
    command = [NGINX, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tried.returncode == 0 and "[warn]" not in tried.stderr, tried.stderr
    nginx = subprocess.Popen(command)
    try:
        for _ in range(100):
            try:
                ask(port, "/ready")
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        nginx.terminate()
        nginx.wait(10)
        platform.shutdown()
        platform.server_close()


def ask(
    port: int, path: str, method: str = "GET", *, body: bytes | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as asked:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        asked.request(method, path, body, headers={"Host": "www.afx.example.gov.cn"} | named)
        answer = asked.getresponse()
        return answer.status, answer.headers, answer.read()


def test_everybodys_pages_come_from_disk_and_everything_else_from_the_platform(port, tmp_path):
    status, headers, body = ask(port, "/news/", User_Agent="Mozilla/5.0 \"'")
    assert (status, body) == (200, PAGE) and headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY and headers["X-Page-Cache"] == "kept"
    assert headers["X-Frame-Options"] == "SAMEORIGIN" and headers["Cache-Control"] == "no-cache"
    packed = ask(port, "/news/", Accept_Encoding="gzip")
    assert packed[1]["Content-Encoding"] == "gzip" and gzip.decompress(packed[2]) == PAGE
    assert ask(port, "/news/", If_None_Match=headers["ETag"])[0] == 304
    assert ask(port, "/news/", "HEAD")[::2] == (200, b"") and ask(port, "/")[2] == b"home"
    assert ask(port, "/news/", Cookie="csrftoken=1")[2] == PAGE

    (log,) = (tmp_path / "visits").iterdir()
    visits = [json.loads(line) for line in log.read_text().splitlines()]
    assert visits[0] == {
        "host": "www.afx.example.gov.cn", "path": "/news/", "status": "200", "agent": "Mozilla/5.0 \"'",
        "address": "127.0.0.1", "referrer": "",
    }  # fmt: skip
    count = len(visits)
    for path, method, cookie in (
        ("/news/", "GET", "sessionid=a"),
        ("/news/", "GET", "x=1; elder=1"),
        ("/news/", "GET", "hant=1"),
        ("/news/", "POST", ""),
        ("/news/?page=2", "GET", ""),
        ("/news", "GET", ""),
        ("/none/", "GET", ""),
        ("/news/index.html", "GET", ""),
        ("/default/news/", "GET", ""),
        ("/.made-by", "GET", ""),
        ("/desk/", "GET", ""),
        ("/none/%3Fa=%2526/", "GET", ""),
    ):
        sent = "name=防汛" * 2000 if method == "POST" else None
        body = sent.encode() if sent else None
        answered = json.loads(ask(port, path, method, body=body, **({"Cookie": cookie} if cookie else {}))[2])
        assert answered == {"path": path, "for": "127.0.0.1", "method": method, "sent": sent or ""}
    assert len(log.read_text().splitlines()) == count

    made = tmp_path / "videos" / "made" / "ref"
    made.mkdir(parents=True)
    (made / "video.mp4").write_bytes(b"0123456789")
    (made / "master.m3u8").write_bytes(b"#EXTM3U")
    (made / ".draft.vtt").write_bytes(b"draft")
    (tmp_path / "videos" / "public").mkdir()
    link = tmp_path / "videos" / "public" / "a-random-token-of-22-ch"
    link.symlink_to("../made/ref")
    at = f"/media/videos/{link.name}"
    status, headers, body = ask(port, f"{at}/video.mp4", Range="bytes=2-4")
    assert (status, body, headers["Content-Type"]) == (206, b"234", "video/mp4")
    assert headers["Cache-Control"] == "public, max-age=3600" and headers["X-Content-Type-Options"] == "nosniff"
    assert ask(port, f"{at}/master.m3u8")[1]["Content-Type"] == "application/vnd.apple.mpegurl"
    link.unlink()
    for gone in (f"{at}/video.mp4", f"{at}/.draft.vtt", f"{at}/../../made/ref/video.mp4", "/media/videos/"):
        assert ask(port, gone)[0] in (403, 404) or b'"path"' in ask(port, gone)[2], gone
    assert ask(port, f"{at}/video.mp4")[0] == 404

    live = tmp_path / "videos" / "live" / "a-random-token-of-22-ch"
    live.mkdir(parents=True)
    (live / "master-1.m3u8").write_bytes(b"#EXTM3U")
    (live / "r01-00000.ts").write_bytes(b"G" * 188)
    at = f"/media/live/{live.name}"
    status, headers, _ = ask(port, f"{at}/master-1.m3u8")
    assert (status, headers["Content-Type"]) == (200, "application/vnd.apple.mpegurl")
    assert headers["Cache-Control"] == "public, max-age=1"
    status, headers, _ = ask(port, f"{at}/r01-00000.ts")
    assert (status, headers["Content-Type"]) == (200, "video/mp2t")
    assert headers["Cache-Control"] == "public, max-age=3600"
    assert ask(port, f"{at}/r01-00001.ts")[0] == 404

    assert ask(port, "/news/", Host="mz.example")[2] == PAGE
    files.open_hosts(files.root(tmp_path), {"mz.example"})
    assert b'"/news/"' in ask(port, "/news/", Host="mz.example")[2]
