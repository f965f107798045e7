"""A rule's spec: what is read from it, what is refused and beside which field, and the rulebook of all versions."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengtong.foundation.errors import Refusal
from zhengtong.supervision.rules.rule import (
    Content,
    Rulebook,
    VersionedRule,
    changes,
    parse,
    problems,
    say_scope,
)

GOOD: dict[str, Any] = {
    "measure": {"kind": "overdue", "limit": "promised"},
    "compare": ">",
    "threshold": {"value": "0", "unit": "wd"},
    "level": "yellow",
    "issue": "automatic",
    "template": "“{item_name}”（{ref}）超过承诺期限。",
    "basis": "优化营商环境条例",
}
EVENT = {"kind": "event", "on": ["finished"], "value": {"minutes": [{"at": "accepted"}, {"at": "finished"}]}}
YES_NO = {"kind": "event", "on": ["extended"], "value": {"eq": [{"fact": "approver"}, {"const": ""}]}}
RATE = {"kind": "rate", "of": {"rate": ["corrected", "received"]}, "period": "month", "minimum": 10}
SPEC_KEYS = ("measure", "compare", "threshold", "condition", "level", "issue", "scope", "template", "basis")
CATALOGUE = sorted((Path(__file__).resolve().parents[2] / "data" / "rules").glob("*.yaml"))
OWN = {"kind": "overdue", "from": "submitted", "until": ["received"], "within": "2wd"}


def test_a_whole_rule_is_one_chinese_sentence() -> None:
    assert parse(GOOD).say() == "超过承诺办结期限，自动发黄牌。"
    pair = GOOD | {"measure": OWN, "threshold": {"value": "3", "unit": "wd"}, "issue": "confirm"}
    assert parse(pair).say() == "自网上提交起2个工作日内没有收件，逾期3个工作日以上，经人工确认后发黄牌。"
    rate = GOOD | {"measure": RATE, "threshold": {"value": "30", "unit": "percent"}, "level": "warning"}
    assert parse(rate).say() == ("按单位每月统计（基数不少于10件时），补正件数占收件数的百分比超过30%，自动发预警。")


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"measure": None}, "element-unknown", "element"),
        ({"measure": {"kind": "gut-feeling"}}, "element-unknown", "element"),
        ({"measure": {"kind": ["overdue"]}}, "element-unknown", "element"),
        ({"measure": {"kind": "overdue"}}, "element-form", "element"),
        ({"measure": {"kind": "overdue", "limit": "lunch"}}, "limit-unknown", "element"),
        ({"measure": {"kind": "overdue", "limit": "reply"}}, "limit-unknown", "element"),
        ({"measure": OWN | {"from": "lunch"}}, "milestone-unknown", "from"),
        ({"measure": OWN | {"until": []}}, "milestone-missing", "until"),
        ({"measure": OWN | {"until": ["submitted"]}}, "until-is-start", "until"),
        ({"measure": OWN | {"within": "0wd"}}, "within-unreadable", "within"),
        ({"measure": OWN | {"within": "-2wd"}}, "within-unreadable", "within"),
        ({"measure": OWN | {"within": "soon"}}, "within-unreadable", "within"),
        ({"measure": {**EVENT, "on": []}}, "milestone-missing", "on"),
        ({"measure": {**EVENT, "value": {"fact": "salary"}}}, "expression-name", "value"),
        ({"measure": {**EVENT, "value": {"fact": "step"}}}, "expression-type", "value"),
        ({"measure": RATE | {"period": "year"}}, "period-unknown", "period"),
        ({"measure": RATE | {"minimum": -1}}, "minimum-form", "minimum"),
        ({"measure": RATE | {"of": {"fact": "amount"}}}, "expression-name", "value"),
        ({"compare": "~"}, "compare-unknown", "compare"),
        ({"compare": "<"}, "compare-unfit", "compare"),
        ({"measure": YES_NO, "threshold": {"value": "1", "unit": "yes"}}, "compare-unfit", "compare"),
        ({"threshold": {"value": "-1", "unit": "wd"}}, "threshold-negative", "threshold"),
        ({"threshold": {"value": "两天", "unit": "wd"}}, "threshold-not-a-number", "threshold"),
        ({"threshold": {"value": "", "unit": "wd"}}, "threshold-not-a-number", "threshold"),
        ({"threshold": {"value": "1.5", "unit": "wd"}}, "threshold-not-whole", "threshold"),
        ({"threshold": {"value": "1e18", "unit": "wd"}}, "threshold-too-large", "threshold"),
        ({"threshold": {"value": "1"}}, "threshold-form", "threshold"),
        ({"threshold": {"value": "1", "unit": "fortnight"}}, "unit-unknown", "unit"),
        ({"threshold": {"value": "1", "unit": "yuan"}}, "unit-unfit", "unit"),
        ({"measure": EVENT, "threshold": {"value": "1", "unit": "yes"}}, "unit-unfit", "unit"),
        ({"measure": YES_NO, "compare": "=", "threshold": {"value": "1", "unit": "wd"}}, "unit-unfit", "unit"),
        (
            {"measure": YES_NO, "compare": "=", "threshold": {"value": "2", "unit": "yes"}},
            "threshold-not-yes",
            "threshold",
        ),
        ({"condition": {"const": 1}}, "expression-type", "condition"),
        ({"condition": {"known": {"fact": "salary"}}}, "expression-name", "condition"),
        ({"level": "purple"}, "level-unknown", "level"),
        ({"issue": "whenever"}, "issue-unknown", "issue"),
        ({"scope": {"units": []}}, "scope-empty", "units"),
        ({"scope": {"regions": "360829"}}, "scope-form", "regions"),
        ({"scope": {"planets": ["火星"]}}, "scope-form", "scope"),
        ({"scope": {"instant": "是"}}, "scope-form", "instant"),
        ({"scope": []}, "scope-form", "scope"),
        ({"template": " "}, "template-missing", "template"),
        ({"template": "{ref"}, "template-form", "template"),
        ({"template": "{password}"}, "placeholder-unknown", "template"),
        ({"template": "{ref.__class__}"}, "placeholder-unknown", "template"),
        ({"template": "{ref!r}"}, "placeholder-unknown", "template"),
        ({"template": "{}"}, "placeholder-unknown", "template"),
        ({"basis": ""}, "basis-missing", "basis"),
        ({"colour": "blue"}, "rule-form", None),
    ],
)
def test_a_rule_that_cannot_be_applied_is_refused_beside_its_field(
    change: dict[str, Any], code: str, field: str | None
) -> None:
    with pytest.raises(Refusal) as refused:
        parse(GOOD | change)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert code in [problem.code for problem in problems(GOOD | change)]


def test_everything_wrong_is_told_at_once() -> None:
    wrong = GOOD | {"threshold": {"value": "-1", "unit": "wd"}, "scope": {"units": []}, "basis": "", "level": ""}
    assert [problem.field for problem in problems(wrong)] == ["threshold", "level", "units", "basis"]
    assert problems("not a rule")[0].code == "rule-form"
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("P08", "办结时，办结时间不在作息时间内（限于不是即办件的），经人工确认后发预警。"),
        ("X05", "距咨询答复期限届满不超过2个工作日，自动发预警。"),
        ("C01", "距投诉办理期限届满不超过2个工作日，自动发预警。"),
        ("M02", "补正告知超过1次，自动发黄牌。"),
        ("F01", "收费时，收费金额与应收金额不一致（限于收费金额大于应收金额，或未减免的），自动发红牌。"),
        ("P06", "作出决定时，办理结果与事项不符，自动发黄牌。"),
        ("S02", "办结时，核查结论为“属实”或者“部分属实”，经人工确认后发红牌。"),
        ("X07", "自收件起3个月内没有任何结果（办结、申请人撤回、作废、转报），自动发红牌。"),
    ],
)
def test_the_default_rules_read_as_an_official_would_write_them(code: str, sentence: str) -> None:
    rules = [rule for file in CATALOGUE for rule in yaml.safe_load(file.read_text("utf-8"))["rules"]]
    rule = next(rule for rule in rules if rule["code"] == code)
    assert parse({key: value for key, value in rule.items() if key in SPEC_KEYS}).say() == sentence


def test_no_two_default_rules_read_alike() -> None:
    rules = [rule for file in CATALOGUE for rule in yaml.safe_load(file.read_text("utf-8"))["rules"]]
    said = [parse({key: value for key, value in rule.items() if key in SPEC_KEYS}).say() for rule in rules]
    assert len(said) == len(set(said)) == 63
    assert not any("并非" in sentence or "其他记录" in sentence or "超过0" in sentence for sentence in said)


def test_crossing_the_threshold_is_as_compared() -> None:
    spec = parse(GOOD | {"measure": EVENT, "compare": "<", "threshold": {"value": "10", "unit": "min"}})
    assert spec.holds(Decimal("9.99")) and not spec.holds(Decimal(10))
    no = parse(GOOD | {"measure": YES_NO, "compare": "=", "threshold": {"value": "0", "unit": "yes"}})
    assert no.holds(False) and not no.holds(True)
    assert no.say() == "批准延期时，批准人不为空，自动发黄牌。"


HENGLONG = "360829000000/360829103000/"


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({}, True),
        ({"systems": ["county"]}, True),
        ({"systems": ["permit"]}, False),
        ({"regions": ["360829103000"]}, True),
        ({"regions": ["360829000000"]}, True),
        ({"regions": ["360829100000"]}, False),
        ({"units": ["MZ", "GA"]}, True),
        ({"item_kinds": ["license"]}, None),
        ({"item_kinds": ["license"], "systems": ["permit"]}, False),
        ({"instant": True}, None),
    ],
)
def test_a_scope_covers_leaves_out_or_cannot_tell(scope: dict[str, Any], expected: bool | None) -> None:
    """Nothing is told of the kind of item, nor whether it is done on the spot."""
    spec = parse(GOOD | {"scope": scope})
    assert spec.in_scope("county", "case", HENGLONG, "MZ", "MZ01", "", None) is expected


def test_a_scope_is_said_in_names() -> None:
    spec = parse(GOOD | {"scope": {"units": ["MZ"], "item_kinds": ["license"], "instant": False}})
    names = {("units", "MZ"): "县民政局"}
    assert (
        say_scope(spec, lambda kind, code: names.get((kind, code), code))
        == "单位：县民政局；事项类型：license；不含即办件"
    )
    assert say_scope(spec) == "单位：MZ；事项类型：行政许可；不含即办件"
    assert say_scope(parse(GOOD)) == "全部业务"


def version(number: int, day: date, *, code: str = "T02", is_enabled: bool = True, **change: Any) -> VersionedRule:
    return VersionedRule(
        code, "time", "province", number, "超过承诺期限", parse(GOOD | change), day, is_enabled=is_enabled
    )


def test_each_version_is_in_force_until_the_next() -> None:
    book = Rulebook.of(3, [version(2, date(2026, 3, 1)), version(1, date(2020, 1, 1)), version(3, date(2026, 5, 1))])

    def at(day: date) -> int | None:
        found = book.version_at("T02", day)
        return found.version if found else None

    assert at(date(2019, 12, 31)) is None
    assert [at(date(2020, 1, 1)), at(date(2026, 2, 28)), at(date(2026, 3, 1)), at(date(2026, 5, 1))] == [1, 1, 2, 3]
    assert book.version_at("T99", date(2026, 5, 1)) is None


def test_a_later_version_of_the_same_day_or_earlier_takes_the_place_of_the_one_before() -> None:
    book = Rulebook.of(3, [version(1, date(2020, 1, 1)), version(2, date(2026, 5, 1)), version(3, date(2026, 4, 1))])
    assert [(each.version, each.until) for each in book.rules] == [(1, date(2026, 4, 1)), (3, None)]


def test_a_rule_switched_off_is_not_in_force() -> None:
    book = Rulebook.of(2, [version(1, date(2020, 1, 1)), version(2, date(2026, 3, 1), is_enabled=False)])
    assert book.version_at("T02", date(2026, 2, 28)) is not None
    assert book.version_at("T02", date(2026, 3, 1)) is None


def test_a_candidate_stands_in_for_every_version_of_its_rule() -> None:
    book = Rulebook.of(2, [version(1, date(2020, 1, 1)), version(1, date(2020, 1, 1), code="T03")])
    tried = book.with_candidate(version(2, date(2027, 1, 1), level="red"))
    found = tried.version_at("T02", date(2010, 1, 1))
    assert found is not None and found.version == 2 and found.spec.level == "red"
    assert tried.version_at("T03", date(2026, 1, 1)) is not None
    assert [each.code for each in tried.only(["T02"]).rules] == ["T02"]


def test_the_rules_for_a_matter_are_those_that_cover_it_and_doubts_are_told_apart() -> None:
    book = Rulebook.of(
        3,
        [
            version(1, date(2020, 1, 1)),
            version(1, date(2020, 1, 1), code="T03", scope={"units": ["SC"]}),
            version(1, date(2020, 1, 1), code="T04", scope={"instant": False}),
        ],
    )
    matter = ("county", "case", HENGLONG, "MZ", "MZ01", "license", None)
    assert [each.code for each in book.for_matter(*matter)] == ["T02"]
    assert [each.code for each in book.undecided_for(*matter)] == ["T04"]


def test_what_differs_between_versions_is_told_field_by_field() -> None:
    before = Content("超过承诺期限", parse(GOOD), True, date(2026, 1, 1))
    after = Content(
        "超过承诺期限",
        parse(GOOD | {"threshold": {"value": "1", "unit": "wd"}, "level": "red"}),
        True,
        date(2026, 12, 1),
    )
    assert [(c.label, c.before, c.after) for c in changes(before, after)] == [
        ("比较与阈值", "超过0个工作日", "超过1个工作日"),
        ("级别", "黄牌", "红牌"),
        ("生效日期", "2026年1月1日", "2026年12月1日"),
    ]
