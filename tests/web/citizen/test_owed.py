"""补交容缺材料 from home: whoever applied sends what was promised, and nobody else; and what each clock says."""

import pytest
from django.test import Client

from legalclock import Budget
from tests.cases.conftest import county, walk_in  # noqa: F401 — the county at work
from tests.cases.county import MORNING, days_later, licence, publish
from tests.cases.test_acts import to_decision
from tests.cases.test_rules import refused
from tests.files import samples
from zhengtong.cases import actions
from zhengtong.cases.models import Case
from zhengtong.files.actions import store_upload
from zhengtong.foundation.errors import Unknown
from zhengtong.journal.models import Entry
from zhengtong.timers.models import Clock
from zhengtong.web.progress import clock_card

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def promised(county, monkeypatch) -> Case:  # noqa: F811
    """A case accepted on the promise of two materials."""
    content = licence()
    content["materials"][3]["need"] = "deferrable"
    publish(content, number=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: days_later(1))
    case = walk_in(county, missing=(3,))
    return actions.accept_case(case.ref, by=county.xiaoli, at=MORNING, with_deferral=True)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def scan(name: str):
    return samples.upload(name, samples.PDF)


def state(case: Case, order: int) -> str:
    return case.materials.get(order=order).state


def clock_runs(case: Case) -> bool:
    return Clock.objects.get(subject=case.ref, name="deferral").is_open


def test_the_applicant_sends_promised_materials_one_after_the_other(promised, county):  # noqa: F811
    aunt = signed_in(county.zhangayi)
    page = f"/my/cases/{promised.ref}/deferred/"
    overview = aunt.get("/my/").content.decode()
    assert "待补交" in overview
    assert page in overview
    assert page in aunt.get(f"/my/cases/{promised.ref}/").content.decode()
    assert "2025年9月22日" in aunt.get(page).content.decode(), "five working days from acceptance"

    answer = aunt.post(page, {"file-3": scan("租赁合同.pdf"), "send": ""})
    assert answer["Location"] == page, "one is still owed"
    assert (state(promised, 3), state(promised, 4)) == ("supplied", "deferred"), (
        "nobody has compared it with the original"
    )
    assert clock_runs(promised)

    answer = aunt.post(page, {"file-4": scan("照片.pdf"), "send": ""})
    assert answer["Location"] == f"/my/cases/{promised.ref}/"
    assert not clock_runs(promised)
    sent = Entry.objects.filter(subject=promised.ref, kind="case.deferred_supplied")
    assert [entry.actor for entry in sent] == [f"citizen:{county.zhangayi.user.pk}"] * 2
    assert aunt.get(page)["Location"] == f"/my/cases/{promised.ref}/", "nothing is owed any more"


def test_the_decision_waits_until_all_that_is_owed_is_there(promised, county):  # noqa: F811
    to_decision(county, promised)
    file = store_upload(scan("合同.pdf"), by=f"citizen:{county.zhangayi.user.pk}", at=MORNING)
    actions.supply_deferred(promised.ref, 3, by=county.zhangayi.user, at=MORNING, attachments=[file])
    with refused("deferral-open"):
        actions.decide_case(promised.ref, kind="granted", opinion="同意", by=county.liujuzhang, at=days_later(4))
    actions.supply_deferred(promised.ref, 4, by=county.xiaoli, at=days_later(4), on_paper=True)
    assert state(promised, 4) == "checked", "the window compares with the original"
    actions.decide_case(promised.ref, kind="granted", opinion="同意", by=county.liujuzhang, at=days_later(4))


def test_only_who_applied_supplies_and_only_their_own_files(promised, county):  # noqa: F811
    own = store_upload(scan("合同.pdf"), by=f"citizen:{county.zhangayi.user.pk}", at=MORNING)
    foreign = store_upload(scan("别人的.pdf"), by=f"citizen:{county.liming.user.pk}", at=MORNING)
    for user, file in ((county.liming.user, foreign), (county.laozhou.user, own), (county.zhangayi.user, foreign)):
        with pytest.raises(Unknown):
            actions.supply_deferred(promised.ref, 3, by=user, at=MORNING, attachments=[file])
    with refused("nothing-supplied"):
        actions.supply_deferred(promised.ref, 3, by=county.zhangayi.user, at=MORNING, on_paper=True)
    assert signed_in(county.liming).get(f"/my/cases/{promised.ref}/deferred/").status_code == 404
    assert state(promised, 3) == "deferred"
    assert not Entry.objects.filter(kind="case.deferred_supplied").exists()


def test_sending_nothing_or_a_wrong_file_loses_nothing(promised, county):  # noqa: F811
    aunt = signed_in(county.zhangayi)
    page = f"/my/cases/{promised.ref}/deferred/"
    assert "请至少上传一项要补交的材料" in aunt.post(page, {"send": ""}).content.decode()
    disguised = samples.upload("合同.pdf", b"MZ\x90\x00 not a pdf")
    half = aunt.post(page, {"file-3": scan("合同.pdf"), "file-4": disguised, "send": ""})
    assert half.status_code == 422
    assert 'name="kept-file-3"' in half.content.decode(), "the good one is kept"
    assert state(promised, 3) == "deferred"


def test_each_clock_says_who_must_do_what(county):  # noqa: F811
    case = walk_in(county)

    def said() -> tuple[str, str]:
        card = clock_card(Case.objects.select_related("clock", "handling_clock").get(pk=case.pk), days_later(1))
        return card["lead"], card["deed"]

    assert said() == ("应于", "受理或告知补正")
    actions.accept_case(case.ref, by=county.xiaoli, at=MORNING)
    assert said() == ("预计", "办结")
    to_decision(county, case)
    actions.decide_case(case.ref, kind="granted", opinion="同意", by=county.liujuzhang, at=days_later(4))
    assert said() == ("应于", "送达")


def test_the_card_of_a_correction_asks_the_applicant(county, monkeypatch):  # noqa: F811
    monkeypatch.setattr("django.utils.timezone.now", lambda: days_later(1))
    case = walk_in(county)
    told = [{"material": "身份证明", "problem": "不清楚"}]
    case = actions.request_correction(case.ref, told, reply=Budget.parse("10wd"), by=county.xiaoli, at=MORNING)
    card = clock_card(case, days_later(1))
    assert (card["lead"], card["deed"]) == ("请于", "补正")
    page = signed_in(county.xiaoli).get(f"/desk/cases/{case.ref}/").content.decode()
    assert "请于<strong>2025年9月28日</strong>前补正" in page
