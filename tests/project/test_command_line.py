"""Every command explains itself in Chinese, and what makes no sense gets one clear sentence."""

import re

import pytest

from zhengtong.project.commands import COMMANDS, main

NAMES = [
    "up", "check", "demo", "verify-journal", "checkpoint", "backup", "restore", "clock", "catalog", "content", "search", "events",
    "supervise", "province", "password", "migrate", "web", "worker", "hub", "interview",
    "studio", "events-doc", "tables-sql", "django",
]  # fmt: skip
CHINESE = re.compile(r"[一-鿿]")


def answer(capsys, *arguments):
    """Exit code, output and error output of one command."""
    try:
        code = main(arguments)
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_help_lists_every_command_with_what_it_does(capsys):
    code, out, _ = answer(capsys, "--help")
    assert code == 0
    assert len(NAMES) == len(COMMANDS)
    for name in NAMES:
        line = next(line for line in out.splitlines() if line.split()[:1] == [name])
        assert CHINESE.search(line), name


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself_in_chinese(capsys, name):
    code, out, _ = answer(capsys, name, "--help")
    assert code == 0
    assert out.startswith("用法：")
    assert CHINESE.search(out.split("\n\n")[1])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["strat"], "没有“strat”这个命令。"),
        (["up", "--fast"], "无法识别“--fast”。"),
        (["backup"], "缺少参数：文件。"),
        (["catalog"], "没有写明要执行的命令。"),
        (["catalog", "import", "x.xlsx"], "缺少参数：--by。"),
        (["clock", "due", "--start", "2025-09-26", "--limit", "-3wd"], "期限须为大于零的整数"),
        (["clock", "due", "--start", "2025-02-30", "--limit", "3wd"], "2025-02-30"),
        (["events-doc", "--output", "/nowhere/events.md"], "/nowhere/events.md 写不进去"),
    ],
)
def test_what_makes_no_sense_gets_one_sentence_and_code_two(capsys, arguments, sentence):
    code, out, err = answer(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert sentence in err
    assert len(err.strip().splitlines()) == 1


def test_without_a_command_the_help_is_shown(capsys):
    code, _, err = answer(capsys)
    assert code == 2 and "zhengtong" in err and "启动全部服务" in err


def test_the_limit_calculator_needs_no_database(operator):
    result = operator.run("clock", "due", "--start", "2025-09-26", "--limit", "5wd", "--json")
    assert '"due": "2025-10-10"' in result.stdout
    assert not operator.home.exists()


def test_the_limit_calculator_counts_office_hours(operator):
    # 2026-03-02 is a Monday in winter hours: 08:30-12:00, 14:30-17:30.
    result = operator.run("clock", "due", "--start", "2026-03-02T11:00", "--limit", "2wh")
    assert "15:30" in result.stdout


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "环境变量 PORT 应为 1 至 65535 之间的整数，现在是“http”。"),
        ("HUB_PORT", "0", "环境变量 HUB_PORT 应为 1 至 65535 之间的整数，现在是“0”。"),
        ("HUBS", "many", "环境变量 HUBS 应为 1 至 64 之间的整数，现在是“many”。"),
        ("LIVE_URL", "live.anfu.gov.cn", "环境变量 LIVE_URL 应以 http:// 或 https:// 开头"),
        ("WEB_WORKERS", "0", "环境变量 WEB_WORKERS 应为 1 至 64 之间的整数，现在是“0”。"),
        ("PUBLIC_URL", "anfu.gov.cn", "环境变量 PUBLIC_URL 应以 http:// 或 https:// 开头"),
        ("BIND", "203.0.113.7", "不是本机地址"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL 应以 postgresql:// 开头"),
    ],
)
def test_a_wrong_setting_is_named_before_anything_starts(operator, name, value, sentence):
    operator.environment[name] = value
    result = operator.run("up")
    assert result.returncode == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert not (operator.home / "postgres").exists()


def test_a_command_that_needs_data_says_so_where_there_is_none(operator):
    for command in (["verify-journal"], ["check"], ["backup", "x.tar.gz"]):
        result = operator.run(*command)
        assert result.returncode == 2
        assert "还没有数据，请先运行 zhengtong up" in result.stderr
    assert not (operator.home / "postgres").exists()


def test_an_unreachable_database_is_one_sentence(operator):
    operator.environment["DATABASE_URL"] = "postgresql://nobody:secret@127.0.0.1:9/none"
    result = operator.run("check")
    assert result.returncode == 2
    assert "连接不上 DATABASE_URL 指定的数据库" in result.stderr
    assert "secret" not in result.stderr and "Traceback" not in result.stderr
