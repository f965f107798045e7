"""Public pages: how fast they are answered, how fast they are made, and how soon one that is published is there.

Answered: one article page of about 25 KB over 16 connections kept open, wrk on one core, the server on the other, all
servers in one run, turn by turn: nginx with the page as a static file; nginx as docs/nginx/portal.conf sets it up, from
the page cache; the built-in server alone. Each counts its visits as it does in production (nginx static: its own log).
Promise: nginx from the cache at least 0.9 × nginx static, the built-in server at least 0.3 ×. Beside the rates stands the
processor's time a request took: on a machine that others use too, the rates fall and this does not.

Made: the demo county's home page and an article, without any cache. Promise: 60 ms and 25 queries, 30 ms and 10.

Published: one article among 56 sites and 100,000 pages, all of them known to the cache and those of its column on disk.
Promise: within 2 s the article, its column and the home page are answered anew, and no page is touched that does not
show it.
"""

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from . import ground

PROMISES = {"nginx, from the page cache": 0.9, "built-in server": 0.3}
STATIC = "nginx, a static file"
TURNS, SECONDS, CONNECTIONS = 3, 2, 16
SIZE = 25_000
PAGES = 100_000
PROMISE_PUBLISHED = 2.0
COLD = {"home page": (60.0, 25), "article": (30.0, 10)}
SAMPLE = ground.ROOT / "docs" / "nginx" / "portal.conf"
PORT, NGINX_PORT, STATIC_PORT = 8931, 8932, 8933
COUNTY_STAGES = 5
"""Of the demo county's stages those that a home page shows: units, calendar, forms, items, sites."""


def main(argv: list[str]) -> int:
    if not all(_programme(name) for name in ("nginx", "wrk")) and not _install("nginx-light", "wrk"):
        return 1
    os.environ.update(PORT=str(PORT), PUBLIC_URL=f"http://localhost:{PORT}")
    with ground.server() as superuser:
        url = ground.fresh_database(superuser, "bench_pages")
        ground.open_django(url)
        return _run(url)


def _run(url: str) -> int:
    shutil.rmtree(ground.HOME / "pages", ignore_errors=True)
    article = _county()
    _hundred_thousand()
    ground.forget_how_it_was_laid()
    kept = [_cold(article)]
    cores = sorted(os.sched_getaffinity(0))
    with _web(url, cores[0]) as web:
        kept.append(_published(article))
        path = _long_article(article)
        with _nginx(path, cores[0]) as nginx:
            kept.append(_answered(path, web, nginx, cores[-1]))
    return 0 if all(kept) else 1


# -- the ground ------------------------------------------------------------------------------------------------------


def _county() -> "ArticlePage":  # noqa: F821 — models are there once Django is
    """The demo county's sites and articles; the newest of the news is what the bench publishes anew."""
    from django.utils import timezone

    from zhengtong.cms.models import ArticlePage
    from zhengtong.project import county

    for stage in county.STAGES[:COUNTY_STAGES]:
        stage.load(county.settings.COUNTY_DATA, timezone.now(), lambda words: None)
    found = ArticlePage.objects.filter(live=True, url_path__contains="/news/").order_by("pk").first()
    return found or ArticlePage.objects.filter(live=True).order_by("pk")[0]


