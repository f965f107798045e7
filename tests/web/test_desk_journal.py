"""流水查询: auditors find what happened and see whether it still holds; nobody else enters."""

import pytest
from django.db import connection

from tests.cast import NOON
from zhengtong.journal import confidence, sealing
from zhengtong.journal.actions import look
from zhengtong.journal.models import Entry
from zhengtong.org import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client, cast):
    client.force_login(cast.wushenji.user)
    return client


@pytest.fixture
def entry(cast) -> Entry:
    actions.sign_out(cast.xiaoli.user, at=NOON)
    actions.sign_out(cast.zhangayi.user, at=NOON)
    return Entry.objects.get(actor="staff:XZ001")


def test_only_auditors_enter(client, cast, entry):
    for name in ("xiaoli", "qianguanli", "zhouanquan", "zhangayi"):
        client.force_login(getattr(cast, name).user)
        for url in (
            "/desk/journal/",
            f"/desk/journal/{entry.pk}/",
            "/desk/journal/looks/",
            "/desk/journal/checkpoints/",
        ):
            assert client.get(url).status_code == 404, (name, url)


def test_entries_are_found_by_subject_kind_actor_and_day(auditor, entry):
    def shown(**asked: str) -> str:
        page = auditor.get("/desk/journal/", asked)
        assert page.status_code == 200
        return page.content.decode()

    assert "李晓兰（XZ001）" in shown() and "公众账户" in shown()
    assert "公众账户" not in shown(actor="xz001") and "李晓兰" in shown(actor="staff:XZ001")
    assert "李晓兰" in shown(subject="staff:XZ001", kind="session.closed", to="2026-11-23", **{"from": "2026-11-23"})
    assert "没有符合条件的流水" in shown(kind="session.opened")
    assert "没有符合条件的流水" in shown(to="2026-11-22")
    assert "李晓兰" in shown(to="not a day", before="x²")


def test_long_lists_are_paged_by_id_and_keep_their_filters(auditor, cast):
    for _ in range(53):
        actions.sign_out(cast.xiaoli.user, at=NOON)
    page = auditor.get("/desk/journal/", {"actor": "XZ001"})
    assert len(page.context["rows"]) == 50
    following = auditor.get("/desk/journal/" + page.context["next_url"])
    assert len(following.context["rows"]) == 3 and "actor=XZ001" in page.context["next_url"]


def test_an_entry_shows_its_facts_and_that_it_holds(auditor, entry):
    page = auditor.get(f"/desk/journal/{entry.pk}/").content.decode()
    assert (
        "来访地址" in page
        and "退出登录" in page
        and bytes(entry.digest).hex() in page
        and 'data-element="unsealed"' in page
    )
    assert auditor.get("/desk/journal/999999999/").status_code == 404
    assert auditor.get("/desk/journal/99999999999999999999/").status_code == 404


def test_what_is_told_in_confidence_is_not_listed_to_others(auditor, cast, entry, monkeypatch):
    look("staff:XZ002", "staff:XZ001", "证件号码")
    monkeypatch.setattr(confidence, "_rules", [lambda staff: Entry.objects.filter(pk=entry.pk).values("subject")])
    assert "李晓兰" not in auditor.get("/desk/journal/").content.decode()
    assert auditor.get(f"/desk/journal/{entry.pk}/").status_code == 404
    assert "staff:XZ001" not in auditor.get("/desk/journal/looks/").content.decode()
    monkeypatch.setattr(confidence, "_rules", [])
    assert auditor.get(f"/desk/journal/{entry.pk}/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_linked_entry_shows_its_place_and_a_forged_one_is_exposed(auditor, entry):
    assert sealing.seal(NOON) == 2
    page = auditor.get(f"/desk/journal/{entry.pk}/").content.decode()
    assert 'data-element="sound"' in page and f"第{entry.link.position}环" in page
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE journal_entry SET actor = 'staff:MZ001' WHERE id = %s", [entry.pk])
        cursor.execute("SET session_replication_role = DEFAULT")
    page = auditor.get(f"/desk/journal/{entry.pk}/").content.decode()
    assert 'data-element="flaw"' in page and "校验不通过" in page
    last = Entry.objects.latest("id")
    assert 'data-element="sound"' in auditor.get(f"/desk/journal/{last.pk}/").content.decode()


def test_looks_and_checkpoints_are_listed(auditor, cast):
    look("staff:XZ001", "citizen:page-look", "身份证号码", reason="核对", address="10.0.0.1")
    page = auditor.get("/desk/journal/looks/", {"subject": "citizen:page-look", "actor": "XZ001"}).content.decode()
    assert "李晓兰（XZ001）" in page and "核对" in page
    assert "没有查阅记录" in auditor.get("/desk/journal/looks/", {"subject": "nobody"}).content.decode()
    assert "还没有日签封" in auditor.get("/desk/journal/checkpoints/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_signed_day_is_shown(auditor, entry):
    sealing.seal(NOON)
    mark = sealing.sign_checkpoint(NOON.date().replace(day=22), NOON)
    page = auditor.get("/desk/journal/checkpoints/").content.decode()
    assert bytes(mark.head).hex() in page and "所有流水都已入链" in page
