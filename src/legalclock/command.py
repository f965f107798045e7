"""`clock due` on the command line: parse, compute, write. Reads no clock and no file; the caller has the calendar."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO, TypeVar

from legalclock.budget import Budget, Unit
from legalclock.calendar import Calendar
from legalclock.clock import Clock
from legalclock.errors import ClockError
from legalclock.extension import Extension
from legalclock.hours import OfficeHours, anfu_office_hours, parse_sessions
from legalclock.moments import local, parse_day, parse_moment
from legalclock.suspension import Suspension, SuspensionGround

if TYPE_CHECKING:
    from argparse import _SubParsersAction

BAD_INPUT = 2
Parser = TypeVar("Parser", bound=argparse.ArgumentParser)


class ChineseParser(argparse.ArgumentParser):
    """An argument parser that refuses in Chinese, in one sentence, with exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{_in_chinese(message)}\n")


def _in_chinese(message: str) -> str:
    option = message.split("argument ", 1)[-1].split(":", 1)[0] if message.startswith("argument ") else ""
    if "expected one argument" in message:
        return f"选项 {option} 缺少取值，或者取值以“-”开头；期限须为大于零的整数，例如 --limit 20wd。"
    if message.startswith("unrecognized arguments:"):
        return f"无法识别的参数：{message.split(':', 1)[1].strip()}。"
    if "invalid choice" in message or "required" in message:
        return "请指明要做什么，例如：due --start 2025-09-26 --limit 5wd。"
    return f"参数不正确：{message}。"


def add_due_parser(subparsers: _SubParsersAction[Parser]) -> Parser:
    """Add `due` to a group of subcommands."""
    parser = subparsers.add_parser("due", help="推算期限届满日", description="推算期限届满日，并可逐日说明理由。")
    parser.add_argument("--start", metavar="日期", help="起算日，如 2025-09-26；工作小时须带时刻，如 2026-03-02T09:00")
    parser.add_argument("--limit", metavar="期限", help="期限：20wd 工作日、60d 自然日、3m 月、2wh 工作小时")
    parser.add_argument(
        "--suspend",
        metavar="起:止:事由",
        action="append",
        default=[],
        help="特别程序，如 2025-09-29:2025-10-11:hearing；止日恢复计入，留空表示尚未恢复；可多次填写。事由："
        + "、".join(f"{ground.value}（{ground.label}）" for ground in SuspensionGround),
    )
    parser.add_argument(
        "--extend", metavar="期限", action="append", default=[], help="批准延长的期限，如 10wd；可多次填写"
    )
    parser.add_argument(
        "--hours", metavar="作息", help="作息时间，如 08:30-12:00,14:30-17:30；anfu 表示安福县作息（含夏季）"
    )
    parser.add_argument("--explain", action="store_true", help="逐日说明为何计入或者不计入")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    return parser


def add_clock_parser(subparsers: _SubParsersAction[Parser]) -> Parser:
    """Add `clock` with its subcommand `due`, for a larger command line; run it with `run_due`."""
    parser = subparsers.add_parser("clock", help="期限计算", description="按法定工作日历计算期限。")
    commands = parser.add_subparsers(dest="clock_command", required=True, parser_class=ChineseParser, metavar="命令")
    add_due_parser(commands)
    return parser


def clock_from(args: argparse.Namespace) -> Clock:
    """The clock the arguments describe; `ClockError` for anything that cannot be meant."""
    if not args.start:
        raise ClockError("no-start", "请用 --start 填写起算日，例如 --start 2025-09-26。")
    if not args.limit:
        raise ClockError("no-limit", "请用 --limit 填写期限，例如 --limit 20wd。")
    limit = Budget.parse(args.limit)
    timed = "T" in args.start.upper() or " " in args.start.strip()
    moment = parse_moment(args.start) if timed else None
    day = local(moment).date() if moment else parse_day(args.start)
    if limit.unit is Unit.WORK_HOURS and moment is None:
        raise ClockError("start-needs-time", "按工作小时计算须有起算时刻，例如 --start 2026-03-02T09:00。")
    return Clock(
        day,
        statutory=limit,
        suspensions=tuple(_suspension(text) for text in args.suspend),
        extensions=tuple(Extension(Budget.parse(text), "", day, "") for text in args.extend),
        started_at=moment,
    )


def _suspension(text: str) -> Suspension:
    parts = text.replace("：", ":").split(":")
    if len(parts) != 3:
        raise ClockError(
            "bad-suspension", f"特别程序“{text}”不正确，请按“起:止:事由”填写，例如 2025-09-29:2025-10-11:hearing。"
        )
    first, resumes, ground = parts
    return Suspension(parse_day(first), parse_day(resumes) if resumes else None, SuspensionGround.parse(ground), "")


def _calendar(args: argparse.Namespace, calendar: Calendar) -> Calendar:
    if not args.hours:
        return calendar
    hours = anfu_office_hours() if args.hours == "anfu" else OfficeHours(parse_sessions(args.hours))
    return calendar.with_office_hours(hours)


def run_due(args: argparse.Namespace, calendar: Calendar, out: TextIO, err: TextIO | None = None) -> int:
    """Write the answer to `out` and return 0; for bad input write one Chinese sentence to `err` (stderr) and return 2.

    `--json` writes one object: `due` (ISO day or null), `at`, `provisional`, `determined`, `open_ended`, `reason`,
    `earliest`, `latest`, `calendar_version`, `statement`, and with `--explain` also `total` and `days`.
    """
    try:
        explanation = clock_from(args).explain("statutory", _calendar(args, calendar))
    except ClockError as refusal:
        print(refusal.sentence, file=err or sys.stderr)
        return BAD_INPUT
    statement = explanation.summary.removeprefix("法定时限")
    if args.json:
        answer = {**explanation.due.as_dict(), "statement": f"期限{statement}"}
        if args.explain:
            answer |= {"total": explanation.total, "days": [line.as_dict() for line in explanation.days]}
        print(json.dumps(answer, ensure_ascii=False, indent=2), file=out)
    elif args.explain:
        print(f"{explanation.table()}\n\n期限{statement}", file=out)
    else:
        print(f"期限{statement}", file=out)
    return 0
