"""The console's way in, for the first security administrator and whoever is locked out altogether."""

import pytest

from tests.cast import NOON, PASSWORD
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.org.models import User
from zhengtong.project.accounts import demo_accounts, open_account


def test_an_account_is_opened_with_a_password_its_owner_must_change(cast):
    User.objects.filter(username="zhouanquan").update(failed_logins=5, locked_until=NOON)
    open_account("zhouanquan", "Anquan-7781", at=NOON)
    user = User.objects.get(username="zhouanquan")
    assert user.check_password("Anquan-7781") and not user.check_password(PASSWORD)
    assert (user.failed_logins, user.locked_until, user.password_changed_at) == (0, None, None)
    entry = Entry.objects.get(kind="password.reset")
    assert (entry.subject, entry.actor) == ("user:zhouanquan", "system") and "Anquan" not in str(entry.data)


@pytest.mark.parametrize(("username", "password"), [("nobody", "Anquan-7781"), ("zhouanquan", "123")])
def test_a_wrong_name_or_a_weak_password_opens_nothing(cast, username, password):
    with pytest.raises(Refusal):
        open_account(username, password, at=NOON)
    assert User.objects.get(username="zhouanquan").check_password(PASSWORD)
    assert not Entry.objects.filter(kind="password.reset").exists()


def test_the_table_of_accounts_has_one_of_each_role_and_leaves_out_whoever_changed_the_password(cast):
    assert {account.role for account in demo_accounts()} >= {"窗口人员", "审计员", "公众（自然人）"}
    open_account("zhouanquan", "Anquan-7781", at=NOON)
    assert "安全管理员" not in {account.role for account in demo_accounts()}
