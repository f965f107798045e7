import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "hub",
        help="只启动直播分发（通常由 up 启动）",
        description="只启动直播分发进程：把文字直播逐条送到每个浏览器，监听 BIND 的 HUB_PORT 端口。"
        "可以在几台机器上同时运行，前面用 nginx 汇合。",
    )
    parser.add_argument("--number", type=int, default=1, metavar="N", help="本机的第几个分发进程，默认 1")
    parser.add_argument(
        "--proxy", action="append", default=[], metavar="地址", help="信任这个代理服务器（本机的总是信任），可写几个"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import os

    from livehub.__main__ import main

    from .. import database, env

    options = ["--bind", env.read("BIND"), "--port", str(env.hub_port()), "--number", str(args.number)]
    if env.number("HUBS", 1, 64) > 1:
        options.append("--share-port")
    options += [f"--host={host}" for host in env.allowed_hosts()]
    options += [f"--proxy={address}" for address in args.proxy]
    with database.available(env.home()):
        return main(options, os.environ["DATABASE_URL"])
