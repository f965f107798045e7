"""The list is kept by those who may, every change moves it, and every act stands in the journal without the word."""

from datetime import timedelta

import pytest

from tests.cast import NOON
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.foundation.spreadsheets import to_xlsx
from zhengtong.guards import actions, queries
from zhengtong.guards.models import Finding, Override, Word, WordListVersion
from zhengtong.guards.rules import HEAD, read_draft
from zhengtong.journal.models import Entry

from .conftest import page

LATER = NOON + timedelta(hours=1)
DRAFT = {"kind": "sensitive", "text": "代开发票"}


def levels(text: str, at=NOON) -> list[str]:
    return [one.level for one in queries.check(text, at=at).found]


def test_a_word_is_in_force_at_once_and_gone_when_it_is_retired(listed, keeper):
    assert levels("有人办假证") == ["block"]
    actions.retire_word(listed["办假证"].pk, "表述已有新规定", by=keeper, at=LATER)
    assert levels("有人办假证") == []
    with pytest.raises(Unknown):
        queries.word_for_desk(listed["办假证"].pk)


def test_a_changed_word_is_checked_as_it_is_now(listed, keeper):
    draft = read_draft({"kind": "sensitive", "text": "办假证", "level": "review"})
    actions.change_word(listed["办假证"].pk, draft, by=keeper, at=LATER)
    assert levels("有人办假证") == ["review"]
    with pytest.raises(Refusal) as refused:
        actions.change_word(listed["办假证"].pk, draft, by=keeper, at=LATER)
    assert refused.value.code == "word-same-as-before"


def test_every_change_moves_the_version(listed, keeper):
    before = queries.list_version()
    actions.add_word(read_draft(DRAFT), by=keeper, at=LATER)
    after = queries.list_version()
    assert after.number == before.number + 1
    assert after.mark != before.mark
    assert WordListVersion.objects.count() == 1


def test_a_word_counts_on_its_days_alone(listed):
    assert levels("县国土资源局") == ["suggest"]
    assert levels("县国土资源局", at=NOON - timedelta(days=1)) == []


def test_nobody_else_keeps_the_list_and_a_refused_act_leaves_no_trace(cast, listed):
    before = Entry.objects.count(), Word.objects.count(), queries.list_version().number
    for person in (cast.laozhou, cast.tangbianji, cast.wangkezhang):
        with pytest.raises(Unknown):
            actions.add_word(read_draft(DRAFT), by=person, at=NOON)
        with pytest.raises(Unknown):
            actions.retire_word(listed["办假证"].pk, "不需要了", by=person, at=NOON)
        with pytest.raises(Unknown):
            actions.import_words("a.csv", "类别,词语\n敏感词,代开发票\n".encode(), by=person, at=NOON)
    with pytest.raises(Refusal) as refused:
        actions.add_word(read_draft({"kind": "sensitive", "text": "办假证"}), by=cast.songwangzhan, at=NOON)
    assert refused.value.code == "word-there"
    assert (Entry.objects.count(), Word.objects.count(), queries.list_version().number) == before


def test_the_journal_tells_of_the_list_and_never_a_word_of_it(listed, keeper):
    actions.retire_word(listed["办假证"].pk, "表述已有新规定", by=keeper, at=LATER)
    entries = list(Entry.objects.filter(kind__startswith="word"))
    assert {entry.kind for entry in entries} == {"word.added", "word.retired"}
    assert not any(word in str(entry.data) for entry in entries for word in listed)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": "sensitive", "text": "办"}, "word-short"),
        ({"kind": "sensitive", "text": "！！办！！"}, "word-short"),
        ({"kind": "error", "text": "既使"}, "word-no-right"),
        ({"kind": "error", "text": "既使", "right": "既使"}, "word-same"),
        ({"kind": "新词", "text": "既使"}, "word-kind"),
        ({"kind": "sensitive", "text": "办假证", "level": "很高"}, "word-level"),
        ({"kind": "hot", "text": "低保", "url": "javascript:alert(1)"}, "word-address"),
        ({"kind": "hot", "text": "低保", "url": "//elsewhere.example/"}, "word-address"),
        ({"kind": "hot", "text": "低保", "url": "/a/", "valid_to": "2026-12-31"}, "word-hot-days"),
        ({"kind": "sensitive", "text": "办假证", "valid_from": "明天"}, "word-day"),
        ({"kind": "sensitive", "text": "办假证", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "word-days"),
        ({"kind": "sensitive", "text": "长" * 61}, "word-long"),
    ],
)
def test_an_entry_that_cannot_work_is_refused(values, code):
    with pytest.raises(Refusal) as refused:
        read_draft(values)
    assert refused.value.code == code


# --- files ---

FILE = "类别,词语,正确词语,级别\n敏感词,代开发票,,禁止\n错词,既使,即使,复核\n错词,布署,,提示\n敏感词,代开发票,,复核\n\n敏感词,办假证,,\n"


def test_a_dry_run_says_what_becomes_of_every_line_and_writes_nothing(listed):
    before = Word.objects.count()
    plan = actions.plan("词表.csv", FILE.encode("gb18030"))
    assert [(line.number, line.will) for line in plan.lines] == [
        (2, "新增"), (3, "修改"), (4, "有错误"), (5, "有错误"), (7, "不变"),
    ]  # fmt: skip
    assert "正确的词语" in plan.faults[0].fault
    assert "第2行" in plan.faults[1].fault
    assert Word.objects.count() == before


