"""What a form may look like, and with what sentence everything else is refused."""

from pathlib import Path

import pytest
import yaml

from zhengtong.forms import rules
from zhengtong.forms.rules import design, properties
from zhengtong.foundation.errors import Refusal

from .paper import check, field, form

COUNTY_FORMS = sorted((Path(__file__).parents[2] / "data" / "anfu" / "forms").glob("*.yaml"))
FAULTS = {
    "unknown-kind": [form(field("a", "colour")), form(field("t", "table", columns=[field("f", "file")]))],
    "duplicate-key": [
        form(field("a"), field("a")),
        form(field("t", "table", columns=[field("name"), field("name")])),
        form(field("a"), sections=[{"title": "一", "fields": [field("a")]}, {"title": "二", "fields": [field("a")]}]),
    ],
    "bad-key": [form(field("A")), form(field("a-b")), form(field("csrfmiddlewaretoken")), form(field("1a"))],
    "missing-label": [form(field("a", label="")), form(field("a"), title=" ")],
    "missing-choices": [
        form(field("a", "choice", choices=[])),
        form(field("a", "choice", choices=[{"value": True, "label": "是"}])),
        form(field("a", "multichoice", choices=[{"value": "x", "label": ""}])),
    ],
    "duplicate-choice": [
        form(field("a", "choice", choices=[{"value": "x", "label": "甲"}, {"value": "x", "label": "乙"}]))
    ],
    "bad-limit": [
        form(field("a", "integer", min=5, max=3)),
        form(field("a", "integer", min="三")),
        form(field("a", "money", max=True)),
        form(field("a", max_length=0)),
        form(field("a", "date", min="明天")),
        form(field("a", "date", min="2026-02-01", max="2026-01-01")),
        form(field("a", "table", min=9, max=2)),
        form(field("a", "file", accept=["exe"])),
        form(field("a", "file", max_mb=0)),
        form(field("a", "decimal", max=float("inf"))),
    ],
    "nested-table": [form(field("t", "table", columns=[field("u", "table")]))],
    "missing-columns": [form(field("t", "table", columns=[]))],
    "missing-text": [form(field("p", "declaration", text=""))],
    "condition-unknown": [
        form(field("a", show_if={"field": "b", "filled": True})),
        form(field("h", "heading"), field("a", show_if={"field": "h", "filled": True})),
    ],
    "condition-order": [
        form(field("a", show_if={"field": "a", "equals": "x"})),
        form(field("a", show_if={"field": "b", "equals": "x"}), field("b")),
        form(field("a", show_if={"field": "b", "filled": True}), field("b", show_if={"field": "a", "filled": True})),
    ],
    "condition-value": [
        form(field("a", "choice"), field("b", show_if={"field": "a", "equals": "maybe"})),
        form(field("a", "choice"), field("b", show_if={"field": "a", "equals": True})),
        form(field("a", "file"), field("b", show_if={"field": "a", "equals": "x"})),
    ],
    "condition-shape": [
        form(field("a"), field("b", show_if={"field": "a"})),
        form(field("a"), field("b", show_if={"field": "a", "equals": "x", "filled": True})),
        form(field("a"), field("b", show_if={"field": "a", "filled": False})),
        form(field("a"), field("b", show_if={"field": "a", "in": []})),
        form(field("a"), field("b", show_if="a")),
    ],
    "unknown-property": [form(field("a", colour="red")), form(field("a", choices=[])), form(field("a"), footer="x")],
    "definition-shape": [
        form(),
        {"title": "空表"},
        {"title": "空表", "sections": []},
        form("甲"),
        form(field("a", required="yes")),
        form(field("h", "heading")),
        form(field("a"), sections="甲"),
    ],
}


@pytest.mark.parametrize("path", COUNTY_FORMS, ids=lambda path: path.stem)
def test_every_form_of_the_county_is_read_and_survives_the_way_to_plain_data(path):
    definition = rules.parse_definition(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert rules.parse_definition(rules.plain(definition)) == definition


def test_the_county_has_fifteen_forms():
    assert len(COUNTY_FORMS) == 15


@pytest.mark.parametrize(("code", "raw"), [(code, raw) for code, raws in FAULTS.items() for raw in raws])
def test_a_design_that_cannot_work_is_refused_with_its_code_and_a_chinese_sentence(code, raw):
    with pytest.raises(Refusal) as refusal:
        rules.parse_definition(raw)
    assert refusal.value.code == code, refusal.value.sentence
    assert refusal.value.sentence.endswith("。")


def test_a_refused_design_names_section_and_field():
    with pytest.raises(Refusal, match="第1节“第一节”的字段“项目a”：请至少列出一个选项。"):
        rules.parse_definition(form(field("a", "choice", choices=[])))


def test_two_versions_are_compared_field_by_field():
    old = rules.parse_definition(form(field("a"), field("b"), field("c"), field("d", "text")))
    new = rules.parse_definition(
        form(field("c"), field("a", required=True), field("b"), field("d", "integer"), field("e"))
    )
    assert [(change.key, change.what) for change in rules.compare(old, new)] == [
        ("a", "altered"),
        ("d", "altered"),
        ("e", "added"),
        ("c", "moved"),
    ]
    assert rules.compare(new, new) == ()
    assert [c.sentence for c in rules.compare(new, old)][-1] == "取消“项目e”，原来填写的内容不再需要。"


def test_answers_are_carried_to_the_next_version_and_losses_are_named():
    old = rules.parse_definition(form(field("name"), field("age"), field("gone")))
    new = rules.parse_definition(form(field("name", required=True), field("age", "integer"), field("place")))
    entries, changes = rules.carry_over({"name": "张秀英", "age": "七十", "gone": "旧"}, old, new)
    assert entries == {"name": "张秀英", "age": "", "place": ""}
    assert {change.key: change.is_lost for change in changes} == {
        "name": False,
        "age": True,
        "place": False,
        "gone": True,
    }
    assert next(c for c in changes if c.key == "age").sentence == (
        "“项目age”有调整（类型由单行文字改为整数），请重新填写。"
    )


def test_a_condition_is_said_in_words_for_pages_without_javascript():
    definition = rules.parse_definition(
        form(field("a", "choice"), field("b", show_if={"field": "a", "in": ["yes", "no"]}))
    )
    condition = definition.field("b").show_if
    assert rules.condition_sentence(definition, condition) == "“项目a”选择“是”或“否”的，需要填写本项。"


@pytest.mark.parametrize("path", COUNTY_FORMS, ids=lambda path: path.stem)
def test_every_field_of_the_county_survives_its_own_properties_form(path):
    plain = rules.plain(rules.parse_definition(yaml.safe_load(path.read_text(encoding="utf-8"))))
    for key in [each["key"] for section in plain["sections"] for each in section["fields"]]:
        asked = design.find_field(plain, key)
        properties_form = properties.properties_form(plain, asked)
        checked = check(properties_form, properties.properties_entries(properties_form, asked))
        assert checked.errors == {}
        again = design.change_field(plain, key, properties.properties_from(checked.values, asked["kind"]))
        assert rules.parse_definition(again) == rules.parse_definition(plain)
