"""Somebody else's web site: a real server on this machine that answers what a test tells it to, and worse."""

import gzip
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """`pages`: path → what answers; `asked`: (path, headers) of every request, in order."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    busiest: int = 0
    now: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def put(
        self,
        path: str,
        body: str | bytes = b"",
        kind: str = "text/html; charset=utf-8",
        status: int = 200,
        **headers: str,
    ) -> str:
        """Answer `path` with `body`; returns the whole address."""
        content = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            asked = handler.headers.get("If-None-Match")
            same = asked is not None and asked == headers.get("ETag")
            handler.send_response(304 if same else status)
            handler.send_header("Content-Type", kind)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", "0" if same else str(len(content)))
            handler.end_headers()
            if not same:
                handler.wfile.write(content)

        return self.on(path, answer)

    def on(self, path: str, answer: Answer) -> str:
        self.pages[path] = answer
        return self.url + path

    def article(self, path: str, title: str, text: str = "", **more: Any) -> str:
        """A page as government sites write them."""
        return self.put(path, page(title, text, **more))


def page(
    title: str, text: str = "", *, day: str = "2026-11-20 10:30", source: str = "省民政厅", extra: str = ""
) -> str:
    said = text or sentences(title)
    meta = f'<meta name="PubDate" content="{day}">' if day else ""
    return (
        f'<html><head><meta charset="utf-8"><title>{title}_示例网站</title><meta name="ArticleTitle" content="{title}">{meta}'
        f'<meta name="ContentSource" content="{source}"></head><body><div class="nav"><a href="/">首页</a></div>'
        f'<div id="content"><h1>{title}</h1><p>发布时间：{day} 来源：{source} 浏览次数：12</p>'
        f"{''.join(f'<p>{line}</p>' for line in said.splitlines())}{extra}</div><div>版权所有</div></body></html>"
    )


def sentences(seed: str) -> str:
    """A text unlike that of any other seed, and the same in every run."""
    dice = random.Random(seed)
    lines = ["".join(chr(0x4E00 + dice.randrange(5000)) for _ in range(40)) for _ in range(8)]
    return "\n".join(f"{line[:20]}，{line[20:]}。" for line in lines)


def rss(*links: tuple[str, str], day: str = "Fri, 20 Nov 2026 02:30:00 GMT") -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>{day}</pubDate></item>" for url, title in links
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>示例</title>{items}</channel></rss>'
    )


def endless(kind: str, piece: bytes = b"x" * 65536, *, pieces: int = 160_000) -> Answer:
    """Ten gigabytes, made while they are sent."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.end_headers()
        for _ in range(pieces):
            handler.wfile.write(piece)

    return answer


def bomb(megabytes: int = 200) -> bytes:
    return gzip.compress(b"0" * (megabytes << 20), 9)


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with lock:
                site.asked.append((self.path, dict(self.headers)))
                site.now += 1
                site.busiest = max(site.busiest, site.now)
            try:
                answer = site.pages.get(self.path)
                if answer is None:
                    self.send_error(404)
                else:
                    answer(self)
            except (BrokenPipeError, ConnectionResetError):
                pass  # whoever asked has had enough
            finally:
                with lock:
                    site.now -= 1

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
