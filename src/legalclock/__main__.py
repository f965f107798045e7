"""`python -m legalclock due --start 2025-09-26 --limit 5wd --explain`"""

import sys
from collections.abc import Sequence

from legalclock.china import china_calendar
from legalclock.command import ChineseParser, add_due_parser, run_due


def main(argv: Sequence[str] | None = None) -> int:
    parser = ChineseParser(prog="python -m legalclock", description="按中国法定工作日历计算期限。")
    add_due_parser(parser.add_subparsers(dest="command", required=True, metavar="命令"))
    return run_due(parser.parse_args(argv), china_calendar(), sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
