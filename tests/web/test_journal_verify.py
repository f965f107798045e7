"""全链校验 from the desk: run by auditors and supervisors, on record, and honest about what it finds or cannot do."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client

from tests.cast import NOON
from zhengtong.journal import sealing
from zhengtong.journal.models import Entry
from zhengtong.org import actions

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/desk/journal/verify/"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def sealed(cast) -> list[Entry]:
    """Two entries, linked, with the day before signed."""
    actions.sign_out(cast.xiaoli.user, at=NOON)
    actions.sign_out(cast.zhangayi.user, at=NOON)
    sealing.seal(NOON)
    sealing.sign_checkpoint(date(2026, 11, 22), NOON)
    return list(Entry.objects.order_by("id"))


def forge(statement: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, params)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_an_auditor_verifies_and_it_is_on_record(cast, sealed):
    auditor = signed_in(cast.wushenji)
    page = auditor.get(PAGE).content.decode()
    assert "还没有从这里校验过" in page
    assert "签名成立，与链一致" in page and "2026年11月22日" in page
    assert auditor.post(PAGE)["Location"] == PAGE
    page = auditor.get(PAGE).content.decode()
    assert 'data-element="sound"' in page and "共 2 条流水" in page
    entry = Entry.objects.get(kind="journal.verified")
    assert (entry.actor, entry.unit, entry.data["links"]) == ("staff:BG004", "BG", 2)
    assert entry.data["result"] == "流水完好"


def test_what_was_altered_is_named(cast, sealed):
    auditor = signed_in(cast.wushenji)
    forge("UPDATE journal_entry SET actor = 'staff:MZ001' WHERE id = %s", sealed[0].pk)
    auditor.post(PAGE)
    page = auditor.get(PAGE).content.decode()
    assert 'data-element="flaw"' in page
    assert f"流水{sealed[0].pk}（session.closed" in page
    assert f"/desk/journal/{sealed[0].pk}/" in page
    assert Entry.objects.get(kind="journal.verified").data["flaw"] == "entry-altered"


def test_a_signed_day_that_does_not_hold_is_shown_without_verifying_all(cast, sealed):
    auditor = signed_in(cast.wushenji)
    forge("UPDATE journal_checkpoint SET head = %s", bytes(32))
    assert "签名不成立" in auditor.get(PAGE).content.decode()


def test_a_chain_that_is_cut_short_contradicts_its_signature(cast, sealed):
    forge("DELETE FROM journal_link WHERE position = 2")
    assert "现在链上没有这一环" in signed_in(cast.wushenji).get(PAGE).content.decode()


def test_a_long_chain_is_left_to_the_command_line(cast, sealed, monkeypatch):
    monkeypatch.setattr("zhengtong.journal.auditing.MOST_LINKS", 1)
    monkeypatch.setattr("zhengtong.web.desk.journal.MOST_LINKS", 1)
    auditor = signed_in(cast.wushenji)
    page = auditor.get(PAGE).content.decode()
    assert "zhengtong verify-journal" in page and 'data-element="verify"' not in page
    assert "zhengtong verify-journal" in auditor.post(PAGE, follow=True).content.decode()
    assert not Entry.objects.filter(kind="journal.verified").exists()


def test_a_supervisor_verifies_without_reading_and_nobody_else_comes_in(cast, sealed):
    supervisor = signed_in(cast.linjiancha)
    assert supervisor.post(PAGE, follow=True).status_code == 200
    page = supervisor.get(PAGE).content.decode()
    assert 'href="/desk/journal/"' not in page and 'href="/desk/journal/looks/"' not in page
    assert supervisor.get("/desk/journal/").status_code == 404
    for name in ("xiaoli", "qianguanli", "zhouanquan", "zhangayi"):
        assert signed_in(cast.people[name]).get(PAGE).status_code == 404
        assert signed_in(cast.people[name]).post(PAGE).status_code == 404
