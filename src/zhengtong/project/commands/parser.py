"""An argument parser that speaks Chinese: help texts, and one clear sentence with exit code 2 for what it cannot read."""

import argparse
from typing import Any, NoReturn

BAD_INPUT = 2


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=100)
        self._action_max_length = 20  # the longest command keeps its help text on its own line

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _Formatter)
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示帮助")

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self._sentence(message)}用“{self.prog} --help”查看用法。\n")

    def _sentence(self, message: str) -> str:
        name, _, problem = message.partition(": ")
        name = name.removeprefix("argument ")
        if "invalid choice" in problem:
            return f"没有“{problem.split(chr(39))[1]}”这个命令。"
        if name == "unrecognized arguments":
            return f"无法识别“{problem}”。"
        if name.startswith("the following arguments are required"):
            return "没有写明要执行的命令。" if "命令" in problem else f"缺少参数：{problem}。"
        if "expected one argument" in problem:
            return f"选项 {name} 后面缺少取值。"
        return f"参数 {name} 不正确（{problem}）。"
