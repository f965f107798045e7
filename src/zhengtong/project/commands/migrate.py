import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "migrate",
        help="把数据库结构更新到当前版本",
        description="以所有者身份更新数据库结构，并重新授予应用角色权限。zhengtong up 会自动执行。",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from .. import ready, screen

    with ready.platform(as_owner=True, is_new=True) as addresses:
        from .. import migration

        with screen.console.status("正在更新数据库结构…"):
            applied = migration.migrate(addresses)
    screen.say(f"数据库结构已更新（{applied} 项）。" if applied else "数据库结构已是当前版本。")
    return 0
