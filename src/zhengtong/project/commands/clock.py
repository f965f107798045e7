import argparse

from legalclock.command import ChineseParser, add_due_parser


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "clock",
        help="期限计算，例如 clock due --start 2025-09-26 --limit 5wd",
        description="按法定工作日历推算期限，不需要数据库；--county 改用本县维护的日历。",
    )
    commands = parser.add_subparsers(metavar="命令", title="命令", required=True, parser_class=ChineseParser)
    due = add_due_parser(commands)
    due.add_argument("--county", action="store_true", help="使用本县日历和作息时间（需要已启动过的数据目录）")
    due.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import sys

    from legalclock import anfu_office_hours, china_calendar
    from legalclock.command import run_due

    if not args.county:
        return run_due(args, china_calendar().with_office_hours(anfu_office_hours()), sys.stdout)

    from .. import ready

    with ready.platform():
        from zhengtong.timers import queries

        return run_due(args, queries.calendar(), sys.stdout)
