"""The PDF of a paper goes to those who may see the case, and to nobody else."""

from urllib.parse import quote

from tests.cases.conftest import county, received  # noqa: F401
from zhengtong.journal.models import Look
from zhengtong.papers.models import Paper
from zhengtong.papers.queries import said


def address(case):
    return f"/papers/{Paper.objects.get(subject=case.ref).verification_code}/pdf/"


def test_the_applicant_reads_the_receipt_in_the_browser_and_may_save_it(client, county, received):  # noqa: F811
    paper = Paper.objects.get(subject=received.ref)
    client.force_login(county.zhangayi.user)
    response = client.get(address(received))
    assert response.status_code == 200 and response.content.startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf" and response["X-Content-Type-Options"] == "nosniff"
    name = quote(f"{paper.title}-{paper.number}.pdf")
    assert response["Content-Disposition"] == f"inline; filename*=utf-8''{name}"
    assert "no-store" in response["Cache-Control"]
    assert client.get(address(received), {"download": "1"})["Content-Disposition"].startswith("attachment")
    assert not Look.objects.filter(subject=received.ref).exists()


def test_staff_who_may_see_the_case_read_it_and_the_look_is_noted(client, county, received):  # noqa: F811
    client.force_login(county.xiaoli.user)
    assert client.get(address(received)).status_code == 200
    look = Look.objects.get(subject=received.ref)
    assert look.actor == "staff:XZ001" and look.what.startswith("文书 ")


def test_others_meet_the_same_answer_as_for_a_paper_that_is_not_there(client, county, received):  # noqa: F811
    for stranger in (county.liming, county.laozhou, county.qianguanli):
        client.force_login(stranger.user)
        assert client.get(address(received)).status_code == 404
        assert client.get("/papers/0000000000000000/pdf/").status_code == 404
    client.logout()
    for url in (address(received), "/papers/0000000000000000/pdf/"):
        response = client.get(url)
        assert response.status_code == 302 and response["Location"].startswith("/account/sign-in/?next=/papers/")


def test_a_paper_names_the_office_to_ask_and_not_the_applicant_s_own_telephone(county, received):  # noqa: F811
    contact = said(Paper.objects.get(subject=received.ref))["contact"]
    assert contact.startswith("0796") and "0001" not in contact