def test_an_import_takes_in_the_good_lines_and_moves_the_list_once(listed, keeper):
    before = queries.list_version().number
    actions.import_words("词表.csv", FILE.encode(), by=keeper, at=LATER)
    assert levels("代开发票，既使") == ["block", "review"]
    assert queries.list_version().number == before + 1
    entry = Entry.objects.get(kind="words.imported")
    assert (entry.data["count"], entry.data["changed"], entry.data["refused"]) == (1, 1, 2)
    with pytest.raises(Refusal) as refused:
        actions.import_words("词表.csv", FILE.encode(), by=keeper, at=LATER)
    assert refused.value.code == "words-nothing"
    assert queries.list_version().number == before + 1


def test_a_workbook_is_read_like_a_file_of_commas(cast, keeper):
    book = to_xlsx("词表", [HEAD["kind"], HEAD["text"], HEAD["valid_from"]], [["敏感词", "=代开发票", "2026-11-01"]])
    plan = actions.plan("词表.xlsx", book)
    assert [line.will for line in plan.lines] == ["新增"]
    assert plan.lines[0].draft.valid_from.isoformat() == "2026-11-01"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "words-file-empty"),
        ("a.csv", "词,级\n办假证,禁止\n".encode(), "words-file-head"),
        ("a.csv", b"\xff\xff\xff\x00", "words-file-unreadable"),
        ("a.xlsx", b"no workbook", "words-file-unreadable"),
        ("a.csv", b"x" * (5 * 1024 * 1024 + 1), "words-file-large"),
        ("a.csv", ("类别,词语\n" + "敏感词,办假证\n" * 20_001).encode(), "words-file-long"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(cast, name, content, code):
    with pytest.raises(Refusal) as refused:
        actions.plan(name, content)
    assert refused.value.code == code


def test_the_seed_is_good_to_the_last_line_and_loads_once(cast, settings):
    folder = settings.COUNTY_DATA.parent / "guards"
    count = actions.load_seed(folder, at=NOON)
    assert count > 400
    assert actions.load_seed(folder, at=NOON) == 0
    assert levels("既使国土资源局") == ["suggest", "suggest"]
    assert levels("原国土资源局的办公楼") == []
    assert levels("按照劳动合同法签订，农业部门负责，农村长期稳定，打击非法集资") == []


# --- overrides ---


def test_an_override_is_signed_journalled_and_holds(cast, listed, keeper):
    row = actions.look_over(page("1", "历史上有人办假证"), at=NOON)[0]
    signed = actions.override(row, "引用历史案例原文", by=keeper, at=LATER)
    assert queries.is_genuine(Override.objects.get(pk=signed.pk))
    entry = Entry.objects.get(kind="finding.overridden")
    assert (entry.actor, entry.data["reason"], entry.unit) == (f"staff:{keeper.code}", "引用历史案例原文", "MZ")
    assert "办假证" not in str(entry.data)
    assert actions.look_over(page("1", "历史上有人办假证"), at=LATER) == []
    Override.objects.filter(pk=signed.pk).update(reason="另一个理由")
    assert not queries.is_genuine(Override.objects.get(pk=signed.pk))


def test_an_override_is_for_one_place(listed, keeper):
    quoted = "历史上有人办假证，见县志第三章第二节原文。"
    row = actions.look_over(page("1", quoted), at=NOON)[0]
    actions.override(row, "引用历史案例原文", by=keeper, at=LATER)
    there = actions.look_over(page("1", f"{quoted}另起一段，与前面没有关系，联系我办假证很快"), at=LATER)
    assert [one.what for one in there] == ["办假证"]
    assert "很快" in there[0].excerpt


def test_who_may_not_sign_does_not_and_nothing_is_signed_twice(cast, listed, keeper):
    row = actions.look_over(page("1", "有人办假证"), at=NOON)[0]
    for person in (cast.laozhou, cast.jiaotongbianji, cast.tangbianji):
        with pytest.raises(Unknown):
            actions.override(row, "我觉得可以", by=person, at=NOON)
    with pytest.raises(Refusal) as refused:
        actions.override(row, "好", by=keeper, at=NOON)
    assert refused.value.code == "no-reason"
    assert not Override.objects.exists()
    actions.override(row, "引用历史案例原文", by=cast.hanqianfa, at=NOON)
    with pytest.raises(Refusal) as refused:
        actions.override(row, "引用历史案例原文", by=keeper, at=NOON)
    assert refused.value.code == "finding-closed"


def test_the_work_list_is_for_those_whose_it_is(cast, listed):
    actions.look_over(page("1", "有人办假证，既使"), at=NOON)
    rows = queries.findings_for_desk(cast.songwangzhan)
    assert [row.level for row in rows] == ["block", "suggest"]
    assert not queries.findings_for_desk(cast.laozhou).exists()
    with pytest.raises(Unknown):
        queries.finding_for_desk(cast.jiaotongbianji, rows[0].pk)


def test_a_number_in_the_work_list_is_masked(listed):
    row = actions.look_over(page("1", "身份证360829199003070012，电话13800138000"), at=NOON)
    assert [one.level for one in row] == ["leak", "leak"]
    assert not Finding.objects.filter(excerpt__contains="199003070012").exists()
    assert not Finding.objects.filter(excerpt__contains="13800138000").exists()
