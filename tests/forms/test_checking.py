"""What is typed into a form: good values kept, faults answered beside the field, nothing lost."""

import pytest

from zhengtong.forms import rules
from zhengtong.forms.rules import FileFacts

from .paper import CREDIT_CODE, ID_NUMBER, VILLAGE, check, field, parsed


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", "  张　三  ", "张 三"),
        ("textarea", "第一行  \r\n第二行\n", "第一行\n第二行"),
        ("integer", "１２", 12),
        ("integer", "1,200", 1200),
        ("decimal", "１．５０", "1.5"),
        ("decimal", "100", "100"),
        ("money", "¥1,234.5元", "1234.50"),
        ("date", "2026年1月5日", "2026-01-05"),
        ("date", "20260105", "2026-01-05"),
        ("date", "２０２６－０１－０５", "2026-01-05"),
        ("choice", "yes", "yes"),
        ("multichoice", ["no", "yes"], ["yes", "no"]),
        ("id_number", " ".join(ID_NUMBER.lower()), ID_NUMBER),
        ("phone", "１９９ ００００ ０００１", "19900000001"),
        ("phone", "+86 199-0000-0001", "19900000001"),
        ("credit_code", CREDIT_CODE.lower(), CREDIT_CODE),
        ("email", "name＠example.com", "name@example.com"),
        ("region", VILLAGE, {"code": VILLAGE, "name": "羊狮慕镇东谷村"}),
        ("declaration", "on", True),
    ],
)
def test_what_is_meant_is_understood_full_width_or_not(kind, typed, value):
    checked = check(parsed(field("a", kind)), {"a": typed})
    assert checked.errors == {}
    assert checked.values == {"a": value}


@pytest.mark.parametrize(
    ("asked", "typed", "sentence"),
    [
        (field("a", max_length=3), "四个字符", "项目a最多3个字，现在有4个字。"),
        (field("a", "integer"), "三", "项目a应当填写数字，例如 3。"),
        (field("a", "integer"), "1.5", "项目a应当填写整数。"),
        (field("a", "integer", min=-3), "-4", "项目a不能小于-3。"),
        (field("a", "money"), "1.005", "项目a应当填写最多2位小数的数字。"),
        (field("a", "money", min=0, max=100), "100.01", "项目a不能大于100。"),
        (field("a", "decimal"), "NaN", "项目a的数字过大，请核对。"),
        (field("a", "decimal"), "1e400", "项目a的数字过大，请核对。"),
        (field("a", "date"), "2026-02-30", "项目a：没有2026年2月30日这一天，请核对。"),
        (field("a", "date"), "下个月", "项目a应当填写日期，例如 2026-01-31。"),
        (field("a", "date", max="today"), "2026-11-24", "项目a不能晚于今天。"),
        (field("a", "date", min="2026-12-01"), "2026-11-24", "项目a不能早于2026年12月1日。"),
        (field("a", "choice"), "maybe", "项目a请从所列选项中选择。"),
        (field("a", "multichoice"), ["yes", "x"], "项目a请从所列选项中选择。"),
        (field("a", "multichoice", min=2), ["yes"], "项目a至少选2项，现在选了1项。"),
        (field("a", "multichoice", max=1), ["yes", "no"], "项目a最多选1项，现在选了2项。"),
        (
            field("a", "id_number"),
            ID_NUMBER[:-1] + ("0" if ID_NUMBER[-1] != "0" else "1"),
            "身份证号码的校验位不正确，请逐位核对。",
        ),
        (field("a", "id_number"), "123", "身份证号码应为18位：前17位是数字，最后一位是数字或字母X。"),
        (field("a", "phone"), "0796-7620001", "手机号码应为11位数字，以1开头，请核对。"),
        (
            field("a", "credit_code"),
            CREDIT_CODE[:-1] + "I",
            "统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）。",
        ),
        (field("a", "email"), "example.com", "电子邮箱的格式不对，例如 name@example.com。"),
        (field("a", "region"), "110000000000", "项目a：没有这个区划，请从列表中选择。"),
        (field("a", "file"), "not-a-token", "项目a没有上传成功，请重新上传。"),
        (field("a", required=True), "　", "请填写项目a。"),
        (field("a", "choice", required=True), "", "请选择项目a。"),
        (field("a", "multichoice", required=True), [], "请选择项目a。"),
        (field("a", "file", required=True), "", "请上传项目a。"),
        (field("a", "declaration", required=True), "", "请阅读并勾选“项目a”。"),
    ],
)
def test_a_fault_is_answered_with_one_sentence_and_what_was_typed_stays(asked, typed, sentence):
    checked = check(parsed(asked), {"a": typed})
    assert checked.errors == {"a": sentence}
    assert checked.entries["a"] == typed
    assert checked.values == {}


def test_an_optional_field_may_be_empty_and_then_has_no_value():
    definition = parsed(*(field(f"f_{kind}", kind) for kind in rules.KINDS))
    checked = check(definition, {})
    assert (checked.values, checked.errors) == ({}, {})


