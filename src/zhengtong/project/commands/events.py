import argparse
from pathlib import Path
from typing import Any

from .parser import Parser

QUARANTINED = 2
"""Something of the file was set aside, or the file was not whole; the rest is imported."""
_MOST_SHOWN = 50


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "events", help="导入外部系统的事件文件（XES、CSV、xlsx）", description="外部系统的事件。"
    )
    commands = parser.add_subparsers(metavar="命令", title="命令", required=True, parser_class=Parser)
    into = commands.add_parser(
        "import",
        help="导入一个文件",
        description="导入外部系统的一个文件：XES 日志（.xes、.xes.gz）、CSV、xlsx。同一文件再次导入不会增加任何内容。"
        "个别数据有误的，隔离并说明原因，其余照常导入。退出码：0 已导入，1 未导入，2 文件不完整（完整部分已导入）；"
        "加 --strict 时，有数据被隔离也退出 2。",
    )
    into.add_argument("file", type=Path, metavar="文件")
    into.add_argument("--system", required=True, metavar="编码", help="外部系统编码，未登记的自动登记")
    into.add_argument("--mapping", type=Path, metavar="文件", help="字段映射（YAML 或 JSON），保存后下次自动使用")
    into.add_argument("--strict", action="store_true", help="有数据被隔离时退出码为 2")
    into.add_argument("--json", action="store_true", help="输出 JSON")
    into.set_defaults(run=import_events)


def import_events(args: argparse.Namespace) -> int:
    from .. import ready

    mapping = _mapping(args.mapping) if args.mapping else None
    with ready.platform():
        from django.utils import timezone

        from zhengtong.exchange.actions import import_file
        from zhengtong.exchange.models import OutsideSystem
        from zhengtong.supervision.actions import watching

        is_new = not OutsideSystem.objects.filter(code=args.system).exists()
        file, outcome = import_file(args.file, system=args.system, mapping=mapping, by=None, at=timezone.now())
        watching.catch_up(timezone.now())
    if args.json:
        _print_json(file, outcome, is_new)
    else:
        _print(file, outcome, is_new)
    return QUARANTINED if file.problem or (args.strict and outcome.quarantined) else 0


def _mapping(path: Path) -> Any:
    import yaml

    from ..faults import SettingFault

    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))  # JSON is YAML
    except OSError as error:
        raise SettingFault(f"映射文件 {path} 读不出来（{error.strerror}）。") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise SettingFault(f"映射文件 {path} 不是 YAML 或 JSON。") from error


def _print(file: Any, outcome: Any, is_new: bool) -> None:
    from .. import screen

    if is_new:
        screen.say(f"外部系统“{file.system.code}”是第一次导入，已按此编码登记，名称和责任单位可在监察台修改。")
    screen.say(
        f"{file.file_name}：{file.matters} 件，{file.events} 条记录；新增 {file.accepted} 条事件，"
        f"{file.duplicates} 条此前已收到，{file.quarantined} 条被隔离。导入编号 {file.ref}，映射 {file.mapping}。"
    )
    if file.problem:
        screen.say(file.problem)
    if outcome.quarantined:
        shown = outcome.quarantined[:_MOST_SHOWN]
        screen.table("被隔离的数据", ("行", "原因"), [(str(line.position), line.sentence) for line in shown])
        if len(shown) < len(outcome.quarantined):
            screen.line(f"另有 {len(outcome.quarantined) - len(shown)} 条，见监察台“外部系统”。")


def _print_json(file: Any, outcome: Any, is_new: bool) -> None:
    import json

    told = {
        "import": file.ref, "system": file.system.code, "registered": is_new, "file": file.file_name,
        "state": file.state, "matters": file.matters, "events": file.events, "accepted": file.accepted,
        "duplicates": file.duplicates, "quarantined": file.quarantined, "problem": file.problem,
        "mapping": {"name": file.mapping.name, "version": file.mapping.version, "spec": file.mapping.spec},
        "lines": [{"line": line.position, "code": line.code, "reason": line.sentence} for line in outcome.quarantined],
    }  # fmt: skip
    print(json.dumps(told, ensure_ascii=False, indent=2))
