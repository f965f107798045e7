"""群众账户 at a window: found by the whole number, the card compared, the password given once and changed first."""

import re

import pytest
from django.test import Client

from tests.cast import PASSWORD
from zhengtong.journal.models import Entry, Look
from zhengtong.org import actions
from zhengtong.org.actions.identity import one_time_password
from zhengtong.org.models import Citizen, User
from zhengtong.org.rules import check_password

pytestmark = pytest.mark.django_db

ACCOUNTS = "/desk/reception/accounts/"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def clerk(cast) -> Client:
    return signed_in(cast.xiaoli)


@pytest.fixture
def page(clerk, cast) -> str:
    """The page of 张阿姨's account."""
    return clerk.post(ACCOUNTS, {"id_number": cast.zhangayi.id_number})["Location"]


def kinds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


def text(answer) -> str:
    return answer.content.decode()


def test_the_account_is_found_by_the_whole_number_masked_and_the_look_is_recorded(clerk, cast):
    looks = Look.objects.filter(subject=f"citizen:{cast.zhangayi.user.pk}")
    for half in ("3608291958", "张桂兰", ""):
        assert clerk.post(ACCOUNTS, {"id_number": half}).status_code == 409
    assert not looks.exists()
    found = clerk.post(ACCOUNTS, {"id_number": f" {cast.zhangayi.id_number} "})
    assert cast.zhangayi.id_number not in found["Location"]
    assert looks.get().actor == "staff:XZ001"
    shown = text(clerk.get(found["Location"]))
    assert "张*兰" in shown and "360829********0068" in shown
    assert cast.zhangayi.phone not in shown and cast.zhangayi.id_number not in shown


@pytest.mark.parametrize("name", ["wangkezhang", "shixi", "wushenji"])
def test_only_windows_that_receive_come_in(cast, page, name):
    other = signed_in(cast.people[name])
    assert other.get(ACCOUNTS).status_code == 404
    assert other.get(page).status_code == 404
    assert other.post(f"{page}reset/", {"reset-checked": "yes"}).status_code == 404


def test_a_found_account_opens_only_for_the_clerk_who_looked_it_up(cast, page):
    colleague = signed_in(cast.henglong)
    assert colleague.get(ACCOUNTS).status_code == 200
    assert colleague.get(page).status_code == 404


def test_the_password_is_given_once_and_must_be_changed_before_anything_else(clerk, cast, page):
    aunt = Client()
    aunt.post("/account/sign-in/", {"username": cast.zhangayi.phone, "password": PASSWORD})
    for _ in range(5):
        Client().post("/account/sign-in/", {"username": cast.zhangayi.phone, "password": "wrong-1A"})
    answer = clerk.post(f"{page}reset/", {"reset-checked": "yes"})
    given = re.search(r'data-element="one-time-password">([^<]+)<', text(answer))[1]
    assert "no-store" in answer["Cache-Control"]
    assert aunt.get("/account/")["Location"].startswith("/account/sign-in/"), "whoever was signed in is out"
    assert Client().post("/account/sign-in/", {"username": "zhangayi", "password": PASSWORD}).status_code == 409
    User.objects.filter(username="zhangayi").update(failed_logins=0)

    aunt.post("/account/sign-in/", {"username": cast.zhangayi.phone, "password": given})
    for place in ("/", "/account/", "/my/"):
        assert aunt.get(place)["Location"].startswith("/account/password/"), place
    assert aunt.post("/consult/").status_code == 302
    assert "请先设置您自己的密码" in text(aunt.get("/account/password/?next=/my/"))
    new = {"current": given, "password": "Longtian-58", "password_again": "Longtian-58", "next": "/my/"}
    assert aunt.post("/account/password/", new)["Location"] == "/my/"
    assert aunt.get("/my/").status_code == 200
    entry = Entry.objects.get(kind="citizen.password_reset")
    assert (entry.actor, entry.subject) == ("staff:XZ001", f"citizen:{cast.zhangayi.user.pk}")
    assert given not in str(entry.data)


def test_a_new_colleague_changes_the_first_password_before_anything_else(cast):
    user = cast.laozhou.user
    User.objects.filter(pk=user.pk).update(password_changed_at=None)
    desk = signed_in(cast.laozhou)
    assert desk.get("/desk/")["Location"] == "/account/password/?next=%2Fdesk%2F"
    assert desk.get("/account/password/").status_code == 200
    assert desk.post("/account/sign-out/").status_code == 302


def test_without_comparing_the_card_nothing_happens(clerk, cast, page):
    before = User.objects.get(username="zhangayi").password
    assert "人证一致后勾选" in text(clerk.post(f"{page}reset/", {}))
    assert "人证一致后勾选" in text(clerk.post(f"{page}phone/", {"phone": "19900100099"}))
    assert User.objects.get(username="zhangayi").password == before
    assert kinds() == []


def test_a_new_telephone_number_is_the_one_to_sign_in_with(clerk, cast, page):
    old = cast.zhangayi.phone
    assert clerk.post(f"{page}phone/", {"phone": "19900100099", "phone-checked": "yes"})["Location"] == page
    assert Citizen.objects.get(user=cast.zhangayi.user).phone == "19900100099"
    assert Client().post("/account/sign-in/", {"username": "19900100099", "password": PASSWORD}).status_code == 302
    assert Client().post("/account/sign-in/", {"username": old, "password": PASSWORD}).status_code == 409
    entry = Entry.objects.get(kind="citizen.phone_changed")
    assert "199" not in str(entry.data)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("1990010", "手机号"), ("same", "不必变更"), ("taken", "已注册")],
)
def test_a_number_that_cannot_be_is_refused_beside_its_field(clerk, cast, page, number, sentence):
    number = {"same": cast.zhangayi.phone, "taken": cast.liming.phone}.get(number, number)
    answer = clerk.post(f"{page}phone/", {"phone": number, "phone-checked": "yes"})
    assert answer.status_code == 409
    assert sentence in text(answer)
    assert kinds() == []


def test_a_company_is_found_by_its_credit_code_and_told_its_login_name(clerk, cast):
    page = clerk.post(ACCOUNTS, {"id_number": cast.qingfeng.id_number})["Location"]
    assert cast.qingfeng.user.username in text(clerk.post(f"{page}reset/", {"reset-checked": "yes"}))


def test_an_old_or_altered_address_opens_nothing(clerk, page, monkeypatch):
    assert clerk.get(page[:-3] + "x/").status_code == 404
    monkeypatch.setattr("django.core.signing.time.time", lambda: 4_000_000_000)
    assert clerk.get(page).status_code == 404


def test_every_one_time_password_is_strong_and_another():
    given = {one_time_password() for _ in range(200)}
    assert len(given) == 200
    for password in given:
        check_password(password, "zhangayi")
        actions.accounts.check_new_password(password, "zhangayi")
