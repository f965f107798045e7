"""Items leave and come back as files without losing a word; what is wrong is reported line by line."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from tests.cast import NOON
from tests.catalog.items import FOLDER, allowance, another, publish_forms, put_through
from zhengtong.catalog import actions, importing
from zhengtong.catalog.interchange import Entry, read_documents, read_workbook, to_workbook, to_yaml, to_zip
from zhengtong.catalog.models import ItemVersion, ServiceItem
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry as JournalEntry


def county() -> list[Entry]:
    return [
        entry
        for path in sorted(FOLDER.glob("*.yaml"))
        for entry, _ in read_documents(path.name, path.read_bytes()).entries
    ]


def workbook(change, entries: list[Entry] | None = None) -> bytes:
    """A workbook of entries after `change(book)` was done to it by hand."""
    book = load_workbook(io.BytesIO(to_workbook(entries or [Entry(another(n)) for n in range(1, 301)])))
    change(book)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def column(sheet, label: str) -> int:
    return [cell.value for cell in sheet[1]].index(label) + 1


def test_the_whole_county_survives_the_workbook_and_the_files():
    entries = county()
    assert len(entries) >= 79
    assert {entry.code for entry in entries if entry.state == "cancelled"} == {"WJ-XK-0013", "LY-XK-0037"}
    from_book = read_workbook(to_workbook(entries))
    assert from_book.faults == [] and [entry for entry, _ in from_book.entries] == entries
    from_files = read_documents("all.zip", to_zip(entries))
    assert from_files.faults == [] and [entry for entry, _ in from_files.entries] == entries


def test_an_exported_file_reads_like_one_written_by_hand():
    text = to_yaml(Entry(allowance()))
    assert "audience: [natural]" in text
    assert "\nconditions: |" in text
    assert "  statutory: {amount: 30, unit: wd" in text
    assert "effective_on: 2021-07-01" in text
    assert "state: active" in text


def test_a_text_that_begins_with_an_equals_sign_is_no_formula():
    entry = Entry(allowance(summary="=HYPERLINK(1)"))
    book = load_workbook(io.BytesIO(to_workbook([entry])))
    sheet = book["事项"]
    assert sheet.cell(2, column(sheet, "一句话说明")).data_type == "s"
    assert [one for one, _ in read_workbook(to_workbook([entry])).entries] == [entry]


def spoil_twelve(book) -> None:
    items, materials, steps = book["事项"], book["材料"], book["环节"]
    items.cell(2, column(items, "事项类型"), "行政愿望")
    items.cell(3, column(items, "承诺时限"), -3)
    items.cell(4, column(items, "承诺时限"), "二十")
    items.cell(5, column(items, "网上办理"), "也许")
    items.cell(6, column(items, "服务对象"), "自然人、外星人")
    items.cell(7, column(items, "办件类型")).value = None
    items.cell(8, column(items, "事项编码"), "MZ-JF-0001")
    items.cell(9, column(items, "事项编码"), "MZ-XK-0008")
    items.cell(10, column(items, "实施主体"), "JT")
    materials.cell(2 + 9 * 5, column(materials, "材料必要性"), "看情况")
    steps.cell(2 + 10 * 4, column(steps, "环节时限"), 0)
    items.cell(13, column(items, "实施主体"), "ZZ")


def test_twelve_bad_rows_of_three_hundred_lose_nothing_that_was_good(cast):
    data = workbook(spoil_twelve)
    report = actions.import_items("items.xlsx", data, by=cast.wangkezhang, at=NOON)
    written = set(ItemVersion.objects.values_list("item__code", flat=True))
    assert len(report.to_write) == 288 and len(written) == 288
    assert "MZ-JF-0300" in written and "MZ-JF-0001" not in written
    lines = {(fault.sheet, fault.line) for fault in report.faults}
    assert {("事项", line) for line in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13)} <= lines
    assert ("材料", 47) in lines and ("环节", 42) in lines
    assert all(fault.sentence.endswith("。") for fault in report.faults)
    by_line = {(fault.sheet, fault.line): fault for fault in report.faults}
    assert by_line["事项", 3].column == "承诺时限" and "-3" in by_line["事项", 3].sentence
    assert by_line["材料", 47].column == "材料必要性" and "必要、非必要、容缺后补" in by_line["材料", 47].sentence
    entry = JournalEntry.objects.get(kind="items.imported")
    assert len(entry.data["written"]) == 288
    assert JournalEntry.objects.filter(kind="item.drafted").count() == 288


def test_a_dry_run_writes_nothing(cast):
    report = importing.check_import("items.xlsx", workbook(spoil_twelve), by=cast.wangkezhang)
    assert report.count(importing.NEW) == 288
    assert not ServiceItem.objects.exists() and not JournalEntry.objects.exists()


def test_what_is_there_already_is_revised_updated_or_left_alone(cast):
    publish_forms()
    put_through(cast, another(1))
    put_through(cast, another(2))
    actions.draft_item(another(3), by=cast.wangkezhang, at=NOON)
    actions.draft_item(another(4), by=cast.wangkezhang, at=NOON)
    actions.submit_version("MZ-JF-0004", by=cast.wangkezhang, at=NOON)
    changed = [another(1), another(2, summary="新"), another(3, summary="新"), another(4, summary="新"), another(5)]
    data = to_zip(Entry(content) for content in changed)
    report = actions.import_items("a.zip", data, by=cast.wangkezhang, at=NOON)
    assert [one.will for one in report.ready] == ["无变化", "起草新版本", "更新草稿", "新增"]
    assert [fault.code for fault in report.faults] == ["MZ-JF-0004"]
    assert "行政服务中心初审" in report.faults[0].sentence
    assert ServiceItem.objects.get(code="MZ-JF-0002").current.number == 1
    assert ItemVersion.objects.get(item__code="MZ-JF-0002", number=2).state == "draft"


def test_an_incomplete_item_is_imported_as_a_draft_and_counted(cast):
    publish_forms()
    data = to_yaml(Entry(allowance(conditions=None, phone=None))).encode()
    report = actions.import_items("mz-jf-0018.yaml", data, by=cast.wangkezhang, at=NOON)
    assert report.ready[0].missing == 2


def test_another_unit_imports_nothing_of_ours(cast):
    report = importing.check_import("a.yaml", to_yaml(Entry(allowance())).encode(), by=cast.laozhou)
    assert report.ready == [] and "MZ" in report.faults[0].sentence


def test_a_fault_of_a_file_names_its_line():
    text = to_yaml(Entry(allowance())).replace("need: optional", "need: perhaps", 1)
    fault = read_documents("a.yaml", text.encode()).faults[0]
    assert text.splitlines()[fault.line - 1].count("perhaps") == 1
    assert fault.column == "申请材料第5行“材料必要性”"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"code: [", "YAML"),
        (b"a: &x [1]\nb: *x", "引用"),
        ("只是一句话".encode(), "要素"),
        (b"code: MZ-JF-0001\nlevle: 4", "levle"),
    ],
)
def test_a_file_that_is_no_item_is_reported(text, says):
    faults = read_documents("x.yaml", text).faults
    assert len(faults) == 1 and says in faults[0].sentence


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"MZ\x90\x00", "import-unreadable"),
        ("a.zip", b"PK but not really", "import-unreadable"),
        ("a.zip", to_zip([]), "import-empty"),
        ("a.exe", b"MZ", "import-kind"),
        ("a.yaml", b" " * (importing.MOST_BYTES + 1), "import-too-large"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_one_sentence(cast, name, data, code):
    with pytest.raises(Refusal) as refusal:
        importing.check_import(name, data, by=cast.wangkezhang)
    assert refusal.value.code == code


def test_a_workbook_without_a_column_or_a_sheet_is_refused_before_it_could_empty_anything(cast):
    def drop_column(book):
        book["材料"].delete_cols(column(book["材料"], "填报须知"))

    def rename_column(book):
        book["事项"].cell(1, 2, "事项的名称")

    def drop_sheet(book):
        del book["问答"]

    one = [Entry(allowance())]
    for change, says in ((drop_column, "填报须知"), (rename_column, "事项的名称"), (drop_sheet, "问答")):
        with pytest.raises(Refusal, match=says):
            importing.check_import("a.xlsx", workbook(change, one), by=cast.wangkezhang)


def test_a_row_of_an_item_that_is_not_in_the_book_is_reported(cast):
    def stray(book):
        book["材料"].cell(2, 1, "MZ-JF-0099")

    report = importing.check_import("a.xlsx", workbook(stray, [Entry(allowance())]), by=cast.wangkezhang)
    assert [(fault.sheet, fault.line) for fault in report.faults] == [("材料", 2)]
    assert "MZ-JF-0099" in report.faults[0].sentence


def test_figures_and_words_are_taken_as_people_write_them(cast):
    def by_hand(book):
        sheet = book["事项"]
        sheet.cell(2, column(sheet, "承诺时限"), "１８")
        sheet.cell(2, column(sheet, "快递送达"), "√")
        sheet.cell(2, column(sheet, "搜索词"), "低保，困难补助;救助")
        bases = book["依据"]
        bases.cell(2, column(bases, "实施日期"), "2014年5月1日")

    ((entry, _),) = read_workbook(workbook(by_hand, [Entry(allowance())])).entries
    assert entry.content["limits"]["promised"]["amount"] == 18
    assert entry.content["apply"]["express"] is True
    assert entry.content["keywords"] == ["低保", "困难补助", "救助"]
    assert entry.content["bases"][0]["effective_on"] == "2014-05-01"


# --- files made to do harm ---


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[" * 100_000, "嵌套超过"),
        ("{a: " * 3_000, "嵌套超过"),
        ("a: &a [1, 1]\nb: [*a, *a]\n", "引用"),
        ("a: !!timestamp x\n", "标签"),
        ('a: !!python/object/apply:os.system ["id"]\n', "标签"),
        ('name: "a\\0b"\n', "控制字符"),
        ('name: "a\\ud800b"\n', "控制字符"),
        ("code: " + "9" * 10_000, "YAML"),
    ],
)
def test_a_file_made_to_exhaust_the_reader_is_one_fault(text, told):
    found = read_documents("evil.yaml", text.encode())
    assert found.entries == [] and len(found.faults) == 1
    assert told in found.faults[0].sentence


def test_a_damaged_member_of_an_archive_leaves_the_others_good():
    good = Entry(allowance())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.yaml", to_yaml(good))
        archive.writestr("b.yaml", b"damaged on the way")
    found = read_documents("all.zip", packed.getvalue().replace(b"damaged on", b"damagad on", 1))
    assert [entry for entry, _ in found.entries] == [good]
    assert [(fault.sheet, "已损坏" in fault.sentence) for fault in found.faults] == [("b.yaml", True)]


def parts_of(entry: Entry) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(to_workbook([entry]))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed_again(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9))
    + b"]><l>&j;</l>"
)


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", [b"", b"\xff<", b"<a", LAUGHS], ids=["empty", "garbage", "cut short", "laughs"])
def test_a_workbook_that_is_broken_inside_is_refused_as_a_whole(name, content):
    with pytest.raises(Refusal) as refused:
        read_workbook(packed_again(parts_of(Entry(allowance())) | {name: content}))
    assert refused.value.code == "import-unreadable"


def test_a_sheet_that_says_it_is_endless_is_read_as_far_as_a_catalogue_goes():
    parts = parts_of(Entry(allowance()))
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="19999"><c r="XFD19999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    assert len(read_workbook(packed_again(parts)).entries) == 1
