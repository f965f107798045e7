import argparse
from pathlib import Path


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "tables-sql",
        help="根据迁移生成 project/tables.sql（开发用）",
        description="在临时的空数据库里逐项执行全部迁移，把得到的表结构写成一个文件，首次启动时直接使用。",
    )
    parser.add_argument("--output", type=Path, metavar="文件", help="写到别处")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from .. import tables
    from ..faults import SettingFault

    path = args.output or tables.FILE
    text = tables.written()
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingFault(f"{path} 写不进去（{error.strerror}）。") from error
    print(f"已写入 {path}。")
    return 0
