import argparse

from .parser import Parser


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "search",
        help="站内搜索：重建索引、试搜",
        description="站内搜索的索引随发布自动更新；换了词库（data/search）或者恢复了数据以后重建一次。",
    )
    commands = parser.add_subparsers(metavar="命令", title="命令", required=True, parser_class=Parser)
    rebuild = commands.add_parser(
        "rebuild", help="重建索引", description="按各部门已经公开的内容重建全部索引。重建期间仍可搜索原有内容。"
    )
    rebuild.set_defaults(run=run_rebuild)
    ask = commands.add_parser("ask", help="试搜一次", description="搜索并列出前十条结果和用时。")
    ask.add_argument("words", metavar="词语", help="例如 低保")
    ask.set_defaults(run=run_ask)


def run_rebuild(args: argparse.Namespace) -> int:
    from .. import ready, screen

    with ready.platform():
        from django.utils import timezone

        from .. import search_feed

        with screen.console.status("正在重建索引…"):
            count = search_feed.rebuild(by="console", at=timezone.now())
    screen.say(f"索引已重建，共 {count} 条。")
    return 0


def run_ask(args: argparse.Namespace) -> int:
    import time

    from .. import ready, screen

    with ready.platform():
        from django.utils import timezone

        from zhengtong.search.queries import Query, find

        began = time.perf_counter()
        found = find(Query(text=args.words), at=timezone.now())
        taken = 1000 * (time.perf_counter() - began)
    screen.table(
        f"“{args.words}”共 {found.total} 条，{taken:.0f} 毫秒",
        ("类别", "标题", "地址"),
        [(hit.kind_label, hit.title, hit.url) for hit in found.hits],
    )
    if found.suggestion:
        screen.say(f"您要找的是不是：{found.suggestion}")
    return 0 if found.hits else 1
