"""Registration, signing in and out, changing the password."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import hashers
from django.db import connection

from tests.cast import NOON, PASSWORD
from tests.journal.acts import elsewhere
from zhengtong.foundation.errors import Refusal
from zhengtong.journal.models import Entry
from zhengtong.org import actions, queries
from zhengtong.org.actions import Registration
from zhengtong.org.models import Citizen, User

pytestmark = pytest.mark.django_db
ID, OTHER_ID, CREDIT = "360829196811050091", "360829198509220108", "91360829MAFT00027M"


@pytest.fixture
def new(cast) -> Registration:
    return Registration(
        "pengshuigen", "Yangshimu-7", "natural", "彭水根", ID, "19900100004", cast.region("360829107203")
    )


def test_a_natural_person_registers_and_signs_in(cast, new):
    citizen = actions.register_citizen(new, at=NOON)
    assert queries.citizen_by_id(ID) == citizen == queries.citizen_of(citizen.user)
    entry = Entry.objects.get(kind="citizen.registered")
    assert ID not in str(entry.data) and "19900100004" not in str(entry.data)
    assert actions.sign_in("PengShuigen", "Yangshimu-7", at=NOON) == citizen.user


def test_personal_numbers_are_sealed_in_the_table(cast, new):
    citizen = actions.register_citizen(replace(new, address="羊狮慕镇月家村"), at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone, address FROM org_citizen WHERE id = %s", [citizen.pk])
        stored = cursor.fetchone()
    assert not any(plain in cell for cell, plain in zip(stored, (ID, "19900100004", "月家村"), strict=True))
    assert Citizen.objects.get(pk=citizen.pk).id_number == ID


def test_a_company_registers_with_its_credit_code_and_representative(cast, new):
    company = replace(
        new, username="yueshan", kind="legal", name="安福县月山示例农业发展有限公司", id_number=CREDIT.lower()
    )
    with pytest.raises(Refusal) as refused:
        actions.register_citizen(company, at=NOON)
    assert refused.value.field == "legal_representative"
    citizen = actions.register_citizen(replace(company, legal_representative="彭水根"), at=NOON)
    assert (citizen.id_type, citizen.id_number) == ("001", CREDIT)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"id_number": "360829196811050092"}, "id-check", "id_number"),
        ({"id_number": "36082919681105009"}, "id-shape", "id_number"),
        ({"id_number": "360829196813050091"}, "id-birth", "id_number"),
        ({"id_number": "360829195803140068"}, "id-taken", "id_number"),
        ({"kind": "legal", "id_number": "91360829MAFT00027N"}, "credit-check", "id_number"),
        ({"id_type": "001", "id_number": CREDIT}, "id-type", "id_type"),
        ({"phone": "1990010000"}, "phone-shape", "phone"),
        ({"phone": "19900100001"}, "phone-taken", "phone"),
        ({"username": "zhangayi"}, "username-taken", "username"),
        ({"username": "13800001111"}, "username-shape", "username"),
        ({"password": "Ab1!"}, "password-short", "password"),
        ({"password": "abcdefg123"}, "password-plain", "password"),
        ({"password": "Pengshuigen-1"}, "password-username", "password"),
        ({"name": " "}, "name-shape", "name"),
        ({"region": None}, "region-missing", "region"),
        ({"address": "路" * 121}, "line-long", "address"),
        (
            {"kind": "legal", "id_number": CREDIT, "legal_representative": "李" * 41},
            "name-shape",
            "legal_representative",
        ),
        ({"contact_name": "王" * 41}, "line-long", "contact_name"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_leaves_no_trace(cast, new, change, code, field):
    users = User.objects.count()
    with pytest.raises(Refusal) as refused:
        actions.register_citizen(replace(new, **change), at=NOON)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert User.objects.count() == users
    assert not Entry.objects.filter(kind="citizen.registered").exists()


def test_a_page_can_say_everything_that_is_wrong_at_once(cast, new):
    bad = replace(new, username="1", password="x", name="", id_number="1", phone="2", region=None)
    assert [p.field for p in actions.problems_of(bad, at=NOON)] == [
        "username", "password", "name", "id_number", "phone", "region",
    ]  # fmt: skip
    assert actions.problems_of(new, at=NOON) == []


def test_a_company_may_share_its_contacts_phone_but_two_persons_may_not(cast, new):
    shared = replace(
        new, kind="legal", name="月山公司", id_number=CREDIT, phone="19900100001", legal_representative="彭水根"
    )
    assert actions.register_citizen(shared, at=NOON).phone == "19900100001"


def test_one_signs_in_by_mobile_number_too(cast):
    assert actions.sign_in("19900100001", PASSWORD, at=NOON) == cast.zhangayi.user
    assert isinstance(actions.sign_in("19900100011", PASSWORD, at=NOON), Refusal)  # a company's phone is no login


def test_a_failed_attempt_is_a_value_and_stays_on_record(cast):
    answer = actions.sign_in("xiaoli", "wrong", at=NOON, address="10.0.0.9")
    assert isinstance(answer, Refusal) and answer.code == "sign-in-wrong"
    entry = Entry.objects.get(kind="session.refused")
    assert (entry.subject, entry.data["address"]) == ("staff:XZ001", "10.0.0.9")
    assert User.objects.get(username="xiaoli").failed_logins == 1
    assert actions.sign_in("xiaoli", PASSWORD, at=NOON) == cast.xiaoli.user
    assert User.objects.get(username="xiaoli").failed_logins == 0


def test_five_failures_lock_the_account_even_for_the_right_password_and_time_unlocks_it(cast):
    answers = [actions.sign_in("xiaoli", "wrong", at=NOON + timedelta(seconds=n)) for n in range(6)]
    assert [a.code for a in answers] == ["sign-in-wrong"] * 4 + ["sign-in-locked"] * 2
    locked = actions.sign_in("xiaoli", PASSWORD, at=NOON + timedelta(minutes=1))
    assert locked.code == "sign-in-locked" and "12:15" in locked.sentence
    later = NOON + settings.LOGIN_LOCK + timedelta(seconds=4)
    assert actions.sign_in("xiaoli", PASSWORD, at=later) == cast.xiaoli.user


def test_answers_do_not_tell_whether_an_account_exists(cast):
    for n in range(7):
        at = NOON + timedelta(seconds=n)
        known, unknown = actions.sign_in("xiaoli", "wrong", at=at), actions.sign_in("nobody", "wrong", at=at)
        assert (known.code, known.sentence, known.field) == (unknown.code, unknown.sentence, unknown.field), n
    subjects = Entry.objects.filter(kind="session.refused", actor="system").values_list("subject", flat=True)
    assert len(set(subjects)) == 1 and "nobody" not in subjects[0]


def test_every_attempt_costs_one_password_comparison(cast, monkeypatch):
    costs = []
    encode = hashers.PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        hashers.PBKDF2PasswordHasher,
        "encode",
        lambda self, *args, **kwargs: costs.append(1) or encode(self, args[0], args[1], 1),
    )
    cast.wangkezhang.user.is_active = False
    cast.wangkezhang.user.save()
    for name in ("xiaoli", "nobody", "wangkezhang", "19900100001", "13900000000"):
        costs.clear()
        actions.sign_in(name, "wrong", at=NOON)
        # The cast's cheap hashes are topped up to the full cost by Django's harden_runtime.
        assert len(costs) >= 1, name


def test_who_has_been_dismissed_cannot_sign_in(cast):
    cast.laozhou.user.is_active = False
    cast.laozhou.user.save()
    assert actions.sign_in("laozhou", PASSWORD, at=NOON).code == "sign-in-wrong"


def test_signing_out_and_changing_the_password_are_on_record(cast):
    user = cast.zhangayi.user
    actions.sign_out(user, at=NOON)
    for current, new, code in (
        ("wrong", "Baozi-2026", "password-wrong"),
        (PASSWORD, PASSWORD, "password-same"),
        (PASSWORD, "baozi", "password-short"),
        (PASSWORD, "P@ssw0rd", "password-common"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.change_password(user, current, new, at=NOON)
        assert refused.value.code == code
    actions.change_password(user, PASSWORD, "Baozi-2026", at=NOON)
    assert User.objects.get(pk=user.pk).check_password("Baozi-2026")
    assert [e.kind for e in Entry.objects.order_by("id")] == ["session.closed", "password.changed"]


@pytest.mark.django_db(transaction=True)
def test_guessing_in_parallel_does_not_get_more_than_five_tries(cast):
    def guess() -> None:
        for _ in range(3):
            actions.sign_in("xiaoli", "wrong", at=NOON)

    with elsewhere(guess), elsewhere(guess), elsewhere(guess):
        pass
    user = User.objects.get(username="xiaoli")
    assert (user.failed_logins, user.locked_until) == (5, NOON + settings.LOGIN_LOCK)
    assert Entry.objects.filter(kind="session.refused").count() == 9


@pytest.mark.django_db(transaction=True)
def test_two_registrations_of_one_person_at_once_make_one_account(cast, new):
    answers = []

    def register(username: str) -> None:
        try:
            answers.append(
                actions.register_citizen(replace(new, username=username, phone="1990010000" + username[-1]), at=NOON)
            )
        except Refusal as refusal:
            answers.append(refusal.code)

    with elsewhere(lambda: register("person-4")), elsewhere(lambda: register("person-5")):
        pass
    assert Citizen.objects.filter(id_index=queries.id_index(ID)).count() == 1
    assert {"account-taken", "id-taken"} & {a for a in answers if isinstance(a, str)}


@pytest.mark.django_db(transaction=True)
def test_two_persons_registering_one_telephone_at_once_do_not_share_it(cast, new):
    answers = []

    def register(username: str, number: str) -> None:
        try:
            actions.register_citizen(replace(new, username=username, id_number=number), at=NOON)
        except Refusal as refusal:
            answers.append(refusal.code)

    with elsewhere(lambda: register("person-4", ID)), elsewhere(lambda: register("person-5", "360829198509220108")):
        pass
    assert Citizen.objects.filter(phone_index=queries.phone_index(new.phone)).count() == 1
    assert len(answers) == 1 and answers[0] in ("account-taken", "phone-taken")
