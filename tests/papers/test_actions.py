"""Papers are numbered without gaps, frozen, rendered once, verifiable for ever."""

import threading
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.db import connections, transaction

from tests.cast import NOON
from tests.files.samples import refused
from zhengtong.files.models import StoredFile
from zhengtong.foundation.errors import Unknown
from zhengtong.journal.models import Entry
from zhengtong.papers import actions, queries
from zhengtong.papers.choices import PaperKind
from zhengtong.papers.models import Paper

from .samples import CONTENT

REF = "360829007XK20261123000017"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def issue(unit, kind=PaperKind.ACCEPTANCE, at=NOON, **changes) -> Paper:
    content = {**CONTENT[kind], **changes}
    return actions.issue(kind, subject=REF, unit=unit, content=content, by="staff:MZ001", at=at)


def test_numbers_run_per_unit_kind_and_year(cast):
    mz, jt = cast.unit("MZ"), cast.unit("JT")
    assert [issue(mz).number for _ in range(2)] == ["安民受〔2026〕1号", "安民受〔2026〕2号"]
    assert issue(jt).number == "安交通受〔2026〕1号"
    assert issue(mz, PaperKind.DENIAL).number == "安民不准〔2026〕1号"
    # 2026-12-31 16:30 UTC is already New Year's Day in the county.
    assert issue(mz, at=datetime(2026, 12, 31, 16, 30, tzinfo=UTC)).number == "安民受〔2027〕1号"


def test_a_refused_paper_leaves_no_trace_and_no_gap(cast):
    mz = cast.unit("MZ")
    with refused("paper-incomplete", "承诺办结日期"):
        issue(mz, promised_due=None)
    with pytest.raises(RuntimeError), transaction.atomic():
        issue(mz)
        raise RuntimeError("the act around it fails")
    assert not Paper.objects.exists()
    assert issue(mz).number == "安民受〔2026〕1号"


@pytest.mark.django_db(transaction=True)
def test_windows_issuing_at_once_share_no_number_and_leave_no_gap(cast):
    mz, gate, turns = cast.unit("MZ"), threading.Barrier(6), count()

    def one() -> None:
        try:
            gate.wait()
            with transaction.atomic():
                issue(mz)
                if next(turns) % 3 == 0:
                    transaction.set_rollback(True)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Paper.objects.values_list("number", flat=True)) == [f"安民受〔2026〕{n}号" for n in range(1, 5)]


def test_the_words_are_frozen_and_sealed_at_rest(cast):
    paper = Paper.objects.get(pk=issue(cast.unit("MZ")).pk)
    assert queries.said(paper)["accepted_on"] == "2026-11-23"
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT content FROM papers_paper WHERE id = %s", [paper.pk])
        assert "青枫" not in cursor.fetchone()[0]
    assert queries.organ(paper) == "安福县民政局"


def test_the_pdf_is_made_once_and_the_same_for_everybody(cast, monkeypatch):
    paper = issue(cast.unit("MZ"))
    first = actions.pdf(paper)
    assert first.startswith(b"%PDF-") and StoredFile.objects.get().digest == paper.pdf_digest
    again = Paper.objects.get(pk=paper.pk)
    monkeypatch.setattr(actions.rendering, "render", lambda *a, **k: pytest.fail("rendered twice"))
    assert actions.pdf(again) == first


def test_two_readers_at_once_get_the_same_bytes(cast):
    paper = issue(cast.unit("MZ"))
    other = Paper.objects.get(pk=paper.pk)
    assert actions.pdf(paper) == actions.pdf(other)
    assert StoredFile.objects.count() == 1


def test_a_certificate_bears_its_own_name(cast):
    assert issue(cast.unit("MZ"), PaperKind.CERTIFICATE).title == "食品经营许可证"


def test_a_paper_is_signed_for_once(cast):
    paper = issue(cast.unit("MZ"))
    actions.sign_for(paper, name="李明", at=NOON + timedelta(hours=1))
    with refused("paper-signed", "李明"):
        actions.sign_for(paper, name="别人", at=NOON + timedelta(hours=2))
    assert Paper.objects.get(pk=paper.pk).signed_for_by == "李明"


def test_a_withdrawn_paper_is_known_as_withdrawn(cast):
    paper = issue(cast.unit("MZ"))
    actions.withdraw(paper.number, by=cast.liujuzhang, reason="文书种类用错", at=NOON)
    assert not queries.verification(paper.verification_code).is_valid
    entry = Entry.objects.get(kind="paper.withdrawn")
    assert (entry.subject, entry.actor, entry.data["number"]) == (REF, "staff:MZ002", paper.number)
    with refused("paper-withdrawn"):
        actions.withdraw(paper.number, by=cast.liujuzhang, reason="再撤一次", at=NOON)
    with refused("paper-withdrawn"):
        actions.sign_for(paper, name="李明", at=NOON)


def test_only_who_may_void_withdraws_and_another_unit_learns_nothing(cast):
    paper = issue(cast.unit("MZ"))
    with refused("reason-missing"):
        actions.withdraw(paper.number, by=cast.liujuzhang, reason="  ", at=NOON)
    for stranger in (cast.laozhou, cast.xiaoli):
        with refused("unknown"):
            actions.withdraw(paper.number, by=stranger, reason="不该", at=NOON)
    assert not Entry.objects.filter(kind="paper.withdrawn").exists()


def test_a_code_is_found_however_it_is_typed(cast):
    paper = issue(cast.unit("MZ"), applicant="张桂兰")
    code = paper.verification_code
    typed = "-".join(code[n : n + 4] for n in range(0, 16, 4)).lower().replace("0", "o").replace("1", "l")
    known = queries.verification(f" {typed} ")
    assert (known.number, known.organ, known.party) == (paper.number, "安福县民政局", "张*兰")
    assert known.is_valid and known.title == "受理通知书"
    with pytest.raises(Unknown):
        queries.verification("0000000000000000")
