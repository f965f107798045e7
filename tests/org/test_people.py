"""Hiring, changing, dismissing, and the separation of the three administrators."""

from datetime import date

import pytest

from tests.cast import NOON, PASSWORD
from zhengtong.foundation.errors import Refusal, Unknown
from zhengtong.journal.models import Entry
from zhengtong.org import actions, queries
from zhengtong.org.models import Assignment, Staff
from zhengtong.org.rules import check_separation

pytestmark = pytest.mark.django_db


def hire(cast, **more):
    given = {
        "code": "MZ099", "name": "周小满", "unit": cast.unit("MZ"), "username": "zhouxiaoman", "password": "Minzheng-9",
        "by": cast.zhouanquan, "at": NOON, "phone": "19900000999",
    } | more  # fmt: skip
    return actions.hire_staff(**given)


def fresh(staff: Staff) -> Staff:
    return Staff.objects.get(pk=staff.pk)


def test_a_hired_colleague_gets_a_role_and_may_work_and_must_change_the_first_password(cast):
    staff = hire(cast)
    assert not staff.may("case.review")
    assert staff.user.password_changed_at is None
    actions.assign_role(staff, cast.role("reviewer"), unit=cast.unit("MZ"), region=None, by=cast.zhouanquan, at=NOON)
    assert fresh(staff).may("case.review", unit=cast.unit("MZ"))
    kinds = [e.kind for e in Entry.objects.filter(subject="staff:MZ099")]
    assert kinds == ["staff.hired", "role.assigned"]
    assert "19900000999" not in str(list(Entry.objects.values_list("data", flat=True)))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"code": "MZ001"}, "staff-code-taken"),
        ({"code": ""}, "staff-code"),
        ({"username": "xiaoli"}, "username-taken"),
        ({"password": "12345678"}, "password-plain"),
        ({"phone": "123"}, "phone-shape"),
    ],
)
def test_bad_input_is_refused(cast, given, code):
    count = Staff.objects.count()
    with pytest.raises(Refusal) as refused:
        hire(cast, **given)
    assert refused.value.code == code
    assert Staff.objects.count() == count and not Entry.objects.exists()


def test_only_who_administers_people_there_may_change_them(cast):
    for by in (cast.wangkezhang, cast.qianguanli, cast.wushenji):
        with pytest.raises(Refusal) as refused:
            hire(cast, by=by)
        assert refused.value.code == "beyond-reach"
    local = hire(cast, code="T103011", username="hlanquan", unit=cast.unit("T103"))
    Assignment.objects.create(staff=local, role=cast.role("security_admin"), region=cast.region("360829103000"))
    assert hire(cast, code="T103012", username="hlxinren", unit=cast.unit("T103"), by=local).unit.code == "T103"
    with pytest.raises(Refusal):
        hire(cast, by=local)
    with pytest.raises(Refusal) as refused:  # a role over the whole county is beyond a township's administrator
        actions.assign_role(cast.henglong, cast.role("auditor"), unit=None, region=None, by=local, at=NOON)
    assert refused.value.code == "beyond-reach"
    assert {s.unit.code for s in queries.staff_for_desk(local)} == {"T103"}


def test_a_change_says_what_changed_but_no_number(cast):
    staff = cast.wangkezhang
    given = {"name": staff.name, "title": "股长", "phone": "19900000777", "unit": staff.unit, "station": None}
    actions.change_staff(staff, **given, by=cast.zhouanquan, at=NOON)
    entry = Entry.objects.get(kind="staff.changed")
    assert sorted(entry.data["changed"]) == ["phone", "title"] and "19900000777" not in str(entry.data)
    assert fresh(staff).phone == "19900000777"
    with pytest.raises(Refusal) as refused:
        actions.change_staff(staff, **given, by=cast.zhouanquan, at=NOON)
    assert refused.value.code == "nothing-changed"


def test_who_leaves_keeps_their_history_and_loses_their_login(cast):
    staff = cast.laozhou
    assert actions.sign_in("laozhou", PASSWORD, at=NOON) == staff.user
    with pytest.raises(Refusal) as refused:
        actions.dismiss_staff(staff, on=date(2026, 11, 24), by=cast.zhouanquan, at=NOON)
    assert refused.value.code == "future-day"
    actions.dismiss_staff(staff, on=date(2026, 11, 23), by=cast.zhouanquan, at=NOON)
    assert isinstance(actions.sign_in("laozhou", PASSWORD, at=NOON), Refusal)
    assert queries.staff_of(staff.user) is None
    assert not fresh(staff).may("case.review") and fresh(staff).assignments.count() == 1
    with pytest.raises(Refusal) as refused:
        actions.assign_role(staff, cast.role("leader"), unit=None, region=None, by=cast.zhouanquan, at=NOON)
    assert refused.value.code == "staff-left"
    with pytest.raises(Refusal) as refused:
        actions.dismiss_staff(cast.zhouanquan, on=date(2026, 11, 23), by=cast.zhouanquan, at=NOON)
    assert refused.value.code == "self-dismissal"


def test_the_three_administrators_are_never_one_person(cast):
    for staff, role in (
        (cast.qianguanli, "security_admin"),
        (cast.qianguanli, "auditor"),
        (cast.wushenji, "system_admin"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.assign_role(staff, cast.role(role), unit=None, region=None, by=cast.zhouanquan, at=NOON)
        assert refused.value.code == "separation"
    check_separation(["auditor", "reviewer", "auditor"])


def test_nobody_grants_or_withdraws_their_own_powers_and_no_role_twice(cast):
    by = cast.zhouanquan
    with pytest.raises(Refusal) as refused:
        actions.assign_role(by, cast.role("leader"), unit=None, region=None, by=by, at=NOON)
    assert refused.value.code == "self-grant"
    with pytest.raises(Refusal) as refused:
        actions.remove_assignment(by.assignments.get(), by=by, at=NOON)
    assert refused.value.code == "self-grant"
    with pytest.raises(Refusal) as refused:
        actions.assign_role(cast.laozhou, cast.role("reviewer"), unit=cast.unit("JT"), region=None, by=by, at=NOON)
    assert refused.value.code == "role-held"


def test_a_withdrawn_role_is_gone_and_on_record(cast):
    held = cast.laozhou.assignments.get()
    actions.remove_assignment(held, by=cast.zhouanquan, at=NOON)
    assert not fresh(cast.laozhou).may("case.review")
    assert Entry.objects.get(kind="role.removed").data["role"] == "reviewer"
    with pytest.raises(Unknown):
        actions.remove_assignment(held, by=cast.zhouanquan, at=NOON)


def test_a_reset_password_lifts_the_lock_and_must_be_changed(cast):
    for _ in range(5):
        actions.sign_in("laozhou", "wrong", at=NOON)
    actions.reset_password(cast.laozhou, "Yunshu-2026", by=cast.zhouanquan, at=NOON)
    user = actions.sign_in("laozhou", "Yunshu-2026", at=NOON)
    assert user == cast.laozhou.user and user.password_changed_at is None
