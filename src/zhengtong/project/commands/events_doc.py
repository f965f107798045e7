import argparse
from pathlib import Path


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "events-doc",
        help="根据代码生成 docs/events.md（开发用）",
        description="列出流水的全部事件种类，写入 docs/events.md。",
    )
    parser.add_argument("--output", type=Path, metavar="文件", help="写到别处")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from .. import events
    from ..faults import SettingFault

    path = args.output or events.PAGE
    try:
        path.write_text(events.page(), encoding="utf-8")
    except OSError as error:
        raise SettingFault(f"{path} 写不进去（{error.strerror}）。") from error
    print(f"已写入 {path}。")
    return 0
