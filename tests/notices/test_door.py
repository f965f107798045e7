"""我的消息 belongs to its owner."""

import pytest

from tests.cast import NOON
from zhengtong.notices.actions import notify
from zhengtong.notices.models import Notice


@pytest.fixture
def message(cast):
    return notify(
        user=cast.zhangayi.user,
        template="case.accepted",
        subject="R1",
        title="办件已受理",
        text="第一行\n<b>第二行</b>",
        link="/my/cases/R1/",
        at=NOON,
    )[0]


def test_nobody_reads_a_mailbox_without_signing_in(client, db):
    response = client.get("/my/messages/")
    assert response.status_code == 302 and response["Location"].startswith("/account/sign-in/")


def test_the_owner_sees_the_message_and_marks_it_read(client, cast, message):
    client.force_login(cast.zhangayi.user)
    page = client.get("/my/messages/").content.decode()
    assert "办件已受理" in page and 'href="/my/cases/R1/"' in page and 'data-state="unread"' in page
    assert "&lt;b&gt;第二行" in page and "有 1 条未读消息" in page
    assert Notice.objects.get().read_at is None  # looking writes nothing
    assert client.post("/my/messages/read/", {"message": message.pk}).status_code == 302
    page = client.get("/my/messages/").content.decode()
    assert 'data-state="read"' in page and "消息都已读过" in page


def test_another_account_sees_nothing_and_changes_nothing(client, cast, message):
    client.force_login(cast.liming.user)
    page = client.get("/my/messages/").content.decode()
    assert "办件已受理" not in page and "还没有消息" in page
    client.post("/my/messages/read/", {"message": message.pk})
    client.post("/my/messages/read/", {"all": "1"})
    assert Notice.objects.get().read_at is None


@pytest.mark.parametrize("chosen", ["", "x", "-1", "9" * 30, "１"])
def test_a_choice_that_is_none_is_answered_with_a_sentence(client, cast, message, chosen):
    client.force_login(cast.zhangayi.user)
    page = client.post("/my/messages/read/", {"message": chosen}, follow=True).content.decode()
    assert "没有选中" in page and Notice.objects.get().read_at is None
