"""Whoever complains is kept from the unit and the person complained of: every page is crossed with every reader."""

import pytest
from django.test import Client

from tests.cast import NOON
from tests.complaints.conftest import CASE
from tests.files import samples
from zhengtong.complaints import actions, queries
from zhengtong.complaints.models import Complaint
from zhengtong.files.actions import store_upload
from zhengtong.org.models import Assignment

SECRETS = ("张桂兰", "19900100001", "360829195803140068", CASE)
PAGES = (
    "/desk/complaints/{ref}/",
    "/oversight/complaints/{ref}/",
    "/oversight/complaints/{ref}/why/",
    "/oversight/complaints/{ref}/accept/",
    "/oversight/complaints/{ref}/refuse/",
    "/oversight/complaints/{ref}/assign/",
    "/oversight/complaints/{ref}/send_back/",
    "/oversight/complaints/{ref}/close/",
    "/desk/complaints/recorded/{ref}/",
    "/complaints/{ref}/receipt/",
    "/complaints/{ref}/why/",
    "/complaints/{ref}/withdraw/",
)
POSTS = ("/desk/complaints/{ref}/person/", "/oversight/complaints/{ref}/person/", "/desk/complaints/{ref}/")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def photo(submission="page-1"):
    return store_upload(samples.upload("受理回执.jpg", samples.picture()), by=f"complaint:{submission}", at=NOON)


@pytest.mark.parametrize("about", ["MZ", ""])
def test_the_unit_complained_of_meets_nothing_of_it_on_any_page(county, file, about):
    evidence = photo()
    complaint = file(about=about, person="王建平", evidence=[evidence])
    people = (county.wangkezhang, county.liujuzhang, county.majuzhang, county.mzjiancha, county.laozhou, county.xiaoli)
    for _ in range(3):
        for person in people:
            client = signed_in(person)
            for path in PAGES:
                assert client.get(path.format(ref=complaint.ref)).status_code == 404, (person, path)
            for path in POSTS:
                assert client.post(path.format(ref=complaint.ref), {}).status_code == 404, (person, path)
            assert client.get(f"/files/{evidence.token}/").status_code == 404
            assert complaint.ref not in client.get("/complaints/").content.decode()
        step(county, complaint.ref)


def step(county, ref: str) -> None:
    """Whatever comes next in the life of the complaint."""
    state = Complaint.objects.get(ref=ref).state
    if state == "filed":
        actions.accept(ref, about="MZ", by=county.linjiancha, at=NOON)
    elif state == "accepted":
        actions.assign(ref, "XZ", "", by=county.linjiancha, at=NOON)


@pytest.mark.parametrize("named", [{"person": "三号窗口林正初"}, {"text": "监察员林正初收了礼，一直不处理我的投诉。"}])
def test_whoever_is_named_can_not_open_it_whatever_their_office(county, file, named):
    complaint = file(kind="discipline", about="JC", **named)
    lin, gao = signed_in(county.linjiancha), signed_in(county.gaozhuren)
    assert complaint.ref not in lin.get("/oversight/complaints/").content.decode()
    for path in PAGES:
        assert lin.get(path.format(ref=complaint.ref)).status_code == 404, path
    assert lin.post(f"/oversight/complaints/{complaint.ref}/person/").status_code == 404
    assert gao.get(f"/oversight/complaints/{complaint.ref}/").status_code == 200


def test_whoever_is_named_can_not_answer_it_for_their_unit(county, file):
    complaint = file(kind="delay", may_disclose=True, person="尹秀兰")
    actions.accept(complaint.ref, about="MZ", by=county.linjiancha, at=NOON)
    actions.assign(complaint.ref, "MZ", "", by=county.linjiancha, at=NOON)
    assert not queries.for_handler(county.mzjiancha).exists()
    assert queries.for_handler(county.liujuzhang).exists()
    assert signed_in(county.mzjiancha).get(f"/desk/complaints/{complaint.ref}/").status_code == 404