def _hundred_thousand() -> None:
    """Cheap articles in the columns of all sites, each with its row in the cache: what a publication has to look through."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection

    from zhengtong.cms.models import ArticlePage, ColumnPage

    columns = list(ColumnPage.objects.filter(live=True).values_list("pk", "path", "depth", "url_path"))
    each = PAGES // len(columns) + 1
    kind = ContentType.objects.get_for_model(ArticlePage).pk
    model = ArticlePage.objects.filter(live=True).values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        for table in ("wagtailcore_page", "cms_articlepage"):
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public'"
                " AND is_generated = 'NEVER' ORDER BY ordinal_position",
                [table],
            )
            names = [name for (name,) in cursor.fetchall()]
            own = {
                "id": "place.first + number",
                "page_ptr_id": "place.first + number",
                "path": "place.path || upper(lpad(to_hex(40000 + number), 4, '0'))",
                "depth": "place.depth + 1",
                "numchild": "0",
                "slug": "'bulk-' || number",
                "url_path": "place.url_path || 'bulk-' || number || '/'",
                "title": "'第' || number || '号公告'",
                "draft_title": "'第' || number || '号公告'",
                "translation_key": "gen_random_uuid()",
                "latest_revision_id": "NULL",
                "live_revision_id": "NULL",
                "content_type_id": str(kind),
                "first_published_at": "now() - interval '1 year' - number * interval '1 minute'",
                "published_on": "NULL",
                "information_id": "NULL",
                "shared_from_id": "NULL",
            }
            values = ", ".join(own.get(name, f'model."{name}"') for name in names)
            key = "id" if table == "wagtailcore_page" else "page_ptr_id"
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(names)}) SELECT {values}"
                " FROM unnest(%s::bigint[], %s::text[], %s::int[], %s::text[]) AS place(first, path, depth, url_path)"
                f" CROSS JOIN generate_series(1, {each}) AS number"
                f" CROSS JOIN (SELECT * FROM {table} WHERE {key} = {model}) AS model",
                [
                    [1_000_000 + place * (each + 1) for place in range(len(columns))],
                    [path for _, path, _, _ in columns],
                    [depth for _, _, depth, _ in columns],
                    [url_path for _, _, _, url_path in columns],
                ],
            )
        cursor.execute(
            "INSERT INTO pagecache_cachedpage (host, path, page_id, tags, etag, is_front)"
            " SELECT 'default', substr(page.url_path, length(root.url_path)), page.id,"
            " ARRAY['page:' || page.id, 'name:' || root.id, 'menu:' || root.id, 'name:' || parent.id,"
            " 'below:' || parent.path], 'x', false"
            " FROM wagtailcore_page page JOIN wagtailcore_page parent ON parent.path = left(page.path, -4)"
            " JOIN wagtailcore_page root ON root.depth = 2 AND root.path = left(page.path, 8)"
            " WHERE page.id >= 1000000"
        )
        for settle in ("VACUUM ANALYZE", "CHECKPOINT"):  # or the database does it while pages are timed
            cursor.execute(settle)
        cursor.execute("SELECT count(*), (SELECT count(*) FROM cms_sitepage) FROM wagtailcore_page")
        pages, sites = cursor.fetchone()
    print(f"the ground: {sites} sites, {pages:,} pages, {each} articles in a column", flush=True)


@contextmanager
def _web(url: str, core: int) -> Iterator[int]:
    """The built-in server with one process, as `zhengtong web` starts it, kept to one core."""
    environment = os.environ | {
        "DATABASE_URL": url, "DATABASE_OWNER_URL": url, "PORT": str(PORT), "WEB_WORKERS": "1", "ALLOWED_HOSTS": "*",
    }  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, "-m", "zhengtong.project.commands", "web"],
        env=environment,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    try:
        _wait(PORT, "/healthz")
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def _nginx(path: str, core: int) -> Iterator[int]:
    """nginx with the sample's server and, on another port, one that knows nothing but the same page as a file."""
    home = ground.HOME / "nginx"
    shutil.rmtree(home, ignore_errors=True)
    (home / "static" / path.strip("/")).mkdir(parents=True)
    page = ground.HOME / "pages" / "default" / path.strip("/") / "index.html"
    shutil.copy(page, home / "static" / path.strip("/") / "index.html")
    sample = SAMPLE.read_text().replace("127.0.0.1:8000", f"127.0.0.1:{PORT}").replace("server_name", "server_name _")
    sample = sample.replace("listen 80;", f"listen 127.0.0.1:{NGINX_PORT};")
    (home / "portal.conf").write_text(sample.replace("/var/lib/zhengtong", str(ground.HOME)))
    user = "user root;" if os.getuid() == 0 else ""
    temporary = " ".join(
        f"{kind}_temp_path {home}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (home / "nginx.conf").write_text(
        f"{user} daemon off; worker_processes 1; pid {home}/pid; error_log {home}/error.log;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ types {{ text/html html; }} {temporary} sendfile on; tcp_nopush on; keepalive_requests 10000000;\n"
        f"server {{ listen 127.0.0.1:{STATIC_PORT}; root {home}/static; charset utf-8; access_log {home}/static.log; }}\n"
        f"include {home}/portal.conf; }}\n"
    )
    nginx = subprocess.Popen(
        [_programme("nginx"), "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")],
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    try:
        _wait(NGINX_PORT, path)
        yield nginx.pid
    finally:
        nginx.terminate()
        nginx.wait(30)


