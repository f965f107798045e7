"""`clock due` as a person types it."""

import argparse
import io
import json
import sys

import pytest

from legalclock import Calendar
from legalclock.__main__ import main
from legalclock.command import ChineseParser, add_clock_parser, run_due


def run(china: Calendar, *words: str) -> tuple[int, str, str]:
    parser = ChineseParser(prog="zhengtong")
    add_clock_parser(parser.add_subparsers())
    out, err = io.StringIO(), io.StringIO()
    code = run_due(parser.parse_args(["clock", "due", *words]), china, out, err)
    return code, out.getvalue(), err.getvalue()


def test_the_example_of_the_golden_week(china: Calendar) -> None:
    code, out, err = run(china, "--start", "2025-09-26", "--limit", "5wd", "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer["due"] == "2025-10-10" and answer["provisional"] is False and answer["determined"] is True
    assert answer["at"] == "2025-10-11T00:00:00+08:00"
    assert answer["statement"].endswith("最后一日为2025年10月10日（周五）24时。")
    assert "days" not in answer


def test_the_explanation_comes_as_a_table_or_as_data(china: Calendar) -> None:
    _, out, _ = run(china, "--start", "2025-09-26", "--limit", "5wd", "--explain")
    assert out.startswith("日期") and "国庆节放假，不计入" in out and out.rstrip().endswith("24时。")
    _, out, _ = run(china, "--start", "2025-09-26", "--limit", "5wd", "--explain", "--json")
    answer = json.loads(out)
    assert len(answer["days"]) == 15 and answer["total"] == 5
    assert [day["number"] for day in answer["days"] if day["counted"]] == [1, 2, 3, 4, 5]


def test_suspensions_and_extensions_are_reckoned_in(china: Calendar) -> None:
    words = ["--start", "2026-03-02", "--limit", "20wd", "--json"]
    stretch = ["--suspend", "2026-03-04:2026-03-11:hearing", "--suspend", "2026-03-10:2026-03-12:专家评审"]
    # 3 (1) | 4-11 removed | 12 13 (3) 16-20 (8) 23-27 (13) 30-3 (18) | 4-6 off | 7 8 (20)
    assert json.loads(run(china, *words, *stretch)[1])["due"] == "2026-04-08"
    # ten more: 9 10 (2) 13-17 (7) 20 21 22 (10)
    assert json.loads(run(china, *words, *stretch, "--extend", "10wd")[1])["due"] == "2026-04-22"


def test_an_unfinished_suspension_leaves_the_day_open(china: Calendar) -> None:
    code, out, _ = run(china, "--start", "2026-03-02", "--limit", "5wd", "--suspend", "2026-03-04::检测", "--json")
    answer = json.loads(out)
    assert (code, answer["due"], answer["open_ended"]) == (0, None, True)
    assert "恢复日期未定" in answer["statement"]


def test_every_unit_is_understood(china: Calendar) -> None:
    for limit, due in {"60d": "2026-05-06", "3m": "2026-06-02", "20wd": "2026-03-30"}.items():
        assert json.loads(run(china, "--start", "2026-03-02", "--limit", limit, "--json")[1])["due"] == due
    _, out, _ = run(china, "--start", "2026-03-02T17:00", "--limit", "2wh", "--json")
    assert json.loads(out)["at"] == "2026-03-03T10:00:00+08:00"
    _, out, _ = run(china, "--start", "2026-03-02T17:00", "--limit", "2wh", "--hours", "09:00-18:00", "--json")
    assert json.loads(out)["at"] == "2026-03-03T10:00:00+08:00"


def test_a_winter_limit_says_that_it_is_provisional(china: Calendar) -> None:
    _, out, _ = run(china, "--start", "2026-12-21", "--limit", "20wd", "--json")
    answer = json.loads(out)
    assert (answer["due"], answer["provisional"], answer["determined"]) == ("2027-01-19", True, False)
    assert answer["earliest"] < answer["due"] < answer["latest"]
    assert "调休安排尚未公布" in answer["statement"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--start", "2025-09-26", "--limit=-3d"], "须为大于零的整数"),
        (["--start", "2025-09-26", "--limit", "0wd"], "须为大于零的整数"),
        (["--start", "2025-09-26", "--limit", "五天"], "看不懂期限"),
        (["--start", "2025-02-30", "--limit", "5wd"], "真实存在的日期"),
        (["--start", "2025-09-26"], "--limit"),
        (["--limit", "5wd"], "--start"),
        (["--start", "1999-01-01", "--limit", "5wd"], "不在工作日历的范围内"),
        (["--start", "2026-03-02", "--limit", "2wh"], "须有起算时刻"),
        (["--start", "2026-03-02T27:00", "--limit", "2wh"], "时间“2026-03-02T27:00”不正确"),
        (["--start", "2026-03-02", "--limit", "5wd", "--suspend", "2026-03-04:现场核查"], "起:止:事由"),
        (["--start", "2026-03-02", "--limit", "5wd", "--suspend", "2026-03-04::现场核查"], "不能暂停计时"),
        (["--start", "2026-03-02", "--limit", "5wd", "--suspend", "2026-03-04:2026-03-01:听证"], "早于暂停日期"),
        (["--start", "2026-03-02", "--limit", "5wd", "--extend", "2wh"], "单位不能相加"),
        (["--start", "2026-03-02T09:00", "--limit", "2wh", "--hours", "12-8"], "作息时间"),
    ],
)
def test_bad_input_gets_one_chinese_sentence_and_exit_code_2(words: list[str], says: str, china: Calendar) -> None:
    code, out, err = run(china, *words)
    assert (code, out) == (2, "")
    assert says in err and err.count("\n") == 1 and err.endswith("。\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["due", "--start", "2025-09-26", "--limit", "-3d"], "--limit 缺少取值"),
        (["due", "--from", "2025-09-26"], "无法识别的参数"),
        (["undo"], "请指明要做什么"),
        ([], "请指明要做什么"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_refused_in_chinese(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert says in capsys.readouterr().err


def test_the_library_runs_as_a_command_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--start", "2025-09-26", "--limit", "5wd"]) == 0
    assert "2025年10月10日" in capsys.readouterr().out
    assert main(["due", "--start", "2026-03-02T09:00", "--limit", "2wh", "--hours", "anfu"]) == 0
    assert "11:00" in capsys.readouterr().out
    assert main(["due", "--start", "2026-03-02T09:00", "--limit", "2wh"]) == 2
    assert "没有设置作息时间" in capsys.readouterr().err


def test_it_joins_a_larger_command_line_of_any_parser(china: Calendar) -> None:
    parser = argparse.ArgumentParser(prog="other")
    add_clock_parser(parser.add_subparsers())
    args = parser.parse_args(["clock", "due", "--start", "2025-09-26", "--limit", "5wd"])
    assert run_due(args, china, sys.stdout) == 0
