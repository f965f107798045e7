import argparse
from pathlib import Path


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "backup",
        help="备份数据库和材料到一个文件，运行中也可以备份",
        description="把数据库和全部材料备份到一个文件，带清单和摘要；系统运行中也可以执行，内容是同一时刻的。",
    )
    parser.add_argument("file", type=Path, metavar="文件", help="备份文件，以 .tar.gz 或 .tar 结尾")
    parser.add_argument("--with-secret", action="store_true", help="连同主密钥一起备份，备份文件须按密钥保管")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from .. import env, ready, screen

    with ready.platform() as addresses:
        from .. import backup

        facts = backup.back_up(args.file.absolute(), addresses.owner, datetime.now(UTC), with_secret=args.with_secret)
    screen.say(f"已备份到 {args.file}，含流水 {facts['journal']['entries']} 条。")
    if args.with_secret:
        screen.say("备份里有主密钥：得到这个文件的人可以读出全部证件号码和电话，请按密钥保管。")
    else:
        screen.say(f"备份里没有主密钥：请另行保管 {env.secret_file()}，没有它，恢复后加密的证件号码和电话无法读取。")
    return 0