# -- what is measured ------------------------------------------------------------------------------------------------


def _cold(article: "ArticlePage") -> bool:  # noqa: F821
    """Made by the whole of Django, as for the first reader."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from zhengtong.cms.pagecache import baking

    paths = {"home page": "/", "article": baking.address_of(article).path}
    print(f"\nmade without a cache, median of {4 * TURNS}")
    kept = True
    for name, path in paths.items():
        address = baking.address_at("default", path)
        for _ in range(3):
            assert baking.asked(address).status_code == 200, path
        taken, spent = [], []
        for _ in range(4 * TURNS):
            began, processor = time.perf_counter(), time.process_time()
            baking.asked(address)
            taken.append(1000 * (time.perf_counter() - began))
            spent.append(1000 * (time.process_time() - processor))
        with CaptureQueriesContext(connection) as queries:
            size = len(baking.asked(address).content)
        milliseconds, count = COLD[name]
        is_kept = statistics.median(taken) <= milliseconds and len(queries) <= count
        kept &= is_kept
        print(
            f"{name:10} {statistics.median(taken):6.1f} ms ({statistics.median(spent):.1f} ms of it this processor's),"
            f" {len(queries):3} queries, {size:,} bytes   promise ≤ {milliseconds:.0f} ms, ≤ {count}  {_verdict(is_kept)}"
        )
    return kept


def _published(article: "ArticlePage") -> bool:  # noqa: F821
    """From the click to the last of the pages that show it, as readers are answered."""
    from django.db import transaction

    from zhengtong.cms.models import ArticlePage
    from zhengtong.cms.pagecache import baking, files

    baking.serve_here()
    baking.refresh_if_serving()
    where = baking.address_of(article).path
    column = baking.address_of(article.get_parent().specific).path
    beside = [
        f"{column}{slug}/"
        for slug in ArticlePage.objects.child_of(article.get_parent()).live().values_list("slug", flat=True)
    ]
    for path in (where, column, "/", *beside[:10], "/zwgk/", "/hdjl/"):
        _get(PORT, path)
    pages = files.root(ground.HOME)
    taken = []
    for turn in range(TURNS):
        before = {file: file.stat().st_mtime_ns for file in pages.rglob("index.html")}
        title = f"全县防汛抗旱工作会议召开（第{turn}次）"
        began = time.perf_counter()
        with transaction.atomic():
            page = ArticlePage.objects.get(pk=article.pk)
            page.title = title
            page.published_on = None
            page.is_pinned = True
            page.save_revision().publish()
        while any(title not in _get(PORT, path) for path in (where, column)):
            time.sleep(0.01)
        taken.append(time.perf_counter() - began)
        now = {file: file.stat().st_mtime_ns for file in pages.rglob("index.html")}
        touched = [file for file in now if now[file] != before.get(file)]
        wrong = [file for file in touched if title not in file.read_text()]
        gone = len(before.keys() - now.keys())
        for path in beside[:10]:
            _get(PORT, path)
    is_kept = max(taken) <= PROMISE_PUBLISHED and not wrong
    print(
        f"\npublished: readers see it after {statistics.median(taken):.2f} s (at most {max(taken):.2f} s) "
        f"  promise ≤ {PROMISE_PUBLISHED:.0f} s  {_verdict(is_kept)}\n"
        f"           {len(before)} pages on disk, {len(touched)} made anew, {gone} taken away until they are visited, "
        f"{len(wrong)} touched that do not show it"
    )
    return is_kept


def _answered(path: str, web: int, nginx: int, core: int) -> bool:
    servers = {
        STATIC: (STATIC_PORT, nginx),
        "nginx, from the page cache": (NGINX_PORT, nginx),
        "built-in server": (PORT, web),
    }
    for port, _ in servers.values():
        assert _get(port, path)
    rates: dict[str, list[float]] = {name: [] for name in servers}
    costs: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(TURNS):
        for name, (port, pid) in servers.items():
            before = _processor_time(pid)
            requests, rate = _wrk(port, path, core)
            rates[name].append(rate)
            costs[name].append(1e6 * (_processor_time(pid) - before) / requests)
    size = len(_get(PORT, path).encode())
    print(f"\nanswered: a page of {size:,} bytes, {CONNECTIONS} connections, median of {TURNS}, each {SECONDS} s")
    rate, cost = ({name: statistics.median(all_) for name, all_ in table.items()} for table in (rates, costs))
    kept = True
    for name in servers:
        ratio = statistics.median(mine / static for mine, static in zip(rates[name], rates[STATIC], strict=True))
        told = f"{name:27} {rate[name]:9,.0f}/s  {ratio:5.2f} ×   {cost[name]:5.1f} µs of processor"
        told += f" ({cost[STATIC] / cost[name]:.2f} ×)"
        if name in PROMISES:
            is_kept = ratio >= PROMISES[name]
            kept &= is_kept
            told += f"   promise ≥ {PROMISES[name]} ×  {_verdict(is_kept)}"
        print(told)
    return kept


def _long_article(article: "ArticlePage") -> str:  # noqa: F821
    """A page of about 25 KB, kept by the built-in server."""
    from django.db import transaction

    from zhengtong.cms.models import ArticlePage
    from zhengtong.cms.pagecache import baking

    page = ArticlePage.objects.get(pk=article.pk)
    path = baking.address_of(page).path
    for paragraphs in range(1, 400):
        page.body = [
            (
                "text",
                "<p>各乡镇、县直各单位要压实防汛责任，落实巡查值守，确保人民群众生命财产安全。</p>" * 8 * paragraphs,
            )
        ]
        if len(_bytes_of(page)) + 9_000 >= SIZE:
            break
    with transaction.atomic():
        page.save_revision().publish()
    baking.refresh_if_serving()
    _get(PORT, path)
    return path


def _bytes_of(page: "ArticlePage") -> bytes:  # noqa: F821
    return str(page.body.raw_data[0]["value"]).encode()


def _wrk(port: int, path: str, core: int) -> tuple[int, float]:
    address = f"http://localhost:{port}{path}"
    command = [_programme("wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", address]
    told = subprocess.run(
        command, capture_output=True, text=True, check=True, preexec_fn=lambda: os.sched_setaffinity(0, {core})
    ).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    return int(re.search(r"(\d+) requests in", told)[1]), float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def _get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("localhost", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return text if answer.status == 200 else ""


def _processor_time(pid: int) -> float:
    server = psutil.Process(pid)
    times = [process.cpu_times() for process in (server, *server.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def _wait(port: int, path: str) -> None:
    for _ in range(600):
        try:
            _get(port, path)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing answers at port {port}")


def _programme(name: str) -> str:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin") or ""


def _install(*packages: str) -> bool:
    """nginx and wrk from Debian, where apt-get may."""
    if shutil.which("apt-get") and os.getuid() == 0:
        print(f"installing Debian packages for the bench: {' '.join(packages)}", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", *packages], check=True, env=quiet, stdout=subprocess.DEVNULL)
        return True
    print(f"this bench needs {' and '.join(packages)}: sudo apt-get install {' '.join(packages)}", file=sys.stderr)
    return False


def _verdict(is_kept: bool) -> str:
    return "PASS" if is_kept else "FAIL"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
