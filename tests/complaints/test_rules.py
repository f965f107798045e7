"""What a complaint must say, whom it goes to, who never handles it: no database."""

from datetime import date

import pytest

from zhengtong.complaints import rules
from zhengtong.complaints.choices import ComplaintKind
from zhengtong.complaints.queries import routes
from zhengtong.foundation.errors import Refusal

TODAY = date(2026, 11, 23)
GOOD = {
    "kind": "attitude",
    "text": "昨天上午在三号窗口，工作人员一直看手机，不理人。",
    "about": "MZ",
    "identity": "named",
    "name": "刘女士",
    "phone": "１９９００１００００１",
    "wants_written_reply": "yes",
}


def read(known=None, **typed):
    return rules.read_statement(GOOD | typed, kinds=ComplaintKind.values, today=TODAY, known_person=known)


def refused(code: str, act, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


def test_a_number_carries_its_day_and_a_check_digit():
    ref = rules.complaint_ref(TODAY, 1)
    assert ref.startswith("TS2026112300001") and rules.is_complaint_ref(ref)
    assert not rules.is_complaint_ref(ref[:-1] + str((int(ref[-1]) + 1) % 10))
    assert not rules.is_complaint_ref("ZX20261123000017")


def test_a_named_complaint_is_read_with_who_complains():
    said, errors = read()
    assert errors == {}
    assert (said.name, said.phone, said.is_anonymous) == ("刘女士", "19900100001", False)
    assert said.wants_written_reply and not said.may_disclose


def test_an_anonymous_complaint_keeps_nothing_of_the_person_even_if_it_was_typed():
    said, errors = read(identity="anonymous", may_disclose="yes", id_number="360829195803140068")
    assert errors == {}
    assert (said.name, said.phone, said.id_number) == ("", "", "")
    assert said.is_anonymous and not said.may_disclose and not said.wants_written_reply


def test_an_account_is_not_asked_for_what_it_knows():
    said, errors = read(known=("张桂兰", "19900100001", "360829195803140068"), name="别人", phone="")
    assert errors == {}
    assert (said.name, said.id_number) == ("张桂兰", "360829195803140068")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "other"}, "kind"),
        ({"identity": ""}, "identity"),
        ({"text": "太慢"}, "text"),
        ({"text": "慢" * 2001}, "text"),
        ({"phone": "0796-7620118"}, "phone"),
        ({"id_number": "360829195803140069"}, "id_number"),
        ({"name": "刘"}, "name"),
        ({"case_ref": "360829007XK20261123000014"}, "case_ref"),
        ({"person": "某" * 61}, "person"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(typed, field):
    said, errors = read(**typed)
    assert said is None
    assert set(errors) == {field}


def test_an_anonymous_complaint_needs_something_to_follow():
    said, _ = read(identity="anonymous", about="", text="窗口的人态度很差不好")
    refused("no-leads", rules.check_leads, said, 0)
    rules.check_leads(said, 1)
    named, _ = read(about="", text="窗口的人态度很差不好")
    rules.check_leads(named, 0)


def test_every_kind_has_a_route_and_the_intake_too():
    assert set(routes()) == {*ComplaintKind.values, rules.INTAKE}


def test_a_route_file_with_a_hole_is_refused():
    row = {"kind": "delay", "to": "XZ", "own": "yes", "basis": "本地规定"}
    with pytest.raises(ValueError, match="not for every kind"):
        rules.parse_routes([row], ComplaintKind.values)
    with pytest.raises(ValueError, match="malformed"):
        rules.parse_routes([row, row], ["delay"])


@pytest.mark.parametrize(
    ("kind", "about", "first"),
    [
        ("conduct", "MZ", "XZ"),
        ("attitude", "MZ", "XZ"),
        ("fees", "MZ", "JC"),
        ("discipline", "MZ", "JC"),
        ("delay", "MZ", "XZ"),
        ("attitude", "XZ", "JC"),
        ("discipline", "JC", "BG"),
    ],
)
def test_a_complaint_goes_by_its_kind_and_never_to_the_unit_it_is_about(kind, about, first):
    assert rules.candidates(routes()[kind], about=about, superior="")[0] == first


def test_a_delay_goes_to_the_superior_where_there_is_one():
    assert rules.candidates(routes()["delay"], about="MZ", superior="BG") == ["BG", "XZ", "JC"]


def test_no_unit_judges_its_own_conduct():
    for kind in ("conduct", "attitude", "fees", "discipline"):
        refused("own-complaint", rules.check_assignment, routes()[kind], to="MZ", about="MZ", may_disclose=True)


def test_a_unit_mends_its_own_delay_only_if_the_complainant_agreed():
    route = routes()["delay"]
    refused("not-consented", rules.check_assignment, route, to="MZ", about="MZ", may_disclose=False)
    rules.check_assignment(route, to="MZ", about="MZ", may_disclose=True)
    rules.check_assignment(route, to="XZ", about="MZ", may_disclose=False)


def test_who_complains_is_never_shown_to_the_unit_or_while_the_unit_is_unknown():
    def shown(**changed):
        facts = {"is_anonymous": False, "may_disclose": False, "unit": "XZ", "about": "MZ"}
        return rules.shows_complainant(**(facts | changed))

    assert shown()
    assert not shown(unit="MZ")
    assert not shown(about="")
    assert shown(unit="MZ", may_disclose=True)
    assert not shown(is_anonymous=True, may_disclose=True)


def test_a_text_passed_on_names_nobody():
    assert "１９９" not in rules.without_person("电话１９９００１００００１", [])
    text = rules.without_person("我是张桂兰，电话19900100001，身份证360829195803140068。", ["张桂兰"])
    assert text == "我是投诉人，电话（电话略），身份证（号码略）。"


def test_what_has_ended_can_not_be_done_again():
    for state in ("closed", "not_accepted", "withdrawn"):
        assert rules.verbs_in(state) == []
    refused("wrong-state", rules.next_state, "answer", "filed")


def test_who_answered_does_not_verify():
    refused("own-answer", rules.check_other_hands, "staff:JC001", "staff:JC001")
    rules.check_other_hands("staff:JC001", "staff:JC002")
