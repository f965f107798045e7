import argparse
import json
from datetime import date, datetime, time
from typing import Any

from .parser import Parser


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("supervise", help="电子监察：回放规则、时点报告", description="电子监察。")
    commands = parser.add_subparsers(metavar="命令", title="命令", required=True, parser_class=Parser)
    replay = commands.add_parser(
        "replay", help="回放一段时间：现行规则会发出哪些预警、黄牌、红牌", description="回放只计算，不写入任何内容。"
    )
    replay.add_argument(
        "--from", dest="first", required=True, type=_moment_of_start, metavar="日期", help="起（含当日）"
    )
    replay.add_argument("--to", dest="last", required=True, type=_moment_of_end, metavar="日期", help="止（含当日）")
    replay.add_argument("--rule", action="append", default=[], metavar="编号", help="只回放这条规则，可以重复")
    replay.add_argument("--json", action="store_true", help="输出 JSON，附涉及的事项")
    replay.set_defaults(run=run_replay)
    report = commands.add_parser(
        "report",
        help="某一时点各事项的状态",
        description="按事项自身的记录，报告某一时点：正常、预警、黄牌、红牌、无法判定。只写日期的，指当日终了。",
    )
    report.add_argument(
        "--as-of", required=True, type=_moment_of_end, metavar="时点", help="2026-11-23 或者带时区的时刻"
    )
    report.add_argument("--system", required=True, metavar="编码", help="外部系统编码；本县业务为 county")
    report.add_argument("--json", action="store_true", help="输出 JSON，附每类事项的编号")
    report.set_defaults(run=run_report)


def run_replay(args: argparse.Namespace) -> int:
    from .. import ready

    with ready.platform():
        from zhengtong.foundation.errors import Refusal
        from zhengtong.supervision import rulebooks
        from zhengtong.supervision.actions import replaying, watching

        now = _catch_up(watching)
        known = {rule.code for rule in rulebooks.rulebook().rules}
        unknown = [code for code in args.rule if code not in known]
        if unknown:
            raise Refusal("no-rule", f"没有编号为“{'、'.join(unknown)}”的监察规则。")
        if args.last < args.first:
            raise Refusal("period-turned", "回放的结束日期早于开始日期。")
        result = replaying.replay(args.first, min(args.last, now), rules=args.rule)
    if args.json:
        _print_json(
            {
                "from": args.first.isoformat(),
                "to": args.last.isoformat(),
                "matters": result.matters,
                **result.now.as_dict(),
                "affected": [
                    {"ref": each.ref, "subject": each.subject, "rule": each.rule, "level": each.level,
                     "moment": each.moment.isoformat()}
                    for each in result.now.affected
                ],
            }
        )  # fmt: skip
        return 0
    told = result.now.as_dict()
    print(f"回放 {args.first:%Y-%m-%d} 至 {args.last:%Y-%m-%d}：事项 {result.matters} 件")
    print(f"预警 {told['warning']}，黄牌 {told['yellow']}，红牌 {told['red']}")
    for code, levels in told["rules"].items():
        print(f"  {code}  预警 {levels['warning']}  黄牌 {levels['yellow']}  红牌 {levels['red']}")
    for code, count in told["undetermined"].items():
        print(f"  {code}  无法判定 {count}")
    return 0


def run_report(args: argparse.Namespace) -> int:
    from .. import ready

    with ready.platform():
        from zhengtong.foundation.errors import Refusal
        from zhengtong.supervision import reports
        from zhengtong.supervision.actions import watching

        _catch_up(watching)
        known = reports.systems()
        if args.system not in known:
            there = "、".join(sorted(known)) or "（尚无任何事项）"
            raise Refusal("no-system", f"没有系统“{args.system}”的监察事项。已有：{there}。")
        told = reports.standing(args.as_of, args.system)
    if args.json:
        _print_json(told)
        return 0
    counts = told["counts"]
    print(f"{args.system} 截至 {args.as_of:%Y-%m-%d %H:%M}：事项 {told['matters']} 件，在办 {told['open']} 件")
    print(
        f"正常 {counts['on_time']}，预警 {counts['warned']}，黄牌 {counts['yellow']}，红牌 {counts['red']}，"
        f"无法判定 {counts['undeterminable']}"
    )
    for name, label in (("red", "红牌"), ("yellow", "黄牌"), ("undeterminable", "无法判定")):
        for ref in told["refs"][name]:
            print(f"  {label}  {ref}")
    return 0


def _catch_up(watching: Any) -> datetime:
    """What has been told by now belongs in the answer, whether or not a worker runs."""
    from django.utils import timezone

    now = timezone.now()
    watching.catch_up(now)
    return now


def _moment_of_start(text: str) -> datetime:
    return _moment(text, time.min)


def _moment_of_end(text: str) -> datetime:
    return _moment(text, time.max)


def _moment(text: str, of_day: time) -> datetime:
    from legalclock import SHANGHAI

    try:
        if "T" not in text and " " not in text.strip():
            return datetime.combine(date.fromisoformat(text.strip()), of_day, SHANGHAI)
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-23") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=SHANGHAI)


def _print_json(content: dict[str, Any]) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2))
