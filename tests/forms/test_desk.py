"""The form designer in the browser, button by button, without JavaScript."""

import pytest
from django.test import Client

from tests.cast import NOON
from zhengtong.forms import actions, queries
from zhengtong.forms.models import Form

from .paper import ID_NUMBER


@pytest.fixture
def desk(cast):
    client = Client()
    client.force_login(cast.wangkezhang.user)
    return client


@pytest.fixture
def form(cast):
    return actions.create_form("relief", "临时救助申请表", "MZ", by=cast.wangkezhang, at=NOON)


def definition(form: Form):
    return queries.definition(queries.draft_of(form))


def fields(form: Form) -> list[str]:
    return [field.key for field in definition(form).fields()]


def test_a_form_is_made_from_nothing_to_published(desk):
    made = desk.post("/desk/forms/new/", {"title": "临时救助申请表", "code": "relief", "unit": "MZ"})
    assert made["Location"] == "/desk/forms/relief/edit/"
    added = desk.post("/desk/forms/relief/edit/", {"add-field:0": "", "label": "困难类型", "kind": "choice"})
    assert added["Location"] == "/desk/forms/relief/edit/field_1/"
    saved = desk.post(
        "/desk/forms/relief/edit/field_1/",
        {
            "label": "困难类型",
            "key": "trouble",
            "required": "yes",
            "choices-0-label": "因病",
            "choices-0-value": "illness",
            "choices-1-label": "因灾",
        },
    )
    assert saved["Location"] == "/desk/forms/relief/edit/#field-trouble"
    desk.post("/desk/forms/relief/edit/", {"add-field:0": "", "label": "医疗费", "kind": "money"})
    desk.post(
        "/desk/forms/relief/edit/field_1/",
        {"label": "自付医疗费", "key": "cost", "required": "yes", "min": "0", "condition": "trouble|illness"},
    )
    assert desk.post("/desk/forms/relief/publish/").status_code == 302
    version = queries.current_version("relief")
    assert [(f.key, f.label, f.is_required) for f in queries.definition(version).fields()] == [
        ("reason", "申请事由", True),
        ("trouble", "困难类型", True),
        ("cost", "自付医疗费", True),
    ]
    cost = queries.definition(version).field("cost")
    assert (cost.show_if.field, cost.show_if.values, cost.minimum) == ("trouble", ("illness",), 0)
    assert [c.value for c in queries.definition(version).field("trouble").choices] == ["illness", "因灾"]


def test_fields_and_sections_move_and_go(desk, form):
    edit = "/desk/forms/relief/edit/"
    desk.post(edit, {"add-section": "", "title": "承诺"})
    desk.post(edit, {"add-field:1": "", "label": "真实性承诺", "kind": "declaration"})
    assert fields(form) == ["reason", "field_1"]
    desk.post(edit, {"field-up:field_1": ""})
    assert [[f.key for f in s.fields] for s in definition(form).sections] == [["reason", "field_1"], []]
    desk.post(edit, {"field-up:field_1": ""})
    assert fields(form) == ["field_1", "reason"]
    desk.post(edit, {"section-up:1": ""})
    assert [s.title for s in definition(form).sections] == ["承诺", "申请内容"]
    desk.post(edit, {"remove-section:0": ""})
    desk.post(edit, {"remove-field:field_1": ""})
    assert fields(form) == ["reason"]
    desk.post(edit, {"section:0": "", "title": "申请", "hint": "写清楚"})
    desk.post(edit, {"head": "", "title": "临时救助表", "note": "一户一份"})
    assert (definition(form).title, definition(form).sections[0].hint) == ("临时救助表", "写清楚")


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"remove-field:reason": ""}, "表单至少要有一个可以填写的字段。"),
        ({"remove-field:nothing": ""}, "没有这个字段，可能已经删除，请刷新页面。"),
        ({"remove-section:7": ""}, "没有这一节，可能已经删除，请刷新页面。"),
        ({"add-field:x": "", "label": "甲", "kind": "text"}, "没有这一节，可能已经删除，请刷新页面。"),
        ({"add-field:0": "", "label": "", "kind": "text"}, "请先填写新字段的名称，再添加。"),
        ({"add-field:0": "", "label": "甲", "kind": "colour"}, "请选择字段的类型。"),
        ({"add-section": "", "title": ""}, "第2节还没有标题。"),
        ({"head": "", "title": ""}, "表单还没有标题。"),
        ({}, "没有收到要做的修改，请重新操作。"),
    ],
)
def test_a_step_that_cannot_work_is_refused_and_changes_nothing(desk, form, posted, sentence):
    before = queries.draft_of(form).definition
    page = desk.post("/desk/forms/relief/edit/", posted)
    assert page.status_code == 409
    assert sentence in page.content.decode()
    assert queries.draft_of(form).definition == before