def test_a_unit_that_may_not_know_gets_the_matter_without_the_person(county, file):
    """It is not known whom the complaint is about, so no handling unit may learn who complains."""
    evidence = photo()
    complaint = file(about="", evidence=[evidence])
    actions.accept(complaint.ref, about="", by=county.linjiancha, at=NOON)
    actions.assign(complaint.ref, "MZ", "", by=county.linjiancha, at=NOON)
    client = signed_in(county.mzjiancha)
    page = client.get(f"/desk/complaints/{complaint.ref}/").content.decode()
    assert "十月份交的材料" in page and "实名，身份不向办理单位透露" in page
    for secret in (*SECRETS, "张*兰", "199****0001", evidence.name):
        assert secret not in page
    assert client.post(f"/desk/complaints/{complaint.ref}/person/").status_code == 404
    assert client.get(f"/files/{evidence.token}/").status_code == 404
    assert client.get("/desk/complaints/").content.decode().count("张桂兰") == 0


@pytest.mark.django_db(transaction=True)  # a recorded look outlives a rolled-back test
def test_who_agreed_is_shown_masked_and_in_full_only_after_a_look(county, file):
    evidence = photo()
    complaint = file(may_disclose=True, evidence=[evidence])
    actions.accept(complaint.ref, about="MZ", by=county.linjiancha, at=NOON)
    actions.assign(complaint.ref, "MZ", "", by=county.linjiancha, at=NOON)
    client = signed_in(county.mzjiancha)
    page = client.get(f"/desk/complaints/{complaint.ref}/").content.decode()
    assert "张*兰" in page and CASE in page
    assert "张桂兰" not in page and "19900100001" not in page
    assert client.get(f"/files/{evidence.token}/").status_code == 200


@pytest.mark.django_db(transaction=True)  # a recorded look outlives a rolled-back test
def test_the_supervisor_sees_evidence_and_case_but_the_number_only_on_purpose(county, file):
    evidence = photo()
    complaint = file(evidence=[evidence])
    client = signed_in(county.linjiancha)
    page = client.get(f"/oversight/complaints/{complaint.ref}/").content.decode()
    assert CASE in page and evidence.name in page and "199****0001" in page
    assert "我叫投诉人，电话（电话略）" in page
    assert "张桂兰" not in page and "19900100001" not in page
    assert (
        "我叫张桂兰，电话19900100001" in client.post(f"/oversight/complaints/{complaint.ref}/person/").content.decode()
    )
    assert client.get(f"/files/{evidence.token}/").status_code == 200


def test_an_anonymous_complaint_has_nobody_to_reveal(county, file):
    hidden = {"is_anonymous": True, "name": "", "phone": "", "id_number": "", "wants_written_reply": False}
    complaint = file(**hidden)
    client = signed_in(county.linjiancha)
    page = client.get(f"/oversight/complaints/{complaint.ref}/").content.decode()
    assert "匿名" in page and 'data-element="reveal"' not in page
    assert client.post(f"/oversight/complaints/{complaint.ref}/person/").status_code == 404


def test_another_township_sees_nothing_of_it(county, file):
    complaint = file(kind="delay", about="T100", may_disclose=True)
    actions.accept(complaint.ref, about="T100", by=county.linjiancha, at=NOON)
    actions.assign(complaint.ref, "XZ", "", by=county.linjiancha, at=NOON)
    client = signed_in(county.henglongjiancha)
    assert client.get(f"/desk/complaints/{complaint.ref}/").status_code == 404
    assert "没有待办理的投诉" in client.get("/desk/complaints/").content.decode()


def test_who_has_left_sees_nothing(county, assigned):
    Assignment.objects.filter(staff=county.chenzhuren, role__code="unit_supervisor").delete()
    assert signed_in(county.chenzhuren).get(f"/desk/complaints/{assigned.ref}/").status_code == 404
