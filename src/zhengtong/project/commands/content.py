import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from .parser import Parser

BROKEN = 1
"""Some rows were broken; everything else is in."""
_MOST_SHOWN = 50


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("content", help="导入原网站的历史内容", description="网站内容。")
    commands = parser.add_subparsers(metavar="命令", title="命令", required=True, parser_class=Parser)
    into = commands.add_parser(
        "import",
        help="导入一个文件夹或者文件",
        description="导入原网站的历史内容：文件夹、zip、xlsx、CSV、JSON、WordPress导出文件（xml）、html、md、txt。"
        "稿件按原发布时间公开，图片和附件一并导入，原地址永久转到新地址；此前导入过的不再导入。"
        "退出码：0 全部导入，1 有的有误（逐条列出，其余照常导入），2 没有导入。",
    )
    into.add_argument("source", type=Path, metavar="文件夹或文件")
    into.add_argument("--site", required=True, metavar="站点", help="站点的路径名，例如 portal、mz")
    into.add_argument("--by", required=True, metavar="用户名", help="以谁的名义导入，须是网站管理员")
    into.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    into.add_argument(
        "--mapping", type=Path, metavar="文件", help="栏目对应（YAML 或 JSON）：原栏目名: 现栏目的名称或路径"
    )
    into.add_argument("--assets", type=Path, metavar="文件夹", help="表格里的图片和附件所在的文件夹")
    into.add_argument("--json", action="store_true", help="输出 JSON")
    into.set_defaults(run=import_content)


def import_content(args: argparse.Namespace) -> int:
    from .. import ready, screen
    from ..faults import SettingFault

    mapping = _mapping(args.mapping) if args.mapping else {}
    with ready.platform(), tempfile.TemporaryDirectory() as spare:
        from django.utils import timezone

        from zhengtong.cms.legacy import actions, reading
        from zhengtong.cms.models import SitePage
        from zhengtong.foundation.errors import Refusal
        from zhengtong.org.models import Staff

        site = SitePage.objects.filter(slug=args.site).select_related("unit__region", "collection").first()
        by = Staff.objects.filter(user__username=args.by, left_on=None).select_related("user", "unit").first()
        if site is None:
            raise SettingFault(f"没有路径名为“{args.site}”的站点。")
        if by is None:
            raise SettingFault(f"没有用户名为“{args.by}”的在职工作人员。")
        try:
            source = args.source
            if source.suffix.lower() == ".zip":
                source = reading.unpack(source, Path(spare))
            root = args.assets or (source if source.is_dir() else source.parent)
            act = actions.try_import if args.dry_run else actions.import_content
            report = act(reading.records(source), site=site, by=by, at=timezone.now(), root=root, columns=mapping)
        except Refusal as refusal:
            raise SettingFault(refusal.sentence) from refusal
    if args.json:
        print(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
    else:
        _print(report, screen)
    return BROKEN if report.count("broken") else 0


def _mapping(path: Path) -> dict[str, str]:
    import yaml

    from ..faults import SettingFault

    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingFault(f"栏目对应文件 {path} 读不出来。") from error
    if not isinstance(loaded, dict):
        raise SettingFault(f"栏目对应文件 {path} 应当是“原栏目名: 现栏目”的列表。")
    return {str(old): str(new) for old, new in loaded.items()}


def _print(report: Any, screen: Any) -> None:
    done = "检查完毕，没有写入" if report.is_trial else "导入完毕"
    screen.say(
        f"{done}：新增 {report.count('new')} 条，此前已导入 {report.count('known')} 条，"
        f"有误 {report.count('broken')} 条，另有 {report.warned} 条需要留意。"
    )
    shown = [row for row in report.rows if row.notes]
    if shown:
        table = [(row.where, row.title[:30], "；".join(row.notes)) for row in shown[:_MOST_SHOWN]]
        screen.table("需要处理的内容", ("位置", "标题", "说明"), table)
    if len(shown) > _MOST_SHOWN:
        screen.line(f"另有 {len(shown) - _MOST_SHOWN} 条，用 --json 查看全部。")