def test_what_was_typed_about_a_field_stays_when_it_is_refused(desk, form):
    desk.post("/desk/forms/relief/edit/", {"add-field:0": "", "label": "人数", "kind": "integer"})
    typed = {"label": "家庭人数", "key": "field_1", "required": "yes", "min": "9", "max": "3", "hint": "含本人"}
    page = desk.post("/desk/forms/relief/edit/field_1/", typed)
    text = page.content.decode()
    assert page.status_code == 409
    assert "最小值 9 大于最大值 3。" in text
    assert 'value="家庭人数"' in text
    assert 'value="含本人"' in text


def test_rows_of_choices_are_added_without_javascript(desk, form):
    desk.post("/desk/forms/relief/edit/", {"add-field:0": "", "label": "类型", "kind": "choice"})
    page = desk.post(
        "/desk/forms/relief/edit/field_1/",
        {"label": "类型", "key": "field_1", "required": "no", "choices-0-label": "甲", "add-row:choices": ""},
    )
    assert page.status_code == 200
    text = page.content.decode()
    assert 'name="choices-1-label"' in text
    assert 'value="甲"' in text


def test_a_field_changes_its_kind_and_keeps_its_name(desk, form):
    page = desk.post("/desk/forms/relief/edit/reason/", {"change-kind": "", "new-kind": "multichoice"})
    assert page.status_code == 302
    reason = definition(form).field("reason")
    assert (reason.kind, reason.label, reason.is_required) == ("multichoice", "申请事由", True)


def test_a_renamed_field_keeps_the_conditions_that_lean_on_it(desk, form):
    desk.post("/desk/forms/relief/edit/", {"add-field:0": "", "label": "补充", "kind": "text"})
    desk.post(
        "/desk/forms/relief/edit/field_1/",
        {"label": "补充", "key": "more", "required": "no", "personal": "no", "condition": "reason|*"},
    )
    desk.post("/desk/forms/relief/edit/reason/", {"label": "事由", "key": "why", "required": "yes", "personal": "no"})
    assert definition(form).field("more").show_if.field == "why"


def test_a_condition_leans_on_one_field_only(desk, form):
    desk.post("/desk/forms/relief/edit/", {"add-field:0": "", "label": "甲", "kind": "choice"})
    desk.post("/desk/forms/relief/edit/", {"add-field:0": "", "label": "乙", "kind": "text"})
    typed = {"label": "乙", "key": "field_2", "required": "no", "personal": "no"}
    page = desk.post("/desk/forms/relief/edit/field_2/", typed | {"condition": ["field_1|yes", "reason|*"]})
    assert "显示条件只能依据一个字段，请只选同一字段的选项。" in page.content.decode()


def test_a_form_is_tried_out_on_a_real_page_and_nothing_is_kept(desk, form):
    desk.post("/desk/forms/relief/edit/", {"add-field:0": "", "label": "证件号", "kind": "id_number"})
    tried = desk.post("/desk/forms/relief/versions/1/", {"reason": "", "field_1": "123"})
    text = tried.content.decode()
    assert "请填写申请事由。" in text
    assert 'value="123"' in text
    good = desk.post("/desk/forms/relief/versions/1/", {"reason": "遭受火灾", "field_1": ID_NUMBER}).content.decode()
    assert "检查通过" in good
    assert f"{ID_NUMBER[:6]}********{ID_NUMBER[-4:]}" in good


def test_versions_are_compared_and_a_draft_is_given_up(desk, form):
    desk.post("/desk/forms/relief/publish/")
    assert desk.post("/desk/forms/relief/draft/")["Location"] == "/desk/forms/relief/edit/"
    desk.post("/desk/forms/relief/edit/", {"add-field:0": "", "label": "电话", "kind": "phone"})
    assert "新增“电话”。" in desk.get("/desk/forms/relief/").content.decode()
    page = desk.get("/desk/forms/relief/compare/?from=1&to=2").content.decode()
    assert "第1版到第2版，共 1 处不同" in page
    desk.post("/desk/forms/relief/discard/")
    assert queries.draft_of(form) is None
    assert desk.get("/desk/forms/relief/edit/")["Location"] == "/desk/forms/relief/"


@pytest.mark.parametrize("page", ["", "edit/", "edit/reason/", "versions/1/", "compare/"])
def test_a_form_of_another_unit_is_not_there(cast, form, page):
    client = Client()
    actions.create_form("transport", "运输表", "JT", by=_designer_of_transport(cast), at=NOON)
    client.force_login(cast.wangkezhang.user)
    assert client.get(f"/desk/forms/transport/{page}").status_code == 404


def _designer_of_transport(cast):
    from zhengtong.org.models import Assignment

    Assignment.objects.create(staff=cast.laozhou, role=cast.role("item_editor"), unit=cast.unit("JT"))
    return type(cast.laozhou).objects.get(pk=cast.laozhou.pk)


def test_the_designer_is_closed_to_citizens_and_to_staff_without_the_right(cast, form):
    client = Client()
    assert client.get("/desk/forms/")["Location"].startswith("/account/sign-in/")
    for person in (cast.zhangayi, cast.laozhou, cast.xiaoli):
        client.force_login(person.user)
        assert client.get("/desk/forms/").status_code == 404
        assert client.post("/desk/forms/relief/publish/").status_code == 404
