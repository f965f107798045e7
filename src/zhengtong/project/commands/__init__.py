"""The command line: one small module a command, each with `add_parser(subparsers)` and `run(args) -> exit code`.

Modules import what they need inside `run`: `zhengtong clock` and the help texts answer without Django.
"""

import os
import sys
from collections.abc import Sequence

from zhengtong.foundation.errors import Refusal

from ..faults import Fault
from . import (
    backup,
    catalog,
    check,
    checkpoint,
    clock,
    content,
    demo,
    django,
    events,
    events_doc,
    hub,
    interview,
    migrate,
    password,
    province,
    restore,
    search,
    studio,
    supervise,
    tables_sql,
    up,
    verify_journal,
    web,
    worker,
)
from .parser import BAD_INPUT, Parser

COMMANDS = (
    up, check, demo, verify_journal, checkpoint, backup, restore, clock, catalog, content, search, events, supervise,
    province, password, migrate, web, worker, hub, interview, studio, events_doc, tables_sql, django,
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 when it could not, 2 when it made no sense."""
    parser = Parser(
        prog="zhengtong", description="政通：县级开放电子政务平台。", epilog="各命令的用法：zhengtong 命令 --help"
    )
    subparsers = parser.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=Parser)
    for command in COMMANDS:
        command.add_parser(subparsers)
    args = parser.parse_args(argv)
    if args.command is None:
        parser.print_help(sys.stderr)
        return BAD_INPUT
    try:
        return args.run(args)
    except Fault as fault:
        print(fault, file=sys.stderr)
        return fault.exit_code
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough (`… | head`); nothing more may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
