"""The worked examples of a rule's page are found by the engine that issues its cards."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from legalclock import anfu_office_hours, china_calendar
from zhengtong.supervision.rules.examples import examples
from zhengtong.supervision.rules.rule import VersionedRule, parse

RULES = Path(__file__).resolve().parents[2] / "data" / "rules"
KEYS = ("measure", "compare", "threshold", "condition", "level", "issue", "scope", "template", "basis")
ROWS = {
    row["code"]: {key: row[key] for key in KEYS if key in row}
    for name in ("province", "county")
    for row in yaml.safe_load((RULES / f"{name}.yaml").read_text("utf-8"))["rules"]
}
CALENDAR = china_calendar(anfu_office_hours())


def told(code: str, **change: Any) -> list[tuple[str, tuple[str, ...]]]:
    rule = VersionedRule(code, "time", "county", 1, code, parse(ROWS[code] | change), date(2030, 1, 1))
    return [(example.title, example.lines) for example in examples(rule, CALENDAR)]


def test_the_worked_example_of_the_source_is_told_as_the_engine_judges_it() -> None:
    """受理 2018-10-15（周一）, 承诺7, 法定10 — and with three days of special procedure every moment moves by three."""
    assert told("T01") == [
        ("没有特别程序", ("2018年10月22日（周一）00:00发预警。",)),
        ("有3个工作日的特别程序", ("2018年10月25日（周四）00:00发预警。",)),
        ("一小时后即完成", ("不发牌。",)),
    ]
    assert told("T02")[0][1] == ("2018年10月25日（周四）00:00发黄牌。",)
    assert told("T03")[0][1] == ("2018年10月30日（周二）00:00发红牌。",)


def test_another_threshold_is_another_example() -> None:
    later = told("T02", threshold={"value": "3", "unit": "wd"}, level="red")
    assert later[0][1] == ("2018年10月30日（周二）00:00发红牌。",)


def test_a_limit_the_rule_sets_itself_has_its_example() -> None:
    assert told("T06") == [
        ("一直没有收件", ("2018年10月18日（周四）00:00发预警。",)),
        ("一小时后收件", ("不发牌。",)),
    ]


def test_every_rule_on_a_limit_has_examples_in_which_it_falls_and_in_which_it_does_not() -> None:
    for code, spec in ROWS.items():
        found = told(code)
        if spec["measure"]["kind"] in ("overdue", "remaining"):
            assert found[0][1] != ("不发牌。",) and "无法判定" not in str(found) and found[-1][1] == ("不发牌。",), code
        else:
            assert found == []
