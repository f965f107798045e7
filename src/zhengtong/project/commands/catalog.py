import argparse
from pathlib import Path

from .parser import BAD_INPUT, Parser


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "catalog", help="导出或者批量导入事项（xlsx、yaml、zip）", description="事项库的导出和批量导入。"
    )
    commands = parser.add_subparsers(metavar="命令", title="命令", required=True, parser_class=Parser)
    out = commands.add_parser(
        "export",
        help="导出在用的事项",
        description="导出在用的事项，按文件名的结尾决定格式：.xlsx 工作簿，.zip 每项一个 YAML。",
    )
    out.add_argument("file", type=Path, metavar="文件", help="以 .xlsx 或 .zip 结尾")
    out.add_argument("--unit", metavar="单位", help="只导出一个单位，例如 MZ")
    out.set_defaults(run=export_items)
    into = commands.add_parser(
        "import",
        help="把文件里的事项导入为草稿",
        description="把 xlsx、yaml 或 zip 里的事项导入为草稿，有问题的逐行列出，不影响其余事项。有问题时退出码为 1。",
    )
    into.add_argument("file", type=Path, metavar="文件")
    into.add_argument("--by", required=True, metavar="用户名", help="以谁的名义导入，需要导入事项的权限")
    into.add_argument("--check", action="store_true", help="只检查，不写入")
    into.set_defaults(run=import_items)


def export_items(args: argparse.Namespace) -> int:
    from .. import ready, screen

    suffix = args.file.suffix.lower()
    if suffix not in (".xlsx", ".zip"):
        screen.line(f"导出文件应以 .xlsx 或 .zip 结尾，现在是“{args.file.name}”。")
        return BAD_INPUT
    with ready.platform():
        from zhengtong.catalog import interchange, queries

        versions = queries.published_items().select_related("item").order_by("item__code")
        if args.unit:
            versions = versions.filter(item__unit__code=args.unit)
        entries = [
            interchange.Entry(one.content, one.item.state, one.item.cancelled_on, one.item.cancel_basis)
            for one in versions
        ]
        args.file.write_bytes((interchange.to_workbook if suffix == ".xlsx" else interchange.to_zip)(entries))
    screen.say(f"已导出 {len(entries)} 个事项到 {args.file}。")
    return 0


def import_items(args: argparse.Namespace) -> int:
    from .. import ready, screen
    from ..faults import SettingFault

    try:
        data = args.file.read_bytes()
    except OSError as error:
        raise SettingFault(f"文件 {args.file} 读不出来（{error.strerror}）。") from error
    with ready.platform():
        from django.utils import timezone

        from zhengtong.catalog import actions, importing
        from zhengtong.org.models import Staff

        by = Staff.objects.filter(user__username=args.by, left_on=None).select_related("unit", "user").first()
        if by is None:
            raise SettingFault(f"没有用户名为“{args.by}”的工作人员。")
        if args.check:
            report = importing.check_import(args.file.name, data, by=by)
        else:
            report = actions.import_items(args.file.name, data, by=by, at=timezone.now())
    if report.faults:
        screen.table("需要修改的地方", ("位置", "问题"), [(fault.place, fault.sentence) for fault in report.faults])
    done = "可以导入" if args.check else "已导入为草稿"
    screen.say(f"{done} {len(report.to_write)} 个事项，{report.refused} 个有问题。")
    return 1 if report.faults else 0