def test_errors_come_in_the_order_of_the_page():
    definition = parsed(*(field(key, required=True) for key in "cab"))
    assert list(check(definition, {}).errors) == ["c", "a", "b"]


def test_a_hidden_field_is_dropped_and_what_depends_on_it_is_hidden_too():
    definition = parsed(
        field("a", "choice"),
        field("b", show_if={"field": "a", "equals": "yes"}, required=True),
        field("c", show_if={"field": "b", "filled": True}, required=True),
    )
    typed = {"a": "no", "b": "旧内容", "c": "旧内容"}
    checked = check(definition, typed)
    assert (checked.values, checked.errors) == ({"a": "no"}, {})
    assert checked.entries == typed
    assert list(check(definition, {"a": "yes"}).errors) == ["b"]
    assert list(check(definition, {"a": "yes", "b": "有"}).errors) == ["c"]


def test_a_condition_on_a_multichoice_holds_when_any_chosen_value_is_listed():
    definition = parsed(field("a", "multichoice"), field("b", show_if={"field": "a", "in": ["no"]}, required=True))
    assert list(check(definition, {"a": ["yes", "no"]}).errors) == ["b"]
    assert check(definition, {"a": ["yes"]}).errors == {}


FAMILY = field(
    "members",
    "table",
    required=True,
    min=1,
    max=2,
    columns=[field("name", required=True), field("id", "id_number"), field("income", "money", min=0)],
)


def test_rows_are_read_in_their_order_and_empty_ones_are_left_out():
    posted = {"members-7-name": "李四", "members-2-name": "张三", "members-2-income": "１００", "members-4-name": " "}
    checked = check(parsed(FAMILY), posted)
    assert checked.errors == {}
    assert checked.values["members"] == [{"name": "张三", "income": "100.00"}, {"name": "李四"}]


def test_a_fault_in_a_row_names_the_row_a_person_sees():
    posted = {"members-0-name": "", "members-1-income": "-3", "members-1-name": "张三"}
    assert check(parsed(FAMILY), posted).errors == {
        "members-1-income": "项目members第2行：项目income不能小于0。",
    }


def test_a_table_keeps_its_bounds():
    definition = parsed(FAMILY)
    assert check(definition, {}).errors == {"members": "请填写项目members。"}
    three = {f"members-{n}-name": "某" for n in range(3)}
    assert check(definition, three).errors == {"members": "项目members最多填写2行，现在有3行。"}


def test_rows_are_added_and_removed_without_javascript():
    definition = parsed(FAMILY, field("note"))
    posted = {"members-0-name": "张三", "note": "不能丢"}
    added = rules.rows_changed(definition, posted | {"add-row:members": ""})
    assert added == {
        "members": [{"name": "张三", "id": "", "income": ""}, {"name": "", "id": "", "income": ""}],
        "note": "不能丢",
    }
    assert rules.rows_changed(definition, added | {"add-row:members": ""}) == added, "a third row would be too many"
    removed = rules.rows_changed(definition, added | {"remove-row:members:0": ""})
    assert removed["members"] == [{"name": "", "id": "", "income": ""}]
    assert rules.rows_changed(definition, posted) is None
    assert rules.rows_changed(definition, posted | {"add-row:note": ""})["note"] == "不能丢"


def test_a_file_is_held_to_the_fields_type_and_size():
    definition = parsed(field("a", "file", accept=["pdf"], max_mb=1))
    known = {
        "good": FileFacts("委托书.pdf", 1024, ("pdf",)),
        "big": FileFacts("扫描.pdf", 2 * 1024 * 1024, ("pdf",)),
        "picture": FileFacts("照片.png", 10, ("png",)),
    }
    assert check(definition, {"a": "good"}, files=known.get).values == {"a": {"token": "good", "name": "委托书.pdf"}}
    assert "超过1MB" in check(definition, {"a": "big"}, files=known.get).errors["a"]
    assert check(definition, {"a": "picture"}, files=known.get).errors == {"a": "项目a只接受 pdf 文件。"}


def test_checked_values_become_entries_again_and_check_the_same():
    definition = parsed(
        FAMILY, field("r", "region"), field("m", "multichoice"), field("n", "integer"), field("d", "declaration")
    )
    posted = {"members": [{"name": "张三"}], "r": VILLAGE, "m": ["yes"], "n": "3", "d": "on"}
    first = check(definition, posted)
    again = check(definition, rules.entries_of(definition, first.values))
    assert again.values == first.values
    assert first.errors == again.errors == {}


def test_what_a_form_does_not_ask_is_not_kept():
    checked = check(parsed(field("a")), {"a": "甲", "is_final": "1", "csrfmiddlewaretoken": "x"})
    assert checked.entries == {"a": "甲"}


def test_a_nul_character_cannot_reach_the_database():
    assert check(parsed(field("a")), {"a": "甲\0乙"}).entries == {"a": "甲乙"}
