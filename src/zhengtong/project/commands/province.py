import argparse
from pathlib import Path

from .parser import Parser


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "province",
        help="省级对接：状况、对账、模拟平台",
        description="与省级统一监察平台的对接。平台地址由环境变量 PROVINCE_URL 设定，协议见 docs/province-docking.md。",
    )
    commands = parser.add_subparsers(metavar="命令", title="命令", required=True, parser_class=Parser)
    status = commands.add_parser(
        "status", help="链路状况", description="链路状况：最近成功、在途、退回。有告警时退出码为 1。"
    )
    status.add_argument("--json", action="store_true", help="输出 JSON")
    status.set_defaults(run=show_status)
    reconcile = commands.add_parser(
        "reconcile",
        help="与省平台对账",
        description="与省平台对账并列出差异，默认对昨天。有差异或对不了账时退出码为 1。",
    )
    reconcile.add_argument("--day", metavar="日期", help="例如 2026-11-22")
    reconcile.set_defaults(run=compare)
    simulate = commands.add_parser(
        "simulate",
        help="启动模拟省平台（演示和测试用）",
        description="启动模拟省平台，只在本机监听，Ctrl-C 停止。不需要数据库。",
    )
    simulate.add_argument("--port", type=int, default=8090, metavar="端口", help="默认 8090；0 为任一空闲端口")
    simulate.add_argument("--state", type=Path, metavar="文件", help="把收到的报文存入文件，重启后仍在")
    simulate.set_defaults(run=simulate_platform)


def show_status(args: argparse.Namespace) -> int:
    import json
    from datetime import datetime

    from .. import ready, screen

    with ready.platform():
        from django.utils import timezone

        from zhengtong.exchange.province import queries

        found = queries.status(timezone.now())
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        named = f"{found['platform'] or '还没有应答过'}{'，是模拟平台' if found['is_simulator'] else ''}"
        last = datetime.fromisoformat(found["last_success_at"]).astimezone() if found["last_success_at"] else None
        rejected = "、".join(f"{code} {count} 条" for code, count in found["rejected"].items())
        screen.table(
            "省级对接",
            ("项目", "状况"),
            [
                ("链路", found["sentence"]),
                ("平台", named if found["is_configured"] else "—"),
                ("在途", f"{found['waiting']} 条"),
                ("退回", rejected or "没有"),
                ("最近成功", f"{last:%Y-%m-%d %H:%M:%S}" if last else "—"),
                ("未处理的对账差异", str(found["open_differences"])),
            ],
        )
    return 1 if found["is_alarming"] else 0


def compare(args: argparse.Namespace) -> int:
    from datetime import date, timedelta

    from .. import ready, screen
    from ..faults import SettingFault

    try:
        day = date.fromisoformat(args.day) if args.day else None
    except ValueError as error:
        raise SettingFault(f"日期“{args.day}”不正确，应写成 2026-11-22 这样。") from error
    with ready.platform():
        from django.utils import timezone

        from zhengtong.exchange.province import actions

        at = timezone.now()
        found = actions.reconcile(day or timezone.localdate(at) - timedelta(days=1), by=None, at=at)
        rows = [
            (each.get_kind_display(), each.get_object_type_display(), each.object_id)
            for each in found.differences.order_by("object_type", "object_id")
        ]
    if found.fault:
        screen.say(f"{found.day} 没有对成账：{found.fault}")
        return 1
    screen.say(
        f"{found.day}：本县 {found.ours} 个对象，省平台 {found.theirs} 个，未确认 {found.under_way} 个，差异 {len(rows)} 个。"
    )
    if rows:
        screen.table("差异", ("差异", "内容", "对象"), rows)
    return 1 if rows else 0


def simulate_platform(args: argparse.Namespace) -> int:
    import signal

    from zhengtong.exchange.province import simulator

    from .. import screen
    from ..faults import Fault

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    try:
        server = simulator.serve(args.port, args.state)
    except OSError as error:
        raise Fault(f"端口 {args.port} 不能使用（{error.strerror}）。") from error
    signal.signal(signal.SIGTERM, stop)
    screen.line(f"模拟省平台：http://127.0.0.1:{server.server_address[1]}")
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
    return 0
