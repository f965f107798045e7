import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "demo",
        help="载入安福县示范数据，可重复执行",
        description="载入安福县的区划、机构、人员、日历、表单和事项，已有的不重复载入。环境变量 DEMO=0 时人员账号没有口令，不能登录。",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from .. import env, ready, screen

    with ready.platform(as_owner=True, is_new=True) as addresses:
        from .. import county, migration

        migration.migrate(addresses)
        county.load(env.home(), datetime.now(UTC))
    screen.say("示范数据已载入。")
    return 0
