"""Registering, signing in and out, one's own page, consents: as a person meets them in the browser."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD
from zhengtong.journal.models import Entry
from zhengtong.org.models import Citizen, Delegation, User

pytestmark = pytest.mark.django_db

NATURAL = {
    "name": "彭水根",
    "id_number": "360829196811050091",
    "phone": "199 0010 0004",
    "region": "360829107203",
    "password": "Yangshimu-7",
    "password_again": "Yangshimu-7",
    "consent": "yes",
}


def sign_in(client, username, password=PASSWORD, **more):
    return client.post("/account/sign-in/", {"username": username, "password": password, **more})


def words(answer) -> str:
    return re.sub(r"<[^>]+>", "", answer.content.decode())


# -- signing in ------------------------------------------------------------------------------------------------------


def test_a_citizen_signs_in_by_telephone_and_lands_where_they_wanted(client, cast):
    answer = sign_in(client, cast.zhangayi.phone, next="/account/delegations/add/")
    assert answer.status_code == 302 and answer["Location"] == "/account/delegations/add/"
    assert client.get("/account/").status_code == 200


def test_staff_land_at_the_desk_and_citizens_never_do(client, cast):
    assert sign_in(client, "xiaoli")["Location"] == "/desk/"
    client.post("/account/sign-out/")
    assert not sign_in(client, "zhangayi", next="/desk/")["Location"].startswith("/desk/")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/a", "http:///evil.example"])
def test_signing_in_never_leads_off_the_site(client, cast, elsewhere):
    assert "evil" not in sign_in(client, "zhangayi", next=elsewhere)["Location"]


def test_the_answer_does_not_tell_whether_an_account_exists(client, cast):
    known = sign_in(client, "zhangayi", "Wrong-2026!")
    unknown = sign_in(client, "nobody-here", "Wrong-2026!")
    assert known.status_code == unknown.status_code == 409
    hide = re.compile(r"zhangayi|nobody-here|name=.csrfmiddlewaretoken.[^>]*")
    assert hide.sub("", known.content.decode()) == hide.sub("", unknown.content.decode())
    assert "用户名或密码不正确" in words(known) and "Wrong-2026!" not in known.content.decode()


def test_after_five_failures_the_page_says_kindly_how_long_to_wait(client, cast):
    for _ in range(5):
        answer = sign_in(client, "zhangayi", "Wrong-2026!")
    assert "账户已锁定" in words(answer) and "后再试" in words(answer)
    assert sign_in(client, "zhangayi").status_code == 409


def test_a_failed_attempt_and_a_success_are_both_on_record(client, cast):
    sign_in(client, "zhangayi", "Wrong-2026!")
    sign_in(client, "zhangayi")
    kinds = list(Entry.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["session.refused", "session.opened"]


def test_signing_out_takes_a_button_and_twice_does_no_harm(client, cast):
    sign_in(client, "zhangayi")
    assert client.get("/account/sign-out/").status_code == 405
    assert client.post("/account/sign-out/").status_code == client.post("/account/sign-out/").status_code == 302
    assert client.get("/account/")["Location"].startswith("/account/sign-in/?next=")
    assert Entry.objects.filter(kind="session.closed").count() == 1


# -- registering -----------------------------------------------------------------------------------------------------


def test_a_villager_registers_without_inventing_a_name_and_is_signed_in(client, cast):
    answer = client.post("/account/register/", NATURAL)
    assert answer.status_code == 302
    citizen = Citizen.objects.get(name="彭水根")
    assert (citizen.kind, citizen.phone, citizen.region.code) == ("natural", "19900100004", "360829107203")
    assert citizen.phone not in citizen.user.username
    assert client.session["_auth_user_id"] == str(citizen.user_id)
    client.post("/account/sign-out/")
    assert sign_in(client, "19900100004", NATURAL["password"]).status_code == 302


def test_a_company_registers_with_its_code_and_a_login_name(client, cast):
    company = {
        **NATURAL,
        "name": "安福县月山示例农业发展有限公司",
        "id_number": "91360829maft00027m",
        "legal_representative": "彭水根",
        "contact_name": "刘小明",
        "username": "yueshan",
    }
    assert client.post("/account/register/?kind=legal", company).status_code == 302
    assert Citizen.objects.get(user__username="yueshan").legal_representative == "彭水根"


def test_all_mistakes_are_said_at_once_and_what_was_typed_stays(client, cast):
    before = User.objects.count()
    wrong = {**NATURAL, "id_number": "360829196811050092", "phone": "123", "region": "", "password_again": "x"}
    del wrong["consent"]
    answer = client.post("/account/register/", wrong)
    shown = answer.content.decode()
    assert answer.status_code == 409 and User.objects.count() == before
    for field in ("id_number", "phone", "region", "password_again", "consent"):
        assert f'id="f-{field}-error"' in shown
    assert "有 5 处需要改正" in shown and 'value="彭水根"' in shown and 'value="360829196811050092"' in shown
    assert NATURAL["password"] not in shown


def test_a_weak_password_is_refused_in_words(client, cast):
    answer = client.post("/account/register/", {**NATURAL, "password": "12345678", "password_again": "12345678"})
    assert answer.status_code == 409 and "至少三类" in words(answer)


def test_the_region_is_picked_from_one_list_grouped_by_township(client, cast):
    shown = client.get("/account/register/").content.decode()
    assert '<optgroup label="羊狮慕镇">' in shown and "泰山乡" not in shown
    assert "不在安福县内" in shown


def test_registering_twice_with_one_number_is_refused(client, cast):
    answer = client.post("/account/register/", {**NATURAL, "id_number": cast.zhangayi.id_number})
    assert answer.status_code == 409 and "该证件号码已注册" in words(answer)


# -- one's own page --------------------------------------------------------------------------------------------------


def test_my_page_shows_masks_and_never_the_whole_number(client, cast):
    client.force_login(cast.zhangayi.user)
    shown = client.get("/account/").content.decode()
    assert "360829********0068" in shown and "199****0001" in shown
    assert cast.zhangayi.id_number not in shown and cast.zhangayi.phone not in shown


def test_staff_have_their_page_at_the_desk(client, cast):
    client.force_login(cast.xiaoli.user)
    assert client.get("/account/")["Location"] == "/desk/"


def test_a_changed_password_keeps_this_session_and_ends_the_others(client, cast):
    other = Client()
    for each in (client, other):
        sign_in(each, "zhangayi")
    new = {"current": PASSWORD, "password": "Wugong-Shan-9", "password_again": "Wugong-Shan-9"}
    assert client.post("/account/password/", new).status_code == 302
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("change", "field"),
    [({"current": "Wrong-2026!"}, "current"), ({"password_again": "x"}, "password_again")],
)
def test_a_refused_password_is_said_beside_its_field(client, cast, change, field):
    client.force_login(cast.zhangayi.user)
    new = {"current": PASSWORD, "password": "Wugong-Shan-9", "password_again": "Wugong-Shan-9", **change}
    answer = client.post("/account/password/", new)
    assert answer.status_code == 409 and f'id="f-{field}-error"' in answer.content.decode()


# -- consents --------------------------------------------------------------------------------------------------------


def consent(client, cast, **change):
    until = timezone.localdate() + timedelta(days=30)
    return client.post(
        "/account/delegations/add/",
        {
            "agent_name": cast.liming.name,
            "agent_id_number": cast.liming.id_number,
            "valid_until": until.isoformat(),
            **change,
        },
    )


def test_zhang_lets_li_act_for_her_and_takes_it_back(client, cast):
    client.force_login(cast.zhangayi.user)
    assert consent(client, cast).status_code == 302
    delegation = Delegation.objects.get()
    assert (delegation.agent, delegation.method) == (cast.liming.user, "online")
    assert delegation.ref in client.get("/account/").content.decode()

    client.force_login(cast.liming.user)
    assert delegation.ref in client.get("/account/").content.decode()

    client.force_login(cast.zhangayi.user)
    assert "不能再以委托人的名义" in words(client.get(f"/account/delegations/{delegation.ref}/revoke/"))
    assert client.post(f"/account/delegations/{delegation.ref}/revoke/").status_code == 302
    delegation.refresh_from_db()
    assert delegation.revoked_at is not None


def test_knowing_only_the_number_or_only_the_name_tells_nothing(client, cast):
    client.force_login(cast.zhangayi.user)
    by_number = consent(client, cast, agent_name="王二")
    by_name = consent(client, cast, agent_id_number="360829196811050091")
    sentence = "没有找到姓名和证件号码都相符的账户"
    assert sentence in words(by_number) and sentence in words(by_name)
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("until", ["", "2026-13-40", "2999-01-01"])
def test_a_consent_without_a_sound_last_day_is_refused(client, cast, until):
    client.force_login(cast.zhangayi.user)
    answer = consent(client, cast, valid_until=until)
    assert answer.status_code == 409 and 'id="f-valid_until-error"' in answer.content.decode()
    assert not Delegation.objects.exists()


def test_a_consent_of_others_is_not_to_be_known(client, cast):
    client.force_login(cast.zhangayi.user)
    consent(client, cast)
    ref = Delegation.objects.get().ref
    client.force_login(cast.qingfeng.user)
    assert client.get(f"/account/delegations/{ref}/revoke/").status_code == 404
    assert client.post(f"/account/delegations/{ref}/revoke/").status_code == 404
    assert Delegation.objects.get().revoked_at is None
