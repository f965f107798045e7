import argparse
from pathlib import Path

BLOCKING_THREADS = 4
"""Requests worked on at once in one process, so also its connections to the database."""
CONNECTIONS = 1024
"""Open connections a process holds; most of them are browsers keeping one for their next click."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "web",
        help="只启动网站（通常由 up 启动）",
        description="只启动网站进程，用于把网站、后台任务和数据库分开部署。",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from granian import Granian
    from granian.constants import Interfaces

    from zhengtong.cms.pagecache import files, rules

    from .. import database, env

    pages = files.root(env.home())
    files.clear_unless(pages, files.version_of(Path(__file__).parents[2]))
    files.show_default(pages, rules.named(env.allowed_hosts(), env.public_url()))
    with database.available(env.home()):
        Granian(
            "zhengtong.project.wsgi:application",
            address=env.read("BIND"),
            port=env.port(),
            interface=Interfaces.WSGI,
            workers=env.number("WEB_WORKERS", 1, 64),
            websockets=False,
            blocking_threads=BLOCKING_THREADS,
            backlog=2 * CONNECTIONS,
            backpressure=CONNECTIONS,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
        ).serve()
    return 0
