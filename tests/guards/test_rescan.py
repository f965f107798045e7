"""When the list moves, everything public is looked over again: rows open, rows close by themselves."""

from datetime import timedelta

import pytest

from tests.cast import NOON
from zhengtong.dialogue import actions as dialogue
from zhengtong.files.models import StoredFile
from zhengtong.guards import actions, queries, tasks
from zhengtong.guards.actions import rescanning
from zhengtong.guards.models import DocumentText, Finding, Rescan
from zhengtong.guards.rules import read_draft
from zhengtong.journal.models import Entry

from .conftest import page

LATER = NOON + timedelta(hours=1)


def rescan(at) -> int:
    """A whole pass in one go."""
    return actions.rescan(at, seconds=60)


def open_refs() -> list[tuple[str, str]]:
    return sorted(Finding.objects.filter(state="open").values_list("ref", "what"))


def test_a_new_word_opens_rows_for_what_is_public_already(public, listed, keeper):
    public |= {"1": page("1", "代开发票找我"), "2": page("2", "干净的文字")}
    assert rescan(NOON) == 2
    assert open_refs() == []
    actions.add_word(read_draft({"kind": "sensitive", "text": "代开发票"}), by=keeper, at=LATER)
    assert rescan(LATER) == 2
    assert open_refs() == [("1", "代开发票")]
    assert Entry.objects.filter(kind="words.rescanned").count() == 2


def test_nothing_is_scanned_again_while_nothing_changed(public, listed):
    public["1"] = page("1", "办假证")
    assert rescan(NOON) == 1
    assert rescan(LATER) == 0
    assert rescan(NOON + timedelta(days=1)) == 1


def test_a_row_closes_by_itself_when_the_text_is_mended_or_no_longer_public(public, listed):
    public |= {"1": page("1", "办假证"), "2": page("2", "既使下雨"), "3": page("3", "办假证")}
    rescan(NOON)
    assert len(open_refs()) == 3
    public["1"] = page("1", "办真证")
    del public["2"]
    rescan(NOON + timedelta(days=1))
    assert open_refs() == [("3", "办假证")]
    assert queries.last_rescan().closed == 2


def test_a_retired_word_closes_what_it_found(public, listed, keeper):
    public["1"] = page("1", "办假证")
    rescan(NOON)
    actions.retire_word(listed["办假证"].pk, "表述已有新规定", by=keeper, at=LATER)
    rescan(LATER)
    assert open_refs() == []


def test_what_is_wrong_again_is_opened_again(public, listed):
    public["1"] = page("1", "办假证")
    rescan(NOON)
    public["1"] = page("1", "好")
    rescan(NOON + timedelta(days=1))
    public["1"] = page("1", "办假证")
    rescan(NOON + timedelta(days=2))
    assert open_refs() == [("1", "办假证")]
    assert Finding.objects.count() == 1


def test_an_override_outlasts_the_re_scan(public, listed, keeper):
    public["1"] = page("1", "办假证")
    rescan(NOON)
    actions.override(Finding.objects.get(), "引用历史案例原文", by=keeper, at=NOON)
    rescan(NOON + timedelta(days=1))
    assert open_refs() == []
    assert Finding.objects.get().state == "overridden"


def test_a_pass_goes_on_where_it_was_broken_off(public, listed):
    public |= {str(n): page(str(n), "办假证") for n in range(1, 6)}
    assert [actions.rescan(NOON, seconds=0) for _ in range(5)] == [1, 1, 1, 1, 1]
    assert tasks.rescan(LATER) == 0
    assert len(open_refs()) == 5
    assert Rescan.objects.get().texts == 5


def test_a_source_that_fails_closes_nothing(public, listed, monkeypatch):
    public |= {"1": page("1", "办假证")}
    rescan(NOON)

    def broken(after):
        raise OSError("the source is gone")
        yield

    monkeypatch.setattr(rescanning, "PUBLIC_TEXTS", {"page": broken})
    with pytest.raises(OSError, match="gone"):
        rescan(NOON + timedelta(days=1))
    assert open_refs() == [("1", "办假证")]


def test_an_attachment_is_read_once_and_found_in(public, listed, monkeypatch, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    stored = StoredFile.objects.create(
        digest="a" * 64, algorithm="sha256", size=10, media_type="text/plain", stored_at=NOON
    )
    read = []
    monkeypatch.setattr(queries, "content", lambda file: read.append(file.pk) or "附件里既使".encode())
    public["1"] = page("1", "干净", attachments=[("说明.txt", stored)])
    rescan(NOON)
    rescan(NOON + timedelta(days=1))
    assert read == [stored.pk]
    assert DocumentText.objects.get().text == "附件里既使"
    row = Finding.objects.get()
    assert (row.place, row.what, row.state) == ("说明.txt", "既使", "open")


def test_an_attachment_nobody_can_read_is_work_and_not_clean(public, listed, monkeypatch):
    stored = StoredFile.objects.create(
        digest="b" * 64, algorithm="sha256", size=10, media_type="application/ofd", stored_at=NOON
    )
    monkeypatch.setattr(queries, "content", lambda file: b"PK")
    public["1"] = page("1", "干净", attachments=[("公告.ofd", stored)])
    rescan(NOON)
    row = Finding.objects.get()
    assert (row.level, row.way) == ("review", "unread")
    assert "公告.ofd" in row.excerpt


def test_published_answers_are_among_what_is_looked_over(county, listed):
    from tests.dialogue.conftest import QUESTION

    letter = dialogue.ask("MZ-JF-0018", QUESTION, writer=None, submission="page-1", at=NOON)
    dialogue.answer(letter.ref, "既使下雨也可以来办。", publish=True, by=county.wangkezhang, at=NOON)
    rescan(LATER)
    assert open_refs() == [(letter.ref, "既使")]
    dialogue.unpublish(letter.ref, "答复有错别字", by=county.wangkezhang, at=LATER)
    rescan(NOON + timedelta(days=1))
    assert open_refs() == []
