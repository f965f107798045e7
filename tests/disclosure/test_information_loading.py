"""The demo county's register: the plan itself is the first document; loading twice changes nothing."""

from datetime import date

import pytest
from django.conf import settings

from tests.cases.county import keep_time
from tests.cast import NOON
from zhengtong.disclosure.loading import load_information
from zhengtong.disclosure.models import AnnualReport, Information
from zhengtong.disclosure.queries import information as queries
from zhengtong.journal.models import Entry
from zhengtong.org.choices import UnitKind
from zhengtong.org.models import Unit

pytestmark = pytest.mark.django_db
FURTHER = ("FG", "JY", "CZ", "RS", "ZR", "JS", "HB", "NY", "LY", "WJ", "TJ", "YG")


def test_the_county_is_loaded_once_with_its_plan_first(cast):
    keep_time(NOON, [])
    for place, code in enumerate(FURTHER):
        Unit.objects.create(
            code=code, number=f"8{place:02d}", name=code, short_name=code, kind=UnitKind.COUNTY_DEPARTMENT,
            region=cast.unit("MZ").region, path=f"{code}/",
        )  # fmt: skip
    count, reports = load_information(settings.COUNTY_DATA, at=NOON)
    assert (count > 35, reports) == (True, 2)
    assert load_information(settings.COUNTY_DATA, at=NOON) == (0, 0)
    plan = Information.objects.order_by("pk").first()
    assert plan.title == "安福县依托电子政务平台加强政府政务公开和政务服务省级试点工作方案"
    assert (plan.signed_on, plan.organ.code, plan.state) == (date(2013, 8, 19), "BG", "published")
    assert plan.text.startswith("一、总体要求")
    assert "2013年8月19日印发" in plan.text
    late = Entry.objects.filter(kind__in=["information.published", "interpretation.published"], data__is_on_time=False)
    assert [entry.data["item_name"] for entry in late] == []
    assert queries.interpretations_of(Information.objects.get(title="安福县临时救助办法")).count() == 1
    assert Information.objects.get(title__contains="2019年").replaced_by.title == "安福县临时救助办法"
    assert not Information.objects.filter(validity="valid", expires_on__lt=NOON.date()).exists()
    assert queries.data_tables().count() >= 8
    assert set(AnnualReport.objects.values_list("state", flat=True)) == {"published"}
