"""事项管理 at the desk: the whole chain by clicks, nothing typed is lost, strangers learn nothing."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.cast import NOON
from tests.catalog.items import allowance, another, publish_forms, put_through
from zhengtong.catalog import actions
from zhengtong.catalog.interchange import Entry, read_documents, to_workbook, to_yaml
from zhengtong.catalog.models import ItemVersion, ServiceItem
from zhengtong.journal.models import Entry as JournalEntry

CODE = "MZ-JF-0018"


@pytest.fixture(autouse=True)
def _forms(db):
    publish_forms()


def at_desk(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def text(response) -> str:
    return response.content.decode()


def inputs(page: str) -> dict[str, object]:
    """What a browser would post of the long form as it stands."""
    form = page[page.index('class="item-edit') :]
    values: dict[str, object] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is None or ('type="checkbox"' in tag and "checked" not in tag):
            continue
        kept = value[1] if value else ""
        if 'type="checkbox"' in tag and name[1] in values:
            values[name[1]] = [*values[name[1]], kept]
        else:
            values[name[1]] = [kept] if 'type="checkbox"' in tag else kept
    for name, body in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        values[name] = body
    for tag, name, body in re.findall(r'(<select [^>]*name="([^"]+)"[^>]*>)(.*?)</select>', form, re.S):
        chosen = re.findall(r'<option value="([^"]*)" selected', body)
        values[name] = chosen if "multiple" in tag else (chosen[0] if chosen else "")
    return values


def test_an_item_goes_from_nothing_to_the_public_by_clicks(cast):
    editor = at_desk(cast.wangkezhang)
    begun = {"code": "mz-jf-0018", "name": "低保", "unit": "MZ", "kind": "payment", "project_type": "promised"}
    assert editor.post("/desk/items/new/", begun).status_code == 302
    assert "还差" in text(editor.get(f"/desk/items/{CODE}/1/"))
    refused = editor.post(f"/desk/items/{CODE}/act/submit/", {"stage": "draft"})
    assert refused.status_code == 409 and "没有达到发布要求" in text(refused)
    actions.edit_draft(CODE, allowance(), by=cast.wangkezhang, at=NOON)
    page = text(editor.get(f"/desk/items/{CODE}/1/"))
    assert "要素完整" in page and "提交审核" in page and "act-approve" not in page
    assert editor.post(f"/desk/items/{CODE}/act/submit/", {"stage": "draft"}).status_code == 302
    for reviewer, stage, more in (
        (cast.chenzhuren, "center_review", {}),
        (cast.zhaofazhi, "legal_review", {}),
        (cast.sunzhuren, "egov_review", {}),
        (cast.sunzhuren, "city_review", {"document": "吉政数字〔2026〕8号"}),
    ):
        client = at_desk(reviewer)
        assert CODE in text(client.get("/desk/items/?waiting=1"))
        assert "act-approve" in text(client.get(f"/desk/items/{CODE}/1/"))
        told = {"text": "同意", "stage": stage, **more}
        assert client.post(f"/desk/items/{CODE}/act/approve/", told).status_code == 302
    publisher = at_desk(cast.sunzhuren)
    assert publisher.post(f"/desk/items/{CODE}/act/publish/", {}).status_code == 302
    assert ServiceItem.objects.get(code=CODE).current.number == 1
    page = text(at_desk(cast.laozhou).get(f"/desk/items/{CODE}/1/"))
    assert "报市审定：通过" in page and "吉政数字〔2026〕8号" in page


def test_saving_the_form_as_it_stands_changes_no_element(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    editor = at_desk(cast.wangkezhang)
    posted = inputs(text(editor.get(f"/desk/items/{CODE}/edit/")))
    response = editor.post(f"/desk/items/{CODE}/edit/", posted | {"save": "1"})
    assert response.status_code == 302
    assert ItemVersion.objects.get().content == allowance()


def test_a_row_is_added_moved_and_removed_without_losing_what_was_typed(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    editor = at_desk(cast.wangkezhang)
    posted = inputs(text(editor.get(f"/desk/items/{CODE}/edit/")))
    posted["summary"] = "打了一半的话"
    entries = JournalEntry.objects.count()
    page = text(editor.post(f"/desk/items/{CODE}/edit/", posted | {"row": "add:materials"}))
    assert "改动还没有保存" in page and "打了一半的话" in page and "申请材料第6行" in page
    page = text(editor.post(f"/desk/items/{CODE}/edit/", inputs(page) | {"row": "remove:materials:5"}))
    page = text(editor.post(f"/desk/items/{CODE}/edit/", inputs(page) | {"row": "up:materials:1"}))
    assert JournalEntry.objects.count() == entries
    assert editor.post(f"/desk/items/{CODE}/edit/", inputs(page) | {"finish": "1"}).status_code == 302
    content = ItemVersion.objects.get().content
    names = [row["name"] for row in allowance()["materials"]]
    assert [row["name"] for row in content["materials"]] == [names[1], names[0], *names[2:]]
    assert content["summary"] == "打了一半的话"


def test_a_wrong_value_is_told_beside_its_field_and_everything_typed_stays(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    editor = at_desk(cast.wangkezhang)
    posted = inputs(text(editor.get(f"/desk/items/{CODE}/edit/")))
    wrong = {"limits.promised.amount": "-3", "conditions": "新写的条件", "bases-0-effective_on": "去年"}
    response = editor.post(f"/desk/items/{CODE}/edit/", posted | wrong | {"save": "1"})
    page = text(response)
    assert response.status_code == 409
    assert 'href="#f-limits.promised.amount"' in page and 'href="#f-bases-0-effective_on"' in page
    assert 'value="-3"' in page and "新写的条件" in page
    assert ItemVersion.objects.get().content == allowance()


def test_a_draft_someone_else_changed_is_not_overwritten(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    editor = at_desk(cast.wangkezhang)
    posted = inputs(text(editor.get(f"/desk/items/{CODE}/edit/")))
    editor.post(f"/desk/items/{CODE}/edit/", posted | {"save": "1"})
    again = editor.post(f"/desk/items/{CODE}/edit/", posted | {"summary": "后来的", "save": "1"})
    assert again.status_code == 409 and "已被他人修改" in text(again) and "后来的" in text(again)


def test_a_second_click_on_approve_is_told_and_changes_nothing(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    center = at_desk(cast.chenzhuren)
    told = {"text": "同意", "stage": "center_review"}
    assert center.post(f"/desk/items/{CODE}/act/approve/", told).status_code == 302
    assert center.post(f"/desk/items/{CODE}/act/approve/", told).status_code == 404
    assert ItemVersion.objects.get().state == "legal_review"


def test_a_return_without_a_reason_asks_for_it(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    center = at_desk(cast.chenzhuren)
    refused = center.post(f"/desk/items/{CODE}/act/return/", {"text": " ", "stage": "center_review"})
    assert refused.status_code == 409 and 'href="#f-text"' in text(refused)
    sent = {"text": "请补充依据", "stage": "center_review"}
    assert center.post(f"/desk/items/{CODE}/act/return/", sent).status_code == 302
    assert "请补充依据" in text(at_desk(cast.wangkezhang).get(f"/desk/items/{CODE}/1/"))


@pytest.mark.parametrize("verb", ["suspend", "cancel", "revise", "publish", "submit", "approve", "nonsense"])
def test_who_may_not_act_finds_no_page_to_act_on(cast, verb):
    put_through(cast, allowance())
    stranger = at_desk(cast.laozhou)
    assert stranger.get(f"/desk/items/{CODE}/act/{verb}/").status_code == 404
    posted = {"reason": "x", "basis": "x", "on": "2026-11-23"}
    assert stranger.post(f"/desk/items/{CODE}/act/{verb}/", posted).status_code in (404, 409)
    assert ServiceItem.objects.get().state == "active"


def test_cancelling_says_what_follows_and_asks_for_the_basis(cast):
    put_through(cast, allowance())
    publisher = at_desk(cast.sunzhuren)
    page = text(publisher.get(f"/desk/items/{CODE}/act/cancel/"))
    assert "不能恢复" in page and "取消依据" in page
    assert publisher.post(f"/desk/items/{CODE}/act/cancel/", {"basis": "某号文", "on": "二月"}).status_code == 409
    done = publisher.post(f"/desk/items/{CODE}/act/cancel/", {"basis": "某号文", "on": "2026-11-20"})
    assert done.status_code == 302
    assert "该事项已取消" in text(publisher.get(f"/desk/items/{CODE}/1/"))


def test_a_draft_of_another_unit_cannot_be_found_by_its_address(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    for stranger in (cast.laozhou, cast.xiaoli, cast.chenzhuren):
        client = at_desk(stranger)
        assert CODE not in text(client.get("/desk/items/"))
        for address in ("", "1/", "1/yaml/", "edit/", "act/submit/"):
            assert client.get(f"/desk/items/{CODE}/{address}").status_code == 404
    assert at_desk(cast.zhangayi).get("/desk/items/").status_code == 404
    assert Client().get("/desk/items/").status_code == 302


def test_the_difference_to_the_version_in_force_is_shown(cast):
    put_through(cast, allowance())
    actions.revise_item(CODE, by=cast.wangkezhang, at=NOON)
    actions.edit_draft(CODE, allowance(summary="换了说法。"), by=cast.wangkezhang, at=NOON)
    page = text(at_desk(cast.wangkezhang).get(f"/desk/items/{CODE}/2/?view=changes"))
    assert "共 1 处不同" in page and "换了说法。" in page
    assert "<svg" in text(at_desk(cast.laozhou).get(f"/desk/items/{CODE}/1/?view=flow"))


def test_import_reports_first_and_writes_after(cast):
    editor = at_desk(cast.wangkezhang)
    entries = [Entry(another(n)) for n in range(1, 6)]
    book = load_workbook(io.BytesIO(to_workbook(entries)))
    book["事项"].cell(3, 3, "行政愿望")
    packed = io.BytesIO()
    book.save(packed)
    upload = SimpleUploadedFile("items.xlsx", packed.getvalue())
    page = text(editor.post("/desk/items/import/", {"file": upload, "check": "1"}))
    assert "行政愿望" in page and "导入这 4 项" in page
    assert not ServiceItem.objects.exists()
    payload = re.search(r'name="payload" value="([^"]+)"', page)[1]
    done = text(editor.post("/desk/items/import/", {"name": "items.xlsx", "payload": payload, "import": "1"}))
    assert "已导入4项" in done and "行政愿望" in done
    assert ServiceItem.objects.count() == 4


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"payload": "%%%", "name": "a.xlsx"},
        {"payload": "TVo=", "name": "a.exe"},
        {"payload": "TVo=", "name": "a.xlsx"},
    ],
)
def test_a_file_that_is_none_is_answered_with_a_sentence(cast, posted):
    response = at_desk(cast.wangkezhang).post("/desk/items/import/", posted)
    assert response.status_code == 200 and "error-summary" in text(response)


def test_what_the_list_shows_is_exported(cast):
    put_through(cast, allowance())
    put_through(cast, another(1))
    reader = at_desk(cast.laozhou)
    book = load_workbook(io.BytesIO(reader.get("/desk/items/export/xlsx/?q=MZ-JF-0018").content))
    assert [row[0] for row in book["事项"].iter_rows(min_row=2, values_only=True)] == [CODE]
    found = read_documents("a.zip", reader.get("/desk/items/export/yaml/").content)
    assert {entry.code for entry, _ in found.entries} == {CODE, "MZ-JF-0001"}
    assert text(reader.get(f"/desk/items/{CODE}/1/yaml/")) == to_yaml(Entry(allowance()))
    blank = load_workbook(io.BytesIO(reader.get("/desk/items/export/blank/").content))
    assert blank["事项"].max_row == 1
    assert reader.get("/desk/items/export/pdf/").status_code == 404


def test_the_list_filters_and_costs_no_more_with_more_items(cast):
    for number in range(1, 4):
        actions.draft_item(another(number), by=cast.wangkezhang, at=NOON)
    editor = at_desk(cast.wangkezhang)
    for address, expected in (
        ("?kind=license", 0),
        ("?state=draft", 3),
        ("?unit=MZ&q=第2项", 1),
        ("?standing=cancelled", 0),
    ):
        page = text(editor.get(f"/desk/items/{address}"))
        assert page.count("data-row>") == expected, address
    with CaptureQueriesContext(connection) as few:
        editor.get("/desk/items/")
    for number in range(10, 30):
        actions.draft_item(another(number), by=cast.wangkezhang, at=NOON)
    with CaptureQueriesContext(connection) as many:
        editor.get("/desk/items/")
    assert len(many) == len(few)


def test_a_submitted_version_is_taken_back_and_its_draft_given_up_by_clicks(cast):
    actions.draft_item(allowance(), by=cast.wangkezhang, at=NOON)
    actions.submit_version(CODE, by=cast.wangkezhang, at=NOON)
    editor, page = at_desk(cast.wangkezhang), f"/desk/items/{CODE}/1/"
    assert "act-withdraw" in text(editor.get(page)) and "act-discard" not in text(editor.get(page))
    assert "act-withdraw" not in text(at_desk(cast.chenzhuren).get(page))
    refused = editor.post(f"/desk/items/{CODE}/act/withdraw/", {"reason": ""})
    assert refused.status_code == 409 and "请填写撤回的原因" in text(refused)
    assert editor.post(f"/desk/items/{CODE}/act/withdraw/", {"reason": "收费依据有误"}).status_code == 302
    shown = text(editor.get(page))
    assert "行政服务中心初审：起草单位撤回" in shown and "收费依据有误" in shown and "王建平" in shown

    asked = text(editor.get(f"/desk/items/{CODE}/act/discard/"))
    seen = re.search(r'name="seen" value="([^"]+)"', asked)[1]
    assert "不能恢复" in asked
    actions.edit_draft(CODE, allowance(), by=cast.wangkezhang, at=NOON.replace(hour=5))
    stale = editor.post(f"/desk/items/{CODE}/act/discard/", {"seen": seen})
    assert stale.status_code == 409 and "已被他人修改" in text(stale)
    done = editor.post(f"/desk/items/{CODE}/act/discard/", {})
    assert done.headers["Location"] == "/desk/items/" and "草稿已放弃" in text(editor.get("/desk/items/"))
    assert "草稿已放弃" in text(editor.get(page)) and "act-" not in text(editor.get(page))
    assert at_desk(cast.laozhou).get(page).status_code == 404
