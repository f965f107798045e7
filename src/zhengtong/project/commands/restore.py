import argparse
from pathlib import Path

from .parser import BAD_INPUT


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "restore",
        help="从备份文件恢复到空的数据目录",
        description="从备份文件恢复到空的数据目录：先核对全部摘要，再恢复数据库和材料，最后校验流水。目录不空时拒绝执行。",
    )
    parser.add_argument("file", type=Path, metavar="文件", help="zhengtong backup 生成的文件")
    parser.add_argument("--yes", action="store_true", help="确认恢复")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from .. import env, restoring, screen

    if not args.yes:
        screen.line(f"将把 {args.file} 恢复到 {env.home()}，确认请加 --yes。")
        return BAD_INPUT
    verdict = restoring.restore(args.file.absolute())
    screen.say("恢复完成，用 zhengtong up 启动。" if verdict.ok else "数据已恢复，但流水校验没有通过，请先查明原因。")
    return 0 if verdict.ok else 1
