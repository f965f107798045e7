import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "django",
        help="执行 Django 管理命令（供工程师使用）",
        description="带着数据库执行 Django 管理命令，例如 zhengtong django showmigrations。",
    )
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="参数", help="传给 Django 的参数")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from .. import ready

    with ready.platform(as_owner=True, is_new=True):
        from django.core.management import execute_from_command_line

        execute_from_command_line(["zhengtong django", *args.arguments])
    return 0
