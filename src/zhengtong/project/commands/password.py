import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "password",
        help="在控制台为一个账号设置密码",
        description="为一个账号设置密码，本人下次登录后应当修改。用于首次启用安全管理员账号，记入流水。密码从键盘输入，不显示；也可以从标准输入读取一行。",
    )
    parser.add_argument("username", metavar="用户名")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import getpass
    import sys
    from datetime import UTC, datetime

    from .. import ready, screen

    with ready.platform():
        from .. import accounts

        password = getpass.getpass("新密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        user = accounts.open_account(args.username, password, at=datetime.now(UTC))
    screen.say(f"账号 {user.username} 的密码已设置。")
    return 0
